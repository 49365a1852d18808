"""Copies of a register that are safe to take while it is in use."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING

from tpdesk.domain.errors import ConflictError, OutsideError
from tpdesk.domain.progress import SilentProgress
from tpdesk.store.connection import claim, closing_connection, read_mode, release
from tpdesk.store.failures import plain_words

if TYPE_CHECKING:
    from pathlib import Path

    from tpdesk.domain.progress import Progress

_PAGES_AT_ONCE = 4_096


def backup_folder(path: Path) -> Path:
    """Give the folder beside a register that holds its backups."""
    return path.with_name(f"{path.stem}.backups")


def back_up(path: Path, reason: str, progress: Progress | None = None) -> Path:
    """Copy a register, open or not, into its folder of backups and give the copy.

    Args:
        path: The register.
        reason: Short, part of the copy's name ("before migration").
        progress: Told the pages copied.

    Raises:
        OutsideError: The disc is full or the folder cannot be written.
    """
    moment = datetime.now().astimezone().strftime("%Y-%m-%d %H-%M-%S")
    folder = backup_folder(path)
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise OutsideError(
            "copies_unwritable",
            f"No copy of {path.name} could be kept: {folder.name} cannot be made. Nothing was changed.",
            "Free some space on the disc, or ask who keeps the folder for permission to write.",
        ) from error
    target, count = folder / f"{path.stem} {moment} {reason}.gpkg", 1
    while target.exists():
        count += 1
        target = folder / f"{path.stem} {moment} {reason} {count}.gpkg"
    copy_register(path, target, progress)
    return target


def copy_register(path: Path, target: Path, progress: Progress | None = None) -> None:
    """Copy a register, open or not, as one file in one state.

    Raises:
        ConflictError: The target exists.
        OutsideError: The disc is full or the folder cannot be written.
    """
    if target.exists():
        raise ConflictError(
            "file_exists", f"{target.name} is already there and was left as it is.", "Choose another name."
        )
    report = progress or SilentProgress()
    part = target.with_name(f".{target.name}.part")
    key = claim(path)
    try:
        with plain_words(target), closing_connection(path, read_mode(path)) as source:
            _copy(source, part, report)
        part.rename(target)
    finally:
        part.unlink(missing_ok=True)
        release(key)


def _copy(source: sqlite3.Connection, part: Path, progress: Progress) -> None:
    with closing(sqlite3.connect(part)) as copy:
        if source.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
            # One state from the first page to the last, so that changes meanwhile do not start it anew.
            source.execute("BEGIN")
            source.execute("SELECT count(*) FROM sqlite_master").fetchall()
        source.backup(
            copy,
            pages=_PAGES_AT_ONCE,
            progress=lambda _, left, total: progress.step(total - left, total, "Copying the register"),
        )
        # The copy is one file: no journal stays beside it.
        copy.execute("PRAGMA journal_mode = DELETE").fetchall()
