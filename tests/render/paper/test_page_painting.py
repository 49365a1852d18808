"""What elements look like when they are painted."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely
from PySide6.QtGui import QImage

from tpdesk.domain.look import ORGANISATION_KINDS, SYMBOL_STATES
from tpdesk.domain.page import (
    PAGE_SIZES,
    Arrow,
    Box,
    Dot,
    Element,
    FillSample,
    Hatch,
    LineSample,
    MapFrame,
    Page,
    PointSample,
    Polygon,
    Rect,
    Rule,
    Sample,
    Swatch,
    Symbol,
    Text,
    Theme,
)
from tpdesk.domain.scene import Extent, FillLayer, LabelLayer, LineLayer, PointLayer, Scene, VeilLayer
from tpdesk.render.map_look import MapLook
from tpdesk.render.printing import PaperMetrics, render_page_preview
from tpdesk.services.printing.furniture import scale_box
from tpdesk.services.printing.scales import scale_bar
from tpdesk.services.printing.sheets import Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from PySide6.QtWidgets import QApplication

    from tpdesk.domain.look import Tokens
    from tpdesk.render.page_painting import PagePainter

PX_PER_MM = 10
PAPER = PAGE_SIZES["A4"]


def pixels(elements: Sequence[Element], painter: PagePainter, theme: Theme = "colour") -> NDArray[np.uint8]:
    """Red, green, blue of a page at ten pixels in a millimetre."""
    image = render_page_preview(Page(PAPER, tuple(elements), theme), 297 * PX_PER_MM, painter)
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    lines = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return lines[:, : image.width() * 3].reshape(image.height(), image.width(), 3).copy()


def part(image: NDArray[np.uint8], rect: Rect) -> NDArray[np.uint8]:
    left, top, right, bottom = (
        round(each * PX_PER_MM) for each in (rect.left, rect.top, rect.right, rect.bottom)
    )
    return image[top:bottom, left:right]


def inked(image: NDArray[np.uint8]) -> NDArray[np.bool_]:
    dark: NDArray[np.bool_] = image.min(axis=2) < 160
    return dark


def span(image: NDArray[np.uint8]) -> tuple[float, float]:
    """Where ink begins and ends from left to right, in millimetres."""
    columns = np.flatnonzero(inked(image).any(axis=0))
    return columns[0] / PX_PER_MM, (columns[-1] + 1) / PX_PER_MM


def test_words_stand_where_they_should(page_painter: PagePainter) -> None:
    metrics = PaperMetrics()
    width = metrics.width("Quillmere", 5.0, 700)
    for align, left in (("left", 100.0), ("right", 100.0 - width), ("centre", 100.0 - width / 2)):
        line = Text(100, 50, "Quillmere", 5.0, 700, align)  # type: ignore[arg-type]
        found = span(pixels([line], page_painter))
        assert found[0] == pytest.approx(left, abs=0.6)
        assert found[1] == pytest.approx(left + width, abs=0.6)


@pytest.mark.parametrize("scale", [2500, 15_000, 60_000])
def test_the_scale_bar_is_true_to_a_tenth_of_a_millimetre(page_painter: PagePainter, scale: int) -> None:
    sheet = Sheet(PAPER)
    box = Rect(50, 50, 72, 23.5)
    image = pixels(list(scale_box(box, sheet, scale, PaperMetrics())), page_painter)
    bar = scale_bar(scale, 51.0)
    strip = part(image, Rect(52, 50 + 7.5, 54, 0.8))
    start, end = span(strip)
    assert end - start - 0.25 == pytest.approx(bar.length_mm, abs=0.1)
    assert bar.length_mm == pytest.approx(bar.part_m * bar.parts * 1000 / scale)


def test_unknown_is_hatched_within_its_cell(page_painter: PagePainter) -> None:
    cell = Rect(50, 50, 15, 9)
    image = pixels([Hatch(cell)], page_painter)
    assert 0.05 < (part(image, cell).min(axis=2) < 255).mean() < 0.4
    image[498:592, 498:652] = 255
    assert (image == 255).all()


def test_hatches_of_neighbouring_rows_meet(page_painter: PagePainter) -> None:
    one = pixels([Hatch(Rect(50, 50, 15, 18))], page_painter)
    two = pixels([Hatch(Rect(50, 50, 15, 9)), Hatch(Rect(50, 59, 15, 9))], page_painter)
    assert np.abs(one.astype(int) - two).max() < 120
    assert (np.abs(one.astype(int) - two) > 40).mean() < 0.0005


def test_boxes_rules_polygons_and_dots_leave_ink(page_painter: PagePainter) -> None:
    elements: list[Element] = [
        Box(Rect(20, 20, 10, 5), 0.3),
        Box(Rect(40, 20, 10, 5), 0.3, fill="paper", radius=0.5),
        Rule(60, 22, 70, 22, 0.3),
        Polygon(((80, 20), (86, 20), (83, 26)), "ink", 0.2),
        Dot(100, 22, 0.6),
        Arrow((110, 22), (120, 22), 0.4),
        Arrow((130, 22), (140, 22), 0.4, dashed=True),
        Arrow((150, 22), (150, 22), 0.4),
    ]
    image = pixels(elements, page_painter)
    for left in (20, 40, 60, 80, 98, 110, 130):
        assert inked(part(image, Rect(left - 1, 18, 12, 10))).any()
    solid, dashed = (inked(part(image, Rect(left, 20, 6, 4))).sum() for left in (110, 130))
    assert dashed < solid
    assert not inked(part(image, Rect(148, 20, 4, 4))).any()


def test_every_symbol_is_drawn_in_its_state(page_painter: PagePainter) -> None:
    elements = [
        Symbol(20 + 10 * column, 20 + 10 * line, 3.1, kind, "council", state, shared=line == 2)
        for column, kind in enumerate(ORGANISATION_KINDS)
        for line, state in enumerate(SYMBOL_STATES)
    ]
    image = pixels([*elements, Symbol(150, 20, 3.1, "nhs", "")], page_painter)
    for each in elements:
        assert inked(part(image, Rect.about(each.x, each.y, 3.5, 3.5))).any()
    solid, hollow = (inked(part(image, Rect.about(20, y, 3.5, 3.5))).sum() for y in (20, 30))
    assert hollow < solid
    bare = part(image, Rect.about(150, 20, 3.5, 3.5)).astype(int)
    assert np.abs(bare[..., 0] - bare[..., 1]).max() < 16


SAMPLES: tuple[Sample, ...] = (
    FillSample("green"),
    FillSample("flood"),
    FillSample("conservation"),
    FillSample("area"),
    FillSample("zone", 0.9, "sequential", 4, 5),
    FillSample("zone", 0.9, "sequential"),
    FillSample("zone", 0.9, "diverging", 3, 7),
    LineSample("road", 0),
    LineSample("road", 1),
    LineSample("river"),
    LineSample("ward"),
    LineSample("place_edge"),
    PointSample("station"),
    PointSample("listed"),
)


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_sample_of_the_legend_shows(page_painter: PagePainter, sample: Sample) -> None:
    image = pixels([Swatch(Rect(50, 50, 7.4, 3.0), sample, 15.0, 0.25)], page_painter)
    assert (part(image, Rect(49, 48, 10, 7)) < 250).any()
    image[470:540, 490:590] = 255
    assert (image == 255).all()


# --- the map ------------------------------------------------------------------------------------------


def scene() -> Scene:
    green = np.array([shapely.box(0, 0, 4000, 4000)], dtype=object)
    road = np.array([shapely.LineString([(0, 1000), (9000, 1000)])], dtype=object)
    names = LabelLayer(
        "names",
        np.array([5000.0]),
        np.array([5000.0]),
        np.array(["Quillmere"], dtype=object),
        "town",
        np.ones(1),
    )
    return Scene(
        Extent(0, 0, 9000, 6000),
        (
            FillLayer("g", green, "green"),
            LineLayer("r", road, "road", classes=np.array([1])),
            VeilLayer("p", shapely.box(-1, -1, 9001, 9001)),
            names,
        ),
    )


def test_the_map_stays_in_its_frame_and_names_off_what_is_kept_clear(page_painter: PagePainter) -> None:
    rect = Rect(50, 50, 150, 100)
    extent = Extent(0, 0, 9000, 6000)
    bare = pixels([MapFrame(rect, scene(), extent, 0.25)], page_painter)
    outside = bare.copy()
    outside[498:1502, 498:2002] = 255
    assert (outside == 255).all()
    x, y = MapFrame(rect, scene(), extent, 0.25).at(5000, 5000)
    name = Rect.about(x, y, 12, 2)
    assert inked(part(bare, name)).any()
    kept = pixels([MapFrame(rect, scene(), extent, 0.25, (Rect.about(x, y, 30, 4),))], page_painter)
    assert not inked(part(kept, name)).any()


def test_greys_are_grey_and_still_told_apart(page_painter: PagePainter) -> None:
    frame = MapFrame(Rect(50, 50, 150, 100), scene(), Extent(0, 0, 9000, 6000), 0.25)
    elements: list[Element] = [
        frame,
        Symbol(30, 30, 6, "council", "council"),
        Text(20, 20, "Schedule", 5, ink="second"),
    ]
    image = pixels(elements, page_painter, "grey").astype(int)
    assert np.ptp(image, axis=2).max() == 0
    green, land = (
        part(image, Rect.about(*frame.at(*place), 2, 2)).mean() for place in ((2000, 3000), (7000, 3000))
    )
    assert land - green > 5
    assert part(image, Rect.about(30, 30, 2, 2)).mean() < 110


def test_the_legend_asks_what_shows_at_a_scale(qapp: QApplication) -> None:
    assert qapp is not None
    metrics = PaperMetrics()
    road = LineLayer("r", np.array([shapely.LineString([(0, 0), (1, 1)])]), "road", classes=np.array([3]))
    stop = PointLayer("s", np.zeros(1), np.zeros(1), "stop")
    ward = LineLayer("w", np.array([shapely.box(0, 0, 1, 1)]), "ward")
    assert metrics.shows(road, 25.0) == {0, 1, 2}
    assert metrics.shows(road, 5.0) == {0, 1, 2, 3}
    assert metrics.shows(stop, 25.0) == frozenset()
    assert metrics.shows(stop, 5.0) == {0}
    assert metrics.shows(ward, 25.0) == {0}
    assert metrics.shows(VeilLayer("v", shapely.box(0, 0, 1, 1)), 5.0) == frozenset()
    assert metrics.shows(FillLayer("f", ward.geometries, "green"), 5.0) == {0}


def test_a_preview_is_as_wide_as_asked(page_painter: PagePainter) -> None:
    image = render_page_preview(Page(PAGE_SIZES["A3"], ()), 840, page_painter)
    assert (image.width(), image.height()) == (840, 594)


def test_parks_built_up_land_and_water_are_three_greys(tokens: Tokens) -> None:
    greys = MapLook.of(tokens, "light", greys=True)
    steps = [greys[name].lightness() for name in ("land", "built", "green", "water")]
    assert all(first - second >= 8 for first, second in itertools.pairwise(steps))
