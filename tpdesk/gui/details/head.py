"""The head of the details: symbol, name, address and the short facts as pills."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tpdesk.domain.fields.catalogue import FIELD_BY_KEY
from tpdesk.domain.look import SYMBOL_STATES
from tpdesk.gui.theme import Theme, dress
from tpdesk.gui.widgets.buttons import IconButton
from tpdesk.gui.widgets.flow import FlowLayout
from tpdesk.gui.widgets.marks import SymbolMark, paint_symbol_icon
from tpdesk.gui.widgets.pills import Pill, StatusPill
from tpdesk.gui.widgets.texts import ElidedLabel
from tpdesk.services.field_words import field_words
from tpdesk.services.mapping.states import marker_states

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from tpdesk.gui.details.dossier import Dossier
    from tpdesk.gui.widgets.marks import StatusKind

_STATUS: dict[str, StatusKind] = {
    "operational": "ok",
    "partly_vacant": "info",
    "vacant": "warn",
    "surplus": "warn",
    "disposed": "bad",
    "under_construction": "info",
}


class SymbolPicture(QWidget):
    """A symbol that follows the theme."""

    def __init__(self, theme: Theme, size: int = 16, parent: QWidget | None = None) -> None:
        """Show nothing until a symbol is set."""
        super().__init__(parent)
        self._theme = theme
        self._size = size
        self._mark: SymbolMark | None = None
        self.setFixedSize(QSize(size + 6, size + 6))
        theme.changed.connect(self.update)

    def set_mark(self, mark: SymbolMark) -> None:
        """Show a symbol."""
        self._mark = mark
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 Qt's name
        """Draw it in the middle."""
        if self._mark is None:
            return
        painter = QPainter(self)
        middle = QPointF(self.width() / 2, self.height() / 2)
        paint_symbol_icon(painter, self._mark.icon(self._theme, self._size), middle, self._size)
        painter.end()


class AssetHead(QWidget):
    """What the asset is, in three lines."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Lay out the lines."""
        super().__init__(parent)
        self._theme = theme
        self.symbol = SymbolPicture(theme)
        self.title, self.address = ElidedLabel(), QLabel()
        dress(self.title, type="object")
        dress(self.address, look="second")
        self.address.setWordWrap(True)
        self.more = IconButton(theme, "ellipsis", self.tr("What can be done with it"))
        first = QHBoxLayout()
        first.setSpacing(12)
        first.addWidget(self.symbol)
        first.addWidget(self.title)
        first.addStretch(1)
        first.addWidget(self.more)
        self._pill_place = QWidget()
        self._pill_row = FlowLayout(self._pill_place, gap_px=6)
        self._pills: list[Pill] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 8, 8)
        column.setSpacing(8)
        column.addLayout(first)
        column.addWidget(self.address)
        column.addWidget(self._pill_place)

    @property
    def pills(self) -> tuple[str, ...]:
        """What the pills say."""
        return tuple(pill.text for pill in self._pills)

    def show_asset(self, dossier: Dossier) -> None:
        """Show an asset."""
        self.title.setText(dossier.name or self.tr("No name"))
        self.address.setText(dossier.address or self.tr("No address"))
        self.symbol.set_mark(symbol_of(dossier))
        for pill in self._pills:
            self._pill_row.removeWidget(pill)
            pill.hide()
            pill.deleteLater()
        self._pills = self._make_pills(dossier)
        for pill in self._pills:
            self._pill_row.addWidget(pill)
            pill.show()
        self._pill_place.setVisible(bool(self._pills))
        self._pill_place.updateGeometry()

    def _make_pills(self, dossier: Dossier) -> list[Pill]:
        pills: list[Pill] = []
        for key in ("kind", "tenure", "status", "sensitivity"):
            value = dossier.value(key)
            if value is None:
                continue
            words = field_words(FIELD_BY_KEY[key], value).partition(":")[0]
            if key == "status":
                pills.append(
                    StatusPill(self._theme, _STATUS.get(str(value), "info"), words, self._pill_place)
                )
            else:
                pills.append(Pill(self._theme, words, self._pill_place))
        return pills


def symbol_of(dossier: Dossier) -> SymbolMark:
    """Give the symbol of an asset as the map draws it."""
    state = SYMBOL_STATES[int(marker_states(dossier.frame.take(np.array([dossier.row])))[0])]
    owner = dossier.organisation
    return SymbolMark("other", None, state) if owner is None else SymbolMark(owner.kind, owner.colour, state)
