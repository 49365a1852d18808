"""What small widgets draw besides text: hatching for the unknown, symbols, status colours, focus."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QIcon, QPainter, QPen

from tpdesk.domain.look import SYMBOL_STATES, SymbolState

if TYPE_CHECKING:
    from tpdesk.domain.frame import AssetFrame
    from tpdesk.gui.theme import Theme

StatusKind = Literal["ok", "warn", "bad", "info"]
"""Good, warning, fault, notice: also the names of their colours."""

STATUS_ICONS: dict[StatusKind, str] = {
    "ok": "check",
    "warn": "triangle-alert",
    "bad": "circle-x",
    "info": "info",
}

_HATCH_STEP = 6.0


@dataclass(frozen=True, slots=True)
class SymbolMark:
    """A symbol to show in a list: kind of organisation, colour key (None: grey), state."""

    kind: str
    key: str | None = None
    state: SymbolState = "in_use"

    @classmethod
    def of_asset(cls, assets: AssetFrame, row: int, state: int) -> SymbolMark:
        """The symbol of an asset: shape by kind of organisation, colour by organisation.

        Args:
            assets: All of them.
            row: Of the asset.
            state: Its place among SYMBOL_STATES.
        """
        owner = int(assets.organisation[row])
        if owner < 0:
            return cls("other", None, SYMBOL_STATES[state])
        organisation = assets.organisations[owner]
        return cls(organisation.kind, organisation.colour, SYMBOL_STATES[state])

    def icon(self, theme: Theme, size: int = 12) -> QIcon:
        """The symbol as an icon of the theme."""
        return theme.symbol(self.kind, self.key, self.state, size)


def paint_hatch(painter: QPainter, rect: QRectF, colour: QColor, step: float = _HATCH_STEP) -> None:
    """Fill a rectangle with light lines at 45 degrees: here a value is unknown."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(colour, 1.2))
    # Counted from the painter's own corner, so that the lines of neighbouring cells meet.
    along = math.ceil((rect.left() + rect.top()) / step) * step
    while along < rect.right() + rect.bottom():
        painter.drawLine(
            QPointF(along - rect.bottom(), rect.bottom()), QPointF(along - rect.top(), rect.top())
        )
        along += step
    painter.restore()


def paint_symbol_icon(painter: QPainter, icon: QIcon, centre: QPointF, size: int) -> None:
    """Draw a symbol's icon (with its margin) so that the symbol is centred on a point."""
    side = size + 4
    corner = QPointF(round(centre.x() - side / 2), round(centre.y() - side / 2)).toPoint()
    icon.paint(painter, QRect(corner.x(), corner.y(), side, side))


def text_width(font: QFont, text: str) -> float:
    """How wide a text is drawn, in logical pixels."""
    return QFontMetricsF(font).horizontalAdvance(text)


def elided(font: QFont, text: str, width: float) -> str:
    """The text cut with an ellipsis where it would be wider."""
    return QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, width))
