"""Land alone has no floor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpdesk.domain.issues import Severity
from tpdesk.domain.rules.rule import Rule, Told
from tpdesk.domain.rules.tolerance import AREA_KEYS, largest_key

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from tpdesk.domain.rules.examined import Examined


def _find(examined: Examined) -> NDArray[np.bool_]:
    return examined.says("holding", "land") & (examined.frame["floor_area_m2"] > 0)


def _tell(examined: Examined, row: int) -> Told:
    floor = largest_key(examined, row)
    return Told(
        f"Held as land alone, yet it has a floor area of {examined.area(floor, row)}.", ("holding", floor)
    )


RULE = Rule(
    code="land_with_floor",
    severity=Severity.WARNING,
    label="Floor area on land",
    definition="The holding is land alone and a floor area above 0 m² is given.",
    fields=("holding", "floor_area_m2", *AREA_KEYS),
    find=_find,
    tell=_tell,
)
