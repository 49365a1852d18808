"""Lengths and areas of what is drawn on the map, in words."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_BAR_STEPS = (1.0, 2.0, 5.0)


def polyline_length(corners: Sequence[tuple[float, float]]) -> float:
    """Length in metres of a way through corners."""
    return sum(math.dist(one, other) for one, other in pairwise(corners))


def polygon_area(corners: Sequence[tuple[float, float]]) -> float:
    """Area in square metres within corners, the last joined to the first."""
    ends = [*corners[1:], corners[0]]
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(corners, ends, strict=True))) / 2


def length_text(metres: float) -> str:
    """A length as people say it: 53 m, 2.35 km, 12 km."""
    if metres < 1000:
        return f"{metres:,.0f} m"
    return f"{metres / 1000:,.2f} km" if metres < 10_000 else f"{metres / 1000:,.1f} km"


def area_text(square_metres: float) -> str:
    """An area as people say it: 1,234 m², 12.3 ha, 4.56 km²."""
    if square_metres < 10_000:
        return f"{square_metres:,.0f} m²"
    if square_metres < 1_000_000:
        return f"{square_metres / 10_000:,.1f} ha"
    return f"{square_metres / 1_000_000:,.2f} km²"


def scale_bar(resolution: float, widest_px: float) -> tuple[float, str]:
    """The longest round length that fits.

    Args:
        resolution: metres in a pixel.
        widest_px: room for the bar.

    Returns:
        Metres, and how they are written: 1, 2 or 5 times a power of ten.
    """
    most = resolution * widest_px
    power = math.pow(10.0, math.floor(math.log10(most)))
    metres = max(step * power for step in _BAR_STEPS if step * power <= most)
    return metres, f"{metres / 1000:g} km" if metres >= 1000 else f"{metres:g} m"
