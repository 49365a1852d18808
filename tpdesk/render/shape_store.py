"""The shapes of a layer cut into small neighbouring lots, each kept as a path in as much detail as shows."""

from __future__ import annotations

import math
from collections import OrderedDict
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import shapely

from tpdesk.render.shape_paths import path_of_parts

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PySide6.QtGui import QPainterPath

    from tpdesk.domain.scene import Extent

LOT_SIZE = 64
"""Shapes in one path: antialiasing a path costs more than in proportion to its edges."""

_TOLERANCE = 0.6
_KEPT_ELEMENTS = 5_000_000
_FINEST_LEVEL = -2


class ShapeStore:
    """Finds and draws up the shapes of one layer.

    Paths are in metres about the origin of their lot. Simplified shapes are made once for each lot and level
    and kept while they are few enough. One store serves one thread.
    """

    def __init__(self, geometries: NDArray[np.object_], groups: NDArray[np.integer] | None = None) -> None:
        """Sort the shapes into lots.

        Args:
            geometries: lines or surfaces, object (n,); None and empty ones are passed over.
            groups: class of each, int (n,); no lot mixes two.
        """
        usable = np.flatnonzero(~(shapely.is_missing(geometries) | shapely.is_empty(geometries)))
        shapes = shapely.orient_polygons(geometries[usable])
        kinds = np.zeros(len(usable), np.int64) if groups is None else np.asarray(groups, np.int64)[usable]
        bounds = shapely.bounds(shapes)
        order = np.lexsort((_neighbourhood(bounds), kinds))
        self._shapes, self._bounds, kinds = shapes[order], bounds[order], kinds[order]
        self.rows = usable[order]
        self._starts = _lot_starts(kinds)
        self.groups = kinds[self._starts[:-1]]
        self._boxes = _lot_boxes(self._bounds, self._starts)
        self._paths: OrderedDict[tuple[int, int], QPainterPath] = OrderedDict()
        self._elements = 0

    def lots_in(self, extent: Extent) -> NDArray[np.intp]:
        """Lots that may show in an extent, in the order of their groups."""
        boxes = self._boxes
        return np.flatnonzero(
            (boxes[:, 0] <= extent.xmax)
            & (boxes[:, 2] >= extent.xmin)
            & (boxes[:, 1] <= extent.ymax)
            & (boxes[:, 3] >= extent.ymin)
        )

    def origin(self, lot: int) -> tuple[float, float]:
        """The position about which the paths of a lot are drawn up."""
        return float(self._boxes[lot, 0]), float(self._boxes[lot, 1])

    def path(self, lot: int, resolution: float) -> QPainterPath:
        """The shapes of a lot in the detail that a resolution (metres in one unit) can show."""
        level = detail_level(resolution)
        kept = self._paths.get((lot, level))
        if kept is not None:
            self._paths.move_to_end((lot, level))
            return kept
        path = self._drawn(lot, level)
        self._paths[lot, level] = path
        self._elements += path.elementCount()
        while self._elements > _KEPT_ELEMENTS and len(self._paths) > 1:
            _, dropped = self._paths.popitem(last=False)
            self._elements -= dropped.elementCount()
        return path

    def _drawn(self, lot: int, level: int) -> QPainterPath:
        first, last = self._starts[lot], self._starts[lot + 1]
        shapes = self._shapes[first:last]
        if level > _FINEST_LEVEL:
            bounds = self._bounds[first:last]
            smallest = 0.5 * 2.0**level
            visible = np.maximum(bounds[:, 2] - bounds[:, 0], bounds[:, 3] - bounds[:, 1]) >= smallest
            shapes = shapely.simplify(
                shapes[visible], tolerance=_TOLERANCE * 2.0**level, preserve_topology=False
            )
        coordinates, parts = shapely.get_coordinates(_lines(shapes), return_index=True)
        return path_of_parts(coordinates - np.array(self.origin(lot)), parts)


def detail_level(resolution: float) -> int:
    """The power of two, in metres, whose detail is enough for a resolution."""
    return max(math.floor(math.log2(resolution)), _FINEST_LEVEL)


def _lines(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    parts = shapely.get_parts(shapes)
    surface = shapely.get_dimensions(parts) == 2
    if surface.all():
        return shapely.get_rings(parts)
    return np.concatenate((shapely.get_rings(parts[surface]), parts[~surface]))


def _neighbourhood(bounds: NDArray[np.float64]) -> NDArray[np.int64]:
    """Morton codes of the middles: what is near on the map is near in the order."""
    if len(bounds) == 0:
        return np.zeros(0, np.int64)
    x, y = (bounds[:, 0] + bounds[:, 2]) / 2, (bounds[:, 1] + bounds[:, 3]) / 2
    side = max(np.ptp(x), np.ptp(y), 1.0)
    return _spread((x - x.min()) / side) | (_spread((y - y.min()) / side) << 1)


def _spread(share: NDArray[np.float64]) -> NDArray[np.int64]:
    bits = (share * 0xFFFF).astype(np.int64)
    for shift, mask in ((8, 0x00FF00FF), (4, 0x0F0F0F0F), (2, 0x33333333), (1, 0x55555555)):
        bits = (bits | (bits << shift)) & mask
    return bits


def _lot_starts(kinds: NDArray[np.int64]) -> NDArray[np.intp]:
    changes = np.flatnonzero(np.diff(kinds)) + 1
    borders = [0, *changes.tolist(), len(kinds)]
    starts = [start for first, last in pairwise(borders) for start in range(first, last, LOT_SIZE)]
    return np.array([*starts, len(kinds)], dtype=np.intp)


def _lot_boxes(bounds: NDArray[np.float64], starts: NDArray[np.intp]) -> NDArray[np.float64]:
    if len(bounds) == 0:
        return np.zeros((0, 4))
    return np.column_stack(
        (
            np.minimum.reduceat(bounds[:, 0], starts[:-1]),
            np.minimum.reduceat(bounds[:, 1], starts[:-1]),
            np.maximum.reduceat(bounds[:, 2], starts[:-1]),
            np.maximum.reduceat(bounds[:, 3], starts[:-1]),
        )
    )
