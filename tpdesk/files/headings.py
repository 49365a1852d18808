"""Finds the row of headings: under titles and merged bands, above the first row of data."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tpdesk.files.wordings import fold, is_wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tpdesk.domain.table import Cell
    from tpdesk.files.grid import MergedRange
    from tpdesk.files.source_file import HeadingScore

PREVIEW_ROWS = 100
_CANDIDATES = 40
_BELOW = 30
_AS_FULL = 0.7
_LONGEST = 300
"""Characters of a cell that are looked at: no heading is longer, and a cell may hold a whole report."""
_MANY = 300
_LEAST_SCORE = 1.8
"""A row of data scores between 0.5 and 1.7, a row of headings between 2.2 and 5."""
UNITS = frozenset(
    (
        *("£", "£k", "£m", "£000", "£ pa", "£ p.a.", "£ per annum", "%", "m2", "m²", "sqm", "sq m", "sq. m."),
        *("sqft", "sq ft", "sq. ft.", "ha", "hectares", "acres", "m3", "m³", "kwh", "no", "no.", "no of"),
        *("date", "text", "dd/mm/yyyy", "yyyy-mm-dd", "y/n", "yes/no", "tonnes", "fte", "wte"),
    )
)

Row = tuple["Cell", ...]


def find_header(rows: Sequence[Row], score: HeadingScore | None = None) -> int | None:
    """Find the row of headings.

    Args:
        rows: The first rows of the sheet.
        score: Tells how many of some headings are recognised.

    Returns:
        Its index, None when no row looks like headings.
    """
    looked_at = _columns_looked_at(max(map(len, rows), default=0))
    rows = [tuple(_shortened(row[place]) for place in looked_at if place < len(row)) for row in rows]
    filled = [index for index, row in enumerate(rows) if any(cell is not None for cell in row)]
    best, best_score = None, _LEAST_SCORE
    # The last row has nothing below it to be the headings of.
    for place, index in enumerate(filled[: min(_CANDIDATES, max(len(filled) - 1, 1))]):
        below = [rows[other] for other in filled[place + 1 : place + 1 + _BELOW]]
        above = [rows[other] for other in filled[:place]]
        value = _header_score(rows[index], below, score) - _spanned_above(rows[index], above)
        if value > best_score:
            best, best_score = index, value
    return best


def _columns_looked_at(width: int) -> Sequence[int]:
    """Give the columns that tell the row of headings: of a very wide sheet the first and some of the rest."""
    if width <= 2 * _MANY:
        return range(width)
    return [*range(_MANY), *range(_MANY, width, -(-(width - _MANY) // _MANY))]


def _shortened(cell: Cell) -> Cell:
    return cell[:_LONGEST] if isinstance(cell, str) else cell


def _header_score(row: Row, below: Sequence[Row], score: HeadingScore | None) -> float:
    """Score a row: how far it spans the list, how much it is words, each once, unlike what stands below."""
    given = [index for index, cell in enumerate(row) if cell is not None]
    wordings = [index for index in given if is_wording(row[index])]
    used = _used_columns(below) if below else set(given)
    if not wordings or not used:
        return 0.0
    cover = len(used.intersection(given)) / len(used)
    words = len(wordings) / len(given)
    distinct = len({fold(row[index]) for index in given}) / len(given)
    others = [other for other in below if any(fold(row[index]) != fold(other[index]) for index in given)]
    echo = sum(_echoes(row, index, others) for index in given) / len(given)
    differ = sum(_differs(index, below) for index in wordings) / len(given)
    known = score([str(row[index]) for index in given]) / len(given) if score else 0.0
    return cover + words + 0.5 * distinct + 0.5 * differ - echo + 2 * min(known, 1.0) * cover


def _spanned_above(row: Row, above: Sequence[Row]) -> float:
    """Give what counts against a row that has rows as full above it: headings stand over all data."""
    given = _count(row)
    full = sum(_count(other) >= _AS_FULL * given for other in above)
    return 0.02 * len(above) + min(0.3 * full, 1.2)


def _count(row: Row) -> int:
    return sum(cell is not None for cell in row)


def _used_columns(below: Sequence[Row]) -> set[int]:
    """Give the columns that a good part of the rows below fill; notes beside a list fill few."""
    counts = [sum(cell is not None for cell in column) for column in zip(*below, strict=True)]
    most = max(counts, default=0)
    return {index for index, count in enumerate(counts) if count and count >= 0.2 * most}


def _echoes(row: Row, index: int, below: Sequence[Row]) -> bool:
    word = fold(row[index])
    return any(fold(other[index]) == word for other in below)


def _differs(index: int, below: Sequence[Row]) -> bool:
    cells = [other[index] for other in below if other[index] is not None]
    return bool(cells) and sum(map(is_wording, cells)) < 0.5 * len(cells)


def find_units(header: Row, below: Row | None) -> bool:
    """Tell whether the row below the headings holds their units only."""
    if below is None:
        return False
    given = [(index, fold(cell)) for index, cell in enumerate(below) if cell is not None]
    units = [word.strip("()[]") in UNITS for _, word in given]
    return bool(units) and all(units) and all(header[index] is not None for index, _ in given)


def name_columns(
    header: Row, band: Row | None, merged: Sequence[MergedRange] | None, band_index: int
) -> list[str]:
    """Name the columns by their headings; equal ones by the band above them, else by number.

    Args:
        header: The row of headings.
        band: The row above, None when there is none.
        merged: Merged ranges, None when unknown.
        band_index: Index of the band's row, for the merged ranges.

    Returns:
        A name per column; empty for a column without heading.
    """
    names = [" ".join(str(cell).split()) if cell is not None else "" for cell in header]
    if band is None:
        return names
    names = [name or _text(above) for name, above in zip(names, band, strict=True)]
    bands = band_over_columns(band, merged, band_index)
    repeated = {name for name, times in Counter(map(fold, names)).items() if times > 1}
    return [
        f"{above}: {name}" if above and fold(name) in repeated and fold(above) != fold(name) else name
        for name, above in zip(names, bands, strict=True)
    ]


def _text(cell: Cell) -> str:
    return " ".join(str(cell).split()) if cell is not None else ""


def band_over_columns(band: Row, merged: Sequence[MergedRange] | None, band_index: int) -> list[str]:
    """Give the band over each column: as far as its cell is merged, else up to the next band."""
    bands = [_text(cell) for cell in band]
    ranges = [each for each in merged or () if each[0][0] == band_index]
    if ranges:
        for (_, first), (_, last) in ranges:
            for index in range(first, min(last + 1, len(bands))):
                bands[index] = bands[first]
        return bands
    for index in range(1, len(bands)):
        bands[index] = bands[index] or bands[index - 1]
    return bands


def unique_names(names: Sequence[str]) -> tuple[str, ...]:
    """Make names unique: ``Name``, ``Name (2)``; an empty one is ``Column C``."""
    taken: set[str] = set()
    unique: list[str] = []
    for index, name in enumerate(names):
        wanted = name or f"Column {column_letters(index)}"
        candidate, number = wanted, 1
        while candidate in taken:
            number += 1
            candidate = f"{wanted} ({number})"
        taken.add(candidate)
        unique.append(candidate)
    return tuple(unique)


def column_letters(index: int) -> str:
    """Give the letters by which Excel calls a column, counted from 0."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
