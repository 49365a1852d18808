"""Boundary of the place and of its neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpdesk.domain.scene import LineLayer
from tpdesk.services.layers.kinds.kind import AREA, LayerKind

if TYPE_CHECKING:
    from tpdesk.domain.scene import SceneLayer
    from tpdesk.services.layers.features import LayerFeatures


def _draw(layer: LayerFeatures) -> tuple[SceneLayer, ...]:
    return (LineLayer(layer.key, layer.geometries, "neighbour", uids=layer.uids),)


KIND = LayerKind(
    "boundary",
    "Boundary",
    "Boundaries",
    AREA,
    ("boundary", "borough", "district", "local authority", "county"),
    80,
    _draw,
    "Boundary",
)
