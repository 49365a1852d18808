"""Makes the map's symbols of the register's assets."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from tpdesk.domain.look import COLOUR_KEYS, ORGANISATION_KINDS, Decision
from tpdesk.domain.scene import DECISIONS, NO_CLASS, MarkerLayer
from tpdesk.services.mapping.states import marker_states, shared_sites

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from numpy.typing import NDArray

    from tpdesk.domain.disclosure import Disclosed
    from tpdesk.domain.frame import AssetFrame

ASSETS_KEY = "assets"
"""Key of the layer of buildings in every scene."""

UNNAMED = "No name"


@dataclass(frozen=True, slots=True)
class MarkerOptions:
    """What of the assets is shown, and how.

    Attributes:
        mask: bool (n,) of the assets, True where the filter keeps one; None keeps all.
        today, leaving_by: Breaks between them, and expiries up to the second, show a building as leaving;
            None shows none.
        leaving: Uids that a scenario leaves.
        decisions: What a scenario does, by uid.
        numbers: Numbers of the schedule, by uid.
        bubbles: Whether crowds are shown as their number.
    """

    mask: NDArray[np.bool_] | None = None
    today: date | None = None
    leaving_by: date | None = None
    leaving: frozenset[str] = frozenset()
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)
    bubbles: bool = True


def build_markers(assets: Disclosed[AssetFrame], options: MarkerOptions) -> MarkerLayer:
    """Make the layer of buildings; assets without a position are not on the map."""
    every = assets.value
    placed = every.placed if options.mask is None else every.placed & options.mask
    frame = every.take(placed)
    owners = frame.organisation
    kinds = [_index(ORGANISATION_KINDS, each.kind) for each in frame.organisations]
    colours = [_index(COLOUR_KEYS, each.colour) for each in frame.organisations]
    other = ORGANISATION_KINDS.index("other")
    names = frame["name"]
    return MarkerLayer(
        key=ASSETS_KEY,
        x=np.ascontiguousarray(frame.easting, dtype=np.float64),
        y=np.ascontiguousarray(frame.northing, dtype=np.float64),
        uids=frame.uids,
        kinds=np.array([*kinds, other], dtype=np.int8)[owners],
        colours=np.array([*colours, other], dtype=np.int8)[owners],
        states=marker_states(frame, options.leaving, options.today, options.leaving_by),
        shared=shared_sites(frame),
        names=_texts(names),
        owners=owners,
        organisations=tuple(each.name for each in frame.organisations),
        decisions=_decisions(frame.uids, options.decisions),
        numbers=_numbers(frame.uids, options.numbers),
        bubbles=options.bubbles,
    )


def _index(keys: Sequence[str], key: str) -> int:
    return keys.index(key) if key in keys else keys.index("other")


def _texts(names: NDArray[np.object_]) -> NDArray[np.object_]:
    return np.array([name or UNNAMED for name in names], dtype=object)


def _decisions(uids: NDArray[np.object_], decisions: Mapping[str, Decision]) -> NDArray[np.int8] | None:
    if not decisions:
        return None
    index = {decision: number for number, decision in enumerate(DECISIONS)}
    return np.array(
        [index[decisions[uid]] if uid in decisions else NO_CLASS for uid in uids], dtype=np.int8
    ).reshape(len(uids))


def _numbers(uids: NDArray[np.object_], numbers: Mapping[str, int]) -> NDArray[np.int32] | None:
    if not numbers:
        return None
    return np.array([numbers.get(uid, 0) for uid in uids], dtype=np.int32).reshape(len(uids))
