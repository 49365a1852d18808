"""The corners of the map: scale bar on the left, whom the data come from on the right, the measure on top."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from tpdesk.gui.canvas.measures import scale_bar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tpdesk.gui.canvas.viewport import Viewport
    from tpdesk.gui.theme import Theme

_BAR_PX = 104.0
_BAR_HEIGHT = 5.0
_HEIGHT = 23.0
_EDGE = 10.0
_OPACITY = 0.97


def paint_scale_bar(painter: QPainter, viewport: Viewport, theme: Theme) -> QRectF:
    """Paint the bar with its length; gives the rectangle it covers."""
    metres, text = scale_bar(viewport.resolution, _BAR_PX)
    length = metres / viewport.resolution
    face = theme.font("small", 500)
    width = QFontMetricsF(face).horizontalAdvance(text)
    box = QRectF(0, viewport.height - _HEIGHT, _EDGE + length + 8 + width + 8, _HEIGHT)
    _paint_plate(painter, box, theme)
    bar = QRectF(_EDGE, box.center().y() - _BAR_HEIGHT / 2, length, _BAR_HEIGHT)
    painter.setPen(QPen(theme.colour("text"), 1.0))
    painter.setBrush(theme.colour("panel"))
    painter.drawRect(bar)
    painter.fillRect(QRectF(bar.x(), bar.y(), length / 2, _BAR_HEIGHT), theme.colour("text"))
    painter.setFont(face)
    painter.setPen(theme.colour("text"))
    place = QRectF(bar.right() + 8, box.y(), width + 8, _HEIGHT)
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
    return box


def paint_attribution(
    painter: QPainter, viewport: Viewport, theme: Theme, lines: Sequence[str], left: float
) -> None:
    """Paint whom the data come from, in one line, shortened at its end where there is no room."""
    if not lines:
        return
    face = theme.font("map", 400)
    metrics = QFontMetricsF(face)
    room = viewport.width - left - 24
    text = metrics.elidedText(" · ".join(lines), Qt.TextElideMode.ElideRight, room)
    width = metrics.horizontalAdvance(text)
    box = QRectF(viewport.width - width - 16, viewport.height - _HEIGHT + 2, width + 16, _HEIGHT - 2)
    _paint_plate(painter, box, theme)
    painter.setFont(face)
    painter.setPen(theme.colour("text2"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def paint_note(painter: QPainter, viewport: Viewport, theme: Theme, text: str) -> None:
    """Paint what was measured, in the middle of the upper edge."""
    if not text:
        return
    face: QFont = theme.font("body", 600)
    width = QFontMetricsF(face).horizontalAdvance(text) + 24
    box = QRectF((viewport.width - width) / 2, 10, width, 28)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("border"), 1.0))
    painter.setBrush(theme.colour("panel"))
    painter.drawRoundedRect(box, 4, 4)
    painter.setFont(face)
    painter.setPen(theme.colour("text"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def paint_focus(painter: QPainter, viewport: Viewport, theme: Theme) -> None:
    """Paint the outline that says the keyboard moves the map."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour("accent"), 2.0))
    painter.drawRect(QRectF(QPointF(1, 1), QPointF(viewport.width - 1, viewport.height - 1)))


def _paint_plate(painter: QPainter, box: QRectF, theme: Theme) -> None:
    ground = theme.colour("window")
    ground.setAlphaF(_OPACITY)
    painter.fillRect(box, ground)
