"""Wards and population zones: whole, without gap or overlap, with edges along streets, rails and water."""

from dataclasses import dataclass

import numpy as np
import shapely
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from demo_place import plan
from demo_place.chance import Floats, stream
from demo_place.country import Country
from demo_place.curves import placed
from demo_place.faces import Graph, Patchwork, grown, joined_sides

PEOPLE = 231_400
ZONES = 60
WARDS = (
    ("Market and Ringway", 6.9, 6.1), ("Staithe", 7.9, 6.1), ("Nether Quill", 5.1, 4.9),
    ("Cinderfield", 5.4, 7.7),
    ("Lantern Hill", 8.5, 7.7), ("Wharfside", 8.5, 4.8), ("Ropewalk", 6.9, 3.7),
    ("Thaxwold North", 3.2, 10.0),
    ("Thaxwold South and Larkwold", 2.9, 8.4), ("Aldercote", 2.9, 4.6),
    ("Fennisthorpe and Ingleholt", 5.9, 1.9),
    ("Merrowgate", 10.2, 2.4), ("Saltpan and Tollbar", 11.0, 5.7), ("Brindlesea East", 11.9, 8.8),
    ("Brindlesea West and Osmerby", 10.4, 8.7),
)  # fmt: skip
# Where hardship gathers (+) and where it does not (-): town, points of score, reach in km.
HARDSHIP = (("wharfside", 44, 0.9), ("saltpan", 38, 0.9), ("quillmere", 21, 1.1), ("brindlesea", 34, 0.9),
            ("cinderfield", 15, 0.8),
            ("merrowgate", 15, 0.7), ("thaxwold", 9, 0.8), ("lantern", -8, 0.8), ("aldercote", -9, 1.3),
            ("larkwold", -9, 1.0),
            ("osmerby", -10, 1.0), ("hobbin", -10, 1.0), ("ropewalk", 8, 0.7),
            ("tollbar", 12, 0.6))  # fmt: skip
DECILE_OVER = (46.0, 35.0, 28.0, 23.0, 19.0, 15.5, 12.5, 10.0, 7.5)


@dataclass(frozen=True, slots=True)
class Ward:
    """A ward: code, name, people and shape."""

    code: str
    name: str
    people: int
    shape: BaseGeometry


@dataclass(frozen=True, slots=True)
class Zone:
    """A population zone: people, households and how deprived it is (decile 1 is the most deprived tenth)."""

    code: str
    name: str
    ward_code: str
    people: int
    households: int
    score: float
    decile: int
    shape: BaseGeometry


@dataclass(frozen=True, slots=True)
class Districts:
    """The wards and zones, and the border that both tile exactly."""

    border: Polygon
    wards: list[Ward]
    zones: list[Zone]


def divided(country: Country) -> Districts:
    """Return the wards and population zones of the place."""
    patch = _patchwork(country)
    region = grown(patch, ZONES, "zones")
    groups = [[i for i, r in enumerate(region) if r == z] for z in range(ZONES)]
    merged = [shapely.union_all([patch.faces[i] for i in group]) for group in groups]
    shapes = list(shapely.coverage_simplify(merged, 4.0, simplify_boundary=False))
    held = np.array([patch.people[group].sum() for group in groups])
    people = np.round(held / held.sum() * PEOPLE).astype(int)
    wards_of = grown(
        Patchwork([s.convex_hull for s in shapes], people.astype(float), _zone_graph(shapes)),
        len(WARDS),
        "wards",
    )
    wards = _wards(shapes, people, wards_of)
    zones = _zones(shapes, people, wards_of, wards)
    border = shapely.union_all(shapes)
    assert isinstance(border, Polygon)
    return Districts(border, sorted(wards.values(), key=lambda w: w.code), zones)


