"""Cells in which one chooses: drawn as a field with an arrow, opened as a list that one can search."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from tpdesk.domain.vocabularies.term import fold_wording
from tpdesk.gui.theme import Theme, dress
from tpdesk.gui.widgets.marks import elided
from tpdesk.gui.widgets.search import SearchField
from tpdesk.gui.widgets.table import CellRole, Index, TableDelegate, TableView, cell_at

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_KEY = Qt.ItemDataRole.UserRole
_WORDS = Qt.ItemDataRole.UserRole + 1
_ROWS_SHOWN = 12
_LEAST_WIDTH = 250
_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Space)
_PASSED_ON = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
)


class ChoiceRole(IntEnum):
    """What a model says of a cell in which one chooses."""

    CURRENT = CellRole.QUIET + 1
    """Key of what is chosen."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One possibility.

    Attributes:
        key: By which it is known; empty for none.
        text: What it is called.
        group: Heading it stands under; empty for none.
        words: Other words under which it is found.
    """

    key: str
    text: str
    group: str = ""
    words: str = ""


class ChoicePicker(QFrame):
    """A list of possibilities over the window, with a field to search in.

    Signals:
        chosen: Key of what was chosen; the picker closes itself.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, name: str, choices: Sequence[Choice], parent: QWidget) -> None:
        """Make a picker; `open_at` shows it.

        Args:
            theme: The look.
            name: What is chosen, for screen readers.
            choices: In the order shown, groups together.
            parent: The widget it belongs to.
        """
        super().__init__(parent, Qt.WindowType.Popup)
        self._theme = theme
        self._choices = tuple(choices)
        dress(self, look="tools")
        self.setAccessibleName(name)
        self.search = SearchField(theme, self.tr("Search"))
        self.search.setAccessibleDescription(name)
        self.list = QListWidget()
        self.list.setAccessibleName(name)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self._nothing = QLabel(self.tr("Nothing of this name"))
        dress(self._nothing, look="third")
        self._nothing.setContentsMargins(8, 4, 8, 8)
        self._nothing.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        for widget in (self.search, self.list, self._nothing):
            column.addWidget(widget)
        self.search.textChanged.connect(self._fill)
        self.search.installEventFilter(self)
        self.list.itemClicked.connect(self._take)
        self._current = ""
        self._fill("")

    def open_at(self, corner: QPoint, width: int, current: str) -> None:
        """Show the list below a corner, the current choice marked."""
        self._current = current
        self._fill("")
        rows = min(_ROWS_SHOWN, max(3, self.list.count()))
        self.list.setFixedHeight(rows * self._theme.tokens.size.table_row + 2)
        self.setFixedWidth(max(width, _LEAST_WIDTH))
        self.adjustSize()
        self.move(self._kept_on_screen(corner))
        self.show()
        self.search.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 Qt's name
        """Let the arrows and Enter reach the list while one types."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.list.currentItem())
                return True
            if key in _PASSED_ON:
                self.list.keyPressEvent(event)
                return True
            if key == Qt.Key.Key_Escape and not self.search.text():
                self.close()
                return True
        return super().eventFilter(watched, event)

    def _kept_on_screen(self, corner: QPoint) -> QPoint:
        room = self.screen().availableGeometry()
        x = max(room.left(), min(corner.x(), room.right() - self.width()))
        y = max(room.top(), min(corner.y(), room.bottom() - self.sizeHint().height()))
        return QPoint(x, y)

    def _fill(self, text: str) -> None:
        words = fold_wording(text).split()
        self.list.clear()
        group = ""
        wanted: QListWidgetItem | None = None
        for choice in self._choices:
            sought = fold_wording(f"{choice.text} {choice.group} {choice.words}")
            if not all(word in sought for word in words):
                continue
            if choice.group != group:
                group = choice.group
                self._add_heading(group)
            item = QListWidgetItem(choice.text, self.list)
            item.setData(_KEY, choice.key)
            if wanted is None or choice.key == self._current:
                wanted = item
        if wanted is not None:
            self.list.setCurrentItem(wanted)
            self.list.scrollToItem(wanted)
        self._nothing.setVisible(wanted is None)

    def _add_heading(self, text: str) -> None:
        item = QListWidgetItem(text, self.list)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setForeground(self._theme.colour("text3"))
        item.setFont(self._theme.font("small", 600))

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(_KEY) is not None:
            key = str(item.data(_KEY))
            self.close()
            self.chosen.emit(key)


class ChoiceDelegate(TableDelegate):
    """Draws the cells of one column as fields in which one chooses."""

    def __init__(self, theme: Theme, column: int, name_column: int | None, parent: QWidget) -> None:
        """Make a delegate; the other columns are drawn as in every table."""
        super().__init__(theme, name_column, parent)
        self._look = theme
        self._column = column

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 Qt's name
        """Room for the arrow too."""
        hint = super().sizeHint(option, index)
        return hint + QSize(34, 0) if index.column() == self._column else hint

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell, as a field with an arrow where one chooses."""
        super().paint(painter, option, index)
        if index.column() != self._column:
            return
        cell = cell_at(index)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        box = QRectF(rect).adjusted(4.5, 1.5, -8.5, -3.5)
        theme = self._look
        painter.save()
        painter.fillRect(rect.adjusted(1, 1, -1, -2), theme.colour("sel_row" if selected else "panel"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("accent" if selected else "line2"), 1))
        painter.setBrush(theme.colour("panel"))
        painter.drawRoundedRect(box, theme.tokens.radius.control, theme.tokens.radius.control)
        font = theme.font("table")
        painter.setFont(font)
        painter.setPen(theme.colour("text3" if cell.quiet else "text"))
        words = box.adjusted(8, 0, -28, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, elided(font, cell.text, words.width()))
        arrow = theme.pixmap("chevron-down", "text2", 14, painter.device().devicePixelRatioF())
        painter.drawPixmap(QPointF(round(box.right() - 22), round(box.center().y() - 7)), arrow)
        view = option.widget
        if isinstance(view, TableView) and view.by_keyboard and state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-1, -1, 1, 1), 5, 5)
        painter.restore()


