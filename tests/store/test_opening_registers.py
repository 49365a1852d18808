"""What may be wrong with a file that somebody opens, and the words for it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import struct
import subprocess
import sys
import textwrap
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.store.stocking import PLACE, Change, Stock, dump, fill, renaming, rows
from tpdesk.domain.errors import ConflictError, InputError, OutsideError, TpdeskError, VersionError
from tpdesk.domain.issues import Severity
from tpdesk.domain.organisation import Place
from tpdesk.store import connection, network
from tpdesk.store.backup import back_up, backup_folder, copy_register
from tpdesk.store.checking import check_register
from tpdesk.store.connection import is_open
from tpdesk.store.network import mounted_as, on_network_share
from tpdesk.store.register import Register

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tpdesk.domain.changes import ChangeSet

ROOT = Path(__file__).parents[2]
ROOT_ACCOUNT = hasattr(os, "geteuid") and os.geteuid() == 0


def _refused(path: Path, kind: type[TpdeskError], code: str, *, read_only: bool = False) -> TpdeskError:
    with pytest.raises(kind) as caught:
        Register.open(path, read_only=read_only)
    assert caught.value.code == code
    assert caught.value.hint
    assert not is_open(path)
    return caught.value


# --- making -------------------------------------------------------------------------------------------


def test_a_new_register_has_its_place_and_its_own_identity(tmp_path: Path) -> None:
    with Register.create(tmp_path / "a.gpkg", PLACE) as first:
        with Register.create(tmp_path / "b.gpkg", Place("Wend")) as second:
            uids = {first.uid, second.uid}
            place_without_boundary = second.place
        assert len(uids) == 2
        assert place_without_boundary == Place("Wend")
        place = first.place
        assert place.name == "Quillmere"
        assert place.boundary is not None
        assert list(place.boundary.bounds) == [400_000, 400_000, 420_000, 420_000]
        assert first.path == tmp_path / "a.gpkg"
        assert not first.read_only
        assert len(first.read_assets()) == 0
    assert dict(rows(tmp_path / "a.gpkg", "SELECT key, value FROM app_meta")) == {
        "app": "tpdesk",
        "schema": "1",
        "min_reader": "1",
        "min_writer": "1",
        "register_uid": first.uid,
    }
    assert check_register(tmp_path / "a.gpkg") == []
    assert sorted(each.name for each in tmp_path.glob("*.gpkg*")) == ["a.gpkg", "b.gpkg"]


def test_an_existing_file_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "mine.gpkg"
    path.write_text("precious")
    with pytest.raises(ConflictError, match="left as it is"):
        Register.create(path, PLACE)
    assert path.read_text() == "precious"


def test_a_file_that_comes_meanwhile_is_never_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mine.gpkg"

    def link(_: Path, target: Path) -> None:
        target.write_text("theirs")
        raise FileExistsError

    monkeypatch.setattr(os, "link", link)
    with pytest.raises(ConflictError):
        Register.create(path, PLACE)
    assert path.read_text() == "theirs"
    assert [each.name for each in tmp_path.glob("*mine*")] + list(tmp_path.glob(".*")) == ["mine.gpkg"]


def test_a_disc_without_hard_links_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "mine.gpkg"

    def refuse(*_: Path) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(os, "link", refuse)
    Register.create(path, PLACE).close()
    assert check_register(path) == []

    def come(*_: Path) -> None:
        (tmp_path / "b.gpkg").write_text("theirs")
        raise OSError("no links here")

    monkeypatch.setattr(os, "link", come)
    with pytest.raises(ConflictError):
        Register.create(tmp_path / "b.gpkg", PLACE)
    assert (tmp_path / "b.gpkg").read_text() == "theirs"


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        Register.create(tmp_path / "none" / "a.gpkg", PLACE)
    assert caught.value.code == "folder_missing"


# --- what is no register ------------------------------------------------------------------------------


def test_what_is_no_geopackage_is_refused_and_left_alone(tmp_path: Path) -> None:
    for name, content in (
        ("empty.gpkg", b""),
        ("text.gpkg", b"name,postcode\nTown Hall,QM1 1AA\n"),
        ("zip.gpkg", b"PK\x03\x04" + bytes(500)),
        ("torn.gpkg", b"SQLite format 3\x00"),
    ):
        path = tmp_path / name
        path.write_bytes(content)
        error = _refused(path, InputError, "not_a_geopackage")
        assert name in error.message
        assert path.read_bytes() == content
        assert check_register(path)[0].code == "not_a_geopackage"


def test_another_sqlite_file_is_no_geopackage(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE t (a)")
    _refused(path, InputError, "not_a_geopackage")


def test_somebody_elses_geopackage_is_no_register(tmp_path: Path) -> None:
    path = tmp_path / "other.gpkg"
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA application_id = 0x47504B47")
        other.execute("CREATE TABLE wards (fid INTEGER PRIMARY KEY)")
    _refused(path, InputError, "not_a_register")
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE app_meta (key, value)")
    _refused(path, InputError, "not_a_register")
    assert check_register(path)[0].code == "not_a_register"


def test_a_missing_file_is_told_and_not_made(tmp_path: Path) -> None:
    _refused(tmp_path / "none.gpkg", InputError, "register_missing")
    assert not (tmp_path / "none.gpkg").exists()
    _refused(tmp_path, InputError, "register_is_folder")


def test_a_damaged_register_says_so_and_shows_the_way_back(register: Register, stock: Stock) -> None:
    register.close()
    assert stock.assets
    with register.path.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 4000)
    error = _refused(register.path, OutsideError, "register_damaged")
    assert "backups" in error.hint
    (finding,) = check_register(register.path)
    assert (finding.code, finding.severity) == ("register_damaged", Severity.ERROR)


def test_a_register_cut_short_is_damaged(register: Register, stock: Stock) -> None:
    register.close()
    assert stock.assets
    size = register.path.stat().st_size
    with register.path.open("r+b") as file:
        file.truncate(size // 2)
    codes = {finding.code for finding in check_register(register.path)}
    assert codes <= {"register_damaged", "file_damaged"}
    assert codes


# --- editions -----------------------------------------------------------------------------------------


def _meta(path: Path, **values: int) -> None:
    with closing(sqlite3.connect(path)) as other:
        for key, value in values.items():
            other.execute("UPDATE app_meta SET value = ? WHERE key = ?", (value, key))
        other.commit()


def test_a_newer_register_is_refused(register: Register) -> None:
    register.close()
    _meta(register.path, schema=9, min_reader=9, min_writer=9)
    error = _refused(register.path, VersionError, "register_newer")
    assert error.exit_code == 6
    _refused(register.path, VersionError, "register_newer", read_only=True)
    assert check_register(register.path)[0].code == "register_newer"


def test_a_newer_register_may_be_read_when_it_says_so(register: Register, stock: Stock) -> None:
    register.close()
    _meta(register.path, schema=9, min_reader=1, min_writer=9)
    error = _refused(register.path, VersionError, "register_newer")
    assert "reading only" in error.hint
    with Register.open(register.path, read_only=True) as opened:
        assert len(opened.read_assets()) == len(stock.assets)


def test_a_newer_register_may_be_written_when_it_says_so(register: Register) -> None:
    register.close()
    _meta(register.path, schema=9, min_reader=1, min_writer=1)
    with Register.open(register.path) as opened:
        opened.execute(Change(fill))


def test_an_older_register_cannot_be_read_as_it_is(register: Register) -> None:
    register.close()
    _meta(register.path, schema=0)
    _refused(register.path, OutsideError, "register_older", read_only=True)


# --- reading alone ------------------------------------------------------------------------------------


def test_a_register_opened_for_reading_is_not_changed(register: Register, stock: Stock) -> None:
    register.close()
    with Register.open(register.path, read_only=True) as opened:
        assert opened.read_only
        assert len(opened.read_assets()) == len(stock.assets)
        assert opened.undo_description == "Fill"
        changes: list[Callable[[], ChangeSet]] = [
            lambda: opened.execute(Change(fill)),
            opened.undo,
            opened.redo,
        ]
        for change in changes:
            with pytest.raises(OutsideError) as caught:
                change()
            assert caught.value.code == "register_read_only"


def test_a_file_that_may_not_be_written_is_told(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    register.close()
    monkeypatch.setattr(os, "access", lambda *_: False)
    _refused(register.path, OutsideError, "register_read_only")
    with pytest.raises(OutsideError) as caught:
        Register.create(register.path.with_name("new.gpkg"), PLACE)
    assert caught.value.code == "folder_read_only"


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may become another person"
)
def test_a_read_only_folder_can_be_read_by_one_who_may_not_write(register: Register, stock: Stock) -> None:
    register.close()
    script = """
        import os, sys
        from pathlib import Path
        from tpdesk.domain.errors import OutsideError
        from tpdesk.store.register import Register
        from tpdesk.store.checking import check_register
        path = Path(sys.argv[1])
        os.setgid(65534)
        os.setuid(65534)
        with Register.open(path, read_only=True) as opened:
            print(len(opened.read_assets()))
        print(check_register(path))
        try:
            Register.open(path)
        except OutsideError as error:
            print(error.code)
    """
    folders = [register.path.parent, *register.path.parents[1:3]]
    for folder in folders:
        folder.chmod(0o755)
    register.path.chmod(0o444)
    assert _python(script, str(register.path)) == f"{len(stock.assets)}\n[]\nregister_read_only\n"


# --- others at work -----------------------------------------------------------------------------------


def _python(script: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", textwrap.dedent(script), *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@contextmanager
def _locked_by_another_process(path: Path, begin: str) -> Iterator[None]:
    script = f"""
        import sqlite3, sys
        c = sqlite3.connect(sys.argv[1], isolation_level=None)
        c.execute("{begin}")
        c.execute("INSERT INTO app_meta VALUES ('x', 'y')")
        print("locked", flush=True)
        sys.stdin.readline()
        c.execute("ROLLBACK")
    """
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script), str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "locked\n"
        try:
            yield
        finally:
            process.communicate("go\n")


def test_a_register_locked_by_another_process_is_told_and_unharmed(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    register.close()
    monkeypatch.setattr(connection, "WRITE_WAIT_S", 0.1)
    with _locked_by_another_process(register.path, "BEGIN IMMEDIATE"), Register.open(register.path) as opened:
        before = dump(opened)
        with pytest.raises(OutsideError) as caught:
            opened.execute(Change(fill))
        assert caught.value.code == "register_locked"
        assert "Somebody else" in caught.value.message
        assert dump(opened) == before
    with Register.open(register.path) as opened:
        assert opened.execute(Change(fill)).tables


def test_a_register_wholly_locked_cannot_be_opened(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    register.close()
    monkeypatch.setattr(connection, "WRITE_WAIT_S", 0.1)
    with closing(sqlite3.connect(register.path)) as other:
        other.execute("PRAGMA journal_mode = DELETE")
    with _locked_by_another_process(register.path, "BEGIN EXCLUSIVE"):
        _refused(register.path, OutsideError, "register_locked")
        assert check_register(register.path)[0].code == "register_locked"
    with Register.open(register.path) as opened:
        opened.execute(Change(fill))


def test_the_same_file_may_be_open_twice_under_two_names(register: Register, stock: Stock) -> None:
    other = register.path.with_name("same.gpkg")
    other.symlink_to(register.path)
    assert is_open(other)
    with Register.open(other) as second:
        second.execute(renaming(stock.assets[0], "Elsewhere"))
        register.execute(renaming(stock.assets[1], "Here"))
        assert dump(register) == dump(second)
    assert is_open(register.path)
    register.execute(renaming(stock.assets[0], "Again"))
    register.close()
    register.close()
    assert not is_open(register.path)
    assert not is_open(register.path.with_name("none"))


def test_qgis_leaves_another_journal_and_it_is_set_again(register: Register) -> None:
    register.close()
    with closing(sqlite3.connect(register.path)) as other:
        assert other.execute("PRAGMA journal_mode = DELETE").fetchone() == ("delete",)
    with Register.open(register.path) as opened, opened.reading() as reading:
        assert reading.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"


def test_a_share_of_the_network_gets_the_careful_journal(
    register: Register, stock: Stock, monkeypatch: pytest.MonkeyPatch
) -> None:
    register.close()
    monkeypatch.setattr(connection, "on_network_share", lambda _: True)
    with Register.open(register.path) as opened:
        with opened.reading() as reading:
            assert reading.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "delete"
        opened.execute(renaming(stock.assets[0], "Shared"))
        opened.undo()


def test_the_table_of_mounts_says_what_is_a_share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = "/dev/sda / ext4 rw 0 0\nserver:/e /srv/estates\\040team cifs rw 0 0\nbad\n"
    assert mounted_as(mounts, Path("/srv/estates team/a")) == "cifs"
    assert mounted_as(mounts, Path("/srv/other")) == "ext4"
    assert mounted_as("", Path("/srv")) == ""
    table = tmp_path / "mounts"
    monkeypatch.setattr(network, "_MOUNTS", table)
    assert not on_network_share(tmp_path / "a.gpkg")
    table.write_text(f"server:/e {tmp_path} nfs4 rw 0 0\n")
    assert on_network_share(tmp_path / "a.gpkg")
    monkeypatch.setattr(sys, "platform", "darwin")
    assert not on_network_share(tmp_path / "a.gpkg")
    assert on_network_share(Path("/Volumes/Estates/a.gpkg"))
    monkeypatch.setattr(sys, "platform", "win32")
    assert not on_network_share(tmp_path / "a.gpkg")


# --- a full disc --------------------------------------------------------------------------------------

_BIG = """
    import sys
    from pathlib import Path
    from tests.store.stocking import Change, PLACE, dump
    from tpdesk.domain.errors import OutsideError
    from tpdesk.domain.identity import new_uids
    from tpdesk.store.register import Register
    from tpdesk.store.checking import check_register
    path = Path(sys.argv[1])
    {limit}
    register = Register.open(path)
    before = dump(register)
    big = [(uid, uid, "x" * 5000) for uid in new_uids(4000)]
    try:
        register.execute(Change(lambda writer: writer.insert("setting", ["uid", "key", "value"], big)))
    except OutsideError as error:
        print(error.code)
    assert dump(register) == before
    register.execute(Change(lambda writer: writer.insert("setting", ["uid", "key"], [("a", "b")]), "Small"))
    print(register.undo_description)
    register.close()
    print(check_register(path))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on the size of files")
