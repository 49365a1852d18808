"""Sets of weights that stand for what a partnership is after."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class WeightPreset:
    """One set of weights.

    Attributes:
        key: Stable name.
        label: Shown to people.
        purpose: What speaks for a proposal under it, in a sentence.
        weights: Weight by criterion key; every criterion of the catalogue has one.
    """

    key: str
    label: str
    purpose: str
    weights: Mapping[str, float]


def _weights(**weights: float) -> Mapping[str, float]:
    return MappingProxyType(weights)


PRESETS: tuple[WeightPreset, ...] = (
    WeightPreset(
        "savings",
        "Savings",
        "What a guest’s building costs, its lease and its repairs count most.",
        _weights(distance=10, room=18, services=6, lease_event=22, running_cost=30, condition=14),
    ),
    WeightPreset(
        "customers",
        "Customers",
        "People find the service nearby, in a building where it fits.",
        _weights(distance=20, room=18, services=16, lease_event=14, running_cost=12, condition=8),
    ),
    WeightPreset(
        "quick_wins",
        "Quick wins",
        "The lease ends soon and the host has room now.",
        _weights(distance=16, room=26, services=14, lease_event=30, running_cost=8, condition=6),
    ),
)

USUAL_PRESET = PRESETS[1]
"""The one whose weights are the criteria's own."""

PRESET_BY_KEY: Mapping[str, WeightPreset] = MappingProxyType({preset.key: preset for preset in PRESETS})


def preset_of(weights: Mapping[str, float]) -> WeightPreset | None:
    """Give the preset that has exactly these weights, None when they are a person's own."""
    return next((preset for preset in PRESETS if dict(preset.weights) == dict(weights)), None)
