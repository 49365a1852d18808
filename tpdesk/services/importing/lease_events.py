"""The days of a lease as events: breaks, the notice before them, expiry and review."""

from __future__ import annotations

import calendar
from datetime import date
from typing import TYPE_CHECKING, Any

from tpdesk.domain.identity import new_uids
from tpdesk.services.importing.plan import TableRows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tpdesk.services.importing.changes import ChangeInput, Changes

_KINDS = {"next_break_date": "break", "expiry_date": "expiry", "review_date": "review"}


def months_before(day: date, months: int) -> date:
    """Give the day so many months earlier, the last of the month where it is shorter."""
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def add_events(changes: Changes, interests: Mapping[str, Sequence[Any]]) -> None:
    """Add the events of new interests."""
    unknown = [None] * len(interests["uid"])
    penalties = interests.get("break_penalty_pence", unknown)
    events: list[tuple[str, str, date, int | None]] = []
    for column, kind in _KINDS.items():
        days = interests.get(column, unknown)
        for uid, day, penalty in zip(interests["uid"], days, penalties, strict=True):
            if day is not None:
                events.append((uid, kind, day, penalty if kind == "break" else None))
    breaks = interests.get("next_break_date", unknown)
    notices = interests.get("break_notice_months", unknown)
    for uid, day, months in zip(interests["uid"], breaks, notices, strict=True):
        if day is not None and months is not None:
            events.append((uid, "notice_by", months_before(day, months), None))
    insert_events(changes, events)


def insert_events(changes: Changes, events: Sequence[tuple[str, str, date, int | None]]) -> None:
    """Add events of interests: interest uid, kind, day and penalty in pence."""
    if not events:
        return
    interests, kinds, days, penalties = zip(*events, strict=True)
    changes.inserts.append(
        TableRows(
            "interest_event",
            {
                "uid": new_uids(len(events)),
                "interest_uid": list(interests),
                "kind": list(kinds),
                "on_date": list(days),
                "penalty_pence": list(penalties),
            },
        )
    )


def change_events(
    given: ChangeInput, changes: Changes, column: str, written: Sequence[tuple[str, Any]]
) -> None:
    """Bring the events of standing interests to the days that are written into them."""
    kind = _KINDS.get(column)
    if kind is None:
        return
    events = {
        (event["interest_uid"], event["kind"]): event["uid"]
        for rows in given.state.children("interest_event").values()
        for event in rows
    }
    known = [(events[uid, kind], day) for uid, day in written if (uid, kind) in events]
    if known:
        changes.update("interest_event", "on_date", [uid for uid, _ in known], [day for _, day in known])
    insert_events(changes, [(uid, kind, day, None) for uid, day in written if (uid, kind) not in events])
