"""What a stage shows while it has nothing: what would be here, why not yet, and the button that starts it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from tpdesk.gui.theme import Theme
from tpdesk.gui.widgets.buttons import ActionButton, LinkButton, PrimaryButton, SecondaryButton

_TEXT_WIDTH = 400


class EmptyState(QWidget):
    """An honest empty place."""

    primary_clicked = Signal()
    secondary_clicked = Signal()

    def __init__(
        self, theme: Theme, icon: str | None, title: str, text: str, parent: QWidget | None = None
    ) -> None:
        """Make an empty state.

        Args:
            theme: the look.
            icon: name of the stage's icon.
            title: what is not there.
            text: why, and what would change it.
            parent: the widget it is in.
        """
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self._primary: ActionButton | None = None
        self._secondary: ActionButton | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 24)
        column.setSpacing(8)
        column.addStretch(1)
        self._picture = QLabel(self)
        self._picture.setVisible(icon is not None)
        self._title = _text_label(title, self)
        self._title.setProperty("type", "heading")
        self._text = _text_label(text, self)
        self._text.setProperty("look", "second")
        self._row = QHBoxLayout()
        self._row.setContentsMargins(0, 8, 0, 0)
        self._row.setSpacing(8)
        self._row.addStretch(1)
        for widget in (self._picture, self._title, self._text):
            column.addWidget(widget)
        column.addLayout(self._row)
        column.addStretch(1)
        theme.changed.connect(self._dress)
        self.set_words(title, text)
        self._dress()

    @property
    def primary(self) -> ActionButton | None:
        """The main button, if there is one."""
        return self._primary

    @property
    def secondary(self) -> ActionButton | None:
        """The other button, if there is one."""
        return self._secondary

    def set_words(self, title: str, text: str) -> None:
        """Say something else."""
        self._title.setText(title)
        self._text.setText(text)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)

    def add_primary(self, text: str, icon: str | None = None) -> ActionButton:
        """Offer the main action."""
        self._primary = PrimaryButton(self._theme, text, icon, parent=self)
        self._primary.clicked.connect(self.primary_clicked)
        self._row.insertWidget(0, self._primary)
        return self._primary

    def add_secondary(self, text: str, *, link: bool = False) -> ActionButton:
        """Offer another action, outlined or as a link."""
        made = LinkButton if link else SecondaryButton
        self._secondary = made(self._theme, text, parent=self)
        self._secondary.clicked.connect(self.secondary_clicked)
        self._row.insertWidget(self._row.count() - 1, self._secondary)
        return self._secondary

    def _dress(self) -> None:
        if self._icon is not None:
            self._picture.setPixmap(self._theme.pixmap(self._icon, "text2", 26, self.devicePixelRatioF()))


def _text_label(text: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setMaximumWidth(_TEXT_WIDTH)
    label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return label
