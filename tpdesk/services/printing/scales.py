"""Round scales, the bar that shows them, and the lines of the grid."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from tpdesk.domain.page import Rect
    from tpdesk.domain.scene import Extent

_STEPS = (1.0, 1.25, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 7.5, 8.0)
ROUND_SCALES: tuple[int, ...] = tuple(
    round(step * 10**power) for power in range(2, 8) for step in _STEPS if step * 10**power >= 500
)
"""Denominators a map may have, from the largest scale to the smallest."""

_NICE = (1.0, 2.0, 5.0)


def fitting_scale(extent: Extent, frame: Rect, margin: float) -> int:
    """Give the largest round scale at which an extent fits a frame with a margin (mm) on every side."""
    width, height = frame.width - 2 * margin, frame.height - 2 * margin
    need = max(extent.width / width, extent.height / height) * 1000.0
    fitting = [scale for scale in ROUND_SCALES if scale >= need - 1e-6]
    return fitting[0] if fitting else ROUND_SCALES[-1]


@dataclass(frozen=True, slots=True)
class ScaleBar:
    """A bar of equal parts.

    Attributes:
        part_m: Length of a part on the ground.
        parts: How many there are.
        scale: The map's.
    """

    part_m: float
    parts: int
    scale: int

    @property
    def part_mm(self) -> float:
        """Length of a part on paper."""
        return self.part_m * 1000.0 / self.scale

    @property
    def length_mm(self) -> float:
        """Length of the bar on paper."""
        return self.part_mm * self.parts

    @property
    def figures(self) -> tuple[str, ...]:
        """What stands at the ends of the parts; the last names the unit."""
        in_km = self.part_m * self.parts >= 1000.0
        unit, name = (1000.0, "km") if in_km else (1.0, "m")
        found = [f"{number * self.part_m / unit:g}" for number in range(self.parts + 1)]
        found[-1] += f" {name}"
        return tuple(found)


def scale_bar(scale: int, most_mm: float) -> ScaleBar:
    """Give the longest bar of 2 to 5 round parts within a length."""
    bars = [
        ScaleBar(step * 10.0**power, parts, scale)
        for power in range(6)
        for step in _NICE
        for parts in (2, 3, 4, 5)
    ]
    fitting = [bar for bar in bars if bar.length_mm <= most_mm]
    # Three or four parts read best; so long as the bar is not much shorter, they win.
    return max(fitting or bars[:1], key=lambda bar: bar.length_mm * (1.25 if bar.parts in (3, 4) else 1.0))


@dataclass(frozen=True, slots=True)
class Grid:
    """Lines of the National Grid that cross a map.

    Attributes:
        step_m: Metres between two.
        eastings, northings: Of the lines.
    """

    step_m: float
    eastings: tuple[float, ...]
    northings: tuple[float, ...]

    def figure(self, position: float) -> str:
        """A line in kilometres, as maps number it."""
        return f"{position / 1000.0:g}"


def grid_of(extent: Extent, scale: int, least_mm: float) -> Grid:
    """Give the lines of the grid at a round distance of at least so many millimetres on paper."""
    least_m = least_mm * scale / 1000.0
    power = math.floor(math.log10(least_m))
    step = next(
        each * 10.0**exponent
        for exponent in (power, power + 1)
        for each in _NICE
        if each * 10.0**exponent >= least_m - 1e-6
    )
    return Grid(step, _multiples(extent.xmin, extent.xmax, step), _multiples(extent.ymin, extent.ymax, step))


def _multiples(first: float, last: float, step: float) -> tuple[float, ...]:
    numbers = np.arange(math.ceil(first / step), math.floor(last / step) + 1)
    return tuple((numbers * step).tolist())
