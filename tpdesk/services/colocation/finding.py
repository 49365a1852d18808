"""Finding candidates among the assets that an audience may see."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tpdesk.analysis.candidates.catalogue import CRITERIA, weigh
from tpdesk.analysis.candidates.engine import SearchPlan, search
from tpdesk.analysis.candidates.neighbours import placed_rows
from tpdesk.domain.candidates import (
    CandidateList,
    CandidateOptions,
    CriterionWeight,
    RuledOut,
    Standing,
)
from tpdesk.domain.errors import InputError
from tpdesk.domain.progress import Progress, SilentProgress
from tpdesk.services.colocation.explaining import Explainer
from tpdesk.services.colocation.premises import read_premises
from tpdesk.services.colocation.screening import reason_words, screen

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from tpdesk.analysis.candidates.engine import SearchResult
    from tpdesk.domain.disclosure import Disclosed
    from tpdesk.domain.frame import AssetFrame

_STEPS = "Reading what the assets are used for"


def find_candidates(
    assets: Disclosed[AssetFrame],
    options: CandidateOptions | None = None,
    progress: Progress | None = None,
    boundary: BaseGeometry | None = None,
) -> CandidateList:
    """Find who could share with whom, the ranked best first, then those to ask about first.

    Args:
        assets: The assets as an audience may see them; nothing else is counted, scored or ranked.
        options: What to look for; the usual when left out.
        progress: Told how far it is; may cancel.
        boundary: Outline of the place: pairs of which neither lies in it are ruled out.

    Raises:
        InputError: The distance, the number wanted or a weight cannot be used.
        Cancelled: The person stopped it.
    """
    asked = options or CandidateOptions()
    told = progress or SilentProgress()
    weights = _check(asked)
    frame = assets.value
    told.step(0, len(frame), _STEPS)
    premises = read_premises(frame, boundary)
    estate, screening = premises.estate, screen(premises)
    plan = SearchPlan(
        within_m=asked.within_m,
        top=asked.top,
        scorers=tuple(each.prepare(estate, asked) for each in CRITERIA),
        weights=weights,
        ruled_out_top=asked.ruled_out_top,
    )
    found = search(estate, screening, plan, told)
    explainer = Explainer(frame, estate, asked, plan)
    return CandidateList(
        candidates=explainer.candidates(found.ranked.best, Standing.RANKED)
        + explainer.candidates(found.ask_first.best, Standing.ASK_FIRST),
        pairs_considered=found.directed_pairs // 2,
        ranked_found=found.ranked.seen,
        ask_first_found=found.ask_first.seen,
        ruled_out=_ruled_out(found, explainer),
        weights=_weights(weights),
        options=asked,
        placed=len(placed_rows(estate)),
        withheld=assets.withheld,
        notice=assets.notice,
        audience=str(assets.audience),
    )


def _check(options: CandidateOptions) -> tuple[float, ...]:
    if not (math.isfinite(options.within_m) and options.within_m > 0):
        raise InputError(
            "distance_unusable",
            "The distance is not above zero.",
            "Give a distance in metres, for instance 800.",
        )
    if options.top < 0 or options.horizon_months < 0:
        raise InputError(
            "number_unusable",
            "The number of candidates and the horizon cannot be negative.",
            "Give whole numbers of 0 or more.",
        )
    return weigh(options.weights)


def _weights(weights: tuple[float, ...]) -> tuple[CriterionWeight, ...]:
    whole = sum(weights)
    return tuple(
        CriterionWeight(each.key, each.label, each.definition, weight, 100.0 * weight / whole)
        for each, weight in zip(CRITERIA, weights, strict=True)
    )


def _ruled_out(found: SearchResult, explainer: Explainer) -> tuple[RuledOut, ...]:
    return tuple(
        RuledOut(key, words, found.ruled_out[key], explainer.pairs(found.turned_down.get(key)))
        for key, words in reason_words().items()
        if key in found.ruled_out
    )
