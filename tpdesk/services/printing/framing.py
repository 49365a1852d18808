"""Chooses what of the map lies in the frame: the round scale, and where legend and scale stand.

The map is slid within its frame, so that legend and scale come to lie where no building is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import shapely

from tpdesk.domain.page import Rect
from tpdesk.domain.scene import Extent
from tpdesk.services.printing.scales import fitting_scale

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

_SLIDES = (0.0, -0.5, 0.5, -1.0, 1.0)
_LEFTS_AND_TOPS = ((0, 1), (1, 1), (0, 0), (1, 0))
"""Corners by their share of the frame's free width and height: first those at the bottom."""

_SCALE_CORNERS = ((1, 1), (0, 1), (1, 0), (0, 0))
_COST_OF_NUMBERED = 1000.0
_COST_OF_BUILDING = 20.0
_COST_OF_OUTSIDER = 5.0
_COST_OF_PLACE = 40.0
_COST_OF_SLIDE = 0.5
_COST_OF_SCALE_CORNER = 1.0


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
        legend: Size of the legend; None when it stands beside the map.
        scale: Size of the box with scale and north point.
        inset: Between legend and frame.
        margin: Kept free between the bounds and the frame.
    """

    frame: Rect
    legend: tuple[float, float] | None
    scale: tuple[float, float]
    inset: float
    margin: float


@dataclass(frozen=True, slots=True)
class Framing:
    """A map in its frame.

    Attributes:
        scale: Denominator.
        extent: What lies in the frame.
        legend: Where the legend stands on the map; None when it would cover buildings.
        scale_box: Where the scale stands.
    """

    scale: int
    extent: Extent
    legend: Rect | None
    scale_box: Rect


def frame_map(ground: Ground, furniture: Furniture) -> Framing:
    """Give the framing at the largest round scale at which the bounds fit; see the module."""
    scale = fitting_scale(ground.bounds, furniture.frame, furniture.margin)
    if _legend_fits(furniture):
        cost, framing = _best(ground, furniture, scale)
        if cost < _COST_OF_BUILDING:
            return framing
    return _best(ground, replace(furniture, legend=None), scale)[1]


def _legend_fits(furniture: Furniture) -> bool:
    frame = furniture.frame
    if furniture.legend is None:
        return False
    width, height = furniture.legend
    return width <= frame.width * 0.45 and height <= frame.height * 0.45


def _best(ground: Ground, furniture: Furniture, scale: int) -> tuple[float, Framing]:
    legends: list[Rect | None] = [None]
    if furniture.legend is not None:
        inner, size = furniture.frame.grown(-furniture.inset), furniture.legend
        legends = [_corner_rect(inner, size, corner) for corner in _LEFTS_AND_TOPS]
    found: list[tuple[float, Framing]] = []
    for slide in product(_SLIDES, _SLIDES):
        extent = _slid_extent(ground.bounds, furniture, scale, slide)
        loads = _Loads(ground, furniture.frame, extent)
        moved = _COST_OF_SLIDE * (abs(slide[0]) + abs(slide[1]))
        for legend, (rank, corner) in product(legends, enumerate(_SCALE_CORNERS)):
            box = _corner_rect(furniture.frame, furniture.scale, corner)
            if legend is not None and legend.meets(box):
                continue
            cost = moved + rank * _COST_OF_SCALE_CORNER + loads.cost(box)
            cost += 0.0 if legend is None else loads.cost(legend)
            found.append((cost, Framing(scale, extent, legend, box)))
    return min(found, key=lambda pair: pair[0])


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
            covered = shapely.area(shapely.intersection(ground.place, shapely.box(left, bottom, right, top)))
            cost += _COST_OF_PLACE * float(covered) / ((right - left) * (top - bottom))
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


def _corner_rect(frame: Rect, size: tuple[float, float], corner: tuple[int, int]) -> Rect:
    left = frame.left + corner[0] * (frame.width - size[0])
    return Rect(left, frame.top + corner[1] * (frame.height - size[1]), *size)
