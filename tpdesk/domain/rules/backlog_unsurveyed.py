"""A backlog that no survey stands behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tpdesk.domain.issues import Severity
from tpdesk.domain.rules.rule import Rule, Told

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tpdesk.domain.rules.examined import Examined


def _find(examined: Examined) -> NDArray[np.bool_]:
    unsurveyed: NDArray[np.bool_] = (examined.frame["backlog_gbp"] > 0) & (
        np.isnat(examined.frame["survey_date"]) | examined.unknown("condition")
    )
    return unsurveyed


def _tell(examined: Examined, row: int) -> Told:
    missing = {"survey_date": "day of the survey", "condition": "condition"}
    keys = [key for key in missing if examined.frame.value(row, key) is None]
    lacks = " and the ".join(missing[key] for key in keys)
    verb = "is" if len(keys) == 1 else "are"
    return Told(
        f"A backlog of {examined.money('backlog_gbp', row)} is reported, yet the {lacks} {verb} not known.",
        (*keys, "backlog_gbp"),
    )


RULE = Rule(
    code="backlog_unsurveyed",
    severity=Severity.NOTICE,
    label="Backlog without its survey",
    definition="A backlog above £0 is given without the day of its survey or without a condition.",
    fields=("backlog_gbp", "survey_date", "condition"),
    find=_find,
    tell=_tell,
)
