"""Tells the doubts about positions, in the officer's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from tpdesk.domain.wording import distance_words
from tpdesk.services.placing.swaps import FAR_FROM_POSTCODE_M, FILE_SHARE, LEAST_OF_FILE, SwapReason
from tpdesk.services.placing.systems import GRID

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from tpdesk.services.doubts import DoubtBook
    from tpdesk.services.placing.coordinates import GivenCoordinates, JudgedCoordinates
    from tpdesk.services.placing.positions import PlacingInput, Positions

    Floats = NDArray[np.float64]

_BY_POSTCODE = "Placed by its postcode, if that is a full one."
_LEAST_SAME = 5
_REASONS = {
    SwapReason.PLACE: "as given it lies far from the place, swapped it lies in it",
    SwapReason.NEIGHBOURS: "as given it lies far from the list's other rows, swapped it lies among them",
    SwapReason.FILE: "most rows of the list are",
}


def tell_coordinates(
    given: PlacingInput,
    pair: GivenCoordinates,
    judged: JudgedCoordinates,
    columns: Sequence[str],
    book: DoubtBook,
) -> None:
    """Note the rows whose coordinates are null, unreadable or the wrong way round."""
    column = " and ".join(columns)
    rows = given.rows
    book.add(
        "position_null",
        rows[judged.null],
        "0, 0 is not a position.",
        column=column,
        value=pair.written(judged.null),
        suggestion=_BY_POSTCODE,
    )
    half = judged.invalid & (pair.blank_x ^ pair.blank_y)
    book.add(
        "position_invalid",
        rows[half],
        "One of the two coordinates is blank.",
        column=column,
        value=pair.written(half),
        suggestion=_BY_POSTCODE,
    )
    unusable = judged.invalid & ~half
    book.add(
        "position_invalid",
        rows[unusable],
        "The coordinates cannot be read or lie outside Britain.",
        column=column,
        value=pair.written(unusable),
        suggestion=_BY_POSTCODE,
    )
    _tell_swapped(given, pair, judged, column, book)


def _tell_swapped(
    given: PlacingInput, pair: GivenCoordinates, judged: JudgedCoordinates, column: str, book: DoubtBook
) -> None:
    rows = np.flatnonzero(judged.swapped)
    if not len(rows):
        return
    metres = judged.system[rows] == GRID
    axes = "Easting and northing" if metres.mean() > 0.5 else "Latitude and longitude"
    of_all = int((judged.swapped | judged.sound).sum())
    accepted = given.accepted_swaps
    if len(rows) >= LEAST_OF_FILE and len(rows) >= FILE_SHARE * of_all:
        settled = bool(accepted[rows].all())
        are = "were" if settled else "are"
        book.add_file(
            "axes_swapped",
            f"{axes} {are} the wrong way round in {len(rows):,} of {of_all:,} rows with coordinates."
            f"{' Swapped, as accepted.' if settled else ''}",
            column=column,
            suggestion="" if settled else "Swap the two columns.",
        )
        return
    book.add(
        "axes_swapped",
        given.rows[rows],
        ["Swapped, as accepted." if accepted[row] else _swap_words(given, judged, int(row)) for row in rows],
        column=column,
        value=pair.written(judged.swapped),
        suggestion=[f"{pair.y[row]:.10g}, {pair.x[row]:.10g}" for row in rows],
    )


def _swap_words(given: PlacingInput, judged: JudgedCoordinates, row: int) -> str:
    reason = SwapReason(judged.swap_reason[row])
    if reason is SwapReason.RANGE:
        axes = "Easting and northing" if judged.system[row] == GRID else "Latitude and longitude"
        return f"{axes} are the wrong way round."
    if reason is SwapReason.POSTCODE:
        straight, crossed = judged.from_postcode_m[row], judged.crossed_from_postcode_m[row]
        because = (
            f"as given it lies {distance_words(straight)} from its postcode {given.postcodes[row]},"
            f" swapped {distance_words(crossed)}"
        )
    else:
        because = _REASONS[reason]
    return f"Easting and northing look the wrong way round: {because}."


def tell_far(
    positions: Positions, given: PlacingInput, postcode_at: tuple[Floats, Floats], book: DoubtBook
) -> None:
    """Note the placed rows that lie far from their own postcode."""
    easting, northing = postcode_at
    apart = np.hypot(positions.easting - easting, positions.northing - northing)
    with np.errstate(invalid="ignore"):
        far = np.flatnonzero(apart > FAR_FROM_POSTCODE_M)
    book.add(
        "position_far_from_postcode",
        given.rows[far],
        [f"It lies {distance_words(apart[row])} from its postcode {given.postcodes[row]}." for row in far],
        value=[distance_words(apart[row]) for row in far],
        suggestion="The coordinates are kept; check which of the two is right.",
    )


def tell_positions(
    positions: Positions, given: PlacingInput, boundary: BaseGeometry | None, book: DoubtBook
) -> None:
    """Note the rows outside the place, those without a position, and a list that lies at one spot."""
    placed = positions.placed
    outside = find_outside(positions, boundary)
    book.add(
        "position_outside_place",
        given.rows[outside],
        "It lies outside the place.",
        value=[
            f"{easting:.0f}, {northing:.0f}"
            for easting, northing in zip(positions.easting[outside], positions.northing[outside], strict=True)
        ],
        suggestion="Right if the partner has buildings elsewhere.",
    )
    reasons = np.full(len(given.rows), "No coordinates and no postcode found.", dtype=object)
    reasons[positions.without_list] = "No coordinates, and no list of postcodes was given."
    reasons[positions.swapped & ~placed] = "Its coordinates wait for a decision."
    book.add("unplaced", given.rows[~placed], reasons[~placed])
    own = placed & (positions.method == "own_coordinates")
    if (
        int(own.sum()) >= _LEAST_SAME
        and own.all()
        and np.ptp(positions.easting) < 1 > np.ptp(positions.northing)
    ):
        book.add_file("same_position", f"All {len(own):,} rows lie at one position.")


def find_outside(positions: Positions, boundary: BaseGeometry | None) -> NDArray[np.bool_]:
    """Give the placed rows that lie outside the place; none when its outline is unknown."""
    outside = np.zeros(len(positions.easting), dtype=bool)
    rows = np.flatnonzero(positions.placed)
    if boundary is not None and len(rows):
        shapely.prepare(boundary)
        outside[rows] = ~shapely.intersects_xy(boundary, positions.easting[rows], positions.northing[rows])
    return outside
