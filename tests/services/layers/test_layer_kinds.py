"""Every kind of layer is recognised by its words and draws what it holds."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from tpdesk.domain.scene import (
    ROAD_CLASSES,
    FillLayer,
    LabelLayer,
    LineLabelLayer,
    LineLayer,
    PointLayer,
)
from tpdesk.services.layers.classes import class_bounds, classify, numeric_fields
from tpdesk.services.layers.features import LayerFeatures, LayerStyle
from tpdesk.services.layers.kinds.catalogue import KINDS, recognise_kind
from tpdesk.services.layers.kinds.kind import AREA, LINE, POINT

SHAPES = {
    AREA: [shapely.box(0, 0, 10, 10), shapely.box(20, 0, 50, 30)],
    LINE: [shapely.LineString([(0, 0), (10, 0)]), shapely.LineString([(10, 0), (30, 0)])],
    POINT: [shapely.Point(1, 2), shapely.Point(3, 4)],
}


def layer(kind: str, style: LayerStyle | None = None, **facts: list[object]) -> LayerFeatures:
    shapes = np.array(SHAPES[KINDS[kind].dimension], dtype=object)
    columns = {name: np.array(values, dtype=object) for name, values in facts.items()}
    uids = np.array(["u1", "u2"], dtype=object)
    return LayerFeatures("key", kind, kind, shapes, uids, columns, style or LayerStyle(), True, "")


@pytest.mark.parametrize(
    ("name", "dimension", "kind"),
    [
        ("Flood zone 3", AREA, "flood"),
        ("gm_ward_generalised", AREA, "wards"),
        ("Trafford local authority", AREA, "boundary"),
        ("LSOA deprivation 2019", AREA, "zones"),
        ("Metrolink lines", LINE, "rail"),
        ("Metrolink stops", POINT, "stops"),
        ("Watercourses", LINE, "watercourses"),
        ("trafford_greenspace_sites", AREA, "green_space"),
        ("Conservation Areas", AREA, "conservation"),
        ("bathnes_os_roads", LINE, "roads"),
        ("Listed buildings", POINT, "listed"),
        ("Catchments", AREA, "areas"),
        ("Anything", LINE, "lines"),
        ("Anything", POINT, "points"),
    ],
)
def test_a_layers_kind_is_told_by_its_name_and_shapes(name: str, dimension: int, kind: str) -> None:
    assert recognise_kind(name, dimension).key == kind


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda each: each.key)
def test_every_kind_draws_with_and_without_names(kind: object) -> None:
    each = KINDS[kind.key]  # type: ignore[attr-defined]
    drawn = each.draw(layer(each.key, name=["One", None], rank=[1, 2]))
    assert drawn
    assert all(part.key.startswith("key") for part in drawn)
    plain = each.draw(layer(each.key, LayerStyle(labelled=False), name=["One", None]))
    assert not [part for part in plain if isinstance(part, (LabelLayer, LineLabelLayer))]
    assert each.draw(layer(each.key, name=[None, None])) is not None
    assert each.draw(layer(each.key)) is not None


def test_places_are_told_apart_by_rank() -> None:
    town, suburb = KINDS["places"].draw(layer("places", name=["Quillmere", "Fennick"], rank=[1, 2]))
    assert isinstance(town, LabelLayer)
    assert isinstance(suburb, LabelLayer)
    assert (list(town.texts), list(suburb.texts)) == (["Quillmere"], ["Fennick"])


def test_roads_take_their_class_from_the_words_of_known_data() -> None:
    (roads,) = KINDS["roads"].draw(layer("roads", Class=["A Road", "Unclassified"]))
    assert isinstance(roads, LineLayer)
    assert roads.classes is not None
    assert [ROAD_CLASSES[each] for each in roads.classes] == ["main", "local"]


def test_a_name_is_written_once_along_all_its_lines() -> None:
    _, names = KINDS["roads"].draw(layer("roads", name=["High Street", "High Street"]))
    assert isinstance(names, LineLabelLayer)
    assert list(names.texts) == ["High Street"]
    assert shapely.length(names.geometries[0]) == 30


def test_areas_with_figures_are_cut_into_classes_and_unknown_has_none() -> None:
    style = LayerStyle(field="decile", reversed=True)
    (fill,) = KINDS["zones"].draw(layer("zones", style, decile=[1, None]))
    assert isinstance(fill, FillLayer)
    assert fill.classes is not None
    assert list(fill.classes) == [0, -1]
    found = classify(layer("zones", style, decile=[1, 9]), style)
    assert found is not None
    assert (list(found.classes), found.unknown, list(found.counts)) == ([1, 0], 0, [1, 1])
    assert classify(layer("zones", decile=["a", True]), LayerStyle(field="decile")) is None
    assert classify(layer("zones"), LayerStyle(field="decile")) is None


def test_columns_of_numbers_are_those_a_map_may_be_coloured_by() -> None:
    assert numeric_fields(layer("zones", decile=["1", 2], name=["a", "b"], half=[1, None])) == ("decile",)


@pytest.mark.parametrize(
    ("method", "bounds"),
    [("equal", [33.0, 66.0, 99.0]), ("quantile", [3.0, 5.0, 99.0]), ("natural", [3.0, 6.0, 99.0])],
)
def test_values_are_cut_by_the_method_asked_for(method: str, bounds: list[float]) -> None:
    values = np.array([0, 2, 3, 4, 5, 6, 99], dtype=float)
    assert class_bounds(values, method, 3).tolist() == pytest.approx(bounds)


def test_few_values_make_few_classes() -> None:
    assert class_bounds(np.array([1.0, 1.0, 2.0]), "quantile", 5).tolist() == [1.0, 2.0]


def test_places_say_their_rank_in_words_or_not_at_all() -> None:
    names: list[object] = ["Quillmere", "Fennick"]
    town, suburb = KINDS["places"].draw(layer("places", name=names, rank=["town", "village"]))
    assert isinstance(town, LabelLayer)
    assert isinstance(suburb, LabelLayer)
    assert (list(town.texts), list(suburb.texts)) == (["Quillmere"], ["Fennick"])
    both, none = KINDS["places"].draw(layer("places", name=names))
    assert isinstance(both, LabelLayer)
    assert isinstance(none, LabelLayer)
    assert (len(both.texts), len(none.texts)) == (2, 0)


def test_stops_and_stations_are_told_apart() -> None:
    stops, stations = KINDS["stops"].draw(layer("stops", form=["bus stop", "rail station"]))
    assert isinstance(stops, PointLayer)
    assert isinstance(stations, PointLayer)
    assert (stops.x.tolist(), stations.x.tolist()) == ([1], [3])
    stops, stations = KINDS["stops"].draw(layer("stops"))
    assert isinstance(stops, PointLayer)
    assert stops.x.tolist() == [1, 3]
