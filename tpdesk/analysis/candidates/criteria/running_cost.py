"""What the guest's building costs to run, which leaving it would save."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tpdesk.analysis.candidates.criterion import Criterion, Missing, PairAt, Scorer, Setting
from tpdesk.domain.candidates import Side
from tpdesk.domain.wording import money_words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tpdesk.analysis.candidates.estate import Estate, PairBatch
    from tpdesk.domain.candidates import CandidateOptions

FULL = Setting("full_gbp_per_m2", "Running cost that earns all points", 230.0, "£ per m²")


def _prepare(estate: Estate, options: CandidateOptions) -> Scorer:
    full = max(options.setting(f"running_cost.{FULL.key}", FULL.default), 0.01)
    saving = np.clip(estate.per_m2(estate.running_cost_gbp) / full, 0.0, 1.0)

    def score(pairs: PairBatch) -> NDArray[np.float64]:
        found: NDArray[np.float64] = saving[pairs.guest]
        return found

    return score


def _reason(estate: Estate, _options: CandidateOptions, pair: PairAt) -> str:
    cost, area = estate.running_cost_gbp[pair.guest], estate.floor_area_m2[pair.guest]
    if np.isnan(cost):
        return "Guest's running cost unknown"
    least, known = ("at least ", " known") if estate.cost_partial[pair.guest] else ("", " in all")
    if not area > 0:
        return f"Guest costs {least}{money_words(cost)} a year to run, floor area unknown"
    return f"Guest costs {least}{money_words(cost / area)} per m² a year to run, {money_words(cost)}{known}"


def _missing(estate: Estate, _options: CandidateOptions, pair: PairAt) -> tuple[Missing, ...]:
    lacking = []
    if np.isnan(estate.running_cost_gbp[pair.guest]):
        lacking.append(Missing(Side.GUEST, "running cost"))
    if not estate.floor_area_m2[pair.guest] > 0:
        lacking.append(Missing(Side.GUEST, "floor area"))
    return tuple(lacking)


CRITERION = Criterion(
    key="running_cost",
    label="Running cost",
    definition="Running cost per m² of the building the guest would leave, evenly from 0 to 1 at £230.",
    weight=12.0,
    prepare=_prepare,
    reason=_reason,
    missing=_missing,
    settings=(FULL,),
)
