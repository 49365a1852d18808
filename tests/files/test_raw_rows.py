"""Raw rows come back exactly as they were."""

from __future__ import annotations

import zlib
from datetime import date, datetime, time, timedelta
from typing import Any

import msgspec
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from tpdesk.domain.table import RawTable
from tpdesk.files.grid import as_cells
from tpdesk.files.raw_rows import pack_rows, unpack_rows

cells = st.one_of(
    st.none(),
    st.text(st.characters()),
    st.integers(),
    st.floats(allow_nan=False),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)


def table(*columns: list[Any], **given_more: Any) -> RawTable:  # noqa: ANN401 - any attribute of a table
    count = len(columns[0])
    return RawTable(
        "list.csv",
        "S",
        3,
        tuple(f"C{number}" for number in range(len(columns))),
        tuple(as_cells(column) for column in columns),
        np.arange(4, 4 + count, dtype=np.int32),
        np.arange(count) % 3 == 2,
        **given_more,
    )


def same(first: RawTable, second: RawTable) -> bool:
    return all(
        a.tolist() == b.tolist() and [type(x) for x in a] == [type(x) for x in b]
        for a, b in zip(first.cells, second.cells, strict=True)
    )


@given(st.lists(st.tuples(cells, cells, st.text()), min_size=1, max_size=20))
def test_every_cell_keeps_its_type(rows: list[tuple[Any, ...]]) -> None:
    before = table(*map(list, zip(*rows, strict=True)))
    after = unpack_rows(pack_rows(before))
    assert same(before, after)
    assert after.rows.tolist() == before.rows.tolist()
    assert after.rows.dtype == np.int32
    assert after.subtotals.tolist() == before.subtotals.tolist()


def test_everything_else_of_the_table_comes_back() -> None:
    shapes = np.array([shapely.Point(1, 2), None, shapely.box(0, 0, 1, 1)], dtype=object)
    odd = [date(2024, 1, 2), datetime(2024, 1, 2, 3, 4, 5, 6), time(3, 4)]
    before = table(
        [1, 2**70, -(2**70)], odd, ["\ud800", "a", None], [timedelta(hours=30), True, -0.0],
        geometry=shapes, crs=4326, other_sheets=("Notes",), facts={"encoding": "cp1252"},
    )  # fmt: skip
    after = unpack_rows(pack_rows(before))
    assert same(before, after)
    for name in ("file", "sheet", "header_row", "columns", "crs", "other_sheets", "facts"):
        assert getattr(after, name) == getattr(before, name)
    assert after.geometry is not None
    assert shapely.equals_exact(after.geometry[[0, 2]], shapes[[0, 2]]).all()
    assert after.geometry[1] is None


def test_packed_rows_are_a_fraction_of_the_list() -> None:
    before = table(["Freehold", "Leasehold"] * 5000, [f"TMBC{number:04}" for number in range(10_000)])
    assert len(pack_rows(before)) < 40_000


def test_damaged_rows_are_told() -> None:
    packed = pack_rows(table(["a", "b"]))
    for harmed in (packed[:-5], b"nonsense", zlib.compress(b"nonsense")):
        with pytest.raises(ValueError, match="packed rows"):
            unpack_rows(harmed)
    raw = msgspec.msgpack.decode(zlib.decompress(packed))
    raw[0] = 99
    with pytest.raises(ValueError, match="form 99"):
        unpack_rows(zlib.compress(msgspec.msgpack.encode(raw)))
