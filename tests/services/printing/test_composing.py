"""The pages of a printed map: what must stand on them, what must not, and that nothing leaves the paper."""

from __future__ import annotations

import itertools
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tpdesk.domain.candidates import CandidateOptions, Standing
from tpdesk.domain.disclosure import FULL, PARTNERS, PUBLIC, Audience
from tpdesk.domain.organisation import Place
from tpdesk.domain.page import (
    PAGE_SIZES,
    Arrow,
    Box,
    Dot,
    Element,
    Hatch,
    MapFrame,
    Page,
    Polygon,
    Rect,
    Rule,
    Swatch,
    Symbol,
    Text,
)
from tpdesk.domain.scene import Extent
from tpdesk.services.colocation.presets import PRESET_BY_KEY, USUAL_PRESET
from tpdesk.services.printing.composing import compose_pages
from tpdesk.services.printing.request import PrintRequest
from tpdesk.services.printing.scales import ROUND_SCALES

if TYPE_CHECKING:
    from collections.abc import Callable

    from tpdesk.domain.candidates import Candidate
    from tpdesk.domain.page import PageMetrics
    from tpdesk.services.layers.features import LayerFeatures
    from tpdesk.services.printing.content import PrintContent


def cover(element: Element, metrics: PageMetrics) -> Rect:
    """What an element covers on its page."""
    if isinstance(element, Text):
        return element.rect(metrics)
    if isinstance(element, Rule):
        return around(((element.x1, element.y1), (element.x2, element.y2)))
    if isinstance(element, Box | Hatch | Swatch | MapFrame):
        return element.rect
    if isinstance(element, Polygon):
        return around(element.corners)
    if isinstance(element, Arrow):
        return around((element.start, element.end))
    if isinstance(element, Dot):
        return Rect.about(element.x, element.y, 2 * element.radius, 2 * element.radius)
    assert isinstance(element, Symbol)
    return Rect.about(element.x, element.y, element.size, element.size)


def around(corners: tuple[tuple[float, float], ...]) -> Rect:
    xs, ys = zip(*corners, strict=True)
    return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def map_of(page: Page) -> MapFrame:
    return next(each for each in page.elements if isinstance(each, MapFrame))


def said(page: Page) -> str:
    return "\n".join(page.words()).replace("\u00a0", " ")


def test_the_map_page_carries_all_that_a_board_needs(
    content_of: Callable[..., PrintContent], metrics: PageMetrics
) -> None:
    made = compose_pages(content_of(), PrintRequest(author="Estates, Quillmere Council"), metrics)
    words = said(made.pages[0])
    for needed in (
        "Quillmere: buildings that could be shared",
        "OFFICIAL-SENSITIVE",
        "DRAFT - NO DECISION MADE",
        "Some premises may be omitted",
        "Legend",
        f"Scale 1:{made.scale:,} at A3",
        "British National Grid, km",
        "N",
        "Estates, Quillmere Council",
        "Register as at 1 Oct 2026 · Page 1 of 1",
        "Schedule",
        "Market Clinic",
        "Ask first: a fact is missing",
    ):
        assert needed in words
    assert made.scale in ROUND_SCALES
    frame = map_of(made.pages[0])
    assert frame.extent.width / frame.rect.width * 1000 == pytest.approx(made.scale)


@pytest.mark.parametrize(
    ("audience", "marking", "notice"),
    [
        (PUBLIC, "OFFICIAL", True),
        (PARTNERS, "OFFICIAL-SENSITIVE", True),
        (FULL, "OFFICIAL-SENSITIVE", False),
    ],
)
def test_marking_and_notice_follow_the_audience(
    content_of: Callable[..., PrintContent],
    metrics: PageMetrics,
    audience: Audience,
    marking: str,
    notice: bool,
) -> None:
    content = content_of(candidates=[], audience=audience)
    for page in compose_pages(content, PrintRequest(), metrics).pages:
        assert marking in page.words()
        assert ("Some premises may be omitted" in page.words()) is notice


