"""Facets: the values of one field with ticks and counts, foldable where they are many."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tpdesk.gui.widgets.buttons import IconButton
from tpdesk.gui.widgets.marks import SymbolMark
from tpdesk.gui.widgets.sections import FacetRow, SectionHeading
from tpdesk.services.asset_filter import ISSUE, SEVERITIES, UNKNOWN, Facet
from tpdesk.services.filtering import facet_label
from tpdesk.services.mapping.states import VACANT_STATUSES

if TYPE_CHECKING:
    from tpdesk.gui.desk import Desk
    from tpdesk.gui.theme import Theme

_MOST_NAMED = 2


class FacetSection(QWidget):
    """One facet. A double click on a value shows it alone."""

    def __init__(
        self, theme: Theme, desk: Desk, facet: Facet, *, folded: bool, parent: QWidget | None = None
    ) -> None:
        """Make a facet without values; they come with ``refresh``."""
        super().__init__(parent)
        self._theme = theme
        self._desk = desk
        self.facet = facet
        self.rows: dict[str, FacetRow] = {}
        self._folded = folded
        self._heading = SectionHeading(theme, facet.label)
        self._fold = IconButton(theme, "chevron-right", facet.label, size=(20, 20))
        self._fold.clicked.connect(self._turn)
        self._heading.add_action(self._fold)
        self._fold.setVisible(folded)
        self._place = QWidget()
        self._column = QVBoxLayout(self._place)
        column = QVBoxLayout(self)
        for layout in (column, self._column):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 2)
        head.addWidget(self._heading)
        column.addLayout(head)
        column.addWidget(self._place)
        self._show_fold()

    def refresh(self) -> None:
        """Show the values that the register holds, with the counts that the filter leaves."""
        contents = self._desk.contents
        if contents is None:
            return
        values = contents.index.values(self.facet.key)
        self.setVisible(len(values) > 1 or self.facet.key == "organisation")
        if tuple(self.rows) != values:
            self._make_rows(values)
        chosen = self._desk.filter
        counts = contents.index.counts(chosen, self.facet.key)
        hidden = chosen.hidden.get(self.facet.key, frozenset())
        for value, row in self.rows.items():
            row.blockSignals(True)
            row.setChecked(value not in hidden)
            row.blockSignals(False)
            row.set_count(counts.get(value, 0))
        left = sum(1 for value in values if value not in hidden)
        aside = self.tr("{0} of {1}").format(left, len(values))
        self._heading.set_aside(aside if self.facet.key == "organisation" or hidden else "")

    def chip_text(self) -> str:
        """Say in a few words what of the facet is shown."""
        hidden = self._desk.filter.hidden.get(self.facet.key, frozenset())
        left = [row.text() for value, row in self.rows.items() if value not in hidden]
        if len(left) <= _MOST_NAMED:
            return ", ".join(left) or self.tr("{0}: none").format(self.facet.label)
        gone = [row.text() for value, row in self.rows.items() if value in hidden]
        if len(gone) <= _MOST_NAMED:
            return self.tr("Without {0}").format(", ".join(gone))
        return self.tr("{0}: {1} of {2}").format(self.facet.label, len(left), len(self.rows))

    def _make_rows(self, values: tuple[str, ...]) -> None:
        for row in self.rows.values():
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = {value: self._make_row(value) for value in values}

    def _make_row(self, value: str) -> FacetRow:
        row = FacetRow(
            self._theme, facet_label(self.facet.key, value), 0, self._mark(value), parent=self._place
        )
        row.setChecked(True)
        row.toggled.connect(lambda on, value=value: self._tick(value, on=on))
        row.only_wanted.connect(lambda value=value: self._show_only(value))
        self._column.addWidget(row)
        row.show()
        return row

    def _mark(self, value: str) -> SymbolMark | None:
        contents = self._desk.contents
        if contents is None or value == UNKNOWN:
            return None
        if self.facet.key == "organisation":
            owners = {each.name: each for each in contents.assets.organisations}
            owner = owners.get(value)
            return None if owner is None else SymbolMark(owner.kind, owner.colour)
        if self.facet.key == "status":
            return SymbolMark("council", None, "vacant" if value in VACANT_STATUSES else "in_use")
        return SymbolMark(value) if self.facet.key == "kind" else None

    def _tick(self, value: str, *, on: bool) -> None:
        chosen, key = self._desk.filter, self.facet.key
        self._desk.set_filter(chosen.with_value(key, value) if on else chosen.without(key, value))

    def _show_only(self, value: str) -> None:
        self._desk.set_filter(self._desk.filter.only(self.facet.key, value, frozenset(self.rows)))

    def _turn(self) -> None:
        self._folded = not self._folded
        self._show_fold()

    def _show_fold(self) -> None:
        self._place.setVisible(not self._folded)
        self._fold.set_icon("chevron-right" if self._folded else "chevron-down")
        name = self.tr("Unfold {0}") if self._folded else self.tr("Fold {0}")
        self._fold.setAccessibleName(name.format(self.facet.label))
        self._fold.setToolTip(name.format(self.facet.label))


class IssueSection(QWidget):
    """The facet of doubts: nothing is ticked until one wants only assets with a doubt."""

    def __init__(self, theme: Theme, desk: Desk, parent: QWidget | None = None) -> None:
        """Make a row for each weight."""
        super().__init__(parent)
        self._desk = desk
        labels = {"error": self.tr("Error"), "warning": self.tr("Warning"), "notice": self.tr("Notice")}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(SectionHeading(theme, self.tr("Has an issue")))
        column.addSpacing(2)
        self.rows = {severity: FacetRow(theme, labels[severity], 0) for severity in SEVERITIES}
        for severity, row in self.rows.items():
            column.addWidget(row)
            row.toggled.connect(lambda on, severity=severity: self._tick(severity, on=on))

    def refresh(self) -> None:
        """Show the counts that the filter leaves."""
        contents, chosen = self._desk.contents, self._desk.filter
        if contents is None:
            return
        counts = contents.index.counts(chosen, ISSUE)
        for severity, row in self.rows.items():
            row.blockSignals(True)
            row.setChecked(severity in chosen.with_issue)
            row.blockSignals(False)
            row.set_count(counts[severity])

    def _tick(self, severity: str, *, on: bool) -> None:
        chosen = self._desk.filter
        wanted = chosen.with_issue | {severity} if on else chosen.with_issue - {severity}
        self._desk.set_filter(replace(chosen, with_issue=wanted))
