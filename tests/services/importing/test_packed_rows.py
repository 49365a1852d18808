"""Rows as read, packed for the register and back."""

from datetime import date, datetime, time, timedelta

import numpy as np
import shapely
from hypothesis import given
from hypothesis import strategies as st

from tpdesk.domain.identity import new_uid
from tpdesk.services.importing.coded import CodedTable, as_objects, code_column
from tpdesk.services.importing.packing import pack_rows, unpack_rows

CELLS = st.one_of(
    st.none(),
    st.text(max_size=8),
    st.integers(-(2**62), 2**62),
    st.floats(allow_nan=False),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
)


def table_of(cells: list[object], geometry: list[object] | None = None) -> CodedTable:
    column = code_column("Cell", as_objects(cells))
    shapes = None if geometry is None else as_objects(geometry)
    rows = np.arange(2, len(cells) + 2, dtype=np.int32)
    return CodedTable("list.xlsx", "Sheet", 1, (column,), rows, shapes, 4326 if geometry else None)


@given(st.lists(CELLS, min_size=1, max_size=30))
def test_every_cell_comes_back(cells: list[object]) -> None:
    table = table_of(cells)
    back, assets = unpack_rows(pack_rows(table, [None] * len(cells)))
    assert back.columns[0].cells().tolist() == table.columns[0].cells().tolist()
    assert list(map(type, back.columns[0].uniques)) == list(map(type, table.columns[0].uniques))
    assert assets.tolist() == [None] * len(cells)


def test_all_that_belongs_to_the_rows_comes_back() -> None:
    uids = [new_uid(), None]
    table = table_of([timedelta(hours=1), time(1, 2)], [shapely.Point(1, 2), None])
    back, assets = unpack_rows(pack_rows(table, uids))
    assert (back.file, back.sheet, back.header_row, back.crs) == ("list.xlsx", "Sheet", 1, 4326)
    assert back.rows.tolist() == [2, 3]
    assert back.geometry is not None
    assert (back.geometry[0], back.geometry[1]) == (shapely.Point(1, 2), None)
    assert assets.tolist() == uids
    assert back.columns[0].cells().tolist() == [timedelta(hours=1), time(1, 2)]


def test_numbers_of_numpy_and_many_distinct_cells() -> None:
    cells: list[object] = [np.float64(1.5), np.int64(3), date(2024, 1, 2), datetime(2024, 1, 2, 3)]
    cells += [f"cell {number}" for number in range(40_000)]
    back, _ = unpack_rows(pack_rows(table_of(cells), [None] * len(cells)))
    assert back.columns[0].cells().tolist() == [1.5, 3, *cells[2:]]
