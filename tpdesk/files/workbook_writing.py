"""Writes workbooks for people: typed cells under a frozen header, never a formula, never half a file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from io import BytesIO
from typing import TYPE_CHECKING, Any

from tpdesk.domain.errors import InputError
from tpdesk.files.replacing import replaced

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from openpyxl.cell.cell import Cell as SheetCell

MOST_ROWS = 1_048_000
_LONGEST_TEXT = 32_000
_LONGEST_TITLE = 31
_FIRST_YEAR = 1901
_EXACT_INTEGERS = 10**15
_LARGEST_NUMBER = 1e300
_FORBIDDEN_IN_TITLE = re.compile(r"[\[\]:*?/\\]")
_FORBIDDEN_IN_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_LOOKS_LIKE_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_FONT = "Calibri"
_HEADER_FILL = "FF1F3B57"
_HEADER_INK = "FFFFFFFF"


class ColumnType(StrEnum):
    """What a column of a workbook holds, and so how Excel shows it."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    MONEY = "money"
    PERCENT = "percent"
    DATE = "date"


_FORMATS = {
    ColumnType.TEXT: "General",
    ColumnType.INTEGER: "#,##0",
    ColumnType.NUMBER: "#,##0.0",
    ColumnType.MONEY: "£#,##0",
    ColumnType.PERCENT: '0" %"',
    ColumnType.DATE: "dd/mm/yyyy",
}
_WIDTHS = {
    ColumnType.TEXT: 28.0,
    ColumnType.INTEGER: 12.0,
    ColumnType.NUMBER: 12.0,
    ColumnType.MONEY: 14.0,
    ColumnType.PERCENT: 10.0,
    ColumnType.DATE: 12.0,
}


@dataclass(frozen=True, slots=True, eq=False)
class SheetContent:
    """One sheet of a workbook.

    Attributes:
        title: Name of the sheet; made fit for Excel.
        headings: Heading of each column.
        columns: Values of each column, arrays or sequences of one length; None and NaN are left empty.
        column_types: What each column holds; without it text for all.
        widths: Width of each column in characters, 0 for the usual one.
        notes: Lines above the headings: what the sheet is, its date, its handling.
    """

    title: str
    headings: Sequence[str]
    columns: Sequence[Any]
    column_types: Sequence[ColumnType] = ()
    widths: Sequence[float] = ()
    notes: Sequence[str] = ()

    @property
    def types(self) -> tuple[ColumnType, ...]:
        """What each column holds."""
        return tuple(self.column_types) or (ColumnType.TEXT,) * len(self.headings)


def write_workbook(path: Path, sheets: Sequence[SheetContent], opens_on: int = 0) -> None:
    """Write a workbook in place of the file that may be there.

    Args:
        path: Where to; its folder must exist.
        sheets: At least one.
        opens_on: Place of the sheet that is shown when the workbook is opened.

    Raises:
        InputError: ``too_many_rows``.
        OutsideError: ``disc_full``, ``file_in_use``, ``folder_missing`` or ``file_unwritable``; the old file
            is as it was.
    """
    from openpyxl import Workbook

    for sheet in sheets:
        _check(sheet)
    book = Workbook(write_only=True)
    taken: set[str] = set()
    for sheet in sheets:
        title = _title(sheet.title, taken)
        taken.add(title.casefold())
        _write_sheet(book.create_sheet(title), sheet)
    book.active = opens_on
    # A book that cannot be saved to its end complains long after; memory always takes it.
    content = BytesIO()
    book.save(content)
    with replaced(path) as temporary:
        temporary.write_bytes(content.getbuffer())


def _check(sheet: SheetContent) -> None:
    lengths = {len(column) for column in sheet.columns}
    counts = {len(sheet.columns), len(sheet.headings), len(sheet.types)}
    if len(lengths) > 1 or len(counts) > 1:
        raise ValueError(f"the columns of sheet {sheet.title!r} do not fit its headings")
    if lengths and max(lengths) > MOST_ROWS:
        raise InputError(
            "too_many_rows",
            f"“{sheet.title}” has {max(lengths):,} rows, more than a sheet of Excel can hold.",
            "Filter them, or choose CSV.",
        )


def _title(wanted: str, taken: set[str]) -> str:
    clean = _FORBIDDEN_IN_TITLE.sub(" ", _clean(wanted)).strip("' ")[:_LONGEST_TITLE] or "Sheet"
    title, number = clean, 1
    while title.casefold() in taken:
        number += 1
        end = f" ({number})"
        title = clean[: _LONGEST_TITLE - len(end)] + end
    return title


