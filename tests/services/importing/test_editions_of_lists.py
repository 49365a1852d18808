"""Next year's file: what it may change, what it may not, and what it leaves behind."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from tpdesk.domain.changes import Writer
from tpdesk.domain.errors import InputError
from tpdesk.services.importing import Decisions, ImportPlan, ImportRequest, plan_import
from tpdesk.services.importing.editions import name_of_list
from tpdesk.store.reads import read_children, read_issues, read_lists
from tpdesk.store.register import Register

Bring = Callable[..., ImportPlan]
Write = Callable[..., Path]

HEADINGS = ["Asset Code", "Name", "Street", "Tenure", "Annual rent (£)", "Rates (£)", "Effective Date"]


@dataclass(frozen=True)
class EditByHand:
    """A person changes one value."""

    table: str
    column: str
    uid: str
    value: object
    kind: str = "edit"

    def describe(self) -> str:
        return "Edit"

    def apply(self, writer: Writer) -> None:
        writer.update(self.table, [self.column], [(self.uid, self.value)])


def codes(plan: ImportPlan) -> dict[str, int]:
    """Count the doubts, those of rows without a position apart: no row here has one."""
    return {code: count for code, count in plan.issues.counts().items() if code != "unplaced"}


def only_child(register: Register, table: str) -> list[dict[str, object]]:
    return [row for rows in read_children(register, table).values() for row in rows]


@pytest.fixture
def first(bring_in: Bring, write_list: Write) -> ImportPlan:
    return bring_in(
        write_list(
            HEADINGS,
            ["A1", "Hall", "High Street", "Leasehold", "100", "10", "2024-03-31"],
            ["A2", "Yard", "Mill Lane", "Freehold", "", "20", "2024-03-31"],
        ),
        period="2023/24",
    )


def second(bring_in: Bring, write_list: Write, *rows: Sequence[object], **asked: object) -> ImportPlan:
    return bring_in(write_list(HEADINGS, *rows), period="2023/24", **asked)


YARD = ["A2", "Yard", "Mill Lane", "Freehold", "", "20", "2024-03-31"]


@pytest.mark.usefixtures("first")
def test_a_value_that_the_source_changed_is_written(
    bring_in: Bring, write_list: Write, register: Register
) -> None:
    plan = second(
        bring_in,
        write_list,
        ["A1", "Great Hall", "High Street", "Leasehold", "150.5", "11", "2024-03-31"],
        YARD,
    )
    assert (plan.created, plan.updated, plan.unchanged) == (0, 1, 1)
    frame = register.read_assets()
    assert frame.value(0, "name") == "Great Hall"
    assert frame.value(0, "annual_rent_gbp") == 150.5
    assert frame.value(0, "cost_rates_gbp") == 11.0
    assert len(only_child(register, "cost")) == 2


@pytest.mark.usefixtures("first")
def test_a_hand_edit_stays_when_the_source_has_not_changed(
    bring_in: Bring, write_list: Write, register: Register
) -> None:
    uid = register.read_assets().uids[0]
    register.execute(EditByHand("asset", "name", uid, "The Old Hall"))
    rent = read_children(register, "interest")[uid][0]["uid"]
    register.execute(EditByHand("interest", "annual_rent_pence", rent, 9_900))
    plan = second(
        bring_in, write_list, ["A1", "Hall", "High Street", "Leasehold", "100", "10", "2024-03-31"], YARD
    )
    assert (plan.updated, codes(plan)) == (0, {})
    assert register.read_assets().value(0, "name") == "The Old Hall"
    line = next(each for each in plan.control if each.field == "annual_rent_gbp")
    assert (line.source, line.register, line.difference) == (100.0, 99.0, -1.0)
    assert "keeps its own" in line.why


@pytest.mark.usefixtures("first")
def test_both_changed_is_a_conflict_and_the_register_stays(
    bring_in: Bring, write_list: Write, register: Register
) -> None:
    uid = register.read_assets().uids[0]
    register.execute(EditByHand("asset", "name", uid, "The Old Hall"))
    rent = read_children(register, "interest")[uid][0]["uid"]
    register.execute(EditByHand("interest", "annual_rent_pence", rent, 9_900))
    plan = second(
        bring_in,
        write_list,
        ["A1", "Great Hall", "High Street", "Leasehold", "150", "10", "2024-03-31"],
        YARD,
    )
    conflicts = [issue for issue in plan.issues if issue.code == "conflict"]
    assert [(issue.row, issue.column, issue.value) for issue in conflicts] == [
        (2, "Name", "Great Hall"),
        (2, "Annual rent (£)", "£150"),
    ]
    assert register.read_assets().value(0, "name") == "The Old Hall"
    assert plan.updated == 0


@pytest.mark.usefixtures("first")
def test_a_blank_and_a_missing_column_change_nothing(
    bring_in: Bring, write_list: Write, register: Register
) -> None:
    plan = bring_in(
        write_list(
            ["Asset Code", "Name", "Tenure", "Annual rent (£)"],
            ["A1", "", "Leasehold", "100"],
            ["A2", "Yard", "Freehold", ""],
        ),
        as_at=date(2024, 3, 31),
    )
    assert codes(plan) == {"column_missing": 2, "now_blank": 1}
    frame = register.read_assets()
    assert frame.value(0, "name") == "Hall"
    assert frame.value(0, "street") == "High Street"


@pytest.mark.usefixtures("first")
def test_vanished_is_counted_against_the_lists_own_last_edition_and_nothing_is_removed(
    bring_in: Bring, write_list: Write, register: Register
) -> None:
    library = bring_in(write_list(["Asset Code", "Name"], ["L1", "Library"], name="libraries.csv"))
    assert library.vanished == 0
    plan = second(bring_in, write_list, YARD)
    assert plan.vanished == 1
    told = [issue for issue in plan.issues if issue.code == "vanished"]
    assert [(issue.row, issue.value) for issue in told] == [(0, "A1")]
    assert len(register.read_assets()) == 3


@pytest.mark.usefixtures("first")
def test_next_years_costs_are_added_beside_this_years(
    bring_in: Bring, write_list: Write, register: Register
) -> None:
    plan = bring_in(
        write_list(
            HEADINGS,
            ["A1", "Hall", "High Street", "Leasehold", "100", "10", "2025-03-31"],
            [*YARD[:5], "25", "2025-03-31"],
        ),
        period="2024-25",
    )
    assert plan.updated == 2
    costs = sorted((str(row["period"]), row["amount_pence"]) for row in only_child(register, "cost"))
    assert costs == [("2023/24", 1000), ("2023/24", 2000), ("2024/25", 1000), ("2024/25", 2500)]
    assert {row["price_year"] for row in only_child(register, "cost")} == {"2023/24", "2024/25"}
    assert register.read_assets().value(1, "cost_rates_gbp") == 25.0


@pytest.mark.usefixtures("first")
def test_an_older_file_adds_facts_and_replaces_nothing(
    bring_in: Bring, write_list: Write, register: Register
) -> None:
    rows = [
        ["A1", "Old Hall", "High Street", "Freehold", "1", "5", "2023-03-31"],
        ["A0", "Shed", "", "Freehold", "", "1", "2023-03-31"],
    ]
    plan = bring_in(write_list(HEADINGS, *rows), period="2022/23")
    assert codes(plan) == {"older_edition": 1}
    assert (plan.created, plan.updated, plan.vanished) == (1, 1, 0)
    frame = register.read_assets()
    assert frame.value(0, "name") == "Hall"
    assert frame.value(0, "tenure") == "leasehold"
    assert sorted(str(row["period"]) for row in only_child(register, "cost")) == [
        "2022/23",
        "2022/23",
        "2023/24",
        "2023/24",
    ]
    assert frame.value(0, "cost_rates_gbp") == 10.0


@pytest.mark.usefixtures("first")
def test_a_fact_that_a_person_removed_is_not_brought_back(
    bring_in: Bring, write_list: Write, register: Register
) -> None:
    @dataclass(frozen=True)
    class Remove:
        uid: str
        kind: str = "remove"

        def describe(self) -> str:
            return "Remove"

        def apply(self, writer: Writer) -> None:
            writer.delete("cost", [self.uid])

    uid = register.read_assets().uids[0]
    register.execute(Remove(read_children(register, "cost")[uid][0]["uid"]))
    plan = second(
        bring_in, write_list, ["A1", "Hall", "High Street", "Leasehold", "100", "10", "2024-03-31"], YARD
    )
    assert plan.updated == 0
    assert len(only_child(register, "cost")) == 1


@pytest.mark.usefixtures("first")
def test_a_value_another_list_disagrees_with_is_a_conflict(
    bring_in: Bring, write_list: Write, register: Register
) -> None:
    plan = bring_in(write_list(["Asset Code", "Name", "Town"], ["A1", "City Hall", "Vale"], name="other.csv"))
    assert codes(plan)["conflict"] == 1
    frame = register.read_assets()
    assert (frame.value(0, "name"), frame.value(0, "post_town")) == ("Hall", "Vale")
    assert len(read_lists(register)) == 2


def test_days_and_years_that_nobody_states_are_told_once(
    bring_in: Bring, write_list: Write, register: Register
) -> None:
    plan = bring_in(write_list(["Asset Code", "Name", "Rates (£)"], ["A1", "Hall", "5"], ["A2", "Yard", "6"]))
    assert codes(plan) == {"as_at_unknown": 1, "period_unknown": 1}
    assert [issue.code for issue in read_issues(register)] == [issue.code for issue in plan.issues]


def test_the_year_may_stand_in_a_column(bring_in: Bring, write_list: Write, register: Register) -> None:
    bring_in(
        write_list(
            ["Asset Code", "Rates (£)", "Financial year"], ["A1", "5", "2023-24"], ["A2", "6", "2022-23"]
        )
    )
    assert sorted(str(row["period"]) for row in only_child(register, "cost")) == ["2022/23", "2023/24"]


def test_a_year_that_is_none_is_refused(bring_in: Bring, write_list: Write) -> None:
    with pytest.raises(InputError, match="not a year"):
        bring_in(write_list(["Asset Code"], ["A1"]), period="someday")


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("Trafford assets 2025", "Trafford assets"),
        ("ERIC_Site", "ERIC Site"),
        ("assets 2023-24 final", "assets"),
        ("List (2)", "List"),
        ("2025", "2025"),
        ("stations_v3", "stations"),
        ("Register March 2025", "Register"),
    ],
)
def test_editions_of_a_list_share_its_name(stem: str, name: str) -> None:
    assert name_of_list(stem) == name


def test_buildings_that_lie_already_are_placed_though_the_file_cannot_place_them(
    bring_in: Bring, write_list: Write, register: Register
) -> None:
    headings = ["Asset Code", "Name", "Postcode"]
    path = write_list(headings, ["A1", "Hall", "AB1 2DB"], ["A2", "Yard", "AB1 2ZZ"])
    first = bring_in(path)
    assert (first.placed(), first.unplaced) == ({"postcode": 1}, 1)
    plan = plan_import(ImportRequest(path, organisation="Vale Council"), register)
    assert (plan.placed(), plan.unplaced) == ({"postcode": 1}, 1)
    assert plan.placeable_by_postcode == 1
    assert [issue.row for issue in plan.issues if issue.code == "unplaced"] == [3]
    assert plan.summary()["unplaced"] == 1
    register.execute(EditByHand("asset", "location_method", register.read_assets().uids[0], "by_hand"))
    assert bring_in(path, dry_run=True).placed() == {"by_hand": 1}


@pytest.mark.usefixtures("first")
def test_a_column_that_is_left_out_this_time_is_not_missing(bring_in: Bring, write_list: Write) -> None:
    rows = (["A1", "Hall", "High Street", "Leasehold", "100", "10", "2024-03-31"], YARD)
    plan = bring_in(write_list(HEADINGS, *rows), Decisions(columns={"Street": ""}), period="2023/24")
    assert codes(plan) == {}
