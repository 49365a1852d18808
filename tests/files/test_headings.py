"""Headings are found under titles and bands, and named apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tpdesk.domain.errors import InputError
from tpdesk.files.grid import Grid, MergedRange, as_cells
from tpdesk.files.headers import build_table
from tpdesk.files.headings import column_letters, find_header, name_columns, unique_names
from tpdesk.files.source_file import Reading
from tpdesk.files.subtotals import find_subtotals
from tpdesk.files.wordings import is_number, is_wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tpdesk.domain.table import Cell, RawTable

Rows = list[tuple[Any, ...]]
Merged = tuple[MergedRange, ...] | None
PLAIN = Reading()


def grid(rows: Sequence[Sequence[Any]], merged: Merged = None) -> Grid:
    width = max(map(len, rows), default=0)
    whole = [[*row, *[None] * (width - len(row))] for row in rows]
    return Grid(tuple(as_cells(column) for column in zip(*whole, strict=True)), merged)


def table(rows: Sequence[Sequence[Any]], reading: Reading = PLAIN, merged: Merged = None) -> RawTable:
    return build_table(grid(rows, merged), ("list.xlsx", "Sheet1"), reading)


def test_a_plain_header() -> None:
    found = table([("Name", "Town", "Area"), ("Hall", "Sale", 5), ("Depot", "Sale", 6)])
    assert found.header_row == 1
    assert found.columns == ("Name", "Town", "Area")


def test_under_titles_notes_and_bands() -> None:
    found = table(
        [
            ("Schedule of premises, March 2024",),
            (),
            ("Prepared by the estates team; do not share",),
            (None, None, "Areas", None, "Lease", None),
            ("Ref", "Name", "GIA", "Vacant", "Start", "End"),
            ("A1", "Hall", 415, 0, "01/04/2020", "31/03/2030"),
            ("A2", "Depot", 1200, 20, "01/04/2021", "31/03/2031"),
        ]
    )
    assert found.header_row == 5
    assert found.columns == ("Ref", "Name", "GIA", "Vacant", "Start", "End")
    assert found.rows.tolist() == [6, 7]


def test_equal_headings_are_told_apart_by_their_band() -> None:
    rows: Rows = [
        (None, "Head lease", None, "Underlease", None),
        ("Name", "Rent", "Expiry", "Rent", "Expiry"),
        ("Hall", 5, "2030", 6, "2031"),
        ("Depot", 7, "2032", 8, "2033"),
    ]
    assert table(rows).columns == (
        "Name",
        "Head lease: Rent",
        "Head lease: Expiry",
        "Underlease: Rent",
        "Underlease: Expiry",
    )
    merged = (((0, 1), (0, 2)), ((0, 3), (0, 3)))
    assert table(rows, merged=merged).columns[-1] == "Expiry"


def test_equal_headings_without_a_band_are_numbered() -> None:
    found = table([("Name", "Rent", "Rent"), ("Hall", 5, 6), ("Depot", 7, 8)])
    assert found.columns == ("Name", "Rent", "Rent (2)")
    assert unique_names(["", "A", "A (2)", "A"]) == ("Column A", "A", "A (2)", "A (3)")


def test_a_heading_merged_downwards_stands_in_the_row_above() -> None:
    found = table(
        [
            ("Name", "Town", "Lease", None),
            (None, None, "Starts", "Ends"),
            ("Hall", "Sale", "2001-01-01", "2010-01-01"),
            ("Depot", "Urmston", "2002-01-01", "2011-01-01"),
        ],
        Reading(header_row=2),
    )
    assert found.columns == ("Name", "Town", "Lease: Starts", "Lease: Ends")
    assert found.facts["rows of headings"] == "1 to 2"


def test_a_row_of_units_belongs_to_the_headings() -> None:
    found = table([("Name", "Area", "Rent"), (None, "(m2)", "£"), ("Hall", 5, 6), ("Depot", 7, 8)])
    assert found.columns == ("Name", "Area (m2)", "Rent (£)")
    assert found.rows.tolist() == [3, 4]
    assert found.facts["row of units"] == "2"


def test_recognised_headings_outweigh_their_looks() -> None:
    rows: Rows = [
        ("Alpha", "Beta", "Gamma"),
        ("Name", "Town", "Use"),
        ("Hall", "Sale", "Office"),
        ("Depot", "Urmston", "Store"),
    ]
    known = {"Name", "Town", "Use"}
    assert find_header(rows) == 0
    assert find_header(rows, lambda names: float(sum(name in known for name in names))) == 1


def test_a_cell_that_holds_a_whole_report_is_not_read_for_headings() -> None:
    report = "Long tale " * 100_000
    rows: Rows = [("Name", "Note"), ("Hall", report), (report, "Short"), ("Depot", None)]
    looked_at: list[str] = []

    def score(names: Sequence[str]) -> float:
        looked_at.extend(names)
        return 0.0

    assert find_header(rows, score) == 0
    assert max(map(len, looked_at)) < 1000
    assert table(rows).columns == ("Name", "Note")


def test_a_list_without_headings_is_told() -> None:
    rows: Rows = [(f"A8100{n}", "THE SURGERY", "TS18 1HU", f"1974040{n}", "A", n) for n in range(1, 9)]
    found = table(rows)
    assert found.header_row == 0
    assert found.columns[:2] == ("Column A", "Column B")
    assert found.rows.tolist() == list(range(1, 9))
    assert found.facts["headings"] == "none found"


def test_headings_given_for_a_list_that_has_none() -> None:
    rows: Rows = [("A81001", "THE SURGERY", None), ("A81002", "HEALTH CENTRE", None)]
    found = table(rows, Reading(headings=("Code", "Name", "Nothing", "Beyond")))
    assert found.columns == ("Code", "Name", "Nothing")
    assert len(found) == 2


def test_the_row_asked_for() -> None:
    rows: Rows = [("Name", "Town"), ("Title", "Place"), ("Hall", "Sale"), ("Depot", "Sale")]
    assert table(rows, Reading(header_row=2)).columns == ("Title", "Place")
    assert table(rows, Reading(header_row=0)).header_row == 0
    with pytest.raises(InputError) as refused:
        table(rows, Reading(header_row=9))
    assert refused.value.code == "header_row_missing"


def test_blank_rows_are_left_out_and_repeated_headings_told() -> None:
    found = table(
        [
            ("Name", "Town"),
            ("Hall", "Sale"),
            (None, None),
            ("NAME", "Town "),
            ("Depot", "Urmston"),
            ("Name", "Sale"),
        ]
    )
    assert found.column("Name").tolist() == ["Hall", "NAME", "Depot", "Name"]
    assert found.notes is not None
    assert found.notes.tolist() == [False, True, False, False]
    assert found.facts["headings repeated"] == "4"


def test_columns_without_heading_and_cells_are_left_out() -> None:
    rows: Rows = [("Name", None, "Town", None), ("Hall", None, "Sale", None), ("Depot", None, None, "x")]
    found = table([*rows, ("Lodge", None, "Urmston", None), ("Store", None, "Sale", None)])
    assert found.columns == ("Name", "Town", "Column D")
    assert found.unnamed == ("Column D",)


@pytest.mark.parametrize("rows", [[], [("Name", "Town")], [("Name", "Town"), (None, None)]])
def test_no_row_of_data(rows: Rows) -> None:
    with pytest.raises(InputError) as refused:
        table(rows)
    assert refused.value.code == "no_data_rows"


def test_letters_of_columns() -> None:
    assert [column_letters(index) for index in (0, 25, 26, 701, 702, 16383)] == [
        "A",
        "Z",
        "AA",
        "ZZ",
        "AAA",
        "XFD",
    ]


def test_what_could_be_a_heading() -> None:
    for cell in ("Name", "2023/24", "2019", 2019, "Rent (£)", "Floor area - empty (m²)"):
        assert is_wording(cell)
    values: tuple[Cell, ...] = (
        "12",
        "£1,200",
        "A81001",
        "M33 7EG",
        4.5,
        None,
        "01/02/2024",
        "www.sale.gov.uk",
        7,
    )
    for value in values:
        assert not is_wording(value)
    assert is_number(" £1,200.50 ")
    assert not is_number("1" * 100)


def test_names_without_a_band() -> None:
    assert name_columns(("Name", None, " A\n b "), None, None, 0) == ["Name", "", "A b"]


# --- subtotals ---------------------------------------------------------------------------------------


def subtotals(rows: Rows) -> list[bool]:
    return list(find_subtotals(tuple(as_cells(column) for column in zip(*rows, strict=True))).tolist())


def test_totals_say_so_and_leave_words_out() -> None:
    rows: Rows = [
        ("R1A", "Hall", "Sale", 10),
        ("R1A", "Depot", "Sale", 20),
        ("R1A Result", None, None, 30),
        ("R1B", "Lodge", "Sale", 5),
        ("R1B Total", None, None, 5),
        ("Sub-total: North", None, None, 35),
        ("Sub-total Social care", None, None, 35),
        ("TOTAL for the borough", None, None, 35),
        ("Grand Total", None, None, 35),
    ]
    assert subtotals(rows) == [False, False, True, False, True, True, True, True, True]


def test_buildings_that_are_called_total_stay() -> None:
    rows: Rows = [
        ("A1", "Total Fitness", "Altrincham", 10),
        ("A2", "Total Fitness", None, 20),
        ("A3", "The Sum of Parts", "Sale", 20),
        ("A4", "Result House", "Sale", 20),
        ("A5", "Depot", "Sale", 20),
    ]
    assert subtotals(rows) == [False] * 5


def test_a_total_in_text_columns_of_numbers() -> None:
    rows: Rows = [("Hall", "1,200"), ("Depot", "300"), ("Total", "1,500"), ("Lodge Total", "7")]
    assert subtotals(rows) == [False, False, True, False]


def test_no_columns_have_no_subtotals() -> None:
    assert find_subtotals(()).tolist() == []
    assert find_subtotals((np.array([1, 2], dtype=object),)).tolist() == [False, False]
