"""Sets numbered symbols apart that would lie on each other, and finds a place for each number."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tpdesk.domain.page import Rect

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

Point = tuple[float, float]

_ROUNDS = 160
_PULL = 0.04
_GOLDEN = 2.399963
_DIRECTIONS = (-90, 0, 180, 90, -45, -135, 45, 135, -67, -113, -22, -158, 22, 158, 67, 113)
"""Where a number stands about its symbol, the best first: above, right, left, below, then between."""

_COST_OF_STEP = 6.0
_COST_OF_DIRECTION = 0.35
_COST_OF_BUILDING = 1.5
_COST_OF_ARROW = 4.0


def set_apart(places: Sequence[Point], least: float, room: Rect, blocked: Sequence[Rect]) -> list[Point]:
    """Move places as little as needed until any two are so far apart, within a room.

    Args:
        places: where the symbols really are, in millimetres.
        least: from middle to middle.
        room: none leaves it.
        blocked: rectangles none lies in, when there is another way.
    """
    true = np.array(places, dtype=np.float64).reshape(len(places), 2)
    now = true.copy()
    for turn in range(_ROUNDS):
        moved = _pushes(now, least)
        now += moved
        if turn < _ROUNDS * 0.6:
            now += (true - now) * _PULL
        _keep_in(now, room, blocked)
        if turn >= _ROUNDS * 0.6 and not moved.any():
            break
    return [(float(x), float(y)) for x, y in now]


def _pushes(places: NDArray[np.float64], least: float) -> NDArray[np.float64]:
    across = places[:, None, :] - places[None, :, :]
    apart = np.hypot(across[..., 0], across[..., 1])
    one, other = np.nonzero((apart < least - 1e-6) & ~np.eye(len(places), dtype=bool))
    between, way = apart[one, other], across[one, other]
    # Two on one spot part along a direction of their own, so that many on one spot fan out.
    turn = _GOLDEN * np.minimum(one, other)
    own = np.column_stack((np.cos(turn), np.sin(turn))) * np.where(one < other, 1.0, -1.0)[:, None]
    together = between <= 1e-9
    way = np.where(together[:, None], own, way / np.where(together, 1.0, between)[:, None])
    moves = np.zeros_like(places)
    np.add.at(moves, one, way * ((least - between) / 2 * 1.01)[:, None])
    return moves


def _keep_in(places: NDArray[np.float64], room: Rect, blocked: Sequence[Rect]) -> None:
    for box in blocked:
        inside = (places[:, 0] > box.left) & (places[:, 0] < box.right)
        inside &= (places[:, 1] > box.top) & (places[:, 1] < box.bottom)
        for row in np.flatnonzero(inside).tolist():
            _push_out(places[row], box, room)
    np.clip(places[:, 0], room.left, room.right, out=places[:, 0])
    np.clip(places[:, 1], room.top, room.bottom, out=places[:, 1])


def _push_out(place: NDArray[np.float64], box: Rect, room: Rect) -> None:
    ways = (
        (place[0] - box.left, 0, box.left),
        (box.right - place[0], 0, box.right),
        (place[1] - box.top, 1, box.top),
        (box.bottom - place[1], 1, box.bottom),
    )
    limits = ((room.left, room.right), (room.top, room.bottom))
    open_ways = [way for way in ways if limits[way[1]][0] <= way[2] <= limits[way[1]][1]]
    _, axis, edge = min(open_ways or ways)
    place[axis] = edge


@dataclass(frozen=True, slots=True)
class NumberPlace:
    """Where a number stands: its box, and whether a line must lead to it."""

    box: Rect
    led: bool


@dataclass(frozen=True, slots=True, eq=False)
class Surroundings:
    """What numbers keep clear of.

    Attributes:
        room: None leaves it.
        blocked: Rectangles that must not be covered.
        symbol: Side of a numbered symbol, in millimetres.
        buildings: Middles of the other symbols, float64 (n, 2): better not covered.
        arrows: Lines that are better not covered.
    """

    room: Rect
    blocked: tuple[Rect, ...]
    symbol: float
    buildings: NDArray[np.float64]
    arrows: tuple[tuple[Point, Point], ...] = ()


def place_numbers(
    symbols: Sequence[Point], widths: Sequence[float], height: float, around: Surroundings
) -> list[NumberPlace]:
    """Give each symbol's number a box that meets no other box and no numbered symbol.

    Args:
        symbols: middles of the numbered symbols.
        widths: of the numbers' boxes.
        height: of a box.
        around: what else is there.
    """
    taken = [Rect.about(x, y, around.symbol, around.symbol) for x, y in symbols]
    taken.extend(around.blocked)
    on_arrows = np.array([point for arrow in around.arrows for point in _along(*arrow)]).reshape(-1, 2)
    found: dict[int, NumberPlace] = {}
    for row in _crowded_first(symbols, height * 3):
        place = _place(symbols[row], (widths[row], height), taken, around, on_arrows)
        found[row] = place
        taken.append(place.box.grown(height * 0.08))
    return [found[row] for row in range(len(symbols))]


def _crowded_first(symbols: Sequence[Point], reach: float) -> list[int]:
    near = [sum(math.dist(one, other) < reach for other in symbols) for one in symbols]
    return sorted(range(len(symbols)), key=lambda row: (-near[row], row))


def _place(
    symbol: Point,
    size: Point,
    taken: Sequence[Rect],
    around: Surroundings,
    on_arrows: NDArray[np.float64],
) -> NumberPlace:
    best: tuple[float, NumberPlace] | None = None
    edges = np.array([(box.left, box.top, box.right, box.bottom) for box in taken])
    for cost, step, box in _choices(symbol, size, around.symbol):
        if best is not None and cost >= best[0]:
            break
        if not around.room.holds(box) or _meets_any(box, edges):
            continue
        whole = cost
        whole += _COST_OF_BUILDING * _held(box.grown(around.symbol * 0.3), around.buildings)
        whole += _COST_OF_ARROW * min(_held(box, on_arrows), 2)
        if best is None or whole < best[0]:
            best = (whole, NumberPlace(box, step > 0))
    if best is None:
        raise ValueError("the map is too small for its numbers")
    return best[1]


def _choices(symbol: Point, size: Point, symbol_size: float) -> Iterator[tuple[float, int, Rect]]:
    """Boxes about a symbol with their cost, the cheapest ring first."""
    gap = symbol_size * 0.3
    for step in range(200):
        for rank, degrees in enumerate(_DIRECTIONS):
            way = (math.cos(math.radians(degrees)), math.sin(math.radians(degrees)))
            reach = symbol_size / 2 + gap + step * size[1] * 0.5
            # Out along the direction until the box clears the symbol's square by the gap.
            across = (reach + size[0] / 2) / max(abs(way[0]), 1e-9)
            down = (reach + size[1] / 2) / max(abs(way[1]), 1e-9)
            out = min(across, down)
            x, y = symbol[0] + way[0] * out, symbol[1] + way[1] * out
            yield _COST_OF_STEP * step + _COST_OF_DIRECTION * rank, step, Rect.about(x, y, *size)


def _meets_any(box: Rect, edges: NDArray[np.float64]) -> bool:
    meets = (edges[:, 0] < box.right) & (box.left < edges[:, 2])
    meets &= (edges[:, 1] < box.bottom) & (box.top < edges[:, 3])
    return bool(meets.any())


def _held(box: Rect, places: NDArray[np.float64]) -> int:
    if len(places) == 0:
        return 0
    inside = (places[:, 0] > box.left) & (places[:, 0] < box.right)
    inside &= (places[:, 1] > box.top) & (places[:, 1] < box.bottom)
    return int(np.count_nonzero(inside))


def _along(start: Point, end: Point) -> Iterable[Point]:
    steps = max(int(math.dist(start, end)), 1)
    for step in range(steps + 1):
        share = step / steps
        yield start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
