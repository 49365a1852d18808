"""A few choices side by side of which one is on."""

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from tpdesk.gui.theme import Theme
from tpdesk.gui.widgets.marks import text_width

SegmentLook = Literal["filled", "soft"]


class _Segment(QAbstractButton):
    """One choice; its control draws the frame."""

    def __init__(self, theme: Theme, text: str, look: SegmentLook, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._look = look
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 Qt's name
        width = text_width(self._theme.font("body", 600), self.text())
        return QSize(round(width) + 16, self._theme.tokens.size.button_small)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 Qt's name
        painter = QPainter(self)
        on = self.isChecked()
        text = "text"
        if on:
            filled = self._look == "filled"
            painter.fillRect(self.rect(), self._theme.colour("accent" if filled else "accent_soft"))
            text = "on_accent" if filled else "accent"
        elif self.underMouse():
            painter.fillRect(self.rect(), self._theme.colour("hover"))
        painter.setFont(self._theme.font("body", 600 if on else 400))
        painter.setPen(self._theme.colour(text))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()


class SegmentedControl(QWidget):
    """Choices in one frame; arrow keys move between them."""

    chosen = Signal(str)

    def __init__(
        self,
        theme: Theme,
        choices: Sequence[tuple[str, str]],
        *,
        look: SegmentLook = "filled",
        parent: QWidget | None = None,
    ) -> None:
        """Make a control with its first choice on.

        Args:
            theme: the look.
            choices: key and text of each, from left to right.
            look: `filled` in panels, `soft` on the map.
            parent: the widget it is in.
        """
        super().__init__(parent)
        self._theme = theme
        self._buttons: dict[str, _Segment] = {}
        self._group = QButtonGroup(self)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(1)
        for key, text in choices:
            button = _Segment(theme, text, look, self)
            button.clicked.connect(lambda _checked=False, chosen=key: self.chosen.emit(chosen))
            self._group.addButton(button)
            self._buttons[key] = button
            row.addWidget(button)
        next(iter(self._buttons.values())).setChecked(True)
        theme.changed.connect(self.update)

    @property
    def current(self) -> str:
        """The key of the choice that is on."""
        return next(key for key, button in self._buttons.items() if button.isChecked())

    def choose(self, key: str) -> None:
        """Show a choice as the one that is on, without a signal."""
        self._buttons[key].setChecked(True)

    def button(self, key: str) -> QAbstractButton:
        """The button of a choice."""
        return self._buttons[key]

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 Qt's name
        """Draw the frame and the lines between."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QPainterPath()
        radius = self._theme.tokens.radius.control
        frame.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.fillPath(frame, self._theme.colour("panel"))
        painter.setPen(QPen(self._theme.colour("border"), 1))
        painter.drawPath(frame)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(QPen(self._theme.colour("line2"), 1))
        for button in list(self._buttons.values())[1:]:
            painter.drawLine(button.x() - 1, 1, button.x() - 1, self.height() - 2)
        painter.end()
