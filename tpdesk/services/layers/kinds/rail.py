"""Railways and tramways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpdesk.domain.scene import LineLayer
from tpdesk.services.layers.kinds.kind import LINE, LayerKind

if TYPE_CHECKING:
    from tpdesk.domain.scene import SceneLayer
    from tpdesk.services.layers.features import LayerFeatures


def _draw(layer: LayerFeatures) -> tuple[SceneLayer, ...]:
    return (LineLayer(layer.key, layer.geometries, "tram", uids=layer.uids),)


KIND = LayerKind(
    "rail",
    "Railway or tramway",
    "Transport",
    LINE,
    ("rail", "tram", "metro", "metrolink"),
    65,
    _draw,
    "Railway, tramway",
)
