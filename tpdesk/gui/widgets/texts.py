"""Text that gives way: cut with an ellipsis where there is no room, whole on hover."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class ElidedLabel(QLabel):
    """A label of one line that may be made narrower than its text."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        """Show a text."""
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:  # noqa: N802 Qt's name
        """Show another text."""
        super().setText(text)
        self._explain()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 Qt's name
        """Room for a few letters."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), 36), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 Qt's name
        """Tell the whole text on hover if it is cut now."""
        super().resizeEvent(event)
        self._explain()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 Qt's name
        """Draw as much of the text as there is room for."""
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), self.alignment(), text)
        painter.end()

    def _explain(self) -> None:
        cut = self.fontMetrics().horizontalAdvance(self.text()) > self.width()
        self.setToolTip(self.text() if cut else "")
