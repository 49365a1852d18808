"""The two surfaces that streets are grown on: how densely the land is built, and which way streets run."""

import numpy as np
import shapely
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from demo_place import plan
from demo_place.chance import Flags, Floats, Noise
from demo_place.curves import placed
from demo_place.roads import Road

CELL_M = 20.0
BUILT_OVER = 0.40


class Fabric:
    """A raster of the borough at 20 m: density, direction, and where streets may not go."""

    def __init__(self, border: Polygon, trunks: list[Road], barred: BaseGeometry) -> None:
        """Lay the raster over the border's box."""
        west, south, east, north = border.bounds
        self.west, self.south = west - 200.0, south - 200.0
        columns, rows = int((east - self.west + 200) / CELL_M), int((north - self.south + 200) / CELL_M)
        self.x, self.y = np.meshgrid(
            self.west + (np.arange(columns) + 0.5) * CELL_M, self.south + (np.arange(rows) + 0.5) * CELL_M
        )
        self.barred = barred
        self._near_distance, self._near_turn = self._trunk_fields(trunks)
        inside = border.buffer(-14.0)
        for shape in (inside, barred):
            shapely.prepare(shape)
        self.open: Flags = np.asarray(shapely.contains_xy(inside, self.x, self.y))
        self.open &= ~np.asarray(shapely.contains_xy(barred, self.x, self.y))
        self.density = self._density()
        self.turn = self._direction()

    def cell(self, x: float, y: float) -> tuple[int, int]:
        """Return row and column of a point."""
        row, column = int((y - self.south) / CELL_M), int((x - self.west) / CELL_M)
        return min(max(row, 0), self.x.shape[0] - 1), min(max(column, 0), self.x.shape[1] - 1)

    def built(self, x: float, y: float) -> bool:
        """Tell whether streets may run at a point."""
        cell = self.cell(x, y)
        return bool(self.open[cell] and self.density[cell] > BUILT_OVER)

    def _trunk_fields(self, trunks: list[Road]) -> tuple[Floats, Floats]:
        lines = [shapely.segmentize(road.line, 60.0) for road in trunks]
        starts = np.vstack([np.asarray(line.coords)[:-1] for line in lines])
        ends = np.vstack([np.asarray(line.coords)[1:] for line in lines])
        tree = shapely.STRtree(np.asarray(shapely.points((starts + ends) / 2)))
        flat = shapely.points(np.column_stack([self.x.ravel(), self.y.ravel()]))
        (_, nearest), far = tree.query_nearest(flat, return_distance=True, all_matches=False)
        run = ends - starts
        turn = np.arctan2(run[:, 1], run[:, 0])[nearest]
        return far.reshape(self.x.shape), turn.reshape(self.x.shape)

    def _density(self) -> Floats:
        warp = 420.0
        x = self.x + warp * Noise("warp x", 1100.0).at(self.x, self.y)
        y = self.y + warp * Noise("warp y", 1100.0).at(self.x, self.y)
        density = np.zeros_like(x)
        for town in plan.TOWNS:
            cx, cy = placed([(town.x_km, town.y_km)])[0]
            far = np.hypot(x - cx, y - cy) / (1000.0 * town.reach_km)
            density = np.maximum(density, town.density * np.exp(-(far**2) * 0.95)) + 0.06 * np.exp(-(far**2))
        ribbon = 0.17 * np.exp(-((self._near_distance / 130.0) ** 2))
        grain = 0.13 * Noise("grain", 480.0).at(self.x, self.y)
        total: Floats = density + np.where(density > 0.12, ribbon, 0.35 * ribbon) + grain
        return total

    def _direction(self) -> Floats:
        """Return the run of the streets: with the trunk roads, round the centres, by local whim."""
        whim = Noise("whim", 620.0, 2).at(self.x, self.y) * 1.25
        patch = Noise("patch", 900.0, 1).at(self.x, self.y)
        towards = np.zeros_like(self.x)
        best = np.full_like(self.x, 1e9)
        for town in plan.TOWNS:
            cx, cy = placed([(town.x_km, town.y_km)])[0]
            far = np.hypot(self.x - cx, self.y - cy) / town.reach_km
            towards = np.where(far < best, np.arctan2(self.y - cy, self.x - cx), towards)
            best = np.minimum(far, best)
        along = np.exp(-((self._near_distance / 330.0) ** 2)) + 0.12
        round_weight = 0.30 * np.exp(-((best / 900.0) ** 2))
        quad = np.exp(4j * self._near_turn) * along + np.exp(4j * towards) * round_weight
        quad += np.exp(4j * whim) * (0.42 - 0.25 * along)
        turn: Floats = np.angle(quad) / 4.0
        return np.where(patch > 0.05, turn, turn + np.pi / 2)
