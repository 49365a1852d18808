"""Whether the guest would leave a worse building for a better one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tpdesk.analysis.candidates.criterion import Criterion, Missing, PairAt, Scorer, Setting
from tpdesk.domain.candidates import Side
from tpdesk.domain.vocabularies.holding import CONDITIONS
from tpdesk.domain.wording import money_words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tpdesk.analysis.candidates.estate import Estate, PairBatch
    from tpdesk.domain.candidates import CandidateOptions

WORST = Setting("worst_backlog_gbp_per_m2", "Backlog that counts as worst", 500.0, "£ per m²")
_BY_CATEGORY = np.array([1.0, 0.75, 0.25, 0.0, np.nan])
"""Goodness of A, B, C and D; the last, at -1, is unknown."""


def goodness(estate: Estate, options: CandidateOptions) -> NDArray[np.float64]:
    """Give each building's condition from 0 to 1: its category, else its backlog per m²."""
    worst = max(options.setting(f"condition.{WORST.key}", WORST.default), 0.01)
    by_backlog = 1.0 - np.clip(estate.per_m2(estate.backlog_gbp) / worst, 0.0, 1.0)
    by_category = _BY_CATEGORY[estate.condition]
    good: NDArray[np.float64] = np.where(np.isnan(by_category), by_backlog, by_category)
    return good


def _prepare(estate: Estate, options: CandidateOptions) -> Scorer:
    good = goodness(estate, options)

    def score(pairs: PairBatch) -> NDArray[np.float64]:
        gain: NDArray[np.float64] = (good[pairs.host] + 1.0 - good[pairs.guest]) / 2.0
        return gain

    return score


def _is_known(estate: Estate, row: int) -> bool:
    by_backlog = not np.isnan(estate.backlog_gbp[row]) and estate.floor_area_m2[row] > 0
    return bool(estate.condition[row] >= 0 or by_backlog)


def _words(estate: Estate, row: int) -> str:
    if estate.condition[row] >= 0:
        return f"in condition {CONDITIONS.terms[estate.condition[row]].label}"
    if _is_known(estate, row):
        return f"with {money_words(estate.backlog_gbp[row] / estate.floor_area_m2[row])} of backlog per m²"
    return "not surveyed"


def _reason(estate: Estate, _options: CandidateOptions, pair: PairAt) -> str:
    return f"Host {_words(estate, pair.host)}, guest {_words(estate, pair.guest)}"


def _missing(estate: Estate, _options: CandidateOptions, pair: PairAt) -> tuple[Missing, ...]:
    return tuple(
        Missing(side, "condition")
        for side, row in ((Side.HOST, pair.host), (Side.GUEST, pair.guest))
        if not _is_known(estate, row)
    )


CRITERION = Criterion(
    key="condition",
    label="Condition",
    definition="Half for how sound the host is, half for how poor the building is that the guest would "
    "leave. A scores 1, B 0.75, C 0.25, D 0; without a category, backlog per m² up to £500. "
    "Known only when both are.",
    weight=8.0,
    prepare=_prepare,
    reason=_reason,
    missing=_missing,
    settings=(WORST,),
)
