"""Days and years that a list states above its headings or in its name: read, told, never over the request."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from tpdesk.services.importing import ImportPlan
from tpdesk.services.importing.stated_dates import read_stated_day, read_stated_years
from tpdesk.store.reads import read_batches, read_children
from tpdesk.store.register import Register

Bring = Callable[..., ImportPlan]
Write = Callable[..., Path]

HEADINGS = ["Asset Code", "Name", "Street", "Rates (£)"]
ROWS = (["A1", "Hall", "High Street", "10"], ["A2", "Yard", "Mill Lane", "20"])


def told(plan: ImportPlan, code: str) -> list[tuple[int, str, str]]:
    return [(issue.row, issue.column, issue.value) for issue in plan.issues if issue.code == code]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("As at 31 March 2025", date(2025, 3, 31)),
        ("Land and buildings register - as at 31st March 2025", date(2025, 3, 31)),
        ("Position at 1 April 2024", date(2024, 4, 1)),
        ("Asset list (position as at 01/04/2024)", date(2024, 4, 1)),
        ("As at: 2024-03-31 Estates", date(2024, 3, 31)),
        ("Data as of March 31, 2024", date(2024, 3, 31)),
        ("As at the end", None),
        ("As at March 2025", date(2025, 3, 31)),
        ("Correct as at Monday 31 March 2025.", date(2025, 3, 31)),
        ("Printed 31 March 2025", None),
        ("Asset register", None),
        ("as at 31 Nonsense 2025", None),
    ],
)
def test_a_day_is_read_where_words_say_that_facts_hold_for_it(words: str, day: date | None) -> None:
    found = read_stated_day(words)
    assert (found and found[0]) == day


def test_only_the_words_that_state_the_day_are_kept() -> None:
    assert read_stated_day("Mrs Smith's list as at 31 March 2025 (draft)") == (
        date(2025, 3, 31),
        "as at 31 March 2025",
    )


@pytest.mark.parametrize(
    ("words", "years"),
    [
        ("ERIC 2023/24", ["2023/24"]),
        ("return_2023-24_final", ["2023/24"]),
        ("ERIC_202324_site", ["2023/24"]),
        ("Estates return 2023/2024", ["2023/24"]),
        ("Costs 2022/23 and 2023/24", ["2022/23", "2023/24"]),
        ("assets 2024-03-31", []),
        ("assets 2023-24-01", []),
        ("20232024", []),
        ("assets 2024", []),
        ("12023/24", []),
        ("2023/25", []),
    ],
)
def test_a_financial_year_is_read_from_words(words: str, years: list[str]) -> None:
    assert [year for year, _ in read_stated_years(words)] == years


def test_the_title_rows_give_day_and_year_and_their_cells_are_told(
    bring_in: Bring, write_list: Write, register: Register
) -> None:
    path = write_list(
        ["", "Register of assets 2023/24", "", ""], ["As at 31 March 2024", "", "", ""], HEADINGS, *ROWS
    )
    plan = bring_in(path)
    assert (plan.as_at, plan.period) == (date(2024, 3, 31), "2023/24")
    assert told(plan, "as_at_read") == [(2, "Column A", "As at 31 March 2024")]
    assert told(plan, "period_read") == [(1, "Column B", "2023/24")]
    assert not plan.issues.counts().keys() & {"as_at_unknown", "period_unknown"}
    assert str(read_batches(register)[0].as_at) == "2024-03-31"
    costs = [row for rows in read_children(register, "cost").values() for row in rows]
    assert {row["period"] for row in costs} == {"2023/24"}
    assert register.read_assets().value(0, "as_at") == date(2024, 3, 31)


def test_a_title_of_a_workbook_with_the_day_in_a_cell_of_its_own(bring_in: Bring, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["As at", datetime(2025, 3, 31)], [], HEADINGS, *ROWS):
        sheet.append(row)
    book.save(tmp_path / "list.xlsx")
    plan = bring_in(tmp_path / "list.xlsx")
    assert (plan.as_at, told(plan, "as_at_read")) == (
        date(2025, 3, 31),
        [(1, "Column A", "As at 2025-03-31")],
    )


def test_what_is_asked_goes_before_what_the_title_says(bring_in: Bring, write_list: Write) -> None:
    path = write_list(["As at 31 March 2024, for 2023/24", "", "", ""], HEADINGS, *ROWS)
    plan = bring_in(path, as_at=date(2022, 3, 31), period="2021/22")
    assert (plan.as_at, plan.period) == (date(2022, 3, 31), "2021/22")
    assert not plan.issues.counts().keys() & {"as_at_read", "period_read"}


def test_a_column_goes_before_the_title(bring_in: Bring, write_list: Write) -> None:
    path = write_list(
        ["As at 31 March 2024", "", "", ""],
        ["Asset Code", "Name", "Effective Date", "Financial year", "Rates (£)"],
        ["A1", "Hall", "2023-03-31", "2022/23", "10"],
        ["A2", "Yard", "2023-03-31", "2022/23", "20"],
    )
    plan = bring_in(path)
    assert (plan.as_at, plan.period) == (date(2023, 3, 31), "2022/23")


def test_the_year_may_stand_in_the_name_of_the_file(bring_in: Bring, write_list: Write) -> None:
    plan = bring_in(write_list(HEADINGS, *ROWS, name="Costs 2023-24 final.csv"))
    assert plan.period == "2023/24"
    assert told(plan, "period_read") == [(0, "", "2023-24")]
    assert "the file's name" in next(each.message for each in plan.issues if each.code == "period_read")


def test_titles_that_contradict_each_other_say_nothing(bring_in: Bring, write_list: Write) -> None:
    path = write_list(
        ["As at 31 March 2024", "", "", ""],
        ["As at 31 March 2023", "2021/22", "", "2022/23"],
        HEADINGS,
        *ROWS,
    )
    plan = bring_in(path)
    assert (plan.as_at, plan.period) == (None, "")
    assert plan.issues.counts().keys() >= {"as_at_unknown", "period_unknown"}


def test_a_list_without_money_of_a_year_is_told_no_year(bring_in: Bring, write_list: Write) -> None:
    plan = bring_in(write_list(HEADINGS[:3], *(row[:3] for row in ROWS), name="list 2023-24.csv"))
    assert plan.period == "2023/24"
    assert not plan.issues.counts().keys() & {"period_read", "period_unknown"}


def test_the_same_file_keeps_the_day_and_year_it_was_given_before(
    bring_in: Bring, write_list: Write, register: Register
) -> None:
    path = write_list(HEADINGS, *ROWS, name="Costs 2023-24.csv")
    bring_in(path, as_at=date(2022, 3, 31), period="2021/22")
    again = bring_in(path)
    assert (again.as_at, again.period) == (date(2022, 3, 31), "2021/22")
    assert (again.created, again.updated, again.unchanged) == (0, 0, 2)
    assert sum(map(len, read_children(register, "cost").values())) == 2


def test_a_profile_may_know_the_year(bring_in: Bring, write_list: Write, tmp_path: Path) -> None:
    profile = tmp_path / "yearly.toml"
    profile.write_text(
        'name = "yearly"\ntitle = "Yearly return"\ndescription = "Each year."\nperiod = "2023/24"\n',
        encoding="utf-8",
    )
    plan = bring_in(write_list(HEADINGS, *ROWS), profile=str(profile))
    assert plan.period == "2023/24"
    assert "the profile “Yearly return”" in next(
        each.message for each in plan.issues if each.code == "period_read"
    )
