"""Round scales, the scale bar and the grid."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpdesk.domain.page import Rect
from tpdesk.domain.scene import Extent
from tpdesk.services.printing.scales import ROUND_SCALES, fitting_scale, grid_of, scale_bar

FRAME = Rect(14, 31, 274, 241)


def test_the_scales_officers_know_are_among_the_round_ones() -> None:
    known = {1250, 2500, 5000, 10_000, 15_000, 20_000, 25_000, 40_000, 50_000, 60_000, 75_000, 100_000}
    assert known <= set(ROUND_SCALES)
    assert list(ROUND_SCALES) == sorted(set(ROUND_SCALES))


def test_a_borough_of_fifteen_kilometres_fits_a3_at_60000() -> None:
    assert fitting_scale(Extent(368_200, 384_500, 383_200, 398_300), FRAME, 5.0) == 60_000


def test_what_is_too_large_for_any_scale_gets_the_smallest() -> None:
    assert fitting_scale(Extent(0, 0, 1e12, 1), FRAME, 5.0) == ROUND_SCALES[-1]


@given(st.floats(200, 600_000), st.floats(200, 600_000))
def test_the_chosen_scale_fits_and_the_next_larger_does_not(width: float, height: float) -> None:
    scale = fitting_scale(Extent(0, 0, width, height), FRAME, 5.0)
    assert width * 1000 / scale <= FRAME.width - 10 + 1e-6
    assert height * 1000 / scale <= FRAME.height - 10 + 1e-6
    place = ROUND_SCALES.index(scale)
    if place:
        larger = ROUND_SCALES[place - 1]
        fits = width * 1000 / larger <= FRAME.width - 10 and height * 1000 / larger <= FRAME.height - 10
        assert not fits


def test_the_bar_at_60000_shows_three_kilometres_in_fifty_millimetres() -> None:
    bar = scale_bar(60_000, 51.0)
    assert (bar.part_m, bar.parts) == (1000.0, 3)
    assert bar.length_mm == pytest.approx(50.0)
    assert bar.figures == ("0", "1", "2", "3 km")


def test_short_bars_are_in_metres() -> None:
    assert scale_bar(2500, 51.0).figures[-1].endswith(" m")


@given(st.sampled_from(ROUND_SCALES))
def test_a_bar_fills_most_of_its_room_and_not_more(scale: int) -> None:
    bar = scale_bar(scale, 51.0)
    assert 20.0 <= bar.length_mm <= 51.0
    assert bar.part_m * bar.parts == pytest.approx(bar.length_mm * scale / 1000)


def test_a_scale_too_large_for_any_bar_still_has_one() -> None:
    assert scale_bar(5, 51.0).parts == 2


def test_grid_lines_are_round_and_lie_in_the_extent() -> None:
    grid = grid_of(Extent(367_800, 384_100, 384_200, 398_500), 60_000, 26.0)
    assert grid.step_m == 2000.0
    assert grid.eastings[0] == 368_000
    assert grid.eastings[-1] == 384_000
    assert [grid.figure(line) for line in grid.northings[:2]] == ["386", "388"]


@given(st.sampled_from(ROUND_SCALES))
def test_grid_lines_stand_well_apart(scale: int) -> None:
    grid = grid_of(Extent(0, 0, 100 * scale / 1000, 100 * scale / 1000), scale, 26.0)
    assert grid.step_m * 1000 / scale + 1e-6 >= 26.0
    assert grid.step_m * 1000 / scale <= 26.0 * 2.5 + 1e-6
