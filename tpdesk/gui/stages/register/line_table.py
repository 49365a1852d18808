"""A table of lines that each stand for some assets: sites, doubts. Choosing a line selects its assets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from tpdesk.gui.widgets.cell_model import SortedModel
from tpdesk.gui.widgets.table import Cell, TableView

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from tpdesk.gui.desk import Desk
    from tpdesk.gui.theme import Theme
    from tpdesk.services.checking_facts import Doubt

_LEAST_LAST_PX = 110


@dataclass(frozen=True, slots=True)
class Line:
    """One line.

    Attributes:
        cells: What it shows, one for each column.
        uids: The assets it is about.
        sort_keys: By what it is sorted, one for each column; empty sorts by the texts.
        doubt: The doubt it tells, of a line that tells one.
    """

    cells: tuple[Cell, ...]
    uids: tuple[str, ...]
    sort_keys: tuple[float | str, ...] = ()
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True)
class LineColumn:
    """One column: its heading, usual width, and whether it holds numbers."""

    heading: str
    width_px: int
    right: bool = False


class LineModel(SortedModel[Line]):
    """Lines in the order in which they were given, or sorted by a column."""

    def cell(self, row: int, column: int) -> Cell:
        """Give a cell of a line."""
        return self.rows[row].cells[column]

    def sort_key(self, column: int) -> Callable[[Line], float | str]:
        """Sort by the lines' own keys, else by their texts."""
        return lambda line: _sort_key(line, column)


class LineTable(TableView):
    """Lines that stand for assets."""

    def __init__(
        self,
        theme: Theme,
        desk: Desk,
        columns: Sequence[LineColumn],
        parent: QWidget | None = None,
    ) -> None:
        """Make a table without lines."""
        super().__init__(theme, name_column=0, parent=parent)
        self._desk = desk
        self._columns = tuple(columns)
        self.lines = LineModel(columns, self)
        self._dragged = False
        self.setModel(self.lines)
        self.horizontalHeader().sectionResized.connect(lambda *_: self._note_drag())
        self.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.selectionModel().selectionChanged.connect(self._select_assets)

    def copy(self) -> int:
        """Copy the selected lines, else all, with headings; give their number."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        chosen = rows or range(self.lines.count())
        QGuiApplication.clipboard().setText(self.lines.as_text(chosen, range(len(self._columns))))
        return len(chosen)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 Qt's name
        """Fit the columns to the window, unless the person has given them their widths."""
        super().resizeEvent(event)
        if not self._dragged:
            self._fit()

    def _fit(self) -> None:
        """Let the last column have the rest; where that is too little it goes, and the one before has it."""
        widths = [column.width_px for column in self._columns]
        room, last = self.viewport().width(), len(widths) - 1
        cramped = room - sum(widths[:last]) < _LEAST_LAST_PX
        self.setColumnHidden(last, cramped)
        place = last - 1 if cramped else last
        for column, width in enumerate(widths):
            rest = max(_LEAST_LAST_PX, room - sum(widths[:place]))
            self.setColumnWidth(column, rest if column == place else width)

    def _note_drag(self) -> None:
        self._dragged = self._dragged or QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton

    def _select_assets(self) -> None:
        rows = {index.row() for index in self.selectionModel().selectedRows()}
        if rows:
            self._desk.show_assets(uid for row in rows for uid in self.lines.rows[row].uids)


def _sort_key(line: Line, column: int) -> float | str:
    return line.sort_keys[column] if line.sort_keys else line.cells[column].text.casefold()
