"""Tells eastings and northings that stand in each other's column, which no range of numbers can tell."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    Floats = NDArray[np.float64]
    Mask = NDArray[np.bool_]

FAR_FROM_POSTCODE_M = 600.0
_FAR_FROM_PLACE_M = 5_000.0
_TIMES_NEARER = 3.0
_LEAST_NEIGHBOURS = 5
_NEIGHBOURHOOD = 75.0
_AMONG, _APART = 2.0, 5.0
FILE_SHARE = 0.8
"""From this share of the judged rows on, all rows of a file have the same fault."""
LEAST_OF_FILE = 3


class SwapReason(IntEnum):
    """Why the two axes of a row are held to be exchanged."""

    NONE = 0
    RANGE = 1
    POSTCODE = 2
    PLACE = 3
    NEIGHBOURS = 4
    FILE = 5


@dataclass(frozen=True, slots=True, eq=False)
class Surroundings:
    """What else is known of where the rows of a list lie.

    Attributes:
        boundary: Outline of the place, None when it is unknown.
        postcode_easting, postcode_northing: Where each row's own postcode lies, NaN when unknown; (n,).
    """

    boundary: BaseGeometry | None
    postcode_easting: Floats
    postcode_northing: Floats


def find_swapped_metres(
    easting: Floats, northing: Floats, doubtful: Mask, surroundings: Surroundings
) -> NDArray[np.uint8]:
    """Tell why each row's easting and northing are held to be exchanged.

    The row's own postcode is asked first and has the last word; then the place, the other rows of the
    list, and what most rows with a postcode do.

    Args:
        easting, northing: As given, NaN where a row has no metres on the grid; float64 (n,).
        doubtful: Rows whose numbers could be read either way; bool (n,).
        surroundings: What they are judged by.

    Returns:
        A SwapReason for each row, NONE where nothing speaks for it.
    """
    reasons = np.zeros(len(easting), dtype=np.uint8)
    if not doubtful.any():
        return reasons
    straight_fits, crossed_fits = _by_postcode(easting, northing, doubtful, surroundings)
    reasons[crossed_fits] = SwapReason.POSTCODE
    open_rows = doubtful & ~straight_fits & ~crossed_fits
    if surroundings.boundary is not None:
        inside, meant = _by_place(easting, northing, open_rows, surroundings.boundary)
        reasons[meant] = SwapReason.PLACE
        open_rows &= ~inside & ~meant
    judged = int(straight_fits.sum() + crossed_fits.sum())
    if LEAST_OF_FILE <= crossed_fits.sum() >= FILE_SHARE * judged:
        reasons[open_rows] = SwapReason.FILE
    else:
        reasons[_by_neighbours(easting, northing, open_rows, reasons == 0)] = SwapReason.NEIGHBOURS
    return reasons


def _by_postcode(
    easting: Floats, northing: Floats, doubtful: Mask, surroundings: Surroundings
) -> tuple[Mask, Mask]:
    """Give the rows that lie at their postcode as given, and those that would lie there exchanged.

    Near the line on which both axes are equal a row fits either way: it is in neither, and follows its file.
    """
    there_e, there_n = surroundings.postcode_easting, surroundings.postcode_northing
    straight = np.hypot(easting - there_e, northing - there_n)
    crossed = np.hypot(northing - there_e, easting - there_n)
    with np.errstate(invalid="ignore"):
        straight_near, crossed_near = straight <= FAR_FROM_POSTCODE_M, crossed <= FAR_FROM_POSTCODE_M
        nearer = crossed_near & (_TIMES_NEARER * crossed <= straight)
    return doubtful & straight_near & ~crossed_near, doubtful & ~straight_near & nearer


def _by_place(easting: Floats, northing: Floats, rows: Mask, boundary: BaseGeometry) -> tuple[Mask, Mask]:
    """Give the rows inside the place as given, and those far from it that would lie in it exchanged."""
    inside, meant = np.zeros(len(easting), dtype=bool), np.zeros(len(easting), dtype=bool)
    chosen = np.flatnonzero(rows)
    x, y = easting[chosen], northing[chosen]
    shapely.prepare(boundary)
    inside[chosen] = shapely.contains_xy(boundary, x, y)
    crossed = np.flatnonzero(shapely.contains_xy(boundary, y, x) & ~inside[chosen])
    far = shapely.distance(boundary, shapely.points(x[crossed], y[crossed])) > _FAR_FROM_PLACE_M
    meant[chosen[crossed[far]]] = True
    return inside, meant


def _by_neighbours(easting: Floats, northing: Floats, rows: Mask, others: Mask) -> Mask:
    """Give the rows far from all the others of their list that would lie among them exchanged."""
    meant = np.zeros(len(easting), dtype=bool)
    known = others & ~np.isnan(easting) & ~np.isnan(northing)
    if not rows.any() or known.sum() <= _LEAST_NEIGHBOURS:
        return meant
    middle_e, middle_n = np.median(easting[known]), np.median(northing[known])
    straight = np.hypot(easting - middle_e, northing - middle_n)
    crossed = np.hypot(northing - middle_e, easting - middle_n)
    reach = float(np.percentile(straight[known], _NEIGHBOURHOOD))
    with np.errstate(invalid="ignore"):
        away = straight > max(_APART * reach, _FAR_FROM_PLACE_M)
        among = crossed <= max(_AMONG * reach, FAR_FROM_POSTCODE_M)
    return rows & away & among
