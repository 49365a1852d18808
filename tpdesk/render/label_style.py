"""How names look on the map, and how one is written with its halo."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from tpdesk.render.fonts import font

if TYPE_CHECKING:
    from tpdesk.domain.scene import LabelRole
    from tpdesk.render.map_look import MapLook

EM = 100.0
"""Size at which letters are measured and drawn, before they are scaled: no rounding to whole pixels."""

HALO = 3.0

_CONTEXTUAL = QFont.Tag("calt")


@dataclass(frozen=True, slots=True)
class LabelStyle:
    """How a role of names looks.

    Attributes:
        size: In units.
        weight: Of the type.
        colour: Its name.
        widest: Resolution above which it is not shown, metres in a unit.
        italic: Slanted.
        rank: Place in the order of placing, lowest first.
        room: Units kept free about it.
    """

    size: float
    weight: int
    colour: str
    widest: float
    italic: bool
    rank: int
    room: float = 3.0


LABEL_STYLES: dict[LabelRole, LabelStyle] = {
    "asset": LabelStyle(12.0, 600, "lab", 9999.0, italic=False, rank=0),
    "town": LabelStyle(13.5, 600, "lab", 160.0, italic=False, rank=1),
    "water": LabelStyle(10.5, 400, "labw", 45.0, italic=True, rank=2, room=8.0),
    "suburb": LabelStyle(11.5, 500, "lab2", 32.0, italic=False, rank=3),
    "ward": LabelStyle(10.5, 400, "lab2", 40.0, italic=False, rank=4),
    "green": LabelStyle(10.5, 400, "labg", 16.0, italic=True, rank=5),
    "road": LabelStyle(10.5, 400, "lab2", 9.0, italic=False, rank=6, room=26.0),
}


def label_font(weight: int, *, italic: bool) -> QFont:
    """The typeface at EM pixels; each thread has its own, as Qt's fonts ask."""
    return _font(threading.get_ident(), weight, italic)


def label_metrics(weight: int, *, italic: bool) -> QFontMetricsF:
    """The measures of that typeface; each thread has its own."""
    return _metrics(threading.get_ident(), weight, italic)


@cache
def _font(_thread: int, weight: int, italic: bool) -> QFont:
    made = plain_letters(QFont(font(EM, weight, tabular=False)))
    made.setItalic(italic)
    return made


def plain_letters(face: QFont) -> QFont:
    """Keep a typeface from swapping letters by their neighbours, and give it back.

    A hyphen between capitals is swapped for a higher one that stands for no character: on paper it could
    not be copied or searched for.
    """
    face.setFeature(_CONTEXTUAL, 0)
    return face


@cache
def _metrics(thread: int, weight: int, italic: bool) -> QFontMetricsF:
    return QFontMetricsF(_font(thread, weight, italic))


def label_size(text: str, role: LabelRole) -> tuple[float, float]:
    """Width and height of a name in units, without its halo."""
    style = LABEL_STYLES[role]
    metrics = label_metrics(style.weight, italic=style.italic)
    return metrics.horizontalAdvance(text) * style.size / EM, style.size * 1.22


def paint_label(
    painter: QPainter, text: str, role: LabelRole, centre: QPointF, angle: float, look: MapLook
) -> None:
    """Write a name about a point.

    Args:
        painter: of any device; on paper the letters stay letters.
        text: the name.
        role: what it names.
        centre: the middle of the name.
        angle: degrees clockwise.
        look: the theme.
    """
    style = LABEL_STYLES[role]
    metrics = label_metrics(style.weight, italic=style.italic)
    type_ = label_font(style.weight, italic=style.italic)
    start = QPointF(-metrics.horizontalAdvance(text) / 2, (metrics.capHeight()) / 2)
    letters = QPainterPath()
    letters.addText(start, type_, text)
    scale = style.size / EM
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(centre)
    painter.rotate(angle)
    painter.scale(scale, scale)
    pen = QPen(look["halo"], HALO / scale)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(letters, pen)
    painter.setFont(type_)
    painter.setPen(look[style.colour])
    painter.drawText(start, text)
    painter.restore()
