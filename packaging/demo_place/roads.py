"""Motorway, main roads, neighbourhood roads and lanes: everything that was there before the streets."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import shapely
from shapely import LineString
from shapely.geometry.base import BaseGeometry

from demo_place import names, plan
from demo_place.chance import Floats, stream
from demo_place.curves import eased, hedgerow, lined, placed, resample, spline, wander


@dataclass(frozen=True, slots=True)
class Road:
    """A road from end to end, before it is cut at its crossings."""

    name: str
    number: str
    kind: str
    line: LineString


def town_points() -> dict[str, Floats]:
    """Return the middle of each town."""
    return {town.key: placed([(town.x_km, town.y_km)])[0] for town in plan.TOWNS}


def motorway() -> Road:
    """Return the motorway, which crosses other roads without meeting them."""
    return Road("", "M99", "motorway", eased(lined(spline(placed(plan.MOTORWAY), 60.0)), 1.0))


def main_roads() -> list[Road]:
    """Return the numbered roads between the towns and out of the borough."""
    towns = town_points()
    roads = []
    for index, (number, name, through) in enumerate(plan.MAIN_ROADS):
        points = np.array([towns[t] if isinstance(t, str) else placed([t])[0] for t in through])
        line = wander(spline(points, 30.0), f"main road {index}", 75.0, 620.0)
        kind = "other" if number.startswith("B") else "main"
        roads.append(Road(name, number, kind, eased(lined(line), 1.5)))
    roads = [_ended(road, roads) if road.number.startswith("B") else road for road in roads]
    centre = towns["quillmere"]
    ring = centre + np.array(
        [
            [610, 20],
            [470, 330],
            [60, 590],
            [-330, 470],
            [-640, 210],
            [-520, -160],
            [-250, -330],
            [150, -420],
            [520, -330],
        ]
    )
    closed = eased(lined(spline(ring.astype(float), 30.0, closed=True)), 1.0)
    roads.append(Road("Ringway", "A9900", "main", closed))
    return roads


def _ended(road: Road, roads: list[Road]) -> Road:
    """Return the road with an end that stops short of another road led on to it."""
    points = np.asarray(road.line.coords)
    others = shapely.union_all([other.line for other in roads if other is not road])
    for _ in range(2):
        points = points[::-1]
        foot = shapely.shortest_line(shapely.Point(points[-1]), others)
        if 0.5 < foot.length < 450.0:
            past = np.asarray(foot.coords)[1]
            points = np.vstack([points, past, past + (past - points[-1]) / foot.length * 2.0])
    return Road(road.name, road.number, road.kind, lined(points))


def neighbourhood_roads(towns_over: list[tuple[Floats, float]], barred: BaseGeometry) -> list[Road]:
    """Return the roads that bind each town's quarters to its main roads, without crossing what bars them."""
    rng = stream("neighbourhoods")
    points: list[Floats] = []
    for centre, reach_m in towns_over:
        for _ in range(int(9 * (reach_m / 900.0) ** 1.6) + 3):
            turn, far = rng.uniform(0, 2 * np.pi), reach_m * np.sqrt(rng.uniform(0.03, 1.3))
            points.append(centre + far * np.array([np.cos(turn), np.sin(turn)]))
    spread = _thinned(np.array(points), 430.0)
    named = iter(names.avenues())
    roads = []
    for a, b in _neighbours(spread, 1350.0):
        line = wander(resample(np.vstack([spread[a], spread[b]]), 30.0), f"quarter {a} {b}", 65.0, 330.0)
        if not lined(line).intersects(barred):
            roads.append(Road(next(named), "", "other", eased(lined(line), 1.5)))
    return roads


def lanes(
    border: shapely.Polygon, built: BaseGeometry, barred: BaseGeometry, trunks: list[Road]
) -> list[Road]:
    """Return the country lanes: crooked, sparse, and reaching a trunk road somewhere."""
    rng = stream("lanes")
    west, south, east, north = border.bounds
    candidates = np.column_stack([rng.uniform(west, east, 700), rng.uniform(south, north, 700)])
    open_country = border.buffer(-120).difference(built)
    shapely.prepare(open_country)
    candidates = candidates[shapely.contains_xy(open_country, candidates[:, 0], candidates[:, 1])]
    spread = _thinned(candidates, 470.0)
    trunk = shapely.union_all([road.line for road in trunks])
    named = iter(names.lanes())
    found: list[Road] = []
    for a, b in _neighbours(spread, 1500.0):
        if rng.uniform() < 0.78:
            line = lined(hedgerow(spread[a], spread[b], f"lane {a} {b}", 0.13))
            if not line.intersects(barred):
                found.append(Road(next(named), "", "local", line))
    for i, point in enumerate(spread):
        near = trunk.interpolate(trunk.project(shapely.Point(point))) if i % 2 == 0 else None
        foot = shapely.shortest_line(shapely.Point(point), trunk)
        if near is not None and 60.0 < foot.length < 1100.0 and not foot.intersects(barred):
            ends = np.asarray(foot.coords)
            past = ends[1] + (ends[1] - ends[0]) / foot.length * 6.0
            found.append(Road(next(named), "", "local", lined(hedgerow(ends[0], past, f"spur {i}", 0.1))))
    return found


def _thinned(points: Floats, apart_m: float) -> Floats:
    kept: list[Floats] = []
    for point in points:
        if all(np.hypot(*(point - other)) >= apart_m for other in kept):
            kept.append(point)
    return np.array(kept)


def _neighbours(points: Floats, most_m: float) -> list[tuple[int, int]]:
    """Return the pairs of the relative neighbourhood graph: no third point lies nearer to both."""
    gap = np.hypot(points[:, None, 0] - points[None, :, 0], points[:, None, 1] - points[None, :, 1])
    pairs = []
    for a in range(len(points)):
        for b in range(a + 1, len(points)):
            nearer = np.maximum(gap[a], gap[b]) < gap[a, b] * 0.94
            if gap[a, b] <= most_m and not nearer.any():
                pairs.append((a, b))
    return pairs


def crossings(first: LineString, second: LineString) -> list[shapely.Point]:
    """Return the points at which two lines meet."""
    return [p for p in shapely.get_parts(first.intersection(second)) if isinstance(p, shapely.Point)]


def stretches(line: LineString) -> list[tuple[Floats, Floats]]:
    """Return the straight pieces of a line."""
    return list(pairwise(np.asarray(line.coords)))
