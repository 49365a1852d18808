"""British National Grid references (letters and digits) to metres and back.

The letters follow the Ordnance Survey's scheme of 500 km and 100 km squares; I is left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_LETTERS = "ABCDEFGHJKLMNOPQRSTUVWXYZ"
_REFERENCE = re.compile(r"([HJNOST])([A-HJ-Z])\s*([0-9]{0,5})\s*([0-9]{0,5})\Z")
_JOINED = re.compile(r"([HJNOST][A-HJ-Z])([0-9]{2,10})\Z")
EASTING_MAX_M = 700_000
NORTHING_MAX_M = 1_300_000


@dataclass(frozen=True, slots=True)
class GridPosition:
    """The middle of the square a grid reference names.

    Attributes:
        easting, northing: Metres, EPSG:27700.
        accuracy_m: Half the side of the square.
    """

    easting: float
    northing: float
    accuracy_m: float


def read_grid_reference(text: str | None) -> GridPosition | None:
    """Read "SJ 7879 9206", "SJ787920" or "SJ79" and give the middle of its square; None when it is none."""
    tidy = (text or "").strip().upper().replace(",", " ")
    parts = _split(tidy)
    if parts is None:
        return None
    first, second, east, north = parts
    side = 10 ** (5 - len(east))
    origin = _square_origin(first, second)
    if origin is None:
        return None
    easting = origin[0] + int(east) * side + side / 2
    northing = origin[1] + int(north) * side + side / 2
    return GridPosition(easting, northing, side / 2)


def format_grid_reference(easting: float, northing: float, digits: int = 4) -> str:
    """Write a position as a grid reference of ``digits`` figures each way; empty when off the grid."""
    if not (0 <= easting < EASTING_MAX_M and 0 <= northing < NORTHING_MAX_M):
        return ""
    column, row = int(easting // 100_000), int(northing // 100_000)
    first = (19 - row) - (19 - row) % 5 + (column + 10) // 5
    second = ((19 - row) * 5) % 25 + column % 5
    side = 10 ** (5 - digits)
    east, north = int(easting % 100_000) // side, int(northing % 100_000) // side
    return f"{_LETTERS[first]}{_LETTERS[second]} {east:0{digits}d} {north:0{digits}d}"


def _split(tidy: str) -> tuple[str, str, str, str] | None:
    joined = _JOINED.match(tidy.replace(" ", ""))
    if joined and len(joined.group(2)) % 2 == 0:
        letters, digits = joined.groups()
        half = len(digits) // 2
        spaced = _REFERENCE.match(tidy)
        if " " in tidy[2:].strip() and spaced and len(spaced.group(3)) != len(spaced.group(4)):
            return None
        return letters[0], letters[1], digits[:half], digits[half:]
    return None


def _square_origin(first: str, second: str) -> tuple[int, int] | None:
    one, two = _LETTERS.index(first), _LETTERS.index(second)
    column = ((one - 2) % 5) * 5 + two % 5
    row = 19 - (one // 5) * 5 - two // 5
    easting, northing = column * 100_000, row * 100_000
    if not (0 <= easting < EASTING_MAX_M and 0 <= northing < NORTHING_MAX_M):
        return None
    return easting, northing
