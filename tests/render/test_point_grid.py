from typing import TypeAlias

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpdesk.domain.scene import Extent
from tpdesk.render.point_grid import PointGrid

metres = st.integers(-50, 50).map(float)
Places: TypeAlias = list[tuple[float, float]]
some_places = st.lists(st.tuples(metres, metres), max_size=60)
rectangles = st.tuples(metres, metres, metres, metres).map(
    lambda four: Extent(
        min(four[0], four[2]), min(four[1], four[3]), max(four[0], four[2]), max(four[1], four[3])
    )
)


@given(some_places, rectangles)
def test_it_finds_what_a_search_of_all_points_finds(places: Places, extent: Extent) -> None:
    x, y = np.array([p[0] for p in places]), np.array([p[1] for p in places])
    inside = [row for row, place in enumerate(places) if extent.holds(*place)]
    grid = PointGrid(x, y)
    assert grid.rows_in(extent).tolist() == inside
    assert grid.any_in(extent) is bool(inside)
    assert grid.count_in(extent) == len(inside)


@pytest.mark.parametrize(
    "extent", [Extent(200, 200, 700, 640), Extent(-9, -9, 2000, 2000), Extent(5, 5, 5.5, 999)]
)
def test_it_agrees_with_a_full_search_among_many(extent: Extent) -> None:
    chance = np.random.default_rng(2)
    x, y = chance.uniform(0, 1000, 20_000), chance.uniform(0, 1000, 20_000)
    inside = np.flatnonzero((x >= extent.xmin) & (x <= extent.xmax) & (y >= extent.ymin) & (y <= extent.ymax))
    grid = PointGrid(x, y)
    np.testing.assert_array_equal(grid.rows_in(extent), inside)
    assert grid.count_in(extent) == len(inside)
    assert grid.any_in(extent)


def test_points_on_one_spot_are_all_found() -> None:
    grid = PointGrid(np.full(9, 3.0), np.full(9, 4.0))
    assert grid.count_in(Extent(3, 4, 3, 4)) == 9
    assert not grid.any_in(Extent(0, 0, 2, 2))
