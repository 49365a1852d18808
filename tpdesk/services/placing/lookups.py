"""What rows are placed by, as placing sees it: lists that know where each postcode or UPRN lies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class PostcodeHits(Protocol):
    """Where postcodes lie: metres on the grid with NaN, and 0 unknown, 1 found, 2 without a position."""

    @property
    def easting(self) -> NDArray[np.float64]:
        """Metres east."""
        ...

    @property
    def northing(self) -> NDArray[np.float64]:
        """Metres north."""
        ...

    @property
    def status(self) -> NDArray[np.uint8]:
        """0 unknown, 1 found, 2 known but without a position."""
        ...


class PostcodeList(Protocol):
    """A list of all postcodes with their positions."""

    def find(self, codes: NDArray[np.object_], /) -> PostcodeHits:
        """Look up postcodes of any spacing."""
        ...


class UprnHits(Protocol):
    """Where UPRNs lie: metres on the grid, NaN when unknown."""

    @property
    def easting(self) -> NDArray[np.float64]:
        """Metres east."""
        ...

    @property
    def northing(self) -> NDArray[np.float64]:
        """Metres north."""
        ...


class UprnList(Protocol):
    """A list of UPRNs with their positions."""

    def find(self, uprns: NDArray[np.object_], /) -> UprnHits:
        """Look up UPRNs written as digits; None is unknown."""
        ...
