"""A rent that no building has: thousands for pounds, or another building's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tpdesk.domain.issues import Severity
from tpdesk.domain.rules.rule import Rule, Told

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tpdesk.domain.rules.examined import Examined


LEAST_GBP_PER_M2, MOST_GBP_PER_M2 = 1.0, 2_000.0
"""Wide on purpose: the dearest offices of London are let at some £1,700 a square metre."""
PEPPERCORN_GBP = 100.0
"""Up to this much a rent is a token and says nothing of the building."""


def _find(examined: Examined) -> NDArray[np.bool_]:
    area, rent = _area(examined), examined.frame["annual_rent_gbp"]
    least, most = area * LEAST_GBP_PER_M2, area * MOST_GBP_PER_M2
    unlikely = (area > 0) & (rent > PEPPERCORN_GBP) & ((rent < least) | (rent > most))
    # The rent of somebody's own building is of some part of it, and another rule speaks of that.
    return unlikely & ~examined.says("tenure", "freehold")


def _area(examined: Examined) -> NDArray[np.float64]:
    demised = examined.frame["demised_area_m2"]
    return np.where(demised > 0, demised, examined.frame["floor_area_m2"])


def _tell(examined: Examined, row: int) -> Told:
    frame = examined.frame
    key = "demised_area_m2" if frame["demised_area_m2"][row] > 0 else "floor_area_m2"
    per_m2 = frame["annual_rent_gbp"][row] / frame[key][row]
    return Told(
        f"A rent of {examined.money('annual_rent_gbp', row)} a year for {examined.area(key, row)} is "
        f"£{per_m2:,.2f} per m²; £1 to £2,000 can be believed.",
        ("annual_rent_gbp", key),
    )


RULE = Rule(
    code="rent_implausible",
    severity=Severity.WARNING,
    label="Rent hard to believe",
    definition="The rent payable per m² of the area let, else of the floor area, lies below £1 or above "
    "£2,000 a year. A rent of £100 or less is a token and is not looked at, nor is one on a freehold.",
    fields=("annual_rent_gbp", "demised_area_m2", "floor_area_m2", "tenure"),
    find=_find,
    tell=_tell,
)
