"""Names of towns and suburbs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from tpdesk.domain.scene import LabelLayer
from tpdesk.services.layers.classes import numeric_values
from tpdesk.services.layers.kinds.kind import POINT, LayerKind, names_of

if TYPE_CHECKING:
    from tpdesk.domain.scene import SceneLayer
    from tpdesk.services.layers.features import LayerFeatures

_TOWN_RANK = 1


def _draw(layer: LayerFeatures) -> tuple[SceneLayer, ...]:
    names = names_of(layer)
    if names is None or not layer.style.labelled:
        return ()
    named = np.array([bool(name) for name in names], dtype=bool)
    ranks = layer.properties.get("rank")
    rank = np.full(len(layer), _TOWN_RANK, dtype=np.float64) if ranks is None else numeric_values(ranks)
    layers: list[SceneLayer] = []
    for role, chosen in (("town", named & (rank <= _TOWN_RANK)), ("suburb", named & ~(rank <= _TOWN_RANK))):
        points = layer.geometries[chosen]
        texts = np.array([str(name) for name in names[chosen]], dtype=object)
        order = -np.nan_to_num(rank[chosen], nan=99.0)
        x, y = shapely.get_x(points), shapely.get_y(points)
        layers.append(
            LabelLayer(f"{layer.key}:{role}", x, y, texts, "town" if role == "town" else "suburb", order)
        )
    return tuple(layers)


KIND = LayerKind(
    "places", "Names of places", "Background", POINT, ("place", "town", "settlement name"), 90, _draw
)
