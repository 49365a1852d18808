"""One floor area on several rows of a site: what is told, and what is not taken for it."""

from collections.abc import Callable
from pathlib import Path

from tpdesk.services.importing import ImportPlan

Importer = Callable[..., ImportPlan]
Writer = Callable[..., Path]

HEADINGS = ("Ref", "Name", "UPRN", "Street", "Town", "Postcode", "Easting", "Northing", "GIA (m2)")


def told_of(plan: ImportPlan) -> list[tuple[int, str]]:
    return [(issue.row, issue.message) for issue in plan.issues.of_code("area_repeated")]


def test_an_area_on_several_rows_of_a_site_is_told_once(bring_in: Importer, write_list: Writer) -> None:
    plan = bring_in(
        write_list(
            HEADINGS,
            ("1", "Long Park (3 blocks) stables", "", "Ry Road", "Vale", "AB1 2DB", 381000, 391000, 3882),
            ("2", "Old barn", "", "Ry Road", "Vale", "AB1 2DB", "", "", 3882),
            ("3", "Shelter", "", "", "", "", 381015, 391020, 3882),
            ("4", "Long Park, toilets", "77", "", "Vale", "", "", "", 3882),
            ("5", "Kiosk", "77", "", "", "", "", "", 3882),
            ("6", "Mill", "", "", "Vale", "AB1 2DE", 383000, 391000, 3882),
        )
    )
    assert told_of(plan) == [
        (
            2,
            "3,882 m² stands on 5 rows of one site (2, 3, 4, 5, 6): if it is one area, the total has"
            " 15,528 m² too much.",
        )
    ]
    (issue,) = plan.issues.of_code("area_repeated")
    assert (issue.column, issue.value) == ("GIA (m2)", "3,882 m²")


def test_small_areas_and_other_sites_and_repeats_are_not_told(bring_in: Importer, write_list: Writer) -> None:
    repeat = ("5", "Hall", "78", "", "", "", "", "", 900)
    plan = bring_in(
        write_list(
            HEADINGS,
            ("1", "Hut", "77", "", "", "", "", "", 50),
            ("2", "Hut", "77", "", "", "", "", "", 50),
            ("3", "Office", "", "High Street", "", "AB1 2DB", 381000, 391000, 400),
            ("4", "Shop", "", "Low Street", "", "AB1 2DB", 381031, 391000, 400),
            repeat,
            repeat,
            ("6", "Store", "", "", "", "AB1 2DE", "", "", 700),
            ("7", "Yard", "", "", "", "AB1 2DE", "", "", 700),
        )
    )
    assert told_of(plan) == []


def test_many_rows_are_named_by_the_first(bring_in: Importer, write_list: Writer) -> None:
    rows = [(str(number), f"Block {number}", "77", "", "", "", "", "", 100.5) for number in range(15)]
    ((_, message),) = told_of(bring_in(write_list(HEADINGS, *rows)))
    assert "on 15 rows of one site (2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13 and 3 more)" in message
    assert "1,407 m² too much" in message
