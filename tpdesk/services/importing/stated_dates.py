"""Days and years that a list states outside its rows: above its headings, in its sheet's or file's name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from tpdesk.services.importing.parsing.dates import read_date, read_month, read_period

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from tpdesk.domain.table import RawTable, TitleCell

_HOLDS = re.compile(
    r"\b(?:as\s+(?:at|of|on)|(?:position|situation|correct|stand|snapshot|data|valid)\s+(?:as\s+)?(?:at|of|on))"
    r"(?:\s+date)?\b[\s:,–-]*(?P<day>.*)",
    re.IGNORECASE | re.DOTALL,
)
_DAYS = (
    re.compile(r"\d{4}-\d{1,2}-\d{1,2}"),
    re.compile(r"\d{1,2}[-/. ]\d{1,2}[-/. ](?:\d{4}|\d{2})\b"),
    re.compile(r"(?:[A-Za-z]+,?\s+)?\d{1,2}(?:st|nd|rd|th)?(?:\s+of)?[-\s]+[A-Za-z]{3,9}\.?,?[-\s]+\d{4}"),
    re.compile(r"[A-Za-z]{3,9}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}"),
)
_MONTH = re.compile(r"[A-Za-z]{3,9}\.?,?[ -]\d{4}")
_YEARS = re.compile(
    r"(?<!\d)(?P<first>20\d\d)\s?(?P<sign>[-/_–]?)\s?(?P<second>20\d\d|\d\d)(?![\d]|[-/_.]\d)"
)
_SHORT = 2


@dataclass(frozen=True, slots=True)
class Stated:
    """A day or a year that a list states.

    Attributes:
        value: The day, or the year as 2023/24.
        wording: The words that state it, and no more of what stands there.
        where: The place in words: "cell A1", "the sheet's name".
        row: Row as Excel counts, 0 when it is in no cell.
        column: Letters of the column, empty when it is in no cell.
    """

    value: date | str
    wording: str
    where: str
    row: int = 0
    column: str = ""


def stated_day(raw: RawTable) -> Stated | None:
    """Find the day for which a list says its facts hold; None when it says none, or several."""
    read = ((read_stated_day(cell.text), cell) for cell in raw.titles)
    return _only([_in_cell(stated, cell) for stated, cell in read if stated])


def stated_year(raw: RawTable, file: str) -> Stated | None:
    """Find the year that a list states: above its headings, else in the sheet's or the file's name.

    Args:
        raw: The sheet as read.
        file: The file's own name.
    """
    above = [_in_cell(stated, cell) for cell in raw.titles for stated in read_stated_years(cell.text)]
    if above:
        return _only(above)
    names = ((raw.sheet, "the sheet's name"), (PurePath(file).stem, "the file's name"))
    for name, where in names:
        found = [Stated(year, wording, where) for year, wording in read_stated_years(name)]
        if found:
            return _only(found)
    return None


def _in_cell(stated: tuple[date | str, str], cell: TitleCell) -> Stated:
    value, wording = stated
    return Stated(value, wording, f"cell {cell.column}{cell.row}", cell.row, cell.column)


def _only(found: Sequence[Stated]) -> Stated | None:
    return found[0] if len({each.value for each in found}) == 1 else None


def read_stated_day(text: str) -> tuple[date, str] | None:
    """Read the day in words like "As at 31 March 2025", and give the words; a month alone runs to its end."""
    tidy = " ".join(text.split())
    holds = _HOLDS.search(tidy)
    if holds is None:
        return None
    said, start = holds["day"], holds.start()
    for form in _DAYS:
        day = form.match(said)
        if day and (read := read_date(day[0].replace(" of ", " "))):
            return read, tidy[start : holds.start("day") + day.end()]
    month = _MONTH.match(said)
    end = read_month(month[0], last_day=True) if month else None
    return (end, tidy[start : holds.start("day") + month.end()]) if month and end else None


def read_stated_years(text: str) -> list[tuple[str, str]]:
    """Read the years in words like "ERIC 2023/24" or "return_2023-24", and give the words of each."""
    years = []
    for found in _YEARS.finditer(text):
        year = read_period(f"{found['first']}/{found['second']}")
        if year is not None and (found["sign"] or len(found["second"]) == _SHORT):
            years.append((year.name, found[0]))
    return years
