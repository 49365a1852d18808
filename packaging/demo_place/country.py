"""The whole ground of the place, grown in the order in which a place grows: water, roads, greens, streets."""

from dataclasses import dataclass

import shapely
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from demo_place import border as borders
from demo_place import plan, roads
from demo_place.curves import placed, pointed
from demo_place.fabric import Fabric
from demo_place.greens import Green, grown
from demo_place.network import Link, noded
from demo_place.rails import Stop, Track, bus_stops, rail_stops, tracks
from demo_place.streets import Streets
from demo_place.waters import Watercourse, Waters, dug

BARE_M2 = 26_000.0


@dataclass(frozen=True, slots=True)
class Country:
    """The ground of the borough as the map shows it."""

    border: Polygon
    waters: Waters
    courses: tuple[Watercourse, ...]
    greens: list[Green]
    links: list[Link]
    tracks: list[Track]
    stops: list[Stop]
    built: BaseGeometry


def settled() -> Country:
    """Return the ground of the place."""
    border, brooks = borders.walked()
    waters = dug()
    courses = (*waters.courses, *brooks)
    rails = tracks()
    motorway, mains = roads.motorway(), roads.main_roads()
    trunk_shape = shapely.union_all([road.line for road in mains])
    wet = shapely.union_all([waters.wet(), *(brook.line.buffer(7.0) for brook in brooks)])
    strips = shapely.union_all([motorway.line.buffer(32.0), *(track.line.buffer(13.0) for track in rails)])
    greens = grown(border, shapely.union_all([wet, strips]), trunk_shape)
    green = shapely.union_all([g.shape for g in greens])
    barred = shapely.union_all([wet, strips, green])
    towns = [(placed([(t.x_km, t.y_km)])[0], 1000.0 * t.reach_km) for t in plan.TOWNS]
    trunks = [
        *mains,
        *roads.neighbourhood_roads(towns, shapely.union_all([barred, border.exterior.buffer(20)])),
    ]
    fabric = Fabric(border, trunks, barred.buffer(9.0))
    streets = Streets(fabric, [*trunks, motorway]).grown()
    houses = shapely.union_all([street.line for street in streets]).buffer(60.0)
    crooked = roads.lanes(border, houses, shapely.union_all([waters.wet(), strips]), trunks)
    near = [pointed(placed([spot])[0]) for spot in plan.JUNCTIONS_KM]
    links = noded([*trunks, *streets, *crooked], motorway, near)
    built = _built(links, border, barred)
    stops = [*rail_stops(rails), *bus_stops(links, border)]
    return Country(border, waters, courses, greens, links, rails, stops, built)


def _built(links: list[Link], border: Polygon, barred: BaseGeometry) -> BaseGeometry:
    """Return the built-up land: what lies along streets, gardens and small gaps included."""
    close = shapely.union_all(
        [link.line for link in links if link.kind == "local" and link.line.length < 420.0]
    )
    land = close.buffer(62.0, quad_segs=3).buffer(55.0, quad_segs=3).buffer(-88.0, quad_segs=3)
    land = land.intersection(border).difference(barred.buffer(2.0)).buffer(-6.0).buffer(6.0, quad_segs=2)
    kept = [_filled(part) for part in shapely.get_parts(land) if part.area > 30_000.0]
    return MultiPolygon(kept).simplify(5.0)


def _filled(part: Polygon) -> Polygon:
    return Polygon(part.exterior, [hole for hole in part.interiors if Polygon(hole).area > BARE_M2])
