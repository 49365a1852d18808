"""The first rows of a file as they would stand in the register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tpdesk.domain.fields.catalogue import FIELD_BY_KEY, FIELDS
from tpdesk.gui.stages.collect.issue_groups import row_place
from tpdesk.gui.stages.collect.list_model import ListModel
from tpdesk.gui.stages.collect.value_words import field_words, value_words
from tpdesk.gui.widgets.table import Cell, TableView

if TYPE_CHECKING:
    from tpdesk.gui.theme import Theme
    from tpdesk.services.importing.plan import ImportPlan

_MOST_ROWS = 500
_FIRST = ("reference", "name", "organisation")
_LEAST_PX, _MOST_PX = 70, 220


class PreviewTab(QWidget):
    """The first rows as they would be."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty table."""
        super().__init__(parent)
        self._model = ListModel(self)
        self._fields: tuple[str, ...] = ()
        self._rows: dict[int, dict[str, object]] = {}
        self._plan: ImportPlan | None = None
        self.table = TableView(theme, 2)
        self.table.setSortingEnabled(False)
        self.table.setAccessibleName(self.tr("The first rows as they would stand in the register"))
        self.table.setModel(self._model)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)

    def show_plan(self, plan: ImportPlan) -> None:
        """Show the rows of a plan; they are worked out when they come into view."""
        known = {*plan.understood.values, "reference", "location_method"}
        if plan.positions.placed.any():
            known |= {"easting", "northing"}
        ordered = [each.key for each in FIELDS if each.key in known]
        first = [key for key in _FIRST if key in known]
        self._fields = (*first, *(key for key in ordered if key not in first))
        self._plan, self._rows = plan, {}
        headings = [
            self.tr("Row"),
            self.tr("Becomes"),
            *(field_words(FIELD_BY_KEY[key]) for key in self._fields),
        ]
        right = [0, *(place + 2 for place, key in enumerate(self._fields) if FIELD_BY_KEY[key].numeric)]
        rows = min(_MOST_ROWS, plan.counts.kept)
        self._model.show_rows(headings, rows, self._cell, right=right)
        self.table.resizeColumnsToContents()
        for place in range(len(headings)):
            self.table.setColumnWidth(place, min(_MOST_PX, max(_LEAST_PX, self.table.columnWidth(place))))

    def show_row(self, number: int) -> None:
        """Look at a row by its number in the file, when it is among the first."""
        plan = self._plan
        if plan is None:
            return
        place = row_place(plan, number)
        if place is not None and place < self._model.rowCount():
            self.table.selectRow(place)
            self.table.scrollTo(self._model.index(place, 0))

    def _cell(self, row: int, column: int) -> Cell:
        plan = self._plan
        if plan is None:
            return Cell()
        if column == 0:
            return Cell(text=f"{int(plan.understood.rows[row]):,}", right=True, quiet=True)
        if column == 1:
            return Cell(text=self._becomes(plan, row), quiet=True)
        if row not in self._rows:
            self._rows[row] = plan.preview(row)
        field = FIELD_BY_KEY[self._fields[column - 2]]
        value = self._rows[row].get(field.key)
        if value is None:
            return Cell(unknown=True)
        return Cell(text=value_words(field, value), right=field.numeric, strong=field.key == "name")

    def _becomes(self, plan: ImportPlan, row: int) -> str:
        if plan.matching.same_as[row] >= 0:
            return self.tr("Same as an earlier row")
        if plan.matching.assets[row] is None:
            return self.tr("New asset")
        return self.tr("Changed asset") if bool(plan.updated_rows[row]) else self.tr("Unchanged asset")
