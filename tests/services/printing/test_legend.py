"""The legend has a line for everything on the page, and none for what is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from tpdesk.domain.page import FillSample, LineSample, MapFrame, Rect
from tpdesk.domain.scene import Extent
from tpdesk.services.mapping.markers import MarkerOptions, build_markers
from tpdesk.services.mapping.scenes import build_scene
from tpdesk.services.printing.legend import (
    MOST_ORGANISATIONS,
    ArrowMark,
    HeadingMark,
    Legend,
    Overlay,
    SymbolMark,
    build_legend,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from tpdesk.domain.page import PageMetrics
    from tpdesk.services.layers.features import LayerFeatures
    from tpdesk.services.printing.content import PrintContent

Content = "Callable[..., PrintContent]"
WHOLE = Extent(579_000, 469_000, 593_000, 481_000)
SMALL = Extent(582_500, 472_500, 583_500, 473_500)


def legend_of(
    content: PrintContent, metrics: PageMetrics, extent: Extent = WHOLE, overlay: Overlay | None = None
) -> Legend:
    scene = build_scene(content.assets, content.place, content.layers)
    markers = build_markers(content.assets, MarkerOptions(bubbles=False))
    rect = Rect(0, 0, 200, 200 * extent.height / extent.width)
    return build_legend(MapFrame(rect, scene, extent, 0.25), markers, content, overlay or Overlay(), metrics)


def labels(legend: Legend) -> list[str]:
    return [entry.label for entry in legend.entries]


def test_partners_are_named_in_the_order_of_their_kinds(
    content_of: Callable[..., PrintContent], metrics: PageMetrics
) -> None:
    found = labels(legend_of(content_of(), metrics))
    assert found[:3] == ["Quillmere Council", "Quill Vale NHS Trust", "Quill Vale Police"]


def test_who_is_not_in_the_frame_is_not_in_the_legend(
    content_of: Callable[..., PrintContent], metrics: PageMetrics
) -> None:
    found = labels(legend_of(content_of(), metrics, SMALL))
    assert "Quill Vale Police" not in found
    assert "Vacant or surplus" not in found
    assert "Quillmere boundary" not in found


def test_a_withheld_partner_leaves_no_trace(
    content_of: Callable[..., PrintContent], row_of: Callable[..., dict[str, object]], metrics: PageMetrics
) -> None:
    rows = [row_of("Town Hall", 5, 5), row_of("House", 6, 5, owner=2, sensitivity="confidential")]
    assert "Quill Vale Police" not in labels(legend_of(content_of(rows, []), metrics))


def test_states_and_shared_sites_appear_when_they_are_there(
    content_of: Callable[..., PrintContent], row_of: Callable[..., dict[str, object]], metrics: PageMetrics
) -> None:
    rows = [
        row_of("A", 5, 5, status="vacant"),
        row_of("B", 6, 5, site="s", owner=1),
        row_of("C", 6, 5, site="s", owner=1),
    ]
    entries = {entry.label: entry.mark for entry in legend_of(content_of(rows, []), metrics).entries}
    assert entries["Vacant or surplus"] == SymbolMark("council", state="vacant")
    assert entries["Several on one site"] == SymbolMark("nhs", shared=True)


def test_numbers_and_arrows_follow_what_is_drawn(
    content_of: Callable[..., PrintContent], metrics: PageMetrics
) -> None:
    overlay = Overlay(number=3, certain=True, asked=True, aside=True)
    legend = legend_of(content_of(), metrics, WHOLE, overlay)
    marks = [entry.mark for entry in legend.buildings]
    assert ArrowMark(dashed=False) in marks
    assert ArrowMark(dashed=True) in marks
    assert {"Number in schedule", "True position"} <= set(labels(legend))
    bare = labels(legend_of(content_of(), metrics))
    assert not {"Number in schedule", "True position", "Could move to"} & set(bare)


def test_layers_have_a_line_when_they_meet_the_frame(
    content_of: Callable[..., PrintContent],
    layer_of: Callable[..., LayerFeatures],
    metrics: PageMetrics,
) -> None:
    green = layer_of("green_space", "Parks", [shapely.box(583_000, 473_000, 583_200, 473_200)])
    far = layer_of("water", "Lakes", [shapely.box(700_000, 473_000, 700_200, 473_200)])
    roads = layer_of(
        "roads",
        "Roads",
        [
            shapely.LineString([(582_000, 473_000), (584_000, 473_100)]),
            shapely.LineString([(582_000, 473_050), (584_000, 473_150)]),
        ],
        **{"class": ["motorway", "main"]},
    )
    stops = layer_of("stops", "Stops", [shapely.Point(583_000, 473_100)])
    river = layer_of("watercourses", "Becks", [shapely.LineString([(582_000, 473_200), (584_000, 473_300)])])
    hidden = layer_of("wards", "Wards", [shapely.box(583_000, 473_000, 583_200, 473_200)])
    layers = (green, far, river, roads, stops, hidden)
    entries = legend_of(content_of(layers=layers), metrics, SMALL).ground
    assert [each.label for each in entries] == [
        "Ward boundary",
        "Stop, station",
        "Motorway",
        "Road",
        "River, canal",
        "Green space",
    ]
    assert entries[2].mark == LineSample("road", 0)


def test_what_the_scale_does_not_show_has_no_line(
    content_of: Callable[..., PrintContent],
    layer_of: Callable[..., LayerFeatures],
    metrics: PageMetrics,
) -> None:
    stops = layer_of("stops", "Stops", [shapely.Point(583_000, 473_100)])
    local = layer_of("roads", "Lanes", [shapely.LineString([(582_000, 473_000), (584_000, 473_100)])])
    wide = Extent(500_000, 400_000, 700_000, 600_000)
    assert "Stop, station" not in labels(legend_of(content_of(layers=[stops, local]), metrics, wide))
    assert "Road" not in labels(legend_of(content_of(layers=[local]), metrics))


def test_classes_of_figures_are_those_in_the_frame(
    content_of: Callable[..., PrintContent],
    layer_of: Callable[..., LayerFeatures],
    metrics: PageMetrics,
) -> None:
    squares = [shapely.box(580_000 + 2000 * n, 470_000, 582_000 + 2000 * n, 480_000) for n in range(6)]
    zones = layer_of("zones", "Deprivation", squares, decile=[1, 3, 5, 7, 9, None])
    whole = legend_of(content_of(layers=[zones]), metrics).ground
    found = [each.label for each in whole if each.label != "Quillmere boundary"]
    assert found == ["Deprivation", "1", "3", "5", "7", "9", "No figure"]
    assert isinstance(whole[1].mark, HeadingMark)
    last = whole[-1].mark
    assert isinstance(last, FillSample)
    assert last.class_index is None
    west = legend_of(content_of(layers=[zones]), metrics, Extent(580_100, 471_000, 581_000, 472_000)).ground
    assert [each.label for each in west] == ["Deprivation", "1"]


def test_many_partners_are_gathered_by_kind(
    content_of: Callable[..., PrintContent], row_of: Callable[..., dict[str, object]], metrics: PageMetrics
) -> None:
    content = content_of([row_of(f"b{n}", 2 + n * 0.1, 5, owner=n % 3) for n in range(60)], [])
    frame = content.assets.value
    many = tuple(
        type(frame.organisations[0])(f"o{n}", f"Trust {n:02}", "nhs" if n else "council", colour="nhs")
        for n in range(20)
    )
    object.__setattr__(frame, "organisations", many)
    object.__setattr__(frame, "organisation", (np.arange(60) % 20).astype(np.int32))
    legend = legend_of(content, metrics)
    symbols = [entry for entry in legend.buildings if isinstance(entry.mark, SymbolMark)]
    assert len(symbols) <= MOST_ORGANISATIONS
    assert any("NHS, " in entry.label and "other organisations" in entry.label for entry in symbols)
