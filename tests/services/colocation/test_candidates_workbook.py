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
    assert list(sheets) == ["Ranked", "Ask first", "Ruled out", "About"]
    (best,) = table(sheets["Ranked"], "Rank")
    assert (best["Rank"], best["Guest"], best["Host"], best["Apart, m"]) == (1, "=Clinic", "Library", 50)
    assert best["Constraints of the host"] == "Covenant"
    assert best["Room for the guest, points"] == pytest.approx(20.5)
    assert best["Condition, points"] is None
    assert best["Known"] == pytest.approx(100 * 54 / 88)
    assert "condition (Council)" in str(best["Unknown"])
    first = table(sheets["Ask first"], "Ask for first")[0]
    assert (first["Ask for first"], first["Ask"], first["Host"]) == ("vacant floor area", "Council", "Hub")
    out = table(sheets["Ruled out"], "Reason")
    assert {row["Reason"] for row in out} == {"Host has no vacant room"}
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
    assert book.sheetnames == ["Ranked", "Ask first", "Ruled out", "About"]
