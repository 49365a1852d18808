"""What stands in the window while the register named on the command line is opened."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from tpdesk.gui.theme import dress


class OpeningPage(QWidget):
    """The register's name; how far it is, and how to stop, is told below."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Say what is opened."""
        super().__init__(parent)
        # It takes the focus, so that no field looks as if one were to type there.
        self.setProperty("own_focus", True)
        self.label = QLabel(self.tr("Opening {0}").format(name))
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        dress(self.label, type="title", look="second")
        column = QVBoxLayout(self)
        column.addWidget(self.label, 0, Qt.AlignmentFlag.AlignCenter)