def test_a_file_that_may_not_grow_changes_nothing(register: Register) -> None:
    register.close()
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (3_000_000, 3_000_000))"
    told = _python(_BIG.format(limit=limit), str(register.path)).splitlines()
    assert told == ["disc_failed", "Small", "[]"]


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may mount a small disc"
)
def test_a_full_disc_changes_nothing_and_says_so(register: Register, tmp_path: Path) -> None:
    register.close()
    disc = tmp_path / "disc"
    disc.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=6m", "none", str(disc)], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("no disc can be mounted here")
    try:
        path = disc / "register.gpkg"
        copy_register(register.path, path)
        assert _python(_BIG.format(limit=""), str(path)).splitlines() == ["disc_full", "Small", "[]"]
        (disc / "filler").write_bytes(bytes(shutil.disk_usage(disc).free - 100_000))
        with pytest.raises(OutsideError) as caught:
            Register.create(disc / "new.gpkg", PLACE)
        assert caught.value.code == "disc_full"
        with pytest.raises(OutsideError) as caught:
            back_up(path, "by hand")
        assert caught.value.code == "disc_full"
        names = sorted(str(each.relative_to(disc)) for each in disc.rglob("*"))
        assert names == ["filler", "register.backups", "register.gpkg"]
    finally:
        subprocess.run(["umount", str(disc)], check=True)