class ChoiceTable(TableView):
    """A table with a column in which one chooses: a click, Enter, F2 or Space opens the list.

    Signals:
        choice_made: Row of the model, and key of what was chosen in it.
    """

    choice_made = Signal(int, str)

    def __init__(
        self,
        theme: Theme,
        column: int,
        choices: Callable[[int], Sequence[Choice]],
        name_column: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Make a table.

        Args:
            theme: The look.
            column: The one in which one chooses.
            choices: Gives the possibilities of a row.
            name_column: The column whose text is bold in the selected row.
            parent: The widget it is in.
        """
        super().__init__(theme, name_column, parent)
        self._theme = theme
        self.choice_column = column
        self._choices = choices
        self.picker: ChoicePicker | None = None
        self.setItemDelegate(ChoiceDelegate(theme, column, name_column, self))
        self.setSelectionMode(TableView.SelectionMode.SingleSelection)
        self.setSortingEnabled(False)

    def choose_in(self, row: int) -> None:
        """Open the list of a row."""
        index = self.model().index(row, self.choice_column)
        choices = self._choices(row)
        if not choices:
            return
        name = str(self.model().headerData(self.choice_column, Qt.Orientation.Horizontal) or "")
        picker = ChoicePicker(self._theme, name, choices, self)
        picker.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        picker.destroyed.connect(self._drop_picker)
        picker.chosen.connect(lambda key: self.choice_made.emit(row, key))
        self.picker = picker
        box = self.visualRect(index)
        corner = self.viewport().mapToGlobal(QPoint(box.left() + 4, box.bottom() + 1))
        picker.open_at(corner, box.width() - 8, str(index.data(ChoiceRole.CURRENT) or ""))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 Qt's name
        """Open the list of the field that was clicked."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.column() == self.choice_column:
            self.choose_in(index.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 Qt's name
        """Open the list of the current row."""
        if Qt.Key(event.key()) in _OPENING and self.currentIndex().isValid():
            self.choose_in(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def _drop_picker(self) -> None:
        self.picker = None
