"""A list with each distinct cell held once, so that rules are run over wordings and not over rows."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from tpdesk.domain.table import RawTable


@dataclass(frozen=True, slots=True, eq=False)
class CodedColumn:
    """One column: its distinct cells, and which of them stands in each row.

    Attributes:
        heading: Heading as the list has it.
        codes: Index into ``uniques`` for each row, -1 for a blank cell; int32 (n,).
        uniques: Distinct cells as read, object (u,).
    """

    heading: str
    codes: NDArray[np.int32]
    uniques: NDArray[np.object_]

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.codes)

    @property
    def filled(self) -> NDArray[np.bool_]:
        """Whether each row has something in the cell."""
        filled: NDArray[np.bool_] = self.codes >= 0
        return filled

    def counts(self) -> NDArray[np.int64]:
        """Count the rows of each distinct cell."""
        found: NDArray[np.int64] = np.bincount(self.codes + 1, minlength=len(self.uniques) + 1)[1:]
        return found

    def spread(self, per_unique: NDArray[Any], blank: object = None) -> NDArray[Any]:
        """Give each row what its distinct cell has been given; blank cells get ``blank``."""
        lookup = np.empty(len(per_unique) + 1, dtype=per_unique.dtype)
        lookup[:-1] = per_unique
        lookup[-1] = blank
        spread: NDArray[Any] = lookup[self.codes]
        return spread

    def cells(self) -> NDArray[np.object_]:
        """Give the cells row by row, None when blank."""
        return self.spread(self.uniques)

    def texts(self) -> NDArray[np.object_]:
        """Give the distinct cells as text, outer spaces gone."""
        return as_objects([cell_text(cell) for cell in self.uniques])

    def take(self, rows: NDArray[np.bool_] | NDArray[np.intp]) -> CodedColumn:
        """Keep some rows, and only the distinct cells that are still in use."""
        codes = self.codes[rows]
        used = np.unique(codes[codes >= 0])
        renumber = np.full(len(self.uniques) + 1, -1, dtype=np.int32)
        renumber[used] = np.arange(len(used), dtype=np.int32)
        return CodedColumn(self.heading, renumber[codes], self.uniques[used])


@dataclass(frozen=True, slots=True, eq=False)
class CodedTable:
    """A list as read, its columns coded.

    Attributes:
        file: The file's own name.
        sheet: Sheet name, empty for delimited text.
        header_row: Row of the headings as Excel counts.
        columns: The columns in the list's order.
        rows: Row numbers as Excel counts, int32 (n,).
        geometry: Shapes or None.
        crs: EPSG code of the shapes, None when unknown.
    """

    file: str
    sheet: str
    header_row: int
    columns: tuple[CodedColumn, ...]
    rows: NDArray[np.int32]
    geometry: NDArray[np.object_] | None = None
    crs: int | None = None
    _exact: dict[str, CodedColumn] = field(init=False, repr=False)
    _near: dict[str, CodedColumn] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Note where each heading stands; of two alike the first one counts."""
        backwards = self.columns[::-1]
        object.__setattr__(self, "_exact", {column.heading: column for column in backwards})
        object.__setattr__(self, "_near", {fold_heading(column.heading): column for column in backwards})

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.rows)

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings in order."""
        return tuple(column.heading for column in self.columns)

    def find(self, heading: str) -> CodedColumn | None:
        """Give the column with this heading, else the one whose heading differs only in case and spaces."""
        exact = self._exact.get(heading)
        return self._near.get(fold_heading(heading)) if exact is None else exact

    def take(self, rows: NDArray[np.bool_] | NDArray[np.intp]) -> CodedTable:
        """Keep some rows."""
        return replace(
            self,
            columns=tuple(column.take(rows) for column in self.columns),
            rows=self.rows[rows],
            geometry=None if self.geometry is None else self.geometry[rows],
        )


def as_objects(values: Sequence[object]) -> NDArray[np.object_]:
    """Make an object array of any values, never one of more dimensions."""
    array = np.empty(len(values), dtype=object)
    array[:] = values if isinstance(values, list) else list(values)
    return array


def fold_heading(heading: str) -> str:
    """Give the form in which headings are compared exactly: one space between words, any case."""
    return " ".join(heading.split()).casefold()


def cell_text(cell: object) -> str:
    """Write a cell as a person would read it: whole numbers without a decimal point, days without a time."""
    if isinstance(cell, str):
        return cell.strip()
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    text = str(cell)
    return text.removesuffix(" 00:00:00")


def code_column(heading: str, cells: NDArray[np.object_]) -> CodedColumn:
    """Find the distinct cells of a column; None and NaN are blank."""
    codes, uniques = pd.factorize(cells, use_na_sentinel=True)
    return CodedColumn(heading, codes.astype(np.int32), as_objects(list(uniques)))


def code_table(table: RawTable) -> CodedTable:
    """Code every column of a list as read."""
    return CodedTable(
        file=table.file,
        sheet=table.sheet,
        header_row=table.header_row,
        columns=tuple(
            code_column(heading, cells) for heading, cells in zip(table.columns, table.cells, strict=True)
        ),
        rows=np.asarray(table.rows, dtype=np.int32),
        geometry=table.geometry,
        crs=table.crs,
    )
