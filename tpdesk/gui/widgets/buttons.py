"""Buttons: the one main action, the others beside it, links in text, and icons where a map tool needs one."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QToolButton, QVBoxLayout, QWidget

from tpdesk.gui.theme import Theme, dress


class ActionButton(QPushButton):
    """What all worded buttons share: an icon that follows the theme, and a reason when disabled."""

    look = ""
    icon_colour = "text"

    def __init__(
        self,
        theme: Theme,
        text: str,
        icon: str | None = None,
        *,
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make a button.

        Args:
            theme: the look.
            text: verb first.
            icon: name of an icon, drawn before the text.
            small: 26 instead of 30 pixels high, for bars and rows.
            parent: the widget it is in.
        """
        super().__init__(f" {text}" if icon else text, parent)
        self._theme = theme
        self._icon_name = icon
        self._hint = ""
        self.setAccessibleName(text)
        self.setProperty("look", self.look)
        self.setProperty("small", small)
        self.setIconSize(QSize(16, 16))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self._dress)
        self._dress()

    def set_reason(self, reason: str | None) -> None:
        """Disable the button and say why on hover and to screen readers; None enables it again."""
        self.setEnabled(reason is None)
        self.setToolTip(reason or "")
        self.setAccessibleDescription(reason or "")

    def _dress(self) -> None:
        if self._icon_name is not None:
            self.setIcon(self._theme.icon(self._icon_name, self.icon_colour))


class PrimaryButton(ActionButton):
    """The main action of a stage: filled with the accent. One in a view."""

    look = "primary"
    icon_colour = "on_accent"


class SecondaryButton(ActionButton):
    """Any other action: outlined."""

    look = "secondary"


class LinkButton(ActionButton):
    """An action written as a word in the accent colour."""

    look = "link"
    icon_colour = "accent"


class InlineLink(ActionButton):
    """An underlined action within a sentence, a row or a message bar."""

    look = "inline"
    icon_colour = "accent"

    def set_kind(self, kind: str) -> None:
        """Take the colour of a message: info, warning or fault."""
        dress(self, kind=kind)


class IconButton(QToolButton):
    """A button of an icon alone, for map tools and table tools; its name shows on hover."""

    def __init__(
        self,
        theme: Theme,
        icon: str,
        name: str,
        *,
        size: tuple[int, int] = (28, 28),
        colour: str = "text2",
        parent: QWidget | None = None,
    ) -> None:
        """Make a button.

        Args:
            theme: the look.
            icon: name of the icon.
            name: what it does, as tool tip and for screen readers.
            size: width and height in pixels.
            colour: of the icon, a colour of the window.
            parent: the widget it is in.
        """
        super().__init__(parent)
        self._theme = theme
        self._icon_name = icon
        self._colour = colour
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFixedSize(*size)
        self.setIconSize(QSize(16, 16))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.changed.connect(self._dress)
        self.toggled.connect(self._dress)
        self._dress()

    def set_icon(self, icon: str) -> None:
        """Show another icon."""
        self._icon_name = icon
        self._dress()

    def _dress(self) -> None:
        colour = "accent" if self.isChecked() else self._colour
        self.setIcon(self._theme.icon(self._icon_name, colour))


@dataclass(frozen=True, slots=True)
class Tool:
    """One tool of a stack: its key, icon, and name with its shortcut if it has one."""

    key: str
    icon: str
    name: str


class ToolStack(QFrame):
    """Map tools in one frame, one below the other; either one is chosen, or each acts at once."""

    chosen = Signal(str)

    def __init__(
        self,
        theme: Theme,
        tools: Sequence[Tool],
        *,
        exclusive: bool,
        parent: QWidget | None = None,
    ) -> None:
        """Make a stack.

        Args:
            theme: the look.
            tools: from top to bottom.
            exclusive: whether one of them stays chosen, as hand and pointer do; otherwise plain buttons.
            parent: the widget it is in.
        """
        super().__init__(parent)
        self.setProperty("look", "tools")
        self._buttons: dict[str, IconButton] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(exclusive)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(1, 1, 1, 1)
        rows.setSpacing(0)
        for place, tool in enumerate(tools):
            if place:
                rows.addWidget(thin_line(self))
            button = IconButton(theme, tool.icon, tool.name, size=theme.tokens.size.map_tool, colour="text")
            button.setCheckable(exclusive)
            button.clicked.connect(lambda _checked=False, key=tool.key: self.chosen.emit(key))
            self._group.addButton(button)
            self._buttons[tool.key] = button
            rows.addWidget(button)

    def choose(self, key: str) -> None:
        """Show a tool as the chosen one, without a signal."""
        self._buttons[key].setChecked(True)

    def button(self, key: str) -> IconButton:
        """The button of a tool."""
        return self._buttons[key]


def thin_line(parent: QWidget | None = None, *, upright: bool = False) -> QFrame:
    """A hairline between rows, or upright between columns."""
    line = QFrame(parent)
    line.setProperty("look", "rule" if upright else "line")
    return line
