"""Rivers and canals as lines, their names along them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpdesk.domain.scene import LineLayer
from tpdesk.services.layers.kinds.kind import LINE, LayerKind, line_labels

if TYPE_CHECKING:
    from tpdesk.domain.scene import SceneLayer
    from tpdesk.services.layers.features import LayerFeatures


def _draw(layer: LayerFeatures) -> tuple[SceneLayer, ...]:
    line = LineLayer(layer.key, layer.geometries, "river", uids=layer.uids)
    return (line, *line_labels(layer, "water"))


KIND = LayerKind(
    "watercourses",
    "River or canal",
    "Background",
    LINE,
    ("river", "canal", "watercourse", "stream", "brook"),
    40,
    _draw,
    "River, canal",
)