def test_what_was_decided_is_no_draft(content_of: Callable[..., PrintContent], metrics: PageMetrics) -> None:
    request = PrintRequest(draft=False, marking="OFFICIAL", not_for_publication=True, title="Board map")
    words = said(compose_pages(content_of(), request, metrics).pages[0])
    assert "DRAFT" not in words
    assert "Not for publication: Schedule 12A Local Government Act 1972, paragraph 3" in words
    assert "Quillmere. Candidates for co-location" in words


def test_a_withheld_building_leaves_no_trace(
    content_of: Callable[..., PrintContent], metrics: PageMetrics
) -> None:
    choices: tuple[list[Candidate] | None, ...] = (None, [])
    for candidates in choices:
        made = compose_pages(content_of(candidates=candidates), PrintRequest(), metrics)
        assert "Safe Annexe" not in everything(made.pages)
    full = compose_pages(content_of(candidates=[], audience=FULL), PrintRequest(), metrics)
    assert "Safe Annexe" in everything(full.pages)


def test_withholding_changes_neither_scale_nor_extent(
    content_of: Callable[..., PrintContent],
    row_of: Callable[..., dict[str, object]],
    metrics: PageMetrics,
) -> None:
    shown = [row_of("A", 3, 3), row_of("B", 8, 8)]
    hidden = row_of("House", 11.9, 0.1, sensitivity="confidential", owner=2)
    bare = compose_pages(content_of(shown, []), PrintRequest(), metrics)
    with_hidden = compose_pages(content_of([*shown, hidden], []), PrintRequest(), metrics)
    assert map_of(bare.pages[0]).extent == map_of(with_hidden.pages[0]).extent
    assert [page.words() for page in bare.pages] == [page.words() for page in with_hidden.pages]


def everything(value: object) -> str:
    """Every text within pages, their scenes included."""
    if isinstance(value, str):
        return value + "\n"
    if isinstance(value, tuple | list):
        return "".join(map(everything, value))
    if isinstance(value, np.ndarray):
        return "".join(each for each in value.ravel().tolist() if isinstance(each, str))
    if is_dataclass(value):
        return "".join(everything(getattr(value, each.name)) for each in fields(value))
    return ""


def test_without_candidates_the_schedule_lists_what_is_on_the_map(
    content_of: Callable[..., PrintContent], metrics: PageMetrics
) -> None:
    words = said(compose_pages(content_of(candidates=[]), PrintRequest(), metrics).pages[0])
    assert "Quillmere: public buildings and land" in words
    assert "Grid ref." in words
    assert "1 more has no known position." in words
    assert "No." not in words.split("\n")


def test_licences_of_what_was_used_stand_at_the_foot(
    content_of: Callable[..., PrintContent],
    row_of: Callable[..., dict[str, object]],
    layer_of: Callable[..., LayerFeatures],
    metrics: PageMetrics,
) -> None:
    green = layer_of("green_space", "Parks", [shapely.box(583_000, 473_000, 583_200, 473_200)])
    by_postcode = [row_of("A", 3, 3, location_method="postcode", postcode="M33 7ZF")]
    content = replace(content_of(by_postcode, [], [green]), list_licences=("Contains public lists.",))
    words = said(compose_pages(content, PrintRequest(), metrics).pages[0])
    words = words.replace("\n", " ")
    assert "Contains public lists." in words
    assert "Invented data." in words
    assert "Contains Royal Mail data © Royal Mail copyright and database right." in words
    assert "Records of Quillmere Council." in words
    assert "Royal Mail" not in said(compose_pages(content_of(), PrintRequest(), metrics).pages[0])


@pytest.mark.parametrize(("audience", "told"), [(PARTNERS, True), (FULL, False)])
def test_a_ranking_that_rests_on_less_says_so(
    content_of: Callable[..., PrintContent], metrics: PageMetrics, audience: Audience, told: bool
) -> None:
    page = compose_pages(content_of(audience=audience), PrintRequest(), metrics).pages[0]
    assert ("Ranked by what this audience may see." in said(page).replace("\n", " ")) is told


