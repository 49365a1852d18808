"""Points sorted into squares: what lies in a rectangle or near a position, at once among a million."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tpdesk.domain.scene import Extent

_POINTS_IN_SQUARE = 4.0
_MOST_SQUARES = 1 << 22


class PointGrid:
    """An index of points that never move.

    Args:
        x, y: positions, float64 (n,), without NaN.
    """

    def __init__(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> None:
        """Sort the points by square, row of squares by row of squares."""
        count = len(x)
        self._left, self._bottom = (float(x.min()), float(y.min())) if count else (0.0, 0.0)
        width = float(np.ptp(x)) if count else 0.0
        height = float(np.ptp(y)) if count else 0.0
        squares = min(max(count / _POINTS_IN_SQUARE, 1.0), _MOST_SQUARES)
        self._side = max((max(width, 1.0) * max(height, 1.0) / squares) ** 0.5, 1e-6)
        self._columns = int(width / self._side) + 1
        self._rows = int(height / self._side) + 1
        squares_of = self._row(y) * self._columns + self._column(x)
        self._order = np.argsort(squares_of, kind="stable")
        self._x, self._y = x[self._order], y[self._order]
        self._starts = np.searchsorted(squares_of[self._order], np.arange(self._columns * self._rows + 1))

    def rows_in(self, extent: Extent) -> NDArray[np.intp]:
        """Rows of the points within a rectangle, edge included, in ascending order."""
        found = self._candidates(extent)
        x, y = self._x[found], self._y[found]
        inside = (x >= extent.xmin) & (x <= extent.xmax) & (y >= extent.ymin) & (y <= extent.ymax)
        return np.sort(self._order[found[inside]])

    def any_in(self, extent: Extent) -> bool:
        """Whether any point lies within a rectangle."""
        found = self._candidates(extent)
        x, y = self._x[found], self._y[found]
        inside = (x >= extent.xmin) & (x <= extent.xmax) & (y >= extent.ymin) & (y <= extent.ymax)
        return bool(inside.any())

    def _candidates(self, extent: Extent) -> NDArray[np.intp]:
        edges = np.array([extent.xmin, extent.xmax]), np.array([extent.ymin, extent.ymax])
        first_column, last_column = self._column(edges[0]).tolist()
        first_row, last_row = self._row(edges[1]).tolist()
        lines = np.arange(first_row, last_row + 1) * self._columns
        starts = self._starts[lines + first_column]
        ends = self._starts[lines + last_column + 1]
        lengths = ends - starts
        total = int(lengths.sum())
        steps = np.arange(total) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        found: NDArray[np.intp] = np.repeat(starts, lengths) + steps
        return found

    def _column(self, x: NDArray[np.float64]) -> NDArray[np.int64]:
        return _squares(x, self._left, self._side, self._columns)

    def _row(self, y: NDArray[np.float64]) -> NDArray[np.int64]:
        return _squares(y, self._bottom, self._side, self._rows)


def _squares(metres: NDArray[np.float64], start: float, side: float, count: int) -> NDArray[np.int64]:
    numbers: NDArray[np.int64] = np.clip((metres - start) / side, 0, count - 1).astype(np.int64)
    return numbers
