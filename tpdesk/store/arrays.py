"""Stored columns as arrays in which unknown is NaN, NaT or None."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tpdesk.domain.fields.field import Field, FieldType
from tpdesk.store.encoding import read_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


def array_of(field: Field, values: Sequence[Any]) -> NDArray[Any]:
    """Give the stored values of a field as the array that a frame holds; pence become pounds."""
    if values.count(None) == len(values):
        # Most columns of most registers are empty, and numpy is slow to find that out.
        return unknowns(field, len(values))
    if field.type is FieldType.MONEY:
        pounds: NDArray[np.float64] = numbers_of(values) / 100
        return pounds
    if field.numeric:
        return numbers_of(values)
    if field.type is FieldType.DATE:
        return days_of(values)
    return objects_of(values)


def unknowns(field: Field, count: int) -> NDArray[Any]:
    """Give an array of nothing but unknown for a field."""
    if field.numeric:
        return np.full(count, np.nan)
    if field.type is FieldType.DATE:
        return np.full(count, np.datetime64("NaT"), dtype="datetime64[D]")
    return np.full(count, None, dtype=object)


def numbers_of(values: Sequence[Any]) -> NDArray[np.float64]:
    """Give numbers as float64; what another program wrote that is none is NaN."""
    try:
        return np.array(values, dtype=np.float64)
    except (TypeError, ValueError):
        return np.array([_number(value) for value in values], dtype=np.float64)


def _number(value: object) -> float | None:
    return value if isinstance(value, (int, float)) else None


def days_of(values: Sequence[Any]) -> NDArray[np.datetime64]:
    """Give days as datetime64[D]; what another program wrote that is none is NaT."""
    try:
        return np.array(values, dtype="datetime64[D]")
    except (TypeError, ValueError):
        return np.array([read_day(value) for value in values], dtype="datetime64[D]")


def objects_of(values: Sequence[Any]) -> NDArray[np.object_]:
    """Give values as they are, one object each."""
    array = np.empty(len(values), dtype=object)
    array[:] = values
    return array
