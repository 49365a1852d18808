"""Tables of prepared cells: what every tab of the stage shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from tpdesk.gui.stages.collect.choices import ChoiceRole
from tpdesk.gui.widgets.cell_model import CellModel
from tpdesk.gui.widgets.table import Cell, Index

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class ListModel(CellModel):
    """Rows whose cells are made when they are looked at."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
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
        self.headings, self._count, self._cell = tuple(headings), count, cell
        self.right = frozenset(right)
        self._current = current or (lambda _row: "")
        self.endResetModel()

    def count(self) -> int:
        """Number of rows."""
        return self._count

    def cell(self, row: int, column: int) -> Cell:
        """What a cell shows."""
        return self._cell(row, column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell shows, or what is chosen in its row."""
        if role == ChoiceRole.CURRENT and index.isValid():
            return self._current(index.row())
        return super().data(index, role)
