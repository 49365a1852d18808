"""The table of a layer's features with their facts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from PySide6.QtCore import QItemSelectionModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from tpdesk.files.formula_guard import copied_cell
from tpdesk.gui.widgets.cell_model import CellModel
from tpdesk.gui.widgets.table import Cell, TableView
from tpdesk.services.layers.classes import numeric_values

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PySide6.QtWidgets import QWidget

    from tpdesk.gui.theme import Theme
    from tpdesk.services.layers.features import LayerFeatures

_LEAST_PX, _MOST_PX = 70, 320
_MEASURED_ROWS = 60


class FeatureHeading(NamedTuple):
    """A column as its heading shows it."""

    heading: str
    right: bool


@dataclass(frozen=True, slots=True, eq=False)
class FeatureColumns:
    """A layer's facts, ready to be shown and sorted.

    Attributes:
        layer: The layer.
        headings: Its columns.
        numbers: Values of the columns of numbers, float64 (n,) with NaN for unknown.
    """

    layer: LayerFeatures
    headings: tuple[str, ...]
    numbers: dict[str, NDArray[np.float64]]

    def as_headings(self) -> tuple[FeatureHeading, ...]:
        """Give the headings of the table; those of numbers stand right."""
        return tuple(FeatureHeading(heading_words(name), name in self.numbers) for name in self.headings)

    def words(self, row: int, heading: str) -> str:
        """Write a fact; unknown is empty."""
        return fact_words(self.layer.properties[heading][row])

    def order(self, heading: str, *, descending: bool) -> NDArray[np.intp]:
        """Give the rows in the order of a column; the unknown stand last either way."""
        if heading in self.numbers:
            values = self.numbers[heading]
            return np.argsort(-values if descending else values, kind="stable")
        texts = [
            str(value).casefold() if _is_known(value) else "" for value in self.layer.properties[heading]
        ]
        known = [row for row, text in enumerate(texts) if text]
        known.sort(key=lambda row: texts[row], reverse=descending)
        return np.array([*known, *(row for row, text in enumerate(texts) if not text)], dtype=np.intp)


def read_columns(layer: LayerFeatures) -> FeatureColumns:
    """Look through a layer's facts: which columns hold numbers alone."""
    numbers = {}
    for heading, column in layer.properties.items():
        if _is_all_numbers(column):
            numbers[heading] = numeric_values(column)
    return FeatureColumns(layer, tuple(layer.properties), numbers)


def fact_words(value: object) -> str:
    """Write a fact as officers read it; unknown is empty."""
    if not _is_known(value):
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:,.0f}" if value.is_integer() else f"{value:,.3f}".rstrip("0")
    return str(value)


def _is_known(value: object) -> bool:
    return value is not None and str(value).strip() != ""


def _is_all_numbers(column: NDArray[np.object_]) -> bool:
    """Tell a column of figures: numbers wherever anything is, for codes of digits are text."""
    known = [value for value in column if _is_known(value)]
    return bool(known) and all(
        isinstance(value, int | float) and not isinstance(value, bool) for value in known
    )


