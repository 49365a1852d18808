"""Surfaces, lines and points of layers can be pointed at, the small before the large."""

import numpy as np
import shapely

from tpdesk.domain.scene import FillLayer, LineLayer, PointLayer, SceneLayer
from tpdesk.gui.canvas.shape_index import LINE_REACH_PX, POINT_REACH_PX, index_shapes
from tpdesk.render.selection import selected_points, selected_shapes


def column(*values: object) -> np.ndarray:
    made = np.empty(len(values), dtype=object)
    made[:] = values
    return made


AREA = FillLayer("areas", column(shapely.box(0, 0, 100, 100)), "zone", uids=column("area"))
TRAM = LineLayer("tram", column(shapely.LineString([(0, 50), (100, 50)])), "tram", uids=column("tram"))
ROAD = LineLayer(
    "road",
    column(shapely.LineString([(0, 20), (100, 20)])),
    "road",
    classes=np.zeros(1, dtype=np.int8),
    uids=column("road"),
)
STOPS = PointLayer("stops", np.array([40.0, 60.0]), np.array([50.0, 50.0]), "stop", column("s0", "s1"))


def at(x: float, y: float, *layers: SceneLayer, resolution: float = 1.0) -> str | None:
    found = [
        (each.dimension, each.at(x, y, resolution))
        for each in index_shapes(layers)
        if each.at(x, y, resolution)
    ]
    return min(found)[1] if found else None


def test_a_stop_goes_before_its_line_and_the_line_before_the_area() -> None:
    layers = (AREA, TRAM, STOPS)
    assert at(41, 51, *layers) == "s0"
    assert at(20, 52, *layers) == "tram"
    assert at(20, 80, *layers) == "area"
    assert at(300, 300, *layers) is None


def test_the_reach_is_in_pixels() -> None:
    assert at(40, 50 + POINT_REACH_PX + 1, STOPS) is None
    assert at(40, 50 + POINT_REACH_PX + 1, STOPS, resolution=2.0) == "s0"
    assert at(20, 50 + LINE_REACH_PX + 1, TRAM) is None
    assert at(20, 50 + LINE_REACH_PX + 1, TRAM, resolution=2.0) == "tram"


def test_the_nearest_of_two_stops_is_meant() -> None:
    assert at(49, 50, STOPS, resolution=4.0) == "s0"
    assert at(51, 50, STOPS, resolution=4.0) == "s1"


def test_a_click_in_the_street_does_not_mean_the_street() -> None:
    assert at(20, 20, AREA, ROAD) == "area"


def test_what_is_selected_is_found_whatever_it_is() -> None:
    layers = (AREA, ROAD, STOPS)
    assert selected_points(layers, frozenset(("s1", "area"))) == [(60.0, 50.0)]
    assert selected_points(layers, frozenset()) == []
    assert selected_shapes(layers, frozenset(("road",))) is not None
    assert selected_shapes(layers, frozenset(("s1",))) is None
