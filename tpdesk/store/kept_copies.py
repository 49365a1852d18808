"""The copies of a register that are kept beside it: listed, thinned by age, put back in its place."""

from __future__ import annotations

import contextlib
import re
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from tpdesk.domain.errors import Cancelled, ConflictError, OutsideError, TpdeskError
from tpdesk.domain.issues import Severity
from tpdesk.domain.thinning import moments_to_keep
from tpdesk.store.backup import back_up, backup_folder, copy_register
from tpdesk.store.checking import check_register
from tpdesk.store.connection import claim, closing_connection, connect, is_open, read_mode, release
from tpdesk.store.failures import plain_words

if TYPE_CHECKING:
    from pathlib import Path

    from tpdesk.domain.progress import Progress

ROOM = 2
"""So many times the register's size must be free on the disc for a copy to be made."""

_PAGES_AT_ONCE = 4_096
_MOMENT = re.compile(r" (\d{4}-\d\d-\d\d \d\d-\d\d-\d\d) (.+?)(?: \d+)?")
_BESIDE = ("", "-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class KeptCopy:
    """One copy of a register.

    Attributes:
        path: The copy.
        at: When it was made, by the clock of the wall.
        reason: What it was made before, in words.
        size_bytes: Of the copy.
    """

    path: Path
    at: datetime
    reason: str
    size_bytes: int


def read_copies(path: Path) -> tuple[KeptCopy, ...]:
    """List the copies of a register, the newest first; what else lies in their folder is left out."""
    copies = []
    folder = backup_folder(path)
    for each in folder.glob("*.gpkg") if folder.is_dir() else ():
        found = _MOMENT.fullmatch(each.stem.removeprefix(path.stem)) if _is_of(each, path) else None
        # A copy may go while the folder is read.
        with contextlib.suppress(ValueError, OSError):
            if found is not None:
                at = datetime.strptime(found[1], "%Y-%m-%d %H-%M-%S")
                copies.append(KeptCopy(each, at, found[2], each.stat().st_size))
    return tuple(sorted(copies, key=lambda copy: (copy.at, copy.path.name), reverse=True))


def _is_of(copy: Path, path: Path) -> bool:
    return copy.stem.startswith(f"{path.stem} ")


def has_room(path: Path) -> bool:
    """Say whether the disc has room for a copy with enough left to work on."""
    files = (path.with_name(path.name + ending) for ending in _BESIDE)
    try:
        size = sum(each.stat().st_size for each in files if each.exists())
        return shutil.disk_usage(path.resolve().parent).free >= ROOM * size
    except OSError:
        # The drive has gone, or a file beside the register has just now.
        return False


def keep_copy(path: Path, reason: str, progress: Progress | None = None) -> Path:
    """Copy a register, open or not, and give up older copies by their age.

    Raises:
        OutsideError: The disc has no room, or the folder cannot be written.
        Cancelled: The progress asked to stop; no copy is left.
    """
    if not has_room(path):
        raise OutsideError(
            "no_room_for_copy",
            f"No copy of {path.name} was kept: the disc has less free than {ROOM} times its size.",
            "Free some space on the disc. The copies made before are still there.",
        )
    copy = back_up(path, reason, progress)
    _thin(path)
    return copy


def _thin(path: Path) -> None:
    copies = read_copies(path)
    kept = moments_to_keep((each.at for each in copies), datetime.now())
    for copy in copies:
        # One that is open just now is left for the next time.
        if copy.at not in kept and not is_open(copy.path):
            with contextlib.suppress(OSError):
                copy.path.unlink()


# --- going back ---------------------------------------------------------------------------------------


def check_copy(copy: Path) -> None:
    """Look a copy over before it is taken.

    Raises:
        OutsideError: It cannot be used.
    """
    wrong = [each for each in check_register(copy) if each.severity is Severity.ERROR]
    if wrong:
        raise OutsideError(
            "copy_unusable",
            f"The copy {copy.name} cannot be used: {wrong[0].message} The register is as it was.",
            "Choose another copy.",
        )


def restore_copy(path: Path, copy: Path, progress: Progress) -> Path | None:
    """Put a copy in the place of its register, which is itself kept as a copy first.

    The pages are written by SQLite in one transaction: other programs that have the register open see the old
    state or the new one, and a fall of the current leaves the old one.

    Returns:
        Where the register as it was is kept now; None when there was none any more.

    Raises:
        ConflictError: The register is open in this program.
        OutsideError: The copy cannot be used, the register is in use elsewhere, or the disc is full.
        Cancelled: The progress asked to stop; the register is as it was.
    """
    if is_open(path):
        raise ConflictError("register_open", f"{path.name} is open.", "Close the register first.")
    check_copy(copy)
    if not path.exists():
        copy_register(copy, path, progress)
        return None
    try:
        key = claim(path)
    except TpdeskError:
        return _replace_damaged(path, copy, progress)
    try:
        return _overwrite(path, copy, progress)
    finally:
        release(key)


def _overwrite(path: Path, copy: Path, progress: Progress) -> Path:
    try:
        kept = back_up(path, "before going back", progress)
    except OutsideError as error:
        if error.code != "register_damaged":
            raise
        kept = _set_aside(path)
        copy_register(copy, path, progress)
        return kept
    with (
        plain_words(path),
        closing_connection(copy, read_mode(copy)) as source,
        closing(connect(path, "rw")) as target,
    ):
        source.backup(
            target,
            pages=_PAGES_AT_ONCE,
            progress=lambda status, left, total: _step(path, progress, status, (total - left, total)),
        )
    return kept


def _step(path: Path, progress: Progress, status: int, done: tuple[int, int]) -> None:
    # SQLite has waited already, and would go on waiting for ever.
    if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        raise OutsideError(
            "register_locked",
            f"Somebody else is writing to {path.name}. It is as it was.",
            "Close the register in the other program and try again.",
        )
    # When the last page is written the copy is in its place: it is too late to stop.
    with contextlib.suppress(Cancelled) if status == sqlite3.SQLITE_DONE else contextlib.nullcontext():
        progress.step(*done, "Going back to the copy")


def _replace_damaged(path: Path, copy: Path, progress: Progress) -> Path:
    kept = _set_aside(path)
    copy_register(copy, path, progress)
    return kept


def _set_aside(path: Path) -> Path:
    """Move a register that cannot be read into the folder of copies, with the files beside it."""
    folder = backup_folder(path)
    moment = datetime.now().astimezone().strftime("%Y-%m-%d %H-%M-%S")
    target = folder / f"{path.stem} {moment} damaged.gpkg"
    try:
        folder.mkdir(exist_ok=True)
        for ending in _BESIDE:
            beside = path.with_name(path.name + ending)
            if beside.exists():
                beside.rename(target.with_name(target.name + ending))
    except OSError as error:
        raise OutsideError(
            "register_in_use",
            f"{path.name} could not be moved aside. It is as it was.",
            "Close it in every other program and try again.",
        ) from error
    return target