def _patchwork(country: Country) -> Patchwork:
    river = country.waters.courses[0].line
    strong = [
        river,
        *(t.line for t in country.tracks),
        *(k.line for k in country.links if k.kind in {"main", "motorway"}),
    ]
    mild = [link.line for link in country.links if link.kind == "other"]
    weak = [link.line for link in country.links if link.kind == "local"]
    web = shapely.union_all([country.border.exterior, *strong, *mild, *weak], grid_size=0.1)
    faces = list(shapely.get_parts(shapely.polygonize(shapely.get_parts(web))))
    inside = country.border.buffer(0.5)
    shapely.prepare(inside)
    faces = [f for f in faces if inside.contains(f)]
    shapely.prepare(country.built)
    built = np.array([f.intersection(country.built).area for f in faces])
    people = built * _crowding(np.array([[f.centroid.x, f.centroid.y] for f in faces])) + 1.0
    walls = ((shapely.union_all(strong), 320.0), (shapely.union_all(mild), 110.0))
    graph: Graph = [[] for _ in faces]
    for (a, b), middles in joined_sides(faces).items():
        step = faces[a].centroid.distance(faces[b].centroid)
        point = shapely.Point(middles[len(middles) // 2])
        step += max(toll * float(shapely.dwithin(point, wall, 0.3)) for wall, toll in walls)
        graph[a].append((b, step))
        graph[b].append((a, step))
    return Patchwork(faces, people, graph)


def _crowding(points: Floats) -> Floats:
    crowd = np.full(len(points), 0.55)
    for town in plan.TOWNS:
        far = np.hypot(*(points - placed([(town.x_km, town.y_km)])[0]).T) / (1000.0 * town.reach_km)
        crowd = np.maximum(crowd, 0.55 + town.density * np.exp(-2.0 * far**2))
    return crowd


def _zone_graph(shapes: list[BaseGeometry]) -> Graph:
    graph: Graph = [[] for _ in shapes]
    for a, one in enumerate(shapes):
        for b in range(a + 1, len(shapes)):
            if one.intersection(shapes[b]).length > 30.0:
                step = one.centroid.distance(shapes[b].centroid)
                graph[a].append((b, step))
                graph[b].append((a, step))
    return graph


def _wards(
    shapes: list[BaseGeometry], people: np.ndarray[tuple[int], np.dtype[np.int64]], ward_of: list[int]
) -> dict[int, Ward]:
    spots = placed([(x, y) for _, x, y in WARDS])
    merged = {
        w: shapely.union_all([s for s, own in zip(shapes, ward_of, strict=True) if own == w])
        for w in range(len(WARDS))
    }
    pairs = sorted(
        (merged[w].centroid.distance(shapely.Point(spots[n])), w, n)
        for w in merged
        for n in range(len(WARDS))
    )
    named: dict[int, int] = {}
    for _, w, n in pairs:
        if w not in named and n not in named.values():
            named[w] = n
    totals = np.bincount(ward_of, weights=people, minlength=len(WARDS)).astype(int)
    return {w: Ward(f"Z05{named[w] + 1:06d}", WARDS[named[w]][0], int(totals[w]), merged[w]) for w in merged}


def _zones(
    shapes: list[BaseGeometry],
    people: np.ndarray[tuple[int], np.dtype[np.int64]],
    ward_of: list[int],
    wards: dict[int, Ward],
) -> list[Zone]:
    rng = stream("deprivation")
    middles = {town.key: placed([(town.x_km, town.y_km)])[0] for town in plan.TOWNS}
    order = sorted(range(len(shapes)), key=lambda z: (wards[ward_of[z]].code, -shapes[z].centroid.y))
    letters: dict[str, int] = {}
    zones = []
    for serial, z in enumerate(order, start=1):
        centre = np.array([shapes[z].centroid.x, shapes[z].centroid.y])
        score = 14.5 + float(rng.normal(0.0, 7.5))
        for key, points, reach in HARDSHIP:
            score += points * float(np.exp(-((np.hypot(*(centre - middles[key])) / (1000.0 * reach)) ** 2)))
        score = round(max(2.1, score), 1)
        decile = 1 + sum(score <= over for over in DECILE_OVER)
        ward = wards[ward_of[z]]
        letters[ward.code] = letters.get(ward.code, -1) + 1
        households = round(int(people[z]) / float(rng.uniform(2.05, 2.55)))
        name = f"{ward.name} {'ABCDEFGHJKLMNP'[letters[ward.code]]}"
        zones.append(
            Zone(f"Z01{serial:06d}", name, ward.code, int(people[z]), households, score, decile, shapes[z])
        )
    return zones
