"""The symbols of the map: shape by kind of organisation, colour by organisation, fill by state.

One set of shapes serves stamps on tiles, icons in lists, and vector marks on paper.
"""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QTransform

from tpdesk.domain.look import Decision, SymbolState
from tpdesk.render.symbols_shapes import GRID, decision_stroke, symbol_shape

EDGE_PX = 1.5
"""Width of the paper edge that lets a symbol lead on any ground."""

STAMP_SIZE = 9
"""Side in pixels of the stamps hinted by hand."""

MARGIN_PX = 2
"""Room around a symbol in its image, in logical pixels: the paper edge and a pixel's smoothing."""

_SHARED_RADIUS, _SHARED_STROKE, _SHARED_PAPER = 16.9, 2.4, 5.0
_SELECTED_RADIUS, _SELECTED_STROKE = 22.0, 2.2


@dataclass(frozen=True, slots=True)
class SymbolInk:
    """The colours of a symbol on a map or page: its organisation's, the paper, the dark ink of its marks.

    `edge` is the width of the paper edge in the painter's units.
    """

    colour: QColor
    paper: QColor
    ink: QColor
    edge: float = EDGE_PX


def paint_symbol(
    painter: QPainter,
    kind: str,
    state: SymbolState,
    colour: QColor | SymbolInk,
    centre: QPointF,
    size: float,
) -> None:
    """Draw a symbol as paths, so that paper gets it sharp at any size.

    Args:
        painter: of any device; its transform counts.
        kind: of organisation, see ORGANISATION_KINDS.
        state: in use, vacant or leaving.
        colour: of the organisation alone, or with paper: only then it has an edge and hides what is below.
        centre: of the symbol's square.
        size: side of that square, in the painter's units.
    """
    shape = symbol_shape(kind, state)
    place = _placement(centre, size)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if isinstance(colour, SymbolInk):
        pen = QPen(colour.paper, 2 * colour.edge)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen if colour.edge > 0 else QPen(Qt.PenStyle.NoPen))
        painter.setBrush(colour.paper)
        painter.drawPath(place.map(shape.outline))
        colour = colour.colour
    painter.fillPath(place.map(shape.body), colour)
    painter.restore()


def symbol_image(
    kind: str,
    state: SymbolState,
    colour: QColor,
    paper: QColor | None,
    size_px: int,
    device_pixel_ratio: float = 1.0,
) -> QImage:
    """A symbol with its paper edge, centred in a square of `size_px + 2 * MARGIN_PX` logical pixels.

    At 9 px on a plain screen it is the hinted stamp, at any other size the smoothed shape.
    """
    side = round((size_px + 2 * MARGIN_PX) * device_pixel_ratio)
    if size_px == STAMP_SIZE and device_pixel_ratio == 1.0:
        # Stamps are arrays, for which the first window does not wait.
        from tpdesk.render.symbols_stamps import stamp_image

        return stamp_image(kind, state, (colour, paper), MARGIN_PX)
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.scale(device_pixel_ratio, device_pixel_ratio)
    middle = side / device_pixel_ratio / 2
    inks = colour if paper is None else SymbolInk(colour, paper, colour)
    paint_symbol(painter, kind, state, inks, QPointF(middle, middle), size_px)
    painter.end()
    image.setDevicePixelRatio(device_pixel_ratio)
    return image


def paint_shared_ring(painter: QPainter, centre: QPointF, size: float, ink: QColor, paper: QColor) -> None:
    """Draw the ring of a site that several interests share; it lies under the symbol of that size."""
    unit = size / GRID
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(paper)
    for colour, width in ((paper, _SHARED_PAPER), (ink, _SHARED_STROKE)):
        painter.setPen(QPen(colour, width * unit))
        painter.drawEllipse(centre, _SHARED_RADIUS * unit, _SHARED_RADIUS * unit)
    painter.restore()


def paint_selected_disc(painter: QPainter, centre: QPointF, size: float, yellow: QColor, ink: QColor) -> None:
    """Draw the highlighter disc of the one selection; it lies under the symbol of that size (16 px)."""
    unit = size / GRID
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink, _SELECTED_STROKE * unit))
    painter.setBrush(yellow)
    painter.drawEllipse(centre, _SELECTED_RADIUS * unit, _SELECTED_RADIUS * unit)
    painter.restore()


def paint_decision(
    painter: QPainter, decision: Decision, kind: str, inks: SymbolInk, centre: QPointF, size: float
) -> None:
    """Draw a building with what a scenario does to it: bracketed, crossed out behind, or arrowed."""
    mark = decision_stroke(decision)
    path = _placement(centre, size).map(mark.path)
    unit = size / GRID
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _stroke(painter, path, inks.paper, mark.paper_width * unit, filled=mark.ink_width is None)
    if mark.ink_width is None:
        painter.fillPath(path, inks.ink)
    else:
        _stroke(painter, path, inks.ink, mark.ink_width * unit, filled=False)
    painter.restore()
    state: SymbolState = "vacant" if decision == "close" else "in_use"
    paint_symbol(painter, kind, state, inks, centre, size)


def _stroke(painter: QPainter, path: QPainterPath, colour: QColor, width: float, *, filled: bool) -> None:
    cap, join = Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.MiterJoin
    painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, cap, join))
    painter.setBrush(colour if filled else Qt.BrushStyle.NoBrush)
    painter.drawPath(path)


def _placement(centre: QPointF, size: float) -> QTransform:
    corner = centre - QPointF(size / 2, size / 2)
    return QTransform.fromTranslate(corner.x(), corner.y()).scale(size / GRID, size / GRID)
