"""Paints surfaces: one colour for each role, or one for each class of a figure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from tpdesk.domain.scene import NO_CLASS
from tpdesk.render.shape_store import ShapeStore

if TYPE_CHECKING:
    from tpdesk.domain.scene import FillLayer, FillRole
    from tpdesk.render.map_look import MapLook
    from tpdesk.render.map_view import MapView

HATCH_STEP = 6.0
"""Units between the lines of a hatch."""


@dataclass(frozen=True, slots=True)
class FillStyle:
    """How a role of surfaces looks: colours by name, None for none; the edge shows when asked for."""

    colour: str | None
    opacity: float = 1.0
    edge: str | None = None
    edge_opacity: float = 1.0
    edge_width: float = 0.8
    hatch: str | None = None


FILL_STYLES: dict[FillRole, FillStyle] = {
    "land": FillStyle("land"),
    "built": FillStyle("built"),
    "green": FillStyle("green"),
    "green2": FillStyle("green2"),
    "water": FillStyle("water", edge="waterline", edge_width=1.0),
    "flood": FillStyle("water", 0.35, "waterline", 0.7, 0.8, "waterline"),
    "conservation": FillStyle("green2", 0.35, "labg", 0.8, 1.0, "labg"),
    "zone": FillStyle(None, edge="halo", edge_opacity=0.55),
    "area": FillStyle("ward", 0.22, "ward", 1.0, 1.0),
    "footprint": FillStyle("case_a", 0.8, "tram", 0.9, 0.7),
}


class FillPainter:
    """Paints one layer of surfaces on any number of views."""

    def __init__(self, layer: FillLayer) -> None:
        """Sort the surfaces into lots of one class each."""
        self._layer = layer
        self.store = ShapeStore(layer.geometries, layer.classes)

    def paint(self, painter: QPainter, view: MapView, look: MapLook) -> None:
        """Paint what shows of the layer."""
        layer, style = self._layer, FILL_STYLES[self._layer.role]
        lots = self.store.lots_in(view.seen_with(2))
        if len(lots) == 0:
            return
        opacity = layer.opacity * (style.opacity if layer.ramp is None else 1.0)
        if opacity >= 1.0:
            self._paint_surfaces(painter, view, look)
        elif view.on_paper:
            painter.save()
            painter.setOpacity(painter.opacity() * opacity)
            self._paint_surfaces(painter, view, look)
            painter.restore()
        else:
            self._paint_through_sheet(painter, view, look, opacity)
        self._paint_hatches(painter, view, look)
        if layer.outlined or style.edge == "waterline":
            self._paint_edges(painter, view, look)

    def _paint_through_sheet(self, painter: QPainter, view: MapView, look: MapLook, opacity: float) -> None:
        """Paint on a clear sheet and lay it over: translucent strokes would double where they meet."""
        ratio = view.device_pixel_ratio
        sheet = QImage(
            round(view.width * ratio), round(view.height * ratio), QImage.Format.Format_ARGB32_Premultiplied
        )
        sheet.setDevicePixelRatio(ratio)
        sheet.fill(Qt.GlobalColor.transparent)
        inner = QPainter(sheet)
        self._paint_surfaces(inner, view, look)
        inner.end()
        painter.save()
        painter.setOpacity(painter.opacity() * opacity)
        painter.drawImage(0, 0, sheet)
        painter.restore()

    def _colour(self, group: int, look: MapLook) -> QColor | None:
        layer = self._layer
        if layer.ramp is not None:
            return None if group == NO_CLASS else look.class_colour(layer.ramp, group, layer.class_count)
        name = FILL_STYLES[layer.role].colour
        return None if name is None else look[name]

    def _paint_surfaces(self, painter: QPainter, view: MapView, look: MapLook) -> None:
        for lot in self.store.lots_in(view.seen_with(2)).tolist():
            colour = self._colour(int(self.store.groups[lot]), look)
            if colour is not None:
                paint_surfaces(painter, view, self.store, lot, colour)
                view.pause()

    def _paint_hatches(self, painter: QPainter, view: MapView, look: MapLook) -> None:
        style = FILL_STYLES[self._layer.role]
        unknown = self._layer.ramp is not None
        if not unknown and style.hatch is None:
            return
        pen = QPen(look["lab2"] if unknown else look.translucent(style.hatch or "", 0.55), 1.0)
        for lot in self.store.lots_in(view.seen_with(2)).tolist():
            if not unknown or self.store.groups[lot] == NO_CLASS:
                path = self.store.path(lot, view.resolution)
                area = view.transform(*self.store.origin(lot)).map(path)
                if unknown:
                    painter.fillPath(area, look["paper"])
                paint_hatch(painter, view, area, pen)
                view.pause()

    def _paint_edges(self, painter: QPainter, view: MapView, look: MapLook) -> None:
        style = FILL_STYLES[self._layer.role]
        if style.edge is None:
            return
        pen = QPen(look.translucent(style.edge, style.edge_opacity), style.edge_width * view.resolution)
        for lot in self.store.lots_in(view.seen_with(2)).tolist():
            stroke_lot(painter, view, self.store, lot, pen)
            view.pause()


def paint_surfaces(painter: QPainter, view: MapView, store: ShapeStore, lot: int, colour: QColor) -> None:
    """Fill a lot: on screens plainly and then its edge smoothly, 35 times faster than a smooth fill."""
    path = store.path(lot, view.resolution)
    painter.save()
    painter.setTransform(view.transform(*store.origin(lot)), combine=True)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=view.on_paper)
    painter.fillPath(path, colour)
    if not view.on_paper:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.strokePath(path, QPen(colour, view.resolution / view.device_pixel_ratio))
    painter.restore()


def stroke_lot(painter: QPainter, view: MapView, store: ShapeStore, lot: int, pen: QPen) -> None:
    """Draw the lines of a lot with a pen whose width is in metres."""
    painter.save()
    painter.setTransform(view.transform(*store.origin(lot)), combine=True)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.strokePath(store.path(lot, view.resolution), pen)
    painter.restore()


def paint_hatch(painter: QPainter, view: MapView, area: QPainterPath, pen: QPen) -> None:
    """Draw lines at 45 degrees within an area, in the same places whichever tile asks."""
    seen = QRectF(0, 0, view.width, view.height)
    box = area.boundingRect() & seen
    if box.isEmpty():
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipPath(area, Qt.ClipOperation.IntersectClip)
    painter.setPen(pen)
    offset = (view.left - view.top) / view.resolution
    first = box.left() + box.top() + offset
    start = first - first % HATCH_STEP - offset
    height = box.height()
    lines = []
    while start <= box.right() + box.bottom():
        x = start - box.top()
        lines.append(QLineF(x, box.top(), x - height, box.bottom()))
        start += HATCH_STEP
    painter.drawLines(lines)
    painter.restore()
