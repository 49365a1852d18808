"""Chooses what of the map lies in the frame: the round scale, and where legend and scale stand.

The map is slid within its frame, and the legend tried in several shapes along the frame's edges, so that
legend and scale come to lie where neither the place nor a building is.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import shapely

from tpdesk.domain.page import Rect
from tpdesk.domain.scene import Extent
from tpdesk.services.printing.scales import fitting_scale

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

_SLIDES = (0.0, -0.5, 0.5, -1.0, 1.0)
_CORNERS = ((0.0, 1.0), (1.0, 1.0), (0.0, 0.0), (1.0, 0.0))
_BETWEEN = (0.25, 0.5, 0.75)
_PLACES = (
    *_CORNERS,
    *((side, share) for side in (0.0, 1.0) for share in _BETWEEN),
    *((share, side) for side in (1.0, 0.0) for share in _BETWEEN),
)
"""Where a legend may stand, by shares of the frame's free width and height: corners first, then edges."""

_SCALE_CORNERS = ((1, 1), (0, 1), (1, 0), (0, 0))
_COST_OF_NUMBERED = 1000.0
_COST_OF_BUILDING = 20.0
_COST_OF_OUTSIDER = 5.0
_COST_OF_PLACE = 500.0
_COST_OF_EDGE_OF_PLACE = 25.0
_COST_OF_SLIDE = 0.5
_COST_OF_SCALE_CORNER = 1.0
_COST_OF_NO_CORNER = 1.5
_COST_OF_SHAPE = 1.0

_SHARE_OF_STRAYS = 0.02
_LEAST_OF_MANY = 8
_WIDE_GAP = 0.25
_MARGIN = 0.03
_LEAST_SIDE_M = 400.0


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """What the frame has to show.

    Attributes:
        bounds: Must lie within the frame.
        x, y: Positions of the buildings, float64 (n,).
        numbered: Which of them have a number, bool (n,).
        within: Which of them lie in the place, bool (n,): only those must be seen.
        place: Boundary, better not covered; None when it is not known.
    """

    bounds: Extent
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    numbered: NDArray[np.bool_]
    within: NDArray[np.bool_]
    place: BaseGeometry | None


@dataclass(frozen=True, slots=True)
class Furniture:
    """Sizes of what stands on the map, in millimetres: width and height.

    Attributes:
        frame: The map's frame.
        legends: Sizes of the legend in its shapes, the usual one first; none when it stands beside the map.
        scale: Size of the box with scale and north point.
        inset: Between legend and frame.
        margin: Kept free between the bounds and the frame.
    """

    frame: Rect
    legends: tuple[tuple[float, float], ...]
    scale: tuple[float, float]
    inset: float
    margin: float


@dataclass(frozen=True, slots=True)
class Framing:
    """A map in its frame.

    Attributes:
        scale: Denominator.
        extent: What lies in the frame.
        legend: Where the legend stands on the map; None when it would cover the place or buildings.
        scale_box: Where the scale stands.
        shape: Which of the legend's shapes it has.
    """

    scale: int
    extent: Extent
    legend: Rect | None
    scale_box: Rect
    shape: int = 0


def frame_map(ground: Ground, furniture: Furniture) -> Framing:
    """Give the framing at the largest round scale at which the bounds fit; see the module."""
    scale = fitting_scale(ground.bounds, furniture.frame, furniture.margin)
    fitting = tuple(
        (shape, size) for shape, size in enumerate(furniture.legends) if _is_small(size, furniture.frame)
    )
    if fitting:
        cost, framing = _best(ground, furniture, scale, fitting)
        if cost < _COST_OF_BUILDING:
            return framing
    return _best(ground, furniture, scale, ())[1]


def _is_small(size: tuple[float, float], frame: Rect) -> bool:
    width, height = size
    return (
        width <= frame.width * 0.62
        and height <= frame.height * 0.62
        and width * height <= frame.width * frame.height * 0.2
    )