class FeatureModel(CellModel):
    """Features in rows, facts in columns."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start without a layer."""
        super().__init__(parent)
        self.columns: FeatureColumns | None = None
        self.rows: NDArray[np.intp] = np.zeros(0, dtype=np.intp)
        self._sorted_by: tuple[str, bool] | None = None
        self._only_unknown = ""

    def show_layer(self, columns: FeatureColumns | None, only_unknown: str = "") -> None:
        """Show a layer's features, or those alone of which one fact is unknown."""
        self.beginResetModel()
        before = self.columns
        if before is None or columns is None or before.layer.key != columns.layer.key:
            self._sorted_by = None
        self.columns = columns
        self.set_headings(() if columns is None else columns.as_headings())
        self._only_unknown = only_unknown
        self._lay_out()
        self.endResetModel()

    def _lay_out(self) -> None:
        columns = self.columns
        if columns is None:
            self.rows = np.zeros(0, dtype=np.intp)
            return
        rows = np.arange(len(columns.layer), dtype=np.intp)
        if self._sorted_by is not None and self._sorted_by[0] in columns.headings:
            rows = columns.order(self._sorted_by[0], descending=self._sorted_by[1])
        if self._only_unknown in columns.headings and self._only_unknown:
            unknown = np.isnan(numeric_values(columns.layer.properties[self._only_unknown]))
            rows = rows[unknown[rows]]
        self.rows = rows

    def uid(self, row: int) -> str:
        """Give the feature of a row."""
        assert self.columns is not None
        return str(self.columns.layer.uids[self.rows[row]])

    def row_of(self, uid: str | None) -> int | None:
        """Give the row of a feature, None when it is not listed."""
        if self.columns is None or uid is None:
            return None
        found = np.flatnonzero(self.columns.layer.uids[self.rows] == uid)
        return int(found[0]) if len(found) else None

    def count(self) -> int:
        """How many features are shown."""
        return len(self.rows)

    def cell(self, row: int, column: int) -> Cell:
        """Give a fact of a feature."""
        assert self.columns is not None
        heading = self.columns.headings[column]
        text = self.columns.words(int(self.rows[row]), heading)
        return Cell(text, right=heading in self.columns.numbers, unknown=not text)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; without one the features stand as in their file."""
        columns = self.columns
        self.layoutAboutToBeChanged.emit()
        if columns is None or not 0 <= column < len(columns.headings):
            self._sorted_by = None
        else:
            self._sorted_by = (columns.headings[column], order == Qt.SortOrder.DescendingOrder)
        self._lay_out()
        self.layoutChanged.emit()


def heading_words(heading: str) -> str:
    """Write a file's column as a heading: ward_code is Ward code."""
    words = heading.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


class FeatureTable(TableView):
    """The features of the layer that is looked at.

    Signals:
        picked: Uid of the feature that a person went to.
    """

    picked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make a table without features."""
        super().__init__(theme, name_column=0, parent=parent)
        self._showing = False
        self.features = FeatureModel(self)
        self.setSelectionMode(TableView.SelectionMode.SingleSelection)
        self.setModel(self.features)
        self.setAccessibleName(self.tr("Features of the layer"))
        self.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.selectionModel().currentRowChanged.connect(self._pick)

    def show_layer(self, columns: FeatureColumns | None, only_unknown: str = "") -> None:
        """Show a layer; the columns take the widths that their words need."""
        before = self.features.columns
        self._showing = True
        self.features.show_layer(columns, only_unknown)
        if columns is not None and (before is None or before.layer.key != columns.layer.key):
            self.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
            self._widen()
        self._showing = False

    def show_feature(self, uid: str | None) -> None:
        """Show which feature is selected."""
        self._showing = True
        row = self.features.row_of(uid)
        if row is None:
            self.selectionModel().clear()
        else:
            flags = QItemSelectionModel.SelectionFlag
            at = self.features.index(row, 0)
            self.selectionModel().setCurrentIndex(at, flags.ClearAndSelect | flags.Rows)
            self.scrollTo(at)
        self._showing = False

    def copy(self) -> int:
        """Copy all that is listed, with headings; give the number of rows."""
        columns = self.features.columns
        if columns is None:
            return 0
        lines = ["\t".join(columns.headings)]
        for row in self.features.rows.tolist():
            lines.append("\t".join(copied_cell(columns.words(row, each)) for each in columns.headings))
        QGuiApplication.clipboard().setText("\n".join(lines) + "\n")
        return len(self.features.rows)

    def _widen(self) -> None:
        columns = self.features.columns
        assert columns is not None
        metrics = self.fontMetrics()
        for place, heading in enumerate(columns.headings):
            words = [heading_words(heading), *(columns.words(row, heading) for row in self._sample())]
            width = max(metrics.horizontalAdvance(each) for each in words) + 36
            self.setColumnWidth(place, min(max(width, _LEAST_PX), _MOST_PX))

    def _sample(self) -> list[int]:
        rows: list[int] = self.features.rows[:_MEASURED_ROWS].tolist()
        return rows

    def _pick(self, current: QModelIndex) -> None:
        if not self._showing and current.isValid():
            self.picked.emit(self.features.uid(current.row()))
