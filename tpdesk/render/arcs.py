"""Paints proposals: an arc from the guest to its host, with the rank of the proposal on it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF

from tpdesk.render.label_style import EM, label_font

if TYPE_CHECKING:
    from tpdesk.domain.scene import Arc, RadiusCircle
    from tpdesk.render.map_look import MapLook
    from tpdesk.render.map_view import MapView

_NEAR = 74.0
_LEAST_APART = 20.0
_LOOP_RISE = 46.0
_LOOP_SPREAD = 10.0
_BEND = 0.16
_CLEAR = 14.0
_CLEAR_SELECTED = 19.0
_PILL_HEIGHT = 17.0
_PILL_TYPE = 11.5
_HEAD = 10.0


@dataclass(frozen=True, slots=True)
class ArcShape:
    """An arc in units: the curve, where its rank stands, its end and the direction there."""

    path: QPainterPath
    middle: QPointF
    tip: QPointF
    heading: float


def arc_shape(start: QPointF, end: QPointF, *, selected: bool) -> ArcShape:
    """Bend an arc from symbol to symbol, clear of both; near pairs get a loop above them."""
    across, down = end.x() - start.x(), end.y() - start.y()
    apart = math.hypot(across, down)
    if apart < _NEAR:
        # A loop beside the pair: above it when it is selected, on the other side when it is not.
        along = QPointF(across, down) / max(apart, 1.0)
        normal = QPointF(along.y(), -along.x())
        side = 1.0 if (normal.y(), normal.x()) <= (0.0, 0.0) else -1.0
        out = normal * (side if selected else -side) * (_LOOP_RISE + (_NEAR - apart) / 4)
        first, second = start + out - along * _LOOP_SPREAD, end + out + along * _LOOP_SPREAD
    else:
        bend = apart * _BEND * math.copysign(1.0, across if across else 1.0)
        normal = QPointF(down / apart * bend, -across / apart * bend)
        first = start + QPointF(across, down) * 0.25 + normal
        second = start + QPointF(across, down) * 0.75 + normal
    whole = QPainterPath(start)
    whole.cubicTo(first, second, end)
    clear = _CLEAR_SELECTED if selected else _CLEAR
    return _trimmed(whole, clear / max(whole.length(), 1.0))


def _trimmed(whole: QPainterPath, share: float) -> ArcShape:
    share = min(share, 0.4)
    path = QPainterPath(whole.pointAtPercent(share))
    steps = 24
    for step in range(1, steps + 1):
        path.lineTo(whole.pointAtPercent(share + (1 - 2 * share) * step / steps))
    tip, before = whole.pointAtPercent(1 - share), whole.pointAtPercent(max(1 - share - 0.05, 0.0))
    heading = math.atan2(tip.y() - before.y(), tip.x() - before.x())
    return ArcShape(path, whole.pointAtPercent(0.5), tip, heading)


def arcs_in_sight(view: MapView, arcs: tuple[Arc, ...]) -> tuple[Arc, ...]:
    """Give the arcs that a view has room for: the selected ones, and those whose two ends lie apart on it.

    From afar guest and host are one crowd, and an arc would only hide its number.
    """
    return tuple(arc for arc in arcs if arc.selected or _length(view, arc) >= _LEAST_APART)


def _length(view: MapView, arc: Arc) -> float:
    start, end = _point(view, arc.start), _point(view, arc.end)
    return math.hypot(end.x() - start.x(), end.y() - start.y())


def paint_arcs(painter: QPainter, view: MapView, look: MapLook, arcs: tuple[Arc, ...]) -> None:
    """Paint all arcs, the selected ones last."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for arc in sorted(arcs, key=lambda each: each.selected):
        shape = arc_shape(_point(view, arc.start), _point(view, arc.end), selected=arc.selected)
        _paint_arc(painter, look, arc, shape)
    painter.restore()


def arc_obstacles(view: MapView, arcs: tuple[Arc, ...]) -> list[QRectF]:
    """Where arcs and their pills are, as small rectangles that names should not cover."""
    boxes = []
    for arc in arcs:
        shape = arc_shape(_point(view, arc.start), _point(view, arc.end), selected=arc.selected)
        half = _PILL_HEIGHT / 2 + 2
        boxes.append(QRectF(shape.middle.x() - half, shape.middle.y() - half, 2 * half, 2 * half))
        steps = max(int(shape.path.length() / 8), 2)
        for step in range(steps + 1):
            point = shape.path.pointAtPercent(step / steps)
            boxes.append(QRectF(point.x() - 3, point.y() - 3, 6, 6))
    return boxes


def paint_circle(painter: QPainter, view: MapView, look: MapLook, circle: RadiusCircle) -> None:
    """Paint the circle of a search, dashed."""
    pen = QPen(look["lab2"], 1.0)
    pen.setDashPattern([3.0, 3.0])
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    radius = circle.radius_m / view.resolution
    painter.drawEllipse(_point(view, (circle.x, circle.y)), radius, radius)
    painter.restore()


def _paint_arc(painter: QPainter, look: MapLook, arc: Arc, shape: ArcShape) -> None:
    ink = look["ink"] if arc.selected else look["lab"]
    halo = QPen(look["halo"], 4.6 if arc.selected else 3.5)
    pen = QPen(ink, 2.6 if arc.selected else 1.5)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if not arc.selected:
        pen.setDashPattern([4.0, 3.0])
    painter.strokePath(shape.path, halo)
    painter.strokePath(shape.path, pen)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawPolygon(_head(shape, _HEAD + (2.0 if arc.selected else 0.0)))
    if arc.rank > 0:
        paint_pill(painter, look, str(arc.rank), shape.middle, selected=arc.selected)


def paint_pill(painter: QPainter, look: MapLook, text: str, centre: QPointF, *, selected: bool) -> None:
    """Write a short text in a pill: the rank of a proposal, a length that was measured."""
    face = label_font(600, italic=False)
    path = QPainterPath()
    path.addText(QPointF(), face, text)
    scale = _PILL_TYPE / EM
    width = max(path.boundingRect().width() * scale + 11.0, _PILL_HEIGHT + 2.0)
    box = QRectF(centre.x() - width / 2, centre.y() - _PILL_HEIGHT / 2, width, _PILL_HEIGHT)
    ink = look.selection_ink if selected else look["ink"]
    painter.setPen(QPen(ink, 1.2))
    painter.setBrush(look.selection if selected else look["paper"])
    painter.drawRoundedRect(box, _PILL_HEIGHT / 2, _PILL_HEIGHT / 2)
    painter.save()
    painter.translate(centre)
    painter.scale(scale, scale)
    painter.setFont(face)
    painter.setPen(ink)
    letters = path.boundingRect()
    painter.drawText(-letters.center(), text)
    painter.restore()


def _head(shape: ArcShape, length: float) -> QPolygonF:
    points = [shape.tip]
    for turn in (2.72, -2.72):
        angle = shape.heading + turn
        points.append(shape.tip + QPointF(math.cos(angle), math.sin(angle)) * length)
    return QPolygonF(points)


def _point(view: MapView, position: tuple[float, float]) -> QPointF:
    return QPointF((position[0] - view.left) / view.resolution, (view.top - position[1]) / view.resolution)
