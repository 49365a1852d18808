"""Roads, drawn by class, the names of the larger ones along them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tpdesk.domain.scene import ROAD_CLASSES, LineLayer
from tpdesk.services.layers.kinds.kind import LINE, LayerKind, line_labels

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tpdesk.domain.scene import SceneLayer
    from tpdesk.services.layers.features import LayerFeatures

_CLASS_HEADINGS = (
    "class",
    "roadclassification",
    "road_classification",
    "function",
    "highway",
    "fclass",
    "type",
)
_WORDINGS = {
    "motorway": "motorway",
    "trunk": "main",
    "primary": "main",
    "main": "main",
    "a road": "main",
    "b road": "other",
    "secondary": "other",
    "tertiary": "other",
    "other": "other",
    "minor road": "other",
    "classified unnumbered": "other",
}
"""Words of Ordnance Survey's and OpenStreetMap's classes; any other is a local road."""


def road_classes(layer: LayerFeatures) -> NDArray[np.int8]:
    """Give the class of each road as an index into ROAD_CLASSES; local when the layer does not say."""
    column = next(
        (layer.properties[name] for name in layer.properties if name.casefold() in _CLASS_HEADINGS), None
    )
    if column is None:
        return np.full(len(layer), ROAD_CLASSES.index("local"), dtype=np.int8)
    words = (_WORDINGS.get(str(value or "").casefold().strip(), "local") for value in column)
    return np.fromiter((ROAD_CLASSES.index(word) for word in words), dtype=np.int8, count=len(layer))


def _draw(layer: LayerFeatures) -> tuple[SceneLayer, ...]:
    roads = LineLayer(layer.key, layer.geometries, "road", classes=road_classes(layer), uids=layer.uids)
    return (roads, *line_labels(layer, "road"))


KIND = LayerKind(
    "roads", "Roads", "Transport", LINE, ("road", "street", "highway", "route"), 60, _draw, "Road"
)
