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
        return np.sort(self._order[found[self._inside(found, extent)]])

    def count_in(self, extent: Extent) -> int:
        """How many points lie within a rectangle; squares wholly within are not looked into."""
        columns, rows = self._span(extent)
        inner = self._between((columns[0] + 1, columns[1] - 1), (rows[0] + 1, rows[1] - 1))
        edge = [
            (columns, (rows[0], rows[0])),
            ((columns[0], columns[0]), (rows[0] + 1, rows[1] - 1)),
        ]
        if rows[1] > rows[0]:
            edge.append((columns, (rows[1], rows[1])))
        if columns[1] > columns[0]:
            edge.append(((columns[1], columns[1]), (rows[0] + 1, rows[1] - 1)))
        count = int(np.diff(inner).sum())
        for across, down in edge:
            count += int(self._inside(_places(self._between(across, down)), extent).sum())
        return count

    def any_in(self, extent: Extent) -> bool:
        """Whether any point lies within a rectangle."""
        left, right = self._square(extent.xmin, extent.xmax, self._left, self._columns)
        bottom, top = self._square(extent.ymin, extent.ymax, self._bottom, self._rows)
        for line in range(bottom, top + 1):
            start = int(self._starts[line * self._columns + left])
            end = int(self._starts[line * self._columns + right + 1])
            if end > start:
                x, y = self._x[start:end], self._y[start:end]
                inside = (x >= extent.xmin) & (x <= extent.xmax) & (y >= extent.ymin) & (y <= extent.ymax)
                if inside.any():
                    return True
        return False

    def _candidates(self, extent: Extent) -> NDArray[np.intp]:
        return _places(self._between(*self._span(extent)))

    def _inside(self, places: NDArray[np.intp], extent: Extent) -> NDArray[np.bool_]:
        x, y = self._x[places], self._y[places]
        inside: NDArray[np.bool_] = (
            (x >= extent.xmin) & (x <= extent.xmax) & (y >= extent.ymin) & (y <= extent.ymax)
        )
        return inside

    def _span(self, extent: Extent) -> tuple[tuple[int, int], tuple[int, int]]:
        """First and last column and row of squares that a rectangle touches."""
        columns = self._column(np.array([extent.xmin, extent.xmax]))
        rows = self._row(np.array([extent.ymin, extent.ymax]))
        return (int(columns[0]), int(columns[1])), (int(rows[0]), int(rows[1]))

    def _between(self, columns: tuple[int, int], rows: tuple[int, int]) -> NDArray[np.intp]:
        """For each row of squares, the first place of its points and the place after the last, (k, 2)."""
        if columns[1] < columns[0]:
            return np.zeros((0, 2), dtype=np.intp)
        lines = np.arange(rows[0], rows[1] + 1) * self._columns
        return np.column_stack((self._starts[lines + columns[0]], self._starts[lines + columns[1] + 1]))

    def _square(self, low: float, high: float, start: float, count: int) -> tuple[int, int]:
        """First and last number of the squares between two positions; quicker than arrays for one."""
        first = min(max(int((low - start) / self._side), 0), count - 1)
        return first, min(max(int((high - start) / self._side), 0), count - 1)

    def _column(self, x: NDArray[np.float64]) -> NDArray[np.int64]:
        return _squares(x, self._left, self._side, self._columns)

    def _row(self, y: NDArray[np.float64]) -> NDArray[np.int64]:
        return _squares(y, self._bottom, self._side, self._rows)


def _places(spans: NDArray[np.intp]) -> NDArray[np.intp]:
    """All the numbers in some half-open spans, one after the other."""
    lengths = spans[:, 1] - spans[:, 0]
    steps = np.arange(int(lengths.sum())) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    places: NDArray[np.intp] = np.repeat(spans[:, 0], lengths) + steps
    return places


def _squares(metres: NDArray[np.float64], start: float, side: float, count: int) -> NDArray[np.int64]:
    numbers: NDArray[np.int64] = np.clip((metres - start) / side, 0, count - 1).astype(np.int64)
    return numbers
