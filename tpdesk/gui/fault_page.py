"""What is shown when something broke in tpdesk: what is safe, the report, and the way on."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from tpdesk.domain.errors import TpdeskError
from tpdesk.files.crash_reports import format_crash_report, write_crash_report
from tpdesk.gui.theme import Theme, dress
from tpdesk.gui.widgets.buttons import PrimaryButton, SecondaryButton, thin_line
from tpdesk.gui.widgets.sections import SectionHeading

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_CARD_PX = 520
_REPORT_PX = 180
_PAD_PX = 24


class FaultPage(QWidget):
    """A fault, told in plain words.

    Signals:
        closed: The person wants to go on.
    """

    closed = Signal()

    def __init__(self, theme: Theme, error: BaseException, parent: QWidget | None = None) -> None:
        """Keep the report and say what happened."""
        super().__init__(parent)
        self._report = format_crash_report(error)
        self._kept = _keep_report(error)
        card = QFrame()
        dress(card, look="card")
        card.setFixedWidth(_CARD_PX)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(_PAD_PX, 20, _PAD_PX, 14)
        inside.setSpacing(10)
        inside.addWidget(SectionHeading(theme, self.tr("Something broke in tpdesk"), role="heading"))
        inside.addWidget(
            _paragraph(
                self.tr(
                    "Your register is safe: every change is saved whole when it is made, and this one either "
                    "was or left nothing behind. The report below holds no names, places or values."
                )
            )
        )
        text = QPlainTextEdit(self._report)
        text.setReadOnly(True)
        text.setAccessibleName(self.tr("Fault report"))
        text.setFixedHeight(_REPORT_PX)
        inside.addWidget(text)
        inside.addSpacing(4)
        self.go_on = PrimaryButton(theme, self.tr("Go on"))
        self.save = SecondaryButton(theme, self.tr("Save the report…"))
        self.go_on.clicked.connect(self.closed)
        self.save.clicked.connect(self._save)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.go_on)
        row.addWidget(self.save)
        row.addStretch(1)
        inside.addLayout(row)
        inside.addWidget(thin_line())
        now = datetime.now().astimezone()
        name = self._kept.stem.rsplit("-", 1)[-1].upper() if self._kept else "-"
        foot = _paragraph(self.tr("Fault {0} · {1}").format(name, f"{now.day} {now:%b %Y %H:%M}"))
        dress(foot, look="second", type="small")
        inside.addWidget(foot)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)

    @property
    def report(self) -> str:
        """The report that can be saved."""
        return self._report

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 Qt's name
        """Go on with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _save(self) -> None:
        name = self._kept.name if self._kept else "fault.txt"
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Save the report"), name)
        if chosen:
            Path(chosen).write_text(self._report, encoding="utf-8")


def _keep_report(error: BaseException) -> Path | None:
    try:
        return write_crash_report(error)
    except (OSError, TpdeskError):
        # A full disc must not hide the fault; the report can still be saved elsewhere.
        return None


def _paragraph(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    dress(label, look="second")
    # The card stands in the middle, where a layout does not ask how high words are when they are wrapped.
    label.ensurePolished()
    label.setMinimumHeight(label.heightForWidth(_CARD_PX - 2 * _PAD_PX))
    return label
