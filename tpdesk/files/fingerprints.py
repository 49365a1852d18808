"""Fingerprints of files, by which the same file is known again under any name."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from tpdesk.files.sniffing import read_head, unreadable

if TYPE_CHECKING:
    from pathlib import Path


def sha256_of_file(path: Path) -> str:
    """Give the SHA-256 of a file's content, in hexadecimal digits.

    Raises:
        InputError: There is no such file, or it is empty.
        OutsideError: It cannot be read.
    """
    read_head(path)
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise unreadable(path.name, error) from error
