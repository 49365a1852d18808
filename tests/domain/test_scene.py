from typing import Any

import numpy as np
import pytest
from shapely import Point, box

from tpdesk.domain.scene import (
    NO_CLASS,
    Arc,
    Extent,
    FillLayer,
    LabelLayer,
    LineLabelLayer,
    LineLayer,
    MarkerLayer,
    PointLayer,
    RadiusCircle,
    Scene,
    VeilLayer,
)


def objects(*values: object) -> np.ndarray[Any, np.dtype[np.object_]]:
    array = np.empty(len(values), dtype=object)
    array[:] = values
    return array


def markers(count: int = 3, names: int | None = None) -> MarkerLayer:
    return MarkerLayer(
        key="assets",
        x=np.arange(count, dtype=float),
        y=np.zeros(count),
        uids=objects(*[f"u{each}" for each in range(count)]),
        kinds=np.array([0, 1, 8][:count], dtype=np.int8),
        colours=np.array([0, 9, 8][:count], dtype=np.int8),
        states=np.array([0, 1, 2][:count], dtype=np.int8),
        shared=np.zeros(count, dtype=bool),
        names=objects(*["Town hall", "Clinic", "Depot"][: names or count]),
        owners=np.array([0, 1, -1][:count], dtype=np.int32),
        organisations=("Borough Council", "Hospital Trust"),
    )


def test_an_extent_knows_its_sides_and_its_middle() -> None:
    extent = Extent(100, 200, 400, 300)
    assert (extent.width, extent.height, extent.centre) == (300, 100, (250, 250))
    assert extent.grown(10) == (90, 190, 410, 310)
    assert extent.united(Extent(0, 250, 120, 500)) == (0, 200, 400, 500)


@pytest.mark.parametrize(
    ("other", "meets"),
    [
        ((0, 0, 100, 200), True),
        ((350, 250, 900, 900), True),
        ((401, 200, 500, 300), False),
        ((0, 0, 99, 300), False),
        ((100, 301, 400, 400), False),
        ((100, 0, 400, 199), False),
    ],
)
def test_extents_that_touch_meet(other: tuple[float, float, float, float], meets: bool) -> None:
    assert Extent(100, 200, 400, 300).meets(Extent(*other)) is meets


def test_an_extent_holds_its_edge() -> None:
    extent = Extent(0, 0, 10, 10)
    assert extent.holds(0, 10)
    assert not extent.holds(11, 5)


def test_a_marker_tells_shape_colour_state_and_owner() -> None:
    layer = markers()
    assert len(layer) == 3
    assert [layer.kind(row) for row in range(3)] == ["council", "nhs", "other"]
    assert [layer.colour(row) for row in range(3)] == ["council", "spare1", "other"]
    assert [layer.state(row) for row in range(3)] == ["in_use", "vacant", "leaving"]
    assert [layer.owner(row) for row in range(3)] == ["Borough Council", "Hospital Trust", ""]
    assert layer.rows_of(frozenset({"u2", "u0", "elsewhere"})).tolist() == [0, 2]


def test_columns_of_unlike_length_are_refused() -> None:
    square = objects(box(0, 0, 1, 1))
    with pytest.raises(ValueError, match="unlike length"):
        markers(3, names=2)
    with pytest.raises(ValueError, match="unlike length"):
        FillLayer("zones", square, "zone", "sequential", np.array([0, 1]))
    with pytest.raises(ValueError, match="unlike length"):
        PointLayer("stops", np.zeros(2), np.zeros(1), "stop")
    with pytest.raises(ValueError, match="unlike length"):
        LabelLayer("names", np.zeros(1), np.zeros(1), objects("A", "B"), "town", np.zeros(1))
    with pytest.raises(ValueError, match="unlike length"):
        LineLabelLayer("roads", square, objects("A", "B"), "road", np.zeros(1))


def test_classes_and_their_colours_go_together() -> None:
    square = objects(box(0, 0, 1, 1))
    FillLayer("zones", square, "zone", "sequential", np.array([NO_CLASS]), 5)
    with pytest.raises(ValueError, match="ramp"):
        FillLayer("zones", square, "zone", "sequential")
    with pytest.raises(ValueError, match="ramp"):
        FillLayer("zones", square, "zone", None, np.array([0]))


def test_roads_alone_have_classes() -> None:
    line = objects(box(0, 0, 1, 1).exterior)
    LineLayer("roads", line, "road", np.array([1]))
    with pytest.raises(ValueError, match="roads"):
        LineLayer("roads", line, "road")
    with pytest.raises(ValueError, match="roads"):
        LineLayer("wards", line, "ward", np.array([1]))


def test_a_scene_finds_its_buildings_and_changes_its_highlight() -> None:
    layer = markers()
    scene = Scene(Extent(0, 0, 10, 10), (VeilLayer("veil", Point(0, 0).buffer(5)), layer))
    assert scene.markers == (layer,)
    assert scene.with_highlight(["u1"]).highlight == {"u1"}
    arc = Arc("u0", "u1", (0, 0), (1, 0), 2, selected=True)
    shown = scene.with_arcs([arc], RadiusCircle(0, 0, 800))
    assert shown.arcs == (arc,)
    assert shown.circle == RadiusCircle(0, 0, 800)
    assert scene.arcs == ()
