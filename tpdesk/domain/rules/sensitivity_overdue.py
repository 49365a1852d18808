"""Who may see a building is looked at again on the day that was set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpdesk.domain.issues import Severity
from tpdesk.domain.rules.rule import Rule, Told

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from tpdesk.domain.rules.examined import Examined


def _find(examined: Examined) -> NDArray[np.bool_]:
    overdue: NDArray[np.bool_] = examined.frame["sensitivity_review"] < examined.today
    return overdue


def _tell(examined: Examined, row: int) -> Told:
    return Told(f"Its sensitivity was to be looked at again on {examined.day('sensitivity_review', row)}.")


RULE = Rule(
    code="sensitivity_overdue",
    severity=Severity.WARNING,
    label="Sensitivity review overdue",
    definition="The day on which the sensitivity is looked at again lies before today.",
    fields=("sensitivity_review",),
    find=_find,
    tell=_tell,
)
