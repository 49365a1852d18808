"""Which buildings the map shows as in use, vacant, or to be left; and which share a site."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tpdesk.domain.look import SYMBOL_STATES

if TYPE_CHECKING:
    from datetime import date

    from numpy.typing import NDArray

    from tpdesk.domain.frame import AssetFrame

VACANT_STATUSES = ("vacant", "surplus")
"""Statuses that are shown hollow."""

LEAVING_DATES = ("lease_expiry", "next_break")
"""Dates by which a building may be left."""

_NO_LEASE = "freehold"

_SPOT_M = 1.0
_SURVEYED = ("own_coordinates", "uprn", "by_hand", "footprint")


def marker_states(
    frame: AssetFrame,
    leaving: frozenset[str] = frozenset(),
    today: date | None = None,
    by: date | None = None,
) -> NDArray[np.int8]:
    """Give the state of each building as an index into SYMBOL_STATES.

    Args:
        frame: the assets.
        leaving: uids that a scenario leaves.
        today: breaks before it are past, and say nothing; a lease that has ended is held over.
        by: expiries and breaks up to it count as leaving; None counts none.

    Returns:
        int8 (n,); vacant wins over leaving.
    """
    states = np.zeros(len(frame), dtype=np.int8)
    if leaving:
        going = np.fromiter((uid in leaving for uid in frame.uids), bool, len(frame))
        states[going] = SYMBOL_STATES.index("leaving")
    if by is not None:
        for key in LEAVING_DATES:
            when = frame[key]
            due = when <= np.datetime64(by)
            if key == "lease_expiry":
                due &= frame["tenure"] != _NO_LEASE
            elif today is not None:
                due &= when >= np.datetime64(today)
            states[due] = SYMBOL_STATES.index("leaving")
    status = frame["status"]
    for vacant in VACANT_STATUSES:
        states[status == vacant] = SYMBOL_STATES.index("vacant")
    return states


def shared_sites(frame: AssetFrame) -> NDArray[np.bool_]:
    """Tell which placed assets share their site, or their surveyed spot, with another: bool (n,).

    Assets of one postcode lie on one spot too, but that says nothing of where they are.
    """
    surveyed = frame.placed & np.isin(frame["location_method"].astype(str), _SURVEYED)
    rows = np.flatnonzero(surveyed)
    shared = np.zeros(len(frame), dtype=bool)
    spots = np.round(np.column_stack((frame.easting[rows], frame.northing[rows])) / _SPOT_M)
    _, spot, together = np.unique(spots, axis=0, return_inverse=True, return_counts=True)
    shared[rows] = together[spot.ravel()] > 1
    sited = np.flatnonzero(np.array([site is not None for site in frame.sites], dtype=bool))
    if len(sited):
        _, site, members = np.unique(frame.sites[sited].astype(str), return_inverse=True, return_counts=True)
        shared[sited] |= members[site] > 1
    return shared
