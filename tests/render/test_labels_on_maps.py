import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString, MultiLineString

from tests.render.map_samples import make_markers, objects
from tpdesk.domain.scene import LabelLayer, LabelRole, LineLabelLayer
from tpdesk.render.label_lines import stretches
from tpdesk.render.label_style import label_size
from tpdesk.render.labels import Box, Obstacles, PlacedLabel, place_labels
from tpdesk.render.map_look import MapLook
from tpdesk.render.map_view import no_pause
from tpdesk.render.markers import MarkerPainter
from tpdesk.render.text_measure import QtTextMeasure

pytestmark = pytest.mark.usefixtures("look")


def names(
    *places: tuple[str, float, float], role: LabelRole = "town", priority: float = 1.0, centred: bool = True
) -> LabelLayer:
    texts, x, y = zip(*places, strict=True)
    return LabelLayer(
        "names",
        np.array(x, float),
        np.array(y, float),
        objects(*texts),
        role,
        np.full(len(x), priority),
        centred,
    )


def place(*layers: LabelLayer | LineLabelLayer, markers: MarkerPainter | None = None) -> list[PlacedLabel]:
    painters = [] if markers is None else [markers]
    return place_labels(layers, Obstacles(painters, 1.0, 16), 1.0, no_pause)


def box_of(label: PlacedLabel) -> Box:
    width, height = label_size(label.text, label.role)
    return Box(label.x - width / 2, -label.y - height / 2, label.x + width / 2, -label.y + height / 2)


def test_a_town_stands_on_its_point() -> None:
    assert place(names(("Quillmere", 100, 200))) == [PlacedLabel("Quillmere", "town", 100, 200, 0.0)]


def test_names_of_buildings_stand_to_the_right() -> None:
    (label,) = place(names(("Town hall", 100, 200), role="asset", centred=False))
    assert label.x - label_size("Town hall", "asset")[0] / 2 > 110
    assert label.y == 200


def test_the_more_important_name_is_placed_first() -> None:
    towns = names(("One", 0, 0), ("Two", 1, 0), ("Six", 2, 0), role="town")
    assert place(names(("Heath", 0, 0), role="suburb", priority=99), towns)[0].text == "One"
    ranked = LabelLayer(
        "names", np.zeros(2), np.zeros(2), objects("Less", "More"), "town", np.array([1.0, 5.0])
    )
    assert [label.text for label in place(ranked)] == ["More", "Less"]


def test_a_ward_that_is_called_like_its_town_is_not_named_again() -> None:
    ward = names(("Sale", 40, 60), role="ward", priority=900.0**2)
    assert [label.role for label in place(ward, names(("Sale", 0, 0)))] == ["town"]
    far = names(("Sale", 400, 60), role="ward", priority=900.0**2)
    assert [label.role for label in place(far, names(("Sale", 0, 0)))] == ["town", "ward"]


places = st.lists(st.tuples(st.floats(0, 300), st.floats(0, 300)), min_size=1, max_size=25)


@given(places, places)
def test_no_name_covers_a_symbol_or_another_name(
    towns: list[tuple[float, float]], buildings: list[tuple[float, float]]
) -> None:
    markers = MarkerPainter(make_markers(buildings, bubbles=False))
    placed = place(names(*[(f"Town {n}", x, y) for n, (x, y) in enumerate(towns)]), markers=markers)
    boxes = [box_of(label) for label in placed]
    for number, box in enumerate(boxes):
        assert not any(box.meets(other) for other in boxes[:number])
        for x, y in buildings:
            assert not (box.left - 8 < x < box.right + 8 and box.top - 8 < -y < box.bottom + 8)


def test_names_keep_off_bubbles() -> None:
    markers = MarkerPainter(make_markers([(100 + step, 100) for step in range(6)]))
    (label,) = place(names(("Quillmere", 102, 100)), markers=markers)
    assert abs(label.y - 100) > 17


def test_a_name_without_room_on_its_surface_is_left_out() -> None:
    wide = names(("Quillmere Golf Course", 0, 0), role="green", priority=200.0**2)
    narrow = names(("Quillmere Golf Course", 0, 0), role="green", priority=20.0**2)
    assert len(place(wide)) == 1
    assert place(narrow) == []


def test_small_names_are_left_to_near_views() -> None:
    layer = names(("Hagg Yard", 0, 0), role="road")
    assert place_labels([layer], Obstacles([], 20.0, 9), 20.0, no_pause) == []


def test_a_street_is_named_along_its_straightest_stretch() -> None:
    street = LineString([(0, 0), (40, 60), (80, 0), (120, 0), (420, 0)])
    layer = LineLabelLayer("roads", objects(street), objects("High Street"), "road", np.ones(1))
    (label,) = place(layer)
    assert abs(label.angle) < 1
    assert 120 < label.x < 420


def test_a_short_street_is_not_named_and_a_long_one_more_than_once() -> None:
    short = objects(LineString([(0, 0), (30, 0)]))
    long = objects(MultiLineString([[(0, 0), (2500, 300)], [(0, 900), (20, 900)]]))
    assert place(LineLabelLayer("roads", short, objects("High Street"), "road", np.ones(1))) == []
    assert len(place(LineLabelLayer("roads", long, objects("High Street"), "road", np.ones(1)))) == 5


@given(st.floats(0, 2 * math.pi))
def test_words_are_never_upside_down(turn: float) -> None:
    line = LineString([(0, 0), (300 * math.cos(turn), 300 * math.sin(turn))])
    groups = stretches(line, 1.0, 60.0)
    assert groups
    assert all(-90.0 <= place.angle <= 90.0 for group in groups for place in group)


def test_a_winding_line_has_no_place_for_a_long_name() -> None:
    zigzag = LineString([(12 * step, 30 * (step % 2)) for step in range(30)])
    assert stretches(zigzag, 1.0, 80.0) == []


def test_text_is_measured_in_the_unit_of_its_size(look: MapLook) -> None:
    assert look.scheme == "light"
    measure = QtTextMeasure()
    one, ten = measure.width("Altrincham Hospital", 1.0), measure.width("Altrincham Hospital", 10.0)
    assert ten == pytest.approx(10 * one)
    assert measure.width("Altrincham", 10, 700) > measure.width("Altrincham", 10, 400)
    assert measure.ascent(10) > measure.descent(10) > 0
    assert measure.width("", 10) == 0
