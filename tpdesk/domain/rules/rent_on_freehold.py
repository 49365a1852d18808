"""Who holds the freehold pays no rent for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpdesk.domain.issues import Severity
from tpdesk.domain.rules.rule import Rule, Told

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from tpdesk.domain.rules.examined import Examined


def _find(examined: Examined) -> NDArray[np.bool_]:
    return examined.says("tenure", "freehold") & (examined.frame["annual_rent_gbp"] > 0)


def _tell(examined: Examined, row: int) -> Told:
    rent = examined.money("annual_rent_gbp", row)
    if examined.frame["tenure_detail"][row] == "leased_out":
        return Told(f"Held freehold and let out, yet a rent of {rent} is payable; it may be receivable.")
    return Told(f"Held freehold, yet a rent of {rent} a year is payable.")


RULE = Rule(
    code="rent_on_freehold",
    severity=Severity.WARNING,
    label="Rent payable on a freehold",
    definition="The tenure is freehold and a rent above £0 is payable.",
    fields=("annual_rent_gbp", "tenure", "tenure_detail"),
    find=_find,
    tell=_tell,
)
