"""Paints lines: roads with their casing, rails, waters, and edges of places and wards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainterPath, QPen

from tpdesk.domain.scene import ROAD_CLASSES
from tpdesk.render.fills import stroke_lot
from tpdesk.render.map_look import GLOW_OPACITY, VEIL_OPACITY
from tpdesk.render.shape_store import ShapeStore

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PySide6.QtGui import QColor, QPainter

    from tpdesk.domain.scene import LineLayer, LineRole, VeilLayer
    from tpdesk.render.map_look import MapLook
    from tpdesk.render.map_view import MapView

CASING = 1.2
"""What the casing adds to the width of a road, in units."""

_ROAD_WIDTHS = (
    (18.0, (2.2, 1.6, 1.1, 0.0)),
    (9.0, (3.4, 2.6, 1.7, 0.9)),
    (4.0, (5.2, 4.2, 3.0, 1.8)),
    (0.0, (9.0, 7.5, 5.4, 3.8)),
)
"""Widths of ROAD_CLASSES in units, above so many metres in one."""

ROAD_COLOURS = (
    ("motorway", "motorway_case"),
    ("road_a", "case_a"),
    ("road_b", "case_b"),
    ("road_c", "case_c"),
)
_LARGEST_MESH = 3000


@dataclass(frozen=True, slots=True)
class Strand:
    """One stroke of a line: its colour's name, width in units at wide, middle and near views, and dashes."""

    colour: str
    widths: tuple[float, float, float]
    opacity: float = 1.0
    dashes: tuple[float, ...] = ()


LINE_STYLES: dict[LineRole, tuple[Strand, ...]] = {
    "rail": (Strand("tram", (1.2, 2.2, 3.0)), Strand("halo", (0.0, 1.1, 1.6), 1.0, (5.0, 4.0))),
    "tram": (Strand("tram", (1.2, 2.2, 3.0)), Strand("halo", (0.0, 1.1, 1.6), 1.0, (5.0, 4.0))),
    "waterline": (Strand("waterline", (0.8, 1.0, 1.2)),),
    "river": (Strand("waterline", (1.2, 2.6, 5.0)),),
    "place_edge": (Strand("place", (5.0, 5.0, 5.0), GLOW_OPACITY), Strand("place", (1.5, 1.8, 2.0))),
    "neighbour": (Strand("place", (0.8, 1.0, 1.2), 0.45),),
    "ward": (Strand("ward", (1.0, 1.0, 1.2), 1.0, (3.0, 3.0)),),
    "zone_edge": (Strand("ward", (0.6, 0.8, 1.0), 0.8),),
    "line": (Strand("lab2", (1.1, 1.3, 1.6), 1.0, (7.0, 2.5, 1.5, 2.5)),),
}
_MESHES = ("ward", "neighbour", "zone_edge")
"""Edges that neighbours share: drawn once, or their dashes would fill each other's gaps."""


def road_width(road_class: int, resolution: float) -> float:
    """Width of a road without its casing, in units; 0 where it is not shown."""
    widths = next(widths for above, widths in _ROAD_WIDTHS if resolution > above)
    return widths[road_class]


def strand_width(strand: Strand, resolution: float) -> float:
    """Width of a strand in units."""
    wide, middle, near = strand.widths
    if resolution > 9.0:
        return wide
    return middle if resolution > 2.5 else near


class LinePainter:
    """Paints one layer of lines on any number of views."""

    def __init__(self, layer: LineLayer) -> None:
        """Sort the lines into lots of one class each."""
        self._layer = layer
        shapes = layer.geometries
        if layer.role in _MESHES and len(shapes) <= _LARGEST_MESH:
            shapes = _mesh(shapes)
        self.store = ShapeStore(shapes, layer.classes)

    def paint(self, painter: QPainter, view: MapView, look: MapLook) -> None:
        """Paint what shows of the layer."""
        if self._layer.role == "road":
            self._paint_roads(painter, view, look)
            return
        lots = self.store.lots_in(view.seen_with(6)).tolist()
        for strand in LINE_STYLES[self._layer.role]:
            width = strand_width(strand, view.resolution)
            if width > 0:
                pen = strand_pen(strand, width, look.translucent(strand.colour, strand.opacity), view)
                for lot in lots:
                    stroke_lot(painter, view, self.store, lot, pen)
                    view.pause()

    def _paint_roads(self, painter: QPainter, view: MapView, look: MapLook) -> None:
        lots = self.store.lots_in(view.seen_with(8))
        groups = self.store.groups[lots]
        for casing in (True, False):
            for road_class in range(len(ROAD_CLASSES) - 1, -1, -1):
                width = road_width(road_class, view.resolution)
                if width <= 0:
                    continue
                body, case = ROAD_COLOURS[road_class]
                pen = _road_pen(look[case if casing else body], width + CASING * casing, view)
                for lot in lots[groups == road_class].tolist():
                    stroke_lot(painter, view, self.store, lot, pen)
                    view.pause()


class VeilPainter:
    """Lays the veil over everything outside the place."""

    def __init__(self, layer: VeilLayer) -> None:
        """Take the place's boundary."""
        place = np.empty(1, dtype=object)
        place[0] = layer.place
        self.store = ShapeStore(place)

    def paint(self, painter: QPainter, view: MapView, look: MapLook) -> None:
        """Cover what lies outside."""
        outside = QPainterPath()
        outside.setFillRule(Qt.FillRule.OddEvenFill)
        outside.addRect(QRectF(-2, -2, view.width + 4, view.height + 4))
        for lot in self.store.lots_in(view.extent).tolist():
            path = self.store.path(lot, view.resolution)
            outside.addPath(view.transform(*self.store.origin(lot)).map(path))
        painter.save()
        painter.setRenderHint(painter.RenderHint.Antialiasing)
        painter.fillPath(outside, look.translucent("veil", VEIL_OPACITY))
        painter.restore()


def strand_pen(strand: Strand, width: float, colour: QColor, view: MapView) -> QPen:
    """The pen of a strand, its width in metres."""
    pen = QPen(colour, width * view.resolution)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if strand.dashes:
        pen.setDashPattern([dash / width for dash in strand.dashes])
    return pen


def _road_pen(colour: QColor, width: float, view: MapView) -> QPen:
    pen = QPen(colour, width * view.resolution)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    return pen


def _mesh(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    surfaces = shapely.get_dimensions(shapes) == 2
    edges = np.where(surfaces, shapely.boundary(shapes), shapes)
    merged = np.empty(1, dtype=object)
    merged[0] = shapely.line_merge(shapely.union_all(edges))
    return shapely.get_parts(merged)
