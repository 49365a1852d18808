"""Copies of a register in good time, once a day and before every import, and the way back to them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from tpdesk.store.kept_copies import KeptCopy, check_copy, has_room, keep_copy, read_copies, restore_copy

if TYPE_CHECKING:
    from pathlib import Path

    from tpdesk.domain.progress import Progress

__all__ = (
    "KeptCopy",
    "check_copy",
    "keep_before_import",
    "keep_daily",
    "read_copies",
    "restore_copy",
    "room_warning",
)


def keep_daily(path: Path, progress: Progress) -> Path | None:
    """Keep a copy of a register unless one was kept today; give it, or None.

    Raises:
        OutsideError: The disc has no room, or the folder cannot be written.
    """
    copies = read_copies(path)
    today = datetime.now().astimezone().date()
    if copies and copies[0].at.date() >= today:
        return None
    return keep_copy(path, "on opening", progress)


def keep_before_import(path: Path, progress: Progress) -> Path | None:
    """Keep a copy of a register before a list comes into it; None where the disc has no room.

    Raises:
        OutsideError: The folder cannot be written.
        Cancelled: The progress asked to stop; no copy is left.
    """
    return keep_copy(path, "before import", progress) if has_room(path) else None


def room_warning(path: Path) -> str:
    """Say that no copy will be kept before an import; empty when one will."""
    if has_room(path):
        return ""
    return f"The disc has no room for a copy of {path.name}: it is imported without one, and can be undone."
