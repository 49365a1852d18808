"""A list as read keeps its columns, its rows and where they stood."""

from __future__ import annotations

import numpy as np
import pytest

from tpdesk.domain.table import RawTable


def table() -> RawTable:
    cells = (np.array(["a", "b", None], dtype=object), np.array([1, 2, 3], dtype=object))
    return RawTable(
        file="list.csv",
        sheet="",
        header_row=1,
        columns=("Name", "Size"),
        cells=cells,
        rows=np.array([2, 3, 5], dtype=np.int32),
        subtotals=np.array([False, False, True]),
        geometry=np.array(["p", "q", "r"], dtype=object),
    )


def test_a_column_is_found_by_its_heading() -> None:
    assert list(table().column("Size")) == [1, 2, 3]
    with pytest.raises(KeyError, match="Rent"):
        table().column("Rent")


def test_taking_rows_keeps_their_numbers_shapes_and_the_rest() -> None:
    kept = table().take(np.array([True, False, True]))
    assert len(kept) == 2
    assert list(kept.rows) == [2, 5]
    assert list(kept.column("Name")) == ["a", None]
    assert kept.geometry is not None
    assert list(kept.geometry) == ["p", "r"]
    assert (kept.file, kept.columns, list(kept.subtotals)) == ("list.csv", ("Name", "Size"), [False, True])


def test_a_table_without_shapes_has_none_after_taking() -> None:
    plain = RawTable("l", "s", 1, (), (), np.array([2], dtype=np.int32), np.array([False]))
    assert plain.take(np.array([True])).geometry is None
