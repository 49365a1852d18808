"""Headings of two and three rows become one heading per column; rows that are no records are found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tpdesk.files.grid import Grid, MergedRange, as_cells, clean_text
from tpdesk.files.headers import build_table
from tpdesk.files.heading_rows import join_parts
from tpdesk.files.headings import find_header
from tpdesk.files.source_file import HeadingScore, Reading
from tpdesk.services.importing.headings import score_headings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tpdesk.domain.table import RawTable

Rows = list[tuple[Any, ...]]

TITLES: Rows = [("Anyshire Council",), ("Land and property, March 2025",), ()]
UPPER = ("Ref", "Name", "Postcode", "Location", None, "Area (sq ft)", None, None, "Lease end", "Rent (£ pa)")
LOWER = (None, None, None, "X", "Y", "GIA", "NIA", "Vacant", None, None)
RECORDS: Rows = [
    (f"A{n}", f"Hall {n}", "M33 7ZF", 375_000 + n, 390_000 + n, 5000 + n, 4000, 100, "31/03/2030", 1200)
    for n in range(6)
]
SPREAD: list[MergedRange] = [((3, 3), (3, 4)), ((3, 5), (3, 7))]
DOWN: list[MergedRange] = [((3, column), (4, column)) for column in (0, 1, 2, 8, 9)]
JOINED = (
    "Ref",
    "Name",
    "Postcode",
    "Location: X",
    "Location: Y",
    "Area (sq ft) GIA",
    "Area (sq ft) NIA",
    "Area (sq ft) Vacant",
    "Lease end",
    "Rent (£ pa)",
)


def table(
    rows: Sequence[Sequence[Any]], merged: Sequence[MergedRange] = (), reading: Reading | None = None
) -> RawTable:
    width = max(map(len, rows))
    whole = [[*row, *[None] * (width - len(row))] for row in rows]
    columns = tuple(as_cells(column) for column in zip(*whole, strict=True))
    return build_table(Grid(columns, tuple(merged)), ("list.xlsx", "Sheet1"), reading or Reading())


@pytest.mark.parametrize("merged", [[*SPREAD, *DOWN], SPREAD, []])
@pytest.mark.parametrize("score", [None, score_headings])
def test_two_rows_of_headings_are_joined(merged: list[MergedRange], score: HeadingScore | None) -> None:
    found = table([*TITLES, UPPER, LOWER, *RECORDS], merged, Reading(score=score))
    assert found.columns == JOINED
    assert found.header_row == 5
    assert found.rows.tolist() == list(range(6, 12))
    assert found.facts["rows of headings"] == "4 to 5"


@pytest.mark.parametrize("merged", [True, False])
def test_three_rows_of_headings_are_joined(merged: bool) -> None:
    upper = (*UPPER[:3], "Details", None, None, None, None, *UPPER[8:])
    middle = (None, None, None, "Location", None, "Area (sq ft)", None, None, None, None)
    ranges: list[MergedRange] = [
        ((3, 3), (3, 7)),
        ((4, 3), (4, 4)),
        ((4, 5), (4, 7)),
        *[((3, column), (5, column)) for column in (0, 1, 2, 8, 9)],
    ]
    found = table([*TITLES, upper, middle, LOWER, *RECORDS], ranges if merged else [])
    assert found.columns[3:8] == tuple(f"Details: {name}" for name in JOINED[3:8])
    assert found.columns[:3] + found.columns[8:] == JOINED[:3] + JOINED[8:]
    assert found.header_row == 6


def test_a_row_asked_for_takes_the_row_it_is_merged_with() -> None:
    rows = [*TITLES, UPPER, LOWER, *RECORDS]
    assert table(rows, [*SPREAD, *DOWN], Reading(header_row=4)).columns == JOINED
    plain = table(rows, [], Reading(header_row=4))
    assert plain.header_row == 4
    assert len(plain) == 7


def test_a_row_of_names_below_a_title_is_no_second_heading() -> None:
    rows: Rows = [
        ("Name", "Kind", None, "Ward"),
        ("Town Hall", "Civic", "Grand", None),
        ("Depot", "Store", "Plain", "Castle"),
        ("Library", "Public", "Small", "Abbey"),
    ]
    found = table(rows)
    assert found.header_row == 1
    assert len(found) == 3


def test_bands_over_whole_headings_stay_out_of_names_but_for_units_and_known_pairs() -> None:
    names = ("Ref", "Name", "Town", "GIA", "Vacant", "Remarks", "End", "Rent (£ pa)")
    bands = ("Identity", None, None, "Area (sq ft)", None, "Other", "Lease", None)
    records: Rows = [(f"A{n}", f"Hall {n}", "Sale", 500, 20, "fine", "31/03/2030", 9) for n in range(4)]
    merged: list[MergedRange] = [((0, 0), (0, 2)), ((0, 3), (0, 4)), ((0, 6), (0, 7))]
    found = table([bands, names, *records], merged, Reading(score=score_headings))
    assert found.columns == (
        *names[:3],
        "Area (sq ft) GIA",
        "Area (sq ft) Vacant",
        "Remarks",
        "Lease: End",
        "Rent (£ pa)",
    )
    unscored = table([bands, names, *records], merged)
    assert unscored.columns[6] == "End"


def test_a_title_with_a_unit_over_the_whole_list_heads_no_column() -> None:
    names = ("Name", "GIA", "Rent")
    records: Rows = [("Hall", 500, 20), ("Depot", 600, 30)]
    assert table([("All sums (£)", None, None), names, *records], [((0, 0), (0, 2))]).columns == names


def test_units_below_joined_headings() -> None:
    units = (None, None, None, "m", "m", "m2", "m2", "m2", None, "£")
    upper = ("Ref", "Name", "Postcode", "Location", None, "Area", None, None, "Lease end", "Rent")
    found = table([upper, LOWER, (*units[:3], None, None, *units[5:]), *RECORDS])
    assert found.columns[5:] == (
        "Area: GIA (m2)",
        "Area: NIA (m2)",
        "Area: Vacant (m2)",
        "Lease end",
        "Rent (£)",
    )
    assert found.header_row == 2
    assert len(found) == 6


def test_parts_of_a_heading_are_joined_once() -> None:
    assert join_parts(("Area (sq ft)", "GIA")) == "Area (sq ft) GIA"
    assert join_parts(("Lease:", "End")) == "Lease: End"
    assert join_parts(("Name", "", "NAME")) == "Name"


# --- rows that are no records ---------------------------------------------------------------------------


def notes(rows: Rows) -> list[int]:
    found = table([UPPER[:3] + JOINED[3:], *rows])
    assert found.notes is not None
    return [int(row) for row in found.rows[found.notes]]


def test_sub_headings_and_remarks_are_no_records() -> None:
    rows: Rows = [
        ("Ward: Castle",),
        *RECORDS[:3],
        (None, "Ward: Abbey"),
        *RECORDS[3:],
        ("Notes: areas from 2019 survey.",),
        ("Source:", "estates team"),
    ]
    assert notes(rows) == [2, 6, 10, 11]


def test_a_code_or_a_reference_with_a_name_stays() -> None:
    assert notes([*RECORDS, ("B100",), ("B101", "Land at Mill Lane"), (12,)]) == []


def test_a_place_with_only_a_name_stays_in_a_short_list() -> None:
    found = table([("Name", "Town", "Postcode"), ("Hall", "Sale", "M33 7ZF"), ("Depot",), ("Lodge",)])
    assert found.notes is not None
    assert not found.notes.any()


def test_a_list_of_names_with_few_facts_stays_whole() -> None:
    assert notes([*RECORDS, *[(None, f"Field {word}") for word in "ABCDEF"]]) == []


def test_a_number_alone_below_a_column_is_a_sum() -> None:
    found = table([UPPER[:3] + JOINED[3:], *RECORDS, (None, None, None, None, None, 30_015)])
    assert found.subtotals.tolist() == [False] * 6 + [True]
    assert found.notes is not None
    assert not found.notes.any()


def test_headings_of_two_rows_repeated_on_each_page_are_told() -> None:
    found = table([UPPER, LOWER, *RECORDS[:3], UPPER, LOWER, *RECORDS[3:]])
    assert found.notes is not None
    assert found.rows[found.notes].tolist() == [6, 7]
    assert found.facts["headings repeated"] == "6, 7"


def test_unseen_characters_are_no_part_of_a_cell() -> None:
    assert clean_text("\x01Depot\x1f") == "Depot"
    assert clean_text("Lib\u202erary\u200f") == "Library"
    assert clean_text("\x02\x03") is None
    assert clean_text("two\nlines\tand\u00a0more") == "two\nlines\tand\u00a0more"


def test_a_sheet_as_wide_as_a_sheet_can_be_is_looked_at_in_part() -> None:
    headings = ("Ref", "Name", "Postcode", *(f"Remark {number}" for number in range(16_381)))
    rows: Rows = [
        ("Anyshire Council",),
        headings,
        *((f"A{n}", "Hall", "M33 7ZF", *[n] * 16_381) for n in range(3)),
    ]
    asked: list[int] = []

    def score(names: Sequence[str]) -> float:
        asked.append(len(names))
        return score_headings(names)

    assert find_header([row + (None,) * (16_384 - len(row)) for row in rows], score) == 1
    assert max(asked) <= 600
