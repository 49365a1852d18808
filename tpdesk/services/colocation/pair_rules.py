"""Which pairs cannot share though each of the two could, one function for each rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tpdesk.analysis.candidates.criteria.services import compatibility_table
from tpdesk.analysis.candidates.estate import SERVICE_KEYS, UNKNOWN
from tpdesk.domain.vocabularies.services import CHILDRENS_SERVICES, OFFENDER_SERVICES, family_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from tpdesk.analysis.candidates.estate import Estate, PairBatch

_APART, _CHILDREN, _PUBLIC, _BAYS = 1, 2, 3, 4
_LESS_ROOM, _SMALLER, _KIND_TOO_SMALL = 1, 2, 3

_WITH_VEHICLES = ("fire_station", "ambulance_station")
_WITH_BAYS = ("blue_light", "operations", "acute_health")
_GUARDED = (*OFFENDER_SERVICES, "police_station")
_VISITED = ("community", "primary_health", "learning")
_SMALL_KINDS = ("gp_surgery", "jobcentre", "probation", "police_counter")
MOST_IN_SMALL_KIND_M2 = 400.0
"""Surgeries and local offices have a few hundred square metres for themselves."""


def _places(services: Iterable[str]) -> list[int]:
    return [SERVICE_KEYS.index(service) for service in services]


def _of_families(families: tuple[str, ...]) -> list[int]:
    return [place for place, service in enumerate(SERVICE_KEYS) if family_of(service) in families]


def _service_reasons() -> NDArray[np.uint8]:
    """Give the reason that keeps a guest's service (row) out of a host's (column); the last is unknown."""
    together = compatibility_table()
    reasons = np.zeros(together.shape, dtype=np.uint8)
    without_bays = sorted(set(range(len(SERVICE_KEYS))) - set(_of_families(_WITH_BAYS)))
    reasons[np.ix_(_places(_WITH_VEHICLES), without_bays)] = _BAYS
    reasons[np.ix_(_of_families(_VISITED), _places(_GUARDED))] = _PUBLIC
    reasons[np.ix_(_places(CHILDRENS_SERVICES), _places(_GUARDED))] = _CHILDREN
    reasons[np.ix_(_places(OFFENDER_SERVICES), _places(CHILDRENS_SERVICES))] = _CHILDREN
    # Of an unknown service the table says nothing, and nothing is ruled out.
    reasons[together == 0] = _APART
    return reasons


_REASONS = _service_reasons().ravel()
_WIDTH = len(SERVICE_KEYS) + 1
_IS_SMALL_KIND = np.array([*(service in _SMALL_KINDS for service in SERVICE_KEYS), False])


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


def judge_services(estate: Estate, pairs: PairBatch) -> NDArray[np.uint8]:
    """Give each pair the number of the reason that keeps its services apart, 0 when there is none.

    Some go under no roof together; children's services keep apart from those for offenders; who is visited
    by the public does not move into a police station, court or probation office; fire engines and
    ambulances need bays.
    """
    # An unknown service is -1, which reckoned back from the end meets only the last row or column: 0.
    places = estate.service[pairs.guest] * _WIDTH + estate.service[pairs.host]
    reasons: NDArray[np.uint8] = _REASONS[places]
    return reasons


def judge_room(estate: Estate, pairs: PairBatch) -> NDArray[np.uint8]:
    """Give each pair the number of the reason why its guest cannot fit, 0 when it may.

    The host's known spare room is too small; or the whole host is, so that no vacancy could do; or nothing
    is known of the host's size but that it is a surgery or local office, and the guest is large.
    """
    need, area = estate.need_m2[pairs.guest], estate.floor_area_m2[pairs.host]
    reasons = np.zeros(len(pairs), dtype=np.uint8)
    unsized = np.flatnonzero((need > MOST_IN_SMALL_KIND_M2) & np.isnan(area))
    small = _IS_SMALL_KIND[estate.service[pairs.host[unsized]]]
    reasons[unsized[small & np.isnan(estate.spare_m2[pairs.host[unsized]])]] = _KIND_TOO_SMALL
    reasons[area < need] = _SMALLER
    reasons[estate.spare_m2[pairs.host] < need] = _LESS_ROOM
    return reasons
