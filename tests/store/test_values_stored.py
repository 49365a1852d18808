"""Values on their way in: stored as their column has them, or refused."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.store.stocking import Change, rows
from tpdesk.domain.identity import new_uid
from tpdesk.store.encoding import moment_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tpdesk.domain.changes import Writer
    from tpdesk.store.register import Register


def _add(register: Register, table: str, *facts: Mapping[str, object]) -> None:
    def apply(writer: Writer) -> None:
        for fact in facts:
            writer.insert(table, ["uid", *fact], [(new_uid(), *fact.values())])

    register.execute(Change(apply))


# --- values on their way in ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "column", "given", "stored"),
    [
        ("asset", "gia_m2", np.float64(2.5), 2.5),
        ("asset", "gia_m2", float("nan"), None),
        ("asset", "gia_m2", np.int64(3), 3.0),
        ("occupation", "workstations", np.int64(3), 3),
        ("occupation", "workstations", 3.0, 3),
        ("occupation", "workstations", float("nan"), None),
        ("asset", "status_since", datetime(2024, 2, 3, 4, 5), "2024-02-03"),
        ("asset", "status_since", np.datetime64("2024-02-03"), "2024-02-03"),
        ("asset", "status_since", np.datetime64("NaT"), None),
        ("asset", "name", np.str_("Hall"), "Hall"),
        ("list", "published", np.bool_(True), 1),
        ("batch", "raw_rows", bytearray(b"ab"), b"ab"),
        ("batch", "imported_at", datetime(2024, 2, 3, 4, 5, 6, 789_000), "2024-02-03T04:05:06.789Z"),
        ("batch", "imported_at", "2024-02-03T04:05:06+01:00", "2024-02-03T03:05:06.000Z"),
    ],
)
def test_a_value_is_stored_as_its_column_has_it(
    register: Register, table: str, column: str, given: object, stored: object
) -> None:
    _add(register, table, {column: given})
    assert rows(register.path, f'SELECT "{column}" FROM "{table}"') == [(stored,)]


@pytest.mark.parametrize(
    ("table", "column", "given"),
    [
        ("asset", "gia_m2", "12"),
        ("asset", "gia_m2", True),
        ("occupation", "workstations", 2.5),
        ("occupation", "workstations", True),
        ("occupation", "workstations", "2"),
        ("asset", "status_since", "2024-01-01"),
        ("asset", "name", 12),
        ("list", "published", 1),
        ("batch", "raw_rows", "ab"),
        ("batch", "imported_at", "yesterday"),
        ("batch", "imported_at", 5),
    ],
)
def test_a_value_that_its_column_cannot_hold_is_refused(
    register: Register, table: str, column: str, given: object
) -> None:
    with pytest.raises(TypeError, match=f"{table}.{column}"):
        _add(register, table, {column: given})


@pytest.mark.parametrize("row", [("a",), ("a", "b", "c")])
def test_a_row_of_another_length_is_refused(register: Register, row: Sequence[object]) -> None:
    with pytest.raises(ValueError, match="2 columns"):
        register.execute(Change(lambda writer: writer.insert("asset", ["uid", "name"], [row])))


def test_a_moment_is_told_in_utc_to_the_millisecond() -> None:
    east = timezone(timedelta(hours=2))
    assert moment_text(datetime(2026, 7, 1, 1, 30, 0, 999_999, east)) == "2026-06-30T23:30:00.999Z"
