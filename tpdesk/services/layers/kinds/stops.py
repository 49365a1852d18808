"""Stops of buses, and stations of trains and trams."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from tpdesk.domain.scene import PointLayer
from tpdesk.services.layers.kinds.kind import POINT, LayerKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tpdesk.domain.scene import SceneLayer
    from tpdesk.services.layers.features import LayerFeatures

_KIND_HEADINGS = ("form", "type", "mode", "stop_type", "stoptype", "class", "kind")
_STATION_WORDS = ("rail", "tram", "metro", "train", "underground", "station")


def are_stations(layer: LayerFeatures) -> NDArray[np.bool_]:
    """Tell which stops are of trains and trams: by a column that says so, else by the layer's name."""
    heading = next((name for name in layer.properties if name.casefold() in _KIND_HEADINGS), None)
    if heading is None:
        return np.full(len(layer), _tells_station(layer.name))
    return np.fromiter(
        (_tells_station(str(value or "")) for value in layer.properties[heading]), bool, len(layer)
    )


def _tells_station(words: str) -> bool:
    folded = words.casefold()
    return any(word in folded for word in _STATION_WORDS) and "bus" not in folded


def _draw(layer: LayerFeatures) -> tuple[SceneLayer, ...]:
    stations = are_stations(layer)
    points = layer.geometries
    x, y = shapely.get_x(points), shapely.get_y(points)
    uids = layer.uids
    stops = PointLayer(layer.key, x[~stations], y[~stations], "stop", uids[~stations])
    larger = PointLayer(f"{layer.key}:stations", x[stations], y[stations], "station", uids[stations])
    return (stops, larger)


KIND = LayerKind(
    "stops", "Stops and stations", "Transport", POINT, ("stop", "station", "halt"), 67, _draw, "Stop, station"
)
