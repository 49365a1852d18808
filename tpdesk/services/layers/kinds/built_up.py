"""Built-up land: the ground the towns stand on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpdesk.domain.scene import FillLayer
from tpdesk.services.layers.kinds.kind import AREA, LayerKind

if TYPE_CHECKING:
    from tpdesk.domain.scene import SceneLayer
    from tpdesk.services.layers.features import LayerFeatures


def _draw(layer: LayerFeatures) -> tuple[SceneLayer, ...]:
    fill = FillLayer(layer.key, layer.geometries, "built", opacity=layer.style.opacity)
    return (fill,)


KIND = LayerKind(
    "built_up",
    "Built-up land",
    "Background",
    AREA,
    ("built up", "builtup", "built-up", "urban", "settlement"),
    10,
    _draw,
    "Built-up area",
)
