"""Judges the coordinates of a list row by row: sound, null, swapped or no coordinates at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from tpdesk.services.placing.systems import DEGREES, GRID, MERCATOR, bring_to_grid, lies_in_britain

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    Floats = NDArray[np.float64]
    Mask = NDArray[np.bool_]

_SYSTEMS = (DEGREES, GRID, MERCATOR)
_FAR_FROM_PLACE_M = 5_000.0
_METRES_PER_DEGREE = 111_320.0


@dataclass(frozen=True, slots=True, eq=False)
class GivenCoordinates:
    """Two columns of numbers as a list gives them.

    Attributes:
        x, y: First and second axis, NaN when blank or unreadable; float64 (n,).
        given: Whether either cell holds something; bool (n,).
        system: EPSG code for each row; int32 (n,).
        decimals: Decimals that the numbers are written with; int32 (n,).
    """

    x: Floats
    y: Floats
    given: Mask
    system: NDArray[np.int32]
    decimals: NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class JudgedCoordinates:
    """What became of the coordinates of each row.

    Attributes:
        easting, northing: Metres on the grid, NaN when not placed by them; float64 (n,).
        sound, null, swapped, invalid: The four verdicts; bool (n,); none of them where nothing is given.
        accuracy_m: Half of the last digit in metres, at least 1.
    """

    easting: Floats
    northing: Floats
    sound: Mask
    null: Mask
    swapped: Mask
    invalid: Mask
    accuracy_m: Floats


def judge_coordinates(
    given: GivenCoordinates, accepted_swaps: Mask, boundary: BaseGeometry | None
) -> JudgedCoordinates:
    """Judge each row and bring the sound ones to the grid; swapped ones only where accepted.

    Args:
        given: The coordinates.
        accepted_swaps: Rows whose exchange a person has accepted.
        boundary: Outline of the place; tells swapped eastings and northings, which no range can.
    """
    readable = ~np.isnan(given.x) & ~np.isnan(given.y)
    null = readable & (given.x == 0) & (given.y == 0)
    system = _systems_by_value(given)
    straight = _inside(given.x, given.y, system) & readable & ~null
    crossed = _inside(given.y, given.x, system) & readable & ~null
    swapped = crossed & ~straight
    if boundary is not None:
        doubtful = straight & crossed & (system == GRID)
        swapped |= doubtful & _meant_the_other_way(given, doubtful, boundary)
    sound = straight & ~swapped
    invalid = given.given & ~null & ~sound & ~swapped
    used_swaps = swapped & accepted_swaps
    easting, northing = _on_grid(given, system, sound, used_swaps)
    return JudgedCoordinates(
        easting, northing, sound, null & given.given, swapped, invalid, _accuracy(given, system)
    )


def _systems_by_value(given: GivenCoordinates) -> NDArray[np.int32]:
    """Keep the system a row states where its numbers can be of it; else take the one they can be of."""
    system = given.system.copy()
    fits = _inside(given.x, given.y, system) | _inside(given.y, given.x, system)
    for candidate in _SYSTEMS:
        either = lies_in_britain(given.x, given.y, candidate) | lies_in_britain(given.y, given.x, candidate)
        better = ~fits & either
        system[better] = candidate
        fits |= better
    return system


def _inside(x: Floats, y: Floats, system: NDArray[np.int32]) -> Mask:
    inside = np.zeros(len(x), dtype=bool)
    for candidate in _SYSTEMS:
        of_it = system == candidate
        inside[of_it] = lies_in_britain(x[of_it], y[of_it], candidate)
    return inside


def _meant_the_other_way(given: GivenCoordinates, doubtful: Mask, boundary: BaseGeometry) -> Mask:
    meant = np.zeros(len(given.x), dtype=bool)
    rows = np.flatnonzero(doubtful)
    x, y = given.x[rows], given.y[rows]
    crossed_inside = shapely.contains_xy(boundary, y, x)
    far = shapely.distance(boundary, shapely.points(x, y)) > _FAR_FROM_PLACE_M
    meant[rows] = crossed_inside & far
    return meant


def _on_grid(
    given: GivenCoordinates, system: NDArray[np.int32], sound: Mask, swaps: Mask
) -> tuple[Floats, Floats]:
    easting = np.full(len(given.x), np.nan)
    northing = np.full(len(given.x), np.nan)
    x = np.where(swaps, given.y, given.x)
    y = np.where(swaps, given.x, given.y)
    for candidate in _SYSTEMS:
        rows = (sound | swaps) & (system == candidate)
        easting[rows], northing[rows] = bring_to_grid(x[rows], y[rows], candidate)
    return easting, northing


def _accuracy(given: GivenCoordinates, system: NDArray[np.int32]) -> Floats:
    unit = np.where(system == DEGREES, _METRES_PER_DEGREE, 1.0)
    accuracy: Floats = np.maximum(1.0, np.round(0.5 * 10.0**-given.decimals * unit, 1))
    return accuracy
