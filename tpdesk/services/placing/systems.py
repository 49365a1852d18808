"""Coordinate systems that lists use, and the way from each to the British National Grid."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import shapely
from pyproj import Transformer

from tpdesk.domain.grid import EASTING_MAX_M, NORTHING_MAX_M

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

GRID, DEGREES, MERCATOR = 27700, 4326, 3857

_BRITAIN = {
    GRID: (1_000.0, float(EASTING_MAX_M), 4_000.0, float(NORTHING_MAX_M)),
    DEGREES: (-9.5, 2.5, 49.0, 61.5),
    MERCATOR: (-1_060_000.0, 280_000.0, 6_250_000.0, 8_650_000.0),
}
_WORDINGS = {
    "wgs84": DEGREES,
    "wgs1984": DEGREES,
    "epsg4326": DEGREES,
    "4326": DEGREES,
    "crs84": DEGREES,
    "etrs89": DEGREES,
    "latlong": DEGREES,
    "gps": DEGREES,
    "osgb36": GRID,
    "osgb": GRID,
    "osgb1936": GRID,
    "osgb1936britishnationalgrid": GRID,
    "bng": GRID,
    "britishnationalgrid": GRID,
    "epsg27700": GRID,
    "27700": GRID,
    "nationalgrid": GRID,
    "os": GRID,
    "webmercator": MERCATOR,
    "epsg3857": MERCATOR,
    "3857": MERCATOR,
    "pseudomercator": MERCATOR,
    "googlemercator": MERCATOR,
    "epsg900913": MERCATOR,
}
_APART = re.compile(r"[\W_]+")


def find_system(wording: str) -> int:
    """Give the EPSG code that a wording means (``WGS84``, ``OSGB36``, ``EPSG:3857``), 0 when unknown."""
    return _WORDINGS.get(_APART.sub("", wording.casefold()), 0)


def lies_in_britain(x: Floats, y: Floats, system: int) -> NDArray[np.bool_]:
    """Whether coordinates of a system lie on or about Great Britain; False for NaN."""
    west, east, south, north = _BRITAIN[system]
    with np.errstate(invalid="ignore"):
        inside: NDArray[np.bool_] = (x > west) & (x < east) & (y > south) & (y < north)
    return inside


@lru_cache(maxsize=8)
def _to_grid(system: int) -> Transformer:
    return Transformer.from_crs(system, GRID, always_xy=True)


def bring_to_grid(x: Floats, y: Floats, system: int) -> tuple[Floats, Floats]:
    """Bring coordinates to metres on the British National Grid; what cannot be brought is NaN."""
    if system == GRID or not len(x):
        return x, y
    easting, northing = _to_grid(system).transform(x, y)
    bad = ~(np.isfinite(easting) & np.isfinite(northing))
    return np.where(bad, np.nan, easting), np.where(bad, np.nan, northing)


def bring_shapes_to_grid(shapes: NDArray[np.object_], system: int) -> NDArray[np.object_]:
    """Bring shapes to the British National Grid; a missing shape stays missing."""
    if system == GRID:
        return shapes
    transformer = _to_grid(system)
    moved: NDArray[np.object_] = shapely.transform(
        shapes, lambda points: np.column_stack(transformer.transform(points[:, 0], points[:, 1]))
    )
    return moved
