"""Makes a table of a sheet's cells: headings named, blank rows gone, subtotals marked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np

from tpdesk.domain.errors import InputError
from tpdesk.domain.table import RawTable, TitleCell
from tpdesk.files.heading_rows import (
    HeadingRows,
    find_heading_rows,
    join_headings,
    name_by_bands,
    units_of_bands,
)
from tpdesk.files.headings import (
    PREVIEW_ROWS,
    UNITS,
    band_over_columns,
    column_letters,
    find_header,
    find_units,
    name_columns,
    unique_names,
)
from tpdesk.files.notes import find_sparse_rows
from tpdesk.files.source_file import no_data_rows
from tpdesk.files.subtotals import find_subtotals
from tpdesk.files.wordings import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from tpdesk.domain.table import Cell
    from tpdesk.files.grid import Columns, Grid
    from tpdesk.files.source_file import HeadingScore, Reading

Row = tuple["Cell", ...]


@dataclass(frozen=True, slots=True)
class Header:
    """Where the data begin and what the columns are called.

    Attributes:
        index: Index of the lowest row of headings, -1 when there is none.
        start: Index of the first row of data.
        names: A name per column, empty where there is no heading.
        facts: What a person may want to know of it.
        top: Index of the uppermost row of headings.
    """

    index: int
    start: int
    names: tuple[str, ...]
    facts: tuple[tuple[str, str], ...] = ()
    top: int = -1

    @property
    def headerless(self) -> bool:
        """Whether no column has a heading."""
        return not any(self.names)


def read_header(grid: Grid, file: str, reading: Reading) -> Header:
    """Find the headings of a sheet as asked.

    Raises:
        InputError: ``header_row_missing`` when the row asked for is not there.
    """
    rows = grid.head(max(PREVIEW_ROWS, (reading.header_row or 0) + 1))
    if reading.headings is not None:
        index = (reading.header_row or 0) - 1
        return Header(index, index + 1, _fit(reading.headings, len(grid.columns)))
    if reading.header_row == 0:
        return Header(-1, 0, ("",) * len(grid.columns))
    if reading.header_row is None:
        found = find_header(rows, reading.score)
    else:
        found = reading.header_row - 1
        if not 0 <= found < len(rows) or all(cell is None for cell in rows[found]):
            raise InputError(
                "header_row_missing",
                f"Row {reading.header_row} of “{file}” has no headings.",
                "Give the number of the row that Excel shows beside the headings.",
            )
    if found is None:
        return Header(-1, 0, ("",) * len(grid.columns), (("headings", "none found"),))
    heading_rows = find_heading_rows(rows, found, grid.merged, asked=reading.header_row is not None)
    return _named(grid, rows, heading_rows, reading.score)


def _fit(headings: Sequence[str], width: int) -> tuple[str, ...]:
    return (*headings, *[""] * (width - len(headings)))[: max(width, 0)]


def _named(grid: Grid, rows: Sequence[Row], heading_rows: HeadingRows, score: HeadingScore | None) -> Header:
    index = heading_rows.bottom
    names = _names_of(grid, rows, heading_rows, score)
    start, facts = index + 1, []
    if heading_rows.several:
        facts.append(("rows of headings", f"{heading_rows.top + 1} to {index + 1}"))
    if find_units(tuple(name or None for name in names), rows[start] if start < len(rows) else None):
        units = [str(cell).strip().strip("()") if cell is not None else "" for cell in rows[start]]
        names = [f"{name} ({unit})" if unit else name for name, unit in zip(names, units, strict=True)]
        start += 1
        facts.append(("row of units", str(start)))
    return Header(index, start, tuple(names), tuple(facts), heading_rows.top)


def _names_of(
    grid: Grid, rows: Sequence[Row], heading_rows: HeadingRows, score: HeadingScore | None
) -> list[str]:
    if heading_rows.several:
        return join_headings(rows, heading_rows, grid.merged)
    index = heading_rows.bottom
    band = rows[index - 1] if index and any(cell is not None for cell in rows[index - 1]) else None
    names = name_columns(rows[index], band, grid.merged, index - 1)
    if band is None or not grid.merged:
        return names
    bands = band_over_columns(band, grid.merged, index - 1)
    bands = ["" if bands.count(band) == len(names) else band for band in bands]
    return name_by_bands(units_of_bands(names, bands, UNITS), bands, score)


def build_table(grid: Grid, name: tuple[str, str], reading: Reading) -> RawTable:
    """Make the table of a sheet.

    Args:
        grid: The cells.
        name: The file's own name and the sheet's.
        reading: How it is to be read.

    Raises:
        InputError: ``no_data_rows``, ``header_row_missing``.
    """
    file, sheet = name
    if not grid.height:
        raise no_data_rows(file, sheet)
    header = read_header(grid, file, reading)
    data = tuple(column[header.start :] for column in grid.columns)
    kept = _not_blank(data)
    repeated = _repeats(grid.columns, header, kept)
    if not (kept & ~repeated).any():
        raise no_data_rows(file, sheet)
    whole = bool(kept.all())
    cells = data if whole else tuple(column[kept] for column in data)
    headerless = header.headerless
    used = [index for index, column in enumerate(cells) if headerless or header.names[index] or _any(column)]
    names = unique_names_of(header.names, used)
    cells = tuple(cells[index] for index in used)
    facts = {**grid.facts, **dict(header.facts)}
    if repeated.any():
        places = np.flatnonzero(repeated) + header.start + 1
        facts["headings repeated"] = ", ".join(map(str, places.tolist()))
    rows = (np.flatnonzero(kept) + header.start + 1).astype(np.int32)
    repeated = repeated[kept]
    subtotals = find_subtotals(cells) & ~repeated
    sparse = find_sparse_rows(cells, subtotals | repeated)
    return RawTable(
        file,
        sheet,
        header.index + 1,
        names,
        cells,
        rows,
        subtotals | sparse.sums,
        facts=facts,
        notes=sparse.notes | repeated,
        unnamed=() if headerless else _unnamed(header, names, used),
        titles=_titles(grid, header),
    )


def _unnamed(header: Header, names: Sequence[str], used: Sequence[int]) -> tuple[str, ...]:
    """Give the columns used that have no heading."""
    return tuple(name for name, index in zip(names, used, strict=True) if not header.names[index])


def _titles(grid: Grid, header: Header) -> tuple[TitleCell, ...]:
    """Give what stands above the headings, row by row."""
    end = header.top if header.top >= 0 else header.index
    titles = []
    for number, cells in enumerate(grid.head(max(end, 0)), start=1):
        filled = [place for place, cell in enumerate(cells) if cell is not None]
        if filled:
            text = " ".join(_title_words(cells[place]) for place in filled)
            titles.append(TitleCell(text, number, column_letters(filled[0])))
    return tuple(titles)


def _title_words(cell: Cell) -> str:
    return cell.date().isoformat() if isinstance(cell, datetime) else str(cell)


def unique_names_of(names: Sequence[str], used: Sequence[int]) -> tuple[str, ...]:
    """Make the names of the columns used unique; one without heading is called by its letters."""
    unique = unique_names(names)
    return tuple(unique[index] for index in used)


def _any(column: NDArray[np.object_]) -> bool:
    return any(cell is not None for cell in column)


def _not_blank(data: Columns) -> NDArray[np.bool_]:
    """Tell which rows have a cell; columns are looked at only as long as blank rows are left."""
    kept = np.zeros(len(data[0]), dtype=bool)
    for column in data:
        left = np.flatnonzero(~kept)
        if not len(left):
            break
        kept[left] = np.fromiter((cell is not None for cell in column[left]), dtype=bool, count=len(left))
    return kept


def _repeats(columns: Columns, header: Header, kept: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Tell which rows repeat the headings, as lists printed page by page do."""
    repeated = np.zeros(len(kept), dtype=bool)
    if header.index < 0:
        return repeated
    for index in range(header.top if header.top >= 0 else header.index, header.index + 1):
        repeated |= _repeats_of_row(columns, index, header.start)
    return repeated


def _repeats_of_row(columns: Columns, index: int, start: int) -> NDArray[np.bool_]:
    """Tell which rows repeat one row of headings."""
    repeated = np.zeros(len(columns[0]) - start, dtype=bool)
    headings = [_loosely(column[index]) for column in columns]
    given = [place for place, heading in enumerate(headings) if heading]
    if len(given) < 2:
        return repeated
    for row, cell in enumerate(columns[given[0]][start:], start=start):
        if type(cell) is str and cell.strip().casefold() == headings[given[0]]:
            repeated[row - start] = all(_loosely(columns[place][row]) == headings[place] for place in given)
    return repeated


def _loosely(cell: Cell) -> str:
    """Give the form in which a repeated heading is known: any case, without outer spaces."""
    return cell.strip().casefold() if isinstance(cell, str) else fold(cell)
