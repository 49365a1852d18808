"""Rows that are no records, told by the one cell they fill: sub-headings, remarks and bare sums."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tpdesk.files.wordings import is_wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from tpdesk.domain.table import Cell

_USUALLY_FILLED = 5
"""Cells that the records of a list usually fill, from which on a single cell is no record."""
_LARGEST_SHARE = 0.45
"""A list in more of whose rows a single cell is filled is a list of such rows."""
_FIRST_COLUMNS = 2
_SAMPLE_ROWS = 2_000
_LONG = 100
_LABEL = re.compile(
    r".*:|(?:(?:foot)?notes?|n\.?b|sources?|key|prepared by|updated|printed|page)\b.*",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True, eq=False)
class SparseRows:
    """Rows that fill so few cells that they are no records.

    Attributes:
        notes: Sub-headings and remarks, bool (n,).
        sums: Numbers that stand alone below a column, as sums without a label do, bool (n,).
    """

    notes: NDArray[np.bool_]
    sums: NDArray[np.bool_]


def find_sparse_rows(columns: Sequence[NDArray[np.object_]], told: NDArray[np.bool_]) -> SparseRows:
    """Find the rows that hold words or a number in one cell, or a label and its words in two.

    Only a list whose rows usually fill many cells has such rows: a place with only a name stays in a short
    list.

    Args:
        columns: The cells, one object array per column.
        told: Rows that are already known to be no records.
    """
    notes, sums = np.zeros((2, len(told)), dtype=bool)
    if len(columns) < _USUALLY_FILLED or _usually_filled(columns) < _USUALLY_FILLED:
        return SparseRows(notes, sums)
    rows, counts = _rows_of_few(columns)
    for row, count in zip(rows.tolist(), counts.tolist(), strict=True):
        filled = [place for place, column in enumerate(columns) if column[row] is not None]
        cells = [columns[place][row] for place in filled]
        notes[row] = _is_remark(cells[0]) if count == 1 else _is_labelled(cells)
        sums[row] = count == 1 and filled[0] >= _FIRST_COLUMNS and isinstance(cells[0], (int, float))
    if (notes | sums).sum() > _LARGEST_SHARE * len(told):
        return SparseRows(np.zeros_like(notes), np.zeros_like(sums))
    return SparseRows(notes & ~told, sums & ~told)


def _usually_filled(columns: Sequence[NDArray[np.object_]]) -> float:
    step = max(1, len(columns[0]) // _SAMPLE_ROWS)
    counts = np.zeros(len(columns[0][::step]), dtype=np.int64)
    for column in columns:
        counts += _is_filled(column[::step])
    return float(np.median(counts[counts > 0])) if counts.any() else 0.0


def _rows_of_few(columns: Sequence[NDArray[np.object_]]) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
    """Give the rows that fill one or two cells, and how many; most rows are done with after a few columns."""
    rows = np.arange(len(columns[0]))
    counts = np.zeros(len(rows), dtype=np.int64)
    for column in columns:
        counts += _is_filled(column[rows])
        sparse = counts <= 2
        if not sparse.all():
            rows, counts = rows[sparse], counts[sparse]
    return rows, counts


def _is_filled(cells: NDArray[np.object_]) -> NDArray[np.bool_]:
    return np.fromiter((cell is not None for cell in cells), dtype=bool, count=len(cells))


def _is_remark(cell: Cell) -> bool:
    """Tell whether the only cell of a row is words; a code alone can be a record."""
    return isinstance(cell, str) and (is_wording(cell) or len(cell) > _LONG)


def _is_labelled(cells: Sequence[Cell]) -> bool:
    label, words = cells
    return isinstance(label, str) and isinstance(words, str) and bool(_LABEL.fullmatch(label.strip()))
