"""Keeps the window supplied with tiles: asks the worker, stores what comes, paints what is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF, Signal

from tpdesk.gui.canvas.map_index import MapIndex
from tpdesk.gui.canvas.sprites import SheetCache, ShownTile
from tpdesk.gui.canvas.tile_worker import Order, TileWorker
from tpdesk.gui.canvas.tiles import Tile, TileGrid, TileKey, TileStore
from tpdesk.gui.canvas.viewport import Viewport, level_resolution

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PySide6.QtGui import QPainter

    from tpdesk.domain.scene import Scene
    from tpdesk.gui.canvas.sprites import SpriteSheet
    from tpdesk.render.crowds import Crowds
    from tpdesk.render.map_look import MapLook

_RING_PX = 140.0
_SPRITE_REACH_PX = 110.0
_SAME = 1e-9


class TileFeed(QObject):
    """The tiles of the scene that is shown."""

    painted = Signal()
    """Something new can be seen."""
    indexed = Signal()
    """The scene can be pointed at."""

    def __init__(self, parent: QObject) -> None:
        """Stand ready; the worker starts with the first scene."""
        super().__init__(parent)
        self.index = MapIndex()
        self._scene: Scene | None = None
        self._look: MapLook | None = None
        self._grid = TileGrid(1.0)
        self._store = TileStore()
        self._sheets = SheetCache()
        self._edition = 0
        self._crowds: dict[int, tuple[Crowds, ...]] = {}
        self._hidden: dict[int, list[NDArray[np.bool_]]] = {}
        self.worker = TileWorker(self)
        self.worker.tile_painted.connect(self._take_tile)
        self.worker.index_made.connect(self._take_index)
        self.worker.crowds_found.connect(self._take_crowds)

    def show(self, scene: Scene, look: MapLook, ratio: float) -> None:
        """Show another scene or theme, or on another screen; tiles of the same place stand in meanwhile."""
        same = (
            self._scene is not None
            and self._scene.extent == scene.extent
            and self._look == look
            and self._grid.ratio == ratio
        )
        if not same:
            self._store.clear()
        self._scene, self._look = scene, look
        self._grid = TileGrid(ratio)
        self._edition += 1
        self._crowds.clear()
        self._hidden.clear()
        self.worker.set_order(Order(scene, look, self._grid, self._edition))
        if not self.worker.isRunning():
            self.worker.start()

    def stop(self) -> None:
        """End the worker."""
        self.worker.stop()

    def hold(self) -> None:
        """A frame is due: the worker stands back until `let_go`."""
        self.worker.hold()

    def let_go(self) -> None:
        """The frame is painted."""
        self.worker.let_go()

    def request(self, viewport: Viewport) -> None:
        """Ask for what a view lacks, then for its surroundings, then for the whole map."""
        if self._scene is None or not self.worker.isRunning():
            return
        level = viewport.level
        ring = viewport.extent.grown(_RING_PX * viewport.resolution)
        whole = viewport.fitted(self._scene.extent)
        visible = self._grid.covering(viewport.extent, level)
        wanted = dict.fromkeys(
            [*visible, *self._grid.covering(ring, level), *self._grid.covering(whole.extent, whole.level)]
        )
        missing = [key for key in wanted if not self._is_fresh(self._store.get(key))]
        unnamed = []
        for key in wanted:
            tile = self._store.get(key)
            if tile is not None and self._is_fresh(tile) and tile.names is None and key.level == level:
                unnamed.append((key, tile))
        self.worker.want(missing, unnamed, level)

    def is_complete(self, viewport: Viewport) -> bool:
        """Whether every tile of a view is there, with its names."""
        tiles = [self._store.get(key) for key in self._grid.covering(viewport.extent, viewport.level)]
        return all(tile is not None and self._is_fresh(tile) and tile.names is not None for tile in tiles)

    def crowds(self, level: int) -> tuple[Crowds, ...]:
        """The crowds at a level, nothing before they are found."""
        return self._crowds.get(level, ())

    def hidden(self, level: int) -> list[NDArray[np.bool_]]:
        """Which buildings of each layer stand inside bubbles at a level."""
        if level not in self._hidden and level in self._crowds:
            self._hidden[level] = [each.crowd >= 0 for each in self._crowds[level]]
        return self._hidden.get(level, [])

    def paint(self, painter: QPainter, viewport: Viewport) -> None:
        """Paint the ground of a view from the tiles that are there."""
        level = viewport.level
        for key in self._grid.covering(viewport.extent, level):
            tile = self._store.get(key)
            if tile is not None:
                self._paint_tile(painter, viewport, key, tile)
                continue
            clip = self._rect(viewport, key)
            painter.save()
            painter.setClipRect(clip)
            for other, stand_in in self._store.stand_ins(key, self._grid):
                self._paint_tile(painter, viewport, other, stand_in)
            painter.restore()

    def bubbles(self, viewport: Viewport) -> SpriteSheet:
        """The bubbles in a view; where a tile is missing, those that its stand-ins have there."""
        shown: list[ShownTile] = []
        for key in self._near(viewport):
            tile = self._store.get(key)
            tiles = [(key, tile)] if tile is not None else list(self._store.stand_ins(key, self._grid))
            shown.extend(ShownTile(each, other.level, self._grid.extent(key)) for other, each in tiles)
        return self._sheets.bubbles(shown)

    def names(self, viewport: Viewport) -> SpriteSheet:
        """The names in a view that are placed."""
        tiles = (self._store.get(key) for key in self._near(viewport))
        return self._sheets.names(tuple(tile for tile in tiles if tile is not None))

    def _near(self, viewport: Viewport) -> list[TileKey]:
        extent = viewport.extent.grown(_SPRITE_REACH_PX * viewport.resolution)
        return self._grid.covering(extent, viewport.level)

    def _paint_tile(self, painter: QPainter, viewport: Viewport, key: TileKey, tile: Tile) -> None:
        target = self._rect(viewport, key)
        if abs(viewport.resolution / level_resolution(key.level) - 1) < _SAME:
            ratio = viewport.ratio
            corner = QPointF(round(target.x() * ratio) / ratio, round(target.y() * ratio) / ratio)
            painter.drawImage(corner, tile.ground)
        else:
            painter.drawImage(target, tile.ground)

    def _rect(self, viewport: Viewport, key: TileKey) -> QRectF:
        extent = self._grid.extent(key)
        x, y = viewport.to_widget(extent.xmin, extent.ymax)
        side = extent.width / viewport.resolution
        return QRectF(x, y, side, side)

    def _is_fresh(self, tile: Tile | None) -> bool:
        return tile is not None and tile.edition == self._edition

    def _take_tile(self, key: TileKey, tile: Tile) -> None:
        if self._is_fresh(tile):
            self._store.put(key, tile)
            self.painted.emit()

    def _take_index(self, index: MapIndex, edition: int) -> None:
        if edition == self._edition:
            self.index = index
            self.indexed.emit()

    def _take_crowds(self, level: int, crowds: tuple[Crowds, ...], edition: int) -> None:
        if edition == self._edition:
            self._crowds[level] = crowds
