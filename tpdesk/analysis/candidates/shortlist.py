"""The best pairs of a stream of pairs, however long the stream is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from tpdesk.analysis.candidates.estate import PairBatch
from tpdesk.domain.candidates import Standing

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Keys = tuple[NDArray[Any], ...]


@dataclass(frozen=True, slots=True)
class ScoredPairs:
    """Pairs with their score (0 to 100, NaN when nothing is known) and coverage (0 to 1)."""

    pairs: PairBatch
    score: NDArray[np.float64]
    coverage: NDArray[np.float64]

    def __len__(self) -> int:
        """Count the pairs."""
        return len(self.pairs)

    def take(self, rows: NDArray[Any]) -> ScoredPairs:
        """Give the pairs that a mask or an index array picks."""
        return ScoredPairs(self.pairs.take(rows), self.score[rows], self.coverage[rows])


def no_pairs() -> ScoredPairs:
    """Give an empty batch."""
    rows = np.zeros(0, dtype=np.intp)
    none = np.zeros(0)
    return ScoredPairs(PairBatch(rows, rows, none), none, none)


def _join(first: ScoredPairs, second: ScoredPairs) -> ScoredPairs:
    return ScoredPairs(
        PairBatch(
            np.concatenate((first.pairs.guest, second.pairs.guest)),
            np.concatenate((first.pairs.host, second.pairs.host)),
            np.concatenate((first.pairs.distance_m, second.pairs.distance_m)),
        ),
        np.concatenate((first.score, second.score)),
        np.concatenate((first.coverage, second.coverage)),
    )


def _by_score(found: ScoredPairs) -> Keys:
    score = -np.nan_to_num(found.score, nan=-1.0)
    return (score, -found.coverage, found.pairs.distance_m, found.pairs.guest, found.pairs.host)


def _by_coverage(found: ScoredPairs) -> Keys:
    score = -np.nan_to_num(found.score, nan=-1.0)
    return (-found.coverage, score, found.pairs.distance_m, found.pairs.guest, found.pairs.host)


def _by_distance(found: ScoredPairs) -> Keys:
    return (found.pairs.distance_m, found.pairs.guest, found.pairs.host)


class Shortlist:
    """Keeps the first ``top`` pairs in an order in which no two are equal, so that chunks do not matter.

    Args:
        top: How many to keep.
        order: Gives the sort keys of pairs, smaller first, the most telling key first.
    """

    def __init__(self, top: int, order: Callable[[ScoredPairs], Keys]) -> None:
        """Start empty."""
        self._top = top
        self._order = order
        self._kept = no_pairs()
        self._worst: float | None = None
        self.seen = 0

    @classmethod
    def of_standing(cls, standing: Standing, top: int) -> Shortlist:
        """Make the list of a standing: ranked by score, to be asked about by what is known."""
        return cls(top, _by_score if standing is Standing.RANKED else _by_coverage)

    @classmethod
    def of_nearest(cls, top: int) -> Shortlist:
        """Make a list of the nearest pairs."""
        return cls(top, _by_distance)

    @property
    def best(self) -> ScoredPairs:
        """The pairs kept, best first."""
        return self._kept

    def add(self, found: ScoredPairs) -> None:
        """Take in more pairs."""
        self.seen += len(found)
        if not len(found) or self._top <= 0:
            return
        keys = self._order(found)
        if self._worst is not None:
            hopeful = keys[0] <= self._worst
            if not hopeful.any():
                return
            found, keys = found.take(hopeful), tuple(key[hopeful] for key in keys)
        joined = _join(self._kept, found.take(first_rows(keys, self._top)))
        order = np.lexsort(self._order(joined)[::-1])[: self._top]
        self._kept = joined.take(order)
        if len(self._kept) == self._top:
            self._worst = float(self._order(self._kept)[0][-1])


def first_rows(keys: Keys, top: int) -> NDArray[np.intp]:
    """Give the rows that come first by the keys, in no order, without sorting them all.

    Args:
        keys: Sort keys, the most telling first.
        top: How many rows at most.
    """
    chosen: list[NDArray[np.intp]] = []
    undecided = np.arange(len(keys[0]))
    wanted = top
    for key in keys:
        if len(undecided) <= wanted:
            break
        values = key[undecided]
        edge = np.partition(values, wanted - 1)[wanted - 1]
        chosen.append(undecided[values < edge])
        wanted -= len(chosen[-1])
        undecided = undecided[values == edge]
    return np.concatenate((*chosen, undecided[:wanted]))
