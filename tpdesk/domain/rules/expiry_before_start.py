"""A lease that ends before it begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpdesk.domain.issues import Severity
from tpdesk.domain.rules.rule import Rule, Told

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from tpdesk.domain.rules.examined import Examined


def _find(examined: Examined) -> NDArray[np.bool_]:
    turned: NDArray[np.bool_] = examined.frame["lease_expiry"] < examined.frame["lease_start"]
    return turned


def _tell(examined: Examined, row: int) -> Told:
    ends, starts = examined.day("lease_expiry", row), examined.day("lease_start", row)
    return Told(f"The lease ends on {ends}, before it starts on {starts}.")


RULE = Rule(
    code="expiry_before_start",
    severity=Severity.ERROR,
    label="Lease ends before it starts",
    definition="The lease's last day lies before its first.",
    fields=("lease_expiry", "lease_start"),
    find=_find,
    tell=_tell,
)
