from datetime import date
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from shapely import LineString, Polygon, box

from tpdesk.domain.disclosure import FULL, PUBLIC, Disclosed, disclose_assets
from tpdesk.domain.fields.catalogue import FIELDS
from tpdesk.domain.fields.field import FieldType
from tpdesk.domain.frame import AssetFrame
from tpdesk.domain.organisation import Organisation, Place
from tpdesk.domain.scene import Extent, FillLayer, LineLayer, MarkerLayer, VeilLayer
from tpdesk.services.layers.features import LayerFeatures, LayerStyle
from tpdesk.services.mapping.markers import UNNAMED, MarkerOptions, build_markers
from tpdesk.services.mapping.scenes import GREAT_BRITAIN, build_scene, replace_markers
from tpdesk.services.mapping.states import marker_states, shared_sites

COUNCIL = Organisation("o1", "Borough Council", "council", colour="council")
TRUST = Organisation("o2", "Hospital Trust", "nhs", colour="nhs")
ODD = Organisation("o3", "Railway club", "club", colour="mauve")
PLACES = ((100.0, 100.0), (100.2, 100.1), (500.0, 500.0), (900.0, 300.0), (np.nan, np.nan))
PLACE = Place("Quillmere", box(0, 0, 1000, 1000))


def objects(*values: object) -> NDArray[np.object_]:
    array: NDArray[Any] = np.empty(len(values), dtype=object)
    array[:] = values
    return array


def make_frame(**columns: NDArray[Any]) -> AssetFrame:
    """Five assets of three partners and of none; the first two on one spot, the last not placed."""
    count = len(PLACES)
    empty: dict[str, NDArray[Any]] = {}
    for field in FIELDS:
        if field.type is FieldType.DATE:
            empty[field.key] = np.full(count, np.datetime64("NaT"), dtype="datetime64[D]")
        elif field.key not in ("organisation", "kind"):
            empty[field.key] = objects(*[None] * count)
    empty |= {
        "easting": np.array([place[0] for place in PLACES]),
        "northing": np.array([place[1] for place in PLACES]),
        "name": objects("Town hall", "Library", "Clinic", None, "Depot"),
        "location_method": objects(*["own_coordinates"] * 4, "none"),
        "sensitivity": objects("open", "open", "open", "confidential", "open"),
    }
    return AssetFrame(
        objects("a1", "a2", "a3", "a4", "a5"),
        np.array([0, 0, 1, 2, -1], dtype=np.int32),
        (COUNCIL, TRUST, ODD),
        objects(None, None, "s1", "s1", None),
        np.zeros(count, dtype=bool),
        {**empty, **columns},
    )


def disclosed(**columns: NDArray[Any]) -> Disclosed[AssetFrame]:
    return disclose_assets(make_frame(**columns), FULL)


def days(*texts: str) -> NDArray[Any]:
    return np.array(texts, dtype="datetime64[D]")


def layer(kind: str, *shapes: object, **given: Any) -> LayerFeatures:  # noqa: ANN401 - one of a few fields
    values: dict[str, Any] = {
        "key": f"layer-{kind}",
        "name": kind,
        "kind": kind,
        "geometries": objects(*shapes),
        "uids": objects(*[f"{kind}{number}" for number in range(len(shapes))]),
        "properties": {},
        "style": LayerStyle(),
        "visible": True,
        "licence": "",
    }
    return LayerFeatures(**{**values, **given})


def test_every_placed_asset_is_a_marker_with_shape_colour_and_name() -> None:
    markers = build_markers(disclosed(), MarkerOptions())
    assert markers.uids.tolist() == ["a1", "a2", "a3", "a4"]
    assert [markers.kind(row) for row in range(4)] == ["council", "council", "nhs", "other"]
    assert [markers.colour(row) for row in range(4)] == ["council", "council", "nhs", "other"]
    assert markers.names.tolist() == ["Town hall", "Library", "Clinic", UNNAMED]
    assert [markers.owner(row) for row in range(4)] == [
        "Borough Council",
        "Borough Council",
        "Hospital Trust",
        "Railway club",
    ]
    assert markers.decisions is None
    assert markers.numbers is None


def test_an_asset_of_nobody_looks_like_other() -> None:
    frame = disclosed(easting=np.full(5, 10.0), northing=np.full(5, 10.0))
    markers = build_markers(frame, MarkerOptions())
    assert (markers.kind(4), markers.owner(4)) == ("other", "")


def test_the_filter_says_what_is_shown() -> None:
    mask = np.array([True, False, True, False, True])
    markers = build_markers(disclosed(), MarkerOptions(mask=mask))
    assert markers.uids.tolist() == ["a1", "a3"]
    assert len(build_markers(disclosed(), MarkerOptions(mask=np.zeros(5, dtype=bool)))) == 0


def test_what_an_audience_may_not_see_is_not_on_its_map() -> None:
    markers = build_markers(disclose_assets(make_frame(), PUBLIC), MarkerOptions())
    assert markers.uids.tolist() == ["a1", "a2", "a3"]
    assert markers.organisations == ("Borough Council", "Hospital Trust")


