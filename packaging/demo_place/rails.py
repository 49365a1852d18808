"""Railway and tramway with their stations and stops, and the buses' stops."""

from dataclasses import dataclass

import numpy as np
import shapely
from shapely import LineString, Point, Polygon

from demo_place import plan
from demo_place.chance import stream
from demo_place.curves import eased, lined, placed, pointed, spline
from demo_place.network import Link


@dataclass(frozen=True, slots=True)
class Track:
    """A line of rails."""

    name: str
    form: str
    line: LineString


@dataclass(frozen=True, slots=True)
class Stop:
    """A place to board: station, tram stop or bus stop."""

    code: str
    name: str
    form: str
    spot: Point


def tracks() -> list[Track]:
    """Return the railway and the tramway."""
    railway = eased(lined(spline(placed(plan.RAILWAY), 70.0)), 1.0)
    tramway = eased(lined(spline(placed(plan.TRAMWAY), 40.0)), 1.0)
    return [Track("Quillmere line", "railway", railway), Track("Brindlesea tramway", "tramway", tramway)]


def rail_stops(laid: list[Track]) -> list[Stop]:
    """Return the stations and the tram stops."""
    railway, tramway = laid[0].line, laid[1].line
    stops = []
    for i, (name, x, y) in enumerate(plan.STATIONS):
        spot = railway.interpolate(railway.project(pointed(placed([(x, y)])[0])))
        stops.append(Stop(f"TPR{i + 1:02d}", f"{name} Station", "rail station", spot))
    for i, name in enumerate(plan.TRAM_STOPS):
        spot = tramway.interpolate((i + 0.15) / (len(plan.TRAM_STOPS) - 0.7), normalized=True)
        stops.append(Stop(f"TPT{i + 1:02d}", name, "tram stop", spot))
    return stops


def bus_stops(links: list[Link], border: Polygon) -> list[Stop]:
    """Return bus stops in pairs on either side of main and neighbourhood roads."""
    rng = stream("bus stops")
    stops: list[Stop] = []
    taken: list[tuple[float, float]] = []
    corners = shapely.STRtree([link.line for link in links if link.kind == "local" and link.name])
    local = [link for link in links if link.kind == "local" and link.name]
    for link in links:
        if link.kind not in {"main", "other"} or not link.name:
            continue
        middle = link.line.interpolate(0.5, normalized=True)
        if not border.contains(middle) or any(np.hypot(middle.x - x, middle.y - y) < 330.0 for x, y in taken):
            continue
        taken.append((middle.x, middle.y))
        near = local[int(corners.nearest(middle))]
        side = link.line.parallel_offset(5.0).interpolate(0.5, normalized=True)
        other = Point(2 * middle.x - side.x, 2 * middle.y - side.y)
        title = f"{link.name}, {near.name}" if near.line.distance(middle) < 160.0 else link.name
        for spot in (side, other) if rng.uniform() < 0.8 else (side,):
            stops.append(Stop(f"TPB{len(stops) + 1:04d}", title, "bus stop", spot))
    return stops
