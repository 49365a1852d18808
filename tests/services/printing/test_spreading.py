"""Numbered symbols are set apart, and no number covers another."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tpdesk.domain.page import Rect
from tpdesk.services.printing.spreading import Surroundings, place_numbers, set_apart

ROOM = Rect(20, 40, 250, 220)
NOTHING = np.zeros((0, 2))

places = st.lists(st.tuples(st.floats(20, 270), st.floats(40, 260)), min_size=0, max_size=24)
crowds = st.tuples(st.integers(0, 30), st.floats(60, 200), st.floats(80, 200), st.floats(0, 3)).map(
    lambda each: [
        (each[1] + each[3] * math.cos(number), each[2] + each[3] * math.sin(2 * number))
        for number in range(each[0])
    ]
)


def nearest(points: list[tuple[float, float]]) -> float:
    return min((math.dist(a, b) for a, b in itertools.combinations(points, 2)), default=math.inf)


def test_what_stands_alone_stays() -> None:
    assert set_apart([(50.0, 60.0), (150.0, 60.0)], 7.0, ROOM, ()) == [(50.0, 60.0), (150.0, 60.0)]
    assert set_apart([], 7.0, ROOM, ()) == []


def test_two_on_one_spot_part_evenly() -> None:
    one, other = set_apart([(100.0, 100.0), (100.0, 100.0)], 7.0, ROOM, ())
    assert math.dist(one, other) >= 7.0 - 0.1
    assert math.dist(one, (100, 100)) == pytest.approx(math.dist(other, (100, 100)), abs=0.2)


def test_symbols_leave_the_legend() -> None:
    legend = Rect(20, 200, 90, 60)
    (place,) = set_apart([(105.0, 230.0)], 7.0, ROOM, [legend])
    assert not legend.grown(-0.01).holds_point(*place)


def test_a_legend_in_a_corner_pushes_into_the_room() -> None:
    (place,) = set_apart([(21.0, 258.0)], 7.0, ROOM, [Rect(15, 200, 90, 70)])
    assert ROOM.holds_point(*place)
    assert place == (21.0, 200.0)


@settings(max_examples=40)
@given(st.one_of(places, crowds))
def test_any_two_end_up_apart_and_within_the_room(points: list[tuple[float, float]]) -> None:
    moved = set_apart(points, 7.0, ROOM, ())
    assert nearest(moved) > 6.3
    assert all(ROOM.grown(1e-9).holds_point(x, y) for x, y in moved)


def around(
    *, blocked: tuple[Rect, ...] = (), buildings: np.ndarray[tuple[int, ...], np.dtype[np.float64]] = NOTHING
) -> Surroundings:
    return Surroundings(ROOM.grown(7), blocked, 3.1, buildings)


def test_a_number_stands_above_its_symbol_without_a_line() -> None:
    (place,) = place_numbers([(100.0, 100.0)], [4.9], 4.3, around())
    assert place.box.centre[0] == pytest.approx(100.0)
    assert place.box.bottom < 100.0 - 1.55
    assert not place.led


def test_a_number_keeps_off_other_buildings_when_it_can() -> None:
    above = np.array([(100.0, 95.0)])
    (place,) = place_numbers([(100.0, 100.0)], [4.9], 4.3, around(buildings=above))
    assert not place.box.holds_point(100.0, 95.0)


def test_a_map_without_room_for_its_numbers_says_so() -> None:
    full = Rect(0, 0, 400, 400)
    with pytest.raises(ValueError, match="too small"):
        place_numbers([(100.0, 100.0)], [4.9], 4.3, around(blocked=(full,)))


@settings(max_examples=40)
@given(st.one_of(places, crowds))
def test_numbers_never_overlap_each_other_nor_a_symbol(points: list[tuple[float, float]]) -> None:
    legend = Rect(20, 190, 95, 70)
    symbols = set_apart(points, 7.0, ROOM, [legend.grown(3)])
    widths = [4.9 if number < 9 else 5.6 for number in range(len(symbols))]
    arrows = tuple(itertools.pairwise(symbols))
    given_places = Surroundings(ROOM.grown(7), (legend,), 3.1, np.array(points).reshape(-1, 2), arrows)
    boxes = [each.box for each in place_numbers(symbols, widths, 4.3, given_places)]
    assert not any(one.meets(other) for one, other in itertools.combinations(boxes, 2))
    assert not any(box.meets(Rect.about(x, y, 3.1, 3.1)) for box in boxes for x, y in symbols)
    assert not any(box.meets(legend) for box in boxes)
    assert all(ROOM.grown(7).holds(box) for box in boxes)
