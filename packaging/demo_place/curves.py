"""Lines that look drawn by water, hedges and wheels instead of by a ruler."""

from itertools import pairwise

import numpy as np
import shapely
from shapely import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from demo_place.chance import Floats, Noise, stream

ORIGIN_E = 583_000.0
ORIGIN_N = 474_000.0
Kilometres = list[tuple[float, float]]


def placed(points_km: Kilometres) -> Floats:
    """Return points given in kilometres of the plan as eastings and northings in metres."""
    metres: Floats = np.asarray(points_km, dtype=float) * 1000.0 + np.array([ORIGIN_E, ORIGIN_N])
    return metres


def spline(points: Floats, spacing_m: float = 25.0, closed: bool = False) -> Floats:
    """Return a centripetal Catmull-Rom curve through the points, evenly sampled."""
    ends = (
        (points[-2:-1], points[:2])
        if closed
        else (2 * points[:1] - points[1:2], 2 * points[-1:] - points[-2:-1])
    )
    if closed:
        points = np.vstack([points, points[:1]])
        ends = (points[-2:-1], points[1:2])
    p = np.vstack([ends[0], points, ends[1]])
    pieces = [_segment(p[i : i + 4]) for i in range(len(p) - 3)]
    dense = np.vstack([*pieces, points[-1:]])
    return resample(dense, spacing_m)


def _segment(p: Floats, steps: int = 40) -> Floats:
    knots = np.concatenate([[0.0], np.cumsum(np.sqrt(np.hypot(*np.diff(p, axis=0).T)))])
    t = np.linspace(knots[1], knots[2], steps, endpoint=False)[:, None]
    a = [_mix(p[i], p[i + 1], knots[i], knots[i + 1], t) for i in range(3)]
    b = [_mix(a[i], a[i + 1], knots[i], knots[i + 2], t) for i in range(2)]
    return _mix(b[0], b[1], knots[1], knots[2], t)


def _mix(p: Floats, q: Floats, t0: float, t1: float, t: Floats) -> Floats:
    return ((t1 - t) * p + (t - t0) * q) / (t1 - t0)


def resample(line: Floats, spacing_m: float) -> Floats:
    """Return the same line with points every `spacing_m` metres, ends kept."""
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    count = max(2, round(along[-1] / spacing_m) + 1)
    at = np.linspace(0.0, along[-1], count)
    return np.column_stack([np.interp(at, along, line[:, 0]), np.interp(at, along, line[:, 1])])


def normals(line: Floats) -> Floats:
    """Return the unit normal (to the left) at each point of a line."""
    direction = np.gradient(line, axis=0)
    direction /= np.maximum(np.hypot(direction[:, 0], direction[:, 1]), 1e-9)[:, None]
    return np.column_stack([-direction[:, 1], direction[:, 0]])


def wander(line: Floats, purpose: str, reach_m: float, cell_m: float) -> Floats:
    """Return the line pushed sideways by smooth chance, with its ends held."""
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    hold = np.minimum(1.0, np.minimum(along, along[-1] - along) / (1.2 * cell_m))
    push = Noise(purpose, cell_m).at(along, np.zeros_like(along)) * reach_m * hold
    pushed: Floats = line + normals(line) * push[:, None]
    return pushed


def meander(line: Floats, purpose: str, reach_m: float, wave_m: float) -> Floats:
    """Return the line with the loops of a lowland river: wide, leaning, never twice the same."""
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    drift = Noise(purpose + " phase", wave_m * 1.7).at(along, np.zeros_like(along))
    swell = 0.62 + 0.38 * Noise(purpose + " swell", wave_m * 2.3).at(along, np.zeros_like(along))
    phase = 2 * np.pi * along / wave_m + 2.2 * drift
    across = normals(line)
    ahead = np.column_stack([across[:, 1], -across[:, 0]])
    side = np.sin(phase) * reach_m * swell
    lean = -0.42 * np.sin(2 * phase) * reach_m * swell
    return line + across * side[:, None] + ahead * lean[:, None]


def hedgerow(start: Floats, end: Floats, purpose: str, roughness: float = 0.15) -> Floats:
    """Return the angular line of field edges between two points."""
    rng = stream(purpose)
    points = [start, end]
    while np.hypot(*(points[1] - points[0])) > 210.0:
        finer = [points[0]]
        for a, b in pairwise(points):
            across = np.array([-(b - a)[1], (b - a)[0]])
            split = rng.uniform(0.36, 0.64)
            finer += [a + (b - a) * split + across * rng.normal(0.0, roughness), b]
        points = finer
    return np.asarray(points)


def blob(
    centre: Floats, radius_m: float, purpose: str, roughness: float = 0.3, stretch: float = 1.0
) -> Polygon:
    """Return an irregular rounded patch of ground, such as a park, a wood or a mere."""
    rng = stream(purpose)
    turn, lean = rng.uniform(0, np.pi), rng.uniform(0, 2 * np.pi, 6)
    angle = np.linspace(0.0, 2 * np.pi, 48, endpoint=False)
    waves = sum(np.sin((k + 2) * angle + lean[k]) / (k + 2) ** 0.9 for k in range(6))
    radius = radius_m * (1.0 + roughness * np.asarray(waves))
    x, y = radius * np.cos(angle) * stretch, radius * np.sin(angle) / stretch
    c, s = np.cos(turn), np.sin(turn)
    patch = Polygon(np.column_stack([centre[0] + c * x - s * y, centre[1] + s * x + c * y])).buffer(0)
    return biggest(patch)


def biggest(shape: BaseGeometry) -> Polygon:
    """Return the largest polygon of a shape."""
    parts = [p for p in shapely.get_parts(shape) if isinstance(p, Polygon)]
    return max(parts, key=lambda part: part.area) if parts else Polygon()


def pointed(xy: Floats) -> Point:
    """Return a shapely point of a pair of numbers."""
    return Point(float(xy[0]), float(xy[1]))


def lined(xy: Floats) -> LineString:
    """Return a shapely line of an array of points, to the decimetre."""
    return LineString(np.round(xy, 1))


def eased(line: LineString, tolerance_m: float) -> LineString:
    """Return a line with the points left out that nobody would miss."""
    return LineString(line.simplify(tolerance_m).coords)
