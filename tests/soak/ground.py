"""What the soaks stand on: lists of any length, registers made of them, and ways to tell what one holds."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from tpdesk.domain.issues import Severity
from tpdesk.domain.progress import SilentProgress
from tpdesk.services.collecting import ImportRun, run_import
from tpdesk.services.importing.request import ImportRequest
from tpdesk.services.workspace import create_register, open_register
from tpdesk.store.checking import check_register

if TYPE_CHECKING:
    import random
    from pathlib import Path

COUNCIL = "Quillmere Council"
HEADINGS = (
    "Asset Code,Property Name,Street,Post Town,Post Code,Easting,Northing,Tenure,GIA (m2),Annual rent (£),"
    "Lease expiry,Remarks\n"
)
_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
_STREETS = ("High Street", "Station Road", "Church Lane", "Mill Brow", "The Green")
_TENURES = ("Freehold", "Leasehold", "F/H", "Licence", "")
_REMARKS = ("", "", "Roof renewed in 2019", "Shared with the parish")
# What partners write where a figure, a day or a place should stand.
_FAULTS = ("to be confirmed", "N/A", "?", "31/02/2027", "-", "1.0E+11", "0", "see file", "£12,5OO")
_FAULTY = 0.01


class SoakError(Exception):
    """Something did not hold; the message says what, and how to see it again."""


def write_list(path: Path, references: range, chance: random.Random) -> Path:
    """Write a partner's list with these references, one asset in a row and a few faults."""
    with path.open("w", encoding="utf-8") as text:
        text.write(HEADINGS)
        for number in references:
            text.write(_row(number, chance))
    return path


def _row(number: int, chance: random.Random) -> str:
    cells = [
        f"B{number:07}",
        f"Building {number}",
        f"{chance.randrange(1, 300)} {chance.choice(_STREETS)}",
        "Quillmere",
        f"ZA{number % 9 + 1} {number % 10}{_LETTERS[number % 20]}{_LETTERS[number // 20 % 20]}",
        str(400_000 + chance.randrange(200_000)),
        str(300_000 + chance.randrange(200_000)),
        chance.choice(_TENURES),
        str(chance.randrange(20, 9_000)),
        str(chance.randrange(0, 900_000, 500)),
        f"{chance.randrange(1, 29):02}/{chance.randrange(1, 13):02}/{chance.randrange(2026, 2060)}",
        chance.choice(_REMARKS),
    ]
    if chance.random() < _FAULTY:
        cells[chance.randrange(4, len(cells))] = chance.choice(_FAULTS)
    return ",".join(f'"{cell}"' if "," in cell else cell for cell in cells) + "\n"


def request_for(path: Path, organisation: str = COUNCIL, name: str = "") -> ImportRequest:
    """Ask for the import of a written list."""
    return ImportRequest(path=path, organisation=organisation, kind="council", list_name=name or "Assets")


def make_register(path: Path, written: Path) -> Path:
    """Make a register of one list."""
    create_register(path, "Quillmere").close()
    with open_register(path) as register:
        run_import(register, ImportRun(request_for(written)), SilentProgress())
    return path


def demand_whole(path: Path, when: str) -> None:
    """Demand that the register's own check finds no error.

    Raises:
        SoakError: It finds one.
    """
    found = [each.message for each in check_register(path) if each.severity is Severity.ERROR]
    if found:
        raise SoakError(f"{when}: {path} is not whole: {'; '.join(found)}")


def tell(words: str) -> None:
    """Say how far the soak is."""
    sys.stdout.write(f"  {words}\n")
    sys.stdout.flush()
