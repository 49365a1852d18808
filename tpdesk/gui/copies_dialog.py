"""The copies that were kept of a register, and the way back to one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from tpdesk.domain.wording import date_words
from tpdesk.gui.theme import Theme, dress
from tpdesk.gui.widgets.buttons import PrimaryButton, SecondaryButton
from tpdesk.gui.widgets.rows import RowList, TwoLineRow
from tpdesk.gui.widgets.sections import SectionHeading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tpdesk.store.kept_copies import KeptCopy

_SIZE_PX = (560, 520)
_PAD_PX = 24
_MB = 1_000_000


class CopiesDialog(QDialog):
    """Lists copies with when, why and size; one of them is chosen.

    Signals:
        wanted: The KeptCopy to go back to.
    """

    wanted = Signal(object)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        """Make a list that is still to be filled.

        Args:
            theme: The look.
            name: The register's file.
            parent: The window.
        """
        super().__init__(parent)
        self._theme = theme
        self._copies: tuple[KeptCopy, ...] = ()
        self._chosen: KeptCopy | None = None
        self.setWindowTitle(self.tr("Earlier copies"))
        self.resize(*_SIZE_PX)
        self.rows = RowList(theme)
        self.rows.row_chosen.connect(self._choose)
        self.note = QLabel(self.tr("Being read."))
        self.note.setWordWrap(True)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        dress(self.note, look="second")
        self.go_back = PrimaryButton(theme, self.tr("Go back to this copy"))
        self.go_back.clicked.connect(self._go_back)
        self.cancel = SecondaryButton(theme, self.tr("Cancel"))
        self.cancel.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(_PAD_PX, 20, _PAD_PX, 20)
        column.setSpacing(12)
        column.addWidget(SectionHeading(theme, self.tr("Earlier copies of {0}").format(name), role="heading"))
        column.addWidget(self.note)
        column.addWidget(self._scrolled(), 1)
        column.addLayout(self._buttons())
        dress(self, look="panel")
        self._judge()

    def show_copies(self, copies: Sequence[KeptCopy]) -> None:
        """List the copies, the newest first."""
        self._copies, self._chosen = tuple(copies), None
        self.rows.clear()
        for copy in self._copies:
            self.rows.add_row(TwoLineRow(self._theme, copy_moment(copy), self._why(copy)))
        if copies:
            text = self.tr(
                "The copy takes the place of the register. How the register is now is kept as a copy too, "
                "so that you can come back."
            )
        else:
            text = self.tr("No copy was kept yet. One is kept each day, and before every import.")
        self.note.setText(text)
        self._judge()

    def _scrolled(self) -> QScrollArea:
        ground = QWidget()
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.rows)
        column.addStretch(1)
        dress(ground, look="panel")
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(ground)
        return area

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.go_back)
        row.addWidget(self.cancel)
        row.addStretch(1)
        return row

    def _why(self, copy: KeptCopy) -> str:
        reasons = {
            "on opening": self.tr("Copy of the day"),
            "before import": self.tr("Before an import"),
            "before migration": self.tr("Before it was brought up to date"),
            "before going back": self.tr("Before going back to an earlier copy"),
            "damaged": self.tr("Damaged, set aside"),
        }
        size = self.tr("{0} MB").format(f"{max(copy.size_bytes / _MB, 0.1):,.1f}")
        return f"{reasons.get(copy.reason, copy.reason)} · {size}"

    def _choose(self, place: int) -> None:
        self._chosen = self._copies[place]
        self._judge()

    def _judge(self) -> None:
        self.go_back.set_reason(None if self._chosen is not None else self.tr("Choose a copy first"))

    def _go_back(self) -> None:
        if self._chosen is not None:
            self.accept()
            self.wanted.emit(self._chosen)


def copy_moment(copy: KeptCopy) -> str:
    """Write when a copy was made."""
    return f"{date_words(copy.at)}, {copy.at:%H:%M}"
