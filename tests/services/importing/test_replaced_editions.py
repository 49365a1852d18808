"""An edition that shares next to no building with the last one: what is asked, and of which column."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tpdesk.services.importing import ImportPlan

Importer = Callable[..., ImportPlan]
Writer = Callable[..., Path]

FIRST = (
    ("Asset ID", "Site Name", "Postcode"),
    *((f"D{number}", f"Office {number}", "AB1 2DB") for number in range(1, 5)),
)


def second(heading: str, references: Sequence[str]) -> list[tuple[str, ...]]:
    rows = [(each, f"Office {number} Plus", "AB1 2DB") for number, each in enumerate(references)]
    return [(heading, "Site Name", "Postcode"), *rows]


def test_an_edition_of_none_of_the_buildings_asks_for_the_reference(
    bring_in: Importer, write_list: Writer
) -> None:
    bring_in(write_list(*FIRST, name="Offices 2023-24.csv"))
    later = write_list(*second("Zzq", ["D1", "D2", "D3", "D5"]), name="Offices 2024-25.csv")
    plan = bring_in(later, dry_run=True)
    assert plan.vanished == 4
    (told,) = plan.issues.of_code("edition_replaced")
    assert told.message == (
        "None of the 4 buildings of the last edition is in this one: is the reference column the right one?"
        " The column “Zzq” is not taken and looks like one of references."
    )
    assert (told.row, told.column) == (0, "Zzq")


@pytest.mark.parametrize(
    ("heading", "references", "named"),
    [
        ("Asset ID", ["E1", "E2", "E3"], ""),
        ("Zzq", ["X-7", "X-8", "X-9"], "Zzq"),
        ("Zzq", ["1", "2", "3"], ""),
    ],
)
def test_a_column_is_named_only_when_it_looks_like_references(
    bring_in: Importer, write_list: Writer, heading: str, references: list[str], named: str
) -> None:
    bring_in(write_list(*FIRST, name="Offices 2023-24.csv"))
    plan = bring_in(write_list(*second(heading, references), name="Offices 2024-25.csv"), dry_run=True)
    (told,) = plan.issues.of_code("edition_replaced")
    assert told.column == named


def test_one_building_of_many_that_stays_is_counted(bring_in: Importer, write_list: Writer) -> None:
    many = [(f"D{number}", f"Office {number}", "AB1 2DB") for number in range(20)]
    bring_in(write_list(FIRST[0], *many, name="Offices 2023-24.csv"))
    others = [(f"E{number}", f"House {number}", "AB1 2DB") for number in range(20)]
    plan = bring_in(write_list(FIRST[0], many[0], *others, name="Offices 2024-25.csv"), dry_run=True)
    (told,) = plan.issues.of_code("edition_replaced")
    assert told.message.startswith("Only 1 of the 20 buildings of the last edition is in this one:")


@pytest.mark.parametrize("references", [["D1", "D2", "E1", "E2"], ["D1", "D2", "D3", "D4"]])
def test_an_edition_that_keeps_half_is_not_asked(
    bring_in: Importer, write_list: Writer, references: list[str]
) -> None:
    bring_in(write_list(*FIRST, name="Offices 2023-24.csv"))
    later = write_list(*second("Asset ID", references), name="Offices 2024-25.csv")
    assert not len(bring_in(later, dry_run=True).issues.of_code("edition_replaced"))