def test_decisions_and_numbers_come_by_uid() -> None:
    options = MarkerOptions(decisions={"a3": "receive", "a1": "keep"}, numbers={"a3": 7}, bubbles=False)
    markers = build_markers(disclosed(), options)
    assert markers.decisions is not None
    assert markers.numbers is not None
    assert markers.decisions.tolist() == [0, -1, 2, -1]
    assert markers.numbers.tolist() == [0, 0, 7, 0]
    assert not markers.bubbles


def test_vacant_and_surplus_are_hollow() -> None:
    frame = make_frame(status=objects("operational", "vacant", "surplus", "partly_vacant", None))
    assert marker_states(frame).tolist() == [0, 1, 1, 0, 0]


def test_a_lease_event_up_to_the_horizon_and_a_lease_held_over_are_leaving() -> None:
    frame = make_frame(
        lease_expiry=days("2027-06-01", "2020-01-01", "2035-01-01", "NaT", "NaT"),
        next_break=days("NaT", "NaT", "2028-01-01", "2031-01-01", "2020-01-01"),
    )
    assert marker_states(frame).tolist() == [0] * 5
    assert marker_states(frame, today=date(2026, 11, 22), by=date(2029, 12, 31)).tolist() == [2, 2, 2, 0, 0]
    assert marker_states(frame, by=date(2029, 12, 31)).tolist() == [2, 2, 2, 0, 2]
    owned = make_frame(
        lease_expiry=frame["lease_expiry"], tenure=objects("freehold", "freehold", *[None] * 3)
    )
    assert marker_states(owned, today=date(2026, 11, 22), by=date(2029, 12, 31)).tolist() == [0] * 5


def test_a_scenario_says_who_leaves_and_vacant_wins() -> None:
    frame = make_frame(status=objects("vacant", None, None, None, None))
    assert marker_states(frame, leaving=frozenset({"a1", "a4"})).tolist() == [1, 0, 0, 2, 0]


def test_assets_of_one_spot_or_one_site_are_shared() -> None:
    assert shared_sites(make_frame()).tolist() == [True, True, True, True, False]
    by_postcode = make_frame(location_method=objects(*["postcode"] * 4, "none"))
    assert shared_sites(by_postcode).tolist() == [False, False, True, True, False]
    alone = make_frame(easting=np.array([1.0, 50.0, 90.0, np.nan, np.nan]))
    assert shared_sites(alone.take(np.array([0, 1]))).tolist() == [False, False]


def test_a_scene_stacks_layers_veil_edge_and_buildings() -> None:
    hidden = layer("water", box(0, 0, 5, 5), visible=False)
    scene = build_scene(
        disclosed(),
        PLACE,
        [
            layer("built_up", box(0, 0, 500, 500)),
            hidden,
            layer("rail", LineString([(0, 0), (9, 9)])),
            layer("flood"),
        ],
    )
    kinds = [type(each) for each in scene.layers]
    assert kinds == [FillLayer, LineLayer, VeilLayer, LineLayer, MarkerLayer]
    assert [each.key for each in scene.layers] == ["layer-built_up", "layer-rail", "place", "place", "assets"]
    assert scene.extent == (-30, -30, 1030, 1030)


def test_whom_the_data_come_from_is_said_once() -> None:
    layers = [
        layer("built_up", box(0, 0, 1, 1), licence="© Crown copyright"),
        layer("green_space", box(0, 0, 1, 1), licence="© Crown copyright"),
        layer("water", box(0, 0, 1, 1), licence="Open data"),
        layer("flood", box(0, 0, 1, 1), licence="Hidden", visible=False),
        layer("conservation", box(0, 0, 1, 1)),
    ]
    assert build_scene(disclosed(), PLACE, layers).attribution == ("© Crown copyright", "Open data")


@pytest.mark.parametrize("boundary", [None, Polygon()])
def test_without_a_boundary_the_buildings_say_where_to_look(boundary: Polygon | None) -> None:
    scene = build_scene(disclosed(), Place("Somewhere", boundary))
    assert [type(each) for each in scene.layers] == [MarkerLayer]
    assert scene.extent == Extent(100, 100, 900, 500).grown(24)


def test_without_buildings_the_layers_say_where_to_look_and_else_all_is_shown() -> None:
    nobody = MarkerOptions(mask=np.zeros(5, dtype=bool))
    found = build_scene(disclosed(), Place("Somewhere"), [layer("areas", box(0, 0, 2000, 500))], nobody)
    assert found.extent == Extent(0, 0, 2000, 500).grown(60)
    assert build_scene(disclosed(), Place("Somewhere"), (), nobody).extent == GREAT_BRITAIN


def test_one_building_is_shown_with_its_surroundings() -> None:
    only = MarkerOptions(mask=np.array([True, False, False, False, False]))
    extent = build_scene(disclosed(), Place("Somewhere"), (), only).extent
    assert extent == Extent(100, 100, 100, 100).grown(200)


def test_another_filter_changes_the_buildings_alone() -> None:
    scene = build_scene(disclosed(), PLACE, [layer("built_up", box(0, 0, 500, 500))]).with_highlight(["a1"])
    fewer = build_markers(disclosed(), MarkerOptions(mask=np.array([True, False, False, False, False])))
    changed = replace_markers(scene, fewer)
    assert changed.layers[:-1] == scene.layers[:-1]
    assert changed.markers == (fewer,)
    assert (changed.extent, changed.highlight) == (scene.extent, scene.highlight)
