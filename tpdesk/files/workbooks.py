"""Workbooks of Excel and LibreOffice: xlsx, xlsb, xls and ods, with the values their formulas last gave."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from itertools import repeat
from operator import is_
from typing import TYPE_CHECKING

import numpy as np

from tpdesk.domain.errors import InputError
from tpdesk.domain.table import UnreadList
from tpdesk.files.archives import check_archive, damaged
from tpdesk.files.error_cells import read_error_cells
from tpdesk.files.grid import CHUNK_ROWS, Grid, GridBuilder, WordColumns, as_cells, clean_text
from tpdesk.files.headers import build_table, read_header
from tpdesk.files.headings import PREVIEW_ROWS
from tpdesk.files.sheet_scan import MOST_CELLS, stray_cell
from tpdesk.files.sniffing import FileFormat, unreadable
from tpdesk.files.source_file import HeadingScore, Reading, no_data_rows, sheet_missing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import Any

    from numpy.typing import NDArray
    from python_calamine import CalamineSheet, CalamineWorkbook

    from tpdesk.domain.table import Cell, RawTable

_EXACT_INTEGERS = 2.0**53
_LIST_HEADINGS = 2.0
_LIST_SHARE = 0.4
"""Headings recognised from which a sheet looks like a list, at least and of all."""


def password_protected(file: str, *, openable: bool = True) -> InputError:
    """Make the refusal of a workbook that asks for a password."""
    hint = "Give its password" if openable else "Open it in LibreOffice with its password"
    return InputError(
        "password_protected",
        f"“{file}” is protected by a password.",
        f"{hint}, or ask the sender for a copy without one.",
    )


class WorkbookSource:
    """A workbook, opened; a sheet is read when it is asked for.

    Args:
        path: Its place on the disc, for its own name.
        form: Its format.
        content: The decrypted workbook, None to read the file itself.

    Raises:
        InputError: ``damaged``, ``zip_too_large``, ``password_protected``.
        OutsideError: It cannot be read.
    """

    def __init__(self, path: Path, form: FileFormat, content: bytes | None = None) -> None:
        """Check its sizes and read the names of its sheets."""
        self.file = path.name
        self.format = form
        self._path = path
        self._content = content
        if form is not FileFormat.XLS:
            check_archive(self._source(), self.file)
        self._book = _open_book(self.file, self._source())
        self.sheets, self._hidden = _sheet_names(self._book)

    def _source(self) -> Path | io.BytesIO:
        return self._path if self._content is None else io.BytesIO(self._content)

    def read(
        self,
        sheet: str | None = None,
        *,
        header_row: int | None = None,
        headings: tuple[str, ...] | None = None,
        score: HeadingScore | None = None,
    ) -> RawTable:
        """Read a sheet (see SourceFile)."""
        reading = Reading(header_row, headings, score)
        opened, unread = (self._open(sheet), ()) if sheet is not None else self._best(reading)
        grid = self._grid(opened)
        table = build_table(grid, (self.file, opened.name), reading)
        others = tuple(name for name in self.sheets if name != opened.name)
        return replace(table, other_sheets=others, unread=unread)

    def _open(self, sheet: str) -> _OpenSheet:
        if sheet not in self.sheets:
            raise sheet_missing(self.file, sheet, self.sheets)
        errors = read_error_cells(self._source(), self.format, sheet, self.file)
        return _OpenSheet(sheet, _read_sheet(self._book, sheet, self.file), errors)

    def _best(self, reading: Reading) -> tuple[_OpenSheet, tuple[UnreadList, ...]]:
        """Choose the sheet whose headings are best recognised, and name the other lists beside it.

        Hidden sheets are looked at only when no other has data.
        """
        if len(self.sheets) == 1:
            return self._open(self.sheets[0]), ()
        visible = [name for name in self.sheets if name not in self._hidden]
        for names in (visible, [name for name in self.sheets if name in self._hidden]):
            best: _OpenSheet | None = None
            best_rank = _NO_RANK
            lists: list[UnreadList] = []
            for name in names:
                opened = self._open(name)
                rank = self._rank(opened, reading)
                if rank.looks_like_list:
                    lists.append(UnreadList(name, rank.rows))
                if rank.order > best_rank.order:
                    best, best_rank = opened, rank
            if best is not None:
                return best, tuple(each for each in lists if each.sheet != best.name)
        raise no_data_rows(self.file, "")

    def _rank(self, opened: _OpenSheet, reading: Reading) -> _Rank:
        rows = opened.sheet.to_python(skip_empty_area=False, nrows=PREVIEW_ROWS)
        grid = self._columns(rows, opened)
        if not grid.height:
            return _NO_RANK
        header = read_header(grid, self.file, Reading(None, reading.headings, reading.score))
        below = opened.height - header.start
        if below < 1:
            return _NO_RANK
        named = [name for name in header.names if name]
        known = reading.score(named) if reading.score and named else 0.0
        return _Rank(known, len(named), below)

    def _grid(self, opened: _OpenSheet) -> Grid:
        if opened.height * opened.width > MOST_CELLS:
            raise stray_cell(self.file, "beyond its list")
        return self._columns(opened.sheet.to_python(skip_empty_area=False), opened)

    def _columns(self, rows: list[list[Any]], opened: _OpenSheet) -> Grid:
        for (row, column), wording in opened.errors.items():
            if row < len(rows) and column < len(rows[row]):
                rows[row][column] = wording
        builder = GridBuilder(self.file, _MixedColumns())
        for start in range(0, len(rows), CHUNK_ROWS):
            builder.add(rows[start : start + CHUNK_ROWS])
            rows[start : start + CHUNK_ROWS] = [[]] * len(rows[start : start + CHUNK_ROWS])
        facts = {"hidden sheets": ", ".join(self._hidden)} if self._hidden else {}
        if opened.name in self._hidden:
            facts["sheet"] = "hidden in the workbook"
        merged = opened.sheet.merged_cell_ranges
        return Grid(builder.columns(), None if merged is None else tuple(merged), facts)


@dataclass(frozen=True, slots=True)
class _Rank:
    """How well a sheet can be the list: headings recognised, headings in all, rows below them."""

    known: float
    named: int
    rows: int

    @property
    def order(self) -> tuple[float, float]:
        """By what sheets are compared; that without a row comes last."""
        return (self.known, float(self.rows * self.named + 1)) if self.rows else (0.0, 0.0)

    @property
    def looks_like_list(self) -> bool:
        """Whether enough headings are recognised for it to be a list in its own right."""
        return self.rows > 0 and self.known >= max(_LIST_HEADINGS, _LIST_SHARE * self.named)


_NO_RANK = _Rank(0.0, 0, 0)


@dataclass(frozen=True, slots=True, eq=False)
class _OpenSheet:
    name: str
    sheet: CalamineSheet
    errors: dict[tuple[int, int], str]

    @property
    def height(self) -> int:
        """Rows down to the last that holds anything; calamine's own total leaves that one out."""
        return self.sheet.end[0] + 1 if self.sheet.end else 0

    @property
    def width(self) -> int:
        """Columns as far as the last that holds anything."""
        return self.sheet.end[1] + 1 if self.sheet.end else 0


