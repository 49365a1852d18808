"""Writes calendars that every mail program reads: iCalendar, RFC 5545."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tpdesk.files.replacing import write_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_LONGEST_OCTETS = 75
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """Something that falls on a day.

    Attributes:
        uid: The same each time the calendar is written, so that a newer one replaces it.
        day: The day.
        summary: A line.
        description: What else there is to say.
        category: By which a person may pick.
    """

    uid: str
    day: date
    summary: str
    description: str
    category: str


def write_calendar(path: Path, name: str, about: str, on: date, days: Sequence[CalendarDay]) -> None:
    """Write a calendar of days, whole or not at all.

    Args:
        path: Where to; its folder must exist.
        name: Of the calendar.
        about: What it is and for whom.
        on: The day on which it is made.
        days: At least one, for the standard knows no empty calendar.

    Raises:
        OutsideError: It cannot be written; a file that was there is as it was.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//tpdesk//Lease diary//EN",
        "CALSCALE:GREGORIAN",
        f"NAME:{_escaped(name)}",
        f"X-WR-CALNAME:{_escaped(name)}",
        f"DESCRIPTION:{_escaped(about)}",
        f"X-WR-CALDESC:{_escaped(about)}",
    ]
    for each in days:
        lines += _event(each, on)
    lines.append("END:VCALENDAR")
    write_file(path, b"".join(fold_line(line) for line in lines))


def _event(each: CalendarDay, on: date) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{each.uid}"
    yield f"DTSTAMP:{on:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{each.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{each.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_escaped(each.summary)}"
    if each.description:
        yield f"DESCRIPTION:{_escaped(each.description)}"
    if each.category:
        yield f"CATEGORIES:{_escaped(each.category)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES)


def fold_line(line: str) -> bytes:
    """Give a line in pieces of at most 75 octets, no letter cut apart, each further one behind a space."""
    pieces, piece = [], b""
    for letter in line:
        packed = letter.encode()
        if len(piece) + len(packed) > _LONGEST_OCTETS:
            pieces.append(piece)
            piece = b" "
        piece += packed
    return b"\r\n".join([*pieces, piece]) + b"\r\n"
