"""The manual's page about where one is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tpdesk.files.resources import resource_path
from tpdesk.gui.manual_text import ManualText
from tpdesk.gui.theme import Theme, dress
from tpdesk.gui.widgets.buttons import SecondaryButton
from tpdesk.gui.widgets.sections import SectionHeading

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_PAGE_PX = 760
_FIRST_PAGE = "README"


def manual_folder() -> Path:
    """Give the folder of the manual: with the installed program's files, or in the checkout."""
    checkout = Path(__file__).resolve().parents[2] / "docs" / "manual"
    return checkout if checkout.is_dir() else resource_path("manual")


class HelpPage(QWidget):
    """A page of the manual, with links to the others; Escape goes back.

    Signals:
        closed: The person wants to go back.
    """

    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make a page without text."""
        super().__init__(parent)
        self._theme = theme
        self._page = ""
        self.came_from: QWidget = self
        back = SecondaryButton(theme, self.tr("Back"), "arrow-left")
        back.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.addWidget(SectionHeading(theme, self.tr("Manual"), role="title"), 1)
        head.addWidget(back)
        self.text = ManualText()
        self.text.setAccessibleName(self.tr("Manual"))
        self.text.anchorClicked.connect(self._follow)
        column = QVBoxLayout()
        column.setContentsMargins(0, 32, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.text, 1)
        middle = QWidget()
        middle.setMaximumWidth(_PAGE_PX)
        middle.setLayout(column)
        row = QHBoxLayout(self)
        row.setContentsMargins(32, 0, 32, 0)
        row.addStretch(1)
        row.addWidget(middle, 8)
        row.addStretch(1)
        dress(self, look="panel")
        theme.changed.connect(self._show_again)

    def show_page(self, page: str) -> None:
        """Show a page by its name; an unknown one shows the tour."""
        folder = manual_folder()
        self._page = page if (folder / f"{page}.md").exists() else _FIRST_PAGE
        text = (folder / f"{self._page}.md").read_text(encoding="utf-8")
        self.text.setSearchPaths([str(folder)])
        colours = self._theme.colours
        self.text.document().setDefaultStyleSheet(f"a {{ color: {colours.accent}; }}")
        self.text.show_markdown(text)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_again(self) -> None:
        if self._page:
            self.show_page(self._page)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 Qt's name
        """Go back with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _follow(self, link: QUrl) -> None:
        self.show_page(link.path().removesuffix(".md"))
