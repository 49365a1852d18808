"""Words that a spreadsheet program would run are written so that it does not, and read back as they were."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpdesk.files.formula_guard import copied_cell, guard_text, unguard_text
from tpdesk.files.sources import open_source

if TYPE_CHECKING:
    from pathlib import Path

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


@pytest.mark.parametrize("start", STARTS)
def test_what_could_run_gets_an_apostrophe(start: str) -> None:
    assert guard_text(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize("text", ["", "Town Hall", "'Neath Castle", "O'Brien", "1-3 High Street", "''"])
def test_other_words_stay_as_they_are(text: str) -> None:
    assert guard_text(text) == text
    assert unguard_text(text) == text


@given(st.text(alphabet="'=+-@\t\r\nab"))
def test_every_text_comes_back(text: str) -> None:
    guarded = guard_text(text)
    assert not guarded.startswith(STARTS)
    assert unguard_text(guarded) == text


def test_a_list_is_read_as_it_was_before_it_was_guarded(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    words = ["=1+1", "'=1+1", "-5 Mill Lane", "'Neath Castle", "@home", "Hall"]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["Reference", "Name"])
        rows.writerows([n, guard_text(each)] for n, each in enumerate(words))
    table = open_source(path).read()
    assert list(table.cells[1]) == words


@pytest.mark.parametrize(
    ("shown", "copied"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-2,800", "-2,800"),
        ("+5%", "+5%"),
        ("-5 m²", "'-5 m²"),
        ("Hall\n=2", "Hall =2"),
        ("", ""),
    ],
)
def test_a_copied_cell_runs_nothing_and_numbers_stay_numbers(shown: str, copied: str) -> None:
    assert copied_cell(shown) == copied
