"""A national list for one place: what is told, and the filter that would take the place's rows."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from tpdesk.domain.table import RawTable
from tpdesk.services.doubts import DoubtBook
from tpdesk.services.importing import ImportPlan
from tpdesk.services.importing.coded import CodedTable, code_table
from tpdesk.services.importing.elsewhere import RowFilter, find_filter, tell_elsewhere

HEADINGS = ("Ref", "Name", "Region", "District", "Easting", "Northing")


def rows_of_a_nation(here: int, near: int, away: int) -> list[list[object]]:
    rows: list[list[object]] = []
    for number in range(here + near + away):
        inside, close = number < here, number < here + near
        rows.append(
            [
                f"N{number}",
                f"Hall {number}",
                "North" if close else "South",
                "Vale" if inside else "Hill" if close else "Moor",
                (380_000 if inside else 420_000 if close else 520_000) + number,
                (390_000 if inside else 395_000 if close else 180_000) + number,
            ]
        )
    return rows


def test_a_list_mostly_of_elsewhere_is_told_once_with_the_filter(
    bring_in: Callable[..., ImportPlan], write_list: Callable[..., Path]
) -> None:
    plan = bring_in(write_list(HEADINGS, *rows_of_a_nation(5, 6, 30)))
    (told,) = plan.issues.of_code("mostly_elsewhere")
    assert told.row == 0
    assert told.message.startswith(
        "36 of 41 rows with a position lie outside the place. The 5 rows with “Vale” in “District”"
    )
    assert (told.column, told.value) == ("District", "Vale")
    assert plan.issues.counts()["position_outside_place"] == 36


@pytest.mark.parametrize(("here", "away"), [(5, 10), (40, 30)])
def test_a_few_rows_elsewhere_are_told_row_by_row_alone(
    bring_in: Callable[..., ImportPlan], write_list: Callable[..., Path], here: int, away: int
) -> None:
    counts = bring_in(write_list(HEADINGS, *rows_of_a_nation(here, 0, away))).issues.counts()
    assert counts["position_outside_place"] == away
    assert "mostly_elsewhere" not in counts


def table_of(*columns: tuple[str, Sequence[object]]) -> CodedTable:
    cells = tuple(np.array(list(column), dtype=object) for _, column in columns)
    count = len(cells[0])
    raw = RawTable(
        file="list.csv",
        sheet="",
        header_row=1,
        columns=tuple(heading for heading, _ in columns),
        cells=cells,
        rows=np.arange(2, count + 2, dtype=np.int32),
        subtotals=np.zeros(count, dtype=bool),
    )
    return code_table(raw)


def test_no_filter_is_proposed_where_no_column_tells_the_place_apart() -> None:
    table = table_of(("Name", [f"Hall {n}" for n in range(30)]), ("Country", ["England"] * 30))
    inside = np.arange(30) < 4
    assert find_filter(table, inside) is None
    assert find_filter(table, np.zeros(30, dtype=bool)) is None
    book = DoubtBook()
    tell_elsewhere(table, np.ones(30, dtype=bool), ~inside, book)
    (told,) = book.table("list.csv", "")
    assert (told.message, told.column) == ("26 of 30 rows with a position lie outside the place.", "")


def test_the_narrowest_value_is_proposed() -> None:
    table = table_of(("Region", ["North"] * 20 + ["South"] * 10), ("District", ["Vale"] * 8 + ["Hill"] * 22))
    assert find_filter(table, np.arange(30) < 6) == RowFilter("District", "Vale", 8)
