"""Areas coloured by a figure: deprivation, population, cars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpdesk.domain.scene import FillLayer, LineLayer
from tpdesk.services.layers.classes import classify
from tpdesk.services.layers.kinds.kind import AREA, LayerKind

if TYPE_CHECKING:
    from tpdesk.domain.scene import SceneLayer
    from tpdesk.services.layers.features import LayerFeatures


def _draw(layer: LayerFeatures) -> tuple[SceneLayer, ...]:
    found = classify(layer, layer.style)
    if found is None:
        edges = LineLayer(layer.key, layer.geometries, "zone_edge", uids=layer.uids)
        return (edges,)
    fill = FillLayer(
        layer.key,
        layer.geometries,
        "zone",
        ramp=layer.style.ramp,
        classes=found.classes,
        class_count=len(found.upper),
        opacity=layer.style.opacity,
        outlined=True,
        uids=layer.uids,
    )
    return (fill,)


KIND = LayerKind(
    "zones",
    "Areas with figures",
    "People",
    AREA,
    ("lsoa", "msoa", "zone", "deprivation", "imd", "population", "census"),
    45,
    _draw,
    "",
)
