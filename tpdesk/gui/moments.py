"""Moments as one says them."""

from __future__ import annotations

from datetime import datetime

from tpdesk.domain.wording import date_words


def said_day(moment: str, now: datetime | None = None) -> str:
    """Say when, as one says it: Today, 09:41, or 18 Nov 2026; empty when it is not known.

    Args:
        moment: ISO 8601.
        now: Another moment than this one to count from.
    """
    try:
        when = datetime.fromisoformat(moment).astimezone()
    except ValueError:
        return ""
    if when.date() == (now or datetime.now().astimezone()).date():
        return f"Today, {when:%H:%M}"
    return date_words(when.date())
