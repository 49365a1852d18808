"""A tab whose lines are made anew for each asset: interests, years, steps, the row of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from tpdesk.gui.theme import Theme, dress
from tpdesk.gui.widgets.buttons import thin_line
from tpdesk.gui.widgets.sections import FactRow, SectionHeading, align_labels

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from tpdesk.gui.details.dossier import Dossier

_PAD_PX = 14


class LinesPage(QScrollArea):
    """Sections of lines in a column that scrolls."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty page."""
        super().__init__(parent)
        self._theme = theme
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self.setWidget(self._inside)
        self._begin()

    def show_asset(self, dossier: Dossier) -> None:
        """Show what there is to say of an asset."""
        self._begin()
        self.fill(dossier)
        self._align()
        self._column.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 Qt's name
        """Give labels and values their shares of the new width."""
        super().resizeEvent(event)
        self._align()

    def _align(self) -> None:
        align_labels(self._rows, self.viewport().width() - 2 * _PAD_PX)

    def fill(self, dossier: Dossier) -> None:
        """Add the lines about an asset."""
        self.add_text(dossier.name)

    # --- what lines are made of ------------------------------------------------------------------------

    def add_heading(self, text: str, aside: str = "") -> None:
        """Begin a section."""
        if self._column.count():
            self._column.addSpacing(12)
        self._column.addWidget(SectionHeading(self._theme, text, aside))
        self._column.addSpacing(3)

    def add_fact(self, label: str, value: str | None, note: str = "") -> FactRow:
        """Add a fact; None is unknown."""
        row = FactRow(self._theme, label)
        row.set_value(value, note)
        self._rows.append(row)
        self._column.addWidget(row)
        return row

    def add_text(self, text: str, look: str = "second", type_: str = "") -> None:
        """Add a paragraph."""
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        dress(label, look=look, type=type_)
        self._column.addWidget(label)

    def add_line(self) -> None:
        """Add a hairline."""
        self._column.addSpacing(6)
        self._column.addWidget(thin_line())
        self._column.addSpacing(6)

    def add_widget(self, widget: QWidget) -> None:
        """Add anything else."""
        self._column.addWidget(widget)

    def _begin(self) -> None:
        self._rows: list[FactRow] = []
        self._inside = QWidget()
        dress(self._inside, look="panel")
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(_PAD_PX, 12, _PAD_PX, 14)
        self._column.setSpacing(0)
        self.setWidget(self._inside)
