"""No more can be vacant than there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpdesk.domain.issues import Severity
from tpdesk.domain.rules.rule import Rule, Told
from tpdesk.domain.rules.tolerance import AREA_KEYS, ROUNDING_M2, largest_area, largest_key

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from tpdesk.domain.rules.examined import Examined


def _find(examined: Examined) -> NDArray[np.bool_]:
    over: NDArray[np.bool_] = examined.frame["vacant_m2"] > largest_area(examined) + ROUNDING_M2
    return over


def _tell(examined: Examined, row: int) -> Told:
    total = largest_key(examined, row)
    return Told(
        f"{examined.area('vacant_m2', row)} are vacant, more than the floor area of "
        f"{examined.area(total, row)}.",
        ("vacant_m2", total),
    )


RULE = Rule(
    code="vacant_over_total",
    severity=Severity.WARNING,
    label="More vacant than there is",
    definition="The vacant area is over 1 m² more than the largest floor area known, whatever its basis.",
    fields=("vacant_m2", *AREA_KEYS),
    find=_find,
    tell=_tell,
)
