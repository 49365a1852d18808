"""Copies beside a register: made, listed, thinned, and put back in its place."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.store.stocking import Stock, dump, renaming
from tpdesk.domain.errors import Cancelled, ConflictError, OutsideError
from tpdesk.domain.progress import CancellingProgress, SilentProgress
from tpdesk.store import kept_copies
from tpdesk.store.backup import backup_folder
from tpdesk.store.checking import check_register
from tpdesk.store.kept_copies import has_room, keep_copy, read_copies, restore_copy
from tpdesk.store.register import Register

if TYPE_CHECKING:
    from pathlib import Path

SILENT = SilentProgress()


class Usage(NamedTuple):
    total: int
    used: int
    free: int


def _name(register: Register, at: datetime, reason: str = "on opening") -> Path:
    return backup_folder(register.path) / f"{register.path.stem} {at:%Y-%m-%d %H-%M-%S} {reason}.gpkg"


def test_copies_are_listed_with_when_why_and_size(register: Register, stock: Stock) -> None:
    copy = keep_copy(register.path, "before import")
    (backup_folder(register.path) / "letter.gpkg").write_bytes(b"x")
    (backup_folder(register.path) / f"{register.path.stem} 2026-99-99 10-00-00 x.gpkg").write_bytes(b"x")
    (found,) = read_copies(register.path)
    assert (found.path, found.reason, found.size_bytes) == (copy, "before import", copy.stat().st_size)
    assert abs(found.at - datetime.now()) < timedelta(minutes=1)
    assert stock.assets


def test_a_register_without_copies_has_none(register: Register) -> None:
    assert read_copies(register.path) == ()


def test_old_copies_are_given_up_and_others_files_left(register: Register) -> None:
    first = keep_copy(register.path, "on opening")
    now = datetime.now()
    days = [now - timedelta(days=each, hours=hour) for each in range(2, 40) for hour in (0, 1)]
    for day in days:
        shutil.copy(first, _name(register, day))
    stranger = backup_folder(register.path) / "Notes.txt"
    stranger.write_text("keep", encoding="utf-8")
    keep_copy(register.path, "before import")
    left = [now - each.at for each in read_copies(register.path)]
    assert len([each for each in left if each < timedelta(hours=24)]) == 2
    assert len([each for each in left if timedelta(days=1.5) < each < timedelta(days=13.5)]) in range(11, 14)
    assert len(left) < 25
    assert max(left) > timedelta(days=30)
    assert stranger.exists()


def test_without_room_no_copy_is_made(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    size = register.path.stat().st_size
    monkeypatch.setattr("shutil.disk_usage", lambda _: Usage(9 * size, 8 * size, size))
    assert not has_room(register.path)
    with pytest.raises(OutsideError, match="less free than 2 times its size"):
        keep_copy(register.path, "on opening")
    assert read_copies(register.path) == ()


def test_a_lost_drive_has_no_room(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(_: Path) -> Usage:
        raise OSError(5, "gone")

    monkeypatch.setattr("shutil.disk_usage", gone)
    assert not has_room(register.path)


def test_a_folder_that_cannot_be_made_is_told(register: Register) -> None:
    backup_folder(register.path).write_bytes(b"a file in its place")
    with pytest.raises(OutsideError, match=r"No copy of register\.gpkg could be kept"):
        keep_copy(register.path, "on opening")


def test_changes_go_on_while_a_copy_is_made(register: Register, stock: Stock) -> None:
    """The copy holds the state in which it was begun."""

    class Renaming:
        renamed = False

        def step(self, *_: object, **__: object) -> None:
            if not self.renamed:
                self.renamed = True
                register.execute(renaming(stock.assets[0], "Meanwhile"))

    before = dump(register)
    renamer = Renaming()
    copy = keep_copy(register.path, "on opening", renamer)
    assert renamer.renamed
    assert check_register(copy) == []
    with Register.open(copy, read_only=True) as opened:
        assert dump(opened) == before
    assert dump(register) != before


def test_going_back_brings_the_copy_and_keeps_what_was(register: Register, stock: Stock) -> None:
    before = dump(register)
    copy = keep_copy(register.path, "before import")
    register.execute(renaming(stock.assets[0], "Regretted"))
    regretted = dump(register)
    register.close()
    kept = restore_copy(register.path, copy, SILENT)
    assert check_register(register.path) == []
    with Register.open(register.path) as back:
        assert dump(back) == before
        back.execute(renaming(stock.assets[0], "Goes on"))
    assert kept is not None
    assert {each.reason for each in read_copies(register.path)} == {"before import", "before going back"}
    assert restore_copy(register.path, kept, SILENT) is not None
    with Register.open(register.path) as again:
        assert dump(again) == regretted


def test_an_open_register_is_not_replaced(register: Register) -> None:
    copy = keep_copy(register.path, "on opening")
    with pytest.raises(ConflictError):
        restore_copy(register.path, copy, SILENT)


def test_a_damaged_copy_is_not_taken(register: Register, stock: Stock) -> None:
    copy = keep_copy(register.path, "on opening")
    with copy.open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\xff" * 4096 * 20)
    register.execute(renaming(stock.assets[0], "Stays"))
    before = dump(register)
    register.close()
    with pytest.raises(OutsideError) as caught:
        restore_copy(register.path, copy, SILENT)
    assert caught.value.code == "copy_unusable"
    with Register.open(register.path) as opened:
        assert dump(opened) == before


def test_going_back_that_is_cancelled_leaves_all_as_it_was(
    register: Register, stock: Stock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_copies, "_PAGES_AT_ONCE", 8)
    copy = keep_copy(register.path, "on opening")
    register.execute(renaming(stock.assets[0], "Stays"))
    before = dump(register)
    register.close()
    with pytest.raises(Cancelled):
        restore_copy(register.path, copy, CancellingProgress(2))
    with Register.open(register.path) as opened:
        assert dump(opened) == before


def test_going_back_cannot_be_cancelled_when_it_is_done(register: Register, stock: Stock) -> None:
    before = dump(register)
    copy = keep_copy(register.path, "on opening")
    register.execute(renaming(stock.assets[0], "Regretted"))
    register.close()
    assert restore_copy(register.path, copy, CancellingProgress(2)) is not None
    with Register.open(register.path) as opened:
        assert dump(opened) == before


@pytest.mark.parametrize("start", [0, 4096], ids=["head", "pages"])
def test_a_damaged_register_is_set_aside(register: Register, stock: Stock, start: int) -> None:
    before = dump(register)
    copy = keep_copy(register.path, "on opening")
    register.close()
    with register.path.open("r+b") as file:
        file.seek(start)
        file.write(b"\xff" * (register.path.stat().st_size - start))
    broken = register.path.read_bytes()
    kept = restore_copy(register.path, copy, SILENT)
    assert kept is not None
    assert kept.read_bytes() == broken
    with Register.open(register.path) as opened:
        assert dump(opened) == before
    assert stock.assets


def test_a_lost_register_comes_back(register: Register, stock: Stock) -> None:
    before = dump(register)
    copy = keep_copy(register.path, "on opening")
    register.close()
    register.path.unlink()
    assert restore_copy(register.path, copy, SILENT) is None
    with Register.open(register.path) as opened:
        assert dump(opened) == before
    assert stock.assets


_WRITER = (
    "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None);"
    " c.execute('BEGIN IMMEDIATE'); print('held', flush=True); sys.stdin.read()"
)


def test_a_register_that_another_program_writes_to_is_left(
    register: Register, stock: Stock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tpdesk.store.connection.WRITE_WAIT_S", 0.1)
    copy = keep_copy(register.path, "on opening")
    register.execute(renaming(stock.assets[0], "Stays"))
    before = dump(register)
    register.close()
    with subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(register.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(OutsideError) as caught:
            restore_copy(register.path, copy, SILENT)
        assert other.stdin is not None
        other.stdin.close()
    assert caught.value.code == "register_locked"
    with Register.open(register.path) as opened:
        assert dump(opened) == before
