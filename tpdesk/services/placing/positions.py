"""What is known of where the rows of a list lie: as the list says it, and as it is settled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tpdesk.services.placing.systems import GRID

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tpdesk.services.placing.coordinates import GivenCoordinates

    Floats = NDArray[np.float64]
    Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class PlacingInput:
    """All that a list says about where its rows lie.

    Attributes:
        rows: Row numbers as Excel counts, int32 (n,).
        coordinates: Pairs of columns of coordinates, the better first.
        coordinate_columns: Headings of each pair, for the doubts.
        accepted_swaps: Rows whose exchange of axes is accepted, bool (n,).
        grid_references: Grid references or None, object (n,).
        postcodes: Postcodes as read, or None, object (n,).
        uprns: UPRNs as digits or None, object (n,).
        shapes: Shapes or None, in ``shape_system``.
        shape_system: EPSG code of the shapes.
        postcode_column: Heading of the column of postcodes, for the doubts.
    """

    rows: NDArray[np.int32]
    coordinates: tuple[GivenCoordinates, ...]
    coordinate_columns: tuple[tuple[str, str], ...]
    accepted_swaps: Mask
    grid_references: NDArray[np.object_]
    postcodes: NDArray[np.object_]
    uprns: NDArray[np.object_] | None = None
    shapes: NDArray[np.object_] | None = None
    shape_system: int = GRID
    postcode_column: str = "postcode"


@dataclass(slots=True, eq=False)
class Positions:
    """Where each row lies, and what that rests on.

    Attributes:
        easting, northing: Metres on the grid, NaN when unplaced; float64 (n,).
        method: A word of the vocabulary ``location_method``; object (n,).
        accuracy_m: How far the true position may be; NaN when unplaced.
        source_x, source_y: Coordinates as given, NaN when none; float64 (n,).
        source_system: ``EPSG:4326`` and the like, None when none; object (n,).
        footprints: Multipolygons on the grid or None; object (n,).
        swapped: Rows proposed to be exchanged, bool (n,).
        without_list: Rows left unplaced that a list of postcodes may place, bool (n,).
    """

    easting: Floats
    northing: Floats
    method: NDArray[np.object_]
    accuracy_m: Floats
    source_x: Floats
    source_y: Floats
    source_system: NDArray[np.object_]
    footprints: NDArray[np.object_]
    swapped: Mask
    without_list: Mask

    @property
    def placed(self) -> Mask:
        """Whether each row has a position."""
        placed: Mask = ~np.isnan(self.easting)
        return placed

    def put(self, rows: Mask, easting: Floats, northing: Floats, method: str, accuracy_m: Floats) -> None:
        """Place rows that are not placed yet; each array is as long as the list."""
        self.easting[rows] = easting[rows]
        self.northing[rows] = northing[rows]
        self.method[rows] = method
        self.accuracy_m[rows] = accuracy_m[rows]

    def counts(self) -> dict[str, int]:
        """Count the placed rows by method."""
        methods, numbers = np.unique(self.method[self.placed].astype(str), return_counts=True)
        return dict(zip(methods.tolist(), numbers.tolist(), strict=True))
