"""Finds the rows that together head a list, and joins them into one heading per column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tpdesk.files.wordings import fold, is_wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tpdesk.domain.table import Cell
    from tpdesk.files.grid import MergedRange
    from tpdesk.files.source_file import HeadingScore

Row = tuple["Cell", ...]

MOST_HEADING_ROWS = 3
_BELOW = 30
_OPENING, _CLOSING = "([", ")]"


@dataclass(frozen=True, slots=True)
class HeadingRows:
    """The rows of headings of a list.

    Attributes:
        top: Index of the uppermost.
        bottom: Index of the lowest; data begin below it.
    """

    top: int
    bottom: int

    @property
    def several(self) -> bool:
        """Whether the headings take more than one row."""
        return self.bottom > self.top


def find_heading_rows(
    rows: Sequence[Row], found: int, merged: Sequence[MergedRange] | None, *, asked: bool = False
) -> HeadingRows:
    """Find how many rows the headings take.

    Args:
        rows: The first rows of the sheet.
        found: Index of the row that was taken for the headings.
        merged: Merged ranges, None or empty when there are none or the format does not tell.
        asked: Whether a person named the row; only merged cells then bring in the rows below it.
    """
    top = bottom = found
    while bottom + 1 < len(rows) and bottom - top + 1 < MOST_HEADING_ROWS:
        if not _goes_on(rows, (top, bottom), merged, asked=asked):
            break
        bottom += 1
    while top and bottom - top + 1 < MOST_HEADING_ROWS and _begins_above(rows, top, merged):
        top -= 1
    return HeadingRows(top, bottom)


def _goes_on(
    rows: Sequence[Row], block: tuple[int, int], merged: Sequence[MergedRange] | None, *, asked: bool
) -> bool:
    """Tell whether the row below some rows of headings is one too: it fills what these leave open."""
    top, index = block
    upper, lower = rows[index], rows[index + 1]
    given = [column for column, cell in enumerate(lower) if cell is not None]
    if len(given) < 2 or not all(is_wording(lower[column]) for column in given):
        return False
    if _joined_downwards(upper, index, merged):
        return True
    bands = _bands_of(upper, index, merged)
    if asked or not bands or not all(column in bands for column in given):
        return False
    below = rows[index + 2 : index + 2 + _BELOW]
    single = any(
        cell is not None and column not in given
        for row in rows[top : index + 1]
        for column, cell in enumerate(row)
    )
    return single and _stands_over_other_cells(given, below)


def _joined_downwards(upper: Row, index: int, merged: Sequence[MergedRange] | None) -> bool:
    """Tell whether a heading is merged with the cell below it."""
    return any(
        first_row <= index < last_row and column < len(upper) and last_row - first_row < MOST_HEADING_ROWS
        for (first_row, column), (last_row, _) in merged or ()
    )


def _bands_of(upper: Row, index: int, merged: Sequence[MergedRange] | None) -> frozenset[int]:
    """Give the columns over which the cells of a row reach: merged ones, else those with blanks behind."""
    ranges = [each for each in merged or () if each[0][0] == index == each[1][0]]
    if ranges:
        return frozenset(
            column for (_, first), (_, last) in ranges for column in range(first, last + 1) if last > first
        )
    if merged:
        return frozenset()
    columns: set[int] = set()
    for column in range(1, len(upper)):
        if upper[column] is None and (upper[column - 1] is not None or column - 1 in columns):
            columns.update((column - 1, column))
    return frozenset(columns)


def _stands_over_other_cells(given: Sequence[int], below: Sequence[Row]) -> bool:
    """Tell whether the cells below a row are of another kind than its own: numbers, codes, dates."""
    if not below:
        return False
    other = 0
    for column in given:
        cells = [row[column] for row in below if row[column] is not None]
        words = sum(map(is_wording, cells))
        other += bool(cells) and words < 0.5 * len(cells)
    return other >= 0.5 * len(given)


def _begins_above(rows: Sequence[Row], index: int, merged: Sequence[MergedRange] | None) -> bool:
    """Tell whether the row above holds headings too: those of columns that this row leaves open."""
    upper, lower = rows[index - 1], rows[index]
    if not any(cell is not None for cell in upper):
        return False
    if _joined_downwards(upper, index - 1, merged):
        return True
    if sum(cell is not None for cell in upper) < 2:
        return False
    below = rows[index + 1 : index + 1 + _BELOW]
    return any(
        above is not None and cell is None and any(row[column] is not None for row in below)
        for column, (above, cell) in enumerate(zip(upper, lower, strict=True))
    )


def join_headings(
    rows: Sequence[Row], heading_rows: HeadingRows, merged: Sequence[MergedRange] | None
) -> list[str]:
    """Join the rows of headings: ``Area (sq ft) GIA``, ``Lease: Expiry``, ``Name``.

    Args:
        rows: The first rows of the sheet.
        heading_rows: Which of them are headings.
        merged: Merged ranges, None or empty when there are none.

    Returns:
        A heading per column; empty for a column without one.
    """
    lowest = [_text(cell) for cell in rows[heading_rows.bottom]]
    parts: list[list[str]] = [[] for _ in lowest]
    for index in range(heading_rows.top, heading_rows.bottom):
        covered = _spread_over(rows, index, heading_rows.bottom, merged)
        for column, text in enumerate(covered):
            parts[column].append(text)
    return [join_parts([*above, text]) for above, text in zip(parts, lowest, strict=True)]


def join_parts(parts: Sequence[str]) -> str:
    """Join the parts of one heading, each once; what stands in brackets needs no colon behind it."""
    joined = ""
    for part in parts:
        if not part or fold(part) == fold(joined):
            continue
        if joined:
            joined += " " if joined[-1] in _CLOSING + ":" else ": "
        joined += part
    return joined


def _spread_over(
    rows: Sequence[Row], index: int, bottom: int, merged: Sequence[MergedRange] | None
) -> list[str]:
    """Give what a row of headings says over each column: as far as its cells reach to the right."""
    texts = [_text(cell) for cell in rows[index]]
    ranges = [each for each in merged or () if each[0][0] == index]
    if merged:
        for (_, first), (_, last) in ranges:
            for column in range(first, min(last + 1, len(texts))):
                texts[column] = texts[first]
        return texts
    under = [
        any(rows[row][column] is not None for row in range(index + 1, bottom + 1))
        for column in range(len(texts))
    ]
    for column in range(1, len(texts)):
        if not texts[column] and under[column] and under[column - 1]:
            texts[column] = texts[column - 1]
    return texts


def units_of_bands(names: Sequence[str], bands: Sequence[str], units: frozenset[str]) -> list[str]:
    """Put a band that states a unit before the headings under it, unless they state their own."""
    return [
        join_parts((band, name))
        if band and name and _states(band, units) and name[-1] not in _CLOSING
        else name
        for name, band in zip(names, bands, strict=True)
    ]


def name_by_bands(names: Sequence[str], bands: Sequence[str], score: HeadingScore | None) -> list[str]:
    """Put a band before a heading that is known only together with it: ``Lease: End``."""
    if score is None:
        return list(names)
    return [
        join_parts((band, name)) if band and name and score([name]) <= 0 < score([f"{band} {name}"]) else name
        for name, band in zip(names, bands, strict=True)
    ]


def _states(band: str, units: frozenset[str]) -> bool:
    if band[-1] not in _CLOSING:
        return False
    inner = band[:-1].rpartition(_OPENING[_CLOSING.index(band[-1])])[2]
    return fold(inner) in units


def _text(cell: Cell) -> str:
    return " ".join(str(cell).split()) if cell is not None else ""
