"""The symbols at 9 pixels, hinted by hand: for plain screens at wide views, and for one-bit output."""

from functools import cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage

from tpdesk.domain.look import ORGANISATION_KINDS, SYMBOL_STATES, SymbolState
from tpdesk.files.resources import resource_path


@cache
def _stamps() -> dict[tuple[str, SymbolState], NDArray[np.bool_]]:
    text = resource_path("symbols", "stamps-9px.txt").read_text(encoding="utf-8")
    stamps: dict[tuple[str, SymbolState], NDArray[np.bool_]] = {}
    for block in text.split("\n\n"):
        name, *rows = block.strip().splitlines()
        kind = name.replace("-", "_")
        if kind not in ORGANISATION_KINDS:
            continue
        columns = zip(*(row.split() for row in rows), strict=True)
        for state, column in zip(SYMBOL_STATES, columns, strict=True):
            stamps[kind, state] = np.array([[mark == "#" for mark in row] for row in column])
    return stamps


def stamp_mask(kind: str, state: SymbolState) -> NDArray[np.bool_]:
    """Which of 9 x 9 pixels are inked; a kind that is not known looks like other."""
    return _stamps()[kind if kind in ORGANISATION_KINDS else "other", state]


def stamp_masks(kind: str, state: SymbolState, margin: int) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Ink and paper of a stamp inside a margin: the paper is the silhouette grown by one pixel all round."""
    ink = np.pad(stamp_mask(kind, state), margin)
    solid = np.pad(stamp_mask(kind, "in_use"), margin)
    paper = np.zeros_like(solid)
    for down in (-1, 0, 1):
        for right in (-1, 0, 1):
            paper |= np.roll(solid, (down, right), axis=(0, 1))
    return ink, paper


def stamp_image(kind: str, state: SymbolState, colours: tuple[QColor, QColor | None], margin: int) -> QImage:
    """A stamp in its colour on paper inside a margin; without a colour for the paper there is none."""
    colour, paper = colours
    ink, edge = stamp_masks(kind, state, margin)
    pixels = np.zeros(ink.shape, dtype=np.uint32)
    if paper is not None:
        pixels[edge] = paper.rgba()
    pixels[ink] = colour.rgba()
    side = ink.shape[0]
    image = QImage(pixels.tobytes(), side, side, 4 * side, QImage.Format.Format_ARGB32)
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied).copy()
