"""The doubts of one file gathered by kind: how many, an example in words, and what can be done."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication

from tpdesk.domain.issues import ISSUE_KINDS, IssueKind, Severity
from tpdesk.domain.scene import Extent

if TYPE_CHECKING:
    from tpdesk.gui.stages.collect.collected_file import CollectedFile
    from tpdesk.services.doubts import IssueTable
    from tpdesk.services.importing.plan import ImportPlan

_translate = QCoreApplication.translate
_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTICE: 2}
_FIXES = {
    "axes_swapped": ("Swap this row", "Swap all"),
    "postcode_character": ("Put this row right", "Put all right"),
}
_ON_MAP = frozenset(
    ("position_far_from_postcode", "position_outside_place", "uprn_shared", "axes_swapped", "same_position")
)


@dataclass(frozen=True, slots=True, eq=False)
class IssueGroup:
    """All doubts of one kind in one file.

    Attributes:
        kind: Their kind.
        table: The doubts.
        example: One of them, or what most of them say, in a line.
        accepted: Whether the proposed fix is accepted for all of them.
        left: Whether a person leaves them as they are.
        without_list: How many could be placed by their postcode if a list of postcodes were chosen.
    """

    kind: IssueKind
    table: IssueTable
    example: str
    accepted: bool = False
    left: bool = False
    without_list: int = 0

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.table)

    @property
    def row(self) -> int:
        """The row of the only one; 0 when there are several, or when it is about the file."""
        return int(self.table.rows[0]) if self.count == 1 else 0

    @property
    def waits(self) -> bool:
        """Whether a person should decide."""
        weighs = self.kind.fixable or self.kind.severity is Severity.ERROR
        return weighs and self.kind.code != "row_refused" and not self.accepted and not self.left

    @property
    def has_positions(self) -> bool:
        """Whether its rows can be looked at on the map."""
        return self.kind.code in _ON_MAP

    @property
    def row_fix_words(self) -> str:
        """What accepting the fix in one row is called; empty when there is none."""
        return _translate("Collect", _FIXES[self.kind.code][0]) if self.kind.fixable else ""

    @property
    def fix_words(self) -> str:
        """What accepting the fix is called; empty when there is none."""
        if not self.kind.fixable:
            return ""
        return self.row_fix_words if self.row else _translate("Collect", _FIXES[self.kind.code][1])


def group_issues(file: CollectedFile) -> tuple[IssueGroup, ...]:
    """Gather the doubts of a file's plan: errors first, then what can be put right, then by number."""
    plan = file.plan
    if plan is None:
        return ()
    groups = [_group(file, plan, code) for code in plan.issues.counts()]
    return tuple(
        sorted(groups, key=lambda each: (_WEIGHT[each.kind.severity], not each.kind.fixable, -each.count))
    )


def _group(file: CollectedFile, plan: ImportPlan, code: str) -> IssueGroup:
    table = plan.issues.of_code(code)
    accepted = {row for each, row in plan.decisions.accepted if each == code}
    left = {row for each, row in file.left if each == code}
    return IssueGroup(
        kind=ISSUE_KINDS[code],
        table=table,
        example=_example(plan, code, table),
        accepted=_covers(accepted, table),
        left=_covers(left, table),
        without_list=_without_list(plan, table) if code == "unplaced" else 0,
    )


def _covers(rows: set[int], table: IssueTable) -> bool:
    """Whether all doubts of a kind are among some rows; row 0 stands for all."""
    return 0 in rows or (bool(rows) and rows.issuperset(table.rows.tolist()))


def _example(plan: ImportPlan, code: str, table: IssueTable) -> str:
    maker = _EXAMPLES.get(code, _of_values)
    return maker(plan, table)


def _named(plan: ImportPlan, row: int) -> str:
    place = row_place(plan, row)
    names = plan.understood.get("name")
    return str(names[place] or "") if place is not None else ""


def row_place(plan: ImportPlan, row: int) -> int | None:
    """Give the place of a row number among the rows kept."""
    rows = plan.understood.rows
    place = int(np.searchsorted(rows, row))
    return place if place < len(rows) and int(rows[place]) == row else None


def _of_rows(plan: ImportPlan, table: IssueTable) -> str:
    """Name the only row, or the first few buildings."""
    if len(table) == 1:
        row = int(table.rows[0])
        if not row:
            return str(table.messages[0])
        place = row_place(plan, row)
        reference = str(plan.matching.references[place]) if place is not None else ""
        told = _translate("Collect", "{0}, row {1}").format(
            f"{reference} {_named(plan, row)}".strip(), f"{row:,}"
        )
        return told.removeprefix(", ")
    names = [name for row in table.rows[:12].tolist() if (name := _named(plan, row))]
    return ", ".join(dict.fromkeys(names)) or str(table.messages[0])


