"""Where buildings crowd: which of them stand together under one number at a resolution."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tpdesk.domain.look import COLOUR_KEYS
from tpdesk.render.symbols_bubble import bubble_radius

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tpdesk.domain.scene import Extent

CELL = 48.0
"""Side in units of the squares in which buildings are counted."""

_LEAST = 4
_ALWAYS = 7
_SPOT = 16.0
_SYMBOL_HALF = 8.0
_STRIDE = 1 << 24
_AROUND = (0, 1, -1, _STRIDE, -_STRIDE, _STRIDE + 1, _STRIDE - 1, 1 - _STRIDE, -1 - _STRIDE)
_TOUCH = 46.0
_ROUNDS = 3
_MOST_SECOND = 100_000


@dataclass(frozen=True, slots=True, eq=False)
class Crowds:
    """The crowds among some buildings at one resolution.

    Attributes:
        crowd: Which crowd each building belongs to, int32 (n,), -1 when it stands alone.
        x, y: Where the bubbles stand, metres, float64 (k,).
        counts: How many buildings each stands for, int64 (k,).
        shares: How many of them wear each of COLOUR_KEYS, int64 (k, 12).
    """

    crowd: NDArray[np.int32]
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    counts: NDArray[np.int64]
    shares: NDArray[np.int64]

    def in_extent(self, extent: Extent) -> NDArray[np.intp]:
        """Bubbles whose middle lies in a rectangle."""
        return np.flatnonzero(
            (self.x >= extent.xmin)
            & (self.x <= extent.xmax)
            & (self.y >= extent.ymin)
            & (self.y <= extent.ymax)
        )

    def members(self, crowd: int) -> NDArray[np.intp]:
        """The buildings of a crowd."""
        return np.flatnonzero(self.crowd == crowd)


def find_crowds(
    x: NDArray[np.float64], y: NDArray[np.float64], colours: NDArray[np.int8], resolution: float
) -> Crowds:
    """Gather buildings whose symbols would cover each other.

    Buildings are counted in fixed squares of the map, so that a view that moves changes nothing. A square is
    a crowd when at least four stand in it of which some hide others; buildings under its bubble join it.
    """
    crowd, squares = _gather(x, y, resolution, 0.0)
    alone = np.flatnonzero(crowd < 0)
    if 0 < len(alone) <= _MOST_SECOND:
        # What crowds across the edges of squares is found by a second net, half a square aside.
        second, _ = _gather(x[alone], y[alone], resolution, CELL * resolution / 2)
        crowd, squares = _with_second(x, y, crowd, squares, (alone, second, CELL * resolution))
    for _ in range(_ROUNDS):
        squares = _merge(x, y, crowd, squares, resolution)
    _join(x, y, crowd, (squares, *_middles(x, y, crowd, len(squares))), resolution)
    bubble_x, bubble_y = _middles(x, y, crowd, len(squares))
    inside = crowd >= 0
    kinds = len(COLOUR_KEYS)
    shares = np.bincount(
        crowd[inside].astype(np.int64) * kinds + colours[inside], minlength=len(squares) * kinds
    ).reshape(-1, kinds)
    return Crowds(crowd, bubble_x, bubble_y, shares.sum(axis=1), shares)


def _gather(
    x: NDArray[np.float64], y: NDArray[np.float64], resolution: float, shift: float
) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """The crowds of the squares of a net: crowd of each building, and the square of each crowd."""
    squares, square_of, counts = _count(x + shift, y + shift, CELL * resolution)
    spots, spot_of, _ = _count(x + shift, y + shift, _SPOT * resolution)
    occupied = _distinct(square_of, spot_of, len(squares), len(spots))
    crowded = (counts >= _LEAST) & ((counts - occupied >= 2) | (counts >= _ALWAYS))
    number = np.full(len(squares), -1, dtype=np.int32)
    number[crowded] = np.arange(int(crowded.sum()), dtype=np.int32)
    return number[square_of], squares[crowded]


def _with_second(
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    crowd: NDArray[np.int32],
    squares: NDArray[np.int64],
    found: tuple[NDArray[np.intp], NDArray[np.int32], float],
) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Add the crowds of the second net; one whose middle lies in the square of another joins it."""
    alone, second, side = found
    count = int(second.max()) + 1
    middle_x, middle_y = _middles(x[alone], y[alone], second, count)
    home = np.floor(middle_y / side).astype(np.int64) * _STRIDE + np.floor(middle_x / side).astype(np.int64)
    together = np.unique(np.concatenate((squares, home)))
    merged = np.full(len(crowd), -1, dtype=np.int32)
    first = crowd >= 0
    merged[first] = np.searchsorted(together, squares[crowd[first]])
    inside = second >= 0
    merged[alone[inside]] = np.searchsorted(together, home[second[inside]])
    return merged, together


