"""What kind of file something is, seen from its first bytes.

A file that this process has open through SQLite is never read in another way: closing it again would
drop SQLite's locks, and another program's change would be lost without a word.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from tpdesk.domain.errors import InputError, OutsideError
from tpdesk.store.failures import unopenable
from tpdesk.store.gpkg_tables import APPLICATION_ID

if TYPE_CHECKING:
    from pathlib import Path

_MAGIC = b"SQLite format 3\x00"
_APPLICATION_ID_AT = 68
_HEADER_LENGTH = 100


def check_header(path: Path) -> None:
    """Refuse a file that cannot be a register, before SQLite touches it.

    Raises:
        InputError: There is no such file, or it is no GeoPackage.
        OutsideError: It cannot be read.
    """
    head = _first_bytes(path)
    if head[:16] != _MAGIC or len(head) < _HEADER_LENGTH:
        raise not_a_geopackage(path)
    if struct.unpack_from(">I", head, _APPLICATION_ID_AT)[0] != APPLICATION_ID:
        raise not_a_geopackage(path)


def _first_bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise InputError("register_is_folder", f"{path.name} is a folder.", "Choose the register's file.")
        with path.open("rb") as file:
            return file.read(_HEADER_LENGTH)
    except FileNotFoundError:
        raise InputError(
            "register_missing",
            f"There is no register {path.name} in that folder.",
            "Check the name, or make a new register.",
        ) from None
    except PermissionError:
        raise OutsideError(
            "register_unreadable",
            f"You may not read {path.name}.",
            "Ask who keeps the folder for permission.",
        ) from None
    except OSError as error:
        raise unopenable(path.name) from error


def not_a_geopackage(path: Path) -> InputError:
    """Say that the file is something else altogether."""
    return InputError(
        "not_a_geopackage",
        f"{path.name} is not a register: it is no GeoPackage.",
        "Choose a register that tpdesk made, or make a new one and import this file into it.",
    )


def not_a_register(path: Path) -> InputError:
    """Say that the file is a GeoPackage of somebody else."""
    return InputError(
        "not_a_register",
        f"{path.name} is a GeoPackage, yet not a register of tpdesk.",
        "Open a register and add this file as a layer, or import it.",
    )
