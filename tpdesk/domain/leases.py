"""Days of a lease that follow from others."""

from __future__ import annotations

import calendar
from datetime import date


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
