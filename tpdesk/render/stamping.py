"""Stamps small pictures onto an image: one by one when few, by arrays when many."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PySide6.QtGui import QImage, QPainter

FEW = 400
"""Up to so many stamps the painter is faster than the arrays."""


def image_pixels(image: QImage) -> NDArray[np.uint8]:
    """The pixels of an image of 32 bits, live: uint8 (h, w, 4); it must outlive the array."""
    rows = np.frombuffer(image.bits(), dtype=np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 4 * image.width()].reshape(image.height(), image.width(), 4)


def draw_stamps(
    painter: QPainter, stamp: QImage, columns: NDArray[np.float64], rows: NDArray[np.float64]
) -> None:
    """Draw a picture centred on whole device pixels about positions in logical pixels."""
    ratio = stamp.devicePixelRatio()
    left = np.floor(columns * ratio - stamp.width() / 2 + 0.5) / ratio
    top = np.floor(rows * ratio - stamp.height() / 2 + 0.5) / ratio
    for x, y in zip(left.tolist(), top.tolist(), strict=True):
        painter.drawImage(QPointF(x, y), stamp)


def stamp_array(
    pixels: NDArray[np.uint8], stamp: QImage, columns: NDArray[np.float64], rows: NDArray[np.float64]
) -> None:
    """Lay a picture over pixels at many places; positions and result as `draw_stamps`.

    Args:
        pixels: uint8 (h, w, 4), premultiplied, changed in place.
        stamp: premultiplied ARGB32.
        columns, rows: centres in logical pixels of the stamp's device pixel ratio.
    """
    ratio = stamp.devicePixelRatio()
    height, width = pixels.shape[:2]
    ink = image_pixels(stamp)
    left = np.floor(columns * ratio - stamp.width() / 2 + 0.5).astype(np.int64)
    top = np.floor(rows * ratio - stamp.height() / 2 + 0.5).astype(np.int64)
    inside = (left > -stamp.width()) & (left < width) & (top > -stamp.height()) & (top < height)
    margin_x, margin_y = stamp.width(), stamp.height()
    wide = np.zeros((height + 2 * margin_y, width + 2 * margin_x, 4), dtype=np.uint8)
    wide[margin_y : margin_y + height, margin_x : margin_x + width] = pixels
    flat = wide.reshape(-1, 4).view(np.uint32).reshape(-1)
    places = np.unique((top[inside] + margin_y) * (width + 2 * margin_x) + left[inside] + margin_x)
    for down, right in _inwards(stamp.height(), stamp.width()):
        _lay(flat, places + (down * (width + 2 * margin_x) + right), ink[down, right])
    pixels[:] = wide[margin_y : margin_y + height, margin_x : margin_x + width]


def _inwards(height: int, width: int) -> list[tuple[int, int]]:
    """The pixels of a stamp from its rim to its middle: where stamps overlap, ink lies above edges."""
    middle = ((height - 1) / 2, (width - 1) / 2)
    every = [(down, right) for down in range(height) for right in range(width)]
    return sorted(every, key=lambda pixel: -math.dist(pixel, middle))


def _lay(flat: NDArray[np.uint32], places: NDArray[np.int64], ink: NDArray[np.uint8]) -> None:
    alpha = int(ink[3])
    if alpha == 0:
        return
    if alpha == 255:
        flat[places] = ink.view(np.uint32)[0]
        return
    below = flat[places].view(np.uint8).reshape(-1, 4).astype(np.uint16)
    mixed = ink + (below * (255 - alpha) + 127) // 255
    flat[places] = mixed.astype(np.uint8).view(np.uint32).reshape(-1)
