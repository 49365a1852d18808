"""Costs, rents, backlogs and values are never below nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tpdesk.domain.fields.catalogue import FIELD_BY_KEY, FIELDS
from tpdesk.domain.fields.field import CommercialGroup, FieldType
from tpdesk.domain.issues import Severity
from tpdesk.domain.rules.rule import Rule, Told

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tpdesk.domain.rules.examined import Examined


_AMOUNTS = tuple(
    each.key
    for each in FIELDS
    if each.type is FieldType.MONEY and each.stored and each.commercial is CommercialGroup.PLAIN
)
_CLOSED_AMOUNTS = tuple(
    each.key
    for each in FIELDS
    if each.type is FieldType.MONEY and each.stored and each.commercial is CommercialGroup.COMMERCIAL
)


def _rule(code: str, label: str, what: str, keys: tuple[str, ...]) -> Rule:
    def find(examined: Examined) -> NDArray[np.bool_]:
        negative = np.zeros(len(examined.frame), dtype=bool)
        for key in keys:
            negative |= examined.frame[key] < 0
        return negative

    def tell(examined: Examined, row: int) -> Told:
        found = tuple(key for key in keys if examined.frame[key][row] < 0)
        said = "; ".join(f"{FIELD_BY_KEY[key].label} {examined.money(key, row)}" for key in found)
        return Told(f"An amount is below nothing: {said}.", found)

    return Rule(code, Severity.WARNING, label, f"{what} is below £0.", keys, find, tell)


COSTS = _rule("cost_negative", "Negative cost", "A cost or a backlog", _AMOUNTS)
RENTS = _rule("rent_negative", "Negative rent or value", "A rent, charge, penalty or value", _CLOSED_AMOUNTS)
