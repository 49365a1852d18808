"""Flood zones: where water is expected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpdesk.domain.scene import FillLayer
from tpdesk.services.layers.kinds.kind import AREA, LayerKind

if TYPE_CHECKING:
    from tpdesk.domain.scene import SceneLayer
    from tpdesk.services.layers.features import LayerFeatures


def _draw(layer: LayerFeatures) -> tuple[SceneLayer, ...]:
    fill = FillLayer(layer.key, layer.geometries, "flood", opacity=layer.style.opacity, outlined=True)
    return (fill,)


KIND = LayerKind("flood", "Flood zone", "Constraints", AREA, ("flood",), 50, _draw, "Flood zone")
