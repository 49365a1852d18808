"""The columns of a file: where each goes, how sure that is, and what was found in it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHeaderView, QVBoxLayout, QWidget

from tpdesk.domain.fields.catalogue import FIELD_BY_KEY, FIELDS, GROUPS
from tpdesk.gui.stages.collect.choices import Choice, ChoiceTable
from tpdesk.gui.stages.collect.column_findings import Finding, find_all
from tpdesk.gui.stages.collect.list_model import ListModel
from tpdesk.gui.stages.collect.value_words import field_words
from tpdesk.gui.widgets.table import Cell

if TYPE_CHECKING:
    from tpdesk.gui.theme import Theme
    from tpdesk.gui.widgets.charts import Confidence
    from tpdesk.services.importing.columns import ColumnProposal
    from tpdesk.services.importing.plan import ImportPlan

_NAME, _FIRST, _GOES, _SURE, _FOUND = range(5)
_WIDTHS = (132, 200, 164, 92, 150)
_LEVELS: dict[str, Confidence] = {"Sure": "sure", "Likely": "likely", "Check": "check"}


@cache
def field_choices() -> tuple[Choice, ...]:
    """Give every field that a column may go to, group by group, and the possibility of none."""
    groups = {group.key: group.label for group in GROUPS}
    order = {group.key: place for place, group in enumerate(GROUPS)}
    fields = sorted((each for each in FIELDS if each.importable), key=lambda each: order.get(each.group, 99))
    named = (
        Choice(each.key, field_words(each), groups.get(each.group, ""), " ".join(each.synonyms))
        for each in fields
    )
    return (Choice("", "Left out"), *named)


class ColumnsTab(QWidget):
    """The columns of a file.

    Signals:
        column_chosen: Heading of the column that is looked at.
        field_chosen: Heading, and key of the field that the column goes to; empty leaves it out.
    """

    column_chosen = Signal(str)
    field_chosen = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty table."""
        super().__init__(parent)
        self._columns: tuple[ColumnProposal, ...] = ()
        self._findings: tuple[Finding, ...] = ()
        self._model = ListModel(self)
        self.table = ChoiceTable(theme, _GOES, lambda _row: field_choices(), _NAME)
        self.table.setAccessibleName(self.tr("Columns of the file"))
        self.table.setModel(self._model)
        self.table.choice_made.connect(self._choose_field)
        self.table.selectionModel().currentRowChanged.connect(self._announce)
        self._model.modelReset.connect(self._fit)
        self._fitted = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)

    def show_plan(self, plan: ImportPlan, chosen: str) -> None:
        """Show the columns of a plan.

        Args:
            plan: The plan.
            chosen: Heading of the column that is looked at.
        """
        wordings: dict[str, list[str]] = {}
        for each in plan.wordings:
            wordings.setdefault(each.field, []).append(f"{each.wording} ({each.rows:,})")
        self._wordings = wordings
        scroll = self.table.verticalScrollBar().value() if self._is_same(plan) else None
        self._columns, self._findings = plan.columns, find_all(plan)
        before = self.table.blockSignals(True)
        self._model.show_rows(
            [
                self.tr("Column in the file"),
                self.tr("First values"),
                self.tr("Goes to"),
                self.tr("How sure"),
                self.tr("What was found"),
            ],
            len(self._columns),
            self._cell,
            current=lambda row: self._columns[row].field,
        )
        self.table.blockSignals(before)
        self.choose(chosen)
        if scroll is not None:
            self.table.verticalScrollBar().setValue(scroll)

    def choose(self, heading: str) -> None:
        """Look at a column."""
        row = next((place for place, each in enumerate(self._columns) if each.column == heading), 0)
        if row < len(self._columns):
            before = self.table.selectionModel().blockSignals(True)
            self.table.setCurrentIndex(self._model.index(row, _NAME))
            self.table.selectRow(row)
            self.table.scrollTo(self._model.index(row, _NAME))
            self.table.selectionModel().blockSignals(before)
            self.table.viewport().update()

    def _is_same(self, plan: ImportPlan) -> bool:
        """Whether a plan is about the same columns, so that the table need not move."""
        return [each.column for each in self._columns] == [each.column for each in plan.columns]

    def _cell(self, row: int, column: int) -> Cell:
        each, found = self._columns[row], self._findings[row]
        quiet = not each.field
        if column == _NAME:
            return Cell(text=each.column, strong=not quiet, quiet=quiet)
        if column == _FIRST:
            return Cell(text=" · ".join(self._wordings.get(each.field, each.first_values)), quiet=True)
        if column == _GOES:
            words = field_words(FIELD_BY_KEY[each.field]) if each.field else self.tr("Left out")
            return Cell(text=words, quiet=quiet)
        if column == _SURE:
            unknown = quiet and not each.decided
            return Cell(text="") if unknown else Cell(confidence=_LEVELS[each.sureness])
        return Cell(text=found.text, status=found.status, quiet=True)

    def _choose_field(self, row: int, key: str) -> None:
        if self._columns[row].field != key:
            self.field_chosen.emit(self._columns[row].column, key)

    def _announce(self) -> None:
        row = self.table.currentIndex().row()
        if 0 <= row < len(self._columns):
            self.column_chosen.emit(self._columns[row].column)

    def _fit(self) -> None:
        if not self._fitted and self._model.columnCount():
            self._fitted = True
            header = self.table.horizontalHeader()
            for place, width in enumerate(_WIDTHS):
                self.table.setColumnWidth(place, width)
            header.setSectionResizeMode(_FIRST, QHeaderView.ResizeMode.Stretch)
            header.setStretchLastSection(False)
