"""For when an edition of a list holds, and which of two is the newer."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from tpdesk.domain.wording import date_words
from tpdesk.services.importing.parsing.dates import read_period
from tpdesk.store.latest import day_of_uid

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tpdesk.store.reads import BatchRecord


class Order(StrEnum):
    """How an edition stands to the one that the register has."""

    NEWER = "newer"
    OLDER = "older"
    UNSURE = "unsure"
    """The register's says no date, and this one's is not later than the day on which that came."""


def holds_until(as_at: date | None, period: str) -> date | None:
    """Give the last day for which facts hold: the day they are of, else the end of their year."""
    if as_at is not None:
        return as_at
    year = read_period(period)
    return year.end if year else None


def order_of(as_at: date | None, period: str, before: BatchRecord) -> Order:
    """Tell how an edition stands to an earlier import of its list.

    Without a date of its own it is taken for the next edition, as lists come one after the other.
    """
    mine, theirs = holds_until(as_at, period), holds_until(before.as_at, before.period)
    if mine is None:
        return Order.NEWER
    if theirs is None:
        came = came_on(before)
        return Order.NEWER if came is None or mine >= came else Order.UNSURE
    return Order.OLDER if _is_before((as_at, period), (before.as_at, before.period)) else Order.NEWER


def _is_before(mine: tuple[date | None, str], theirs: tuple[date | None, str]) -> bool:
    """Compare day with day and year with year, and only else the one with the other."""
    if mine[0] is not None and theirs[0] is not None and mine[0] != theirs[0]:
        return mine[0] < theirs[0]
    year, their_year = read_period(mine[1]), read_period(theirs[1])
    if year and their_year:
        return year.start < their_year.start
    until, their_until = holds_until(*mine), holds_until(*theirs)
    return until is not None and their_until is not None and until < their_until


def newest_edition(batches: Iterable[BatchRecord]) -> BatchRecord | None:
    """Give the import of a list that counts as its newest edition.

    Older files that came later, and those of which it could not be told, did not replace anything and are
    no ground to compare the next edition with. The same file again only tells its date.
    """
    newest: BatchRecord | None = None
    for each in batches:
        if newest is None:
            newest = each
        elif each.sha256 and each.sha256 == newest.sha256:
            newest = each if holds_until(each.as_at, each.period) or not _dated(newest) else newest
        elif order_of(each.as_at, each.period, newest) is Order.NEWER:
            newest = each
    return newest


def _dated(batch: BatchRecord) -> bool:
    return holds_until(batch.as_at, batch.period) is not None


def came_on(batch: BatchRecord) -> date | None:
    """Give the day of an import."""
    try:
        return date.fromisoformat(batch.imported_at[:10])
    except ValueError:
        return None


def day_recorded(uid: str) -> date | None:
    """Give the day on which a record was made, None when its uid does not tell."""
    day = day_of_uid(uid)
    return date.fromisoformat(day) if day else None


def edition_words(batch: BatchRecord, name: str) -> str:
    """Name an edition of a list: the list “Assets” as at 31 Mar 2025."""
    if batch.as_at is not None:
        return f"the list “{name}” as at {date_words(batch.as_at)}"
    if batch.period:
        return f"the list “{name}” for {batch.period}"
    came = came_on(batch)
    return f"the list “{name}”, imported on {date_words(came)}" if came else f"the list “{name}”"
