"""A table of lines that each stand for some assets: sites, doubts. Choosing a line selects its assets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QGuiApplication

from tpdesk.gui.widgets.table import Cell, CellRole, Index, TableView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from tpdesk.gui.desk import Desk
    from tpdesk.gui.theme import Theme

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_LEAST_LAST_PX = 110


@dataclass(frozen=True, slots=True)
class Line:
    """One line.

    Attributes:
        cells: What it shows, one for each column.
        uids: The assets it is about.
        sort_keys: By what it is sorted, one for each column; empty sorts by the texts.
    """

    cells: tuple[Cell, ...]
    uids: tuple[str, ...]
    sort_keys: tuple[float | str, ...] = ()


@dataclass(frozen=True, slots=True)
class LineColumn:
    """One column: its heading, usual width, and whether it holds numbers."""

    heading: str
    width_px: int
    right: bool = False


class LineModel(QAbstractTableModel):
    """Lines in the order in which they were given, or sorted by a column."""

    def __init__(self, columns: Sequence[LineColumn], parent: QObject | None = None) -> None:
        """Start without lines."""
        super().__init__(parent)
        self._columns = tuple(columns)
        self._given: tuple[Line, ...] = ()
        self._lines: tuple[Line, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines as they stand."""
        return self._lines

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._given = self._lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 Qt's name and default
        """How many lines there are."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 Qt's name and default
        """How many columns there are."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a cell whole, or its text."""
        cell = self._lines[index.row()].cells[index.column()]
        if role == CellRole.CELL:
            return cell
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return f"{cell.text} {cell.note}".strip()
        return None

    def headerData(  # noqa: N802 Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Give headings, and numbers' alignment."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].heading
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_RIGHT if self._columns[section].right else _LEFT)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; without one the lines stand as they were given."""
        self.layoutAboutToBeChanged.emit()
        if column < 0:
            self._lines = self._given
        else:
            self._lines = tuple(
                sorted(
                    self._given,
                    key=lambda line: _sort_key(line, column),
                    reverse=order == Qt.SortOrder.DescendingOrder,
                )
            )
        self.layoutChanged.emit()


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
        chosen = [self.lines.lines[row] for row in rows] or list(self.lines.lines)
        texts = ["\t".join(column.heading for column in self._columns)]
        texts += ["\t".join(" ".join(cell.text.split()) for cell in line.cells) for line in chosen]
        QGuiApplication.clipboard().setText("\n".join(texts) + "\n")
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
            self._desk.show_assets(uid for row in rows for uid in self.lines.lines[row].uids)


def _sort_key(line: Line, column: int) -> float | str:
    return line.sort_keys[column] if line.sort_keys else line.cells[column].text.casefold()
