"""A frame of five assets as the store gives it."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from tpdesk.domain.fields.catalogue import FIELDS
from tpdesk.domain.fields.field import FieldType
from tpdesk.domain.frame import AssetFrame
from tpdesk.domain.organisation import Organisation

FrameMaker = Callable[..., AssetFrame]


def make_frame(**given: list[Any]) -> AssetFrame:
    count = len(given["name"])
    columns: dict[str, Any] = {}
    for field in FIELDS:
        if field.key in ("organisation", "kind"):
            continue
        values = given.get(field.key, [None] * count)
        if field.numeric:
            columns[field.key] = np.array(
                [np.nan if value is None else value for value in values], dtype=float
            )
        elif field.type is FieldType.DATE:
            columns[field.key] = np.array(values, dtype="datetime64[D]")
        else:
            columns[field.key] = np.array([*values, None], dtype=object)[:-1]
    return AssetFrame(
        uids=np.array([f"a{row}" for row in range(count)], dtype=object),
        organisation=np.array(given.get("owner", [0] * count), dtype=np.int32),
        organisations=(Organisation("o1", "Zeal Council", "council"), Organisation("o2", "Acorn NHS", "nhs")),
        sites=np.array([*given.get("site", [None] * count), None], dtype=object)[:-1],
        published=np.zeros(count, dtype=bool),
        columns=columns,
    )


@pytest.fixture
def frame_of() -> FrameMaker:
    """Makes frames of the columns that are given; all others are unknown."""
    return make_frame


@pytest.fixture
def frame() -> AssetFrame:
    """Hall and its wing, a field, a clinic, and something nobody knows anything of."""
    return make_frame(
        name=["Town Hall", "East wing", "Mere Field", "Chapel Clinic", None],
        owner=[0, 0, 0, 1, -1],
        postcode=["ZQ1 1AA", "ZQ1 1AA", None, "M1 1AA", None],
        uprn=["100", "100", None, "102", None],
        reference=["R1", "R2", None, None, None],
        status=["operational", "vacant", None, "operational", None],
        holding=["buildings", "buildings", "land", None, None],
        easting=[430_100.0, 430_100.0, 430_900.0, 431_500.0, None],
        northing=[420_100.0, 420_100.0, 420_900.0, 421_500.0, None],
        floor_area_m2=[5000.0, 800.0, None, 640.0, None],
        floor_area_basis=["GIA", "GIA", None, "NIA", None],
        condition=["B", None, None, "A", None],
    )
