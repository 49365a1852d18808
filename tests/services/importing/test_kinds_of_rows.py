"""Rows that sum up several sites, and rows that the list's own status puts out of use."""

from collections.abc import Callable
from pathlib import Path

from tpdesk.services.importing import ImportPlan
from tpdesk.store.register import Register

Bring = Callable[..., ImportPlan]
Write = Callable[..., Path]


def test_a_row_that_sums_up_several_sites_is_kept_and_told(
    bring_in: Bring, write_list: Write, register: Register
) -> None:
    plan = bring_in(
        write_list(
            ["Site Code", "Site Name", "Site Type", "GIA (m2)"],
            ["S1", "Infirmary", "General acute hospital", "900"],
            ["AGGRE", "AGGREGATE SITE", "Aggregate Site", "70"],
            ["S9", "Small ones", "Other reportable sites", "50"],
            ["S7", "Various premises", "Clinic", "10"],
        )
    )
    assert plan.created == len(register.read_assets()) == 4
    told = [(each.row, each.column, each.value) for each in plan.issues if each.code == "aggregate_row"]
    assert told == [
        (3, "Site Name", "AGGREGATE SITE"),
        (4, "Site Type", "Other reportable sites"),
        (5, "Site Name", "Various premises"),
    ]
    assert all(each.severity == "notice" for each in plan.issues.of_code("aggregate_row"))


def test_names_of_a_long_list_are_looked_at_and_long_texts_are_not(
    bring_in: Bring, write_list: Write
) -> None:
    rows = [[f"S{number}", f"Clinic {number}", f"Remark {number}"] for number in range(250)]
    rows += [["S250", "Other Reportable Sites", "Remark"], ["S251", "Clinic", "Aggregate site"]]
    plan = bring_in(write_list(["Site Code", "Site Name", "Remarks"], *rows))
    assert [each.row for each in plan.issues if each.code == "aggregate_row"] == [252]


def test_closed_and_dormant_rows_come_in_as_what_they_are_and_are_counted(
    bring_in: Bring, write_list: Write, register: Register
) -> None:
    plan = bring_in(
        write_list(
            ["Code", "Name", "Status"],
            ["P1", "Mill Lane Surgery", "Open"],
            ["P2", "Park Surgery", "Closed"],
            ["P3", "Hill Surgery", "Closed"],
            ["P4", "Brook Surgery", "Dormant"],
        )
    )
    (told,) = plan.issues.of_code("not_in_use")
    assert told.message == (
        "3 rows of 4 are not in use by “Status”: “Closed” is disposed (2 rows), “Dormant” is vacant (1 row)."
    )
    assert (told.row, told.column) == (0, "Status")
    frame = register.read_assets()
    assert sorted(str(frame.value(row, "status")) for row in range(4)) == [
        "disposed",
        "disposed",
        "operational",
        "vacant",
    ]


def test_a_list_in_use_is_told_nothing(bring_in: Bring, write_list: Write) -> None:
    plan = bring_in(write_list(["Code", "Name", "Status"], ["P1", "Mill Lane Surgery", "Open"]))
    assert not plan.issues.counts().keys() & {"not_in_use", "aggregate_row"}


def test_many_wordings_of_a_status_are_not_all_named(bring_in: Bring, write_list: Write) -> None:
    wordings = ("Closed", "Sold", "Demolished", "Transferred", "Ended", "Vacant", "Void")
    rows = [[f"P{place}", f"Hall {place}", wording] for place, wording in enumerate(wordings)]
    plan = bring_in(write_list(["Code", "Name", "Status"], *rows))
    (told,) = plan.issues.of_code("not_in_use")
    assert told.message.endswith("and 2 other wordings.")
