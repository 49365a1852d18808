"""Tiles: which ones a view needs, and those that are kept, with stand-ins for those that are not."""

from __future__ import annotations

import math
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from tpdesk.domain.scene import Extent
from tpdesk.gui.canvas.viewport import level_resolution

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QImage

TILE_PX = 512
"""Side of a tile in device pixels."""

_MOST_TILES = 220
_STAND_IN_LEVELS = (2, 4, 1, 6, 3, 8, 5, 10, 12, -1, -2)


class TileKey(NamedTuple):
    """One square of the map at one level; columns count eastwards and rows northwards from the origin."""

    level: int
    column: int
    row: int


class Sprite(NamedTuple):
    """A small picture that stands upright above the tiles: its middle in metres, and what it belongs to."""

    x: float
    y: float
    image: QImage
    crowd: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Tile:
    """A painted tile.

    Attributes:
        ground: Its pixels.
        bubbles: Bubbles whose middle lies within it.
        edition: Which scene and theme it shows.
        names: Names whose middle lies within it; None until they are placed.
    """

    ground: QImage
    bubbles: tuple[Sprite, ...]
    edition: int
    names: tuple[Sprite, ...] | None = None


@dataclass(frozen=True, slots=True)
class TileGrid:
    """The squares for a screen of a device pixel ratio."""

    ratio: float

    def side(self, level: int) -> float:
        """Side of a tile in metres."""
        return TILE_PX / self.ratio * level_resolution(level)

    def extent(self, key: TileKey) -> Extent:
        """What a tile shows."""
        side = self.side(key.level)
        return Extent(key.column * side, key.row * side, (key.column + 1) * side, (key.row + 1) * side)

    def covering(self, extent: Extent, level: int) -> list[TileKey]:
        """The tiles that together show an extent, those nearest to its middle first."""
        side = self.side(level)
        columns = range(math.floor(extent.xmin / side), math.ceil(extent.xmax / side))
        rows = range(math.floor(extent.ymin / side), math.ceil(extent.ymax / side))
        x, y = extent.centre[0] / side - 0.5, extent.centre[1] / side - 0.5
        keys = [TileKey(level, column, row) for column in columns for row in rows]
        return sorted(keys, key=lambda key: (key.column - x) ** 2 + (key.row - y) ** 2)


class TileStore:
    """The tiles that were painted, as many as memory allows, the longest unseen leaving first."""

    def __init__(self, most: int = _MOST_TILES) -> None:
        """Keep so many at the most."""
        self._tiles: OrderedDict[TileKey, Tile] = OrderedDict()
        self._most = most

    def __len__(self) -> int:
        """Count the tiles."""
        return len(self._tiles)

    def get(self, key: TileKey) -> Tile | None:
        """A tile, of whatever edition, or None."""
        tile = self._tiles.get(key)
        if tile is not None:
            self._tiles.move_to_end(key)
        return tile

    def put(self, key: TileKey, tile: Tile) -> None:
        """Keep a tile in place of an older one."""
        self._tiles[key] = tile
        self._tiles.move_to_end(key)
        while len(self._tiles) > self._most:
            self._tiles.popitem(last=False)

    def clear(self) -> None:
        """Keep nothing: what is there has become wrong, not only old."""
        self._tiles.clear()

    def stand_ins(self, key: TileKey, grid: TileGrid) -> Iterator[tuple[TileKey, Tile]]:
        """Tiles of another level that together cover a missing one, or none."""
        extent = grid.extent(key)
        inner = extent.grown(-grid.side(key.level) * 1e-6)
        for step in _STAND_IN_LEVELS:
            others = grid.covering(inner, key.level + step)
            if all(other in self._tiles for other in others):
                yield from ((other, self._tiles[other]) for other in others)
                return
