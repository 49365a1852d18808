"""The search field with its icon and the keys that reach it."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from tpdesk.gui.theme import Theme
from tpdesk.gui.widgets.marks import text_width


class KeyChip(QWidget):
    """The keys that do the same, in a small frame: Ctrl F."""

    def __init__(self, theme: Theme, keys: QKeySequence | str, parent: QWidget | None = None) -> None:
        """Show keys as this system writes them."""
        super().__init__(parent)
        self._theme = theme
        written = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        self._text = written.replace("+", " ")
        self.setAccessibleName(self._text)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802 Qt's name
        """As wide as the keys need."""
        return QSize(round(text_width(self._theme.font(11, 500), self._text)) + 12, 18)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 Qt's name
        """Draw the frame and the keys."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("line2"), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setFont(self._theme.font(11, 500))
        painter.setPen(self._theme.colour("text3"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)
        painter.end()


class SearchField(QLineEdit):
    """A field to search in; Escape empties it."""

    def __init__(
        self,
        theme: Theme,
        placeholder: str,
        keys: QKeySequence | str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Make a field.

        Args:
            theme: the look.
            placeholder: what one may search for.
            keys: shown at the right end while the field is empty; binding them is the window's work.
            parent: the widget it is in.
        """
        super().__init__(parent)
        self._theme = theme
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(self.tr("Search"))
        self.setAccessibleDescription(placeholder)
        self.setTextMargins(24, 0, 0, 0)
        self._chip = None if keys is None else KeyChip(theme, keys, self)
        self.textChanged.connect(self._arrange)
        theme.changed.connect(self.update)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 Qt's name
        """Empty the field on Escape."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 Qt's name
        """Keep the keys at the right end."""
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 Qt's name
        """Draw the field and its icon."""
        super().paintEvent(event)
        painter = QPainter(self)
        pixmap = self._theme.pixmap("search", "text2", 16, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(9, (self.height() - 16) / 2), pixmap)
        painter.end()

    def _arrange(self) -> None:
        if self._chip is None:
            return
        hint = self._chip.sizeHint()
        self._chip.setVisible(not self.text())
        self._chip.setGeometry(
            self.width() - hint.width() - 6, (self.height() - hint.height()) // 2, hint.width(), hint.height()
        )
