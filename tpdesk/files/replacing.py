"""Writes files whole or not at all: the old one stands until the new one is on the disc."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from tpdesk.domain.errors import OutsideError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def replaced(path: Path, *, private: bool = False) -> Iterator[Path]:
    """Give a temporary path beside a file; it takes the file's place when the block ends well.

    Args:
        path: The file to write or replace.
        private: Whether only the user may read it.

    Raises:
        OutsideError: ``disc_full``, ``file_in_use``, ``folder_missing`` or ``file_unwritable``; the old file
            is as it was.
    """
    temporary = path.with_name(f".{path.name[:80]}.{os.urandom(4).hex()}.part")
    try:
        if private:
            os.close(os.open(temporary, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600))
        yield temporary
        _settle(temporary)
        temporary.replace(path)
    except OSError as error:
        raise not_written(path, error) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _settle(path: Path) -> None:
    """Wait until the file is on the disc, so that a power cut cannot leave an empty one."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def write_file(path: Path, content: bytes, *, private: bool = False) -> None:
    """Write a file whole or not at all (see replaced)."""
    with replaced(path, private=private) as temporary:
        temporary.write_bytes(content)


def not_written(path: Path, error: OSError) -> OutsideError:
    """Make the error for a file that could not be written."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return OutsideError(
            "disc_full",
            f"“{path.name}” was not written: the disc is full.",
            "Nothing that was there before has changed. Make room, or choose another disc.",
        )
    if isinstance(error, FileNotFoundError):
        return OutsideError(
            "folder_missing", f"“{path.name}” was not written: its folder is not there.", "Choose a folder."
        )
    if path.exists() and isinstance(error, PermissionError):
        return OutsideError(
            "file_in_use",
            f"“{path.name}” was not written: it is open in another program or may not be changed.",
            "The old file is as it was. Close it there, or choose another name.",
        )
    return OutsideError(
        "file_unwritable",
        f"“{path.name}” was not written: {(error.strerror or 'the disc gave an error').lower()}.",
        "Nothing that was there before has changed. Choose another folder.",
    )
