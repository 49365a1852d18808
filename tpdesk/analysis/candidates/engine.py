"""The search: pairs in a stream, screened, scored and cut to the best, never all in memory."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from tpdesk.analysis.candidates.estate import UNKNOWN
from tpdesk.analysis.candidates.neighbours import PAIRS_PER_CHUNK, stream_pairs
from tpdesk.analysis.candidates.shortlist import ScoredPairs, Shortlist
from tpdesk.analysis.candidates.sieve import Screening, Sieve
from tpdesk.domain.candidates import Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tpdesk.analysis.candidates.criterion import Scorer
    from tpdesk.analysis.candidates.estate import Estate, PairBatch
    from tpdesk.domain.progress import Progress


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
        ask_first: The best known of those whose host's room or guest's need or service is unknown.
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
    sieve = Sieve(screening)
    roomy = ~np.isnan(estate.spare_m2)
    measured = ~np.isnan(estate.need_m2) & (estate.service != UNKNOWN) & ~estate.service_assumed
    for first, second in stream_pairs(estate, plan.within_m, progress, plan.pairs_per_chunk):
        result.directed_pairs += 2 * len(first)
        if plan.ruled_out_top > 0:
            _keep_turned_down(result, plan, sieve.turned_down(estate, first, second))
        left = sieve.by_asset(estate, first, second)
        for rule in screening.pair_rules:
            left, out = sieve.by_pair(estate, left, rule)
            if plan.ruled_out_top > 0:
                _keep_turned_down(result, plan, out)
        if not len(left):
            continue
        scored = score_pairs(left, plan.scorers, plan.weights)
        # Room for nobody knows what or how much is no proposal yet: it is asked for like the host's room.
        can_rank = roomy[left.host] & measured[left.guest]
        result.ranked.add(scored.take(can_rank))
        result.ask_first.add(scored.take(~can_rank))
    result.ruled_out = sieve.counts()
    return result


def _keep_turned_down(
    result: SearchResult, plan: SearchPlan, turned_down: Iterable[tuple[str, PairBatch]]
) -> None:
    for key, pairs in turned_down:
        nothing = np.full(len(pairs), np.nan)
        kept = result.turned_down.setdefault(key, Shortlist.of_nearest(plan.ruled_out_top))
        kept.add(ScoredPairs(pairs, nothing, nothing))
