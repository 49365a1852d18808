"""A list as its sender wrote it: columns of cells, with the row numbers Excel shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

Cell = None | str | int | float | bool | date | datetime | time | timedelta
"""A cell as read: text keeps the file's own wording, None is empty."""


@dataclass(frozen=True, slots=True)
class TitleCell:
    """What stands in a row above the headings.

    Attributes:
        text: The words of the row, cells joined by a space, days as 2025-03-31.
        row: Row as Excel counts.
        column: Letters of its first filled column.
    """

    text: str
    row: int
    column: str


@dataclass(frozen=True, slots=True)
class UnreadList:
    """A sheet that looks like a list and was not read, for another of the workbook was.

    Attributes:
        sheet: Its name.
        rows: How many rows stand below its headings.
    """

    sheet: str
    rows: int


@dataclass(frozen=True, slots=True, eq=False)
class RawTable:
    """One sheet, header found, blank rows gone, nothing interpreted.

    Attributes:
        file: The file's own name, without folder.
        sheet: Sheet or layer name, empty for delimited text.
        header_row: Row of the headings as Excel counts; 0 when the file has none.
        columns: Headings, made unique (``Name``, ``Name (2)``); empty ones are ``Column C``.
        cells: One object array per column, each of length n, of Cell; a blank one is None, never mere spaces.
        rows: Row number of each row as Excel counts, int32 (n,).
        subtotals: bool (n,), True for rows that sum the rows above.
        geometry: Shapely geometries (n,) or None when the file has none.
        crs: EPSG code of the geometry, None when unknown or no geometry.
        other_sheets: Names of the sheets not taken.
        facts: What the reader found and a person may want to know ("encoding": "cp1252").
        notes: bool (n,), True for rows that are no records: sub-headings, remarks, repeated headings;
            None when there is none.
        unnamed: Columns without a heading in a list that has headings.
        titles: The rows above the headings that say something.
        unread: The sheets not taken that look like lists too; none when the sheet was asked for by name.
    """

    file: str
    sheet: str
    header_row: int
    columns: tuple[str, ...]
    cells: tuple[NDArray[np.object_], ...]
    rows: NDArray[np.int32]
    subtotals: NDArray[np.bool_]
    geometry: NDArray[np.object_] | None = None
    crs: int | None = None
    other_sheets: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    notes: NDArray[np.bool_] | None = None
    unnamed: tuple[str, ...] = ()
    titles: tuple[TitleCell, ...] = ()
    unread: tuple[UnreadList, ...] = ()

    def __len__(self) -> int:
        """Count the rows that are not blank, subtotals included."""
        return len(self.rows)

    def column(self, name: str) -> NDArray[np.object_]:
        """Give the cells of the column with this heading; KeyError when there is none."""
        try:
            return self.cells[self.columns.index(name)]
        except ValueError:
            raise KeyError(name) from None

    def take(self, mask: NDArray[np.bool_]) -> RawTable:
        """Keep only the rows where the mask is True."""
        kept: dict[str, Any] = {
            "cells": tuple(column[mask] for column in self.cells),
            "rows": self.rows[mask],
            "subtotals": self.subtotals[mask],
            "geometry": None if self.geometry is None else self.geometry[mask],
            "notes": None if self.notes is None else self.notes[mask],
        }
        same = {name: getattr(self, name) for name in self.__slots__ if name not in kept}
        return RawTable(**same, **kept)
