"""Judges the coordinates of a list row by row: sound, null, swapped or no coordinates at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tpdesk.services.placing.swaps import SwapReason, find_swapped_metres
from tpdesk.services.placing.systems import DEGREES, GRID, MERCATOR, bring_to_grid, lies_in_britain

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tpdesk.services.placing.swaps import Surroundings

    Floats = NDArray[np.float64]
    Mask = NDArray[np.bool_]

_SYSTEMS = (DEGREES, GRID, MERCATOR)
_METRES_PER_DEGREE = 111_320.0


@dataclass(frozen=True, slots=True, eq=False)
class GivenCoordinates:
    """Two columns of numbers as a list gives them.

    Attributes:
        x, y: First and second axis, NaN when blank or unreadable; float64 (n,).
        given: Whether either cell holds something; bool (n,).
        system: EPSG code for each row; int32 (n,).
        decimals: Decimals that the numbers are written with; int32 (n,).
        cells_x, cells_y: The cells as the list has them, None when blank; object (n,).
    """

    x: Floats
    y: Floats
    given: Mask
    system: NDArray[np.int32]
    decimals: NDArray[np.int32]
    cells_x: NDArray[np.object_]
    cells_y: NDArray[np.object_]

    @property
    def blank_x(self) -> Mask:
        """Rows whose first cell is blank."""
        return _are_blank(self.cells_x)

    @property
    def blank_y(self) -> Mask:
        """Rows whose second cell is blank."""
        return _are_blank(self.cells_y)

    def written(self, rows: Mask) -> list[str]:
        """Give both cells of some rows as the list has them."""
        pairs = zip(self.cells_x[rows], self.cells_y[rows], strict=True)
        return [f"{_cell_words(x)}, {_cell_words(y)}" for x, y in pairs]


_LONGEST_WORDS = 100


def _are_blank(cells: NDArray[np.object_]) -> Mask:
    return np.fromiter((cell is None for cell in cells.tolist()), bool, len(cells))


def _cell_words(cell: object) -> str:
    if cell is None:
        return "blank"
    return f"{cell:.10g}" if isinstance(cell, float) else str(cell).strip()[:_LONGEST_WORDS]


@dataclass(frozen=True, slots=True, eq=False)
class JudgedCoordinates:
    """What became of the coordinates of each row.

    Attributes:
        easting, northing: Metres on the grid, NaN when not placed by them; float64 (n,).
        sound, null, swapped, invalid: The four verdicts; bool (n,); none of them where nothing is given.
        accuracy_m: Half of the last digit in metres, at least 1.
        system: EPSG code that each row's numbers were read by; int32 (n,).
        swap_reason: Why a row is held to be swapped, a SwapReason; uint8 (n,).
        from_postcode_m, crossed_from_postcode_m: From the row's own postcode as given, and exchanged, by the
            numbers as metres on the grid; NaN when unknown; float64 (n,).
    """

    easting: Floats
    northing: Floats
    sound: Mask
    null: Mask
    swapped: Mask
    invalid: Mask
    accuracy_m: Floats
    system: NDArray[np.int32]
    swap_reason: NDArray[np.uint8]
    from_postcode_m: Floats
    crossed_from_postcode_m: Floats


def judge_coordinates(
    given: GivenCoordinates, accepted_swaps: Mask, around: Surroundings
) -> JudgedCoordinates:
    """Judge each row and bring the sound ones to the grid; swapped ones only where accepted.

    Args:
        given: The coordinates.
        accepted_swaps: Rows whose exchange a person has accepted.
        around: What tells swapped eastings and northings, which no range can.
    """
    readable = ~np.isnan(given.x) & ~np.isnan(given.y)
    null = readable & (given.x == 0) & (given.y == 0)
    system = _systems_by_value(given)
    straight = _inside(given.x, given.y, system) & readable & ~null
    crossed = _inside(given.y, given.x, system) & readable & ~null
    metres = straight & (system == GRID)
    x, y = np.where(metres, given.x, np.nan), np.where(metres, given.y, np.nan)
    reason = find_swapped_metres(x, y, metres & crossed, around)
    reason[crossed & ~straight] = SwapReason.RANGE
    swapped = reason != SwapReason.NONE
    sound = straight & ~swapped
    easting, northing = _on_grid(given, system, sound, swapped & accepted_swaps)
    there_e, there_n = around.postcode_easting, around.postcode_northing
    return JudgedCoordinates(
        easting=easting,
        northing=northing,
        sound=sound,
        null=null & given.given,
        swapped=swapped,
        invalid=given.given & ~null & ~sound & ~swapped,
        accuracy_m=_accuracy(given, system),
        system=system,
        swap_reason=reason,
        from_postcode_m=np.hypot(given.x - there_e, given.y - there_n),
        crossed_from_postcode_m=np.hypot(given.y - there_e, given.x - there_n),
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
