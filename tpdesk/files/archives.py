"""Zip archives from strangers: how large they are is looked at before anything is unpacked."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile, ZipInfo

from tpdesk.domain.errors import InputError
from tpdesk.files.sniffing import unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

LARGEST_BYTES = 4_000_000_000
"""Unpacked size of a whole archive; a million rows of forty columns make 1.9 GB."""
LARGEST_RATIO = 200
"""Unpacked to packed size; full sheets of spreadsheets lie between 5 and 60."""
_SMALL_BYTES = 64_000_000
_CHUNK_BYTES = 1 << 22


def damaged(file: str) -> InputError:
    """Make the refusal of a file that ends too early or contradicts itself."""
    return InputError(
        "damaged",
        f"“{file}” is damaged or was not copied to its end.",
        "Ask the sender for the file again.",
    )


def too_large(file: str) -> InputError:
    """Make the refusal of an archive that unpacks to more than any list."""
    return InputError(
        "zip_too_large",
        f"“{file}” would unpack to far more than a list of premises can hold, so it was not opened.",
        "Ask the sender how the file was made, or for the list as CSV.",
    )


def check_archive(source: Path | BinaryIO, file: str) -> None:
    """Refuse an archive whose declared sizes are beyond reason; nothing is unpacked.

    Args:
        source: The archive.
        file: Its own name, for the message.

    Raises:
        InputError: ``zip_too_large`` or ``damaged``.
        OutsideError: It cannot be read.
    """
    try:
        with ZipFile(source) as archive:
            members = archive.infolist()
    except (BadZipFile, EOFError, ValueError, NotImplementedError) as error:
        raise damaged(file) from error
    except OSError as error:
        raise unreadable(file, error) from error
    unpacked = sum(member.file_size for member in members)
    if unpacked > LARGEST_BYTES or any(map(_beyond_reason, members)):
        raise too_large(file)


def _beyond_reason(member: ZipInfo) -> bool:
    return member.file_size > _SMALL_BYTES and member.file_size > LARGEST_RATIO * max(member.compress_size, 1)


def read_chunks(archive: ZipFile, member: str, file: str) -> Iterator[bytes]:
    """Unpack a member piece by piece, never past the largest size, whatever it declares.

    Raises:
        InputError: ``zip_too_large`` or ``damaged``.
    """
    count = 0
    try:
        with archive.open(member) as stream:
            while piece := stream.read(_CHUNK_BYTES):
                count += len(piece)
                if count > LARGEST_BYTES:
                    raise too_large(file)
                yield piece
    except (BadZipFile, EOFError, KeyError, NotImplementedError, RuntimeError, ValueError) as error:
        raise damaged(file) from error
    except OSError as error:
        raise unreadable(file, error) from error
