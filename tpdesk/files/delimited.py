"""Delimited text as partners write it: any delimiter, any encoding, uneven rows, line breaks within cells."""

from __future__ import annotations

import csv
import io
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from tpdesk.domain.errors import InputError
from tpdesk.files.encodings import decode
from tpdesk.files.formula_guard import unguard_text
from tpdesk.files.grid import CHUNK_ROWS, Columns, Grid, GridBuilder, WordColumns, clean_text
from tpdesk.files.headers import build_table
from tpdesk.files.sniffing import FileFormat, unreadable
from tpdesk.files.source_file import HeadingScore, Reading, sheet_missing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tpdesk.domain.table import RawTable

DELIMITERS = (",", "\t", ";", "|", "^", "~", "¬", "§", "¦", "\x1f", "\x01")
_NAMES = {"\t": "tab", "\x1f": "unit separator", "\x01": "control character 1", "": "none"}
_SAMPLE_CHARACTERS = 100_000
_SAMPLE_ROWS = 200
_SWALLOWED_LINES = 3
"""A cell that holds this many whole rows was opened by a stray quotation mark."""
_SWALLOWED_WIDTH = 3
LARGEST_BYTES = 3_000_000_000
_LARGEST_CELL = 1 << 24


class DelimitedSource:
    """A delimited text file, decoded.

    Args:
        path: The file.

    Raises:
        InputError: ``file_too_large``.
        OutsideError: It cannot be read.
    """

    format = FileFormat.DELIMITED
    sheets = ("",)

    def __init__(self, path: Path) -> None:
        """Read and decode the whole file."""
        self.file = path.name
        self._text, self._encoding = decode(_read_bytes(path))

    def read(
        self,
        sheet: str | None = None,
        *,
        header_row: int | None = None,
        headings: tuple[str, ...] | None = None,
        score: HeadingScore | None = None,
    ) -> RawTable:
        """Read the text's only sheet (see SourceFile)."""
        if sheet:
            raise sheet_missing(self.file, sheet, self.sheets)
        grid = read_grid(self._text, self.file, {"encoding": self._encoding})
        return build_table(grid, (self.file, ""), Reading(header_row, headings, score))


def _read_bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise InputError(
                "file_too_large",
                f"“{path.name}” is larger than any list of premises.",
                "Check that it is the right file.",
            )
        return path.read_bytes()
    except OSError as error:
        raise unreadable(path.name, error) from error


def read_grid(text: str, file: str, facts: dict[str, str]) -> Grid:
    """Read the records of a text; a record is a row, as Excel counts.

    Args:
        text: The decoded text.
        file: Its own name, for messages.
        facts: What is known of it; the delimiter is added.
    """
    text, named = _named_delimiter(text)
    delimiter = named or find_delimiter(text)
    found = {**facts, "delimiter": _NAMES.get(delimiter, delimiter)}
    columns = _columns(text, delimiter, file)
    if _swallowed(columns, text, delimiter):
        found["quotation marks"] = "one is never closed, so all were taken as text"
        columns = _columns(text, delimiter, file, quoting=False)
    return Grid(columns, None, found)


def _columns(text: str, delimiter: str, file: str, *, quoting: bool = True) -> Columns:
    builder = GridBuilder(file, WordColumns(_clean_cell))
    for rows in _pieces(text, delimiter, quoting=quoting):
        builder.add(rows)
    return builder.columns()


def _named_delimiter(text: str) -> tuple[str, str]:
    """Take off the line ``sep=;`` that Excel obeys and does not count as a row."""
    start = text[:8].lower()
    if start.startswith("sep=") and len(text) > 5 and text[5] in "\r\n":
        return text[5:].removeprefix("\r").removeprefix("\n"), text[4]
    return text, ""


def _pieces(text: str, delimiter: str, *, quoting: bool = True) -> Iterator[list[list[str]]]:
    lines = io.StringIO(text, newline="")
    csv.field_size_limit(_LARGEST_CELL)
    reader = csv.reader(
        lines,
        delimiter=delimiter or "\x1f",
        quoting=csv.QUOTE_MINIMAL if quoting else csv.QUOTE_NONE,
        skipinitialspace=False,
    )
    while True:
        try:
            rows = list(islice(reader, CHUNK_ROWS))
        except csv.Error as error:
            raise InputError(
                "damaged",
                "A cell of the file is longer than any text, so its rows cannot be told apart.",
                "Save the list again as an Excel workbook (.xlsx).",
            ) from error
        if not rows:
            return
        yield rows


def _clean_cell(text: str) -> str | None:
    return clean_text(unguard_text(text) if text[:1] == "'" else text)


def _swallowed(columns: Columns, text: str, delimiter: str) -> bool:
    """Tell whether a stray quotation mark has swallowed whole rows into one cell."""
    width = len(columns)
    if width < _SWALLOWED_WIDTH:
        return False
    lines = max(text.count("\n"), text.count("\r"))
    if lines - len(columns[0]) < _SWALLOWED_LINES:
        return False
    return any(_holds_rows(cell, delimiter, width) for column in columns for cell in column if cell)


def _holds_rows(cell: str, delimiter: str, width: int) -> bool:
    if delimiter not in cell:
        return False
    inner = cell.splitlines()[1:-1]
    rows = sum(line.count(delimiter) >= width // 2 for line in inner)
    return len(inner) >= _SWALLOWED_LINES and rows >= 0.8 * len(inner)


def find_delimiter(text: str) -> str:
    """Find the character that separates cells: the one that gives the steadiest rows of more than one cell.

    Returns:
        The delimiter, empty when the text has a single column.
    """
    sample = text[:_SAMPLE_CHARACTERS]
    whole = len(sample) == len(text)
    best, best_score = "", 0.0
    for delimiter in DELIMITERS:
        if delimiter in sample:
            score = _steadiness(sample, delimiter, whole=whole)
            if score > best_score:
                best, best_score = delimiter, score
    return best


def _steadiness(sample: str, delimiter: str, *, whole: bool) -> float:
    rows = list(islice(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter), _SAMPLE_ROWS))
    if not whole and len(rows) < _SAMPLE_ROWS:
        rows = rows[:-1]
    widths = Counter(len(row) for row in rows if any(row))
    if not widths:
        return 0.0
    width, count = max(widths.items(), key=lambda item: (item[1] * (item[0] > 1), item[0]))
    if width < 2:
        return 0.0
    steady = count / sum(widths.values())
    return steady + min(width, 50) / 1000