def no_crowds(count: int) -> Crowds:
    """What there is when crowds are not shown."""
    nothing = np.zeros(0)
    return Crowds(
        np.full(count, -1, dtype=np.int32),
        nothing,
        nothing,
        np.zeros(0, np.int64),
        np.zeros((0, len(COLOUR_KEYS)), np.int64),
    )


def _count(
    x: NDArray[np.float64], y: NDArray[np.float64], side: float
) -> tuple[NDArray[np.int64], NDArray[np.intp], NDArray[np.intp]]:
    numbers = np.floor(y / side).astype(np.int64) * _STRIDE + np.floor(x / side).astype(np.int64)
    squares, square_of, counts = np.unique(numbers, return_inverse=True, return_counts=True)
    return squares, square_of, counts


def _distinct(
    square_of: NDArray[np.intp], spot_of: NDArray[np.intp], squares: int, spots: int
) -> NDArray[np.int64]:
    """How many spots are occupied in each square; the squares' sides are a whole number of spots."""
    square_of_spot = np.zeros(spots, dtype=np.intp)
    square_of_spot[spot_of] = square_of
    return np.bincount(square_of_spot, minlength=squares)


def _middles(
    x: NDArray[np.float64], y: NDArray[np.float64], crowd: NDArray[np.int32], count: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The mean position of each crowd."""
    inside = crowd >= 0
    members = np.maximum(np.bincount(crowd[inside], minlength=count), 1)
    return (
        np.bincount(crowd[inside], weights=x[inside], minlength=count) / members,
        np.bincount(crowd[inside], weights=y[inside], minlength=count) / members,
    )


def _merge(
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    crowd: NDArray[np.int32],
    squares: NDArray[np.int64],
    resolution: float,
) -> NDArray[np.int64]:
    """Let crowds whose bubbles would touch join the largest about them; gives the squares that are left."""
    if len(squares) < 2:
        return squares
    middle_x, middle_y = _middles(x, y, crowd, len(squares))
    counts = np.bincount(crowd[crowd >= 0], minlength=len(squares))
    rank = np.empty(len(squares), dtype=np.int64)
    rank[np.lexsort((squares, counts))] = np.arange(len(squares))
    best, host = rank.copy(), np.arange(len(squares))
    for step in _AROUND[1:]:
        place = np.minimum(np.searchsorted(squares, squares + step), len(squares) - 1)
        apart = np.hypot(middle_x[place] - middle_x, middle_y[place] - middle_y)
        greater = (squares[place] == squares + step) & (apart < _TOUCH * resolution) & (rank[place] > best)
        best[greater], host[greater] = rank[place][greater], place[greater]
    leads = host == np.arange(len(squares))
    host = np.where(leads[host], host, np.arange(len(squares)))
    left = np.unique(host)
    renumber = np.full(len(squares), -1, dtype=np.int32)
    renumber[left] = np.arange(len(left), dtype=np.int32)
    inside = crowd >= 0
    crowd[inside] = renumber[host[crowd[inside]]]
    return squares[left]


def _join(
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    crowd: NDArray[np.int32],
    bubbles: tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]],
    resolution: float,
) -> None:
    """Let buildings that stand alone under a bubble of their own or a neighbouring square join it."""
    squares, bubble_x, bubble_y = bubbles
    alone = np.flatnonzero(crowd < 0)
    if len(alone) == 0 or len(squares) == 0:
        return
    side = CELL * resolution
    own = np.floor(y[alone] / side).astype(np.int64) * _STRIDE + np.floor(x[alone] / side).astype(np.int64)
    reach = (bubble_radius(1) + _SYMBOL_HALF) * resolution
    for step in _AROUND:
        place = np.minimum(np.searchsorted(squares, own + step), len(squares) - 1)
        near = (
            (squares[place] == own + step)
            & (np.hypot(bubble_x[place] - x[alone], bubble_y[place] - y[alone]) < reach)
            & (crowd[alone] < 0)
        )
        crowd[alone[near]] = place[near].astype(np.int32)
