"""How near the guest is to the host: people and staff keep their way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tpdesk.analysis.candidates.criterion import Criterion, Missing, PairAt, Scorer
from tpdesk.domain.wording import distance_words, walk_words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tpdesk.analysis.candidates.estate import Estate, PairBatch
    from tpdesk.domain.candidates import CandidateOptions


def _prepare(_estate: Estate, options: CandidateOptions) -> Scorer:
    def score(pairs: PairBatch) -> NDArray[np.float64]:
        nearness: NDArray[np.float64] = np.maximum(1.0 - (pairs.distance_m / options.within_m) ** 2, 0.0)
        return nearness

    return score


def _reason(estate: Estate, _options: CandidateOptions, pair: PairAt) -> str:
    accuracy_m = estate.postcode_accuracy_m[[pair.guest, pair.host]]
    by_postcode = int((~np.isnan(accuracy_m)).sum())
    rests_on = ""
    if by_postcode:
        positions = "position of one" if by_postcode == 1 else "positions"
        rests_on = f" ({positions} by postcode, ±{distance_words(float(np.nanmax(accuracy_m)))})"
    if pair.distance_m < 1.0:
        return f"At the same position{rests_on}"
    about = "About " if by_postcode else ""
    return f"{about}{distance_words(pair.distance_m)} apart{rests_on}, {walk_words(pair.distance_m)}"


def _missing(_estate: Estate, _options: CandidateOptions, _pair: PairAt) -> tuple[Missing, ...]:
    return ()


CRITERION = Criterion(
    key="distance",
    label="Distance",
    definition="1 at the same spot, falling with the square of the distance to 0 at the edge of the search. "
    "Straight line; the walk is reckoned as 1.3 times as long at 80 m a minute.",
    weight=20.0,
    prepare=_prepare,
    reason=_reason,
    missing=_missing,
)