def _best(
    ground: Ground, furniture: Furniture, scale: int, shapes: Sequence[tuple[int, tuple[float, float]]]
) -> tuple[float, Framing]:
    """Give the cheapest framing, and what its legend covers alone."""
    inner = furniture.frame.grown(-furniture.inset)
    legends = [
        (shape, number * _COST_OF_SHAPE + (0.0 if place in _CORNERS else _COST_OF_NO_CORNER), rect)
        for number, (shape, size) in enumerate(shapes)
        for place in _PLACES
        for rect in (_placed(inner, size, place),)
    ]
    found: list[tuple[float, float, Framing]] = []
    for slide in product(_SLIDES, _SLIDES):
        extent = _slid_extent(ground.bounds, furniture, scale, slide)
        loads = _Loads(ground, furniture.frame, extent)
        moved = _COST_OF_SLIDE * (abs(slide[0]) + abs(slide[1]))
        for rank, corner in enumerate(_SCALE_CORNERS):
            box = _placed(furniture.frame, furniture.scale, corner)
            cost = moved + rank * _COST_OF_SCALE_CORNER + loads.cost(box)
            if not legends:
                found.append((cost, 0.0, Framing(scale, extent, None, box)))
            for shape, own, legend in legends:
                if not legend.meets(box.grown(furniture.inset)):
                    covers = loads.cost(legend)
                    framing = Framing(scale, extent, legend, box, shape)
                    found.append((cost + own + covers, covers, framing))
    _, covers, framing = min(found, key=lambda each: each[0])
    return covers, framing


class _Loads:
    """What a box on the map would cover."""

    def __init__(self, ground: Ground, frame: Rect, extent: Extent) -> None:
        self._ground, self._frame, self._extent = ground, frame, extent
        self._metres = extent.width / frame.width
        self._known: dict[Rect, float] = {}

    def cost(self, box: Rect) -> float:
        if box not in self._known:
            self._known[box] = self._cost(box)
        return self._known[box]

    def _cost(self, box: Rect) -> float:
        ground, metres = self._ground, self._metres
        left = self._extent.xmin + (box.left - self._frame.left) * metres
        top = self._extent.ymax - (box.top - self._frame.top) * metres
        right, bottom = left + box.width * metres, top - box.height * metres
        edge = 2.0 * metres
        inside = (ground.x > left - edge) & (ground.x < right + edge)
        inside &= (ground.y > bottom - edge) & (ground.y < top + edge)
        numbered = float(np.count_nonzero(inside & ground.numbered))
        within = float(np.count_nonzero(inside & ground.within))
        outside = float(np.count_nonzero(inside)) - within
        cost = _COST_OF_NUMBERED * numbered + _COST_OF_BUILDING * within + _COST_OF_OUTSIDER * outside
        if ground.place is not None:
            edges = shapely.box(left - edge, bottom - edge, right + edge, top + edge)
            if shapely.intersects(ground.place, edges):
                covered = shapely.area(shapely.intersection(ground.place, edges))
                cost += _COST_OF_EDGE_OF_PLACE + _COST_OF_PLACE * float(covered) / shapely.area(edges)
        return cost


def _slid_extent(bounds: Extent, furniture: Furniture, scale: int, slide: tuple[float, float]) -> Extent:
    frame, metres = furniture.frame, scale / 1000.0
    width, height = frame.width * metres, frame.height * metres
    margin = furniture.margin * metres
    free_x = max((width - bounds.width) / 2 - margin, 0.0)
    free_y = max((height - bounds.height) / 2 - margin, 0.0)
    x, y = bounds.centre
    x, y = x + slide[0] * free_x, y + slide[1] * free_y
    return Extent(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def _placed(frame: Rect, size: tuple[float, float], place: tuple[float, float]) -> Rect:
    left = frame.left + place[0] * (frame.width - size[0])
    return Rect(left, frame.top + place[1] * (frame.height - size[1]), *size)


# --- what the frame has to show when no boundary says it ----------------------------------------------


def main_extent(x: NDArray[np.float64], y: NDArray[np.float64]) -> Extent:
    """Give the bounds of all buildings but a few that lie far from the rest, as wrong positions do."""
    inside = _without_strays(x) & _without_strays(y)
    x, y = x[inside], y[inside]
    extent = Extent(float(x.min()), float(y.min()), float(x.max()), float(y.max()))
    side = max(extent.width, extent.height)
    return extent.grown(max(side * _MARGIN, (_LEAST_SIDE_M - side) / 2))


def _without_strays(places: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Leave out at either end the few beyond a gap that is wide against all the others lie in."""
    ordered = np.sort(places)
    few = max(round(len(ordered) * _SHARE_OF_STRAYS), 1) if len(ordered) >= _LEAST_OF_MANY else 0
    if not few:
        return np.ones(len(places), dtype=bool)
    middle = ordered[few:-few]
    wide = max(_WIDE_GAP * float(middle[-1] - middle[0]), _LEAST_SIDE_M)
    gaps = np.diff(ordered)
    low, high = np.flatnonzero(gaps[:few] > wide), np.flatnonzero(gaps[::-1][:few] > wide)
    least = ordered[low[-1] + 1] if len(low) else ordered[0]
    most = ordered[::-1][high[-1] + 1] if len(high) else ordered[-1]
    kept: NDArray[np.bool_] = (places >= least) & (places <= most)
    return kept
