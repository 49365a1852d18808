"""The row at the top: menus, undo and redo, and the search field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenuBar, QVBoxLayout, QWidget

from tpdesk.gui.actions import Actions
from tpdesk.gui.theme import Theme, dress
from tpdesk.gui.widgets.buttons import IconButton
from tpdesk.gui.widgets.search import SearchField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tpdesk.gui.actions import ActionSpec
    from tpdesk.gui.desk import Desk

_SEARCH_PX = (420, 28)


class MenuRow(QWidget):
    """Menus at the left; undo, redo and search at the right."""

    def __init__(self, theme: Theme, desk: Desk, parent: QWidget | None = None) -> None:
        """Lay out the row; the menus come with ``set_actions``."""
        super().__init__(parent)
        self._desk = desk
        self.setFixedHeight(theme.tokens.size.menu_row)
        self.bar = QMenuBar(self)
        self.bar.setNativeMenuBar(False)
        self.bar.setStyleSheet("QMenuBar { border: none; padding: 0 2px; }")
        self.undo = IconButton(theme, "undo-2", self.tr("Undo"))
        self.redo = IconButton(theme, "redo-2", self.tr("Redo"))
        self.undo.clicked.connect(desk.undo)
        self.redo.clicked.connect(desk.redo)
        self.search = SearchField(theme, self.tr("Name, address, UPRN, postcode or grid reference"), "Ctrl+F")
        self.search.setFixedSize(*_SEARCH_PX)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(2)
        row.addWidget(self.bar, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.undo)
        row.addWidget(self.redo)
        row.addSpacing(8)
        row.addWidget(self.search)
        line = QFrame()
        dress(line, look="line")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row, 1)
        column.addWidget(line)
        self.actions_by_key: Actions | None = None
        desk.contents_changed.connect(self.tell_steps)
        desk.closed.connect(self.tell_steps)

    def set_actions(self, window: QWidget, specs: Sequence[ActionSpec]) -> Actions:
        """Fill the menus."""
        actions = Actions(window, self.bar, specs)
        self.actions_by_key = actions
        self.tell_steps()
        return actions

    def start_search(self) -> None:
        """Put the keyboard into the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def tell_steps(self) -> None:
        """Say what undo and redo would do."""
        contents = self._desk.contents
        is_open = contents is not None
        undo = None if contents is None else contents.undo
        redo = None if contents is None else contents.redo
        nothing = self.tr("Nothing to undo"), self.tr("Nothing to redo")
        texts = (
            self.tr("Undo: {0}").format(undo) if undo else nothing[0],
            self.tr("Redo: {0}").format(redo) if redo else nothing[1],
        )
        for button, text, can in zip((self.undo, self.redo), texts, (undo, redo), strict=True):
            button.setEnabled(can is not None)
            button.setToolTip(text)
            button.setAccessibleName(text)
        if self.actions_by_key is None:
            return
        self.actions_by_key.set_register_open(is_open, self.tr("Open a register first"))
        for key, text, can in zip(("undo", "redo"), texts, (undo, redo), strict=True):
            action = self.actions_by_key[key]
            action.setText(text)
            action.setEnabled(can is not None)
