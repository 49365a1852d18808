"""A break on or after the last day of the lease cannot be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpdesk.domain.issues import Severity
from tpdesk.domain.rules.rule import Rule, Told

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from tpdesk.domain.rules.examined import Examined


def _find(examined: Examined) -> NDArray[np.bool_]:
    late: NDArray[np.bool_] = examined.frame["next_break"] > examined.frame["lease_expiry"]
    return late


def _tell(examined: Examined, row: int) -> Told:
    broken, ends = examined.day("next_break", row), examined.day("lease_expiry", row)
    return Told(f"The next break is {broken}, after the lease has ended on {ends}.")


RULE = Rule(
    code="break_after_expiry",
    severity=Severity.WARNING,
    label="Break after the lease has ended",
    definition="The next break lies after the lease's last day.",
    fields=("next_break", "lease_expiry"),
    find=_find,
    tell=_tell,
)
