"""What lies in the frame, and where legend and scale stand."""

from __future__ import annotations

import numpy as np
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from tpdesk.domain.page import Rect
from tpdesk.domain.scene import Extent
from tpdesk.services.printing.framing import Framing, Furniture, Ground, frame_map

FRAME = Rect(14, 31, 268, 246)
FURNITURE = Furniture(FRAME, (95.0, 70.0), (72.0, 23.5), 4.0, 5.0)
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
    round_place = shapely.Point(BOUNDS.centre).buffer(5000)
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
    large = Furniture(FRAME, (200.0, 70.0), (72.0, 23.5), 4.0, 5.0)
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
