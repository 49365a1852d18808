"""Paints the arrow from a guest to its host on paper."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

    from tpdesk.domain.page import Arrow

_HEAD_LENGTH = 4.6
_HEAD_HALF_WIDTH = 1.9
_HALO = 1.4
"""Head and halo in widths of the shaft."""


def paint_arrow(painter: QPainter, arrow: Arrow, ink: QColor, paper: QColor) -> None:
    """Draw a straight arrow with a paper edge.

    Args:
        painter: in the unit of the arrow.
        arrow: what to draw.
        ink: of shaft and head.
        paper: of the edge.
    """
    (x1, y1), (x2, y2) = arrow.start, arrow.end
    length = math.hypot(x2 - x1, y2 - y1)
    if length <= 0:
        return
    along = QPointF((x2 - x1) / length, (y2 - y1) / length)
    aside = QPointF(-along.y(), along.x())
    tip = QPointF(x2, y2)
    # A short arrow keeps some of its shaft.
    head = min(_HEAD_LENGTH * arrow.width, length * 0.6)
    neck = tip - along * head
    half = _HEAD_HALF_WIDTH * arrow.width * head / (_HEAD_LENGTH * arrow.width)
    triangle = QPolygonF([tip, neck + aside * half, neck - aside * half])
    shaft = QLineF(QPointF(x1, y1), neck)
    painter.setPen(_pen(paper, arrow.width * (1 + 2 * _HALO)))
    painter.drawLine(shaft)
    edge = _pen(paper, 2 * _HALO * arrow.width)
    edge.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(edge)
    painter.setBrush(paper)
    painter.drawPolygon(triangle)
    pen = _pen(ink, arrow.width)
    if arrow.dashed:
        pen.setDashPattern([2.2, 1.4])
    painter.setPen(pen)
    painter.drawLine(shaft)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawPolygon(triangle)


def _pen(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen
