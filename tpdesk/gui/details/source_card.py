"""The card that says where one value comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tpdesk.domain.wording import date_words
from tpdesk.gui.moments import said_day
from tpdesk.gui.theme import Theme, dress
from tpdesk.gui.widgets.buttons import InlineLink

if TYPE_CHECKING:
    from tpdesk.services.provenance import SourceCell


class SourceCard(QWidget):
    """File, sheet, row and column of a value, and how it was worded there.

    Signals:
        row_wanted: The whole row, as it came, is wanted.
    """

    row_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty card; it is hidden until a value is pointed at."""
        super().__init__(parent)
        self._title, self._where, self._file, self._when = QLabel(), QLabel(), QLabel(), QLabel()
        dress(self._title, type="strong")
        for label in (self._title, self._where, self._file, self._when):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for label in (self._where, self._file, self._when):
            dress(label, look="second")
        show = InlineLink(theme, self.tr("Show the whole row"))
        show.clicked.connect(self.row_wanted)
        links = QHBoxLayout()
        links.setContentsMargins(0, 4, 0, 0)
        links.addWidget(show)
        links.addStretch(1)
        card = QFrame()
        dress(card, look="note")
        apart = QVBoxLayout(self)
        apart.setContentsMargins(0, 8, 0, 0)
        apart.addWidget(card)
        column = QVBoxLayout(card)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(2)
        for label in (self._title, self._where, self._file, self._when):
            column.addWidget(label)
        column.addLayout(links)
        self.hide()

    @property
    def text(self) -> str:
        """All that the card says."""
        return "\n".join(label.text() for label in (self._title, self._where, self._file, self._when))

    def show_cell(self, value: str, cell: SourceCell) -> None:
        """Say where a value comes from."""
        edition = cell.edition
        self._title.setText(self.tr("Where “{0}” comes from").format(value))
        where = self.tr("Column {0}, row {1}").format(cell.column, f"{edition.row:,}")
        if cell.wording.strip() != value:
            where += self.tr(", worded “{0}”").format(cell.wording)
        self._where.setText(where)
        self._file.setText(
            self.tr("{0}, sheet {1}").format(edition.file, edition.sheet) if edition.sheet else edition.file
        )
        self._when.setText(edition_dates(edition.as_at, edition.imported_at))
        self.setAccessibleName(self.text.replace("\n", ". "))
        self.show()


def edition_dates(as_at: object, imported_at: str) -> str:
    """Say of what day the facts of a list are, and when it was imported."""
    from datetime import date

    dated = f"Dated {date_words(as_at)}" if isinstance(as_at, date) else "Date of the facts not stated"
    return f"{dated} · imported {said_day(imported_at).replace('Today', 'today')}"
