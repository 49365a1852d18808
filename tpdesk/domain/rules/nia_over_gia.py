"""The net internal area is a part of the gross internal one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpdesk.domain.issues import Severity
from tpdesk.domain.rules.rule import Rule, Told
from tpdesk.domain.rules.tolerance import ROUNDING_M2

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from tpdesk.domain.rules.examined import Examined


def _find(examined: Examined) -> NDArray[np.bool_]:
    over: NDArray[np.bool_] = examined.frame["nia_m2"] > examined.frame["gia_m2"] + ROUNDING_M2
    return over


def _tell(examined: Examined, row: int) -> Told:
    net, gross = examined.area("nia_m2", row), examined.area("gia_m2", row)
    return Told(f"The net internal area, {net}, is more than the gross internal area, {gross}.")


RULE = Rule(
    code="nia_over_gia",
    severity=Severity.WARNING,
    label="Net area above gross area",
    definition="The net internal area is over 1 m² more than the gross internal area.",
    fields=("nia_m2", "gia_m2"),
    find=_find,
    tell=_tell,
)
