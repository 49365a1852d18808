"""A leasehold whose last day is not known cannot be planned with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tpdesk.domain.issues import Severity
from tpdesk.domain.rules.rule import Rule, Told

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tpdesk.domain.rules.examined import Examined


def _find(examined: Examined) -> NDArray[np.bool_]:
    endless: NDArray[np.bool_] = examined.says("tenure", "leasehold") & np.isnat(
        examined.frame["lease_expiry"]
    )
    return endless & ~examined.says("status", "disposed")


def _tell(_examined: Examined, _row: int) -> Told:
    return Told("Leasehold, yet the last day of the lease is not known.")


RULE = Rule(
    code="lease_without_expiry",
    severity=Severity.NOTICE,
    label="Leasehold without expiry",
    definition="The tenure is leasehold, the asset is not disposed of, and the lease's last day is unknown.",
    fields=("lease_expiry", "tenure", "status"),
    find=_find,
    tell=_tell,
)
