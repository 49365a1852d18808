"""Calendars by RFC 5545: lines of at most 75 octets, escaped texts, days without hours."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from tpdesk.files.calendar_writing import CalendarDay, fold_line, write_calendar

if TYPE_CHECKING:
    from pathlib import Path


def unfolded(data: bytes) -> list[str]:
    return data.replace(b"\r\n ", b"").decode().removesuffix("\r\n").split("\r\n")


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=300))
def test_folded_lines_are_short_whole_letters_and_come_back(line: str) -> None:
    folded = fold_line(line)
    pieces = folded.removesuffix(b"\r\n").split(b"\r\n")
    assert all(len(piece) <= 75 for piece in pieces)
    assert all(piece.decode() for piece in pieces[1:])
    assert unfolded(folded) == [line]


def test_a_day_of_a_calendar(tmp_path: Path) -> None:
    path = tmp_path / "diary.ics"
    day = CalendarDay("u1", date(2028, 2, 29), "Break: Café, Hall; \\ “Mere”", "One\r\nTwo", "Council, Mere")
    bare = CalendarDay("u2", date(2028, 12, 31), "Expiry", "", "")
    write_calendar(path, "Mere: diary", "For partners", date(2026, 11, 22), [day, bare])
    data = path.read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n")
    lines = unfolded(data)
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert "DESCRIPTION:For partners" in lines
    start = lines.index("BEGIN:VEVENT")
    assert lines[start : start + 10] == [
        "BEGIN:VEVENT",
        "UID:u1",
        "DTSTAMP:20261122T000000Z",
        "DTSTART;VALUE=DATE:20280229",
        "DTEND;VALUE=DATE:20280301",
        "SUMMARY:Break: Café\\, Hall\\; \\\\ “Mere”",
        "DESCRIPTION:One\\nTwo",
        "CATEGORIES:Council\\, Mere",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]
    assert lines[-8:] == [
        "UID:u2",
        "DTSTAMP:20261122T000000Z",
        "DTSTART;VALUE=DATE:20281231",
        "DTEND;VALUE=DATE:20290101",
        "SUMMARY:Expiry",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
