"""Short words in a shape: facts as pills, filters as chips one can take off, states, and the unknown."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from tpdesk.gui.theme import Theme
from tpdesk.gui.widgets.marks import STATUS_ICONS, StatusKind, elided, paint_hatch, text_width

_PILL_HEIGHT = 20
_CHIP_HEIGHT = 25
_LEAST_CHIP = 84


class Pill(QWidget):
    """A short fact about what is shown: Council, Freehold."""

    height_px = _PILL_HEIGHT
    padding_px = 8

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        """Show a text."""
        super().__init__(parent)
        self._theme = theme
        self._text = text
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    @property
    def text(self) -> str:
        """What it says."""
        return self._text

    def set_text(self, text: str) -> None:
        """Say something else."""
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 Qt's name
        """As wide as the text needs."""
        width = text_width(self._theme.font("small", 500), self._text) + 2 * self.padding_px
        return QSize(round(width + 0.5), self.height_px)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 Qt's name
        """A pill is never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 Qt's name
        """Draw the pill."""
        painter = QPainter(self)
        self._ground(painter, "sunken")
        self._word(painter, QRectF(self.rect()), "text2")
        painter.end()

    def _ground(self, painter: QPainter, colour: str) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(colour))
        painter.drawRoundedRect(QRectF(self.rect()), self.height() / 2, self.height() / 2)

    def _word(self, painter: QPainter, rect: QRectF, colour: str, weight: int = 500) -> None:
        painter.setFont(self._theme.font("small", weight))
        painter.setPen(self._theme.colour(colour))
        room = rect.width() - self.padding_px
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, elided(painter.font(), self._text, room))


class StatusPill(Pill):
    """A state with its icon, word and colour."""

    def __init__(self, theme: Theme, kind: StatusKind, text: str, parent: QWidget | None = None) -> None:
        """Show a state.

        Args:
            theme: the look.
            kind: good, warning, fault or notice.
            text: the word for it.
            parent: the widget it is in.
        """
        super().__init__(theme, text, parent)
        self._kind: StatusKind = kind

    def set_status(self, kind: StatusKind, text: str) -> None:
        """Show another state."""
        self._kind = kind
        self.set_text(text)

    def sizeHint(self) -> QSize:  # noqa: N802 Qt's name
        """As wide as icon and word need."""
        return super().sizeHint() + QSize(17, 0)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 Qt's name
        """Draw tint, icon and word."""
        painter = QPainter(self)
        self._ground(painter, f"{self._kind}_bg")
        ratio = self.devicePixelRatioF()
        pixmap = self._theme.pixmap(STATUS_ICONS[self._kind], self._kind, 13, ratio)
        painter.drawPixmap(QPointF(self.padding_px, (self.height() - 13) / 2), pixmap)
        self._word(painter, QRectF(self.rect()).adjusted(17, 0, 0, 0), self._kind, 600)
        painter.end()


class Chip(Pill):
    """A filter that is on: its cross, the Delete key or Enter takes it off."""

    removed = Signal()

    height_px = _CHIP_HEIGHT
    padding_px = 10

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        """Show a filter."""
        super().__init__(theme, text, parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(self.tr("Take off “{0}”").format(text))
        self.setAccessibleDescription(self.tr("Filter. Delete takes it off."))

    def sizeHint(self) -> QSize:  # noqa: N802 Qt's name
        """As wide as text and cross need."""
        return super().sizeHint() + QSize(16, 0)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 Qt's name
        """A long name gives way; the cross stays."""
        return QSize(min(_LEAST_CHIP, self.sizeHint().width()), self.height_px)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 Qt's name
        """Draw outline, text and cross."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("border"), 1))
        painter.setBrush(self._theme.colour("hover" if self.underMouse() else "panel"))
        outline = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(outline, outline.height() / 2, outline.height() / 2)
        self._word(painter, QRectF(self.rect()).adjusted(0, 0, -16, 0), "text")
        cross = self._theme.pixmap("x", "text2", 13, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(self.width() - 13 - 8, (self.height() - 13) / 2), cross)
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 Qt's name
        """Take the filter off where the cross was clicked."""
        position = event.position()
        on_cross = position.x() >= self.width() - 26 and self.rect().contains(position.toPoint())
        if event.button() == Qt.MouseButton.LeftButton and on_cross:
            self.removed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 Qt's name
        """Take the filter off by key."""
        keys = (
            Qt.Key.Key_Delete,
            Qt.Key.Key_Backspace,
            Qt.Key.Key_Return,
            Qt.Key.Key_Enter,
            Qt.Key.Key_Space,
        )
        if event.key() in keys:
            self.removed.emit()
        else:
            super().keyPressEvent(event)


class HatchedLabel(Pill):
    """The word for a value nobody has told us, on the hatch that stands for it everywhere."""

    padding_px = 9

    def __init__(self, theme: Theme, text: str = "", parent: QWidget | None = None) -> None:
        """Show that a value is unknown; without a text, the word Unknown."""
        super().__init__(theme, text, parent)
        if not text:
            self.set_text(self.tr("Unknown"))

    def sizeHint(self) -> QSize:  # noqa: N802 Qt's name
        """As wide as the word needs in the size of body text."""
        width = text_width(self._theme.font("body"), self._text) + 2 * self.padding_px
        return QSize(round(width + 0.5), self.height_px - 1)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 Qt's name
        """Draw hatch and word."""
        painter = QPainter(self)
        paint_hatch(painter, QRectF(self.rect()), self._theme.colour("line"))
        painter.setFont(self._theme.font("body"))
        painter.setPen(self._theme.colour("text3"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)
        painter.end()
