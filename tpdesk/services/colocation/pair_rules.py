"""Which pairs cannot share though each of the two could, one function for each rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpdesk.analysis.candidates.criteria.services import compatibility_table
from tpdesk.analysis.candidates.estate import UNKNOWN

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from tpdesk.analysis.candidates.estate import Estate, PairBatch

_TOGETHER = compatibility_table() > 0
_UNKNOWN_TOGETHER = len(_TOGETHER) - 1
_TOGETHER[_UNKNOWN_TOGETHER, :] = True
_TOGETHER[:, _UNKNOWN_TOGETHER] = True


def share_site(estate: Estate, pairs: PairBatch) -> NDArray[np.bool_]:
    """Tell pairs that stand for one place already: the same site, or the same UPRN."""
    site, uprn = estate.site[pairs.guest], estate.uprn[pairs.guest]
    return ((site == estate.site[pairs.host]) & (site != UNKNOWN)) | (
        (uprn == estate.uprn[pairs.host]) & (uprn != UNKNOWN)
    )


def services_apart(estate: Estate, pairs: PairBatch) -> NDArray[np.bool_]:
    """Tell pairs whose services, both known, do not go under one roof."""
    # An unknown service is -1, which picks the last row or column: unknown, so nothing is ruled out.
    apart: NDArray[np.bool_] = ~_TOGETHER[estate.service[pairs.guest], estate.service[pairs.host]]
    return apart


def less_room(estate: Estate, pairs: PairBatch) -> NDArray[np.bool_]:
    """Tell pairs whose host's known spare room is less than the guest's known need."""
    short: NDArray[np.bool_] = estate.spare_m2[pairs.host] < estate.need_m2[pairs.guest]
    return short


def smaller_host(estate: Estate, pairs: PairBatch) -> NDArray[np.bool_]:
    """Tell pairs whose host is smaller as a whole than the guest's need, so that no vacancy could do."""
    short: NDArray[np.bool_] = estate.floor_area_m2[pairs.host] < estate.need_m2[pairs.guest]
    return short
