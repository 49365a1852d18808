"""Paints samples of a map's surfaces, lines and points for the legend, in the styles of the map itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from tpdesk.domain.page import FillSample, LineSample
from tpdesk.render.fills import FILL_STYLES, paint_hatch
from tpdesk.render.lines import CASING, LINE_STYLES, ROAD_COLOURS, road_width, strand_width
from tpdesk.render.map_view import MapView
from tpdesk.render.points import paint_point, point_radius

if TYPE_CHECKING:
    from tpdesk.domain.page import Sample
    from tpdesk.render.map_look import MapLook

_WAVY = ("river", "waterline")


def paint_sample(
    painter: QPainter, look: MapLook, sample: Sample, size: tuple[float, float], resolution: float
) -> None:
    """Draw a sample in a rectangle at the painter's origin.

    Args:
        painter: whose unit is a unit of the map.
        look: the theme.
        sample: what to show.
        size: width and height of the rectangle in units.
        resolution: of the map, metres in a unit.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if isinstance(sample, FillSample):
        _paint_fill(painter, look, sample, QRectF(0, 0, *size))
    elif isinstance(sample, LineSample):
        _paint_line(painter, look, sample, size, resolution)
    else:
        radius = point_radius(sample.role, resolution)
        paint_point(painter, sample.role, radius, QPointF(size[0] / 2, size[1] / 2), look)


def _paint_fill(painter: QPainter, look: MapLook, sample: FillSample, rect: QRectF) -> None:
    style = FILL_STYLES[sample.role]
    colour = None if style.colour is None else look[style.colour]
    opacity = sample.opacity * (style.opacity if sample.ramp is None else 1.0)
    unknown = sample.ramp is not None and sample.class_index is None
    if sample.ramp is not None and sample.class_index is not None:
        colour = look.class_colour(sample.ramp, sample.class_index, sample.class_count)
    painter.fillRect(rect, look["paper" if unknown else "land"])
    if colour is not None:
        painter.save()
        painter.setOpacity(painter.opacity() * opacity)
        painter.fillRect(rect, colour)
        painter.restore()
    if unknown or (sample.ramp is None and style.hatch is not None):
        pen = QPen(look["lab2"] if unknown else look.translucent(style.hatch or "", 0.55), 1.0)
        area = QPainterPath()
        area.addRect(rect)
        paint_hatch(painter, MapView(0, 0, 1, rect.width(), rect.height()), area, pen)
    edge = look["lab2"]
    width = 0.5
    if style.edge is not None and sample.ramp is None:
        edge, width = look.translucent(style.edge, style.edge_opacity), style.edge_width
    painter.setPen(QPen(edge, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect)


def _paint_line(
    painter: QPainter, look: MapLook, sample: LineSample, size: tuple[float, float], resolution: float
) -> None:
    path = QPainterPath(QPointF(0, size[1] / 2))
    if sample.role in _WAVY:
        third = size[0] / 3
        path.cubicTo(third, -size[1] * 0.35, 2 * third, size[1] * 1.35, size[0], size[1] / 2)
    else:
        path.lineTo(size[0], size[1] / 2)
    if sample.role == "road":
        body, case = ROAD_COLOURS[sample.road_class]
        width = road_width(sample.road_class, resolution)
        # White roads show against the ground they run over.
        painter.fillRect(QRectF(0, 0, *size), look["built"])
        _stroke(painter, path, QPen(look[case], width + CASING))
        _stroke(painter, path, QPen(look[body], width))
        return
    for strand in LINE_STYLES[sample.role]:
        width = strand_width(strand, resolution)
        if width > 0:
            pen = QPen(look.translucent(strand.colour, strand.opacity), width)
            if strand.dashes:
                pen.setDashPattern([dash / width for dash in strand.dashes])
            _stroke(painter, path, pen)


def _stroke(painter: QPainter, path: QPainterPath, pen: QPen) -> None:
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.strokePath(path, pen)
