"""The card in which one fact is changed: what holds now, what the field takes, what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from tpdesk.domain.vocabularies.catalogue import VOCABULARIES
from tpdesk.gui.theme import Theme, dress
from tpdesk.gui.widgets.buttons import PrimaryButton, SecondaryButton

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from tpdesk.domain.errors import TpdeskError
    from tpdesk.domain.fields.field import Field


class FactEditor(QWidget):
    """A field to type or choose in. Return saves, Escape leaves it as it was.

    Signals:
        saved: Key of the field, and what was typed or chosen.
        left: Nothing is to be changed.
    """

    saved = Signal(str, str)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty card; it is hidden until a fact is to be changed."""
        super().__init__(parent)
        self._key = ""
        self._title, self._says = QLabel(), QLabel()
        dress(self._title, type="strong")
        for label in (self._title, self._says):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.line, self.choice = QLineEdit(), QComboBox()
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.line.returnPressed.connect(self._save)
        self.save = PrimaryButton(theme, self.tr("Save"), small=True)
        self.cancel = SecondaryButton(theme, self.tr("Cancel"), small=True)
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.leave)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(0, 4, 0, 0)
        buttons.setSpacing(8)
        buttons.addWidget(self.save)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        card = QFrame()
        dress(card, look="note")
        column = QVBoxLayout(card)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(6)
        for widget in (self._title, self.line, self.choice, self._says):
            column.addWidget(widget)
        column.addLayout(buttons)
        apart = QVBoxLayout(self)
        apart.setContentsMargins(0, 6, 0, 8)
        apart.addWidget(card)
        self.hide()

    @property
    def says(self) -> str:
        """What stands below the field: what it takes, or what is wrong."""
        return self._says.text()

    def edit(self, field: Field, now: str, takes: str) -> None:
        """Begin to change a fact.

        Args:
            field: The field.
            now: What it holds, as a person would type it; empty when unknown.
            takes: What it takes, in a sentence.
        """
        self._key = field.key
        self._title.setText(self.tr("Change {0}").format(field.label))
        chosen = bool(field.vocabulary)
        if chosen:
            self._offer(field, now)
        self.line.setText(now)
        self.line.setVisible(not chosen)
        self.choice.setVisible(chosen)
        self.line.setAccessibleName(field.label)
        self.choice.setAccessibleName(field.label)
        self._say(self.tr("Empty means not known.") if chosen else takes, "second")
        self.show()
        wanted = self.choice if chosen else self.line
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.selectAll()

    def _offer(self, field: Field, now: str) -> None:
        self.choice.clear()
        self.choice.addItem(self.tr("Not known"), "")
        for term in VOCABULARIES[field.vocabulary].terms:
            self.choice.addItem(term.label, term.key)
        self.choice.setCurrentIndex(max(0, self.choice.findData(now)))

    def show_error(self, error: TpdeskError) -> None:
        """Say what is wrong with what was typed, and let it be mended."""
        self._say(f"{error.message} {error.hint}".strip(), "bad")
        self.save.setEnabled(True)

    def leave(self) -> None:
        """Change nothing."""
        self.hide()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 Qt's name
        """Escape leaves the fact as it was, Return saves the choice."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.choice.isHidden():
            self._save()
        else:
            super().keyPressEvent(event)

    def _save(self) -> None:
        chosen = not self.choice.isHidden()
        self.saved.emit(self._key, str(self.choice.currentData()) if chosen else self.line.text())

    def _say(self, text: str, look: str) -> None:
        self._says.setText(text)
        self._says.setVisible(bool(text))
        dress(self._says, look=look)
