"""Bars: what happened with what to do about it, and long work that can be stopped."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QWidget

from tpdesk.gui.theme import Theme, dress
from tpdesk.gui.widgets.buttons import IconButton, InlineLink, SecondaryButton
from tpdesk.gui.widgets.texts import ElidedLabel

MessageKind = Literal["info", "warning", "fault"]

_KINDS: dict[MessageKind, tuple[str, str]] = {
    "info": ("info", "info"),
    "warning": ("warn", "triangle-alert"),
    "fault": ("bad", "circle-x"),
}


@dataclass(frozen=True, slots=True)
class MessageLink:
    """An action offered by a message: its words and what it does."""

    text: str
    act: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Message:
    """Something a person should know, shown in the bar under the menu."""

    kind: MessageKind
    text: str
    links: tuple[MessageLink, ...] = ()


class MessageBar(QWidget):
    """One message under the toolbar, with up to two actions; hidden while there is none."""

    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make a bar without a message."""
        super().__init__(parent)
        self._theme = theme
        self._kind: MessageKind = "info"
        self.setFixedHeight(theme.tokens.size.message)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(38, 0, 10, 1)
        self._row.setSpacing(12)
        self._label = ElidedLabel(parent=self)
        self._row.addWidget(self._label)
        self._row.addStretch(1)
        self._links: list[InlineLink] = []
        self._close = IconButton(theme, "x", self.tr("Close this message"), size=(24, 24), parent=self)
        self._close.clicked.connect(self.close_message)
        self._row.addWidget(self._close)
        theme.changed.connect(self.update)
        self.hide()

    @property
    def text(self) -> str:
        """The message that is shown, empty without one."""
        return "" if self.isHidden() else self._label.text()

    @property
    def links(self) -> Sequence[InlineLink]:
        """The actions offered now."""
        return tuple(self._links)

    def show_message(self, kind: MessageKind, text: str, links: Sequence[MessageLink] = ()) -> None:
        """Show a message in place of the last one.

        Args:
            kind: info, warning or fault.
            text: what happened, what is safe.
            links: what to do, two at most.
        """
        self._kind = kind
        self._label.setText(text)
        self.setAccessibleName(text)
        self._clear_links()
        for link in links[:2]:
            button = InlineLink(self._theme, link.text, parent=self)
            button.set_kind(kind)
            button.clicked.connect(lambda _checked=False, act=link.act: act())
            self._row.insertWidget(self._row.count() - 1, button)
            self._links.append(button)
        self.show()
        self.update()

    def close_message(self) -> None:
        """Take the message away."""
        self.hide()
        self._clear_links()
        self.closed.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 Qt's name
        """Draw tint, lower line and icon."""
        colour, icon = _KINDS[self._kind]
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour(f"{colour}_bg"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.colour("line"))
        pixmap = self._theme.pixmap(icon, colour, 16, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(12, (self.height() - 17) / 2), pixmap)
        painter.end()

    def _clear_links(self) -> None:
        for link in self._links:
            self._row.removeWidget(link)
            link.hide()
            link.deleteLater()
        self._links.clear()


class TaskBar(QWidget):
    """Long work in the status bar: what is done, how far, how long still, and Cancel."""

    cancelled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make a bar; it is hidden while nothing runs."""
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self._label = ElidedLabel(parent=self)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(140)
        self._bar.setRange(0, 1000)
        self._left = QLabel(self)
        for label in (self._label, self._left):
            dress(label, look="second", type="small")
        self._cancel = SecondaryButton(theme, self.tr("Cancel"), small=True, parent=self)
        self._cancel.setProperty("bar", True)
        self._cancel.clicked.connect(self._stop)
        for widget in (self._label, self._bar, self._left, self._cancel):
            row.addWidget(widget)
        self.hide()

    @property
    def cancel_button(self) -> SecondaryButton:
        """The button that stops the work."""
        return self._cancel

    @property
    def text(self) -> str:
        """What the bar says, as a person reads it."""
        return " ".join(part for part in (self._label.text(), self._left.text()) if part)

    def start(self, label: str) -> None:
        """Show that a task began, how long it takes being unknown."""
        self._label.setText(label)
        self._left.setText("")
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(label)
        self._cancel.set_reason(None)
        self.show()

    def set_progress(self, fraction: float, seconds_left: float | None = None, label: str = "") -> None:
        """Show how far the task is.

        Args:
            fraction: of the work that is done, 0 to 1.
            seconds_left: how long still; None while it cannot be told.
            label: what is being done now, if it changed.
        """
        if label:
            self._label.setText(label)
        self._bar.setRange(0, 1000)
        self._bar.setValue(round(fraction * 1000))
        percent = self.tr("{0} %").format(int(fraction * 100))
        if seconds_left is None:
            self._left.setText(percent)
        else:
            self._left.setText(f"{percent} · {self._time_left(seconds_left)}")

    def finish(self) -> None:
        """Take the bar away: the task is over."""
        self.hide()

    def _time_left(self, seconds: float) -> str:
        if seconds < 60:
            return self.tr("{0} s left").format(max(1, round(seconds)))
        return self.tr("{0} min left").format(round(seconds / 60))

    def _stop(self) -> None:
        self._cancel.set_reason(self.tr("It is being stopped"))
        self._left.setText(self.tr("stopping"))
        self.cancelled.emit()
