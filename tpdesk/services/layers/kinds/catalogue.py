"""Every kind of layer, and how the kind of a new one is recognised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpdesk.services.layers.kinds import (
    areas,
    boundary,
    built_up,
    conservation,
    flood,
    green_space,
    lines,
    listed,
    places,
    points,
    rail,
    roads,
    stops,
    wards,
    water,
    watercourses,
    zones,
)

if TYPE_CHECKING:
    from tpdesk.services.layers.kinds.kind import LayerKind

KINDS: dict[str, LayerKind] = {
    module.KIND.key: module.KIND
    for module in (
        built_up,
        green_space,
        water,
        watercourses,
        zones,
        areas,
        flood,
        conservation,
        roads,
        rail,
        lines,
        stops,
        listed,
        points,
        wards,
        boundary,
        places,
    )
}

_PLAIN = {2: areas.KIND, 1: lines.KIND, 0: points.KIND}


def recognise_kind(name: str, dimension: int) -> LayerKind:
    """Give the kind whose words stand in a layer's name and whose shapes it holds; else a plain kind.

    Args:
        name: What the layer or its file is called.
        dimension: 2 for areas, 1 for lines, 0 for points.
    """
    folded = name.casefold().replace("_", " ").replace("-", " ")
    fitting = [kind for kind in KINDS.values() if kind.dimension == dimension]
    found = [(len(word), kind) for kind in fitting for word in kind.words if word.replace("-", " ") in folded]
    return max(found, key=lambda pair: pair[0])[1] if found else _PLAIN[dimension]
