"""Where people work is not vacant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpdesk.domain.issues import Severity
from tpdesk.domain.rules.rule import Rule, Told

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from tpdesk.domain.rules.examined import Examined


def _find(examined: Examined) -> NDArray[np.bool_]:
    return examined.says("status", "vacant") & (examined.frame["fte"] > 0)


def _tell(examined: Examined, row: int) -> Told:
    return Told(f"The status is vacant, yet {examined.frame['fte'][row]:,.1f} FTE work there.")


RULE = Rule(
    code="vacant_with_people",
    severity=Severity.WARNING,
    label="Vacant, yet people work there",
    definition="The status is vacant and the FTE are above 0.",
    fields=("status", "fte"),
    find=_find,
    tell=_tell,
)
