"""What the tables' models share: cells given whole, headings, and lists that can be sorted by a column."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from tpdesk.files.formula_guard import copied_cell
from tpdesk.gui.widgets.charts import confidence_word
from tpdesk.gui.widgets.table import Cell, CellRole, Index

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_SAID = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)

Row = TypeVar("Row")


class Heading(Protocol):
    """A column as its model needs it."""

    @property
    def heading(self) -> str:
        """What stands above it."""
        ...

    @property
    def right(self) -> bool:
        """Whether it holds numbers, which stand right."""
        ...


class CellModel(QAbstractTableModel):
    """A table that says what a cell is, and leaves to this class in which roles Qt asks for it.

    Attributes:
        headings: One for each column.
        right: Columns whose headings stand right.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        """Start without columns."""
        super().__init__(parent)
        self.headings: tuple[str, ...] = ()
        self.right: frozenset[int] = frozenset()

    def set_headings(self, columns: Sequence[Heading]) -> None:
        """Have other columns."""
        self.headings = tuple(column.heading for column in columns)
        self.right = frozenset(place for place, column in enumerate(columns) if column.right)

    @abstractmethod
    def count(self) -> int:
        """How many rows there are."""

    @abstractmethod
    def cell(self, row: int, column: int) -> Cell:
        """Give a cell."""

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 Qt's name and default
        """How many rows there are."""
        return 0 if parent.isValid() else self.count()

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 Qt's name and default
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a cell whole, or its words."""
        if not index.isValid():
            return None
        cell = self.cell(index.row(), index.column())
        if role == CellRole.CELL:
            return cell
        if role in _SAID:
            return self.tr("Unknown") if cell.unknown else cell_words(cell)
        return cell_words(cell) or None if role == Qt.ItemDataRole.ToolTipRole else None

    def headerData(  # noqa: N802 Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Give headings, and numbers' alignment."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.headings):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.headings[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section in self.right else _LEFT
        return None

    def as_text(self, rows: Iterable[int], columns: Iterable[int]) -> str:
        """Give headings and rows as lines with tabs between their cells, for other programs."""
        places = tuple(columns)
        lines = ["\t".join(self.headings[place] for place in places)]
        lines += ["\t".join(_copied(self.cell(row, place)) for place in places) for row in rows]
        return "\n".join(lines) + "\n"


class SortedModel(CellModel, Generic[Row]):
    """Rows in the order in which they were given, or sorted by a column; it stays when others come."""

    def __init__(self, columns: Sequence[Heading], parent: QObject | None = None) -> None:
        """Start without rows."""
        super().__init__(parent)
        self.set_headings(columns)
        self._sorted_by: tuple[int, Qt.SortOrder] = (-1, Qt.SortOrder.AscendingOrder)
        self._given: tuple[Row, ...] = ()
        self.rows: tuple[Row, ...] = ()

    def set_rows(self, rows: Iterable[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._given = tuple(rows)
        self.rows = self._in_order()
        self.endResetModel()

    @abstractmethod
    def sort_key(self, column: int) -> Callable[[Row], float | str] | None:
        """Give that by which a column sorts; None leaves the rows as they were given."""

    def count(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; without one the rows stand as they were given."""
        self.layoutAboutToBeChanged.emit()
        self._sorted_by = (column, order)
        self.rows = self._in_order()
        self.layoutChanged.emit()

    def _in_order(self) -> tuple[Row, ...]:
        column, order = self._sorted_by
        key = self.sort_key(column) if column >= 0 else None
        if key is None:
            return self._given
        return tuple(sorted(self._given, key=key, reverse=order == Qt.SortOrder.DescendingOrder))


def cell_words(cell: Cell) -> str:
    """Say what a cell shows."""
    if cell.confidence is not None:
        return confidence_word(cell.confidence)
    return f"{_copied(cell)} {cell.note}".strip()


def _copied(cell: Cell) -> str:
    """What of a cell another program gets: no note, and nothing that would break its line."""
    return f"{cell.score:.0f}" if cell.score is not None else copied_cell(cell.text)
