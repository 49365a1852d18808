import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF

from tpdesk.domain.scene import Arc
from tpdesk.render.arcs import arc_obstacles, arc_shape
from tpdesk.render.bubbles import WAY, out_of_the_way
from tpdesk.render.map_view import MapView
from tpdesk.render.selection import NamedSpot, each_once, place_names

pytestmark = pytest.mark.usefixtures("look")

places = st.tuples(st.floats(-400, 400), st.floats(-400, 400))


@given(places, places, st.booleans())
def test_an_arc_runs_from_near_its_guest_to_near_its_host(
    guest: tuple[float, float], host: tuple[float, float], selected: bool
) -> None:
    shape = arc_shape(QPointF(*guest), QPointF(*host), selected=selected)
    start = shape.path.elementAt(0)
    assert math.hypot(start.x - guest[0], start.y - guest[1]) < 60 + math.dist(guest, host) / 2
    assert math.hypot(shape.tip.x() - host[0], shape.tip.y() - host[1]) < 60 + math.dist(guest, host) / 2
    assert all(map(math.isfinite, (shape.middle.x(), shape.middle.y(), shape.heading)))


def test_an_arc_keeps_clear_of_the_discs_at_its_ends() -> None:
    shape = arc_shape(QPointF(0, 0), QPointF(300, 0), selected=True)
    assert math.hypot(shape.path.elementAt(0).x, shape.path.elementAt(0).y) > 16
    assert 16 < math.hypot(shape.tip.x() - 300, shape.tip.y()) < 24
    assert shape.middle.y() < -20


@pytest.mark.parametrize("host", [(40, 0), (-40, 0), (0, 40), (0, -40), (20, 30)])
def test_a_near_pair_loops_well_outside_the_straight_line(host: tuple[int, int]) -> None:
    chosen = arc_shape(QPointF(0, 0), QPointF(*host), selected=True).middle
    other = arc_shape(QPointF(0, 0), QPointF(*host), selected=False).middle
    centre = QPointF(host[0] / 2, host[1] / 2)
    for middle in (chosen, other):
        assert math.hypot(middle.x() - centre.x(), middle.y() - centre.y()) > 25
    assert math.hypot(chosen.x() - other.x(), chosen.y() - other.y()) > 50
    assert chosen.y() <= centre.y() + 1e-6


def test_names_keep_off_arcs_discs_and_each_other() -> None:
    view = MapView(0, 400, 1.0, 400, 400)
    arcs = (Arc("a", "b", (100, 200), (300, 200), 1),)
    spots = [NamedSpot("Chapel Road Clinic", 100, 200, 15.5), NamedSpot("Claremont Centre", 300, 200, 15.5)]
    obstacles = arc_obstacles(view, arcs)
    placed = place_names(spots, obstacles)
    assert [name.text for name in placed] == ["Chapel Road Clinic", "Claremont Centre"]
    for name in placed:
        assert not any(name.box.intersects(box) for box in obstacles)
    assert not placed[0].box.intersects(placed[1].box)


def test_a_name_goes_to_the_other_side_of_a_symbol_that_it_would_cover() -> None:
    spot = NamedSpot("Claremont Centre", 300, 200, 15.5)
    usual = place_names([spot])[0]
    neighbour = np.array([[usual.centre.x(), usual.centre.y()]])
    moved = place_names([spot], symbols=neighbour)[0]
    assert not moved.box.contains(usual.centre)
    everywhere = np.array(
        [[x, y] for x in range(100, 500, 20) for y in range(100, 300, 10)], dtype=np.float64
    )
    assert len(place_names([spot], symbols=everywhere)) == 1


def test_a_name_stays_inside_the_window_while_its_building_does() -> None:
    seen = QRectF(0, 0, 400, 400)
    near_the_edge = NamedSpot("Nether Quill Neighbourhood Base", 380, 200, 15.5)
    assert place_names([near_the_edge])[0].box.right() > 400
    assert seen.contains(place_names([near_the_edge], within=seen)[0].box)
    outside = NamedSpot("Nether Quill Neighbourhood Base", 420, 200, 15.5)
    assert len(place_names([outside], within=seen)) == 1


def test_a_name_without_room_is_left_out() -> None:
    crowd = [NamedSpot("A rather long name", 0, 0, 15.5) for _ in range(20)]
    assert len(place_names(crowd)) < 20
    assert len(each_once(crowd)) == 1


@given(places, places)
def test_a_bubble_keeps_its_distance_from_what_is_selected(
    bubble: tuple[float, float], selected: tuple[float, float]
) -> None:
    x, y = out_of_the_way(*bubble, np.array([selected[0]]), np.array([selected[1]]))
    assert math.hypot(x - selected[0], y - selected[1]) > WAY - 0.6


def test_without_a_selection_bubbles_stay() -> None:
    assert out_of_the_way(3, 4, np.zeros(0), np.zeros(0)) == (3, 4)
