"""The lease diary: last days for notice, breaks, expiries and reviews to come, and what has been missed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from tpdesk.domain.leases import months_before, notice_by

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tpdesk.domain.disclosure import Disclosed, Extract

    Row = Mapping[str, object]
    Days = dict["LeaseDay", dict[date, tuple[str, float | None]]]

HORIZON_MONTHS = 36
_TERMS = frozenset(("lease", "underlease", "licence", "moto", "pfi", "lift", "sla"))
_LEASED = frozenset(("leasehold", "licence"))
_LEFT = frozenset(("vacant", "disposed", "under_construction"))
_IN_USE = frozenset(("operational", "partly_vacant"))


class LeaseDay(StrEnum):
    """What falls on a day."""

    NOTICE = "notice_by"
    BREAK = "break"
    EXPIRY = "expiry"
    REVIEW = "review"


DAY_LABELS = {
    LeaseDay.NOTICE: "Last day for notice",
    LeaseDay.BREAK: "Break",
    LeaseDay.EXPIRY: "Expiry",
    LeaseDay.REVIEW: "Rent review",
}


class LeaseState(StrEnum):
    """Where a lease or one of its days stands."""

    TO_COME = "To come"
    OVERDUE = "Overdue"
    HOLDING_OVER = "Holding over"
    UNKNOWN = "Date unknown"


@dataclass(frozen=True, slots=True)
class Lease:
    """One interest that runs for a term.

    Attributes:
        uid: Of the interest.
        organisation: Whose asset it is of, empty when unknown.
        reference: The asset's.
        asset: What the asset is called.
        direction: Taken in or let out, as stored.
        kind: Of the interest, as stored.
        landlord: Who grants it.
        tenant: Who holds it.
        act_1954: Whether the tenant may stay: yes, no, unknown or None.
        in_use: Whether the asset is used, None when nobody said.
        expiry: Last day of the term.
    """

    uid: str
    organisation: str
    reference: str
    asset: str
    direction: str
    kind: str
    landlord: str
    tenant: str
    act_1954: str | None
    in_use: bool | None
    expiry: date | None


@dataclass(frozen=True, slots=True)
class DiaryEntry:
    """One line of the diary.

    Attributes:
        lease: The lease.
        state: Where it stands.
        what: What falls on the day; for an unknown date, what is unknown.
        day: The day, None when it is unknown.
        note: What else there is to say.
        penalty_gbp: What a break costs.
        number: Tells the days of one kind of one lease apart, from 0 in their order.
    """

    lease: Lease
    state: LeaseState
    what: LeaseDay
    day: date | None
    note: str = ""
    penalty_gbp: float | None = None
    number: int = 0


def make_diary(disclosed: Disclosed[Extract], on: date) -> tuple[DiaryEntry, ...]:
    """Give the diary of the leases that an audience may see, by organisation and day, unknown days last.

    Args:
        disclosed: Assets with their interests and events.
        on: Today; 36 months are looked ahead.
    """
    entries: list[DiaryEntry] = []
    for lease, days, renewed in _leases(disclosed.value, on):
        entries += _entries(lease, days, on, renewed=renewed)
    return tuple(
        sorted(
            entries, key=lambda each: (each.lease.organisation.casefold(), each.day or date.max, each.what)
        )
    )


def _leases(extract: Extract, on: date) -> Iterator[tuple[Lease, Days, bool]]:
    frame = extract.assets
    for place, uid in enumerate(frame.uids.tolist()):
        interests = [row for row in extract.children["interest"].get(uid, ()) if runs_for_a_term(row)]
        events = extract.children["interest_event"].get(uid, ())
        status = frame.value(place, "status")
        in_use = True if status in _IN_USE else False if status in _LEFT else None
        if in_use is None and extract.children["occupation"].get(uid):
            in_use = True
        for row in interests:
            lease = Lease(
                str(row.get("uid")),
                _text(frame.value(place, "organisation")),
                _text(frame.value(place, "reference")),
                frame.label(place),
                _text(row.get("direction")),
                _text(row.get("kind")),
                _text(row.get("grantor")),
                _text(row.get("grantee")),
                _text(row.get("act_1954")) or None,
                in_use,
                _day(row.get("expiry_date")),
            )
            own = [event for event in events if event.get("interest_uid") == lease.uid]
            yield lease, _days_of(row, own), _renewed(row, interests, on)


def runs_for_a_term(row: Row) -> bool:
    """Tell whether an interest is one that ends: a lease, a licence and the like, or one with an end."""
    return bool(
        row.get("kind") in _TERMS or row.get("tenure") in _LEASED or row.get("expiry_date") is not None
    )


def _renewed(row: Row, interests: Sequence[Row], on: date) -> bool:
    """Tell whether another interest in the same direction runs on."""
    return any(
        other is not row
        and other.get("direction") == row.get("direction")
        and (_day(other.get("expiry_date")) or date.min) >= on
        for other in interests
    )


def _days_of(row: Row, events: Sequence[Row]) -> Days:
    """Give each kind of day with its note and penalty; one that is told twice stands once."""
    days: Days = {kind: {} for kind in LeaseDay}
    for event in events:
        day, kind = _day(event.get("on_date")), event.get("kind")
        if day is not None and kind in days:
            days[LeaseDay(str(kind))][day] = (_text(event.get("note")), _pounds(event.get("penalty_pence")))
    told = {LeaseDay.BREAK: "next_break_date", LeaseDay.EXPIRY: "expiry_date", LeaseDay.REVIEW: "review_date"}
    for kind, column in told.items():
        day = _day(row.get(column))
        if day is not None:
            penalty = _pounds(row.get("break_penalty_pence")) if kind is LeaseDay.BREAK else None
            days[kind].setdefault(day, ("", penalty))
    months = row.get("break_notice_months")
    for day in days[LeaseDay.BREAK]:
        last = notice_by(day, int(months) if isinstance(months, (int, float)) else None)
        if last is not None:
            days[LeaseDay.NOTICE].setdefault(last, (f"For the break of {day.isoformat()}", None))
    return days


def _entries(
    lease: Lease,
    days: Days,
    on: date,
    *,
    renewed: bool,
) -> Iterator[DiaryEntry]:
    horizon = months_before(on, -HORIZON_MONTHS)
    for kind, told in days.items():
        for number, day in enumerate(sorted(told)):
            note, penalty = told[day]
            state = LeaseState.TO_COME if day >= on else _passed(lease, kind, days, on, renewed=renewed)
            if state is not None and day <= horizon:
                yield DiaryEntry(lease, state, kind, day, note, penalty, number)
    if not days[LeaseDay.EXPIRY]:
        yield DiaryEntry(lease, LeaseState.UNKNOWN, LeaseDay.EXPIRY, None, "Last day of the term")
    if any(day >= on for day in days[LeaseDay.BREAK]) and not days[LeaseDay.NOTICE]:
        yield DiaryEntry(lease, LeaseState.UNKNOWN, LeaseDay.NOTICE, None, "Months of notice for the break")


def _passed(
    lease: Lease,
    kind: LeaseDay,
    days: Days,
    on: date,
    *,
    renewed: bool,
) -> LeaseState | None:
    """Say what a day that has passed means; None when nothing is to be done any more."""
    ended = bool(days[LeaseDay.EXPIRY]) and max(days[LeaseDay.EXPIRY]) < on
    if kind is LeaseDay.EXPIRY:
        over = ended and lease.in_use is not False and not renewed
        return LeaseState.HOLDING_OVER if over else None
    if ended:
        return None
    if kind is LeaseDay.NOTICE:
        still = any(day >= on for day in days[LeaseDay.BREAK])
        return LeaseState.OVERDUE if still else None
    if kind is LeaseDay.REVIEW:
        later = any(day >= on for day in days[LeaseDay.REVIEW])
        return None if later else LeaseState.OVERDUE
    return None


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None


def _pounds(pence: object) -> float | None:
    return pence / 100 if isinstance(pence, int) else None
