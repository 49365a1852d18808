"""Rivers, canal, meres and the land they flood."""

from dataclasses import dataclass

import numpy as np
import shapely
from shapely import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from demo_place import plan
from demo_place.chance import Floats, Noise
from demo_place.curves import blob, eased, lined, meander, placed, spline, wander


@dataclass(frozen=True, slots=True)
class Watercourse:
    """A named river, beck or canal: its middle line and its width."""

    name: str
    form: str
    width_m: float
    line: LineString


@dataclass(frozen=True, slots=True)
class Waters:
    """All water of the place, and where it comes to in a flood."""

    courses: tuple[Watercourse, ...]
    standing: tuple[tuple[str, Polygon], ...]
    river: BaseGeometry
    flood_high: BaseGeometry
    flood_medium: BaseGeometry

    def wet(self) -> BaseGeometry:
        """Return everything that streets and houses keep out of."""
        strips = [course.line.buffer(max(6.0, course.width_m / 2)) for course in self.courses]
        return shapely.union_all([*strips, self.river, *(mere for _, mere in self.standing)])


def dug() -> Waters:
    """Return the waters of the place."""
    river = meander(spline(placed(plan.RIVER), 20.0), "river", 215.0, 1150.0)
    beck = meander(wander(spline(placed(plan.BECK), 20.0), "beck", 150.0, 800.0), "beck", 26.0, 250.0)
    brook = meander(wander(spline(placed(plan.BROOK), 20.0), "brook", 130.0, 700.0), "brook", 24.0, 230.0)
    canal = wander(spline(placed(plan.CANAL), 40.0), "canal", 35.0, 900.0)
    courses = (
        Watercourse("River Quill", "river", 55.0, lined(river)),
        Watercourse("Hobbin Beck", "beck", 9.0, _to_river(beck, river)),
        Watercourse("Ingle Brook", "brook", 7.0, _to_river(brook, river)),
        Watercourse("Thaxwold and Brindlesea Canal", "canal", 13.0, eased(lined(canal), 2.0)),
    )
    strip = _tapered(river, 22.0, 78.0)
    standing = (
        ("Alder Mere", blob(placed([(2.1, 3.45)])[0], 390.0, "alder mere", 0.34, 1.3)),
        ("Osmer Reservoir", blob(placed([(12.0, 9.75)])[0], 300.0, "osmer", 0.3, 1.25)),
        ("Staithe Basin", Polygon(placed([(7.55, 6.0), (7.72, 6.07), (7.79, 5.99), (7.62, 5.91)]))),
        ("Swallow Pits", blob(placed([(11.9, 3.55)])[0], 190.0, "swallow", 0.3, 1.5)),
        ("Lodge Water", blob(placed([(4.95, 9.15)])[0], 120.0, "lodge", 0.25, 1.4)),
        ("Hagg Pool", blob(placed([(8.6, 1.95)])[0], 105.0, "hagg", 0.3, 1.3)),
    )
    high, medium = _flooded(river, [courses[1].line, courses[2].line])
    return Waters(courses, standing, strip, high, medium)


def _to_river(side: Floats, river: Floats) -> LineString:
    """Return a tributary led to the river's own middle line, wherever that meanders."""
    main = LineString(river)
    line = LineString(side)
    if line.crosses(main):
        parts = [part for part in shapely.get_parts(line.difference(main.buffer(0.5))) if part.length > 200.0]
        line = LineString(max(parts, key=lambda part: part.length))
    mouth = main.interpolate(main.project(shapely.Point(line.coords[-1])))
    return lined(np.vstack([np.asarray(line.coords), [mouth.x, mouth.y]]))


def _tapered(line: Floats, first_m: float, last_m: float) -> BaseGeometry:
    along = np.linspace(0.0, 1.0, len(line))
    swell = Noise("river width", 500.0).at(line[:, 0], line[:, 1])
    widths = (first_m + (last_m - first_m) * along**1.3) * (1.0 + 0.18 * swell)
    pieces = [LineString(line[i : i + 3]).buffer(widths[i] / 2) for i in range(0, len(line) - 2, 2)]
    return shapely.union_all(pieces).simplify(1.0)


def _flooded(river: Floats, sides: list[LineString]) -> tuple[BaseGeometry, BaseGeometry]:
    spread = Noise("flood", 900.0).at(river[:, 0], river[:, 1])
    zones = []
    for reach_m, side_m in ((135.0, 32.0), (245.0, 60.0)):
        widths = reach_m * (1.0 + 0.75 * spread) + 30.0
        pieces = [
            LineString(river[i : i + 4]).buffer(max(widths[i], 35.0)) for i in range(0, len(river) - 3, 3)
        ]
        pieces += [line.buffer(side_m) for line in sides]
        zones.append(shapely.union_all(pieces).buffer(60).buffer(-60).simplify(6.0))
    return zones[0], zones[1].difference(zones[0]).buffer(-4.0).buffer(4.0)
