"""Rectangles and elements of a printed page."""

from __future__ import annotations

import pytest

from tpdesk.domain.page import MM_PER_POINT, PAGE_SIZES, Align, MapFrame, Page, Rect, Rule, Text, points
from tpdesk.domain.scene import Extent, Scene


class EvenMeasure:
    """Letters of half an em each."""

    def width(self, text: str, size: float, weight: int = 400, *, italic: bool = False) -> float:
        return len(text) * size / 2 + (0.0 if weight == 400 and not italic else 1.0)

    def ascent(self, size: float) -> float:
        return size

    def descent(self, size: float) -> float:
        return size / 4


def test_a_point_is_a_72nd_of_an_inch() -> None:
    assert points(72.0) == pytest.approx(25.4)
    assert pytest.approx(0.352778, abs=1e-6) == MM_PER_POINT


@pytest.mark.parametrize(("name", "width", "height"), [("A4", 297, 210), ("A3", 420, 297), ("A0", 1189, 841)])
def test_papers_lie_on_their_long_side(name: str, width: float, height: float) -> None:
    assert PAGE_SIZES[name].rect == Rect(0, 0, width, height)


def test_a_rectangle_knows_its_edges_and_middle() -> None:
    rect = Rect(10, 20, 30, 40)
    assert (rect.right, rect.bottom, rect.centre) == (40, 60, (25, 40))
    assert rect.grown(1) == Rect(9, 19, 32, 42)
    assert Rect.about(25, 40, 30, 40) == rect
    assert rect.holds_point(10, 60)
    assert not rect.holds_point(9.9, 30)


def test_rectangles_that_share_an_edge_do_not_meet() -> None:
    rect = Rect(0, 0, 10, 10)
    assert rect.meets(Rect(9, 9, 5, 5))
    assert not rect.meets(Rect(10, 0, 5, 5))
    assert not rect.meets(Rect(0, 10, 5, 5))
    assert not rect.meets(Rect(-5, 0, 5, 5))
    assert not rect.meets(Rect(0, -5, 5, 5))


@pytest.mark.parametrize(
    ("other", "held"),
    [
        (Rect(1, 1, 8, 8), True),
        (Rect(0, 0, 10, 10), True),
        (Rect(-1, 1, 5, 5), False),
        (Rect(1, -1, 5, 5), False),
        (Rect(6, 1, 5, 5), False),
        (Rect(1, 6, 5, 5), False),
    ],
)
def test_a_rectangle_holds_what_lies_wholly_within(other: Rect, held: bool) -> None:
    assert Rect(0, 0, 10, 10).holds(other) is held


@pytest.mark.parametrize(("align", "left"), [("left", 50.0), ("right", 40.0), ("centre", 45.0)])
def test_a_line_of_words_covers_its_width_by_its_alignment(align: Align, left: float) -> None:
    line = Text(50.0, 30.0, "Sale", 5.0, align=align)
    assert line.rect(EvenMeasure()).left == left
    assert line.rect(EvenMeasure()).width == 10.0


def test_a_map_frame_puts_north_up() -> None:
    frame = MapFrame(Rect(10, 20, 200, 100), Scene(Extent(0, 0, 1, 1)), Extent(0, 0, 2000, 1000), 0.25)
    assert frame.at(0, 0) == (10, 120)
    assert frame.at(2000, 1000) == (210, 20)
    assert frame.resolution == 2.5


def test_a_page_tells_its_words_in_order() -> None:
    elements = (Text(0, 0, "Schedule", 3), Rule(0, 0, 1, 1, 0.1), Text(0, 0, "Page 1 of 2", 3))
    assert Page(PAGE_SIZES["A4"], elements).words() == ("Schedule", "Page 1 of 2")