# --- backups ------------------------------------------------------------------------------------------


def test_a_backup_of_an_open_register_is_a_whole_register(register: Register, stock: Stock) -> None:
    first, second = back_up(register.path, "by hand"), back_up(register.path, "by hand")
    assert first != second
    assert first.parent == backup_folder(register.path)
    assert check_register(second) == []
    with Register.open(first) as copy:
        assert dump(copy) == dump(register)
        assert copy.uid == register.uid
    register.execute(renaming(stock.assets[0], "Still at work"))
    with pytest.raises(ConflictError):
        copy_register(register.path, first)


def test_a_backup_that_is_cancelled_leaves_nothing(register: Register) -> None:
    from tpdesk.domain.errors import Cancelled
    from tpdesk.domain.progress import CancellingProgress

    with pytest.raises(Cancelled):
        copy_register(register.path, register.path.with_name("copy.gpkg"), CancellingProgress(1))
    assert not list(register.path.parent.glob("*copy*"))


# --- what the check finds -----------------------------------------------------------------------------


def _spoil(path: Path, *statements: str) -> set[str]:
    with closing(sqlite3.connect(path)) as other:
        for statement in statements:
            other.execute(statement)
        other.commit()
    return {finding.code for finding in check_register(path)}


_TRIGGERLESS = (
    *(f"DROP TRIGGER history_asset_{each}" for each in ("insert", "identify", "update", "delete")),
    *(f"DROP TRIGGER rtree_asset_geom_{each}" for each in ("insert", "delete")),
    *(f"DROP TRIGGER rtree_asset_geom_update{each}" for each in (2, 4, 5, 6, 7)),
)
_ELSEWHERE = struct.pack("<2sBBiBI2d", b"GP", 0, 1, 4326, 1, 1, 0, 0)

