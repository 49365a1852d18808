"""Assets of which only what is given is known, under examination on a fixed day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tpdesk.domain.fields.catalogue import FIELDS
from tpdesk.domain.fields.field import FieldType
from tpdesk.domain.frame import AssetFrame
from tpdesk.domain.organisation import Organisation
from tpdesk.domain.rules.examined import Examined

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

Examine = Callable[..., Examined]


def make_frame(*assets: dict[str, Any]) -> AssetFrame:
    """Make a frame of some assets; ``owner`` and ``site`` stand for organisation and site."""
    columns: dict[str, Any] = {}
    for field in FIELDS:
        values = [asset.get(field.key) for asset in assets]
        if field.key in ("organisation", "kind"):
            continue
        if field.numeric:
            columns[field.key] = np.array([np.nan if each is None else each for each in values], dtype=float)
        elif field.type is FieldType.DATE:
            columns[field.key] = np.array(values, dtype="datetime64[D]")
        else:
            columns[field.key] = np.array([*values, None], dtype=object)[:-1]
    return AssetFrame(
        uids=np.array([f"a{row}" for row in range(len(assets))], dtype=object),
        organisation=np.array([asset.get("owner", 0) for asset in assets], dtype=np.int32),
        organisations=(Organisation("o1", "Mere Council", "council"), Organisation("o2", "Acorn NHS", "nhs")),
        sites=np.array([*(asset.get("site") for asset in assets), None], dtype=object)[:-1],
        published=np.zeros(len(assets), dtype=bool),
        columns=columns,
    )


@pytest.fixture
def examine() -> Examine:
    """Puts assets under examination on 22 November 2026."""

    def examined(*assets: dict[str, Any], boundary: BaseGeometry | None = None) -> Examined:
        return Examined(
            frame=make_frame(*assets),
            on=date(2026, 11, 22),
            boundary=boundary,
            parents=np.array([asset.get("parent", -1) for asset in assets], dtype=np.intp),
            unpriced=np.array([asset.get("unpriced", False) for asset in assets], dtype=bool),
            commercial_open=np.array([asset.get("open", True) for asset in assets], dtype=bool),
        )

    return examined
