"""A running cost that no building has: thousands for pounds, or another building's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpdesk.domain.issues import Severity
from tpdesk.domain.rules.rule import Rule, Told

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from tpdesk.domain.rules.examined import Examined


LEAST_GBP_PER_M2, MOST_GBP_PER_M2 = 2.0, 2_000.0
"""Wide on purpose: a store costs some pounds a square metre in a year, an acute hospital some hundred."""


def _find(examined: Examined) -> NDArray[np.bool_]:
    area, cost = examined.frame["floor_area_m2"], examined.frame["running_cost_gbp"]
    least, most = area * LEAST_GBP_PER_M2, area * MOST_GBP_PER_M2
    return (area > 0) & (cost > 0) & ((cost < least) | (cost > most))


def _tell(examined: Examined, row: int) -> Told:
    frame = examined.frame
    per_m2 = frame["running_cost_gbp"][row] / frame["floor_area_m2"][row]
    return Told(
        f"{examined.money('running_cost_gbp', row)} a year for {examined.area('floor_area_m2', row)} are "
        f"£{per_m2:,.2f} per m²; £2 to £2,000 can be believed."
    )


RULE = Rule(
    code="running_cost_implausible",
    severity=Severity.WARNING,
    label="Running cost hard to believe",
    definition="The running cost per m² of floor area lies below £2 or above £2,000 a year.",
    fields=("running_cost_gbp", "floor_area_m2"),
    find=_find,
    tell=_tell,
)
