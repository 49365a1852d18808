"""Every criterion, in the order that forms and explanations show them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tpdesk.analysis.candidates.criteria import (
    condition,
    distance,
    lease_event,
    room,
    running_cost,
    services,
)
from tpdesk.domain.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tpdesk.analysis.candidates.criterion import Criterion

CRITERIA: tuple[Criterion, ...] = (
    distance.CRITERION,
    room.CRITERION,
    services.CRITERION,
    lease_event.CRITERION,
    running_cost.CRITERION,
    condition.CRITERION,
)


def weigh(chosen: Mapping[str, float]) -> tuple[float, ...]:
    """Give the weight of every criterion of the catalogue, in its order.

    Args:
        chosen: Weights by key; a criterion left out has the catalogue's own weight.

    Raises:
        InputError: A weight names no criterion, is negative or no number, or all are zero.
    """
    unknown = sorted(set(chosen) - {each.key for each in CRITERIA})
    if unknown:
        raise InputError(
            "criterion_unknown",
            f"There is no criterion “{unknown[0]}”.",
            f"Choose from {', '.join(each.key for each in CRITERIA)}.",
        )
    weights = tuple(float(chosen.get(each.key, each.weight)) for each in CRITERIA)
    if not all(math.isfinite(weight) and weight >= 0 for weight in weights) or not any(weights):
        raise InputError(
            "weights_unusable",
            "The weights cannot be used.",
            "Give weights of 0 or more, at least one of them above 0.",
        )
    return weights