def _without_list(plan: ImportPlan, table: IssueTable) -> int:
    rows = plan.understood.rows[plan.positions.without_list]
    return int(np.isin(table.rows, rows).sum())


def _of_unplaced(plan: ImportPlan, table: IssueTable) -> str:
    """Say that a list of postcodes is wanting, where that is why."""
    count = _without_list(plan, table)
    if not count:
        return _of_rows(plan, table)
    if count == 1:
        return _translate("Collect", "1 has a postcode; no list is chosen")
    return _translate("Collect", "{0} have a postcode; no list is chosen").format(f"{count:,}")


def _of_values(plan: ImportPlan, table: IssueTable) -> str:
    """Count the values that occur most."""
    counts = Counter(str(value) for value in table.values if value).most_common(3)
    if not counts:
        return str(table.messages[0]) if len(table) == 1 or not table.rows[0] else _of_rows(plan, table)
    if len(table) == 1:
        reference = _of_rows(plan, table)
        return _translate("Collect", "“{0}”: {1}").format(counts[0][0], reference)
    if counts[0][1] == 1:
        return ", ".join(f"“{value}”" for value, _ in counts)
    first = _translate("Collect", "“{0}” {1} rows").format(counts[0][0], f"{counts[0][1]:,}")
    return ", ".join([first, *(f"“{value}” {count:,}" for value, count in counts[1:])])


def _of_farthest(plan: ImportPlan, table: IssueTable) -> str:
    metres = [_metres(str(value)) for value in table.values]
    far = int(np.argmax(metres))
    row = int(table.rows[far])
    place = row_place(plan, row)
    postcode = plan.understood.get("postcode")[place] if place is not None else ""
    name = ", ".join(part for part in (_named(plan, row), str(postcode or "")) if part)
    told = _translate("Collect", "Farthest: {0}, {1}")
    return told.format(name, table.values[far])


def _metres(words: str) -> float:
    number, _, unit = words.partition(" ")
    return float(number.replace(",", "")) * (1000 if unit == "km" else 1)


def _of_shared(_plan: ImportPlan, table: IssueTable) -> str:
    counts = Counter(str(value) for value in table.values)
    most, rows = counts.most_common(1)[0]
    told = _translate("Collect", "{0} UPRNs; {1} on {2} rows")
    return told.format(f"{len(counts):,}", most, f"{rows:,}")


def _of_message(_plan: ImportPlan, table: IssueTable) -> str:
    return str(table.messages[0])


def _of_refused(plan: ImportPlan, table: IssueTable) -> str:
    """Say which words refused the first few rows; they stand in no file."""
    told = _translate("Collect", "Row {0}: “{1}” in {2}")
    words = [told.format(f"{each.row:,}", each.word, each.column) for each in plan.counts.refusals[:3]]
    return "; ".join(words) if words else _of_message(plan, table)


def _of_subtotals(_plan: ImportPlan, table: IssueTable) -> str:
    rows = ", ".join(f"{row:,}" for row in table.rows[:4].tolist())
    return _translate("Collect", "Rows {0}").format(f"{rows}…" if len(table) > 4 else rows)


_EXAMPLES = {
    "axes_swapped": _of_rows,
    "position_outside_place": _of_rows,
    "position_far_from_postcode": _of_farthest,
    "unplaced": _of_unplaced,
    "uprn_shared": _of_shared,
    "duplicate_row": _of_rows,
    "vanished": _of_values,
    "area_basis_unknown": _of_message,
    "as_at_unknown": _of_message,
    "period_unknown": _of_message,
    "as_at_read": _of_message,
    "period_read": _of_message,
    "not_in_use": _of_message,
    "aggregate_row": _of_rows,
    "older_edition": _of_message,
    "mostly_elsewhere": _of_message,
    "sheet_unread": _of_message,
    "edition_replaced": _of_message,
    "row_refused": _of_refused,
    "subtotal_row": _of_subtotals,
    "note_row": _of_values,
    "heading_missing": _of_message,
}


def positions_of(plan: ImportPlan, table: IssueTable) -> Extent | None:
    """Give the part of the map in which the rows of some doubts would lie, None when none has a position."""
    places = [place for row in table.rows.tolist() if (place := row_place(plan, row)) is not None]
    x, y = plan.positions.easting[places], plan.positions.northing[places]
    known = ~np.isnan(x)
    if not known.any():
        return None
    return Extent(float(x[known].min()), float(y[known].min()), float(x[known].max()), float(y[known].max()))