_SPOILT: tuple[tuple[set[str], tuple[str, ...]], ...] = (
    ({"format_header"}, ("PRAGMA user_version = 10200",)),
    ({"format_table_missing"}, ("DROP TABLE layer_styles",)),
    ({"contents_missing"}, ("DELETE FROM gpkg_contents WHERE table_name = 'cost'",)),
    ({"trigger_missing"}, ("DROP TRIGGER history_cost_update",)),
    ({"table_missing"}, ("DROP TABLE document",)),
    (
        {"column_missing"},
        (
            "DROP TRIGGER history_document_update",
            "DROP TRIGGER history_document_delete",
            "ALTER TABLE document DROP COLUMN note",
        ),
    ),
    ({"link_broken"}, ("INSERT INTO document (asset_uid) VALUES ('nobody')",)),
    ({"history_broken"}, ("UPDATE history SET old = '{}' WHERE id = 5",)),
    ({"history_broken"}, ("UPDATE audit_tx SET who = 'nobody' WHERE id = 1",)),
    ({"history_broken"}, ("DELETE FROM audit_tx WHERE id = 1",)),
    ({"history_broken", "history_open"}, ("INSERT INTO audit_tx (open) VALUES (1)",)),
    (
        {"uid_missing", "organisation_missing", "trigger_missing", "index_stale"},
        (*_TRIGGERLESS, "INSERT INTO asset (geom) SELECT geom FROM asset LIMIT 1"),
    ),
    (
        {"shape_invalid", "trigger_missing"},
        (*_TRIGGERLESS, f"UPDATE asset SET geom = x'{_ELSEWHERE.hex()}' WHERE geom IS NOT NULL"),
    ),
    ({"index_stale"}, ("DELETE FROM rtree_asset_geom",)),
)


@pytest.mark.parametrize(("expected", "statements"), _SPOILT, ids=lambda each: str(each)[:40])
def test_the_check_names_what_is_wrong(
    register: Register, stock: Stock, expected: set[str], statements: tuple[str, ...]
) -> None:
    assert stock.assets
    register.close()
    assert _spoil(register.path, *statements) == expected
    assert all(finding.message and finding.fix for finding in check_register(register.path))


def test_the_check_changes_nothing(register: Register, stock: Stock) -> None:
    before = dump(register)
    assert check_register(register.path) == []
    assert dump(register) == before
    assert stock.assets
