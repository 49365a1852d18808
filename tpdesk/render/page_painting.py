"""Paints a page: the same code for the PDF and for its preview. Units are millimetres."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from tpdesk.domain.look import COLOUR_KEYS
from tpdesk.domain.page import (
    Arrow,
    Box,
    Dot,
    Hatch,
    MapFrame,
    Polygon,
    Rule,
    Swatch,
    Symbol,
    Text,
)
from tpdesk.render.fonts import font, load_fonts
from tpdesk.render.label_style import EM, label_font, plain_letters
from tpdesk.render.labels import Box as LabelBox
from tpdesk.render.map_look import MapLook
from tpdesk.render.map_view import MapView
from tpdesk.render.page_arrows import paint_arrow
from tpdesk.render.page_samples import paint_sample
from tpdesk.render.scene_painting import PainterCache, ScenePainter
from tpdesk.render.symbols import SymbolInk, paint_shared_ring, paint_symbol

if TYPE_CHECKING:
    from collections.abc import Callable

    from tpdesk.domain.look import Tokens
    from tpdesk.domain.page import Element, Ink, Page, Rect

_HATCH_STEP = 1.5
_HATCH_WIDTH = 0.16
_SYMBOL_EDGE = 0.12
"""Paper edge of a symbol as a share of its size: 1.5 of the 12 px it has on screens."""
_EDGE_IN_RING = 0.04
"""The same within the ring of a shared site, which it must not cut."""


class PagePainter:
    """Paints pages in the light palette.

    Args:
        tokens: the look.
        cache: of the map's painters, when several pages or a preview and a PDF show one map.
    """

    def __init__(self, tokens: Tokens, cache: PainterCache | None = None) -> None:
        """Take the look; needs a QGuiApplication."""
        load_fonts()
        self._tokens = tokens
        self._cache = cache or PainterCache()
        self._looks = {grey: MapLook.of(tokens, "light", greys=grey) for grey in (False, True)}

    def paint(self, painter: QPainter, page: Page) -> None:
        """Paint a page onto a painter whose unit is a millimetre."""
        brush = _PageBrush(painter, self._looks[page.theme == "grey"], self._tokens, self._cache)
        for element in page.elements:
            brush.paint(element)


class _PageBrush:
    """Paints the elements of one page."""

    def __init__(self, painter: QPainter, look: MapLook, tokens: Tokens, cache: PainterCache) -> None:
        self._painter, self._look, self._cache = painter, look, cache
        self._inks = _page_inks(tokens, look)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ways: dict[type, Callable[[Any], None]] = {
            Text: self._text,
            Rule: self._rule,
            Box: self._box,
            Polygon: self._polygon,
            Dot: self._dot,
            Arrow: self._arrow,
            Hatch: self._hatch,
            Symbol: self._symbol,
            Swatch: self._swatch,
            MapFrame: self._map,
        }

    def paint(self, element: Element) -> None:
        self._ways[type(element)](element)

    def _pen(self, ink: Ink, width: float) -> QPen:
        if width <= 0:
            return QPen(Qt.PenStyle.NoPen)
        pen = QPen(self._inks[ink], width)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        return pen

    def _text(self, text: Text) -> None:
        face = page_font(text.weight, tabular=text.tabular)
        scale = text.size / EM
        painter = self._painter
        painter.save()
        painter.translate(text.x, text.y)
        painter.scale(scale, scale)
        painter.setFont(face)
        painter.setPen(self._inks[text.ink])
        share = {"left": 0.0, "centre": 0.5, "right": 1.0}[text.align]
        left = -share * QFontMetricsF(face).horizontalAdvance(text.words) if share else 0.0
        painter.drawText(QPointF(left, 0), text.words)
        painter.restore()

    def _rule(self, rule: Rule) -> None:
        self._painter.setPen(self._pen(rule.ink, rule.width))
        self._painter.drawLine(QLineF(rule.x1, rule.y1, rule.x2, rule.y2))

    def _box(self, box: Box) -> None:
        self._painter.setPen(self._pen(box.ink, box.width))
        self._painter.setBrush(Qt.BrushStyle.NoBrush if box.fill is None else self._inks[box.fill])
        if box.radius:
            self._painter.drawRoundedRect(_qrect(box.rect), box.radius, box.radius)
        else:
            self._painter.drawRect(_qrect(box.rect))

    def _polygon(self, polygon: Polygon) -> None:
        self._painter.setPen(self._pen(polygon.ink, polygon.width))
        self._painter.setBrush(self._inks[polygon.fill])
        self._painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in polygon.corners]))

    def _dot(self, dot: Dot) -> None:
        self._painter.setPen(self._pen("paper", dot.radius * 0.5))
        self._painter.setBrush(self._inks["ink"])
        self._painter.drawEllipse(QPointF(dot.x, dot.y), dot.radius, dot.radius)

    def _arrow(self, arrow: Arrow) -> None:
        paint_arrow(self._painter, arrow, self._inks["ink"], self._inks["paper"])

    def _hatch(self, hatch: Hatch) -> None:
        rect = hatch.rect
        first = rect.left + rect.top
        # Counted from the corner of the page, so that the hatches of neighbouring rows meet.
        start = first - first % _HATCH_STEP
        lines = []
        while start < rect.right + rect.bottom:
            x1, y1 = min(start - rect.top, rect.right), max(rect.top, start - rect.right)
            x2, y2 = max(start - rect.bottom, rect.left), min(rect.bottom, start - rect.left)
            if x1 > x2:
                lines.append(QLineF(x1, y1, x2, y2))
            start += _HATCH_STEP
        self._painter.setPen(self._pen("hatch", _HATCH_WIDTH))
        self._painter.drawLines(lines)

    def _symbol(self, symbol: Symbol) -> None:
        look, centre = self._look, QPointF(symbol.x, symbol.y)
        if symbol.shared:
            paint_shared_ring(self._painter, centre, symbol.size, look["ink"], look["paper"])
        edge = _EDGE_IN_RING if symbol.shared else _SYMBOL_EDGE
        colour = look["ink"]
        if symbol.colour:
            colour = look.organisation[COLOUR_KEYS.index(symbol.colour)]
        inks = SymbolInk(colour, look["paper"], look["ink"], symbol.size * edge)
        paint_symbol(self._painter, symbol.kind, symbol.state, inks, centre, symbol.size)

    def _swatch(self, swatch: Swatch) -> None:
        painter, rect = self._painter, swatch.rect
        painter.save()
        painter.translate(rect.left, rect.top)
        painter.scale(swatch.unit_mm, swatch.unit_mm)
        size = rect.width / swatch.unit_mm, rect.height / swatch.unit_mm
        paint_sample(painter, self._look, swatch.sample, size, swatch.resolution)
        painter.restore()

    def _map(self, frame: MapFrame) -> None:
        painter, rect, unit = self._painter, frame.rect, frame.unit_mm
        view = MapView(
            frame.extent.xmin,
            frame.extent.ymax,
            frame.resolution,
            rect.width / unit,
            rect.height / unit,
            on_paper=True,
        )
        scene = ScenePainter(frame.scene, self._look, self._cache)
        scene.labels(view.resolution, view.pause, [_label_box(each, frame) for each in frame.keep_clear])
        painter.save()
        painter.translate(rect.left, rect.top)
        painter.scale(unit, unit)
        scene.paint(painter, view)
        painter.restore()


def page_font(weight: int, *, tabular: bool) -> QFont:
    """The typeface at EM pixels, scaled down where it is drawn."""
    if not tabular:
        return label_font(weight, italic=False)
    return plain_letters(QFont(font(EM, weight, tabular=True)))


def _page_inks(tokens: Tokens, look: MapLook) -> dict[Ink, QColor]:
    window = asdict(tokens.window("light"))

    def ink(name: str) -> QColor:
        return look.toned(window[name])

    return {
        "text": ink("text"),
        "second": ink("text2"),
        "third": ink("text3"),
        "hairline": ink("line2"),
        "hatch": ink("hatch"),
        "ink": look["ink"],
        "paper": look["paper"],
        "grid": look["tram"],
    }


def _label_box(rect: Rect, frame: MapFrame) -> LabelBox:
    """A rectangle of the page as the placing of names counts: in units from the origin of the map."""
    unit, resolution = frame.unit_mm, frame.resolution
    left = frame.extent.xmin / resolution + (rect.left - frame.rect.left) / unit
    top = -frame.extent.ymax / resolution + (rect.top - frame.rect.top) / unit
    return LabelBox(left, top, left + rect.width / unit, top + rect.height / unit)


def _qrect(rect: Rect) -> QRectF:
    return QRectF(rect.left, rect.top, rect.width, rect.height)
