"""Names of towns, suburbs and villages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from tpdesk.domain.scene import LabelLayer
from tpdesk.services.layers.classes import numeric_values
from tpdesk.services.layers.kinds.kind import POINT, LayerKind, names_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tpdesk.domain.scene import LabelRole, SceneLayer
    from tpdesk.services.layers.features import LayerFeatures

_RANK_HEADINGS = ("rank", "type", "place", "class", "category")
_RANKS = {"city": 0.0, "town": 1.0, "suburb": 2.0, "suburban area": 2.0, "village": 3.0, "hamlet": 4.0}
"""Words that tell how large a place is; 1 is a town, larger numbers are smaller places."""
_TOWN = 1.0
_UNTOLD = 99.0


def place_ranks(layer: LayerFeatures) -> NDArray[np.float64]:
    """Give the rank of each place, 1 for a town; every place is a town when the layer does not say."""
    heading = next((name for name in layer.properties if name.casefold() in _RANK_HEADINGS), None)
    if heading is None:
        return np.full(len(layer), _TOWN)
    column = layer.properties[heading]
    ranks = numeric_values(column)
    worded = [_RANKS.get(str(value or "").casefold(), _UNTOLD) for value in column]
    return np.where(np.isnan(ranks), worded, ranks)


def _draw(layer: LayerFeatures) -> tuple[SceneLayer, ...]:
    names = names_of(layer)
    if names is None or not layer.style.labelled:
        return ()
    named = np.array([bool(name) for name in names], dtype=bool)
    ranks = place_ranks(layer)
    return (
        _labels(layer, f"{layer.key}:town", named & (ranks <= _TOWN), ranks),
        _labels(layer, f"{layer.key}:suburb", named & (ranks > _TOWN), ranks),
    )


def _labels(
    layer: LayerFeatures, key: str, chosen: NDArray[np.bool_], ranks: NDArray[np.float64]
) -> LabelLayer:
    names = names_of(layer)
    points = layer.geometries[chosen]
    texts = np.array([str(name) for name in (names[chosen] if names is not None else ())], dtype=object)
    role: LabelRole = "town" if key.endswith(":town") else "suburb"
    return LabelLayer(key, shapely.get_x(points), shapely.get_y(points), texts, role, -ranks[chosen])


KIND = LayerKind(
    "places", "Names of places", "Background", POINT, ("place", "town", "settlement name"), 90, _draw
)
