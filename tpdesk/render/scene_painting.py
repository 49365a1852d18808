"""Paints a scene: the same code for a tile of the screen, a picture file and a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol
from weakref import WeakKeyDictionary

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTransform

from tpdesk.domain.scene import (
    FillLayer,
    LabelLayer,
    LineLabelLayer,
    LineLayer,
    MarkerLayer,
    PointLayer,
    VeilLayer,
)
from tpdesk.render.arcs import arc_obstacles, arcs_in_sight, paint_arcs, paint_circle
from tpdesk.render.bubbles import out_of_the_way, paint_bubble
from tpdesk.render.fills import FillPainter
from tpdesk.render.label_style import label_size, paint_label
from tpdesk.render.labels import Box, Obstacles, PlacedLabel, place_labels
from tpdesk.render.lines import LinePainter, VeilPainter
from tpdesk.render.markers import MarkerPainter, symbol_size
from tpdesk.render.points import PointPainter
from tpdesk.render.selection import (
    DISC_RADIUS,
    MOST_NAMED,
    arc_spots,
    each_once,
    paint_names,
    paint_selected_markers,
    paint_selected_shapes,
    place_names,
    selected_shapes,
    spots_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray
    from PySide6.QtGui import QPainter

    from tpdesk.domain.scene import Scene, SceneLayer
    from tpdesk.render.map_look import MapLook
    from tpdesk.render.map_view import MapView

_MOST_RESOLUTIONS = 16


class LayerPainter(Protocol):
    """What paints one layer."""

    def paint(self, painter: QPainter, view: MapView, look: MapLook) -> None:
        """Paint what shows of the layer in a view."""
        ...


_PAINTERS: dict[type, Callable[..., LayerPainter]] = {
    FillLayer: FillPainter,
    LineLayer: LinePainter,
    PointLayer: PointPainter,
    VeilLayer: VeilPainter,
    MarkerLayer: MarkerPainter,
}


class PainterCache:
    """Keeps the painters of layers, so that a scene that shares layers with another shares their work.

    For one thread at a time.
    """

    def __init__(self) -> None:
        """Keep nothing yet."""
        self._painters: WeakKeyDictionary[SceneLayer, LayerPainter] = WeakKeyDictionary()

    def painter(self, layer: SceneLayer) -> LayerPainter:
        """The painter of a layer, made when first asked for."""
        kept = self._painters.get(layer)
        if kept is None:
            kept = _PAINTERS[type(layer)](layer)
            self._painters[layer] = kept
        return kept


class ScenePainter:
    """Paints one scene in one theme."""

    def __init__(self, scene: Scene, look: MapLook, cache: PainterCache | None = None) -> None:
        """Take the scene; layers are sorted when first painted."""
        self.scene = scene
        self.look = look
        self._cache = cache or PainterCache()
        self._labels: dict[float, list[PlacedLabel]] = {}

    def marker_painters(self) -> list[MarkerPainter]:
        """The painters of the buildings."""
        found = (self._cache.painter(layer) for layer in self.scene.markers)
        return [each for each in found if isinstance(each, MarkerPainter)]

    def paint_ground(self, painter: QPainter, view: MapView) -> None:
        """Paint everything that belongs to tiles: all layers but bubbles and names."""
        painter.fillRect(QRectF(0, 0, view.width, view.height), self.look["land"])
        for layer in self.scene.layers:
            if not isinstance(layer, LabelLayer | LineLabelLayer):
                self._cache.painter(layer).paint(painter, view, self.look)
                view.pause()

    def labels(
        self, resolution: float, pause: Callable[[], None], also: Sequence[Box] = ()
    ) -> list[PlacedLabel]:
        """Where the names stand at a resolution, for the whole map; found once.

        Args:
            resolution: metres in a unit.
            pause: called between names, may raise to give up.
            also: rectangles to be kept free, in units from the origin of the map; only the first call counts.
        """
        found = self._labels.get(resolution)
        if found is None:
            names = [each for each in self.scene.layers if isinstance(each, LabelLayer | LineLabelLayer)]
            obstacles = Obstacles(self.marker_painters(), resolution, symbol_size(resolution), also)
            found = place_labels(names, obstacles, resolution, pause)
            if len(self._labels) >= _MOST_RESOLUTIONS:
                self._labels.pop(next(iter(self._labels)))
            self._labels[resolution] = found
        return found

    def paint(self, painter: QPainter, view: MapView) -> None:
        """Paint the whole picture: ground, circle, proposals, bubbles, selection and names."""
        painter.save()
        painter.setClipRect(QRectF(0, 0, view.width, view.height))
        self.paint_ground(painter, view)
        shapes = selected_shapes(self.scene.layers, self.scene.highlight)
        if shapes is not None:
            paint_selected_shapes(painter, view, self.look, shapes)
        if self.scene.circle is not None:
            paint_circle(painter, view, self.look, self.scene.circle)
        chosen = [(each.layer, self._selected(each.layer, view)) for each in self.marker_painters()]
        self._paint_bubbles(painter, view, chosen)
        arcs = self.scene.arcs if view.on_paper else arcs_in_sight(view, self.scene.arcs)
        paint_arcs(painter, view, self.look, arcs)
        spots = arc_spots(view, arcs, self._find)
        for layer, rows in chosen:
            paint_selected_markers(painter, view, self.look, layer, rows)
            if len(rows) <= MOST_NAMED:
                spots = [*spots_of(view, layer, rows, DISC_RADIUS), *spots]
        names = place_names(each_once(spots), arc_obstacles(view, arcs))
        self._paint_labels(painter, view, [name.box for name in names])
        paint_names(painter, self.look, names)
        painter.restore()

    def _selected(self, layer: MarkerLayer, view: MapView) -> NDArray[np.intp]:
        if not self.scene.highlight:
            return np.zeros(0, dtype=np.intp)
        rows = layer.rows_of(self.scene.highlight)
        seen = view.seen_with(0)
        x, y = layer.x[rows], layer.y[rows]
        return rows[(x >= seen.xmin) & (x <= seen.xmax) & (y >= seen.ymin) & (y <= seen.ymax)]

    def _find(self, uid: str) -> tuple[MarkerLayer, int] | None:
        for layer in self.scene.markers:
            rows = layer.rows_of(frozenset((uid,)))
            if len(rows):
                return layer, int(rows[0])
        return None

    def _paint_bubbles(
        self, painter: QPainter, view: MapView, chosen: list[tuple[MarkerLayer, NDArray[np.intp]]]
    ) -> None:
        for each, (layer, rows) in zip(self.marker_painters(), chosen, strict=True):
            crowds = each.crowds(view.resolution)
            columns, lines = view.columns(layer.x[rows]), view.rows(layer.y[rows])
            for bubble in crowds.in_extent(view.seen_with(26)).tolist():
                x = (crowds.x[bubble] - view.left) / view.resolution
                y = (view.top - crowds.y[bubble]) / view.resolution
                place = out_of_the_way(float(x), float(y), columns, lines)
                paint_bubble(painter, QPointF(*place), crowds.shares[bubble], self.look)

    def _paint_labels(self, painter: QPainter, view: MapView, taken: list[QRectF]) -> None:
        """Write the names that are wholly in view and free of the names of what is selected."""
        seen = QRectF(0, 0, view.width, view.height)
        for label in self.labels(view.resolution, view.pause):
            x, y = (label.x - view.left) / view.resolution, (view.top - label.y) / view.resolution
            if not seen.contains(x, y):
                continue
            box = _turned_box(QPointF(x, y), label)
            if seen.contains(box) and not any(other.intersects(box) for other in taken):
                paint_label(painter, label.text, label.role, QPointF(x, y), label.angle, self.look)


def _turned_box(centre: QPointF, label: PlacedLabel) -> QRectF:
    """The upright rectangle about a name that may be turned."""
    width, height = label_size(label.text, label.role)
    box = QTransform().rotate(label.angle).mapRect(QRectF(-width / 2, -height / 2, width, height))
    return box.translated(centre)
