"""An amount without its year cannot be compared with another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpdesk.domain.issues import Severity
from tpdesk.domain.rules.rule import Rule, Told

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from tpdesk.domain.rules.examined import Examined


def _find(examined: Examined) -> NDArray[np.bool_]:
    return examined.unpriced


def _tell(examined: Examined, row: int) -> Told:
    amounts = {"running_cost_gbp": "running cost", "backlog_gbp": "backlog"}
    said = [
        f"{words} {examined.money(key, row)}" for key, words in amounts.items() if examined.knows(key, row)
    ]
    told = f": {', '.join(said)}" if said else ""
    return Told(f"An amount lacks its price year{told}.")


RULE = Rule(
    code="price_year_missing",
    severity=Severity.NOTICE,
    label="Price year missing",
    definition="A cost or a backlog is recorded without the year whose prices it is in.",
    fields=("cost_period", "running_cost_gbp", "backlog_gbp"),
    find=_find,
    tell=_tell,
)
