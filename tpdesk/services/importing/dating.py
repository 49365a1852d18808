"""For which day and which year a list's facts hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tpdesk.domain.errors import InputError
from tpdesk.domain.fields.catalogue import FIELD_BY_KEY
from tpdesk.domain.fields.field import FieldType
from tpdesk.services.importing.editions import fill_dates, row_periods
from tpdesk.services.importing.facts import DATED_TABLES
from tpdesk.services.importing.parsing.dates import read_period

if TYPE_CHECKING:
    from datetime import date

    import numpy as np
    from numpy.typing import NDArray

    from tpdesk.services.doubts import DoubtBook
    from tpdesk.services.importing.request import ImportRequest
    from tpdesk.services.importing.understanding import Understood

_MONEY_TABLES = frozenset(("cost", *DATED_TABLES))


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


def date_rows(understood: Understood, request: ImportRequest, book: DoubtBook) -> Dating:
    """Take day and year from the request, else from their columns, else tell that they are unknown.

    Raises:
        InputError: The year asked for is none.
    """
    period = _checked_period(request.period)
    fill_dates(understood, request.as_at)
    days = [day for day in set(understood.get("as_at").tolist()) if day is not None]
    if not days:
        book.add_file(
            "as_at_unknown",
            "The file does not say for which day its facts hold.",
            suggestion="Give the day, for instance 2025-03-31.",
        )
    periods = row_periods(understood, period)
    given = {text for text in periods.tolist() if text is not None}
    if not given and _has_yearly_money(understood):
        book.add_file(
            "period_unknown",
            "The file does not say which year its money belongs to.",
            suggestion="Give the year, for instance 2023/24.",
        )
    single = next(iter(given)) if len(given) == 1 else ""
    named = read_period(single) if single else None
    return Dating(max(days, default=None), named.name if named else single, periods)


def _checked_period(text: str) -> str:
    if not text.strip():
        return ""
    period = read_period(text)
    if period is None:
        raise InputError("period_invalid", f"“{text}” is no year.", "Write it as 2023/24 or 2023.")
    return period.name


def _has_yearly_money(understood: Understood) -> bool:
    return any(
        FIELD_BY_KEY[key].type is FieldType.MONEY
        and FIELD_BY_KEY[key].table in _MONEY_TABLES
        and any(value is not None for value in values)
        for key, values in understood.values.items()
    )
