"""Whether two records of two partners are one building, told from names, addresses and nearness."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from tpdesk.analysis.candidates.estate import read_addresses

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from tpdesk.analysis.candidates.estate import Estate, PairBatch
    from tpdesk.domain.frame import AssetFrame

SAME_ADDRESS, ONE_BUILDING, MAY_BE_ONE = 1, 2, 3

ONE_BUILDING_M = 75.0
NEAR_M = 300.0
"""Two lists may place one building so far apart: one by its door, the other by its postcode."""

_LEAST_WORDS = 2
_ALIKE_LETTERS = 3
_WORD = re.compile(r"[a-z0-9']+")
_EMPTY_WORDS = frozenset(("the", "of", "and", "at", "in", "a"))
_DOOR = re.compile(r"\b(\d+[a-z]?)\b[\s,]+([a-z']+)\s+([a-z']+)")


def judge(estate: Estate, pairs: PairBatch) -> NDArray[np.uint8]:
    """Give each pair the number of what speaks for one building, 0 when nothing does.

    The same house number and street stand for one building. So do names of which one holds the other's
    words, when they are close by; farther apart, where both are of one service, somebody has to look.
    """
    judged = np.zeros(len(pairs), dtype=np.uint8)
    near = _worth_a_look(estate, pairs)
    if not len(near):
        return judged
    # Most pairs come in both directions, and are judged alike.
    both = np.sort(np.column_stack((pairs.guest[near], pairs.host[near])))
    _, first, place = np.unique(both[:, 0] * len(estate) + both[:, 1], return_index=True, return_inverse=True)
    columns = (
        *(estate.name[rows].tolist() for rows in both[first].T),
        *(estate.address[rows].tolist() for rows in both[first].T),
        (pairs.distance_m[near[first]] <= ONE_BUILDING_M).tolist(),
    )
    found = [_judge(*each, close=close) for *each, close in zip(*columns, strict=True)]
    judged[near] = np.array(found, dtype=np.uint8)[place]
    return judged


def _worth_a_look(estate: Estate, pairs: PairBatch) -> NDArray[np.intp]:
    """Give the pairs that are close by, or somewhat farther apart and of one service."""
    near = np.flatnonzero(pairs.distance_m <= NEAR_M)
    close = pairs.distance_m[near] <= ONE_BUILDING_M
    alike = estate.service[pairs.guest[near]] == estate.service[pairs.host[near]]
    looked_at: NDArray[np.intp] = near[close | alike]
    return looked_at


def _judge(
    name: str | None, other_name: str | None, address: str | None, other_address: str | None, *, close: bool
) -> int:
    if address and other_address and _door(address) == _door(other_address) != "":
        return SAME_ADDRESS
    if not name or not other_name:
        return 0
    if not close and name[:_ALIKE_LETTERS].casefold() != other_name[:_ALIKE_LETTERS].casefold():
        return 0
    words, others = _telling_words(name), _telling_words(other_name)
    if min(len(words), len(others)) < _LEAST_WORDS or not (words <= others or others <= words):
        return 0
    return ONE_BUILDING if close else MAY_BE_ONE


def group_buildings(frame: AssetFrame, rows: Sequence[int]) -> list[int]:
    """Give each of some assets the number of its building: alike for those that several lists hold.

    Args:
        frame: The assets.
        rows: Of those asked about; unplaced ones are buildings of their own.
    """
    chosen = frame.take(np.asarray(rows, dtype=np.intp))
    addresses = read_addresses(chosen)
    group = list(range(len(rows)))
    places = np.column_stack((chosen.easting, chosen.northing))
    for first in range(len(rows)):
        apart = np.hypot(*(places[first + 1 :] - places[first]).T)
        for second in (np.flatnonzero(apart <= ONE_BUILDING_M) + first + 1).tolist():
            pair = (first, second)
            site, uprn = ([column[row] for row in pair] for column in (chosen.sites, chosen["uprn"]))
            together = any(both[0] and both[0] == both[1] for both in (site, uprn))
            names, doors = ([column[row] for row in pair] for column in (chosen["name"], addresses))
            if together or _judge(*names, *doors, close=True):
                group[second] = min(group[second], group[first])
    return group


@lru_cache(maxsize=1 << 15)
def _telling_words(name: str) -> frozenset[str]:
    return frozenset(_WORD.findall(name.casefold())) - _EMPTY_WORDS


@lru_cache(maxsize=1 << 15)
def _door(address: str) -> str:
    """Give house number and street of an address, empty when it has no house number."""
    found = _DOOR.search(address.casefold())
    return " ".join(found.groups()) if found else ""
