"""A register that others use too, and a disc that is full: nothing is lost and the words are plain."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import textwrap
import threading
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.store.refusing import python, refused
from tests.store.stocking import PLACE, Change, Stock, dump, fill, renaming
from tpdesk.domain.errors import ConflictError, OutsideError
from tpdesk.store import connection, network
from tpdesk.store.backup import back_up, backup_folder, copy_register
from tpdesk.store.checking import check_register
from tpdesk.store.connection import is_open
from tpdesk.store.network import mounted_as, on_network_share
from tpdesk.store.register import Register

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tpdesk.domain.changes import Writer


ROOT = Path(__file__).parents[2]
ROOT_ACCOUNT = hasattr(os, "geteuid") and os.geteuid() == 0


# --- others at work ------------------------------------------------------------------------------------


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
        refused(register.path, OutsideError, "register_locked")
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


def test_reads_of_other_threads_see_the_state_before_until_the_change_is_whole(register: Register) -> None:
    seen: list[int] = []

    def change(writer: Writer) -> None:
        fill(writer)
        reader = threading.Thread(target=lambda: seen.append(len(register.read_assets())))
        reader.start()
        reader.join()
        seen.append(register.data_version())

    before = register.data_version()
    register.execute(Change(change))
    assert seen == [0, before]
    assert len(register.read_assets()) == 4


def test_a_command_cannot_execute_another(register: Register) -> None:
    before = dump(register)
    with pytest.raises(RuntimeError, match="inside another"):
        register.execute(Change(lambda writer: (fill(writer), register.execute(Change(fill)))))
    assert dump(register) == before
    register.execute(Change(fill))


# --- a full disc ---------------------------------------------------------------------------------------

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
    told = python(_BIG.format(limit=limit), str(register.path)).splitlines()
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
        assert python(_BIG.format(limit=""), str(path)).splitlines() == ["disc_full", "Small", "[]"]
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


# --- backups -------------------------------------------------------------------------------------------


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
