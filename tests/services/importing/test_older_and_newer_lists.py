"""Two returns about the same buildings: what is newer stands, what cannot be told is asked."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from tests.store.stocking import write_outside
from tpdesk.domain.changes import Writer
from tpdesk.services.importing import ImportPlan
from tpdesk.services.importing.moments import Order, newest_edition, order_of
from tpdesk.store.reads import BatchRecord, read_children
from tpdesk.store.register import Register

Bring = Callable[..., ImportPlan]
Write = Callable[..., Path]

HEADINGS = ["Asset Code", "Name", "GIA (m2)", "Vacant area (m2)", "Rates (£)", "Water (£)", "Service"]
NEW = ["A1", "Hall", "900", "", "90", "30", "Office"]
OLD = ["A1", "Old Hall", "500", "70", "10", "30", "Library"]


def codes(plan: ImportPlan) -> dict[str, int]:
    quiet = {"unplaced", "as_at_unknown", "period_unknown", "area_basis_unknown"}
    return {code: count for code, count in plan.issues.counts().items() if code not in quiet}


def messages(plan: ImportPlan, code: str) -> list[str]:
    return [issue.message for issue in plan.issues if issue.code == code]


def shown(register: Register, *keys: str) -> tuple[object, ...]:
    frame = register.read_assets()
    return tuple(frame.value(0, key) for key in keys)


MONEY = ("cost_rates_gbp", "cost_water_gbp", "cost_period")


def years(register: Register) -> set[object]:
    return {row["period"] for rows in read_children(register, "cost").values() for row in rows}


# --- a list under another name ------------------------------------------------------------------------


def test_an_older_return_under_another_name_adds_its_year_and_displaces_nothing(
    bring_in: Bring, write_list: Write, register: Register
) -> None:
    bring_in(write_list(HEADINGS, NEW), period="2023/24", list_name="Return")
    plan = bring_in(write_list(HEADINGS, OLD), period="2014/15", list_name="Old return")
    assert (plan.created, plan.updated) == (0, 1)
    assert codes(plan) == {"older_edition": 1}
    assert messages(plan, "older_edition") == [
        "Of 1 building the register has newer facts, by the list “Return” for 2023/24: the years of this list"
        " are added, and what stands is kept."
    ]
    assert shown(register, "name", "gia_m2", *MONEY) == ("Hall", 900, 90, 30, "2023/24")
    assert shown(register, "vacant_m2", "service") == (None, "office")
    assert years(register) == {"2014/15", "2023/24"}


def test_a_newer_return_under_another_name_is_shown_and_asks_for_the_rest(
    bring_in: Bring, write_list: Write, register: Register
) -> None:
    bring_in(write_list(HEADINGS, OLD), period="2014/15", list_name="Old return")
    plan = bring_in(write_list(HEADINGS, NEW), period="2023/24", list_name="Return")
    assert shown(register, *MONEY) == (90, 30, "2023/24")
    assert codes(plan) == {"conflict": 3}
    assert messages(plan, "conflict") == [
        "The register has “Old Hall” from the list “Old return” for 2014/15, which is kept.",
        "The register has “500 m²” from the list “Old return” for 2014/15, which is kept.",
        "The register has “Library” from the list “Old return” for 2014/15, which is kept.",
    ]
    values = [issue.value for issue in plan.issues if issue.code == "conflict"]
    assert values == ["Hall", "900 m²", "Office"]


def test_an_older_return_does_not_displace_one_without_a_year_and_the_doubt_is_told(
    bring_in: Bring, write_list: Write, register: Register
) -> None:
    bring_in(write_list(HEADINGS, NEW), list_name="Return")
    plan = bring_in(write_list(HEADINGS, OLD), period="2014/15", list_name="Old return")
    assert shown(register, "gia_m2", *MONEY) == (900, 90, 30, None)
    (doubt,) = (issue for issue in plan.issues if issue.code == "period_unclear")
    assert doubt.value == "Rates £90 there, £10 here"
    assert "from the list “Return”, imported on" in doubt.message
    assert "without a year; this list's are for 2014/15" in doubt.message
    again = bring_in(write_list(HEADINGS, OLD), period="2014/15", list_name="Old return")
    assert (again.created, again.updated) == (0, 0)


def test_a_return_without_a_year_does_not_displace_a_dated_one(
    bring_in: Bring, write_list: Write, register: Register
) -> None:
    bring_in(write_list(HEADINGS, NEW), period="2023/24", list_name="Return")
    plan = bring_in(write_list(HEADINGS, OLD), list_name="Other return")
    assert shown(register, "gia_m2", *MONEY) == (900, 90, 30, "2023/24")
    assert codes(plan)["period_unclear"] == 1
    assert "this list's are without a year" in messages(plan, "period_unclear")[0]


def test_two_lists_of_one_year_are_told_where_they_differ(
    bring_in: Bring, write_list: Write, register: Register
) -> None:
    bring_in(write_list(HEADINGS, NEW), period="2023/24", list_name="Return")
    plan = bring_in(write_list(HEADINGS, OLD), period="2023/24", list_name="Other return")
    assert shown(register, *MONEY) == (90, 30, "2023/24")
    assert codes(plan)["period_unclear"] == 1


def test_giving_the_year_later_dates_the_facts_that_came_without_it(
    bring_in: Bring, write_list: Write, register: Register
) -> None:
    bring_in(write_list(HEADINGS, NEW), list_name="Return")
    bring_in(write_list(HEADINGS, OLD), period="2024/25", list_name="Other return")
    assert shown(register, *MONEY) == (90, 30, None)
    plan = bring_in(write_list(HEADINGS, NEW), list_name="Return", period="2023/24")
    assert (plan.created, plan.updated) == (0, 1)
    assert years(register) == {"2023/24", "2024/25"}
    assert len([row for rows in read_children(register, "cost").values() for row in rows]) == 4
    assert shown(register, *MONEY) == (10, 30, "2024/25")


# --- the same list -------------------------------------------------------------------------------------


def test_an_edition_that_may_be_older_than_one_without_a_date_is_asked(
    bring_in: Bring, write_list: Write, register: Register
) -> None:
    bring_in(write_list(HEADINGS, NEW))
    plan = bring_in(write_list(HEADINGS, OLD), as_at=date(2015, 3, 31))
    assert shown(register, "name", "gia_m2") == ("Hall", 900)
    assert codes(plan)["older_edition"] == 1
    assert codes(plan)["conflict"] == 3
    assert "give its date" in next(issue.suggestion for issue in plan.issues if issue.code == "conflict")
    # Its date once known, the later edition goes before it.
    bring_in(write_list(HEADINGS, NEW), as_at=date(2014, 3, 31))
    bring_in(write_list(HEADINGS, OLD), as_at=date(2015, 3, 31))
    assert shown(register, "name", "gia_m2") == ("Old Hall", 500)


def test_an_older_edition_between_does_not_hold_up_the_next(
    bring_in: Bring, write_list: Write, register: Register
) -> None:
    bring_in(write_list(HEADINGS, NEW), as_at=date(2024, 3, 31))
    bring_in(write_list(HEADINGS, OLD), as_at=date(2015, 3, 31))
    plan = bring_in(write_list(HEADINGS, ["A1", "Great Hall", *NEW[2:]]), as_at=date(2025, 3, 31))
    assert not codes(plan).get("conflict")
    assert shown(register, "name", "as_at") == ("Great Hall", date(2025, 3, 31))


def test_what_the_list_itself_wrote_is_no_conflict(
    bring_in: Bring, write_list: Write, register: Register
) -> None:
    bring_in(write_list(HEADINGS, NEW))
    bring_in(write_list(HEADINGS, ["A1", "", *NEW[2:]]))
    plan = bring_in(write_list(HEADINGS, ["A1", "Great Hall", *NEW[2:]]))
    assert not codes(plan).get("conflict")
    assert shown(register, "name") == ("Great Hall",)


# --- who wrote what ------------------------------------------------------------------------------------


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


def test_a_value_typed_by_hand_is_told_as_such(
    bring_in: Bring, write_list: Write, register: Register
) -> None:
    bring_in(write_list(HEADINGS, NEW))
    uid = register.read_assets().uids[0]
    register.execute(EditByHand("asset", "name", uid, "The Hall"))
    occupation = read_children(register, "occupation")[uid][0]["uid"]
    register.execute(EditByHand("occupation", "service", occupation, "health_centre"))
    plan = bring_in(write_list(HEADINGS, [*OLD[:2], *NEW[2:6], "Library"]))
    name, service = messages(plan, "conflict")
    assert name.startswith("The register has “The Hall” typed by hand")
    assert service.startswith("The register has “Health centre” typed by hand")
    assert [issue.value for issue in plan.issues if issue.code == "conflict"] == ["Old Hall", "Library"]


def test_another_lists_position_is_kept_apart(bring_in: Bring, write_list: Write, register: Register) -> None:
    headings = ["Asset Code", "Name", "Easting", "Northing"]
    bring_in(write_list(headings, ["A1", "Hall", "380000", "390000"]), list_name="First")
    plan = bring_in(write_list(headings, ["A1", "Hall", "380900", "390000"]), list_name="Second")
    assert shown(register, "easting") == (380_000,)
    assert "from the list “First”" in messages(plan, "conflict")[0]


def test_a_better_position_of_another_list_is_taken(
    bring_in: Bring, write_list: Write, register: Register
) -> None:
    bring_in(write_list(["Asset Code", "Name", "Postcode"], ["A1", "Hall", "AB1 2DB"]), list_name="First")
    plan = bring_in(
        write_list(["Asset Code", "Name", "Easting", "Northing"], ["A1", "Hall", "381010", "391010"]),
        list_name="Second",
    )
    assert not codes(plan).get("conflict")
    assert shown(register, "easting", "location_method") == (381_010, "own_coordinates")


# --- the order of editions -----------------------------------------------------------------------------


def batch(as_at: date | None, period: str = "", sha256: str = "", came: str = "2026-11-22") -> BatchRecord:
    return BatchRecord(
        uid=f"{as_at}{period}{sha256}", list_uid="l", file="f", sheet="", sha256=sha256, header_row=1,
        as_at=as_at, period=period, imported_at=f"{came}T10:00:00Z" if came else "", parser_version="1",
        column_map={}, decisions={}, raw_rows=None, rows_read=1, rows_kept=1, rows_refused=0,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("mine", "theirs", "order"),
    [
        ((date(2025, 3, 31), ""), (date(2024, 3, 31), ""), Order.NEWER),
        ((date(2023, 3, 31), ""), (date(2024, 3, 31), ""), Order.OLDER),
        ((date(2024, 3, 31), "2022/23"), (date(2024, 3, 31), "2023/24"), Order.OLDER),
        ((date(2024, 3, 31), ""), (date(2024, 3, 31), ""), Order.NEWER),
        ((None, "2014/15"), (None, "2023/24"), Order.OLDER),
        ((None, "2024/25"), (date(2025, 6, 30), "2024/25"), Order.NEWER),
        ((None, "2014/15"), (date(2025, 6, 30), ""), Order.OLDER),
        ((None, ""), (date(2025, 6, 30), ""), Order.NEWER),
        ((None, "2014/15"), (None, ""), Order.UNSURE),
        ((date(2027, 3, 31), ""), (None, ""), Order.NEWER),
    ],
)
def test_an_edition_is_newer_or_older_by_what_both_say(
    mine: tuple[date | None, str], theirs: tuple[date | None, str], order: Order
) -> None:
    assert order_of(*mine, batch(*theirs)) is order


def test_an_import_of_an_unknown_day_holds_up_nothing() -> None:
    assert order_of(None, "2014/15", batch(None, came="")) is Order.NEWER


def test_the_newest_edition_is_the_one_that_replaced_what_was_before() -> None:
    undated, older = batch(None, sha256="a"), batch(date(2015, 3, 31), sha256="b")
    dated = batch(date(2024, 3, 31), sha256="a")
    assert newest_edition([]) is None
    assert newest_edition([undated, older]) is undated
    assert newest_edition([undated, older, dated]) is dated
    assert newest_edition([dated, undated]) is dated
    assert newest_edition([dated, older]) is dated


def test_a_value_that_another_program_changed_is_told_as_such(
    bring_in: Bring, write_list: Write, register: Register
) -> None:
    bring_in(write_list(HEADINGS, NEW))
    write_outside(register.path, "UPDATE asset SET name = 'QGIS Hall'")
    plan = bring_in(write_list(HEADINGS, [*OLD[:2], *NEW[2:]]))
    (told,) = messages(plan, "conflict")
    assert told.startswith("The register has “QGIS Hall” changed by another program on ")


def test_of_a_value_that_was_taken_back_the_source_is_not_guessed(
    bring_in: Bring, write_list: Write, register: Register
) -> None:
    bring_in(write_list(HEADINGS, NEW))
    uid = register.read_assets().uids[0]
    register.execute(EditByHand("asset", "name", uid, "The Hall"))
    register.execute(EditByHand("asset", "name", uid, "The Old Hall"))
    register.undo()
    plan = bring_in(write_list(HEADINGS, [*OLD[:2], *NEW[2:]]))
    assert messages(plan, "conflict") == ["The register has “The Hall”, which is kept."]


def test_a_value_is_told_from_the_list_that_last_wrote_it(bring_in: Bring, write_list: Write) -> None:
    bring_in(write_list(HEADINGS, OLD), list_name="First", as_at=date(2023, 3, 31))
    bring_in(write_list(HEADINGS, NEW), list_name="First", as_at=date(2024, 3, 31))
    plan = bring_in(
        write_list(HEADINGS, ["A1", "City Hall", *NEW[2:]]), list_name="Second", as_at=date(2025, 3, 31)
    )
    assert messages(plan, "conflict") == [
        "The register has “Hall” from the list “First” as at 31 Mar 2024, which is kept."
    ]


def test_an_asset_that_no_list_knows_has_no_source(
    bring_in: Bring, write_list: Write, register: Register
) -> None:
    bring_in(write_list(HEADINGS, NEW))
    write_outside(register.path, "DELETE FROM record_source")
    plan = bring_in(write_list(HEADINGS, OLD), list_name="Second")
    assert messages(plan, "conflict")[0] == "The register has “Hall”, which is kept."


def test_many_facts_that_differ_are_counted_and_three_are_named(bring_in: Bring, write_list: Write) -> None:
    headings = ["Asset Code", "Rates (£)", "Water (£)", "Energy costs (£)", "Cleaning costs (£)"]
    bring_in(write_list(headings, ["A1", "1", "2", "3", "4"]), list_name="First")
    plan = bring_in(write_list(headings, ["A1", "5", "6", "7", "8"]), list_name="Second", period="2014/15")
    (doubt,) = plan.issues.of_code("period_unclear")
    assert doubt.value.endswith(" and 1 more")
    assert doubt.value.count("there") == 3


def test_more_than_three_newer_lists_are_counted(bring_in: Bring, write_list: Write) -> None:
    for place in range(5):
        bring_in(write_list(HEADINGS, NEW), list_name=f"List {place}", as_at=date(2024, 3, 31))
    plan = bring_in(write_list(HEADINGS, OLD), list_name="Old", as_at=date(2015, 3, 31))
    assert "and 2 more" in messages(plan, "older_edition")[0]


def test_values_that_differ_in_the_last_digits_are_shown_to_the_last(
    bring_in: Bring, write_list: Write
) -> None:
    headings = ["Asset Code", "Land area (ha)"]
    bring_in(write_list(headings, ["A1", "9.7301"]), list_name="First")
    plan = bring_in(write_list(headings, ["A1", "9.7302"]), list_name="Second")
    (told,) = plan.issues.of_code("conflict")
    assert told.value == "9.7302"
    assert told.message.startswith("The register has “9.7301” from")
