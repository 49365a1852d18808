"""Finds the surface, line or small point of a layer under the pointer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np
import shapely

from tpdesk.domain.scene import FillLayer, LineLayer, PointLayer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from tpdesk.domain.scene import SceneLayer

POINT_REACH_PX, LINE_REACH_PX = 8.0, 5.0
"""How far beside a point or line one may click."""

_LEFT_ALONE = frozenset(("road", "ward", "zone_edge", "neighbour"))
"""Lines that are everywhere, or the edges of surfaces: a click between buildings is not meant for them."""


@dataclass(frozen=True, slots=True, eq=False)
class ShapeIndex:
    """The shapes of one layer.

    Attributes:
        dimension: 0 for points, 1 for lines, 2 for surfaces.
        geometries: The shapes, object (n,).
        uids: Their identities, object (n,).
        boxes: Their bounds, float64 (n, 4).
    """

    dimension: int
    geometries: NDArray[np.object_]
    uids: NDArray[np.object_]
    boxes: NDArray[np.float64]

    def at(self, x: float, y: float, resolution: float) -> str | None:
        """The nearest shape in reach of a position, or the uppermost surface under it; None without one."""
        reach = (POINT_REACH_PX, LINE_REACH_PX, 0.0)[self.dimension] * resolution
        left, bottom, right, top = self.boxes.T
        near = np.flatnonzero(
            (left - reach <= x) & (right + reach >= x) & (bottom - reach <= y) & (top + reach >= y)
        )
        if self.dimension == 2:
            near = near[shapely.contains_xy(self.geometries[near], x, y)]
            return str(self.uids[near[-1]]) if len(near) else None
        apart = shapely.distance(self.geometries[near], shapely.Point(x, y))
        best = int(apart.argmin()) if len(near) else -1
        return str(self.uids[near[best]]) if best >= 0 and apart[best] <= reach else None


def index_shapes(layers: Sequence[SceneLayer]) -> tuple[ShapeIndex, ...]:
    """Index the layers whose shapes can be selected by a click."""
    found = []
    for layer in layers:
        if isinstance(layer, FillLayer) and layer.uids is not None:
            found.append(_index(2, layer.geometries, layer.uids))
        elif isinstance(layer, LineLayer) and layer.uids is not None and layer.role not in _LEFT_ALONE:
            found.append(_index(1, layer.geometries, layer.uids))
        elif isinstance(layer, PointLayer) and layer.uids is not None:
            points = shapely.points(np.column_stack((layer.x, layer.y)))
            found.append(_index(0, cast("NDArray[np.object_]", points), layer.uids))
    return tuple(found)


def _index(dimension: int, geometries: NDArray[np.object_], uids: NDArray[np.object_]) -> ShapeIndex:
    return ShapeIndex(dimension, geometries, uids, shapely.bounds(geometries).reshape(-1, 4))
