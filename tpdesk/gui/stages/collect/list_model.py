"""Tables of prepared cells: what every tab of the stage shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from tpdesk.gui.stages.collect.choices import ChoiceRole
from tpdesk.gui.widgets.charts import confidence_word
from tpdesk.gui.widgets.table import Cell, CellRole, Index

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_NOWHERE = QModelIndex()
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class ListModel(QAbstractTableModel):
    """Rows whose cells are made when they are looked at."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._headings: tuple[str, ...] = ()
        self._right: frozenset[int] = frozenset()
        self._count = 0
        self._cell: Callable[[int, int], Cell] = lambda _row, _column: Cell()
        self._current: Callable[[int], str] = lambda _row: ""

    def show_rows(
        self,
        headings: Sequence[str],
        count: int,
        cell: Callable[[int, int], Cell],
        *,
        right: Sequence[int] = (),
        current: Callable[[int], str] | None = None,
    ) -> None:
        """Show other rows.

        Args:
            headings: One for each column.
            count: Number of rows.
            cell: Gives the cell of a row and column.
            right: Columns whose headings stand right.
            current: Gives the key of what is chosen in a row.
        """
        self.beginResetModel()
        self._headings, self._count, self._cell = tuple(headings), count, cell
        self._right = frozenset(right)
        self._current = current or (lambda _row: "")
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 Qt's name
        """Number of rows."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 Qt's name
        """Number of columns."""
        return 0 if parent.isValid() else len(self._headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell shows."""
        if not index.isValid():
            return None
        if role == ChoiceRole.CURRENT:
            return self._current(index.row())
        cell = self._cell(index.row(), index.column())
        if role == CellRole.CELL:
            return cell
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if cell.confidence is not None:
                return confidence_word(cell.confidence)
            return self.tr("Unknown") if cell.unknown else f"{cell.text} {cell.note}".strip()
        return cell.text if role == Qt.ItemDataRole.ToolTipRole and cell.text else None

    def headerData(  # noqa: N802 Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Headings and how they stand."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._headings):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section in self._right else _LEFT
        return None