def _write_sheet(target: Any, sheet: SheetContent) -> None:  # noqa: ANN401 - its stubs lack widths and filters
    from openpyxl.utils import get_column_letter

    first = len(sheet.notes) + (1 if sheet.notes else 0) + 1
    count = len(sheet.columns[0]) if sheet.columns else 0
    widths = tuple(sheet.widths) or (0.0,) * len(sheet.headings)
    for index, (kind, width) in enumerate(zip(sheet.types, widths, strict=True), start=1):
        target.column_dimensions[get_column_letter(index)].width = width or _WIDTHS[kind]
    target.freeze_panes = f"A{first + 1}"
    if sheet.headings:
        last = f"{get_column_letter(len(sheet.headings))}{first + count}"
        target.auto_filter.ref = f"A{first}:{last}"
    styles = _Styles(target)
    for line, note in enumerate(sheet.notes):
        target.append([styles.note(note, title=line == 0)])
    if sheet.notes:
        target.append([])
    target.append([styles.heading(heading) for heading in sheet.headings])
    for row in _rows(sheet, styles):
        target.append(row)


def _rows(sheet: SheetContent, styles: _Styles) -> Iterator[list[SheetCell | str | None]]:
    for values in zip(*(_plain(column) for column in sheet.columns), strict=True):
        yield [styles.cell(value, kind) for value, kind in zip(values, sheet.types, strict=True)]


def _plain(column: Any) -> list[Any]:  # noqa: ANN401 - arrays and sequences alike
    """Give a column's values as Python has them."""
    tolist = getattr(column, "tolist", None)
    return list(tolist() if tolist else column)


def _clean(text: str) -> str:
    return _FORBIDDEN_IN_TEXT.sub("", text)


class _Styles:
    """Makes the cells of one sheet."""

    def __init__(self, sheet: Any) -> None:  # noqa: ANN401 - see _write_sheet
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Alignment, Font, PatternFill

        self._sheet = sheet
        self._cell = WriteOnlyCell
        self._title = Font(name=_FONT, size=14, bold=True)
        self._heading = Font(name=_FONT, size=11, bold=True, color=_HEADER_INK)
        self._fill = PatternFill("solid", start_color=_HEADER_FILL, end_color=_HEADER_FILL)
        self._wrapped = Alignment(wrap_text=True, vertical="top")
        self._formats = {kind: self._style_of(form) for kind, form in _FORMATS.items()}

    def _style_of(self, number_format: str) -> Any:  # noqa: ANN401 - openpyxl's own
        """Give the style of a number format; cells share it, for finding it anew for each is slow."""
        cell = self._cell(self._sheet)
        cell.number_format = number_format
        return cell._style  # type: ignore[attr-defined]

    def _text(self, text: str) -> SheetCell:
        """Make a cell of words that no program takes for a formula."""
        clean = _fitting(text)
        cell: SheetCell = self._cell(self._sheet, value=clean)
        if clean.startswith(_LOOKS_LIKE_FORMULA):
            cell.data_type = "s"
            cell.quotePrefix = True
        return cell

    def note(self, text: str, *, title: bool) -> SheetCell:
        """Make a line above the headings; the first is the title."""
        cell = self._text(text)
        if title:
            cell.font = self._title
        return cell

    def heading(self, text: str) -> SheetCell:
        """Make a heading."""
        cell = self._text(text)
        cell.font, cell.fill, cell.alignment = self._heading, self._fill, self._wrapped
        return cell

    def cell(self, value: Any, kind: ColumnType) -> SheetCell | str | None:  # noqa: ANN401 - any cell
        """Make a cell of the body; None when the value is unknown."""
        if value is None or (isinstance(value, float) and value != value):
            return None
        if isinstance(value, bool):
            value = "yes" if value else "no"
        if isinstance(value, (int, float, date)) and _holdable(value):
            cell: SheetCell = self._cell(self._sheet, value=value)  # type: ignore[arg-type]
            if isinstance(value, date):
                kind = ColumnType.DATE
            cell._style = self._formats[kind]  # type: ignore[attr-defined]
            return cell
        text = _fitting(str(value))
        return self._text(text) if text.startswith(_LOOKS_LIKE_FORMULA) else text


def _fitting(text: str) -> str:
    clean = _clean(text)
    return clean if len(clean) <= _LONGEST_TEXT else clean[:_LONGEST_TEXT] + "…"


def _holdable(value: float | date) -> bool:
    """Tell whether Excel can hold a number to its last digit, or a date."""
    if isinstance(value, date):
        return value.year >= _FIRST_YEAR
    return abs(value) < (_EXACT_INTEGERS if isinstance(value, int) else _LARGEST_NUMBER)
