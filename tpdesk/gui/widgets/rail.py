"""The rail at the left: the stages of the officer's year, in order."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from tpdesk.gui.theme import Theme, shows_focus
from tpdesk.gui.widgets.marks import text_width

_LABEL_PX = 11.5
_STEPS: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class RailButton(QAbstractButton):
    """A stage: its icon over its name, and a badge when something waits there."""

    def __init__(self, theme: Theme, icon: str, text: str, parent: QWidget | None = None) -> None:
        """Make a button of the rail."""
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self._badge = 0
        self._ready = True
        self.setText(text)
        self.setCheckable(True)
        self.setProperty("own_focus", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)
        self.set_badge(0)

    def set_badge(self, count: int) -> None:
        """Show how many things wait; 0 shows nothing."""
        self._badge = count
        waiting = self.tr("{0} waiting").format(count)
        self.setAccessibleName(f"{self.text()}, {waiting}" if count else self.text())
        self.update()

    def set_not_ready(self) -> None:
        """Write it more quietly: there is no work to do yet."""
        self._ready = False
        self.setToolTip(self.tr("{0}: not in this version yet").format(self.text()))
        self.setAccessibleName(self.toolTip())

    def sizeHint(self) -> QSize:  # noqa: N802 Qt's name
        """As wide as the rail."""
        size = self._theme.tokens.size
        return QSize(size.rail_width, size.rail_item)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 Qt's name
        """Draw ground, icon, name and badge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        if on:
            painter.fillRect(self.rect(), self._theme.colour("panel"))
            painter.fillRect(0, 0, 3, self.height(), self._theme.colour("accent"))
        elif self.underMouse():
            painter.fillRect(self.rect(), self._theme.colour("hover"))
        quiet = "text2" if self._ready else "text3"
        colour = "accent" if on else quiet
        side = self._theme.tokens.size.rail_icon
        pixmap = self._theme.pixmap(self._icon, colour, side, self.devicePixelRatioF())
        painter.drawPixmap(QPointF((self.width() - side) / 2, 9), pixmap)
        painter.setFont(self._fitting_font(600 if on else 500))
        painter.setPen(self._theme.colour(colour))
        painter.drawText(QRectF(0, 32, self.width(), 18), Qt.AlignmentFlag.AlignCenter, self.text())
        if self._badge:
            self._paint_badge(painter)
        if shows_focus(self):
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(3, 3, -3, -3), 4, 4)
        painter.end()

    def _fitting_font(self, weight: int) -> QFont:
        font = self._theme.font(_LABEL_PX, weight, tabular=False)
        if text_width(font, self.text()) > self.width() - 4:
            font = self._theme.font(_LABEL_PX - 1, weight, tabular=False)
        return font

    def _paint_badge(self, painter: QPainter) -> None:
        text = str(self._badge) if self._badge < 100 else "99+"
        font = self._theme.font(10.5, 700)
        width = max(16.0, text_width(font, text) + 8)
        box = QRectF(self.width() / 2 + 7, 5, width, 16)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("text2"))
        painter.drawRoundedRect(box, 8, 8)
        painter.setFont(font)
        painter.setPen(self._theme.colour("panel"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


class Rail(QWidget):
    """The stages from top to bottom; help and the like stay at the foot. Arrow keys move between them."""

    stage_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make a rail without stages."""
        super().__init__(parent)
        self._theme = theme
        self._buttons: dict[str, RailButton] = {}
        self._group = QButtonGroup(self)
        self.setFixedWidth(theme.tokens.size.rail_width)
        self.setAccessibleName(self.tr("Stages"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._stages = QVBoxLayout()
        self._foot = QVBoxLayout()
        column.addLayout(self._stages)
        column.addStretch(1)
        column.addLayout(self._foot)
        theme.changed.connect(self.update)

    def add_stage(self, key: str, icon: str, text: str, *, ready: bool = True) -> RailButton:
        """Add a stage below the others; one whose work is not built yet stands back."""
        button = self._add(key, icon, text)
        if not ready:
            button.set_not_ready()
        self._group.addButton(button)
        self._stages.addWidget(button)
        return button

    def add_foot(self, key: str, icon: str, text: str) -> RailButton:
        """Add a button at the foot, which acts and does not stay chosen."""
        button = self._add(key, icon, text)
        button.setCheckable(False)
        self._foot.addWidget(button)
        return button

    def choose(self, key: str) -> None:
        """Show a stage as the one that is on, without a signal."""
        self._buttons[key].setChecked(True)

    def set_badge(self, key: str, count: int) -> None:
        """Show how many things wait in a stage."""
        self._buttons[key].set_badge(count)

    def button(self, key: str) -> RailButton:
        """The button of a stage."""
        return self._buttons[key]

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 Qt's name
        """Move the focus up and down."""
        step = _STEPS.get(event.key())
        buttons = list(self._buttons.values())
        focused = next((place for place, button in enumerate(buttons) if button.hasFocus()), None)
        if step is None or focused is None:
            super().keyPressEvent(event)
            return
        buttons[(focused + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 Qt's name
        """Draw the ground and the line at the right."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("window"))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), self._theme.colour("line"))
        painter.end()

    def _add(self, key: str, icon: str, text: str) -> RailButton:
        button = RailButton(self._theme, icon, text, self)
        button.clicked.connect(lambda _checked=False: self.stage_chosen.emit(key))
        self._buttons[key] = button
        return button
