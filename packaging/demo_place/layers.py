"""The map layers of the place: one GeoPackage in British National Grid, two GeoJSON in WGS 84."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import geopandas  # type: ignore[import-untyped]
import numpy as np
import pyogrio  # type: ignore[import-untyped]
import shapely
from shapely.geometry.base import BaseGeometry

from demo_place import plan
from demo_place.chance import stream
from demo_place.country import Country
from demo_place.curves import placed
from demo_place.districts import Districts
from demo_place.network import Link

GRID = "EPSG:27700"
STAMP = "2026-11-01T00:00:00.000Z"
CONSERVATION = (
    ("Market Place and Ringway", "quillmere", 1972, 330.0), ("Staithe Basin", "wharfside", 1985, 260.0),
    ("Thaxwold Old Town", "thaxwold", 1974, 300.0), ("Brindlesea Cross", "brindlesea", 1978, 240.0),
    ("Aldercote Village", "aldercote", 1971, 270.0), ("Larkwold", "larkwold", 1989, 230.0),
    ("Hobbin Green", "hobbin", 1983, 250.0),
    ("Merrowgate Spa", "merrowgate", 1991, 220.0), ("Fennisthorpe Green", "fennisthorpe", 1987, 210.0),
    ("Lantern Hill Villas", "lantern", 1996, 250.0),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer: its name in the file, its shapes and their columns."""

    name: str
    shapes: Sequence[BaseGeometry]
    columns: Mapping[str, Sequence[object]]


def drawn(country: Country, districts: Districts) -> list[Layer]:
    """Return the layers in the order in which a map lays them down."""
    return [
        *_ground(country),
        *_people(districts),
        *_water(country),
        _conserved(country),
        *_travel(country),
        *_edges(districts),
        _places(),
    ]


def _ground(country: Country) -> list[Layer]:
    built = list(shapely.get_parts(country.built))
    greens = country.greens
    flood = [
        country.waters.flood_high.intersection(country.border),
        country.waters.flood_medium.intersection(country.border),
    ]
    return [
        Layer("builtup", built, {"name": [_town(part) for part in built]}),
        Layer(
            "green",
            [g.shape for g in greens],
            {"name": [g.name for g in greens], "form": [g.form for g in greens]},
        ),
        Layer(
            "flood",
            flood,
            {
                "zone": ["3", "2"],
                "chance": ["1 in 100 or more each year", "1 in 1,000 to 1 in 100 each year"],
            },
        ),
    ]


def _people(districts: Districts) -> list[Layer]:
    zones = districts.zones
    columns: dict[str, Sequence[object]] = {
        "code": [z.code for z in zones],
        "name": [z.name for z in zones],
        "ward_code": [z.ward_code for z in zones],
        "population": [z.people for z in zones],
        "households": [z.households for z in zones],
        "score": [z.score for z in zones],
        "decile": [z.decile for z in zones],
    }
    return [Layer("zones", [z.shape for z in zones], columns)]


def _water(country: Country) -> list[Layer]:
    waters = country.waters
    bodies = [("River Quill", "river", waters.river), *((n, "standing water", s) for n, s in waters.standing)]
    courses = country.courses
    return [
        Layer("water", [s for *_, s in bodies], {"name": [n for n, *_ in bodies],
                                                 "form": [f for _, f, _ in bodies]}),
        Layer("watercourses", [c.line.simplify(1.5) for c in courses], {
            "name": [c.name for c in courses], "form": [c.form for c in courses],
            "width_m": [c.width_m for c in courses]}),
    ]  # fmt: skip


