"""Values of the trade to what a column stores, and back, a column at a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import numpy as np
import sqlalchemy as sa

from tpdesk.store.gpkg import decode_shapes, encode_shapes
from tpdesk.store.schema.types import Geometry, Moment

if TYPE_CHECKING:
    from collections.abc import Callable

_NONE = type(None)

Kinds = frozenset[type]

_AS_IS: tuple[tuple[type[sa.types.TypeEngine[Any]], Kinds], ...] = (
    (sa.TEXT, frozenset((str, _NONE))),
    (sa.BOOLEAN, frozenset((bool, _NONE))),
    (sa.INTEGER, frozenset((int, _NONE))),
    (sa.REAL, frozenset((float, int, _NONE))),
    (sa.BLOB, frozenset((bytes, _NONE))),
)
"""What SQLite takes for each type of column as it is."""


_DAYS = frozenset((date, _NONE))


def stored_column(column: sa.Column[Any], values: Sequence[object]) -> Sequence[object]:
    """Turn the values of one column into what SQLite is given; NaN becomes unknown.

    Raises:
        TypeError: A value is of no kind that the column holds.
    """
    if isinstance(column.type, Geometry):
        return encode_shapes(values, column.type.kind)
    found = set(map(type, values))
    for kind, as_is in _AS_IS:
        if isinstance(column.type, kind) and found <= as_is:
            return values
    if isinstance(column.type, sa.DATE) and found <= _DAYS:
        return [None if value is None else value.isoformat() for value in values]  # type: ignore[attr-defined]
    convert = _converter(column.type)
    try:
        return [None if value is None else convert(value) for value in values]
    except (TypeError, ValueError) as error:
        raise TypeError(f"{column.table.name}.{column.name}: {error}") from None


def _converter(kind: sa.types.TypeEngine[Any]) -> Callable[[Any], object]:
    for each, convert in _CONVERTERS:
        if isinstance(kind, each):
            return convert
    raise TypeError(f"no values are stored in columns of {kind!r}")


def _text(value: object) -> str:
    if isinstance(value, str):
        return str(value)
    raise TypeError(f"{value!r} is no text")


def _truth(value: object) -> bool:
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    raise TypeError(f"{value!r} is neither true nor false")


def _whole(value: object) -> int | None:
    if isinstance(value, (bool, np.bool_)):
        raise TypeError(f"{value!r} is no whole number")
    if isinstance(value, (float, np.floating)):
        if np.isnan(value):
            return None
        if value != int(value):
            raise TypeError(f"{value!r} is no whole number")
    if isinstance(value, (int, float, np.integer, np.floating)):
        return int(value)
    raise TypeError(f"{value!r} is no whole number")


def _number(value: object) -> float | None:
    if isinstance(value, (int, float, np.integer, np.floating)) and not isinstance(value, bool):
        return None if np.isnan(value) else float(value)
    raise TypeError(f"{value!r} is no number")


def _day(value: object) -> str | None:
    if isinstance(value, np.datetime64):
        return None if np.isnat(value) else str(value.astype("datetime64[D]"))
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} is no day")


def _moment(value: object) -> str:
    if isinstance(value, datetime):
        return moment_text(value)
    if isinstance(value, str):
        return moment_text(datetime.fromisoformat(value))
    raise TypeError(f"{value!r} is no point in time")


def moment_text(moment: datetime) -> str:
    """Write a point in time as the format wants it, in UTC to the millisecond; without a zone it is UTC."""
    zoned = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return zoned.strftime("%Y-%m-%dT%H:%M:%S.") + f"{zoned.microsecond // 1000:03d}Z"


def _bytes(value: object) -> bytes:
    if isinstance(value, (bytes, bytearray, memoryview)):
        return bytes(value)
    raise TypeError("no bytes")


_CONVERTERS: tuple[tuple[type[sa.types.TypeEngine[Any]], Callable[[Any], object]], ...] = (
    (sa.TEXT, _text),
    (sa.BOOLEAN, _truth),
    (sa.INTEGER, _whole),
    (sa.REAL, _number),
    (sa.DATE, _day),
    (Moment, _moment),
    (sa.BLOB, _bytes),
)


def value_column(column: sa.Column[Any], stored: Sequence[Any]) -> Sequence[object]:
    """Turn what a column holds into values: days, truths and shapes; other types are values already."""
    if isinstance(column.type, Geometry):
        return list(decode_shapes(stored))
    if isinstance(column.type, sa.DATE):
        return [read_day(value) for value in stored]
    if isinstance(column.type, sa.BOOLEAN):
        return [None if value is None else bool(value) for value in stored]
    return stored


def read_day(stored: object) -> date | None:
    """Read a day; unknown when another program has written something else there."""
    if not isinstance(stored, str):
        return None
    try:
        return date.fromisoformat(stored[:10])
    except ValueError:
        return None


Columns = Sequence[sa.Column[Any]]


def stored_columns(columns: Columns, values: Sequence[Sequence[object]]) -> list[Sequence[object]]:
    """Turn values column by column into what SQLite is given.

    Raises:
        ValueError: There are more or fewer of them than columns.
        TypeError: A value is of no kind that its column holds.
    """
    if len(values) != len(columns):
        raise ValueError(f"{len(columns)} columns and rows of {len(values)}")
    return [stored_column(column, each) for column, each in zip(columns, values, strict=True)]


def stored_rows(columns: Columns, rows: Sequence[Sequence[object]]) -> list[tuple[object, ...]]:
    """Turn rows of values into rows for SQLite.

    Raises:
        ValueError: A row is longer or shorter than the columns.
        TypeError: A value is of no kind that its column holds.
    """
    values = list(zip(*rows, strict=True))
    return list(zip(*stored_columns(columns, values), strict=True)) if rows else []


def value_rows(columns: Columns, rows: Sequence[Sequence[Any]]) -> list[tuple[object, ...]]:
    """Turn rows from SQLite into rows of values."""
    if not rows:
        return []
    stored = zip(*rows, strict=True)
    values = [value_column(column, each) for column, each in zip(columns, stored, strict=True)]
    return list(zip(*values, strict=True))
