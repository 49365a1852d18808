"""The lease diary as a workbook: what is to come, what is overdue, holding over, and unknown dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpdesk.domain.disclosure import AudienceKind
from tpdesk.domain.vocabularies.catalogue import VOCABULARIES
from tpdesk.domain.wording import date_words
from tpdesk.files.workbook_writing import ColumnType, SheetContent, write_workbook
from tpdesk.services.exporting.kinds.exporter import Exporter
from tpdesk.services.leases.diary import DAY_LABELS, LeaseDay, LeaseState, make_diary

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from tpdesk.domain.disclosure import Disclosed, Extract
    from tpdesk.services.exporting.kinds.exporter import ExportOptions
    from tpdesk.services.leases.diary import DiaryEntry

_TEXT, _DATE, _MONEY, _INTEGER = ColumnType.TEXT, ColumnType.DATE, ColumnType.MONEY, ColumnType.INTEGER
_IN_USE: dict[bool | None, str] = {True: "Yes", False: "No", None: "Unknown"}

_COLUMNS: tuple[tuple[str, ColumnType, float, Callable[[DiaryEntry], object]], ...] = (
    ("Organisation", _TEXT, 26, lambda each: each.lease.organisation or None),
    ("What", _TEXT, 20, lambda each: DAY_LABELS[each.what]),
    ("Day", _DATE, 12, lambda each: each.day),
    ("Building", _TEXT, 34, lambda each: each.lease.asset),
    ("Reference", _TEXT, 16, lambda each: each.lease.reference or None),
    ("Direction", _TEXT, 12, lambda each: _label("interest_direction", each.lease.direction)),
    ("Kind of interest", _TEXT, 18, lambda each: _label("interest_kind", each.lease.kind)),
    ("Landlord", _TEXT, 26, lambda each: each.lease.landlord or None),
    ("Tenant", _TEXT, 26, lambda each: each.lease.tenant or None),
    ("Lease expiry", _DATE, 12, lambda each: each.lease.expiry),
    ("Break penalty", _MONEY, 14, lambda each: each.penalty_gbp),
    ("Inside the 1954 Act", _TEXT, 12, lambda each: _label("yes_no", each.lease.act_1954 or "") or "Unknown"),
    ("In use", _TEXT, 12, lambda each: _IN_USE[each.lease.in_use]),
    ("Note", _TEXT, 40, lambda each: each.note or None),
)
_SHEETS = (
    (LeaseState.TO_COME, "Next 36 months", "Days to come, by organisation"),
    (
        LeaseState.OVERDUE,
        "Overdue",
        "The day for notice has passed and the break has not; or a review has passed",
    ),
    (
        LeaseState.HOLDING_OVER,
        "Holding over",
        "The term has ended, none follows, and nobody says that it is empty",
    ),
    (
        LeaseState.UNKNOWN,
        "Unknown dates",
        "Leases that do not say when they end, or breaks without their notice",
    ),
)
_COUNTED = (
    *((LeaseState.TO_COME, kind, DAY_LABELS[kind]) for kind in LeaseDay),
    (LeaseState.OVERDUE, None, "Overdue"),
    (LeaseState.HOLDING_OVER, None, "Holding over"),
    (LeaseState.UNKNOWN, None, "Unknown dates"),
)


def _write(disclosed: Disclosed[Extract], path: Path, options: ExportOptions) -> int:
    entries = make_diary(disclosed, options.on)
    lines = [f"Made {date_words(options.on)} for {disclosed.audience}"]
    if disclosed.audience.kind is not AudienceKind.FULL:
        lines += [disclosed.notice, "Breaks, penalties and tenants are shown only where they are released."]
    sheets = [_summary(entries, (f"{options.place}: lease diary", *lines))]
    for state, title, meaning in _SHEETS:
        of_state = [each for each in entries if each.state is state]
        sheets.append(_sheet(title, of_state, (f"{options.place}: {title.lower()}", meaning, *lines)))
    write_workbook(path, sheets, opens_on=1)
    return len(entries)


def _sheet(title: str, entries: Sequence[DiaryEntry], notes: Sequence[str]) -> SheetContent:
    return SheetContent(
        title,
        [heading for heading, _, _, _ in _COLUMNS],
        [[value(each) for each in entries] for _, _, _, value in _COLUMNS],
        [kind for _, kind, _, _ in _COLUMNS],
        [width for _, _, width, _ in _COLUMNS],
        notes,
    )


def _summary(entries: Sequence[DiaryEntry], notes: Sequence[str]) -> SheetContent:
    """Count the lines of each organisation."""
    names = list(dict.fromkeys(each.lease.organisation for each in entries))
    counts = [
        [
            sum(
                each.lease.organisation == name and each.state is state and kind in (None, each.what)
                for each in entries
            )
            for name in names
        ]
        for state, kind, _ in _COUNTED
    ]
    return SheetContent(
        "By organisation",
        ["Organisation", *(heading for _, _, heading in _COUNTED)],
        [names, *counts],
        [_TEXT, *(_INTEGER for _ in _COUNTED)],
        [34, *(12 for _ in _COUNTED)],
        notes,
    )


def _label(vocabulary: str, key: str) -> str | None:
    return VOCABULARIES[vocabulary].label_of(key) if key else None


EXPORTER = Exporter("lease_diary", "lease_diary", ".xlsx", "Lease diary as a workbook", _write)
