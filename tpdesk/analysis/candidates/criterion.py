"""What every criterion is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tpdesk.analysis.candidates.estate import Estate, PairBatch

if TYPE_CHECKING:
    from tpdesk.domain.candidates import CandidateOptions, Side

Scorer = Callable[[PairBatch], NDArray[np.float64]]
"""Scores of a batch of pairs, 0 to 1, NaN where the facts are not known."""


class PairAt(NamedTuple):
    """One pair, to be explained."""

    guest: int
    host: int
    distance_m: float


class Missing(NamedTuple):
    """A fact that a criterion lacks, and whose it is."""

    side: Side
    fact: str


@dataclass(frozen=True, slots=True)
class Setting:
    """A figure that a criterion may be tuned by; its full key is ``criterion.key``."""

    key: str
    label: str
    default: float
    unit: str


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that speaks for a candidate.

    Attributes:
        key: Stable name.
        label: Shown to people.
        definition: How the score comes about, in a sentence or two.
        weight: Weight when nobody chose another.
        settings: What it may be tuned by.
        prepare: Given the estate and the options, gives the function that scores pairs.
        reason: The judgement of one pair in words.
        missing: Facts without which the pair's score is unknown.
    """

    key: str
    label: str
    definition: str
    weight: float
    prepare: Callable[[Estate, CandidateOptions], Scorer]
    reason: Callable[[Estate, CandidateOptions, PairAt], str]
    missing: Callable[[Estate, CandidateOptions, PairAt], tuple[Missing, ...]]
    settings: tuple[Setting, ...] = ()