def _open_book(file: str, source: Path | io.BytesIO) -> CalamineWorkbook:
    import python_calamine

    try:
        return python_calamine.load_workbook(source)
    except python_calamine.PasswordError:
        raise password_protected(file, openable=False) from None
    except python_calamine.CalamineError as error:
        raise _refusal(file, error) from error
    except OSError as error:
        raise unreadable(file, error) from error


def _refusal(file: str, error: Exception) -> InputError:
    """Give the refusal for what the reader of workbooks complains of."""
    return stray_cell(file, "beyond its list") if "limit" in str(error) else damaged(file)


def _sheet_names(book: CalamineWorkbook) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the names of all sheets of cells, and of those that are hidden."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    sheets = [each for each in book.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
    hidden = [each for each in sheets if each.visible != SheetVisibleEnum.Visible]
    return tuple(each.name for each in sheets), tuple(each.name for each in hidden)


def _read_sheet(book: CalamineWorkbook, sheet: str, file: str) -> CalamineSheet:
    import python_calamine

    try:
        return book.get_sheet_by_name(sheet)
    except python_calamine.CalamineError as error:
        raise _refusal(file, error) from error
    except OSError as error:
        raise damaged(file) from error
    except BaseException as error:
        # The reader is not written in Python: where its own checks fail it raises outside Exception.
        if type(error).__name__ == "PanicException":
            raise damaged(file) from None
        raise


class _MixedColumns:
    """Makes cells of what the reader of workbooks gives: blank text is None, whole numbers are int."""

    def __init__(self) -> None:
        """Start with no wording known."""
        self._words = WordColumns()

    def __call__(self, index: int, values: Sequence[Any]) -> Sequence[Cell] | NDArray[np.object_]:
        """Give the cells of a piece of the column with this index."""
        kinds = set(map(type, values))
        if kinds == {str}:
            return self._words(index, values)
        if kinds == {float}:
            return whole_numbers(values)
        if kinds == {str, float}:
            return self._words_and_numbers(index, values)
        return [_tidy(value) for value in values]

    def _words_and_numbers(self, index: int, values: Sequence[Any]) -> NDArray[np.object_]:
        """Give a column of numbers with blanks and words between: either kind all at once."""
        cells = as_cells(values)
        numeric = np.fromiter(map(is_, map(type, values), repeat(float)), dtype=bool, count=len(values))
        cells[numeric] = whole_numbers(cells[numeric].tolist())
        cells[~numeric] = self._words(index, cells[~numeric].tolist())
        return cells


def whole_numbers(values: Sequence[float]) -> list[Cell]:
    """Give floats that are whole as int."""
    numbers = np.array(values)
    whole = (numbers == np.floor(numbers)) & (np.abs(numbers) < _EXACT_INTEGERS)
    if whole.all():
        return list(numbers.astype(np.int64).tolist())
    if not whole.any():
        return list(values)
    return [int(value) if is_whole else value for value, is_whole in zip(values, whole.tolist(), strict=True)]


def _tidy(value: Any) -> Cell:  # noqa: ANN401 - whatever a cell holds
    kind = type(value)
    if kind is str:
        return clean_text(value)
    if kind is float and value.is_integer() and abs(value) < _EXACT_INTEGERS:
        return int(value)
    cell: Cell = value
    return cell
