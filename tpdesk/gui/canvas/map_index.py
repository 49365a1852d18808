"""Finds what is under the pointer or within a shape, among the buildings of a scene."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from tpdesk.domain.scene import Extent
from tpdesk.gui.canvas.shape_index import ShapeIndex, index_shapes
from tpdesk.render.markers import symbol_size
from tpdesk.render.point_grid import PointGrid

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from tpdesk.domain.scene import MarkerLayer, Scene

REACH_PX = 3.0
"""How far beside a symbol a click still means it."""

_SLICE = 20_000


@dataclass(frozen=True, slots=True, eq=False)
class LayerIndex:
    """One layer of buildings, ready for questions: points by square, rows by uid."""

    layer: MarkerLayer
    grid: PointGrid
    rows: dict[str, int]


@dataclass(frozen=True, slots=True, eq=False)
class MapIndex:
    """All that can be pointed at in a scene.

    Attributes:
        layers: The buildings, from the bottom to the top.
        shapes: Surfaces, lines and points that can be selected, from the bottom to the top.
    """

    layers: tuple[LayerIndex, ...] = ()
    shapes: tuple[ShapeIndex, ...] = ()

    @classmethod
    def of(cls, scene: Scene, pause: Callable[[], None]) -> MapIndex:
        """Sort a scene; a million buildings take a moment, so a worker does it."""
        return cls(tuple(_index_layer(layer, pause) for layer in scene.markers), index_shapes(scene.layers))

    def marker_at(
        self, x: float, y: float, resolution: float, hidden: Sequence[NDArray[np.bool_] | None] = ()
    ) -> str | None:
        """The building whose symbol is nearest to a position, or None when none is near.

        Args:
            x, y: metres.
            resolution: metres in a logical pixel.
            hidden: for each layer, which buildings stand inside bubbles; None when none does.
        """
        reach = (symbol_size(resolution) / 2 + REACH_PX) * resolution
        extent = Extent(x - reach, y - reach, x + reach, y + reach)
        for number in range(len(self.layers) - 1, -1, -1):
            index = self.layers[number]
            rows = index.grid.rows_in(extent)
            inside = hidden[number] if number < len(hidden) else None
            if inside is not None:
                rows = rows[~inside[rows]]
            if len(rows):
                apart = np.hypot(index.layer.x[rows] - x, index.layer.y[rows] - y)
                return str(index.layer.uids[rows[int(apart.argmin())]])
        return None

    def shape_at(self, x: float, y: float, resolution: float) -> str | None:
        """The point, else the line, else the surface of a layer at a position: what is smallest goes first.

        Args:
            x, y: metres.
            resolution: metres in a logical pixel.
        """
        for dimension in (0, 1, 2):
            for shapes in reversed(self.shapes):
                uid = shapes.at(x, y, resolution) if shapes.dimension == dimension else None
                if uid is not None:
                    return uid
        return None

    def in_extent(self, extent: Extent) -> frozenset[str]:
        """Uids of the buildings in a rectangle."""
        found: set[str] = set()
        for index in self.layers:
            found.update(index.layer.uids[index.grid.rows_in(extent)].tolist())
        return frozenset(found)

    def count_in(self, extent: Extent) -> int:
        """How many buildings are in a rectangle."""
        return sum(index.grid.count_in(extent) for index in self.layers)

    def in_circle(self, x: float, y: float, radius_m: float) -> frozenset[str]:
        """Uids of the buildings within a distance."""
        found: set[str] = set()
        extent = Extent(x, y, x, y).grown(radius_m)
        for index in self.layers:
            rows = index.grid.rows_in(extent)
            near = np.hypot(index.layer.x[rows] - x, index.layer.y[rows] - y) <= radius_m
            found.update(index.layer.uids[rows[near]].tolist())
        return frozenset(found)

    def in_lasso(self, corners: Sequence[tuple[float, float]]) -> frozenset[str]:
        """Uids of the buildings within a shape drawn by hand."""
        if len(corners) < 3:
            return frozenset()
        shape = shapely.make_valid(shapely.polygons(np.array(corners, dtype=np.float64)))
        shapely.prepare(shape)
        extent = Extent(*shapely.bounds(shape).tolist())
        found: set[str] = set()
        for index in self.layers:
            rows = index.grid.rows_in(extent)
            inside = shapely.contains_xy(shape, index.layer.x[rows], index.layer.y[rows])
            found.update(index.layer.uids[rows[inside]].tolist())
        return frozenset(found)

    def find(self, uid: str) -> tuple[MarkerLayer, int] | None:
        """Layer and row of a building, or None when it is not on the map."""
        for index in self.layers:
            row = index.rows.get(uid)
            if row is not None:
                return index.layer, row
        return None

    def rows_of(self, uids: frozenset[str]) -> list[NDArray[np.intp]]:
        """For each layer, the rows of the named buildings."""
        found = []
        for index in self.layers:
            rows = (index.rows.get(uid, -1) for uid in uids)
            found.append(np.array(sorted(row for row in rows if row >= 0), dtype=np.intp))
        return found


def _index_layer(layer: MarkerLayer, pause: Callable[[], None]) -> LayerIndex:
    rows: dict[str, int] = {}
    for start in range(0, len(layer), _SLICE):
        some = layer.uids[start : start + _SLICE].tolist()
        rows.update(zip(some, range(start, start + len(some)), strict=True))
        pause()
    return LayerIndex(layer, PointGrid(layer.x, layer.y), rows)
