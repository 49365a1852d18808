"""What lies in the frame, and where legend and scale stand."""

from __future__ import annotations

import numpy as np
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from tpdesk.domain.page import Rect
from tpdesk.domain.scene import Extent
from tpdesk.services.printing.framing import Framing, Furniture, Ground, frame_map, main_extent

FRAME = Rect(14, 31, 268, 246)
FURNITURE = Furniture(FRAME, ((95.0, 70.0),), (72.0, 23.5), 4.0, 5.0)
BOUNDS = Extent(368_000, 384_000, 383_000, 398_000)


def ground(points: list[tuple[float, float]], *, numbered: bool = False) -> Ground:
    places = np.array(points, dtype=np.float64).reshape(-1, 2)
    marks = np.full(len(places), numbered)
    return Ground(
        BOUNDS, places[:, 0], places[:, 1], marks, np.ones(len(places), dtype=bool), shapely.box(*BOUNDS)
    )


def covered(framing: Framing, box: Rect, points: list[tuple[float, float]]) -> int:
    metres = framing.extent.width / FRAME.width
    return sum(
        box.holds_point(
            FRAME.left + (x - framing.extent.xmin) / metres, FRAME.top + (framing.extent.ymax - y) / metres
        )
        for x, y in points
    )


def test_an_empty_place_has_its_legend_at_the_lower_left_and_its_scale_at_the_lower_right() -> None:
    round_place = shapely.Point(BOUNDS.centre).buffer(3500)
    empty = ground([])
    bare = Ground(BOUNDS, empty.x, empty.y, empty.numbered, empty.within, round_place)
    framing = frame_map(bare, FURNITURE)
    assert framing.scale == 60_000
    assert framing.legend is not None
    assert framing.legend.left == FRAME.left + 4
    assert framing.legend.bottom == FRAME.bottom - 4
    assert framing.scale_box.right == FRAME.right


def test_a_legend_that_would_cover_buildings_stands_beside_the_map() -> None:
    everywhere = [
        (float(x), float(y)) for x in range(368_500, 383_000, 700) for y in range(384_500, 398_000, 700)
    ]
    framing = frame_map(ground(everywhere), FURNITURE)
    assert framing.legend is None


def test_a_legend_larger_than_half_the_frame_stands_beside_it() -> None:
    large = Furniture(FRAME, ((200.0, 70.0),), (72.0, 23.5), 4.0, 5.0)
    assert frame_map(ground([]), large).legend is None


def test_buildings_of_other_places_may_be_covered_before_the_legend_gives_way() -> None:
    points = [(368_100.0, 384_100.0), (382_900.0, 397_900.0), (368_100.0, 397_900.0), (382_900.0, 384_100.0)]
    own = ground(points)
    outside = Ground(own.bounds, own.x, own.y, own.numbered, np.zeros(4, dtype=bool), None)
    assert frame_map(outside, FURNITURE).legend is not None


@settings(max_examples=25)
@given(
    st.lists(st.tuples(st.floats(368_000, 383_000), st.floats(384_000, 398_000)), max_size=12),
)
def test_the_bounds_are_always_in_the_frame_and_no_numbered_building_is_under_the_legend(
    points: list[tuple[float, float]],
) -> None:
    framing = frame_map(ground(points, numbered=True), FURNITURE)
    extent = framing.extent
    assert extent.xmin <= BOUNDS.xmin
    assert extent.ymin <= BOUNDS.ymin
    assert extent.xmax >= BOUNDS.xmax
    assert extent.ymax >= BOUNDS.ymax
    assert abs(extent.width / FRAME.width * 1000 - framing.scale) < 1e-6
    assert FRAME.holds(framing.scale_box)
    if framing.legend is not None:
        assert covered(framing, framing.legend, points) == 0
        assert not framing.legend.meets(framing.scale_box)


def test_a_legend_stands_where_the_place_is_not_whatever_its_shape() -> None:
    """A place that leaves a narrow strip at its left has a narrow legend in it."""
    empty = ground([])
    place = shapely.box(371_300, 384_000, 383_000, 398_000)
    strip = Ground(BOUNDS, empty.x, empty.y, empty.numbered, empty.within, place)
    shapes = ((95.0, 70.0), (50.0, 130.0), (140.0, 50.0))
    framing = frame_map(strip, Furniture(FRAME, shapes, (72.0, 23.5), 4.0, 5.0))
    assert framing.shape == 1
    assert framing.legend is not None
    metres = framing.extent.width / FRAME.width
    right = framing.extent.xmin + (framing.legend.right - FRAME.left) * metres
    assert right <= 371_300


def test_a_legend_covers_no_corner_of_the_place_however_small() -> None:
    empty = ground([])
    headland = shapely.union(
        shapely.Point(BOUNDS.centre).buffer(3500), shapely.box(*BOUNDS).exterior.buffer(300)
    )
    ring = Ground(BOUNDS, empty.x, empty.y, empty.numbered, empty.within, headland)
    assert frame_map(ring, FURNITURE).legend is None


def test_a_legend_that_would_cover_the_place_stands_beside_the_map() -> None:
    assert frame_map(ground([]), FURNITURE).legend is None


@given(st.lists(st.floats(0, 20_000), min_size=60, max_size=90), st.floats(60_000, 900_000))
@settings(max_examples=40)
def test_bounds_leave_out_one_far_building_and_no_other(places: list[float], far: float) -> None:
    x, y = np.array([0.0, *places, 20_000.0]), np.array([0.0, *places, 20_000.0])
    clear = main_extent(x, y)
    assert main_extent(np.append(x, far), np.append(y, 10_000.0)) == clear
    assert main_extent(np.append(x, -far), np.append(y, 10_000.0)) == clear
