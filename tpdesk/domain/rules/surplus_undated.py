"""Since when a building is surplus says what it has cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tpdesk.domain.issues import Severity
from tpdesk.domain.rules.rule import Rule, Told

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tpdesk.domain.rules.examined import Examined


def _find(examined: Examined) -> NDArray[np.bool_]:
    undated: NDArray[np.bool_] = examined.says("status", "surplus") & np.isnat(examined.frame["status_since"])
    return undated


def _tell(_examined: Examined, _row: int) -> Told:
    return Told("It is surplus, yet since when is not known.")


RULE = Rule(
    code="surplus_undated",
    severity=Severity.NOTICE,
    label="Surplus since when",
    definition="The status is surplus and the day since when it holds is unknown.",
    fields=("status_since", "status"),
    find=_find,
    tell=_tell,
)
