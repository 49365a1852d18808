"""A workbook of several lists: the one that is read, and what is told of the others."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tpdesk.services.importing import ImportPlan

Importer = Callable[..., ImportPlan]

OWNED = (
    ("Site Ref", "Site", "Postcode", "GIA (m2)", "Tenure"),
    ("A1", "Clinic", "AB1 2DB", 1150, "Freehold"),
)
LEASED = (
    ("Site Code", "Name of building", "Post code", "Annual rent"),
    ("B1", "Regent House", "AB1 2DE", 265000),
    ("B2", "Mill Rooms", "AB1 2DE", 9000),
)
NOTES = (("Read me",), ("Sent by the estates team",))


def write_book(path: Path, **sheets: Sequence[Sequence[object]]) -> Path:
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name.replace("_", " "))
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def test_another_sheet_that_looks_like_a_list_is_told(bring_in: Importer, tmp_path: Path) -> None:
    plan = bring_in(write_book(tmp_path / "estate.xlsx", Notes=NOTES, Owned=OWNED, Leased_in=LEASED))
    assert plan.sheet == "Owned"
    (told,) = plan.issues.of_code("sheet_unread")
    assert told.row == 0
    assert told.message == "1 more sheet, “Leased in”, holds 2 rows that look like a list and was not read."
    assert told.suggestion == 'Import it with --sheet "Leased in", or choose that sheet.'


def test_several_other_lists_are_told_at_once(bring_in: Importer, tmp_path: Path) -> None:
    plan = bring_in(write_book(tmp_path / "estate.xlsx", Owned=OWNED, Leased_in=LEASED, Let=LEASED[:2]))
    (told,) = plan.issues.of_code("sheet_unread")
    assert told.message == (
        "2 more sheets look like lists and were not read: “Leased in” (2 rows), “Let” (1 row)."
    )


@pytest.mark.parametrize("asked", ["", "Leased in"])
def test_notes_and_a_sheet_asked_for_are_not_told(bring_in: Importer, tmp_path: Path, asked: str) -> None:
    other: dict[str, Sequence[Sequence[object]]] = {"Owned": OWNED} if asked else {"Notes": NOTES}
    path = write_book(tmp_path / "estate.xlsx", Leased_in=LEASED, **other)
    plan = bring_in(path, sheet=asked)
    assert plan.sheet == "Leased in"
    assert not len(plan.issues.of_code("sheet_unread"))
