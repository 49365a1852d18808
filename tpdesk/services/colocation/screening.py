"""What is ruled out before anything is scored: an explicit list of rules, each with its reason in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tpdesk.analysis.candidates.sieve import PairRule, Screening
from tpdesk.domain.candidates import Side
from tpdesk.services.colocation import blocks, holdings, one_building, pair_rules

if TYPE_CHECKING:
    from collections.abc import Callable

    from tpdesk.services.colocation.premises import Premises

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class AssetRule:
    """A rule that one asset is judged by.

    Attributes:
        key: Stable name; the reason's key is side and key, for instance ``host_let_to_others``.
        words: The reason after "Host" or "Guest".
        applies: Which assets it rules out, bool (n,).
        sides: As what it rules them out.
    """

    key: str
    words: str
    applies: Callable[[Premises], Mask]
    sides: tuple[Side, ...] = (Side.HOST, Side.GUEST)

    def reasons(self, side: Side) -> tuple[str, str]:
        """Give the reason's key and words for a side."""
        return f"{side.value}_{self.key}", f"{side.value.capitalize()} {self.words}"


HOST_ONLY = (Side.HOST,)
GUEST_ONLY = (Side.GUEST,)

ASSET_RULES: tuple[AssetRule, ...] = (
    AssetRule("land", "is land without buildings", holdings.is_land),
    AssetRule("let_to_others", "is let to others", holdings.is_let_out),
    AssetRule("education", "is a school, academy or college", holdings.is_education),
    AssetRule("car_park", "is a car park", holdings.of_services("car_park")),
    AssetRule("footpath", "is a footpath or highway land", holdings.of_services("footpath")),
    AssetRule("cemetery", "is a cemetery or memorial", holdings.of_services("cemetery")),
    AssetRule("allotments", "is an allotment", holdings.of_services("allotments")),
    AssetRule("public_toilets", "is public toilets", holdings.of_services("public_toilets")),
    AssetRule("open_space", "is a park or open space", holdings.of_services("open_space")),
    AssetRule("pavilion", "is a pavilion or clubhouse", holdings.of_services("pavilion")),
    AssetRule("infrastructure", "is infrastructure", holdings.of_services("infrastructure")),
    AssetRule("shop", "is a shop or market", holdings.of_services("shop")),
    AssetRule("farm", "is a farm", holdings.of_services("farm")),
    AssetRule("home", "is people's home", holdings.of_services("housing", "care_home")),
    AssetRule("store", "is a store or garage", holdings.is_store),
    AssetRule("several_places", "stands for several small sites", holdings.is_several_places),
    AssetRule("disposed", "is disposed of", holdings.has_status("disposed")),
    AssetRule("ruined", "is derelict or demolished", holdings.is_ruined),
    AssetRule("under_construction", "is under construction", holdings.is_under_construction),
    AssetRule("surplus", "is declared surplus", holdings.has_status("surplus"), HOST_ONLY),
    AssetRule("investment", "is held as an investment", holdings.is_investment),
    AssetRule("run_by_others", "is run by another body", holdings.is_run_by_others),
    AssetRule("too_small", "is too small to share", holdings.is_too_small, HOST_ONLY),
    AssetRule("no_room", "has no vacant room", holdings.has_no_room, HOST_ONLY),
    AssetRule("vacant", "is vacant: nobody there to move", holdings.has_nobody, GUEST_ONLY),
    AssetRule("purpose_built", "needs a building of its own kind", holdings.is_purpose_built, GUEST_ONLY),
    AssetRule("too_large", "is too large to move in with others", holdings.is_too_large, GUEST_ONLY),
)
"""Asked in this order, of the host before the guest; an asset's first reason counts."""

PAIR_RULES: tuple[PairRule, ...] = (
    PairRule((("outside_place", "Both lie outside the place"),), pair_rules.are_outside),
    PairRule((("same_site", "They share a site already"),), pair_rules.share_site),
    PairRule(
        (
            ("services_apart", "The services do not go under one roof"),
            ("children_apart", "Children's services keep apart from probation, courts and police stations"),
            ("public_kept_out", "The guest's visitors do not go into a police station, court or probation"),
            ("no_bays", "The guest's vehicles need bays"),
        ),
        pair_rules.judge_services,
    ),
    PairRule(
        (
            ("same_address", "They have the same address: they share a building already"),
            ("one_building", "They seem to be one building in two lists"),
            ("may_be_one_building", "They may be one building in two lists: check first"),
        ),
        one_building.judge,
    ),
    PairRule(
        (
            ("less_room_than_needed", "Host has less room than the guest needs"),
            ("host_smaller_than_need", "Host is smaller than the guest needs"),
            ("host_kind_too_small", "Host is of a kind that is too small for the guest's need"),
        ),
        pair_rules.judge_room,
    ),
    PairRule((("farther_block", "A nearer block of the same place is judged"),), blocks.are_farther_blocks),
)


ONE_BUILDING_REASONS = ("may_be_one_building", "one_building", "same_address")


def reason_words() -> dict[str, str]:
    """Give every reason in words by its key, in the order in which the rules are asked."""
    words = dict(
        rule.reasons(side) for side in (Side.HOST, Side.GUEST) for rule in ASSET_RULES if side in rule.sides
    )
    return words | dict(reason for rule in PAIR_RULES for reason in rule.reasons)


def screen(premises: Premises) -> Screening:
    """Ask every rule of every asset."""
    masks = {rule.key: np.asarray(rule.applies(premises), dtype=bool) for rule in ASSET_RULES}
    reasons: list[str] = []
    codes = {}
    for side in (Side.HOST, Side.GUEST):
        codes[side] = np.zeros(len(premises), dtype=np.uint8)
        for rule in ASSET_RULES:
            if side not in rule.sides:
                continue
            reasons.append(rule.reasons(side)[0])
            codes[side][masks[rule.key] & (codes[side] == 0)] = len(reasons)
    return Screening(codes[Side.HOST], codes[Side.GUEST], tuple(reasons), PAIR_RULES)
