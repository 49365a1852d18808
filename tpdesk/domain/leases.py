"""What follows from the facts of a lease: its days, and the kind of interest that it is."""

from __future__ import annotations

import calendar
from datetime import date

_DETAIL_KINDS = {
    "pfi": "pfi", "lift": "lift", "sla": "sla", "sub_lease": "underlease", "undocumented": "undocumented",
}  # fmt: skip
_TENURE_KINDS = {"freehold": "freehold", "leasehold": "lease", "licence": "licence", "other": "other"}


def months_before(day: date, months: int) -> date:
    """Give the day so many months earlier, the last of the month where it is shorter."""
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def notice_by(break_day: date | None, notice_months: int | None) -> date | None:
    """Give the last day to serve notice for a break; None when the break or its notice is unknown."""
    if break_day is None or notice_months is None:
        return None
    return months_before(break_day, notice_months)


def head_terms(tenure: str | None, detail: str | None) -> tuple[str | None, str | None]:
    """Give direction and kind of the head interest.

    A list that tells neither tenure nor detail, yet facts of a lease, speaks of one that is taken in.
    """
    if tenure == "freehold" or (tenure is None and detail in ("owner_occupied", "leased_out")):
        return "held", "freehold" if tenure == "freehold" else None
    kind = _DETAIL_KINDS.get(detail or "") or _TENURE_KINDS.get(tenure or "")
    if tenure is None and kind is None:
        taken = detail in ("leased_in", "ground_lease", "nhs_property_services")
        return "in", "lease" if taken else None
    return "in", kind
