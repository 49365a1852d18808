"""`tpdesk issues` by its JSON, and in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Speak, Verbs


@pytest.fixture
def doubtful(tmp_path: Path, verbs: Verbs) -> Path:
    path, listed = tmp_path / "mere.gpkg", tmp_path / "halls.csv"
    listed.write_text(
        "Code,Name,GIA (m2),NIA (m2),Tenure,Annual rent\n"
        "H1,Hall,100,120,Freehold,500\nH2,Depot,200,x,Leasehold,\n",
        encoding="utf-8",
    )
    verbs("new", path, "--place", "Mere")
    verbs("import", path, listed, "--organisation", "Mere Council", "--kind", "council")
    return path


def test_issues_are_told_with_their_asset_value_and_fix(verbs: Verbs, doubtful: Path) -> None:
    said = verbs("issues", doubtful, "--audience", "full")
    assert said.code == 0
    found = {each["code"]: each for each in said.answer["issues"]}
    hall = {"uid": found["nia_over_gia"]["asset"]["uid"], "organisation": "Mere Council"}
    assert found["nia_over_gia"] == {
        "code": "nia_over_gia",
        "severity": "warning",
        "asset": {**hall, "reference": "H1", "name": "Hall"},
        "field": "nia_m2",
        "value": 120,
        "message": "The net internal area, 120 m², is more than the gross internal area, 100 m².",
        "fix": None,
        "accepted": None,
        "source": None,
    }
    assert found["area_invalid"]["source"]["file"] == "halls.csv"
    assert said.answer["counts"]["rent_on_freehold"] == 1
    assert said.answer["organisations"][0]["counts"]["nia_over_gia"] == 1
    assert {"organisation": "Mere Council", "group": "area", "known": 2, "of": 2} in said.answer[
        "completeness"
    ]
    assert said.answer["withheld"] == 0


def test_partners_are_the_usual_audience_and_see_no_closed_fact(verbs: Verbs, doubtful: Path) -> None:
    answer = verbs("issues", doubtful).answer
    assert (answer["withheld"], answer["notice"]) == (None, "Some premises may be omitted")
    assert set(answer["counts"]) == {"nia_over_gia", "lease_without_expiry"}


def test_one_code_alone(verbs: Verbs, doubtful: Path) -> None:
    answer = verbs("issues", doubtful, "--code", "nia_over_gia").answer
    assert [each["code"] for each in answer["issues"]] == ["nia_over_gia"]


def test_a_doubt_is_accepted_for_a_reason(verbs: Verbs, doubtful: Path) -> None:
    words = ("--accept", "nia_over_gia", "--asset", "h1", "--because", "Measured twice.")
    answer = verbs("issues", doubtful, *words).answer
    assert "nia_over_gia" not in answer["counts"]
    assert [each["accepted"] for each in answer["issues"] if each["code"] == "nia_over_gia"] == [
        "Accepted by its organisation"
    ]
    full = verbs("issues", doubtful, "--audience", "full", "--code", "nia_over_gia").answer
    assert full["issues"][0]["accepted"] == "Measured twice."
    assert verbs("undo", doubtful).answer["undone"] == ["Accept “Net area above gross area” of Hall"]


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("--accept", "nia_over_gia", "--asset", "H2", "--because", "x"), "issue_unknown"),
        (("--accept", "nia_over_gia", "--asset", "H9", "--because", "x"), "asset_unknown"),
        (("--accept", "nia_over_gia", "--asset", "H1"), "reason_missing"),
        (("--audience", "partners", "--out", "doubts.xlsx"), "audience_too_wide"),
        (("--audience", "organisation:Nobody"), "organisation_unknown"),
    ],
)
def test_what_cannot_be_done_changes_nothing(
    verbs: Verbs, doubtful: Path, words: tuple[str, ...], error: str
) -> None:
    said = verbs("issues", doubtful, *words)
    assert (said.code, said.answer["error"]["code"]) == (3, error)
    assert verbs("undo", doubtful).answer["undone"] == ["Import halls.csv"]


def test_the_workbook_is_written_and_named(verbs: Verbs, doubtful: Path, tmp_path: Path) -> None:
    out = tmp_path / "doubts.xlsx"
    said = verbs("issues", doubtful, "--audience", "organisation:Mere Council", "--out", out)
    assert said.answer["file"] == str(out)
    assert openpyxl.load_workbook(out).sheetnames[0] == "To put right"
    assert verbs("issues", doubtful, "--audience", "full", "--out", doubtful).code == 3


def test_people_are_told_counts_and_completeness_or_one_kind(speak: Speak, doubtful: Path) -> None:
    code, words, _ = speak("issues", doubtful, "--audience", "full")
    assert code == 0
    assert "Net area above gross area" in words
    assert "100 %" in words
    assert "open issues." in words
    _, listed, _ = speak("issues", doubtful, "--audience", "full", "--code", "nia_over_gia")
    assert "H1" in listed
    assert "The net internal area, 120 m²" in listed
    _, whole, _ = speak("issues", doubtful, "--audience", "full", "--code", "as_at_unknown")
    assert "The whole list" in whole
    _, nothing, _ = speak("issues", doubtful, "--code", "expiry_before_start")
    assert nothing.startswith("2 open issues")
