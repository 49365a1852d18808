"""Where buildings crowd: which of them stand together under one number at a resolution."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tpdesk.domain.look import COLOUR_KEYS
from tpdesk.render.map_view import no_pause
from tpdesk.render.symbols_bubble import bubble_radius

if TYPE_CHECKING:
    from collections.abc import Callable

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
_SLICE = 100_000


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
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    colours: NDArray[np.int8],
    resolution: float,
    pause: Callable[[], None] = no_pause,
) -> Crowds:
    """Gather buildings whose symbols would cover each other.

    Buildings are counted in fixed squares of the map, so that a view that moves changes nothing. A square is
    a crowd when at least four stand in it of which some hide others; buildings under its bubble join it.
    """
    crowd, squares = _gather(x, y, resolution, 0.0, pause)
    alone = np.flatnonzero(crowd < 0)
    if 0 < len(alone) <= _MOST_SECOND:
        # What crowds across the edges of squares is found by a second net, half a square aside.
        second, _ = _gather(x[alone], y[alone], resolution, CELL * resolution / 2, pause)
        crowd, squares = _with_second(x, y, crowd, squares, (alone, second, CELL * resolution))
    sums = _sums(x, y, colours, crowd, len(squares), pause)
    relabel = np.arange(len(squares) + 1)
    relabel[-1] = -1
    for _ in range(_ROUNDS):
        hosts = _hosts(squares, sums, resolution)
        left, place = np.unique(hosts, return_inverse=True)
        squares, sums = squares[left], sums.joined(place, len(left))
        relabel = np.append(place, -1)[relabel]
        pause()
    crowd = relabel[crowd].astype(np.int32)
    joined = _join(x, y, crowd, (squares, sums), (resolution, pause))
    pause()
    sums = sums.plus(_sums(x[joined], y[joined], colours[joined], crowd[joined], len(squares), pause))
    return Crowds(crowd, *sums.middle(), sums.shares.sum(axis=1), sums.shares)


@dataclass(frozen=True, slots=True, eq=False)
class _Sums:
    """Of each crowd: the sums of the positions of its buildings, and how many wear each colour."""

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    shares: NDArray[np.int64]

    def middle(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The mean position of each crowd."""
        members = np.maximum(self.shares.sum(axis=1), 1)
        return self.x / members, self.y / members

    def joined(self, place: NDArray[np.intp], count: int) -> _Sums:
        """The sums after each crowd went to a place among fewer."""
        shares = np.zeros((count, self.shares.shape[1]), dtype=np.int64)
        np.add.at(shares, place, self.shares)
        return _Sums(
            _weighed(place, self.x, count),
            _weighed(place, self.y, count),
            shares,
        )

    def plus(self, other: _Sums) -> _Sums:
        """The sums of two lots of buildings of the same crowds."""
        return _Sums(self.x + other.x, self.y + other.y, self.shares + other.shares)


def _sums(
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    colours: NDArray[np.int8],
    crowd: NDArray[np.int32],
    count: int,
    pause: Callable[[], None],
) -> _Sums:
    """Add up the buildings that are in crowds, a slice at a time."""
    kinds = len(COLOUR_KEYS)
    total_x, total_y = np.zeros(count), np.zeros(count)
    shares = np.zeros(count * kinds, dtype=np.int64)
    members = np.flatnonzero(crowd >= 0)
    for start in range(0, len(members), _SLICE):
        rows = members[start : start + _SLICE]
        group = crowd[rows].astype(np.int64)
        total_x += _weighed(group, x[rows], count)
        total_y += _weighed(group, y[rows], count)
        pause()
        shares += np.bincount(group * kinds + colours[rows], minlength=count * kinds)
        pause()
    return _Sums(total_x, total_y, shares.reshape(count, kinds))


def _weighed(groups: NDArray[np.integer], weights: NDArray[np.float64], count: int) -> NDArray[np.float64]:
    return np.bincount(groups, weights=weights, minlength=count).astype(np.float64, copy=False)


def _gather(
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    resolution: float,
    shift: float,
    pause: Callable[[], None],
) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """The crowds of the squares of a net: crowd of each building, and the square of each crowd."""
    if shift:
        x, y = x + shift, y + shift
    squares, square_of, counts = _count(x, y, CELL * resolution, pause)
    spots, spot_of, _ = _count(x, y, _SPOT * resolution, pause)
    occupied = _distinct(square_of, spot_of, len(squares), len(spots))
    pause()
    crowded = (counts >= _LEAST) & ((counts - occupied >= 2) | (counts >= _ALWAYS))
    number = np.full(len(squares), -1, dtype=np.int32)
    number[crowded] = np.arange(int(crowded.sum()), dtype=np.int32)
    crowd = number[square_of]
    pause()
    return crowd, squares[crowded]


