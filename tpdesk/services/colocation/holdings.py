"""Which premises cannot be a host or a guest, one function for each rule."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tpdesk.domain.recognition import NameTells

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from tpdesk.services.colocation.premises import Premises

LEAST_HOST_M2 = 50.0
_OWN_TRAINING = ("fire", "police", "ambulance")
LEAST_STORE_M2 = 200.0
MOST_GUEST_M2 = 5000.0

_RUN_BY_OTHERS = re.compile(
    r"\bcommissioned service\b|\bmanagement agreement\b|\bjoint venture\b|\bundocumented tenanc|\btenant",
    re.IGNORECASE,
)
_BEING_BUILT = re.compile(r"\bbeing (?:developed|built)\b|\bunder construction\b", re.IGNORECASE)
_INVESTMENT = re.compile(r"\binvestment\b", re.IGNORECASE)


def of_services(*services: str) -> Callable[[Premises], NDArray[np.bool_]]:
    """Give the rule for assets that deliver one of the services."""

    def applies(premises: Premises) -> NDArray[np.bool_]:
        return premises.is_service(*services)

    return applies


def has_status(status: str) -> Callable[[Premises], NDArray[np.bool_]]:
    """Give the rule for assets of a status."""

    def applies(premises: Premises) -> NDArray[np.bool_]:
        return premises.is_word("status", status)

    return applies


def is_land(premises: Premises) -> NDArray[np.bool_]:
    """Tell land: held as land, recorded at the level of land, or by its service."""
    return (
        premises.is_word("holding", "land") | premises.is_word("level", "land") | premises.is_service("land")
    )


def is_let_out(premises: Premises) -> NDArray[np.bool_]:
    """Tell premises that somebody else has a lease of."""
    return premises.is_word("tenure_detail", "leased_out")


def is_education(premises: Premises) -> NDArray[np.bool_]:
    """Tell schools and colleges, and all that a body of education reports."""
    taught = premises.is_service("school", "college")
    # A brigade's training centre teaches its own people; it is a building like its others.
    for kind in _OWN_TRAINING:
        taught &= ~premises.is_kind(kind)
    return taught | premises.is_kind("education")


def is_store(premises: Premises) -> NDArray[np.bool_]:
    """Tell stores and garages, but for a recorded store of some size."""
    large = premises.estate.floor_area_m2 >= LEAST_STORE_M2
    return premises.is_service("store") & (premises.recognised | ~large)


def is_several_places(premises: Premises) -> NDArray[np.bool_]:
    """Tell records that sum up several sites at a head office's address."""
    return premises.by_name(NameTells.SEVERAL_PLACES)


def is_ruined(premises: Premises) -> NDArray[np.bool_]:
    """Tell buildings whose name says that they are derelict or demolished."""
    return premises.by_name(NameTells.RUINED)


def is_under_construction(premises: Premises) -> NDArray[np.bool_]:
    """Tell buildings that do not stand yet."""
    by_reason = premises.by_reason(lambda text: bool(_BEING_BUILT.search(text)))
    return premises.is_word("status", "under_construction") | by_reason


def is_investment(premises: Premises) -> NDArray[np.bool_]:
    """Tell what is held for its rent."""
    return premises.by_reason(lambda text: bool(_INVESTMENT.search(text)))


def is_run_by_others(premises: Premises) -> NDArray[np.bool_]:
    """Tell premises that another body runs or uses: commissioned, managed, or without documents."""
    by_reason = premises.by_reason(lambda text: bool(_RUN_BY_OTHERS.search(text)))
    return premises.is_word("tenure_detail", "undocumented") | by_reason


def is_too_small(premises: Premises) -> NDArray[np.bool_]:
    """Tell buildings too small to take anybody in."""
    small: NDArray[np.bool_] = premises.estate.floor_area_m2 < LEAST_HOST_M2
    return small & (premises.estate.floor_area_m2 > 0)


def has_no_room(premises: Premises) -> NDArray[np.bool_]:
    """Tell buildings that are known to be full."""
    full: NDArray[np.bool_] = premises.estate.spare_m2 <= 0
    return full


def has_nobody(premises: Premises) -> NDArray[np.bool_]:
    """Tell premises with nobody in them: recorded as vacant, none occupied, or gone by their name."""
    none: NDArray[np.bool_] = premises.vacant | (premises.occupied_m2 == 0)
    return none | premises.by_name(NameTells.GONE)


def is_purpose_built(premises: Premises) -> NDArray[np.bool_]:
    """Tell services that need wards, pools or a chamber of their own.

    A mental health unit that a list reports as such has beds; a team recognised by its name has desks.
    """
    units = premises.is_service("mental_health") & ~premises.recognised
    return premises.is_service("hospital", "leisure_centre", "town_hall") | units


def is_too_large(premises: Premises) -> NDArray[np.bool_]:
    """Tell guests so large that no partner takes them in whole."""
    large: NDArray[np.bool_] = premises.estate.need_m2 > MOST_GUEST_M2
    return large
