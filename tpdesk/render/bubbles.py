"""Paints the bubbles of crowds, out of the way of what is selected."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage, QPainter

from tpdesk.render.fonts import font
from tpdesk.render.symbols_bubble import bubble_radius, paint_count_bubble

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tpdesk.render.map_look import MapLook

WAY = 42.0
"""How far in units a bubble keeps from a selected building."""

_NUMBER_PX = 12.0
_NUMBER_WEIGHT = 600


def paint_bubble(
    painter: QPainter, centre: QPointF, shares: NDArray[np.int64], look: MapLook, *, selected: bool = False
) -> None:
    """Paint one bubble.

    Args:
        painter: of any device.
        centre: of the bubble.
        shares: how many wear each of COLOUR_KEYS.
        look: the theme.
        selected: all it stands for is selected: its disc is the selection's yellow.
    """
    ring = [(look.organisation[index], int(shares[index])) for index in np.flatnonzero(shares).tolist()]
    ink, paper = (look.selection_ink, look.selection) if selected else (look["ink"], look["paper"])
    paint_count_bubble(painter, centre, ring, ink, paper, font(_NUMBER_PX, _NUMBER_WEIGHT))


def bubble_image(shares: NDArray[np.int64], look: MapLook, ratio: float, *, selected: bool = False) -> QImage:
    """A bubble as an image with its middle in the middle."""
    radius = bubble_radius(int(shares.sum())) + 1.0
    side = math.ceil(2 * radius * ratio)
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    middle = side / ratio / 2
    paint_bubble(painter, QPointF(middle, middle), shares, look, selected=selected)
    painter.end()
    return image


def out_of_the_way(
    x: float, y: float, selected_x: NDArray[np.float64], selected_y: NDArray[np.float64]
) -> tuple[float, float]:
    """Where a bubble stands in units when it keeps its distance from the nearest selected building."""
    if len(selected_x) == 0:
        return x, y
    across, down = x - selected_x, y - selected_y
    apart = np.hypot(across, down)
    nearest = int(apart.argmin())
    distance = float(apart[nearest])
    if distance >= WAY:
        return x, y
    if distance < 0.5:
        return x, y - WAY
    push = WAY / distance
    return (
        float(selected_x[nearest] + across[nearest] * push),
        float(selected_y[nearest] + down[nearest] * push),
    )
