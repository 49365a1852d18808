import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tpdesk.domain.scene import Extent
from tpdesk.render.crowds import find_crowds, no_crowds

metres = st.floats(0, 600, allow_nan=False, width=32)


def gather(places: list[tuple[float, float]], resolution: float = 1.0) -> tuple[list[int], list[int]]:
    x, y = (np.array([place[axis] for place in places], dtype=float) for axis in (0, 1))
    found = find_crowds(x, y, np.zeros(len(places), np.int8), resolution)
    return found.crowd.tolist(), found.counts.tolist()


def test_four_symbols_on_each_other_become_a_crowd() -> None:
    assert gather([(100, 100), (102, 100), (100, 103), (103, 103)]) == ([0, 0, 0, 0], [4])


def test_three_on_each_other_and_four_apart_stay_symbols() -> None:
    assert gather([(100, 100), (102, 100), (100, 103)]) == ([-1, -1, -1], [])
    assert gather([(100, 100), (120, 100), (100, 120), (120, 120)])[1] == []


def test_a_crowd_across_the_edge_of_a_square_is_found() -> None:
    edge = 48.0 * 4
    assert gather([(edge - 2, 100), (edge - 1, 101), (edge + 1, 100), (edge + 2, 101)])[1] == [4]


def test_crowds_whose_bubbles_would_touch_become_one() -> None:
    left = [(94.0 + step, 20.0) for step in range(5)]
    right = [(100.0 + step, 20.0) for step in range(4)]
    assert gather([*left, *right])[1] == [9]


def test_a_symbol_under_a_bubble_joins_it() -> None:
    crowd, counts = gather([*[(120.0, 120.0 + step) for step in range(5)], (138.0, 122.0), (170.0, 122.0)])
    assert crowd == [0, 0, 0, 0, 0, 0, -1]
    assert counts == [6]


def test_zooming_in_splits_a_crowd() -> None:
    places = [(100.0 + 10 * step, 100.0) for step in range(6)]
    assert gather(places, 4.0)[1] == [6]
    assert gather(places, 0.25)[1] == []


@given(st.lists(st.tuples(metres, metres), min_size=1, max_size=80), st.sampled_from([0.5, 1.0, 3.0]))
def test_nobody_is_lost_or_counted_twice(places: list[tuple[float, float]], resolution: float) -> None:
    x, y = (np.array([place[axis] for place in places], dtype=float) for axis in (0, 1))
    colours = (np.arange(len(places)) % 12).astype(np.int8)
    found = find_crowds(x, y, colours, resolution)
    for crowd in range(len(found.counts)):
        members = found.members(crowd)
        assert len(members) == found.counts[crowd] >= 4
        assert found.shares[crowd].tolist() == np.bincount(colours[members], minlength=12).tolist()
        assert np.isclose(found.x[crowd], x[members].mean())
        assert np.isclose(found.y[crowd], y[members].mean())
    assert (found.crowd >= -1).all()


def test_bubbles_are_found_by_their_middle() -> None:
    x = np.concatenate((np.full(5, 100.0), np.full(5, 900.0)))
    found = find_crowds(x, np.full(10, 50.0), np.zeros(10, np.int8), 1.0)
    assert found.in_extent(Extent(0, 0, 500, 100)).tolist() == [0]
    assert no_crowds(3).crowd.tolist() == [-1, -1, -1]


def test_many_buildings_pause_between_slices() -> None:
    chance = np.random.default_rng(1)
    calls: list[int] = []
    count = 120_000
    found = find_crowds(
        chance.uniform(0, 9000, count),
        chance.uniform(0, 9000, count),
        np.zeros(count, np.int8),
        10.0,
        lambda: calls.append(1),
    )
    assert found.counts.sum() == (found.crowd >= 0).sum()
    assert len(calls) > 10
