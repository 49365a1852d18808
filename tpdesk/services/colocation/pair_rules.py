"""Which pairs cannot share though each of the two could, one function for each rule."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from tpdesk.analysis.candidates.criteria.services import compatibility_table
from tpdesk.analysis.candidates.estate import SERVICE_KEYS, UNKNOWN
from tpdesk.domain.vocabularies.services import family_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tpdesk.analysis.candidates.estate import Estate, PairBatch

ONE_BUILDING_M = 75.0
_LEAST_WORDS = 2
_WORD = re.compile(r"[a-z0-9']+")
_EMPTY_WORDS = frozenset(("the", "of", "and", "at", "in", "a"))
_TOGETHER = compatibility_table() > 0
_UNKNOWN_TOGETHER = len(_TOGETHER) - 1
_TOGETHER[_UNKNOWN_TOGETHER, :] = True
_TOGETHER[:, _UNKNOWN_TOGETHER] = True


_WITH_VEHICLES = ("fire_station", "ambulance_station")
_WITH_BAYS = ("blue_light", "operations", "acute_health")
_LACKS_BAYS = np.zeros(_TOGETHER.shape, dtype=bool)
_LACKS_BAYS[
    np.ix_(
        [SERVICE_KEYS.index(service) for service in _WITH_VEHICLES],
        [place for place, service in enumerate(SERVICE_KEYS) if family_of(service) not in _WITH_BAYS],
    )
] = True


def share_site(estate: Estate, pairs: PairBatch) -> NDArray[np.bool_]:
    """Tell pairs that stand for one place already: the same site, or the same UPRN."""
    return _have_alike(estate.site, pairs) | _have_alike(estate.uprn, pairs)


def _have_alike(numbers: NDArray[np.int32], pairs: PairBatch) -> NDArray[np.bool_]:
    if numbers.max(initial=UNKNOWN) == UNKNOWN:
        return np.zeros(len(pairs), dtype=bool)
    number = numbers[pairs.guest]
    alike: NDArray[np.bool_] = (number != UNKNOWN) & (number == numbers[pairs.host])
    return alike


def are_outside(estate: Estate, pairs: PairBatch) -> NDArray[np.bool_]:
    """Tell pairs of which neither lies in the place; a neighbour across its edge may well be a partner."""
    if not estate.outside.any():
        return np.zeros(len(pairs), dtype=bool)
    outside: NDArray[np.bool_] = estate.outside[pairs.guest] & estate.outside[pairs.host]
    return outside


def are_one_building(estate: Estate, pairs: PairBatch) -> NDArray[np.bool_]:
    """Tell pairs that seem one building in two lists: close by, and one name holds the other's words."""
    same = np.zeros(len(pairs), dtype=bool)
    for row in np.flatnonzero(pairs.distance_m <= ONE_BUILDING_M):
        first, second = estate.name[pairs.guest[row]], estate.name[pairs.host[row]]
        if first and second:
            words, others = _telling_words(first), _telling_words(second)
            fewest = min(len(words), len(others))
            same[row] = fewest >= _LEAST_WORDS and (words <= others or others <= words)
    return same


@lru_cache(maxsize=4096)
def _telling_words(name: str) -> frozenset[str]:
    return frozenset(_WORD.findall(name.casefold())) - _EMPTY_WORDS


def services_apart(estate: Estate, pairs: PairBatch) -> NDArray[np.bool_]:
    """Tell pairs whose services, both known, do not go under one roof."""
    # An unknown service is -1, which picks the last row or column: unknown, so nothing is ruled out.
    apart: NDArray[np.bool_] = ~_TOGETHER[estate.service[pairs.guest], estate.service[pairs.host]]
    return apart


def lacks_bays(estate: Estate, pairs: PairBatch) -> NDArray[np.bool_]:
    """Tell pairs whose guest has fire engines or ambulances and whose host has nowhere for them."""
    lacking: NDArray[np.bool_] = _LACKS_BAYS[estate.service[pairs.guest], estate.service[pairs.host]]
    return lacking


def less_room(estate: Estate, pairs: PairBatch) -> NDArray[np.bool_]:
    """Tell pairs whose host's known spare room is less than the guest's known need."""
    short: NDArray[np.bool_] = estate.spare_m2[pairs.host] < estate.need_m2[pairs.guest]
    return short


def smaller_host(estate: Estate, pairs: PairBatch) -> NDArray[np.bool_]:
    """Tell pairs whose host is smaller as a whole than the guest's need, so that no vacancy could do."""
    short: NDArray[np.bool_] = estate.floor_area_m2[pairs.host] < estate.need_m2[pairs.guest]
    return short
