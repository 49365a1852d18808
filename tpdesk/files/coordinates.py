"""Which coordinate system positions are in, told by their values, and the way to the National Grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

BRITISH_GRID = 27700
_BOXES: tuple[tuple[int, tuple[float, float, float, float]], ...] = (
    (4326, (-9.5, 49.0, 3.0, 61.5)),
    (BRITISH_GRID, (0.0, 0.0, 700_000.0, 1_300_000.0)),
    (3857, (-1_060_000.0, 6_270_000.0, 340_000.0, 8_750_000.0)),
)
"""EPSG codes with the extent of Great Britain in them: west, south, east, north."""
_LEAST_SHARE = 0.9


def crs_of_values(x: NDArray[np.float64], y: NDArray[np.float64]) -> int | None:
    """Tell the coordinate system of British positions from their values.

    Returns:
        EPSG code, None when nine tenths of the positions fit none.
    """
    known = np.isfinite(x) & np.isfinite(y) & ((x != 0) | (y != 0))
    if not known.any():
        return None
    for epsg, (west, south, east, north) in _BOXES:
        inside = (x[known] >= west) & (x[known] <= east) & (y[known] >= south) & (y[known] <= north)
        if inside.mean() >= _LEAST_SHARE:
            return epsg
    return None


def degrees_of(
    easting: NDArray[np.float64], northing: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give longitude and latitude (WGS 84) of positions on the British National Grid; NaN stays NaN."""
    from pyproj import Transformer

    longitude = np.full(len(easting), np.nan)
    latitude = longitude.copy()
    known = np.isfinite(easting) & np.isfinite(northing)
    if known.any():
        to_degrees = Transformer.from_crs(BRITISH_GRID, 4326, always_xy=True)
        longitude[known], latitude[known] = to_degrees.transform(easting[known], northing[known])
    return longitude, latitude


def bring_to_grid(geometry: NDArray[np.object_], crs: Any) -> NDArray[np.object_]:  # noqa: ANN401 - what pyproj takes
    """Bring shapes to the British National Grid; those that lie beyond it become None.

    Args:
        geometry: Shapely geometries (n,), None where missing.
        crs: Their coordinate system, anything that pyproj understands.
    """
    from pyproj import CRS, Transformer

    if CRS.from_user_input(crs).equals(CRS.from_epsg(BRITISH_GRID), ignore_axis_order=True):
        return geometry
    to_grid = Transformer.from_crs(crs, BRITISH_GRID, always_xy=True)

    def move(positions: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(to_grid.transform(positions[:, 0], positions[:, 1]))

    moved: NDArray[np.object_] = shapely.transform(geometry, move)
    bounds = shapely.bounds(moved)
    lost = ~np.isfinite(bounds).all(axis=1)
    moved[lost] = None
    return moved
