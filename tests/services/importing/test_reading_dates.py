"""Days and years as people write them."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpdesk.domain.fields.catalogue import field
from tpdesk.services.importing.coded import as_objects
from tpdesk.services.importing.facts import period_columns
from tpdesk.services.importing.parsing.cells import ParsingHints, parse_cells
from tpdesk.services.importing.parsing.dates import (
    date_of,
    month_comes_first,
    read_date,
    read_month,
    read_period,
)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023-09-29", date(2023, 9, 29)),
        ("29/09/2023", date(2023, 9, 29)),
        ("1 Apr 2024", date(2024, 4, 1)),
        ("01-Apr-24", date(2024, 4, 1)),
        ("45000", date(2023, 3, 15)),
        ("20130401", date(2013, 4, 1)),
        ("Monday, 3rd March 2025", date(2025, 3, 3)),
        ("31.12.24", date(2024, 12, 31)),
        ("2024/3/1", date(2024, 3, 1)),
        ("Apr 1, 2024", date(2024, 4, 1)),
        ("2023-09-29T00:00:00Z", date(2023, 9, 29)),
        ("01/04/87", date(1987, 4, 1)),
        ("31/12/2987", date(2987, 12, 31)),
    ],
)
def test_days_that_are_read(text: str, day: date) -> None:
    assert read_date(text) == day


@pytest.mark.parametrize(
    "text", ["", "12/31/2023", "99/99/2020", "soon", "2023", "1 Foo 2024", "2024-01-001", "123/1/24", "5"]
)
def test_texts_that_are_no_days(text: str) -> None:
    assert read_date(text) is None


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_british_and_iso_days_come_back(day: date) -> None:
    assert read_date(day.isoformat()) == day
    assert read_date(f"{day:%d/%m/%Y}") == day
    assert read_date(f"{day:%m/%d/%Y}", month_first=True) == day
    assert date_of(f"{day:%d %B %Y}") == day


@given(st.text(max_size=16))
def test_any_text_is_read_or_not_but_never_breaks(text: str) -> None:
    read_date(text)
    read_period(text)


def test_the_month_comes_first_only_where_the_column_proves_it() -> None:
    assert month_comes_first(["01/02/2024", "03/31/2024"])
    assert not month_comes_first(["01/02/2024", "03/04/2024"])
    assert not month_comes_first(["31/01/2024", "03/31/2024"])


def parse(cells: list[object]) -> tuple[list[object], list[tuple[int, str]]]:
    parsed = parse_cells(as_objects(cells), field("lease_expiry"), ParsingHints())
    return parsed.values.tolist(), [(doubt.index, doubt.suggestion) for doubt in parsed.doubts]


def test_a_column_of_days() -> None:
    cells: list[object] = [
        datetime(2024, 3, 1, 12),
        date(2024, 3, 2),
        45000,
        "n/a",
        "31/01/2024",
        "03/31/2024",
    ]
    values, doubts = parse(cells)
    assert values == [date(2024, 3, 1), date(2024, 3, 2), date(2023, 3, 15), None, date(2024, 1, 31), None]
    assert doubts == [(5, "2024-03-31, if day and month are the other way round")]


def test_american_columns_are_read_by_their_own_evidence() -> None:
    assert parse(["01/02/2024", "03/31/2024"])[0] == [date(2024, 1, 2), date(2024, 3, 31)]


def test_true_is_no_day() -> None:
    assert parse([True]) == ([None], [(0, "Left unknown.")])


@pytest.mark.parametrize(
    ("text", "name", "first"),
    [
        ("2023/24", "2023/24", date(2023, 4, 1)),
        ("2023-24", "2023/24", date(2023, 4, 1)),
        ("2023/2024", "2023/24", date(2023, 4, 1)),
        ("FY 2023/24", "2023/24", date(2023, 4, 1)),
        ("1999/00", "1999/00", date(1999, 4, 1)),
        ("2023", "2023", date(2023, 1, 1)),
    ],
)
def test_years_of_money(text: str, name: str, first: date) -> None:
    period = read_period(text)
    assert period is not None
    assert (period.name, period.start) == (name, first)


@pytest.mark.parametrize("text", ["2023/25", "last year", ""])
def test_texts_that_are_no_years(text: str) -> None:
    assert read_period(text) is None


def test_periods_of_rows() -> None:
    columns = period_columns(as_objects(["2023-24", None, "some year"]))
    assert columns["period"].tolist() == ["2023/24", None, "some year"]
    assert columns["period_end"].tolist() == [date(2024, 3, 31), None, None]


@pytest.mark.parametrize(
    "text", ["2027-06", "06/2027", "6.2027", "June 2027", "Jun-27", "Jun. 2027", "Jun'27", "june/2027"]
)
def test_a_month_without_a_day_is_taken_and_told(text: str) -> None:
    for key, day in (
        ("lease_expiry", date(2027, 6, 30)),
        ("next_break", date(2027, 6, 30)),
        ("lease_start", date(2027, 6, 1)),
    ):
        parsed = parse_cells(as_objects([text]), field(key), ParsingHints())
        assert parsed.values.tolist() == [day]
        (doubt,) = parsed.doubts
        assert (doubt.code, doubt.suggestion) == ("date_month", day.isoformat())
        assert ("first" if key == "lease_start" else "last") in doubt.message


@pytest.mark.parametrize("text", ["13/2027", "Juno 2027", "2027", "00/2027", "June", "Jun 27 30"])
def test_what_is_no_month(text: str) -> None:
    assert read_month(text, last_day=True) is None
