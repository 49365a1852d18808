"""Streets grown over the built land: each follows the ground's direction until it meets what stops it."""

from collections import defaultdict
from itertools import pairwise
from math import atan2, cos, floor, hypot, sin

import numpy as np
import shapely
from shapely import LineString
from shapely.geometry.base import BaseGeometry

from demo_place import names
from demo_place.chance import stream
from demo_place.curves import eased, lined
from demo_place.fabric import Fabric
from demo_place.roads import Road, stretches

STEP_M = 14.0
BIN_M = 120.0
PARALLEL = 0.74
LEAST_M = 50.0
REACH_M = 42.0

Point = tuple[float, float]


class Streets:
    """The growing street plan: knows what has been laid, and lays the next street clear of it."""

    def __init__(self, fabric: Fabric, trunks: list[Road]) -> None:
        """Begin with the trunk roads laid."""
        self._fabric = fabric
        self._trunks = trunks
        self._bins: dict[tuple[int, int], list[tuple[float, float, float, float]]] = defaultdict(list)
        self._chance = stream("streets")
        for road in trunks:
            for a, b in stretches(road.line.segmentize(STEP_M)):
                self._lay((float(a[0]), float(a[1])), (float(b[0]), float(b[1])))

    def grown(self) -> list[Road]:
        """Return every local street, close-built towns first."""
        fabric, rng = self._fabric, self._chance
        rows, columns = np.nonzero(fabric.open & (fabric.density > 0.40))
        order = np.argsort(-fabric.density[rows, columns] + rng.uniform(0, 0.35, len(rows)))
        town, suburb = names.town_streets(), names.suburb_streets()
        roads: list[Road] = []
        for seed in order:
            row, column = rows[seed], columns[seed]
            spot = (
                float(fabric.x[row, column] + rng.uniform(-9, 9)),
                float(fabric.y[row, column] + rng.uniform(-9, 9)),
            )
            for across in (False, True):
                line = self._traced(spot, across)
                if line is not None:
                    dense = fabric.density[row, column] > 0.85
                    roads.append(
                        Road(next(town if dense else suburb), "", "local", eased(lined(np.array(line)), 1.6))
                    )
        return _reaching(roads, self._trunks, self._fabric.barred)

    def _spacing(self, x: float, y: float, across: bool) -> float:
        density = float(self._fabric.density[self._fabric.cell(x, y)])
        near = 54.0 + 39.0 * min(1.0, max(0.0, 1.15 - density))
        return near * (1.95 if across else 1.0)

    def _traced(self, spot: Point, across: bool) -> list[Point] | None:
        turn = self._turn(spot, across)
        if not self._free(spot, turn, self._spacing(*spot, across)):
            return None
        most = float(self._chance.choice([180.0, 320.0, 520.0, 900.0], p=[0.25, 0.3, 0.3, 0.15]))
        ahead = self._walk(spot, turn, across, most)
        behind = self._walk(spot, turn + np.pi, across, most)
        line = [*reversed(behind), spot, *ahead]
        if STEP_M * (len(line) - 1) < LEAST_M:
            return None
        for a, b in pairwise(line):
            self._lay(a, b)
        return line

    def _turn(self, spot: Point, across: bool) -> float:
        turn = float(self._fabric.turn[self._fabric.cell(*spot)])
        return turn + (np.pi / 2 if across else 0.0)

    def _walk(self, spot: Point, turn: float, across: bool, most_m: float) -> list[Point]:
        line: list[Point] = []
        heading, here, gone, over = turn, spot, 0.0, 0
        while gone < most_m:
            wish = self._turn(here, across)
            while cos(wish - heading) < 0.0:
                wish += np.pi
            bend = atan2(sin(wish - heading), cos(wish - heading))
            heading += max(-0.22, min(0.22, bend))
            there = (here[0] + STEP_M * cos(heading), here[1] + STEP_M * sin(heading))
            if not self._fabric.built(*there) or not self._free(
                there, heading, 0.62 * self._spacing(*there, across)
            ):
                break
            line.append(there)
            over = (
                over + 1
                if over
                else int(gone > 60.0 and self._meets(there, heading) and self._chance.uniform() < 0.4)
            )
            if over == 3:
                break
            here, gone = there, gone + STEP_M
        return line

    def _near(self, x: float, y: float, reach: float) -> list[tuple[float, float, float, float]]:
        low_i, high_i = floor((x - reach) / BIN_M), floor((x + reach) / BIN_M)
        low_j, high_j = floor((y - reach) / BIN_M), floor((y + reach) / BIN_M)
        return [
            p
            for i in range(low_i, high_i + 1)
            for j in range(low_j, high_j + 1)
            for p in self._bins.get((i, j), ())
        ]

    def _free(self, spot: Point, turn: float, apart_m: float) -> bool:
        x, y = spot
        c, s = cos(turn), sin(turn)
        for px, py, pc, ps in self._near(x, y, apart_m):
            if abs(c * pc + s * ps) > PARALLEL and hypot(px - x, py - y) < apart_m:
                return False
        return True

    def _meets(self, spot: Point, turn: float) -> bool:
        x, y = spot
        c, s = cos(turn), sin(turn)
        return any(
            hypot(px - x, py - y) < 11.0 and abs(c * pc + s * ps) < 0.6
            for px, py, pc, ps in self._near(x, y, 11.0)
        )

    def _lay(self, a: Point, b: Point) -> None:
        x, y = (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
        turn = atan2(b[1] - a[1], b[0] - a[0])
        self._bins[(floor(x / BIN_M), floor(y / BIN_M))].append((x, y, cos(turn), sin(turn)))


def _reaching(streets: list[Road], trunks: list[Road], barred: BaseGeometry) -> list[Road]:
    """Return the streets, with most ends that stop just short of another street led on to it."""
    rng = stream("reaching")
    lines = [road.line for road in (*streets, *trunks)]
    tree = shapely.STRtree(lines)
    reached = []
    for own, road in enumerate(streets):
        points = np.asarray(road.line.coords)
        for _ in range(2):
            points = points[::-1]
            run = points[-1] - points[-2]
            far = points[-1] + run / hypot(*run) * REACH_M
            feeler = LineString([points[-1] + run / hypot(*run) * 0.5, far])
            hits = [
                feeler.intersection(lines[i]) for i in tree.query(feeler, predicate="intersects") if i != own
            ]
            if hits and rng.uniform() < 0.72 and not feeler.intersects(barred):
                near = min(feeler.project(hit) for hit in hits)
                points = np.vstack([points, points[-1] + run / hypot(*run) * (near + 1.2)])
        reached.append(Road(road.name, road.number, road.kind, lined(points)))
    return reached
