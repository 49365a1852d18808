"""Which asset each row is about: references, derived keys, repeats and duplicates."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tpdesk.domain.errors import InputError
from tpdesk.services.importing import ImportPlan
from tpdesk.store.reads import read_references
from tpdesk.store.register import Register

Bring = Callable[..., ImportPlan]
Write = Callable[..., Path]

HEADINGS = ["Asset Code", "Name", "Postcode", "Annual rent (£)"]


def counts(plan: ImportPlan) -> tuple[int, int, int]:
    return plan.created, plan.updated, plan.unchanged


def names_by_reference(register: Register) -> dict[str, str]:
    frame = register.read_assets()
    names = dict(zip(frame.uids, frame["name"], strict=True))
    return {reference: names[asset] for asset, _, _, reference, _, _ in read_references(register)}


def test_a_file_imported_twice_changes_nothing(bring_in: Bring, write_list: Write) -> None:
    path = write_list(HEADINGS, ["A1", "Hall", "AB1 2DB", "100"], ["a2", "Yard", "", ""])
    assert counts(bring_in(path)) == (2, 0, 0)
    assert counts(bring_in(path)) == (0, 0, 2)


def test_references_are_compared_without_case_and_outer_spaces(
    bring_in: Bring, write_list: Write, register: Register
) -> None:
    bring_in(write_list(HEADINGS, ["Ab1", "Hall", "AB1 2DB", "100"]))
    plan = bring_in(write_list(HEADINGS, [" aB1 ", "Great Hall", "AB1 2DB", "100"]))
    assert counts(plan) == (0, 1, 0)
    assert names_by_reference(register) == {"Ab1": "Great Hall"}


def test_a_row_equal_in_every_field_counts_once(bring_in: Bring, write_list: Write) -> None:
    row = ["A1", "Hall", "AB1 2DB", "100"]
    path = write_list(HEADINGS, row, row, ["A2", "Yard", "", "5"])
    plan = bring_in(path)
    assert counts(plan) == (2, 0, 0)
    assert plan.counts.duplicates == 1
    told = [issue for issue in plan.issues if issue.code == "duplicate_row"]
    assert [(issue.row, issue.value) for issue in told] == [(3, "A1")]
    assert "row 2" in told[0].message
    rent = plan.control[0]
    assert (rent.source, rent.register, rent.difference) == (205.0, 105.0, -100.0)
    assert "repeated" in rent.why
    assert counts(bring_in(path)) == (0, 0, 2)


def test_different_rows_of_one_reference_are_assets_of_their_own(
    bring_in: Bring, write_list: Write, register: Register
) -> None:
    rows = [["A1", "Hall", "AB1 2DB", "1"], ["A1", "Yard", "AB1 2DE", "2"], ["A1", "Depot", "", "3"]]
    plan = bring_in(write_list(HEADINGS, *rows))
    assert counts(plan) == (3, 0, 0)
    assert [
        (issue.row, issue.suggestion[-6:]) for issue in plan.issues if issue.code == "reference_repeats"
    ] == [
        (3, " A1#2."),
        (4, " A1#3."),
    ]
    assert names_by_reference(register) == {"A1": "Hall", "A1#2": "Yard", "A1#3": "Depot"}


def test_a_re_sorted_file_swaps_no_histories(bring_in: Bring, write_list: Write, register: Register) -> None:
    rows = [["A1", "Hall", "AB1 2DB", "1"], ["A1", "Yard", "AB1 2DE", "2"], ["A1", "Depot", "", "3"]]
    bring_in(write_list(HEADINGS, *rows))
    before = names_by_reference(register)
    assert counts(bring_in(write_list(HEADINGS, *reversed(rows)))) == (0, 0, 3)
    assert names_by_reference(register) == before


def test_a_changed_repeat_keeps_its_number_and_a_new_one_gets_the_next(
    bring_in: Bring, write_list: Write, register: Register
) -> None:
    bring_in(write_list(HEADINGS, ["A1", "Hall", "AB1 2DB", "1"], ["A1", "Yard", "AB1 2DE", "2"]))
    plan = bring_in(
        write_list(
            HEADINGS,
            ["A1", "New Wing", "", "9"],
            ["A1", "Yard", "AB1 2DE", "3"],
            ["A1", "Hall", "AB1 2DB", "1"],
        )
    )
    assert counts(plan) == (1, 1, 1)
    assert names_by_reference(register) == {"A1": "Hall", "A1#2": "Yard", "A1#3": "New Wing"}


def test_one_row_left_of_two_finds_its_own_asset(bring_in: Bring, write_list: Write) -> None:
    bring_in(write_list(HEADINGS, ["A1", "Hall", "AB1 2DB", "1"], ["A1", "Yard", "AB1 2DE", "2"]))
    plan = bring_in(write_list(HEADINGS, ["A1", "Yard", "AB1 2DE", "2"]))
    assert counts(plan) == (0, 0, 1)
    assert plan.vanished == 1


def test_repeats_are_paired_by_the_register_when_another_list_brings_them(
    bring_in: Bring, write_list: Write, register: Register
) -> None:
    bring_in(write_list(HEADINGS, ["A1", "Hall", "AB1 2DB", "1"], ["A1", "Yard", "AB1 2DE", "2"]))
    plan = bring_in(
        write_list(HEADINGS, ["A1", "Yard", "AB1 2DE", "2"], ["A1", "Hall", "AB1 2DB", "1"], name="other.csv")
    )
    assert counts(plan) == (0, 0, 2)
    assert names_by_reference(register) == {"A1": "Hall", "A1#2": "Yard"}


def test_lists_without_references_get_a_key_of_name_postcode_and_place(
    bring_in: Bring, write_list: Write, register: Register
) -> None:
    headings = ["name", "postcode", "lon", "lat"]
    rows = [
        ["British Transport Police", "AB1 2DB", -2.2870, 53.4150],
        ["British Transport Police", "AB1 2DB", -2.2871, 53.4150],
    ]
    path = write_list(headings, *rows)
    assert counts(bring_in(path)) == (2, 0, 0)
    assert counts(bring_in(path)) == (0, 0, 2)
    assert all(derived for *_, derived in read_references(register))
    assert register.read_assets()["reference"].tolist() == [None, None]


def test_rows_without_any_name_are_known_by_their_address(bring_in: Bring, write_list: Write) -> None:
    path = write_list(["Location", "Postcode"], ["Regent Road", "AB1 2DB"], ["Oak Road", "AB1 2DB"])
    plan = bring_in(path)
    assert counts(plan) == (2, 0, 0)
    assert "reference_repeats" not in plan.issues.counts()


def test_organisations_come_from_a_column(bring_in: Bring, write_list: Write, register: Register) -> None:
    path = write_list(
        ["Trust Name", "Site Code", "Site Name"],
        ["Northern Vale NHS Trust", "S1", "Clinic"],
        ["NORTHERN VALE  NHS TRUST", "S2", "Annexe"],
        ["Vale Ambulance Service NHS Trust", "S1", "Station"],
        ["", "S9", "Orphan"],
    )
    plan = bring_in(path, organisation="", organisation_column="trust name")
    assert [(each.name, each.kind) for each in register.read_organisations()] == [
        ("Northern Vale NHS Trust", "nhs"),
        ("Vale Ambulance Service NHS Trust", "ambulance"),
    ]
    assert plan.created == 4
    assert [issue.row for issue in plan.issues if issue.code == "organisation_missing"] == [5]
    assert counts(bring_in(path, organisation="", organisation_column="Trust Name")) == (0, 0, 4)


def test_an_organisation_is_found_without_case(
    bring_in: Bring, write_list: Write, register: Register
) -> None:
    path = write_list(HEADINGS, ["A1", "Hall", "", ""])
    bring_in(path, kind="Council")
    bring_in(path, organisation="VALE council")
    assert [(each.name, each.kind, each.colour) for each in register.read_organisations()] == [
        ("Vale Council", "council", "council")
    ]


def test_no_organisation_is_refused(bring_in: Bring, write_list: Write, register: Register) -> None:
    with pytest.raises(InputError) as caught:
        bring_in(write_list(["Asset Code", "Name"], ["A1", "Hall"]), organisation="")
    assert caught.value.code == "organisation_missing"
    assert len(register.read_assets()) == 0


def test_one_uprn_on_several_rows_is_told_and_is_no_key(bring_in: Bring, write_list: Write) -> None:
    plan = bring_in(
        write_list(
            ["Asset Code", "UPRN", "Name", "Building size"],
            ["A1", "100012710360", "House", "532"],
            ["A2", "100012710360", "Stables", "532"],
            ["A3", "7", "Lodge", "20"],
        )
    )
    shared = [issue for issue in plan.issues if issue.code == "uprn_shared"]
    assert [issue.row for issue in shared] == [2, 3]
    assert "counted twice" in shared[0].message
    assert plan.created == 3


def test_no_made_up_key_is_told_of_rows_without_a_reference(bring_in: Bring, write_list: Write) -> None:
    plan = bring_in(
        write_list(
            ["Name", "Postcode", "GIA (m2)"], ["Hall D", "CW9 5AG", "100"], ["Hall D", "CW9 5AG", "200"]
        )
    )
    (told,) = plan.issues.of_code("reference_repeats")
    assert (told.value, told.suggestion) == ("Hall D", "Kept as an asset of its own.")
    assert plan.subjects() == {2: ("", "Hall D"), 3: ("", "Hall D")}
    assert not [each for each in plan.issues if "|" in each.message + each.value + each.suggestion]
