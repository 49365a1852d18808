"""Conservation areas and other designations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpdesk.domain.scene import FillLayer
from tpdesk.services.layers.kinds.kind import AREA, LayerKind

if TYPE_CHECKING:
    from tpdesk.domain.scene import SceneLayer
    from tpdesk.services.layers.features import LayerFeatures


def _draw(layer: LayerFeatures) -> tuple[SceneLayer, ...]:
    fill = FillLayer(layer.key, layer.geometries, "conservation", opacity=layer.style.opacity, outlined=True)
    return (fill,)


KIND = LayerKind(
    "conservation",
    "Conservation area",
    "Constraints",
    AREA,
    ("conservation",),
    55,
    _draw,
    "Conservation area",
)