def _with_second(
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    crowd: NDArray[np.int32],
    squares: NDArray[np.int64],
    found: tuple[NDArray[np.intp], NDArray[np.int32], float],
) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Add the crowds of the second net; one whose middle lies in the square of another joins it."""
    alone, second, side = found
    inside = second >= 0
    count = int(second.max()) + 1
    members = np.maximum(np.bincount(second[inside], minlength=count), 1)
    middle_x = _weighed(second[inside], x[alone[inside]], count) / members
    middle_y = _weighed(second[inside], y[alone[inside]], count) / members
    home = np.floor(middle_y / side).astype(np.int64) * _STRIDE + np.floor(middle_x / side).astype(np.int64)
    together = np.unique(np.concatenate((squares, home)))
    merged = np.full(len(crowd), -1, dtype=np.int32)
    first = crowd >= 0
    merged[first] = np.searchsorted(together, squares)[crowd[first]]
    merged[alone[inside]] = np.searchsorted(together, home)[second[inside]]
    return merged, together


def _count(
    x: NDArray[np.float64], y: NDArray[np.float64], side: float, pause: Callable[[], None]
) -> tuple[NDArray[np.int64], NDArray[np.intp], NDArray[np.int64]]:
    """Squares that hold anything, the square of each building, and how many are in each."""
    numbers = _numbers(x, y, side, pause)
    order = np.argsort(numbers, kind="stable")
    pause()
    ranked = numbers[order]
    first = np.ones(len(ranked), dtype=bool)
    np.not_equal(ranked[1:], ranked[:-1], out=first[1:])
    pause()
    starts = np.flatnonzero(first)
    counts = np.diff(np.append(starts, len(ranked)))
    square_of = np.empty(len(ranked), dtype=np.intp)
    for start in range(0, len(starts), _SLICE):
        some = counts[start : start + _SLICE]
        place = np.repeat(np.arange(start, start + len(some)), some)
        square_of[order[starts[start] : starts[start] + len(place)]] = place
        pause()
    return ranked[starts], square_of, counts


def _numbers(
    x: NDArray[np.float64], y: NDArray[np.float64], side: float, pause: Callable[[], None]
) -> NDArray[np.int64]:
    """The number of the square each building stands in, row by row of squares."""
    numbers = np.empty(len(x), dtype=np.int64)
    for start in range(0, len(x), _SLICE):
        some = slice(start, start + _SLICE)
        numbers[some] = np.floor(y[some] / side) * _STRIDE + np.floor(x[some] / side)
        pause()
    return numbers


def _distinct(
    square_of: NDArray[np.intp], spot_of: NDArray[np.intp], squares: int, spots: int
) -> NDArray[np.int64]:
    """How many spots are occupied in each square; the squares' sides are a whole number of spots."""
    square_of_spot = np.zeros(spots, dtype=np.intp)
    square_of_spot[spot_of] = square_of
    return np.bincount(square_of_spot, minlength=squares)


def _hosts(squares: NDArray[np.int64], sums: _Sums, resolution: float) -> NDArray[np.intp]:
    """Where crowds go whose bubbles would touch: to the largest about them, if that stays."""
    count = len(squares)
    own = np.arange(count)
    if count < 2:
        return own
    middle_x, middle_y = sums.middle()
    rank = np.empty(count, dtype=np.int64)
    rank[np.lexsort((squares, sums.shares.sum(axis=1)))] = own
    best, host = rank.copy(), own.copy()
    for step in _AROUND[1:]:
        place = np.minimum(np.searchsorted(squares, squares + step), count - 1)
        apart = np.hypot(middle_x[place] - middle_x, middle_y[place] - middle_y)
        greater = (squares[place] == squares + step) & (apart < _TOUCH * resolution) & (rank[place] > best)
        best[greater], host[greater] = rank[place][greater], place[greater]
    return np.where((host == own)[host], host, own)


def _join(
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    crowd: NDArray[np.int32],
    bubbles: tuple[NDArray[np.int64], _Sums],
    view: tuple[float, Callable[[], None]],
) -> NDArray[np.intp]:
    """Let buildings that stand alone under a bubble of their own or a neighbouring square join it."""
    squares, sums = bubbles
    resolution, pause = view
    alone = np.flatnonzero(crowd < 0)
    if len(alone) == 0 or len(squares) == 0:
        return alone[:0]
    own = _numbers(x[alone], y[alone], CELL * resolution, pause)
    close = _are_among(own, np.unique(squares[:, None] + np.array(_AROUND)), pause)
    alone, own = alone[close], own[close]
    bubble_x, bubble_y = sums.middle()
    reach = (bubble_radius(1) + _SYMBOL_HALF) * resolution
    for step in _AROUND:
        place = np.minimum(np.searchsorted(squares, own + step), len(squares) - 1)
        near = (
            (squares[place] == own + step)
            & (np.hypot(bubble_x[place] - x[alone], bubble_y[place] - y[alone]) < reach)
            & (crowd[alone] < 0)
        )
        crowd[alone[near]] = place[near].astype(np.int32)
        pause()
    return alone[crowd[alone] >= 0]


def _are_among(
    numbers: NDArray[np.int64], known: NDArray[np.int64], pause: Callable[[], None]
) -> NDArray[np.bool_]:
    """Which numbers occur among some that are sorted."""
    found = np.empty(len(numbers), dtype=bool)
    for start in range(0, len(numbers), _SLICE):
        some = numbers[start : start + _SLICE]
        place = np.minimum(np.searchsorted(known, some), len(known) - 1)
        found[start : start + _SLICE] = known[place] == some
        pause()
    return found


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
