"""Which of many copies to keep as they grow old: all of a day, then one a day, one a week, one a month."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

ALL_FOR = timedelta(hours=24)
DAILY_FOR = timedelta(days=14)
WEEKLY_FOR = timedelta(weeks=8)


def moments_to_keep(moments: Iterable[datetime], now: datetime) -> frozenset[datetime]:
    """Choose the copies to keep by when they were made.

    Args:
        moments: When each was made; those later than ``now`` are kept.
        now: Which moment it is, with or without a zone as the others are.

    Returns:
        All of the last 24 hours; of each day of the last 14 days, each week of the last 8 weeks and each
        month before, the newest.
    """
    kept: dict[tuple[object, ...], datetime] = {}
    for moment in sorted(moments):
        kept[_span(moment, now)] = moment
    return frozenset(kept.values())


def _span(moment: datetime, now: datetime) -> tuple[object, ...]:
    """Name the stretch of time of which one copy is kept."""
    age = now - moment
    if age <= ALL_FOR:
        return ("all", moment)
    if age <= DAILY_FOR:
        return ("day", moment.date())
    if age <= WEEKLY_FOR:
        return ("week", *moment.isocalendar()[:2])
    return ("month", moment.year, moment.month)
