"""For which day and which year a list's facts hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tpdesk.domain.errors import InputError
from tpdesk.domain.fields.catalogue import FIELD_BY_KEY
from tpdesk.domain.fields.field import FieldType
from tpdesk.domain.wording import date_words
from tpdesk.services.importing.editions import fill_dates, row_periods
from tpdesk.services.importing.facts import DATED_TABLES
from tpdesk.services.importing.parsing.dates import read_period
from tpdesk.services.importing.stated_dates import Stated, stated_day, stated_year

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from tpdesk.files.profiles import Profile
    from tpdesk.services.doubts import DoubtBook
    from tpdesk.services.importing.reading import ReadList
    from tpdesk.services.importing.request import ImportRequest
    from tpdesk.services.importing.understanding import Understood
    from tpdesk.store.reads import BatchRecord

_MONEY_TABLES = frozenset(("cost", *DATED_TABLES))


@dataclass(frozen=True, slots=True, eq=False)
class DateSources:
    """What may say for which day and year a list's facts hold.

    Attributes:
        request: What was asked; it goes before everything else.
        read: The list as read.
        profile: What is known of the list beforehand.
        batches: The register's imports: the same file may have been dated before.
    """

    request: ImportRequest
    read: ReadList
    profile: Profile | None
    batches: Sequence[BatchRecord]

    @property
    def before(self) -> BatchRecord | None:
        """The newest dated import of the very same sheet of the very same file."""
        wanted = (self.read.sha256, self.read.raw.sheet)
        same = [each for each in self.batches if (each.sha256, each.sheet) == wanted]
        return next((each for each in reversed(same) if each.as_at or each.period), None)


@dataclass(frozen=True, slots=True, eq=False)
class Dating:
    """The two clocks of a file.

    Attributes:
        as_at: The newest day for which its facts hold, None when unknown.
        period: The year of its money, empty when unknown or not one.
        periods: Year of each row's money as written, None when unknown; object (n,).
    """

    as_at: date | None
    period: str
    periods: NDArray[np.object_]


def date_rows(understood: Understood, sources: DateSources, book: DoubtBook) -> Dating:
    """Take day and year from the request, else from what the file says, else tell that they are unknown.

    A column of the file goes first, then an earlier import of the very same file, what stands above the
    headings, and for the year the sheet's and the file's name and at last the profile.

    Raises:
        InputError: The year asked for is none.
    """
    asked = _checked_period(sources.request.period)
    fill_dates(understood, sources.request.as_at or _day_beside(understood, sources, book))
    days = [day for day in set(understood.get("as_at").tolist()) if day is not None]
    if not days:
        book.add_file(
            "as_at_unknown",
            "The file does not say for which day its facts hold.",
            suggestion="Give the day, for instance 2025-03-31.",
        )
    yearly = _has_yearly_money(understood)
    periods = row_periods(understood, asked or _year_beside(understood, sources, book if yearly else None))
    given = {text for text in periods.tolist() if text is not None}
    if not given and yearly:
        book.add_file(
            "period_unknown",
            "The file does not say which year its money belongs to.",
            suggestion="Give the year, for instance 2023/24.",
        )
    single = next(iter(given)) if len(given) == 1 else ""
    named = read_period(single) if single else None
    return Dating(max(days, default=None), named.name if named else single, periods)


def _day_beside(understood: Understood, sources: DateSources, book: DoubtBook) -> date | None:
    """Give the day that the list states beside its rows; None when its rows say theirs."""
    if any(day is not None for day in understood.get("as_at").tolist()):
        return None
    before = sources.before
    if before is not None and before.as_at is not None:
        return before.as_at
    found = stated_day(sources.read.raw)
    if found is None or not isinstance(found.value, date):
        return None
    book.add(
        "as_at_read",
        [found.row],
        f"“{found.wording}” in {found.where} is taken as the day for which the facts hold:"
        f" {date_words(found.value)}.",
        column=f"Column {found.column}",
        value=found.wording,
        suggestion="Give the day, if it is another.",
    )
    return found.value


def _year_beside(understood: Understood, sources: DateSources, book: DoubtBook | None) -> str:
    """Give the year that the list states beside its rows; empty when its rows say theirs or nothing does.

    Args:
        understood: The rows by field.
        sources: What may say it.
        book: Takes the doubts; None when the list has no money of a year.
    """
    if any(year is not None for year in understood.get("cost_period").tolist()):
        return ""
    before = sources.before
    if before is not None and before.period:
        return before.period
    found = stated_year(sources.read.raw, sources.request.path.name) or _year_of_profile(sources.profile)
    if found is None:
        return ""
    if book is not None:
        book.add(
            "period_read",
            [found.row],
            f"“{found.wording}” in {found.where} is taken as the year of the money: {found.value}.",
            column=f"Column {found.column}" if found.column else "",
            value=found.wording,
            suggestion="Give the year, if it is another.",
        )
    return str(found.value)


def _year_of_profile(profile: Profile | None) -> Stated | None:
    period = read_period(profile.period) if profile and profile.period else None
    return Stated(period.name, period.name, f"the profile “{profile.title}”") if profile and period else None


def _checked_period(text: str) -> str:
    if not text.strip():
        return ""
    period = read_period(text)
    if period is None:
        raise InputError("period_invalid", f"“{text}” is not a year.", "Write it as 2023/24 or 2023.")
    return period.name


def _has_yearly_money(understood: Understood) -> bool:
    return any(
        FIELD_BY_KEY[key].type is FieldType.MONEY
        and FIELD_BY_KEY[key].table in _MONEY_TABLES
        and any(value is not None for value in values)
        for key, values in understood.values.items()
    )
