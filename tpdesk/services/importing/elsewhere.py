"""Says when most of a list lies outside the place, and which filter would take the place's own rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tpdesk.domain.wording import count_words
from tpdesk.services.importing.coded import cell_text

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tpdesk.services.doubts import DoubtBook
    from tpdesk.services.importing.coded import CodedColumn, CodedTable

    Mask = NDArray[np.bool_]

_LEAST_OUTSIDE = 20
_MOSTLY = 0.5
_MOST_VALUES = 500
_CAUGHT = 0.9
_NARROWER = 0.9
"""A filter that keeps more of the list than this is none."""


@dataclass(frozen=True, slots=True)
class RowFilter:
    """A value of a column that the place's own rows have.

    Attributes:
        column: Heading of the column.
        value: The value.
        rows: How many rows of the list have it.
    """

    column: str
    value: str
    rows: int


def tell_elsewhere(table: CodedTable, placed: Mask, outside: Mask, book: DoubtBook) -> None:
    """Note that most rows of a list lie outside the place, and how the others could be taken alone."""
    away, of_all = int(outside.sum()), int(placed.sum())
    if away < _LEAST_OUTSIDE or away <= _MOSTLY * of_all:
        return
    found = find_filter(table, placed & ~outside)
    message = f"{away:,} of {of_all:,} rows with a position lie outside the place."
    if found is None:
        book.add_file("mostly_elsewhere", message, suggestion="Take only some rows, by a column's value.")
        return
    book.add(
        "mostly_elsewhere",
        [0],
        f"{message} The {count_words(found.rows, 'row')} with “{found.value}” in “{found.column}”"
        " hold nearly all that lie in it.",
        column=found.column,
        value=found.value,
        suggestion="Take only the rows with this value.",
    )


def find_filter(table: CodedTable, inside: Mask) -> RowFilter | None:
    """Find the narrowest value of a column that nearly all rows in the place have; None without one."""
    if not inside.any():
        return None
    filters = (_filter_by(column, inside) for column in table.columns)
    narrow = [each for each in filters if each is not None and each.rows <= _NARROWER * len(table)]
    return min(narrow, key=lambda each: each.rows, default=None)


def _filter_by(column: CodedColumn, inside: Mask) -> RowFilter | None:
    if not 1 < len(column.uniques) <= _MOST_VALUES:
        return None
    here = np.bincount(column.codes[inside] + 1, minlength=len(column.uniques) + 1)[1:]
    best = int(here.argmax())
    value = cell_text(column.uniques[best])
    if here[best] < _CAUGHT * inside.sum() or not value:
        return None
    return RowFilter(column.heading, value, int(column.counts()[best]))
