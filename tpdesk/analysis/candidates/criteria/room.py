"""Whether the host has room for what the guest needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tpdesk.analysis.candidates.criterion import Criterion, Missing, PairAt, Scorer, Setting
from tpdesk.analysis.candidates.estate import NEED_BASES, SPARE_BASES
from tpdesk.domain.candidates import Side
from tpdesk.domain.wording import area_words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tpdesk.analysis.candidates.estate import Estate, PairBatch
    from tpdesk.domain.candidates import CandidateOptions

COMFORTABLE = Setting("comfortable_ratio", "Room that is ample, as a multiple of the need", 1.5, "")


def _prepare(estate: Estate, options: CandidateOptions) -> Scorer:
    ample = max(options.setting(f"room.{COMFORTABLE.key}", COMFORTABLE.default), 1.000001)
    # A need of nothing is none that is known.
    need = np.where(estate.need_m2 > 0, estate.need_m2, np.nan)

    def score(pairs: PairBatch) -> NDArray[np.float64]:
        ratio = estate.spare_m2[pairs.host] / need[pairs.guest]
        comfort = 0.5 + 0.5 * np.clip((ratio - 1.0) / (ample - 1.0), 0.0, 1.0)
        fit: NDArray[np.float64] = np.where(ratio < 1.0, 0.0, comfort)
        return fit

    return score


def _reason(estate: Estate, _options: CandidateOptions, pair: PairAt) -> str:
    need, spare = estate.need_m2[pair.guest], estate.spare_m2[pair.host]
    need = need if need > 0 else np.nan
    area = estate.floor_area_m2[pair.host]
    needed = "Unknown need"
    if not np.isnan(need):
        needed = f"{area_words(need)} needed ({NEED_BASES[estate.need_basis[pair.guest]]})"
    if not np.isnan(spare):
        return f"{needed}, {area_words(spare)} spare ({SPARE_BASES[estate.spare_basis[pair.host]]})"
    if np.isnan(area):
        return f"{needed}: room and size of the host unknown"
    size = area_words(need) if not np.isnan(need) else "Unknown need"
    return f"{size} into {area_words(area)}: room unknown"


def _missing(estate: Estate, _options: CandidateOptions, pair: PairAt) -> tuple[Missing, ...]:
    lacking = []
    if np.isnan(estate.spare_m2[pair.host]):
        lacking.append(Missing(Side.HOST, "vacant floor area"))
    if not estate.need_m2[pair.guest] > 0:
        lacking.append(Missing(Side.GUEST, "floor area it needs"))
    return tuple(lacking)


CRITERION = Criterion(
    key="room",
    label="Room for the guest",
    definition="0.5 when the guest's need just fits the host's recorded spare room, rising to 1 when there "
    "is half as much again. Spare room is recorded vacancy, or floor area less what is occupied, "
    "never total area.",
    weight=18.0,
    prepare=_prepare,
    reason=_reason,
    missing=_missing,
    settings=(COMFORTABLE,),
)
