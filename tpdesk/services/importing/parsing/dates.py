"""Days as people write them, and the financial years that money belongs to."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_NUMERIC = re.compile(r"(\d{1,4})[-/. ](\d{1,2})[-/. ](\d{1,4})(?:[T ]+\d{1,2}:\d{2}.*)?\Z")
_COMPACT = re.compile(r"(1[89]\d\d|2[01]\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\Z")
_DAY_MONTH = re.compile(
    r"(?:[A-Za-z]{3,9},?\s+)?(\d{1,2})(?:st|nd|rd|th)?[-\s/.]+([A-Za-z]{3,9})\.?,?[-\s/.]+(\d{2,4})\Z"
)
_MONTH_DAY = re.compile(r"([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\Z")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?\Z")
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
         "sep sept september", "oct october", "nov november", "dec december"), 1,
    )
    for name in names.split()
}  # fmt: skip
_MONTHS_A_YEAR = 12
_YEAR_MONTH = re.compile(r"(?P<year>(?:19|20|21)\d\d)[-/.](?P<month>\d{1,2})\Z")
_MONTH_YEAR = re.compile(r"(?P<month>\d{1,2})[-/.](?P<year>(?:19|20|21)\d\d)\Z")
_WORDED_MONTH = re.compile(
    r"(?P<month>[A-Za-z]{3,9})\.?,?(?:[ ./-]?(?P<year>(?:19|20|21)\d\d)|['’-](?P<short>\d\d))\Z"
)
_SERIAL_START = date(1899, 12, 30)
_SERIAL_RANGE = (15_000, 80_000)
_YEAR = re.compile(r"(?:FY\s*)?((?:19|20)\d\d)\s*[-/–]\s*((?:19|20)?\d\d)\Z", re.IGNORECASE)
_SINGLE_YEAR = re.compile(r"((?:19|20)\d\d)\Z")


@dataclass(frozen=True, slots=True)
class Period:
    """A year that a fact belongs to, as written in the register (2023/24) and by its days."""

    name: str
    start: date
    end: date


def read_period(text: str) -> Period | None:
    """Read "2023/24", "2023-24", "2023/2024" (1 April to 31 March) or "2023" (the calendar year)."""
    tidy = text.strip()
    year = _YEAR.match(tidy)
    if year:
        first, second = int(year[1]), year[2]
        if int(second) % 100 != (first + 1) % 100:
            return None
        return Period(f"{first}/{(first + 1) % 100:02d}", date(first, 4, 1), date(first + 1, 3, 31))
    single = _SINGLE_YEAR.match(tidy)
    if single:
        return Period(single[1], date(int(single[1]), 1, 1), date(int(single[1]), 12, 31))
    return None


def month_comes_first(texts: Iterable[str]) -> bool:
    """Whether a column writes the month before the day: only where its own days prove it.

    British lists write the day first; a month in front is believed when some second number is over 12
    and no first number is.
    """
    day_first = month_first = 0
    for text in texts:
        parts = _NUMERIC.match(text.strip())
        if parts and len(parts[1]) <= 2:
            day_first += int(parts[1]) > 12
            month_first += int(parts[2]) > 12
    return month_first > 0 and day_first == 0


def read_date(text: str, *, month_first: bool = False) -> date | None:
    """Read one day; None when it is none or when the order of day and month does not fit the column."""
    tidy = " ".join(text.split())
    numeric = _NUMERIC.match(tidy)
    if numeric:
        return _from_numbers(numeric[1], int(numeric[2]), numeric[3], month_first=month_first)
    compact = _COMPACT.match(tidy)
    if compact:
        return _day(int(compact[1]), int(compact[2]), int(compact[3]))
    worded = _DAY_MONTH.match(tidy)
    if worded:
        return _day(_full_year(worded[3]), _MONTHS.get(worded[2].casefold(), 0), int(worded[1]))
    american = _MONTH_DAY.match(tidy)
    if american:
        return _day(int(american[3]), _MONTHS.get(american[1].casefold(), 0), int(american[2]))
    if _SERIAL.match(tidy):
        return read_serial(float(tidy))
    return None


def read_month(text: str, *, last_day: bool) -> date | None:
    """Read a month without a day ("2027-06", "06/2027", "April 2027") as its first or its last day."""
    tidy = " ".join(text.split())
    numeric = _YEAR_MONTH.match(tidy) or _MONTH_YEAR.match(tidy)
    worded = _WORDED_MONTH.match(tidy)
    if numeric:
        year, month = int(numeric["year"]), int(numeric["month"])
    elif worded:
        year, month = (
            _full_year(worded["year"] or worded["short"]),
            _MONTHS.get(worded["month"].casefold(), 0),
        )
    else:
        return None
    if not 1 <= month <= _MONTHS_A_YEAR:
        return None
    return date(year, month, monthrange(year, month)[1] if last_day else 1)


def read_serial(number: float) -> date | None:
    """Read a spreadsheet's day number, or a day written as one number (20130401)."""
    if float(number).is_integer():
        compact = _COMPACT.match(str(int(number)))
        if compact:
            return _day(int(compact[1]), int(compact[2]), int(compact[3]))
    if _SERIAL_RANGE[0] <= number <= _SERIAL_RANGE[1]:
        return _SERIAL_START + timedelta(days=int(number))
    return None


def date_of(cell: object, *, month_first: bool = False) -> date | None:
    """Give the day of a cell of any kind."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return read_serial(cell)
    return read_date(cell, month_first=month_first) if isinstance(cell, str) else None


def other_order(text: str, *, month_first: bool) -> date | None:
    """Give the day that the other order of day and month would make, for a proposal."""
    return read_date(text, month_first=not month_first)


def _from_numbers(first: str, middle: int, last: str, *, month_first: bool) -> date | None:
    if len(first) == 4:
        return _day(int(first), middle, int(last)) if len(last) <= 2 else None
    if len(first) > 2 or len(last) not in (2, 4):
        return None
    day, month = (middle, int(first)) if month_first else (int(first), middle)
    return _day(_full_year(last), month, day)


def _full_year(digits: str) -> int:
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (2000 if year < 69 else 1900)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
