"""Listed buildings and monuments."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from tpdesk.domain.scene import PointLayer
from tpdesk.services.layers.kinds.kind import POINT, LayerKind

if TYPE_CHECKING:
    from tpdesk.domain.scene import SceneLayer
    from tpdesk.services.layers.features import LayerFeatures


def _draw(layer: LayerFeatures) -> tuple[SceneLayer, ...]:
    return (
        PointLayer(
            layer.key,
            shapely.get_x(layer.geometries),
            shapely.get_y(layer.geometries),
            "listed",
            layer.uids,
        ),
    )


KIND = LayerKind(
    "listed",
    "Listed buildings",
    "Constraints",
    POINT,
    ("listed", "monument", "heritage"),
    68,
    _draw,
    "Listed building",
)
