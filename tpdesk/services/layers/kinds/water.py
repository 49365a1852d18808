"""Water as an area: lakes, docks, wide rivers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpdesk.domain.scene import FillLayer
from tpdesk.services.layers.kinds.kind import AREA, LayerKind, point_labels

if TYPE_CHECKING:
    from tpdesk.domain.scene import SceneLayer
    from tpdesk.services.layers.features import LayerFeatures


def _draw(layer: LayerFeatures) -> tuple[SceneLayer, ...]:
    fill = FillLayer(layer.key, layer.geometries, "water", opacity=layer.style.opacity)
    return (fill, *point_labels(layer, "water"))


KIND = LayerKind(
    "water", "Water", "Background", AREA, ("water", "lake", "reservoir", "sea"), 30, _draw, "Water"
)
