"""The details at the right: nothing selected, one asset, or several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from tpdesk.gui.theme import dress
from tpdesk.gui.widgets.empty import EmptyState

if TYPE_CHECKING:
    from tpdesk.gui.desk import Desk
    from tpdesk.gui.theme import Theme


class DetailsPanel(QWidget):
    """Follows the one selection."""

    def __init__(self, theme: Theme, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dress(self, look="panel")
        self.nothing = EmptyState(theme, "mouse-pointer-2", self.tr("Nothing is selected"), "x")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
