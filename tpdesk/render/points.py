"""Paints the small points beneath the buildings: stops, stations, listed buildings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPen

from tpdesk.render.point_grid import PointGrid
from tpdesk.render.stamping import FEW, draw_stamps, image_pixels, stamp_array

if TYPE_CHECKING:
    from tpdesk.domain.scene import PointLayer, PointRole
    from tpdesk.render.map_look import MapLook
    from tpdesk.render.map_view import MapView

_MARGIN = 2.0


@dataclass(frozen=True, slots=True)
class PointStyle:
    """How a role of points looks.

    Attributes:
        radii: In units, above 18 m to the unit, above 4, and nearer; 0 where it is not shown.
        fill, edge: Names of colours.
        edge_width: In units.
        square: Whether it is a square on its corner rather than a disc.
    """

    radii: tuple[float, float, float]
    fill: str
    edge: str
    edge_width: float
    square: bool = False


POINT_STYLES: dict[PointRole, PointStyle] = {
    "stop": PointStyle((0.0, 1.5, 2.2), "lab2", "halo", 0.8),
    "station": PointStyle((2.2, 3.2, 4.2), "paper", "tram", 1.4),
    "listed": PointStyle((0.0, 2.6, 4.0), "paper", "place", 1.2, square=True),
    "point": PointStyle((1.6, 2.4, 3.4), "place", "paper", 1.0),
}


def point_radius(role: PointRole, resolution: float) -> float:
    """Radius of a point in units."""
    wide, middle, near = POINT_STYLES[role].radii
    if resolution > 18.0:
        return wide
    return middle if resolution > 4.0 else near


class PointPainter:
    """Paints one layer of points on any number of views."""

    def __init__(self, layer: PointLayer) -> None:
        """Sort the points."""
        self._layer = layer
        self._grid = PointGrid(layer.x, layer.y)

    def paint(self, painter: QPainter, view: MapView, look: MapLook) -> None:
        """Paint what shows of the layer."""
        radius = point_radius(self._layer.role, view.resolution)
        if radius <= 0:
            return
        rows = self._grid.rows_in(view.seen_with(radius + _MARGIN))
        columns, lines = view.columns(self._layer.x[rows]), view.rows(self._layer.y[rows])
        if view.on_paper:
            for x, y in zip(columns.tolist(), lines.tolist(), strict=True):
                paint_point(painter, self._layer.role, radius, QPointF(x, y), look)
            return
        stamp = _stamp(self._layer.role, radius, look, view.device_pixel_ratio)
        if view.sheet is None or len(rows) <= FEW:
            draw_stamps(painter, stamp, columns, lines)
        else:
            stamp_array(image_pixels(view.sheet), stamp, columns, lines)


def paint_point(painter: QPainter, role: PointRole, radius: float, centre: QPointF, look: MapLook) -> None:
    """Draw one point as lines, for paper and for the legend."""
    style = POINT_STYLES[role]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look[style.edge], style.edge_width))
    painter.setBrush(look[style.fill])
    if style.square:
        painter.translate(centre)
        painter.rotate(45)
        side = radius * 1.5
        painter.drawRect(QRectF(-side / 2, -side / 2, side, side))
    else:
        painter.drawEllipse(centre, radius, radius)
    painter.restore()


def _stamp(role: PointRole, radius: float, look: MapLook, ratio: float) -> QImage:
    side = 2 * round((radius + _MARGIN) * ratio) + 1
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    paint_point(painter, role, radius, QPointF(side / ratio / 2, side / ratio / 2), look)
    painter.end()
    return image
