"""The control sheet: what becomes of the rows, and what each total is in the file and in the register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHeaderView, QLabel, QVBoxLayout, QWidget

from tpdesk.domain.fields.catalogue import FIELD_BY_KEY
from tpdesk.domain.wording import date_words
from tpdesk.gui.stages.collect.list_model import ListModel
from tpdesk.gui.theme import Theme, dress
from tpdesk.gui.widgets.table import Cell, TableView
from tpdesk.services.importing.control import total_words

if TYPE_CHECKING:
    from tpdesk.services.importing.control import ControlLine
    from tpdesk.services.importing.plan import ImportPlan

_COLUMN, _FIELD, _SOURCE, _REGISTER, _DIFFERENCE, _WHY = range(6)
_WIDTHS = {_FIELD: 124, _SOURCE: 116, _REGISTER: 116, _DIFFERENCE: 96}
_TWO_UNITS_PX = 172


class ControlTab(QWidget):
    """The control sheet of a plan."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty sheet."""
        super().__init__(parent)
        self._lines: tuple[ControlLine, ...] = ()
        self._model = ListModel(self)
        self._rows = _sentence()
        self._assets = _sentence()
        self.table = TableView(theme, _COLUMN)
        self.table.setSortingEnabled(False)
        self.table.setAccessibleName(self.tr("Control sheet"))
        self.table.setModel(self._model)
        self.table.selectionModel().selectionChanged.connect(self._tell)
        self._told = _sentence()
        self._told.setContentsMargins(12, 6, 12, 8)
        self._nothing = _sentence()
        self._nothing.setText(
            self.tr("The file has no column of money or area, so there is no total to compare.")
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for label in (self._rows, self._assets):
            column.addWidget(label)
        column.addSpacing(6)
        column.addWidget(self.table, 1)
        column.addWidget(self._told)
        column.addWidget(self._nothing, 1)
        dress(self._rows, type="strong")
        dress(self._assets, look="second")
        dress(self._nothing, look="second")

    @property
    def sentences(self) -> tuple[str, str]:
        """What becomes of the rows, and what that makes of the assets."""
        return self._rows.text(), self._assets.text()

    @property
    def told(self) -> str:
        """All that is said of the line that is looked at."""
        return self._told.text()

    def show_plan(self, plan: ImportPlan) -> None:
        """Show what an import would do, in numbers."""
        self._lines = plan.control
        self._rows.setText(self._row_words(plan))
        self._assets.setText(self._asset_words(plan))
        self._model.show_rows(
            [
                self.tr("Column in the file"),
                self.tr("Goes to"),
                self.tr("In the file"),
                self.tr("In the register"),
                self.tr("Difference"),
                self.tr("Why"),
            ],
            len(self._lines),
            self._cell,
            right=(_SOURCE, _REGISTER, _DIFFERENCE),
        )
        for place, width in _WIDTHS.items():
            self.table.setColumnWidth(place, width)
        if any(line.written for line in self._lines):
            self.table.setColumnWidth(_SOURCE, _TWO_UNITS_PX)
        header = self.table.horizontalHeader()
        header.setStretchLastSection(False)
        for place in (_COLUMN, _WHY):
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        self.table.setVisible(bool(self._lines))
        self.table.selectRow(0)
        self._tell()
        self._nothing.setVisible(not self._lines)

    def _row_words(self, plan: ImportPlan) -> str:
        counts = plan.counts
        parts = [self.tr("{0} rows read").format(f"{counts.read:,}")]
        told = (
            (counts.filtered, self.tr("{0} left out by the filter")),
            (counts.refused, self.tr("{0} refused as covert premises or refuges")),
            (counts.subtotals, self.tr("{0} subtotals left out")),
            (counts.notes, self.tr("{0} sub-headings and remarks left out")),
            (counts.left_out, self.tr("{0} left out by you")),
            (counts.duplicates, self.tr("{0} repeated, counted once")),
        )
        parts += [words.format(f"{count:,}") for count, words in told if count]
        parts.append(self.tr("{0} kept").format(f"{counts.kept:,}"))
        return ", ".join(parts) + "."

    def _asset_words(self, plan: ImportPlan) -> str:
        told = (
            (plan.created, self.tr("{0} new assets")),
            (plan.updated, self.tr("{0} changed")),
            (plan.unchanged, self.tr("{0} unchanged")),
            (plan.vanished, self.tr("{0} no longer in the list, kept and marked")),
            (plan.unplaced, self.tr("{0} without position")),
        )
        words = ", ".join(text.format(f"{count:,}") for count, text in told if count)
        names = ", ".join(each.name for each in plan.organisations[:3])
        more = len(plan.organisations) - 3
        if more > 0:
            names = self.tr("{0} and {1} more").format(names, f"{more:,}")
        listed = self.tr("{0}. Reported by {1}, in the list “{2}”.").format(
            words or self.tr("Nothing changes"), names or self.tr("nobody yet"), plan.list_name
        )
        replaced = " ".join(plan.issues.of_code("edition_replaced").messages.tolist())
        return " ".join(part for part in (replaced, listed, self._date_words(plan)) if part)

    def _date_words(self, plan: ImportPlan) -> str:
        first, last = plan.days or (plan.as_at, plan.as_at)
        if first is not None and last is not None and first != last:
            money = self.tr(" Money of {0}.").format(plan.period) if plan.period else ""
            told = self.tr("Facts dated row by row, {0} to {1}.")
            return told.format(date_words(first), date_words(last)) + money
        day = date_words(plan.as_at) if plan.as_at is not None else ""
        if day and plan.period:
            return self.tr("Facts as at {0}, money of {1}.").format(day, plan.period)
        if day:
            return self.tr("Facts as at {0}.").format(day)
        return self.tr("Money of {0}.").format(plan.period) if plan.period else ""

    def _cell(self, row: int, column: int) -> Cell:
        line = self._lines[row]
        quiet = not line.field
        if column == _COLUMN:
            return Cell(text=line.column, strong=not quiet, quiet=quiet)
        if column == _FIELD:
            return Cell(
                text=FIELD_BY_KEY[line.field].label if line.field else self.tr("Left out"), quiet=quiet
            )
        if column == _WHY:
            same = line.agrees
            return Cell(text=self.tr("Agrees") if same else line.why, status="ok" if same else None)
        if quiet and column == _REGISTER:
            return Cell(text="", right=True)
        if column == _SOURCE:
            return Cell(text=line.source_words, right=True, quiet=quiet)
        number = line.register if column == _REGISTER else line.difference
        return Cell(text=total_words(number, line.unit), right=True, quiet=quiet)

    def _tell(self) -> None:
        """Say in whole sentences what a row has no room for."""
        row = self.table.currentIndex().row()
        line = self._lines[row] if 0 <= row < len(self._lines) else None
        self._told.setText(f"{line.column}: {self._whole_reason(line)}" if line is not None else "")
        self._told.setVisible(line is not None)

    def _whole_reason(self, line: ControlLine) -> str:
        if not line.agrees:
            return line.why
        agreed = self.tr("The totals agree.")
        return f"{agreed} {line.subtotals}." if line.subtotals else agreed


def _sentence() -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setContentsMargins(12, 6, 12, 0)
    return label