def _conserved(country: Country) -> Layer:
    towns = {t.key: placed([(t.x_km, t.y_km)])[0] for t in plan.TOWNS}
    local = [link.line for link in country.links if link.kind != "motorway"]
    tree = shapely.STRtree(local)
    wet = country.waters.wet()
    shapes = []
    for name, town, _, reach in CONSERVATION:
        rng = stream("conservation " + name)
        reached = shapely.Point(towns[town] + rng.uniform(-90, 90, 2)).buffer(reach)
        frontages = [local[i] for i in tree.query(reached, predicate="contains")]
        area = (
            shapely.union_all(frontages)
            .buffer(48, join_style="mitre")
            .buffer(28)
            .buffer(-50, join_style="mitre")
        )
        shapes.append(area.difference(wet).simplify(4.0).buffer(0))
    return Layer(
        "conservation",
        shapes,
        {"name": [c[0] for c in CONSERVATION], "designated": [c[2] for c in CONSERVATION]},
    )


def _travel(country: Country) -> list[Layer]:
    links, tracks, stops = country.links, country.tracks, country.stops
    rank = {"local": 0, "other": 1, "main": 2, "motorway": 3}
    ordered = sorted(links, key=lambda link: rank[link.kind])
    return [
        Layer("roads", [_lean(link) for link in ordered], {
            "name": [link.name or None for link in ordered],
            "number": [link.number or None for link in ordered],
            "class": [link.kind for link in ordered]}),
        Layer("rail", [t.line for t in tracks], {"name": [t.name for t in tracks],
                                                 "form": [t.form for t in tracks]}),
        Layer("stops", [s.spot for s in stops], {
            "code": [s.code for s in stops], "name": [s.name for s in stops],
            "form": [s.form for s in stops]}),
    ]  # fmt: skip


def _lean(link: Link) -> BaseGeometry:
    return link.line.simplify(2.0)


def _edges(districts: Districts) -> list[Layer]:
    wards = districts.wards
    return [
        Layer("wards", [w.shape for w in wards], {
            "code": [w.code for w in wards], "name": [w.name for w in wards],
            "population": [w.people for w in wards]}),
        Layer("boundary", [districts.border], {"code": ["Z08000001"], "name": [plan.PLACE]}),
    ]  # fmt: skip


def _places() -> Layer:
    spots = [shapely.Point(placed([(t.x_km, t.y_km)])[0]) for t in plan.TOWNS]
    return Layer(
        "places", spots, {"name": [t.name for t in plan.TOWNS], "rank": [t.rank for t in plan.TOWNS]}
    )


def _town(part: BaseGeometry) -> str:
    middle = part.representative_point()
    far = [
        (middle.distance(shapely.Point(placed([(t.x_km, t.y_km)])[0])) / t.reach_km, t.name)
        for t in plan.TOWNS
    ]
    return min(far)[1]


def written(layers: list[Layer], folder: Path) -> None:
    """Write layers.gpkg, boundary.geojson and wards.geojson."""
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": STAMP})
    package = folder / "layers.gpkg"
    package.unlink(missing_ok=True)
    for layer in layers:
        frame = _frame(layer)
        many = len(set(frame.geom_type)) > 1
        pyogrio.write_dataframe(frame, package, layer=layer.name, driver="GPKG", promote_to_multi=many,
                                append=package.exists(),
                                layer_options={"GEOMETRY_NAME": "geom", "FID": "fid"})  # fmt: skip
    for layer in layers:
        if layer.name in {"boundary", "wards"}:
            frame = _frame(layer).to_crs("EPSG:4326")
            path = folder / f"{layer.name}.geojson"
            path.unlink(missing_ok=True)
            pyogrio.write_dataframe(
                frame, path, driver="GeoJSON", layer_options={"COORDINATE_PRECISION": "7"}
            )


def _frame(layer: Layer) -> geopandas.GeoDataFrame:
    rounded = [shapely.transform(shape, lambda xy: np.round(xy, 1)) for shape in layer.shapes]
    sound = [shape if shape.is_valid else shapely.make_valid(shape) for shape in rounded]
    return geopandas.GeoDataFrame(dict(layer.columns), geometry=sound, crs=GRID)
