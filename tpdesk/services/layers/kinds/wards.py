"""Wards, parishes and other areas within the place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpdesk.domain.scene import LineLayer
from tpdesk.services.layers.kinds.kind import AREA, LayerKind, point_labels

if TYPE_CHECKING:
    from tpdesk.domain.scene import SceneLayer
    from tpdesk.services.layers.features import LayerFeatures


def _draw(layer: LayerFeatures) -> tuple[SceneLayer, ...]:
    edges = LineLayer(layer.key, layer.geometries, "ward", uids=layer.uids)
    return (edges, *point_labels(layer, "ward"))


KIND = LayerKind(
    "wards",
    "Wards",
    "Boundaries",
    AREA,
    ("ward", "parish", "locality", "localities", "division", "neighbourhood"),
    70,
    _draw,
    "Ward boundary",
)
