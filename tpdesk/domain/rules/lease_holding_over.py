"""A building in use whose lease has run out: held over, or renewed and not recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpdesk.domain.issues import Severity
from tpdesk.domain.rules.rule import Rule, Told

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from tpdesk.domain.rules.examined import Examined


def _find(examined: Examined) -> NDArray[np.bool_]:
    ended = examined.frame["lease_expiry"] < examined.today
    in_use = examined.says("status", "operational", "partly_vacant")
    over: NDArray[np.bool_] = ended & in_use & ~examined.says("tenure", "freehold")
    return over


def _tell(examined: Examined, row: int) -> Told:
    return Told(
        f"The lease ended on {examined.day('lease_expiry', row)}, yet it is in use: held over, or renewed "
        "and not recorded."
    )


RULE = Rule(
    code="lease_holding_over",
    severity=Severity.WARNING,
    label="Lease ended, still in use",
    definition="The lease's last day lies before today and the status is operational or partly vacant.",
    fields=("lease_expiry", "status", "tenure"),
    find=_find,
    tell=_tell,
)
