"""Blocks of one place that a list gives as assets of their own without names: proposed as one place."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.spatial import cKDTree

from tpdesk.analysis.candidates.estate import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from tpdesk.analysis.candidates.estate import Estate, PairBatch
    from tpdesk.domain.frame import AssetFrame

BLOCKS_M = 100.0
"""Blocks of one place lie no farther from its first."""

_ALIKE = ("holding", "status", "tenure", "tenure_detail")


def number_blocks(frame: AssetFrame, service: NDArray[np.int16]) -> NDArray[np.int32]:
    """Number the places of which a list gives several blocks; -1 for all other assets.

    Blocks are of one organisation and one service, have neither a name nor an address nor a floor area of
    their own, and are alike in how they are held.

    Args:
        frame: The assets.
        service: Each asset's service as its place in the vocabulary.
    """
    numbers = np.full(len(frame), UNKNOWN, dtype=np.int32)
    places = np.column_stack((frame.easting, frame.northing))
    found = 0
    for rows in _alike(frame, service):
        near = cKDTree(places[rows]).query_ball_point(places[rows], BLOCKS_M)
        for around in near:
            block = [row for row in rows[around] if numbers[row] == UNKNOWN]
            if len(block) > 1:
                numbers[block] = found
                found += 1
    return numbers


def _alike(frame: AssetFrame, service: NDArray[np.int16]) -> Iterator[NDArray[np.intp]]:
    """Give, together, the rows of assets that nothing but where they are tells apart."""
    nameless = np.ones(len(frame), dtype=bool)
    for key in ("name", "address", "street"):
        nameless &= ~frame[key].astype(bool)
    bare = nameless & np.isnan(frame["floor_area_m2"]) & np.isnan(frame["vacant_m2"])
    rows = np.flatnonzero(bare & frame.placed & (frame.organisation >= 0) & (service != UNKNOWN))
    together: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    columns: list[NDArray[Any]] = [frame.organisation, service, *(frame[key] for key in _ALIKE)]
    facts = zip(*(each[rows].tolist() for each in columns), strict=True)
    for row, alike in zip(rows.tolist(), facts, strict=True):
        together[alike].append(row)
    for each in together.values():
        if len(each) > 1:
            yield np.array(each, dtype=np.intp)


def are_farther_blocks(estate: Estate, pairs: PairBatch) -> NDArray[np.bool_]:
    """Tell pairs of which one is a block that has another block of its place nearer to the other asset."""
    farther = np.zeros(len(pairs), dtype=bool)
    if estate.block.max(initial=UNKNOWN) == UNKNOWN:
        return farther
    order = np.argsort(estate.block, kind="stable")
    numbers = estate.block[order]
    places = np.column_stack((estate.easting, estate.northing))
    for own, other in ((pairs.guest, pairs.host), (pairs.host, pairs.guest)):
        for number in np.unique(estate.block[own]):
            if number == UNKNOWN:
                continue
            start, end = np.searchsorted(numbers, (number, number + 1))
            members = order[start:end]
            met = np.flatnonzero(estate.block[own] == number)
            apart = np.hypot(*(places[members][None, :, :] - places[other[met]][:, None, :]).T).T
            farther[met] |= members[np.argmin(apart, axis=1)] != own[met]
    return farther
