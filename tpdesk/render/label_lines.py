"""Where along a line a name can stand: stretches that are straight enough and long enough."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

_STEP = 6.0
_STRAIGHT = 0.975
_SPARE = 10.0
_APART = 480.0


class Stretch(NamedTuple):
    """A place for a name along a line: its middle in units and the angle in degrees clockwise."""

    x: float
    y: float
    angle: float


def stretches(shape: BaseGeometry, resolution: float, width: float) -> list[list[Stretch]]:
    """Find places for a name of a width in units along a line.

    Args:
        shape: line or multiline in metres.
        resolution: metres in a unit.
        width: of the name, in units.

    Returns:
        For each part of the line that is long enough, and for each repetition along it, places in the order
        in which they should be tried. Units count from the origin of the map, downwards.
    """
    need = width + _SPARE
    parts = shapely.get_parts(shape)
    parts = parts[shapely.length(parts) >= need * resolution]
    parts = parts[np.argsort(-shapely.length(parts), kind="stable")]
    found: list[list[Stretch]] = []
    for part in parts:
        found.extend(_along(shapely.get_coordinates(part) / (resolution, -resolution), need))
    return found


def _along(line: NDArray[np.float64], need: float) -> list[list[Stretch]]:
    lengths = np.hypot(*np.diff(line, axis=0).T)
    distance = np.concatenate(([0.0], np.cumsum(lengths)))
    count = int(distance[-1] / _STEP)
    at = np.linspace(0.0, distance[-1], count + 1)
    x, y = np.interp(at, distance, line[:, 0]), np.interp(at, distance, line[:, 1])
    step = distance[-1] / max(count, 1)
    span = int(np.ceil(need / step))
    if span >= len(x):
        return []
    across, down = x[span:] - x[:-span], y[span:] - y[:-span]
    straight = np.hypot(across, down) / (span * step)
    repeats = max(int(distance[-1] // _APART), 1)
    groups: list[list[Stretch]] = []
    for places in np.array_split(np.arange(len(straight)), repeats):
        good = places[straight[places] >= _STRAIGHT]
        if len(good) == 0:
            continue
        middle = (places[0] + places[-1]) / 2
        worth = straight[good] - 0.02 * np.abs(good - middle) / max(len(places), 1)
        best = good[np.argsort(-worth, kind="stable")][:: max(len(good) // 6, 1)][:6]
        half = span // 2
        groups.append(
            [Stretch(float(x[i + half]), float(y[i + half]), _upright(across[i], down[i])) for i in best]
        )
    return groups


def _upright(across: float, down: float) -> float:
    """The angle of a direction, turned so that words are never upside down."""
    angle = float(np.degrees(np.arctan2(down, across)))
    if angle > 90.0:
        return angle - 180.0
    return angle + 180.0 if angle <= -90.0 else angle
