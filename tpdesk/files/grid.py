"""All cells of a sheet as columns, before anything is known of headings."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Union

import numpy as np

from tpdesk.files.source_file import MAX_COLUMNS, too_many_columns

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from tpdesk.domain.table import Cell

Cells = Union["Sequence[Cell]", "NDArray[np.object_]"]
"""Cells of a piece of a column."""

Columns = tuple["NDArray[np.object_]", ...]
"""One object array of Cell per column, all of one length."""

MergedRange = tuple[tuple[int, int], tuple[int, int]]
"""First and last cell, each (row, column) counted from 0."""

CHUNK_ROWS = 20_000
_MANY_WORDS = CHUNK_ROWS // 2
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """A sheet's cells.

    Attributes:
        columns: One object array of Cell per column, all of one length; record 0 is row 1 of Excel.
        merged: Merged ranges, None when the format does not tell.
        facts: What the reader found.
    """

    columns: Columns
    merged: tuple[MergedRange, ...] | None = None
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def height(self) -> int:
        """Count the records, blank ones included."""
        return len(self.columns[0]) if self.columns else 0

    def head(self, count: int) -> list[tuple[Cell, ...]]:
        """Give the first records as rows."""
        return list(zip(*(column[:count] for column in self.columns), strict=True))


class GridBuilder:
    """Turns rows into columns piece by piece, so that the rows need not stay in memory.

    Args:
        file: The file's own name, for messages.
        tidy: Makes cells of the values of one column of a piece.
    """

    def __init__(self, file: str, tidy: Callable[[int, Sequence[Any]], Cells]) -> None:
        """Start with no row."""
        self._file = file
        self._tidy = tidy
        self._pieces: list[list[NDArray[np.object_]]] = []
        self._lengths: list[int] = []

    def add(self, rows: Sequence[Sequence[Any]]) -> None:
        """Take the next rows; they may differ in length."""
        if not rows:
            return
        widths = set(map(len, rows))
        width = max(widths)
        if width > MAX_COLUMNS:
            raise too_many_columns(self._file, width)
        if len(widths) > 1:
            rows = [row if len(row) == width else [*row, *[""] * (width - len(row))] for row in rows]
        self._pieces.append(
            [_as_column(self._tidy(index, values)) for index, values in enumerate(zip(*rows, strict=True))]
        )
        self._lengths.append(len(rows))

    def columns(self) -> Columns:
        """Join the pieces; a column that a piece has not is empty there."""
        width = max((len(piece) for piece in self._pieces), default=0)
        joined: list[NDArray[np.object_]] = []
        for index in range(width):
            parts = [
                piece[index] if index < len(piece) else np.full(length, None, dtype=object)
                for piece, length in zip(self._pieces, self._lengths, strict=True)
            ]
            joined.append(parts[0] if len(parts) == 1 else np.concatenate(parts))
            for piece in self._pieces:
                if index < len(piece):
                    piece[index] = _DONE
        return tuple(joined)


_DONE: NDArray[np.object_] = np.empty(0, dtype=object)


def _as_column(cells: Cells) -> NDArray[np.object_]:
    return cells if isinstance(cells, np.ndarray) else as_cells(cells)


def as_cells(values: Sequence[Cell]) -> NDArray[np.object_]:
    """Make the object array of a column."""
    cells = np.empty(len(values), dtype=object)
    cells[:] = values
    return cells


def clean_text(text: str) -> str | None:
    """Give a cell's text without the signs that nobody sees: control characters, marks of direction."""
    if not text or text.isspace():
        return None
    if text.isprintable() or not _UNSEEN.search(text):
        return text
    kept = _UNSEEN.sub("", text)
    return None if not kept or kept.isspace() else kept


class _Words(dict[str, "str | None"]):
    """Wordings seen in a column, each kept once; blank ones are no cell."""

    def __init__(self, clean: Callable[[str], str | None]) -> None:
        super().__init__()
        self._clean = clean

    def __missing__(self, word: str) -> str | None:
        kept = self._clean(word)
        self[word] = kept
        return kept


class WordColumns:
    """Makes cells of text: blank is None, and a wording that repeats is kept in memory once.

    Args:
        clean: Makes a cell of a wording.
    """

    def __init__(self, clean: Callable[[str], str | None] = clean_text) -> None:
        """Start with no wording known."""
        self._clean = clean
        self._words: dict[int, _Words | None] = {}

    def __call__(self, index: int, values: Sequence[str]) -> Sequence[Cell]:
        """Give the cells of a piece of the column with this index."""
        words = self._words.setdefault(index, _Words(self._clean))
        if words is None:
            return list(map(self._clean, values))
        cells = list(map(words.__getitem__, values))
        if len(words) > _MANY_WORDS:
            self._words[index] = None
        return cells
