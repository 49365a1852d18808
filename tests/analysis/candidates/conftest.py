"""Small estates in arrays."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from tpdesk.analysis.candidates.estate import UNKNOWN, Estate

MakeEstate = Callable[..., Estate]


def make_estate(count: int, **given: object) -> Estate:
    """An estate of which nothing is known but what is given."""
    unknown = np.full(count, np.nan)
    nat = np.full(count, np.datetime64("NaT", "D"))
    columns: dict[str, Any] = {
        "easting": np.zeros(count),
        "northing": np.zeros(count),
        "organisation": np.arange(count, dtype=np.int32),
        "site": np.full(count, UNKNOWN, dtype=np.int32),
        "uprn": np.full(count, UNKNOWN, dtype=np.int32),
        "service": np.full(count, UNKNOWN, dtype=np.int16),
        "service_word": np.full(count, None, dtype=object),
        "service_assumed": np.zeros(count, dtype=bool),
        "floor_area_m2": unknown,
        "spare_m2": unknown,
        "spare_basis": np.zeros(count, dtype=np.uint8),
        "need_m2": unknown,
        "need_basis": np.zeros(count, dtype=np.uint8),
        "freehold": np.zeros(count, dtype=bool),
        "lease_expiry": nat,
        "next_break": nat,
        "running_cost_gbp": unknown,
        "condition": np.full(count, UNKNOWN, dtype=np.int8),
        "backlog_gbp": unknown,
        "name": np.full(count, None, dtype=object),
        "address": np.full(count, None, dtype=object),
        "outside": np.zeros(count, dtype=bool),
        "postcode_accuracy_m": unknown,
        "cost_partial": np.zeros(count, dtype=bool),
        "block": np.full(count, UNKNOWN, dtype=np.int32),
    }
    for key, values in given.items():
        columns[key] = np.asarray(values, dtype=columns[key].dtype)
    return Estate(**columns)


@pytest.fixture
def estate_of() -> MakeEstate:
    return make_estate
