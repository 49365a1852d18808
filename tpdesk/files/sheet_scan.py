"""Looks through the sheets of an xlsx before they are read: far cells, error cells, true sizes.

The reader of workbooks sets aside memory for every cell between the first and the last, so that one stray
value in the last cell of a sheet would end the program; and it passes over cells whose formula gave an error.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO
from zipfile import ZipFile

from tpdesk.domain.errors import InputError
from tpdesk.files.archives import read_chunks

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST_CELLS = 60_000_000
"""Cells between the first and the last; a million rows of forty columns are 40 million."""
LAST_ROW = 1_048_576
LAST_COLUMN = 16_384

_REFERENCE = re.compile(rb' r="([A-Za-z]*)(\d{1,8})"')
_ROW = re.compile(rb'row r="(\d{1,8})"')
_DIMENSION = re.compile(rb'<(?:\w+:)?dimension ref="[A-Z]+\d+:[A-Z]+(\d+)"')
_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*? r="([A-Za-z]+)(\d{1,8})"[^>]*?(/?)>(?!</)')
_ERROR = re.compile(
    rb'<(?:\w+:)?c\b(?=[^>]* t="e")[^>]*? r="([A-Za-z]+)(\d+)"[^>]*>(?:(?!</(?:\w+:)?c>).)*?'
    rb"<(?:\w+:)?v>([^<]*)<",
    re.DOTALL,
)
_TAIL_BYTES = 100_000


@dataclass(slots=True)
class SheetScan:
    """What was seen of a sheet.

    Attributes:
        last_row: Row of the last cell, from 1.
        far: Whether a cell lies further right than the sheet's height allows.
        errors: Wording of error cells by (row, column) counted from 0.
    """

    last_row: int = 0
    far: bool = False
    errors: dict[tuple[int, int], str] = field(default_factory=dict)


def column_number(letters: str) -> int:
    """Give the number of a column from its letters; A is 1."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def scan_sheet(source: Path | BinaryIO, member: str, file: str) -> SheetScan:
    """Look through a sheet's XML without reading its values.

    Args:
        source: The workbook.
        member: Name of the sheet's part in it.
        file: The workbook's own name, for messages.

    Raises:
        InputError: ``stray_cell``, ``zip_too_large`` or ``damaged``.
    """
    with ZipFile(source) as archive:
        scan = _scan(archive, member, file, None)
        if scan.far and scan.last_row * LAST_COLUMN > MOST_CELLS:
            scan.far = _scan(archive, member, file, scan.last_row).far
            if scan.far:
                _check_filled(archive, member, file)
    return scan


def _scan(archive: ZipFile, member: str, file: str, height: int | None) -> SheetScan:
    """Scan with the height given, else with the one that the sheet declares."""
    scan = SheetScan()
    beyond: re.Pattern[bytes] | None = None
    assumed = height or LAST_ROW
    for piece in _whole_cells(read_chunks(archive, member, file)):
        if beyond is None:
            declared = _DIMENSION.search(piece)
            assumed = height or (int(declared[1]) if declared else LAST_ROW)
            beyond = columns_beyond(MOST_CELLS // max(assumed, 1))
        last = _REFERENCE.match(piece, piece.rfind(b' r="'))
        rows = [last[2]] if last else []
        scan.last_row = max(scan.last_row, *map(int, (*rows, *_ROW.findall(piece))), 0)
        scan.far = scan.far or beyond.search(piece) is not None
        if b' t="e"' in piece:
            _note_errors(piece, scan)
    scan.far = scan.far or scan.last_row > assumed
    return scan


def _whole_cells(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Cut the pieces where a cell begins, so that no cell is split; single quotation marks become double."""
    rest = b""
    for piece in pieces:
        joined = rest + piece
        if b" r='" in joined:
            joined = joined.replace(b"'", b'"')
        cut = joined.rfind(b"<c ", max(0, len(joined) - _TAIL_BYTES))
        cut = cut if cut > 0 else len(joined)
        yield joined[:cut]
        rest = joined[cut:]
    yield rest


def columns_beyond(column: int) -> re.Pattern[bytes]:
    """Make the pattern of references to cells right of a column, counted from 1."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    forms = [f"[A-Z]{{{len(letters) + 1},}}"]
    for place, letter in enumerate(letters):
        if letter < "Z":
            after = len(letters) - place - 1
            forms.append(f"{letters[:place]}[{chr(ord(letter) + 1)}-Z][A-Z]{{{after}}}")
    return re.compile(f' r="(?:{"|".join(forms)})\\d'.encode())


def _note_errors(piece: bytes, scan: SheetScan) -> None:
    for letters, row, wording in _ERROR.findall(piece):
        place = (int(row) - 1, column_number(letters.decode()) - 1)
        scan.errors[place] = wording.decode("utf-8", "replace").strip() or "#ERROR!"


def _check_filled(archive: ZipFile, member: str, file: str) -> None:
    """Look once more at a sheet that seems too large: formatted but empty cells do not count."""
    rows = columns = 0
    last = ""
    for piece in _whole_cells(read_chunks(archive, member, file)):
        for letters, digits, closed in _CELL.findall(piece):
            row, column = int(digits), column_number(letters.decode())
            if closed or (row <= rows and column <= columns):
                continue
            last = f"{letters.decode().upper()}{row}"
            rows, columns = max(rows, row), max(columns, column)
    if rows * columns > MOST_CELLS:
        raise stray_cell(file, last)


def stray_cell(file: str, cell: str) -> InputError:
    """Make the refusal of a sheet with a value far from its list."""
    return InputError(
        "stray_cell",
        f"A sheet of “{file}” has a value in cell {cell}, too far from the rest to be read.",
        "Delete that cell in Excel, or copy the list to a new sheet, and save it again.",
    )