def test_what_care_means_stands_on_a_page_that_speaks_of_it(
    content_of: Callable[..., PrintContent], metrics: PageMetrics
) -> None:
    usual = content_of()
    careful = replace(
        usual, candidates=(replace(usual.candidates[0], cautions=("mind",)), usual.candidates[1])
    )
    told = [
        "With care: the services need" in said(compose_pages(each, PrintRequest(), metrics).pages[0])
        for each in (usual, careful)
    ]
    assert told == [False, True]


def test_postcodes_that_nobody_publishes_need_no_licence(
    content_of: Callable[..., PrintContent], row_of: Callable[..., dict[str, object]], metrics: PageMetrics
) -> None:
    invented = row_of("A", 3, 3, location_method="postcode", postcode="QV1 2AB")
    elsewhere = row_of("B", 40, 40, location_method="postcode", postcode="M33 7ZF")
    content = content_of([invented, elsewhere], [])
    assert "Royal Mail" not in said(compose_pages(content, PrintRequest(), metrics).pages[0])


def test_a_page_says_how_many_were_found_and_by_which_weights(
    content_of: Callable[..., PrintContent], metrics: PageMetrics
) -> None:
    found = {Standing.RANKED: 1, Standing.ASK_FIRST: 302}
    weights = PRESET_BY_KEY["savings"].weights
    request = PrintRequest(sharing=CandidateOptions(within_m=500, weights=weights))
    words = said(compose_pages(replace(content_of(), found=found, repeats=3), request, metrics).pages[0])
    assert (
        "Candidates for co-location within 500 m of each other: 1 ranked, 1 of 302 to ask about first. "
        "Weights: Savings"
    ) in words
    assert "3 proposals with the same building out of another list left out." in words.replace("\n", " ")
    more = replace(content_of(), candidates=content_of().candidates[:1], found=found)
    assert "1 ranked, 302 more to ask about first" in said(compose_pages(more, request, metrics).pages[0])
    own = PrintRequest(sharing=CandidateOptions(weights={"distance": 1.0}))
    assert "Weights chosen for this map" in said(compose_pages(content_of(), own, metrics).pages[0])
    usual = PrintRequest(sharing=CandidateOptions(weights=USUAL_PRESET.weights))
    assert "Weights" not in said(compose_pages(content_of(), usual, metrics).pages[0])


