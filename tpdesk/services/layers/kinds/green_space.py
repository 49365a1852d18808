"""Green space: parks, woods, golf courses, playing fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpdesk.domain.scene import FillLayer
from tpdesk.services.layers.kinds.kind import AREA, LayerKind, point_labels

if TYPE_CHECKING:
    from tpdesk.domain.scene import SceneLayer
    from tpdesk.services.layers.features import LayerFeatures


def _draw(layer: LayerFeatures) -> tuple[SceneLayer, ...]:
    fill = FillLayer(layer.key, layer.geometries, "green", opacity=layer.style.opacity)
    return (fill, *point_labels(layer, "green"))


KIND = LayerKind(
    "green_space",
    "Green space",
    "Background",
    AREA,
    ("green", "park", "woodland", "open space", "greenspace", "golf"),
    20,
    _draw,
    "Green space",
)
