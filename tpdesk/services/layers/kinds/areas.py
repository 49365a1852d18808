"""Any other areas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpdesk.domain.scene import FillLayer
from tpdesk.services.layers.kinds.kind import AREA, LayerKind

if TYPE_CHECKING:
    from tpdesk.domain.scene import SceneLayer
    from tpdesk.services.layers.features import LayerFeatures


def _draw(layer: LayerFeatures) -> tuple[SceneLayer, ...]:
    fill = FillLayer(
        layer.key, layer.geometries, "area", opacity=layer.style.opacity, outlined=True, uids=layer.uids
    )
    return (fill,)


KIND = LayerKind("areas", "Areas", "Other", AREA, (), 48, _draw, "")
