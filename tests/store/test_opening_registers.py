"""Making and opening registers: what may be wrong with a file that somebody opens, and the words for it."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.store.refusing import python, refused
from tests.store.stocking import PLACE, Change, Stock, fill, rows
from tpdesk.domain.errors import ConflictError, InputError, OutsideError, VersionError
from tpdesk.domain.issues import Severity
from tpdesk.domain.organisation import Place
from tpdesk.store import connection
from tpdesk.store.checking import check_register
from tpdesk.store.register import Register
from tpdesk.store.schema.version import MIN_READER, MIN_WRITER, SCHEMA

if TYPE_CHECKING:
    from collections.abc import Callable

    from tpdesk.domain.changes import ChangeSet

ROOT = Path(__file__).parents[2]
ROOT_ACCOUNT = hasattr(os, "geteuid") and os.geteuid() == 0


# --- making --------------------------------------------------------------------------------------------


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
        "schema": str(SCHEMA),
        "min_reader": str(MIN_READER),
        "min_writer": str(MIN_WRITER),
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


# --- what is no register -------------------------------------------------------------------------------


def test_what_is_no_geopackage_is_refused_and_left_alone(tmp_path: Path) -> None:
    for name, content in (
        ("empty.gpkg", b""),
        ("text.gpkg", b"name,postcode\nTown Hall,QM1 1AA\n"),
        ("zip.gpkg", b"PK\x03\x04" + bytes(500)),
        ("torn.gpkg", b"SQLite format 3\x00"),
    ):
        path = tmp_path / name
        path.write_bytes(content)
        error = refused(path, InputError, "not_a_geopackage")
        assert name in error.message
        assert path.read_bytes() == content
        assert check_register(path)[0].code == "not_a_geopackage"


def test_another_sqlite_file_is_no_geopackage(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE t (a)")
    refused(path, InputError, "not_a_geopackage")


def test_somebody_elses_geopackage_is_no_register(tmp_path: Path) -> None:
    path = tmp_path / "other.gpkg"
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA application_id = 0x47504B47")
        other.execute("CREATE TABLE wards (fid INTEGER PRIMARY KEY)")
    refused(path, InputError, "not_a_register")
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE app_meta (key, value)")
    refused(path, InputError, "not_a_register")
    assert check_register(path)[0].code == "not_a_register"


def test_a_missing_file_is_told_and_not_made(tmp_path: Path) -> None:
    refused(tmp_path / "none.gpkg", InputError, "register_missing")
    assert not (tmp_path / "none.gpkg").exists()
    refused(tmp_path, InputError, "register_is_folder")


@pytest.mark.parametrize(
    ("error", "code"), [(PermissionError, "register_unreadable"), (OSError, "register_unopenable")]
)
def test_a_file_that_may_not_be_read_is_told(
    register: Register, monkeypatch: pytest.MonkeyPatch, error: type[OSError], code: str
) -> None:
    register.close()

    def refuse(*_: object) -> None:
        raise error

    monkeypatch.setattr(Path, "open", refuse)
    refused(register.path, OutsideError, code)


def test_a_damaged_register_says_so_and_shows_the_way_back(register: Register, stock: Stock) -> None:
    register.close()
    assert stock.assets
    with register.path.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 4000)
    error = refused(register.path, OutsideError, "register_damaged")
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


# --- editions ------------------------------------------------------------------------------------------


def _meta(path: Path, **values: int) -> None:
    with closing(sqlite3.connect(path)) as other:
        for key, value in values.items():
            other.execute("UPDATE app_meta SET value = ? WHERE key = ?", (value, key))
        other.commit()


def test_a_newer_register_isrefused(register: Register) -> None:
    register.close()
    _meta(register.path, schema=9, min_reader=9, min_writer=9)
    error = refused(register.path, VersionError, "register_newer")
    assert error.exit_code == 6
    refused(register.path, VersionError, "register_newer", read_only=True)
    assert check_register(register.path)[0].code == "register_newer"


def test_a_newer_register_may_be_read_when_it_says_so(register: Register, stock: Stock) -> None:
    register.close()
    _meta(register.path, schema=9, min_reader=1, min_writer=9)
    error = refused(register.path, VersionError, "register_newer")
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
    refused(register.path, OutsideError, "register_older", read_only=True)


# --- reading alone -------------------------------------------------------------------------------------


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
    refused(register.path, OutsideError, "register_read_only")
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
    for folder in register.path.parents:
        if folder.stat().st_mode & 0o055 != 0o055 and folder.is_relative_to(tempfile.gettempdir()):
            folder.chmod(0o755)
    register.path.chmod(0o444)
    assert python(script, str(register.path)) == f"{len(stock.assets)}\n[]\nregister_read_only\n"


def test_a_register_is_read_where_nothing_may_be_written(
    register: Register, stock: Stock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with Register.open(register.path, read_only=True) as second:
        assert tuple(second.read_assets().uids) == stock.assets
    register.close()
    plain = connection.connect

    def no_lock_file(path: Path, mode: str) -> sqlite3.Connection:
        # As on a medium that takes no lock file beside the register.
        return plain(path.with_name("none") if mode == "ro" else path, mode)

    monkeypatch.setattr(connection, "connect", no_lock_file)
    with Register.open(register.path, read_only=True) as second:
        assert tuple(second.read_assets().uids) == stock.assets
    register.path.with_name(register.path.name + "-wal").write_bytes(b"unfinished")
    refused(register.path, OutsideError, "register_unopenable", read_only=True)
