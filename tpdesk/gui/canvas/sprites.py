"""Many small pictures above the tiles, placed all at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from PySide6.QtCore import QPointF

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray
    from PySide6.QtGui import QImage, QPainter

    from tpdesk.domain.scene import Extent
    from tpdesk.gui.canvas.tiles import Sprite, Tile
    from tpdesk.gui.canvas.viewport import Viewport


@dataclass(frozen=True, slots=True, eq=False)
class SpriteSheet:
    """Sprites as columns.

    Attributes:
        x, y: Their middles in metres, float64 (n,).
        width, height: Of their images in device pixels, float64 (n,).
        images: The images.
        crowds: Layer and crowd that each stands for, None for names.
    """

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    width: NDArray[np.float64]
    height: NDArray[np.float64]
    images: tuple[QImage, ...]
    crowds: tuple[tuple[int, int] | None, ...]

    @classmethod
    def of(cls, sprites: Iterable[Sprite]) -> SpriteSheet:
        """Lay sprites out as columns."""
        listed = list(sprites)
        return cls(
            np.array([each.x for each in listed]),
            np.array([each.y for each in listed]),
            np.array([each.image.width() for each in listed], dtype=np.float64),
            np.array([each.image.height() for each in listed], dtype=np.float64),
            tuple(each.image for each in listed),
            tuple(each.crowd for each in listed),
        )

    def __len__(self) -> int:
        """Count them."""
        return len(self.images)

    def middles(self, viewport: Viewport) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Where they stand in the widget."""
        return (
            (self.x - viewport.left) / viewport.resolution,
            (viewport.top - self.y) / viewport.resolution,
        )

    def at(
        self, columns: NDArray[np.float64], rows: NDArray[np.float64], at: QPointF, ratio: float
    ) -> int | None:
        """Number of the round sprite that covers a place, None when none does."""
        if len(self) == 0:
            return None
        apart = np.hypot(columns - at.x(), rows - at.y())
        nearest = int(apart.argmin())
        return nearest if apart[nearest] <= self.width[nearest] / 2 / ratio else None

    def paint(
        self,
        painter: QPainter,
        middles: tuple[NDArray[np.float64], NDArray[np.float64]],
        images: tuple[QImage, ...],
        ratio: float,
    ) -> None:
        """Paint them about their middles, on whole device pixels so that they stay sharp."""
        left = (np.round(middles[0] * ratio - self.width / 2) / ratio).tolist()
        top = (np.round(middles[1] * ratio - self.height / 2) / ratio).tolist()
        draw, point = painter.drawImage, QPointF
        for x, y, image in zip(left, top, images, strict=True):
            draw(point(x, y), image)

    def clear_of(
        self,
        middles: tuple[NDArray[np.float64], NDArray[np.float64]],
        boxes: list[tuple[float, float, float, float]],
        ratio: float,
    ) -> NDArray[np.bool_]:
        """Which of them cover none of some rectangles (left, top, right, bottom)."""
        clear = np.ones(len(self), dtype=bool)
        across, down = self.width / 2 / ratio, self.height / 2 / ratio
        for left, top, right, bottom in boxes:
            clear &= (
                (middles[0] + across < left)
                | (middles[0] - across > right)
                | (middles[1] + down < top)
                | (middles[1] - down > bottom)
            )
        return clear

    def some(self, chosen: NDArray[np.bool_]) -> SpriteSheet:
        """Those that a mask picks."""
        places = np.flatnonzero(chosen).tolist()
        return SpriteSheet(
            self.x[chosen],
            self.y[chosen],
            self.width[chosen],
            self.height[chosen],
            tuple(self.images[place] for place in places),
            tuple(self.crowds[place] for place in places),
        )


class ShownTile(NamedTuple):
    """A tile or stand-in, its level, and the part of the map for which it is shown."""

    tile: Tile
    level: int
    extent: Extent


class SheetCache:
    """Keeps the sheets of the tiles that were asked for last: a drag asks for the same again and again."""

    def __init__(self) -> None:
        """Keep nothing yet."""
        nothing = SpriteSheet.of(())
        self._shown: list[ShownTile] = []
        self._bubbles = nothing
        self._named: tuple[Tile, ...] = ()
        self._names = nothing

    def bubbles(self, shown: list[ShownTile]) -> SpriteSheet:
        """The bubbles of some tiles, each once, and of a stand-in only what lies where it stands in."""
        same = len(shown) == len(self._shown) and all(
            one.tile is other.tile and one.extent == other.extent
            for one, other in zip(shown, self._shown, strict=True)
        )
        if not same:
            found = {
                (each.level, sprite.crowd): sprite
                for each in shown
                for sprite in each.tile.bubbles
                if each.extent.holds(sprite.x, sprite.y)
            }
            self._shown, self._bubbles = shown, SpriteSheet.of(found.values())
        return self._bubbles

    def names(self, tiles: tuple[Tile, ...]) -> SpriteSheet:
        """The names of some tiles."""
        same = len(tiles) == len(self._named) and all(
            one is other for one, other in zip(tiles, self._named, strict=True)
        )
        if not same:
            self._named = tiles
            self._names = SpriteSheet.of(name for tile in tiles for name in tile.names or ())
        return self._names
