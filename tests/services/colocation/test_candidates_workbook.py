"""The workbook of candidates as a partner opens it."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tpdesk.domain.candidates import CandidateOptions
from tpdesk.domain.disclosure import FULL, PARTNERS, Audience, disclose_assets
from tpdesk.domain.frame import AssetFrame
from tpdesk.services.colocation import find_candidates, write_candidates_workbook

MakeFrame = Callable[[Sequence[dict[str, object]]], AssetFrame]
Sheets = dict[str, list[tuple[object, ...]]]

ROWS: list[dict[str, object]] = [
    {
        "organisation": "Trust",
        "name": "=Clinic",
        "reference": "R1",
        "easting": 0.0,
        "northing": 0.0,
        "service": "health_centre",
        "floor_area_m2": 100.0,
        "vacant_m2": 0.0,
    },
    {
        "organisation": "Council",
        "name": "Library",
        "easting": 30.0,
        "northing": 40.0,
        "service": "library",
        "vacant_m2": 150.0,
        "constraint_covenant": "yes",
    },
    {
        "organisation": "Council",
        "name": "Hub",
        "easting": 60.0,
        "northing": 80.0,
        "service": "community_centre",
    },
]


@pytest.fixture
def sheets_for(frame_of: MakeFrame, tmp_path: Path) -> Callable[[Audience], Sheets]:
    def written(audience: Audience, rows: Sequence[dict[str, object]] = ROWS) -> Sheets:
        options = CandidateOptions(on=date(2026, 11, 22), ruled_out_top=1)
        path = tmp_path / "candidates.xlsx"
        write_candidates_workbook(find_candidates(disclose_assets(frame_of(rows), audience), options), path)
        book = openpyxl.load_workbook(path)
        return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}

    return written


def table(rows: list[tuple[object, ...]], first: str) -> list[dict[object, object]]:
    start = next(number for number, row in enumerate(rows) if row[0] == first)
    return [dict(zip(rows[start], row, strict=True)) for row in rows[start + 1 :]]


def test_ranked_ask_first_ruled_out_and_about(sheets_for: Callable[[Audience], Sheets]) -> None:
    sheets = sheets_for(PARTNERS)
    assert list(sheets) == ["Ranked", "Ask first", "To ask", "One building", "Ruled out", "About"]
    (best,) = table(sheets["Ranked"], "Rank")
    assert (best["Rank"], best["Guest"], best["Host"], best["Apart, m"]) == (1, "=Clinic", "Library", 50)
    assert best["Constraints of the host"] == "Covenant"
    assert best["Room for the guest, points"] == pytest.approx(20.5)
    assert best["Condition, points"] is None
    assert best["Known"] == 61
    assert (best["Guests proposed to this host"], best["They want, m²"]) == (1, best["Guest needs, m²"])
    assert "condition (Council)" in str(best["Unknown"])
    first = table(sheets["Ask first"], "Ask")[0]
    assert (first["Ask"], first["For"], first["About"]) == ("Council", "vacant floor area", "Hub")
    assert "Score" not in first
    out = table(sheets["Ruled out"], "Reason")
    assert {row["Reason"] for row in out} == {"Host has no vacant room"}
    assert {(row["Guest's organisation"], row["Host's organisation"]) for row in out} == {
        ("Council", "Trust")
    }
    about = {row["What"]: row["How"] for row in table(sheets["About"], "What")}
    assert about["Audience"] == "partners"
    assert about["Date"] == "22 Nov 2026"
    assert about["Pairs considered"] == "2, of two organisations, before any rule"
    assert about["Distance, 22.7 points"]


def test_every_sheet_says_that_premises_may_be_omitted_unless_none_is(
    sheets_for: Callable[[Audience], Sheets],
) -> None:
    notice = "Some premises may be omitted"
    for rows in sheets_for(PARTNERS).values():
        assert any(row[0] == notice for row in rows)
    for rows in sheets_for(FULL).values():
        assert not any(notice in row for row in rows)


def test_a_workbook_without_candidates_still_says_what_it_is(frame_of: MakeFrame, tmp_path: Path) -> None:
    found = find_candidates(disclose_assets(frame_of([]), FULL))
    write_candidates_workbook(found, tmp_path / "none.xlsx")
    book = openpyxl.load_workbook(tmp_path / "none.xlsx")
    assert book.sheetnames == ["Ranked", "Ask first", "To ask", "One building", "Ruled out", "About"]


def test_one_letter_for_each_partner(sheets_for: Callable[..., Sheets]) -> None:
    def at(name: str, organisation: str, east: float, **facts: object) -> dict[str, object]:
        return {"name": name, "organisation": organisation, "easting": east, "northing": 0.0, **facts}

    rows = [
        at("Ash Clinic", "Trust", 0.0, service="health_centre", floor_area_m2=200.0, sensitivity="open"),
        at("Oak Clinic", "Trust", 5.0, service="health_centre", floor_area_m2=300.0, sensitivity="open"),
        at("Hub", "Council", 90.0, service="community_centre", reference="H1", sensitivity="open"),
        at("Annexe", "Council", 95.0, service="office", reference="A1", sensitivity="open"),
    ]
    sheets = sheets_for(FULL, rows)
    asked = [(row["Ask"], row["For"], row["About"]) for row in table(sheets["Ask first"], "Ask")]
    assert asked == sorted(asked)
    letters = table(sheets["To ask"], "Ask")
    annexe = letters[0]
    assert (annexe["Ask"], annexe["About"], annexe["Their reference"]) == ("Council", "Annexe", "A1")
    assert (annexe["Fact"], annexe["Pairs that wait for it"]) == ("vacant floor area", 2)
    assert annexe["With"] == "Oak Clinic (Trust); Ash Clinic (Trust)"
    keys = [(row["Ask"], row["About"], row["Fact"]) for row in letters]
    assert len(keys) == len(set(keys))


def test_what_may_be_one_building_stands_once_on_a_sheet_of_its_own(
    sheets_for: Callable[..., Sheets],
) -> None:
    library = {"name": "Moor Library", "northing": 0.0, "service": "library", "sensitivity": "open"}
    sheets = sheets_for(
        FULL,
        [
            {**library, "organisation": "Council", "easting": 0.0},
            {**library, "organisation": "Trust", "easting": 200.0},
        ],
    )
    (only,) = table(sheets["One building"], "Why")
    assert only["Why"] == "They may be one building in two lists: check first"
    assert (only["Building"], only["Other record"], only["Apart, m"]) == ("Moor Library", "Moor Library", 200)


def test_figures_are_shown_rounded_as_words_would_be(frame_of: MakeFrame, tmp_path: Path) -> None:
    path = tmp_path / "candidates.xlsx"
    found = find_candidates(disclose_assets(frame_of(ROWS), FULL), CandidateOptions(on=date(2026, 11, 22)))
    write_candidates_workbook(found, path)
    sheet = openpyxl.load_workbook(path)["Ranked"]
    rows = list(sheet.iter_rows())
    place = next(place for place, row in enumerate(rows) if row[0].value == "Rank")
    best = {str(head.value): cell for head, cell in zip(rows[place], rows[place + 1], strict=True)}
    assert (best["Known"].value, best["Known"].number_format) == (61, '0" %"')
    assert best["Score"].number_format == "#,##0.0"


def test_a_code_that_a_system_made_up_is_no_reference(sheets_for: Callable[..., Sheets]) -> None:
    code = "4873CEAB-1FD1-4199-887D-745226DD9C00"
    rows = [ROWS[0], ROWS[1], {**ROWS[2], "reference": code}]
    asked = table(sheets_for(PARTNERS, rows)["To ask"], "Ask")
    assert {each["About"]: each["Their reference"] for each in asked}["Hub"] is None
    assert code not in str(sheets_for(PARTNERS, rows))
