"""The model of the table of assets: an array of rows over the columns of the register."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal

from tpdesk.domain.fields.catalogue import FIELD_BY_KEY
from tpdesk.files.formula_guard import copied_cell
from tpdesk.gui.widgets.marks import SymbolMark
from tpdesk.gui.widgets.table import Cell, CellRole, Index
from tpdesk.services.field_words import field_words
from tpdesk.services.mapping.states import marker_states

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from tpdesk.gui.contents import Contents

SYMBOL = "symbol"
"""Key of the narrow column of symbols, which stands first and is no field."""

USUAL_COLUMNS = (
    SYMBOL,
    "name",
    "organisation",
    "service",
    "tenure",
    "floor_area_m2",
    "vacant_m2",
)
SHORT_HEADINGS = {"organisation": "Organisation", "floor_area_m2": "Floor area", "vacant_m2": "Vacant"}

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class AssetModel(QAbstractTableModel):
    """Assets in rows, fields in columns.

    Signals:
        sort_wanted: Field key and whether the largest comes first.
    """

    sort_wanted = Signal(str, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        """Start without assets."""
        super().__init__(parent)
        self._contents: Contents | None = None
        self._rows: NDArray[np.intp] = np.zeros(0, dtype=np.intp)
        self._keys: tuple[str, ...] = USUAL_COLUMNS
        self._states: NDArray[np.int8] = np.zeros(0, dtype=np.int8)

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns."""
        return self._keys

    @property
    def rows(self) -> NDArray[np.intp]:
        """Row of the frame for each row of the table."""
        return self._rows

    def set_keys(self, keys: Sequence[str]) -> None:
        """Show other columns."""
        self.beginResetModel()
        self._keys = tuple(keys)
        self.endResetModel()

    def set_rows(self, contents: Contents, rows: NDArray[np.intp]) -> None:
        """Show these rows of the contents in this order."""
        self.beginResetModel()
        if contents is not self._contents:
            self._states = marker_states(contents.assets)
        self._contents, self._rows = contents, rows
        self.endResetModel()

    def uid(self, row: int) -> str:
        """Give the asset of a row of the table."""
        assert self._contents is not None
        return str(self._contents.assets.uids[self._rows[row]])

    def text(self, row: int, column: int) -> str:
        """Write a cell as it is copied: unknown is empty."""
        key = self._keys[column]
        if self._contents is None or key == SYMBOL:
            return ""
        return field_words(FIELD_BY_KEY[key], self._contents.assets.value(int(self._rows[row]), key))

    def copied(self, row: int, column: int) -> str:
        """Write a cell for a spreadsheet: numbers bare, everything on one line."""
        key = self._keys[column]
        if self._contents is not None and self.is_number(key):
            value = self._contents.assets.value(int(self._rows[row]), key)
            return "" if value is None else f"{value:.15g}"
        return copied_cell(self.text(row, column))

    def heading(self, column: int) -> str:
        """Give the words above a column."""
        key = self._keys[column]
        return "" if key == SYMBOL else SHORT_HEADINGS.get(key, FIELD_BY_KEY[key].label)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 Qt's name and default
        """How many assets are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 Qt's name and default
        """How many columns are shown."""
        return 0 if parent.isValid() else len(self._keys)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a cell whole, or its text for screen readers."""
        if role == CellRole.CELL:
            return self._cell(index.row(), index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.text(index.row(), index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.text(index.row(), index.column()) or self.tr("Unknown")
        return None

    def headerData(  # noqa: N802 Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Give headings, and numbers' alignment."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._keys):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.heading(section)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_RIGHT if self.is_number(self._keys[section]) else _LEFT)
        if role == Qt.ItemDataRole.ToolTipRole and self._keys[section] != SYMBOL:
            return FIELD_BY_KEY[self._keys[section]].definition
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask for another order; the rows come when it is worked out."""
        if 0 <= column < len(self._keys) and self._keys[column] != SYMBOL:
            self.sort_wanted.emit(self._keys[column], order == Qt.SortOrder.DescendingOrder)

    def _cell(self, row: int, column: int) -> Cell:
        key = self._keys[column]
        contents = self._contents
        assert contents is not None
        if key == SYMBOL:
            return Cell(symbol=self._symbol(int(self._rows[row])))
        text = self.text(row, column)
        return Cell(text, right=self.is_number(key), unknown=not text)

    def _symbol(self, row: int) -> SymbolMark:
        assert self._contents is not None
        return SymbolMark.of_asset(self._contents.assets, row, int(self._states[row]))

    def is_number(self, key: str) -> bool:
        """Whether a column holds numbers, which stand at the right."""
        return key != SYMBOL and FIELD_BY_KEY[key].numeric
