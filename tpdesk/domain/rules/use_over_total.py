"""What is occupied and what is vacant make up the whole, and no more."""

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
    occupied, vacant = examined.frame["occupied_m2"], examined.frame["vacant_m2"]
    total = largest_area(examined) + ROUNDING_M2
    # A part that is too large by itself is told by its own rule.
    over: NDArray[np.bool_] = (occupied + vacant > total) & (occupied <= total) & (vacant <= total)
    return over


def _tell(examined: Examined, row: int) -> Told:
    total = largest_key(examined, row)
    return Told(
        f"{examined.area('occupied_m2', row)} occupied and {examined.area('vacant_m2', row)} vacant are "
        f"together more than the floor area of {examined.area(total, row)}.",
        ("occupied_m2", "vacant_m2", total),
    )


RULE = Rule(
    code="use_over_total",
    severity=Severity.WARNING,
    label="Occupied and vacant above the whole",
    definition="Occupied and vacant area together are over 1 m² more than the largest floor area known, "
    "though neither is by itself.",
    fields=("occupied_m2", "vacant_m2", *AREA_KEYS),
    find=_find,
    tell=_tell,
)
