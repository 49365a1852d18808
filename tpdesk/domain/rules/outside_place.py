"""A building of the partnership that stands beyond its boundary."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from tpdesk.domain.grid import format_grid_reference
from tpdesk.domain.issues import Severity
from tpdesk.domain.rules.rule import Rule, Told

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tpdesk.domain.rules.examined import Examined


def _find(examined: Examined) -> NDArray[np.bool_]:
    frame, outside = examined.frame, np.zeros(len(examined.frame), dtype=bool)
    if examined.boundary is None:
        return outside
    rows = np.flatnonzero(frame.placed)
    shapely.prepare(examined.boundary)
    outside[rows] = ~shapely.intersects_xy(examined.boundary, frame.easting[rows], frame.northing[rows])
    return outside


def _tell(examined: Examined, row: int) -> Told:
    frame = examined.frame
    where = format_grid_reference(float(frame.easting[row]), float(frame.northing[row]), 3)
    return Told(f"It stands at {where}, outside the place.")


RULE = Rule(
    code="outside_place",
    severity=Severity.WARNING,
    label="Stands outside the place",
    definition="The position lies outside the outline of the place; without an outline nothing is said.",
    fields=("easting", "northing"),
    find=_find,
    tell=_tell,
    replaces=("position_outside_place",),
)
