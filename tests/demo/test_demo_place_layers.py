"""The map of the demonstration place: whole, connected, and nowhere on land."""

from collections import Counter
from pathlib import Path
from typing import Any

import geopandas  # type: ignore[import-untyped]
import pytest
import shapely

Frames = dict[str, Any]
# North Sea: the nearest shore, Flamborough Head, lies at easting 525,700.
SEA = (580_500.0, 472_000.0, 600_000.0, 488_500.0)
KINDS = {
    "wards", "built_up", "green_space", "water", "watercourses", "roads", "rail", "stops", "flood",
    "conservation", "zones", "places",
}  # fmt: skip


def test_all_files_together_stay_under_five_megabytes(demo: Path) -> None:
    assert sum(path.stat().st_size for path in demo.rglob("*") if path.is_file()) < 5_000_000


def test_the_manifest_names_every_layer_with_kind_and_licence(demo: Path, manifest: dict[str, Any]) -> None:
    assert {layer["kind"] for layer in manifest["layers"]} == KINDS
    for layer in manifest["layers"]:
        assert layer["licence"] == "Invented data made for tpdesk"
        frame = geopandas.read_file(demo / layer["file"], layer=layer["layer"])
        assert len(frame) > 0
        if layer["value_field"]:
            assert frame[layer["value_field"]].notna().all()


@pytest.mark.parametrize(
    ("layer", "low", "high"),
    [("wards", 15, 15), ("zones", 60, 60), ("roads", 7500, 8500), ("stops", 400, 500), ("boundary", 1, 1),
     ("flood", 2, 2), ("conservation", 10, 10), ("green", 100, 150), ("places", 17, 17), ("rail", 2, 2)],
)  # fmt: skip
def test_layers_hold_what_a_borough_holds(layers: Frames, layer: str, low: int, high: int) -> None:
    assert low <= len(layers[layer]) <= high


def test_every_shape_is_sound_and_lies_in_the_north_sea(layers: Frames) -> None:
    for name, frame in layers.items():
        assert frame.crs.to_epsg() == 27700, name
        assert frame.geometry.is_valid.all(), name
        assert not frame.geometry.is_empty.any(), name
        assert shapely.box(*SEA).contains(shapely.box(*frame.total_bounds)), name


@pytest.mark.parametrize("layer", ["wards", "zones"])
def test_districts_tile_the_border_exactly(layers: Frames, layer: str) -> None:
    shapes = list(layers[layer].geometry)
    border = layers["boundary"].geometry.iloc[0]
    assert shapely.coverage_is_valid(shapes)
    assert shapely.union_all(shapes).symmetric_difference(border).area == pytest.approx(0.0, abs=1e-6)
    assert sum(shape.area for shape in shapes) == pytest.approx(border.area, abs=1e-3)


def test_zones_make_up_their_wards(layers: Frames) -> None:
    zones, wards = layers["zones"], layers["wards"]
    for _, ward in wards.iterrows():
        own = zones[zones["ward_code"] == ward["code"]]
        assert int(own["population"].sum()) == ward["population"]
        assert shapely.union_all(list(own.geometry)).symmetric_difference(ward.geometry).area < 1e-6


def test_zones_have_people_and_every_decile_occurs(layers: Frames, manifest: dict[str, Any]) -> None:
    zones = layers["zones"]
    assert zones["population"].between(1000, 10_000).all()
    assert (zones["households"] < zones["population"]).all()
    assert set(zones["decile"]) == set(range(1, 11))
    assert int(zones["population"].sum()) == manifest["place"]["population"]
    assert zones.sort_values("score", ascending=False)["decile"].is_monotonic_increasing


def test_the_roads_are_one_connected_network(layers: Frames) -> None:
    head: dict[tuple[float, float], tuple[float, float]] = {}

    def find(node: tuple[float, float]) -> tuple[float, float]:
        while head.setdefault(node, node) != node:
            node = head[node]
        return node

    for line in layers["roads"].geometry:
        head[find(line.coords[0])] = find(line.coords[-1])
    assert len({find(node) for node in list(head)}) == 1


def test_roads_have_classes_and_main_roads_have_names(layers: Frames) -> None:
    roads = layers["roads"]
    assert set(roads["class"]) == {"motorway", "main", "other", "local"}
    assert roads[roads["class"] == "main"]["name"].notna().all()
    assert roads[roads["class"] == "main"]["number"].str.fullmatch(r"A99\d\d").all()


def test_the_motorway_meets_other_roads_at_two_junctions_alone(layers: Frames) -> None:
    roads = layers["roads"]
    ends = Counter(c for line in roads.geometry for c in (line.coords[0], line.coords[-1]))
    motorway = roads[roads["class"] == "motorway"].geometry
    nodes = {c for line in motorway for c in (line.coords[0], line.coords[-1])}
    assert sum(ends[node] > 2 for node in nodes) == 2


def test_stops_are_of_three_forms_with_codes_of_their_own(layers: Frames) -> None:
    stops = layers["stops"]
    assert set(stops["form"]) == {"rail station", "tram stop", "bus stop"}
    assert stops["code"].is_unique


def test_the_river_floods_some_of_the_built_land(layers: Frames) -> None:
    flood, built = (
        shapely.union_all(list(layers["flood"].geometry)),
        shapely.union_all(list(layers["builtup"].geometry)),
    )
    river = layers["water"][layers["water"]["name"] == "River Quill"].geometry.iloc[0]
    border = layers["boundary"].geometry.iloc[0]
    assert flood.covers(river.intersection(border).buffer(-5.0))
    assert 0.01 < flood.intersection(built).area / built.area < 0.2


@pytest.mark.parametrize("name", ["boundary", "wards"])
def test_geojson_copies_agree_with_the_package(demo: Path, layers: Frames, name: str) -> None:
    frame = geopandas.read_file(demo / f"{name}.geojson")
    assert frame.crs.to_epsg() == 4326
    assert list(frame["name"]) == list(layers[name]["name"])
    for copy, original in zip(frame.to_crs(27700).geometry, layers[name].geometry, strict=True):
        assert copy.hausdorff_distance(original) < 0.1
