"""The count bubble: how many buildings are here, and roughly whose."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

_SIZES = ((9, 22.0), (99, 28.0), (999, 34.0))
_LARGEST = 40.0
_RING_OUT = 2.4
_RING_WIDTH = 3.4
_PAPER_OUT = 6.0
_INK_WIDTH = 1.1
_GAP = 3.0


def bubble_size(count: int) -> float:
    """Diameter in pixels of the inner disc that holds the number."""
    return next((size for most, size in _SIZES if count <= most), _LARGEST)


def bubble_radius(count: int) -> float:
    """Radius in pixels of the whole bubble with ring and paper edge."""
    return bubble_size(count) / 2 + _PAPER_OUT


def paint_count_bubble(
    painter: QPainter,
    centre: QPointF,
    shares: Sequence[tuple[QColor, int]],
    ink: QColor,
    paper: QColor,
    number: QFont,
) -> None:
    """Draw a bubble whose number is the sum of its shares.

    Args:
        painter: of any device.
        centre: of the bubble.
        shares: colour and count of each organisation, in any order; the ring begins at 12 o'clock with
            the largest and runs clockwise.
        ink: of the number and the inner ring.
        paper: of the disc, the gaps and the edge.
        number: typeface of the number.
    """
    ordered = sorted((share for share in shares if share[1] > 0), key=lambda share: -share[1])
    count = sum(share for _, share in ordered)
    inner = bubble_size(count) / 2
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(paper)
    painter.drawEllipse(centre, inner + _PAPER_OUT, inner + _PAPER_OUT)
    _paint_ring(painter, centre, inner + _RING_OUT, ordered, count)
    painter.setPen(QPen(ink, _INK_WIDTH))
    painter.setBrush(paper)
    painter.drawEllipse(centre, inner, inner)
    painter.setFont(number)
    box = QRectF(centre.x() - inner, centre.y() - inner, 2 * inner, 2 * inner)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, f"{count:,}")
    painter.restore()


def _paint_ring(
    painter: QPainter, centre: QPointF, radius: float, shares: Sequence[tuple[QColor, int]], count: int
) -> None:
    box = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
    whole = 360.0 * 16
    gap = _GAP / radius * whole / 6.283 if len(shares) > 1 else 0.0
    start = 90.0 * 16
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, share in shares:
        span = whole * share / count
        pen = QPen(colour, _RING_WIDTH)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        drawn = max(span - gap, 8.0)
        painter.drawArc(box, round(start - gap / 2), -round(drawn))
        start -= span