def test_one_wrong_position_does_not_shrink_a_map_without_a_boundary(
    content_of: Callable[..., PrintContent], row_of: Callable[..., dict[str, object]], metrics: PageMetrics
) -> None:
    town = [row_of(f"B{n}", 3 + n % 4, 3 + n // 4) for n in range(16)]
    whole = replace(content_of(town, []), place=Place("Quillmere"))
    far = replace(content_of([*town, row_of("Far", 60, 3)], []), place=Place("Quillmere"))
    made, made_far = (compose_pages(content, PrintRequest(), metrics) for content in (whole, far))
    assert made.scale == made_far.scale
    words = said(made_far.pages[0]).replace("\n", " ")
    assert "1 of 17 buildings lies outside this map." in words
    assert "The register has no boundary of the place" in words
    few = replace(content_of([*town[:3], row_of("Far", 60, 3)], []), place=Place("Quillmere"))
    assert map_of(compose_pages(few, PrintRequest(), metrics).pages[0]).extent.width > 57_000


def test_buildings_beyond_the_place_are_counted(
    content_of: Callable[..., PrintContent], row_of: Callable[..., dict[str, object]], metrics: PageMetrics
) -> None:
    content = content_of([row_of("A", 3, 3), row_of("B", 60, 60), row_of("C", 70, 60)], [])
    words = said(compose_pages(content, PrintRequest(), metrics).pages[0]).replace("\n", " ")
    assert "2 of 3 buildings lie outside this map." in words
    assert "no boundary" not in words


def test_numbers_outside_the_extent_are_said_to_be_off_the_map(
    content_of: Callable[..., PrintContent], metrics: PageMetrics
) -> None:
    request = PrintRequest(extent=Extent(582_500, 472_500, 583_500, 473_500))
    made = compose_pages(content_of(), request, metrics)
    assert said(made.pages[0]).count("off this map") == 2
    assert made.scale < 10_000


def test_numbers_never_overlap_each_other_legend_or_scale(
    content_of: Callable[..., PrintContent],
    row_of: Callable[..., dict[str, object]],
    candidate_of: Callable[..., Candidate],
    metrics: PageMetrics,
) -> None:
    rows = [row_of(f"b{n}", 4 + n % 5 * 0.02, 4 + n // 5 * 0.02, owner=n % 3) for n in range(40)]
    found = [candidate_of(f"b{2 * n}", f"b{2 * n + 1}", n + 1) for n in range(20)]
    page = compose_pages(content_of(rows, found), PrintRequest(), metrics).pages[0]
    boxes = [each.rect for each in page.elements if isinstance(each, Box) and each.radius]
    on_map = [box for box in boxes if map_of(page).rect.holds(box)]
    assert len(on_map) >= 40
    assert not any(one.meets(other) for one, other in itertools.combinations(on_map, 2))


def test_long_schedules_go_on_over_pages_that_are_counted(
    content_of: Callable[..., PrintContent],
    row_of: Callable[..., dict[str, object]],
    metrics: PageMetrics,
) -> None:
    content = content_of([row_of(f"b{n}", 1 + n % 10, 1 + n / 40) for n in range(300)], [])
    pages = compose_pages(content, PrintRequest(), metrics).pages
    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in said(page)
        assert "OFFICIAL-SENSITIVE" in page.words()
    assert "Schedule, continued" in pages[-1].words()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    size=st.sampled_from(list(PAGE_SIZES)),
    title=st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=200),
    author=st.text(max_size=80),
    count=st.integers(0, 60),
    draft=st.booleans(),
)
def test_nothing_leaves_the_paper(  # noqa: PLR0913 - what varies, and what makes the page
    content_of: Callable[..., PrintContent],
    row_of: Callable[..., dict[str, object]],
    metrics: PageMetrics,
    size: str,
    title: str,
    author: str,
    count: int,
    draft: bool,
) -> None:
    rows = [row_of(f"Building with a long name {n}", n % 12, n / 6, owner=n % 3) for n in range(count)]
    request = PrintRequest(size=size, title=title, author=author, draft=draft)
    for page in compose_pages(content_of(rows, []), request, metrics).pages:
        for element in page.elements:
            assert page.size.rect.holds(cover(element, metrics)), element


def test_a_place_without_a_boundary_shows_all_its_buildings(
    content_of: Callable[..., PrintContent], metrics: PageMetrics
) -> None:
    content = replace(content_of(), place=Place("Quillmere"), as_at=None)
    made = compose_pages(content, PrintRequest(), metrics)
    frame = map_of(made.pages[0])
    assert frame.extent.holds(583_000, 473_000)
    assert frame.extent.holds(585_000, 478_500)
    assert "Quillmere boundary" not in said(made.pages[0])
    assert "Register as at" not in said(made.pages[0])


def test_a_building_drawn_aside_points_to_where_it_is(
    content_of: Callable[..., PrintContent], metrics: PageMetrics
) -> None:
    page = compose_pages(content_of(), PrintRequest(), metrics).pages[0]
    frame = map_of(page)
    dots = {(round(each.x, 3), round(each.y, 3)) for each in page.elements if isinstance(each, Dot)}
    x, y = frame.at(583_000, 473_000)
    assert (round(x, 3), round(y, 3)) in dots
    assert "True position" in page.words()


def test_the_legend_on_the_map_is_as_large_as_what_it_holds(
    content_of: Callable[..., PrintContent], metrics: PageMetrics
) -> None:
    page = compose_pages(content_of(), PrintRequest(size="A2"), metrics).pages[0]
    legend = next(each for each in page.elements if isinstance(each, Text) and each.words == "Legend")
    boxes = [each.rect for each in page.elements if isinstance(each, Box) and each.fill == "paper"]
    around_legend = [box for box in boxes if box.holds_point(legend.x, legend.y)]
    if around_legend:
        texts = [each.rect(metrics) for each in page.elements if isinstance(each, Text)]
        within = [each for each in texts if around_legend[0].meets(each)]
        assert all(around_legend[0].holds(each) for each in within)
    else:
        assert legend.x >= map_of(page).rect.right
