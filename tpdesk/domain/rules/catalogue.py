"""Every rule, in the order in which lists show them, and their run over a register."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tpdesk.domain.rules import (
    backlog_unsurveyed,
    break_after_expiry,
    dec_default,
    expiry_before_start,
    internal_over_external,
    land_with_floor,
    lease_holding_over,
    lease_without_expiry,
    money_negative,
    name_missing,
    nia_over_gia,
    occupied_over_total,
    organisation_unknown,
    outside_place,
    position_shared,
    price_year_missing,
    rent_implausible,
    rent_on_freehold,
    running_cost_implausible,
    sensitivity_overdue,
    surplus_undated,
    uprn_shared_apart,
    use_over_total,
    vacant_over_total,
    vacant_with_people,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tpdesk.domain.rules.examined import Examined
    from tpdesk.domain.rules.rule import Rule, Told

RULES: tuple[Rule, ...] = (
    organisation_unknown.RULE,
    name_missing.RULE,
    uprn_shared_apart.RULE,
    outside_place.RULE,
    position_shared.RULE,
    land_with_floor.RULE,
    nia_over_gia.RULE,
    internal_over_external.RULE,
    occupied_over_total.RULE,
    vacant_over_total.RULE,
    use_over_total.RULE,
    vacant_with_people.RULE,
    surplus_undated.RULE,
    expiry_before_start.RULE,
    break_after_expiry.RULE,
    lease_holding_over.RULE,
    lease_without_expiry.RULE,
    rent_on_freehold.RULE,
    rent_implausible.RULE,
    running_cost_implausible.RULE,
    money_negative.COSTS,
    money_negative.RENTS,
    price_year_missing.RULE,
    backlog_unsurveyed.RULE,
    dec_default.RULE,
    sensitivity_overdue.RULE,
)
RULE_BY_CODE: dict[str, Rule] = {rule.code: rule for rule in RULES}


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What one rule doubts.

    Attributes:
        rule: The rule.
        rows: Rows of the assets in the frame, ascending.
    """

    rule: Rule
    rows: NDArray[np.intp]


def run_rules(examined: Examined) -> tuple[Found, ...]:
    """Run every rule over the assets; those that find nothing are left out.

    A rule that looks at commercial facts speaks only of assets of which these may be seen: elsewhere they
    are blank, and blank is not unknown.
    """
    found: list[Found] = []
    for rule in RULES:
        doubted = rule.find(examined)
        rows = np.flatnonzero(doubted & examined.commercial_open if rule.commercial else doubted)
        if len(rows):
            found.append(Found(rule, rows))
    return tuple(found)


def told_fields(rule: Rule, told: Told) -> tuple[str, ...]:
    """Give the fields that a doubt rests on, the one to look at first."""
    return told.fields or rule.fields
