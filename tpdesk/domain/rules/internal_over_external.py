"""What lies within the outer walls is less than what lies over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tpdesk.domain.issues import Severity
from tpdesk.domain.rules.rule import Rule, Told
from tpdesk.domain.rules.tolerance import ROUNDING_M2

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tpdesk.domain.rules.examined import Examined


def _find(examined: Examined) -> NDArray[np.bool_]:
    inner = np.fmax(examined.frame["gia_m2"], examined.frame["nia_m2"])
    over: NDArray[np.bool_] = inner > examined.frame["gea_m2"] + ROUNDING_M2
    return over


def _tell(examined: Examined, row: int) -> Told:
    frame = examined.frame
    gross = frame["gia_m2"][row] > frame["gea_m2"][row] + ROUNDING_M2
    key, name = ("gia_m2", "gross") if gross else ("nia_m2", "net")
    return Told(
        f"The {name} internal area, {examined.area(key, row)}, is more than the gross external area, "
        f"{examined.area('gea_m2', row)}.",
        (key, "gea_m2"),
    )


RULE = Rule(
    code="internal_over_external",
    severity=Severity.WARNING,
    label="Internal area above external area",
    definition="The gross or net internal area is over 1 m² more than the gross external area.",
    fields=("gia_m2", "nia_m2", "gea_m2"),
    find=_find,
    tell=_tell,
)
