"""The doubts of a file: the kinds with their numbers, and every row of the kind that is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from tpdesk.domain.issues import Severity
from tpdesk.gui.stages.collect.list_model import ListModel
from tpdesk.gui.theme import Theme, dress
from tpdesk.gui.widgets.buttons import SecondaryButton
from tpdesk.gui.widgets.empty import EmptyState
from tpdesk.gui.widgets.rows import RowList, TwoLineRow
from tpdesk.gui.widgets.table import Cell, TableView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tpdesk.gui.stages.collect.issue_groups import IssueGroup
    from tpdesk.services.importing.request import Decisions

SEVERITY_ICONS: dict[Severity, tuple[str, str]] = {
    Severity.ERROR: ("circle-x", "bad"),
    Severity.WARNING: ("triangle-alert", "warn"),
    Severity.NOTICE: ("info", "info"),
}
_ROW, _COLUMN, _VALUE, _MESSAGE, _SUGGESTION = range(5)
_WIDTHS = (52, 96, 116, 230, 170)
_KINDS_PX = 250


class IssuesTab(QWidget):
    """The doubts of a file.

    Signals:
        row_decided: Code and row number of a fix that is accepted in that row alone.
        row_kept: Number of a row that is no subtotal.
        row_left_out: Number of a row that is left out of the import, and whether it is.
        postcodes_wanted: The list of postcodes is to be chosen.
        row_shown: Code and number of a row to be shown on the map.
    """

    row_decided = Signal(str, int)
    row_kept = Signal(int)
    row_left_out = Signal(int, bool)
    row_shown = Signal(str, int)
    postcodes_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty tab."""
        super().__init__(parent)
        self._theme = theme
        self._groups: tuple[IssueGroup, ...] = ()
        self._left_out: frozenset[int] = frozenset()
        self._at = 0
        self._model = ListModel(self)
        self.kinds = RowList(theme)
        self.kinds.row_chosen.connect(self._choose)
        self.table = TableView(theme, _VALUE)
        self.table.setSortingEnabled(False)
        self.table.setAccessibleName(self.tr("Rows with this doubt"))
        self.table.setModel(self._model)
        self.table.selectionModel().selectionChanged.connect(self._offer)
        self.accept = SecondaryButton(theme, "", small=True)
        self.keep = SecondaryButton(theme, self.tr("Keep this row"), small=True)
        self.leave_out = SecondaryButton(theme, self.tr("Leave this row out"), small=True)
        self.show_row = SecondaryButton(theme, self.tr("Show on the map"), small=True)
        self.accept.clicked.connect(lambda: self.row_decided.emit(self._code, self._number))
        self.keep.clicked.connect(lambda: self.row_kept.emit(self._number))
        self.leave_out.clicked.connect(self._leave_out)
        self.show_row.clicked.connect(lambda: self.row_shown.emit(self._code, self._number))
        self.choose_list = SecondaryButton(theme, self.tr("Choose the list of postcodes…"), small=True)
        self.choose_list.clicked.connect(self.postcodes_wanted)
        self._buttons = (self.accept, self.choose_list, self.keep, self.leave_out, self.show_row)
        for button in self._buttons:
            button.hide()
        self._pages = QStackedWidget()
        self._pages.addWidget(self._make_halves())
        self._pages.addWidget(
            EmptyState(theme, None, self.tr("No issue in this file"), self.tr("Every cell could be read."))
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)

    def show_groups(self, groups: Sequence[IssueGroup], decisions: Decisions) -> None:
        """Show the doubts of a plan; the kind that was looked at stays."""
        before = self._groups[self._at].kind.code if self._at < len(self._groups) else ""
        self._groups = tuple(groups)
        self._left_out = decisions.left_out_rows
        self.kinds.clear()
        for group in self._groups:
            icon, colour = SEVERITY_ICONS[group.kind.severity]
            row = TwoLineRow(self._theme, group.kind.title, self._state(group), icon, colour)
            row.set_count(f"{group.count:,}")
            self.kinds.add_row(row)
        self._pages.setCurrentIndex(0 if self._groups else 1)
        self.show_kind(before)

    def show_kind(self, code: str) -> None:
        """Look at the rows of a kind of doubt; without one of that kind, of the first."""
        if self._groups:
            place = next((at for at, each in enumerate(self._groups) if each.kind.code == code), 0)
            self._choose(place)

    def _make_halves(self) -> QWidget:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFixedWidth(_KINDS_PX)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        dress(inner, look="panel")
        listed = QVBoxLayout(inner)
        listed.setContentsMargins(0, 0, 0, 0)
        listed.addWidget(self.kinds)
        listed.addStretch(1)
        scroll.setWidget(inner)
        bar = QHBoxLayout()
        bar.setContentsMargins(10, 4, 10, 4)
        bar.setSpacing(8)
        for button in self._buttons:
            bar.addWidget(button)
        bar.addStretch(1)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addLayout(bar)
        right.addWidget(self.table, 1)
        rule = QFrame()
        dress(rule, look="rule")
        halves = QWidget()
        row = QHBoxLayout(halves)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(scroll)
        row.addWidget(rule)
        row.addLayout(right, 1)
        return halves

    @property
    def _code(self) -> str:
        return self._groups[self._at].kind.code if self._groups else ""

    @property
    def _number(self) -> int:
        row = self.table.currentIndex().row()
        table = self._groups[self._at].table if self._groups else None
        return int(table.rows[row]) if table is not None and 0 <= row < len(table) else 0

    def _state(self, group: IssueGroup) -> str:
        if group.accepted:
            return self.tr("Accepted")
        if group.left:
            return self.tr("Left as it is")
        return self.tr("To decide") if group.waits else self.tr("To pass on")

    def _choose(self, place: int) -> None:
        self._at = place
        group = self._groups[place]
        self.kinds.choose(place)
        words = group.row_fix_words
        self.accept.setText(words)
        self.accept.setAccessibleName(words)
        headings = [
            self.tr("Row"),
            self.tr("Column"),
            self.tr("Value"),
            self.tr("What was found"),
            self.tr("What might be done"),
        ]
        self._model.show_rows(headings, group.count, self._cell, right=(_ROW,))
        for column, width in enumerate(_WIDTHS):
            self.table.setColumnWidth(column, width)
        told = {
            _COLUMN: group.table.columns,
            _VALUE: group.table.values,
            _SUGGESTION: group.table.suggestions,
        }
        for column, texts in told.items():
            self.table.setColumnHidden(column, not any(texts))
        self.table.selectRow(0)
        self._offer()

    def _cell(self, row: int, column: int) -> Cell:
        table = self._groups[self._at].table
        number = int(table.rows[row])
        if column == _ROW:
            return Cell(text=f"{number:,}" if number else self.tr("File"), right=True, quiet=not number)
        texts = {
            _COLUMN: table.columns,
            _VALUE: table.values,
            _MESSAGE: table.messages,
            _SUGGESTION: table.suggestions,
        }[column]
        return Cell(text=str(texts[row]), strong=column == _VALUE, quiet=column in (_COLUMN, _SUGGESTION))

    def _offer(self) -> None:
        group = self._groups[self._at] if self._groups else None
        number = self._number
        of_row = group is not None and number > 0
        subtotal = group is not None and group.kind.code in ("subtotal_row", "note_row")
        refused = group is not None and group.kind.code == "row_refused"
        self.accept.setVisible(of_row and group is not None and group.kind.fixable and not group.accepted)
        self.choose_list.setVisible(group is not None and group.without_list > 0)
        self.keep.setVisible(of_row and subtotal)
        self.leave_out.setVisible(of_row and not subtotal and not refused)
        self.show_row.setVisible(of_row and group is not None and group.has_positions)

    def _leave_out(self) -> None:
        self.row_left_out.emit(self._number, self._number not in self._left_out)
