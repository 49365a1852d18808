"""The search: pairs in a stream, screened, scored and cut to the best, never all in memory."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from tpdesk.analysis.candidates.neighbours import PAIRS_PER_CHUNK, stream_pairs
from tpdesk.analysis.candidates.shortlist import ScoredPairs, Shortlist
from tpdesk.domain.candidates import Standing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from tpdesk.analysis.candidates.criterion import Scorer
    from tpdesk.analysis.candidates.estate import Estate, PairBatch
    from tpdesk.domain.progress import Progress


@dataclass(frozen=True, slots=True)
class PairRule:
    """A rule that needs both assets to judge.

    Attributes:
        key: Stable name of the reason.
        words: The reason.
        applies: Whether it rules out each pair of a batch, bool.
    """

    key: str
    words: str
    applies: Callable[[Estate, PairBatch], NDArray[Any]]


@dataclass(frozen=True, slots=True, eq=False)
class Screening:
    """Which assets and pairs are ruled out, each by the first rule that applies.

    Attributes:
        host: Reason that rules the asset out as a host, 0 when none; uint8 (n,).
        guest: The same as a guest.
        reasons: Keys of the reasons of ``host`` and ``guest``; reason r is ``reasons[r - 1]``.
        pair_rules: Asked in order of pairs that are still in.
    """

    host: NDArray[np.uint8]
    guest: NDArray[np.uint8]
    reasons: tuple[str, ...]
    pair_rules: tuple[PairRule, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """Every reason's key, in the order in which the rules are asked."""
        return self.reasons + tuple(rule.key for rule in self.pair_rules)


@dataclass(frozen=True, slots=True)
class SearchPlan:
    """What a search does with the pairs it meets.

    Attributes:
        within_m: Greatest distance.
        top: How many pairs to keep of each standing.
        scorers: Functions that score a batch, one for each criterion.
        weights: Their weights, not all zero.
        ruled_out_top: How many ruled-out pairs to keep under each reason.
        pairs_per_chunk: Bound of a batch.
    """

    within_m: float
    top: int
    scorers: Sequence[Scorer]
    weights: Sequence[float]
    ruled_out_top: int = 0
    pairs_per_chunk: int = PAIRS_PER_CHUNK


@dataclass(slots=True)
class SearchResult:
    """What a search has found.

    Attributes:
        directed_pairs: Directed pairs of placed assets of two organisations, before any rule.
        ranked: The best of those that can be ranked.
        ask_first: The best known of those whose host's spare room is unknown.
        ruled_out: Directed pairs by reason; only reasons that met one.
        turned_down: The nearest pairs of each reason, when they were asked for.
    """

    ranked: Shortlist
    ask_first: Shortlist
    directed_pairs: int = 0
    ruled_out: dict[str, int] = field(default_factory=dict)
    turned_down: dict[str, Shortlist] = field(default_factory=dict)


def score_pairs(pairs: PairBatch, scorers: Sequence[Scorer], weights: Sequence[float]) -> ScoredPairs:
    """Score pairs: points earned of the points known, and the share of points that is known.

    Unknown criteria earn nothing and weigh nothing: score = sum(w s) / sum(w) over what is known.
    """
    earned, known = np.zeros(len(pairs)), np.zeros(len(pairs))
    for scorer, weight in zip(scorers, weights, strict=True):
        points = scorer(pairs) * weight
        unknown = np.isnan(points)
        if unknown.any():
            earned += np.where(unknown, 0.0, points)
            known += np.where(unknown, 0.0, weight)
        else:
            earned += points
            known += weight
    score = 100.0 * np.divide(earned, known, out=np.full(len(pairs), np.nan), where=known > 0)
    return ScoredPairs(pairs, np.clip(score, 0.0, 100.0), np.clip(known / sum(weights), 0.0, 1.0))


def search(estate: Estate, screening: Screening, plan: SearchPlan, progress: Progress) -> SearchResult:
    """Look at every pair within the distance and keep the best.

    Args:
        estate: Facts of the assets that the audience may see.
        screening: What is ruled out.
        plan: What is wanted.
        progress: Told after each batch; may cancel.
    """
    result = SearchResult(
        Shortlist.of_standing(Standing.RANKED, plan.top), Shortlist.of_standing(Standing.ASK_FIRST, plan.top)
    )
    screen = _Screen(screening, plan.ruled_out_top, result)
    roomy = ~np.isnan(estate.spare_m2)
    for pairs in stream_pairs(estate, plan.within_m, progress, plan.pairs_per_chunk):
        result.directed_pairs += len(pairs)
        left = screen.by_pair(estate, screen.by_asset(pairs))
        if not len(left):
            continue
        scored = score_pairs(left, plan.scorers, plan.weights)
        can_rank = roomy[left.host]
        result.ranked.add(scored.take(can_rank))
        result.ask_first.add(scored.take(~can_rank))
    screen.finish()
    return result


class _Screen:
    """Sieves batches and counts what stays behind."""

    def __init__(self, screening: Screening, top: int, result: SearchResult) -> None:
        self._screening = screening
        self._top = top
        self._result = result
        self._counts = np.zeros(len(screening.keys) + 1, dtype=np.int64)

    def by_asset(self, pairs: PairBatch) -> PairBatch:
        """Leave out pairs whose host or guest is ruled out; the host's reason counts first."""
        host = self._screening.host[pairs.host]
        reason = np.where(host > 0, host, self._screening.guest[pairs.guest])
        counts = np.bincount(reason, minlength=len(self._counts))
        self._counts[1:] += counts[1:]
        if self._top > 0:
            for number in np.flatnonzero(counts[1:]) + 1:
                self._keep(self._screening.reasons[number - 1], pairs.take(reason == number))
        return pairs.take(np.flatnonzero(reason == 0))

    def by_pair(self, estate: Estate, pairs: PairBatch) -> PairBatch:
        """Leave out pairs that a rule over both assets rules out."""
        for number, rule in enumerate(self._screening.pair_rules, len(self._screening.reasons) + 1):
            out = rule.applies(estate, pairs)
            met = int(np.count_nonzero(out))
            if not met:
                continue
            self._counts[number] += met
            if self._top > 0:
                self._keep(rule.key, pairs.take(out))
            pairs = pairs.take(~out)
        return pairs

    def finish(self) -> None:
        """Hand over the counts by reason."""
        for key, count in zip(self._screening.keys, self._counts[1:], strict=True):
            if count:
                self._result.ruled_out[key] = int(count)

    def _keep(self, key: str, pairs: PairBatch) -> None:
        nothing = np.full(len(pairs), np.nan)
        kept = self._result.turned_down.setdefault(key, Shortlist.of_nearest(self._top))
        kept.add(ScoredPairs(pairs, nothing, nothing))
