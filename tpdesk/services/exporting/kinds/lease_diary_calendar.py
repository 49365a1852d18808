"""The days of leases to come as a calendar for any mail program."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import NAMESPACE_OID, uuid5

from tpdesk.domain.errors import InputError
from tpdesk.domain.wording import money_words
from tpdesk.files.calendar_writing import CalendarDay, write_calendar
from tpdesk.services.exporting.kinds.exporter import Exporter
from tpdesk.services.leases.diary import DAY_LABELS, LeaseState, make_diary

if TYPE_CHECKING:
    from pathlib import Path

    from tpdesk.domain.disclosure import Disclosed, Extract
    from tpdesk.services.exporting.kinds.exporter import ExportOptions
    from tpdesk.services.leases.diary import DiaryEntry


def _write(disclosed: Disclosed[Extract], path: Path, options: ExportOptions) -> int:
    entries = make_diary(disclosed, options.on)
    days = [day for each in entries if (day := _calendar_day(each)) is not None]
    if not days:
        raise InputError(
            "diary_empty",
            "No lease has a known day in the next 36 months, so there is no calendar to write.",
            "Write the diary as a workbook (.xlsx): it lists the leases whose dates are unknown.",
        )
    name = f"{options.place}: lease diary"
    about = f"Made for {disclosed.audience}. {disclosed.notice}".rstrip()
    write_calendar(path, name, about, options.on, days)
    return len(days)


def _calendar_day(entry: DiaryEntry) -> CalendarDay | None:
    if entry.state is not LeaseState.TO_COME or entry.day is None:
        return None
    lease = entry.lease
    facts = (
        f"Reference: {lease.reference}" if lease.reference else "",
        f"Landlord: {lease.landlord}" if lease.landlord else "",
        f"Tenant: {lease.tenant}" if lease.tenant else "",
        f"Penalty: {money_words(entry.penalty_gbp)}" if entry.penalty_gbp is not None else "",
        f"Inside the 1954 Act: {lease.act_1954}" if lease.act_1954 else "",
        entry.note,
    )
    return CalendarDay(
        str(uuid5(NAMESPACE_OID, f"{lease.uid} {entry.what} {entry.number}")),
        entry.day,
        f"{DAY_LABELS[entry.what]}: {lease.asset}",
        "\n".join(fact for fact in facts if fact),
        lease.organisation,
    )


EXPORTER = Exporter("lease_calendar", "lease_diary", ".ics", "Lease diary as a calendar", _write)
