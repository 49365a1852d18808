"""Any other lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpdesk.domain.scene import LineLayer
from tpdesk.services.layers.kinds.kind import LINE, LayerKind

if TYPE_CHECKING:
    from tpdesk.domain.scene import SceneLayer
    from tpdesk.services.layers.features import LayerFeatures


def _draw(layer: LayerFeatures) -> tuple[SceneLayer, ...]:
    return (LineLayer(layer.key, layer.geometries, "line", uids=layer.uids),)


KIND = LayerKind("lines", "Lines", "Other", LINE, (), 66, _draw, "")
