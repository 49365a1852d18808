"""Lists with coordinates in two columns, as layers of points."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import shapely

from tpdesk.domain.errors import InputError
from tpdesk.domain.fields.catalogue import FIELD_BY_KEY
from tpdesk.files.coordinates import crs_of_values
from tpdesk.files.vector_files import VectorLayer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from tpdesk.domain.table import Cell, RawTable
    from tpdesk.files.source_file import SourceFile

_APART = re.compile(r"[^a-z0-9]+")
_PAIRS = (("easting", "northing"), ("longitude", "latitude"))


def _fold(heading: str) -> str:
    return _APART.sub(" ", heading.casefold()).strip()


_SYNONYMS: dict[str, frozenset[str]] = {
    key: frozenset(_fold(word) for word in (key, *FIELD_BY_KEY[key].synonyms))
    for pair in _PAIRS
    for key in pair
}


def find_coordinate_columns(columns: Sequence[str]) -> tuple[int, int] | None:
    """Find the columns that hold x and y, by their headings.

    Returns:
        Their indexes, x first; None when there are none.
    """
    folded = [_fold(column) for column in columns]
    for x_key, y_key in _PAIRS:
        x = next((index for index, name in enumerate(folded) if name in _SYNONYMS[x_key]), None)
        y = next((index for index, name in enumerate(folded) if name in _SYNONYMS[y_key]), None)
        if x is not None and y is not None:
            return x, y
    return None


def numbers_of(cells: NDArray[np.object_]) -> NDArray[np.float64]:
    """Give the numbers of a column, NaN where there is none."""
    return np.array([_number(cell) for cell in cells], dtype=np.float64)


def _number(cell: Cell) -> float:
    if isinstance(cell, bool) or not isinstance(cell, (str, int, float)):
        return np.nan
    try:
        return float(cell.replace(",", "") if isinstance(cell, str) else cell)
    except ValueError:
        return np.nan


def coordinates_of(table: RawTable) -> tuple[NDArray[np.float64], NDArray[np.float64]] | None:
    """Give x and y of a table's rows, NaN where a row has none; None when no columns hold them."""
    found = find_coordinate_columns(table.columns)
    if found is None:
        return None
    return numbers_of(table.cells[found[0]]), numbers_of(table.cells[found[1]])


def read_points(source: SourceFile, sheet: str | None = None) -> VectorLayer:
    """Read a list as a layer of points.

    Raises:
        InputError: ``no_coordinates``, ``crs_unknown`` and what the source refuses.
    """
    table = source.read(sheet, score=_score)
    found = coordinates_of(table)
    if found is None:
        raise InputError(
            "no_coordinates",
            f"“{table.file}” has no columns of coordinates.",
            "A layer needs shapes, or columns such as Easting and Northing, or Longitude and Latitude.",
        )
    x, y = found
    epsg = crs_of_values(x, y)
    if epsg is None:
        raise InputError(
            "crs_unknown",
            f"The coordinates of “{table.file}” fit no system used in Britain.",
            "Check that longitude and latitude are not swapped, or ask for eastings and northings.",
        )
    known = np.isfinite(x) & np.isfinite(y) & ((x != 0) | (y != 0))
    geometry = np.full(len(x), None, dtype=object)
    geometry[known] = shapely.points(x[known], y[known])
    return VectorLayer(table.sheet, table.columns, table.cells, geometry, None)


def _score(headings: Sequence[str]) -> float:
    return 2.0 if find_coordinate_columns(headings) else 0.0
