"""What the worker does: paints one tile, its bubbles and its names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage, QPainter

from tpdesk.gui.canvas.tiles import TILE_PX, Sprite, Tile, TileGrid, TileKey
from tpdesk.gui.canvas.viewport import level_resolution
from tpdesk.render.bubbles import bubble_image
from tpdesk.render.label_sprites import label_image
from tpdesk.render.map_view import MapView

if TYPE_CHECKING:
    from collections.abc import Callable

    from tpdesk.render.scene_painting import ScenePainter


class TilePainter:
    """Paints the tiles of one scene in one theme, for one edition."""

    def __init__(self, scene: ScenePainter, grid: TileGrid, edition: int, pause: Callable[[], None]) -> None:
        """Take what to paint.

        Args:
            scene: painter of the scene.
            grid: the squares.
            edition: number written on the tiles.
            pause: called between pieces of work; raises to give up.
        """
        self._scene = scene
        self._grid = grid
        self._edition = edition
        self._pause = pause

    def ground(self, key: TileKey) -> Tile:
        """Paint a tile without names."""
        extent = self._grid.extent(key)
        ratio = self._grid.ratio
        image = QImage(TILE_PX, TILE_PX, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(ratio)
        view = MapView(
            extent.xmin,
            extent.ymax,
            level_resolution(key.level),
            TILE_PX / ratio,
            TILE_PX / ratio,
            ratio,
            sheet=image,
            pause=self._pause,
        )
        painter = QPainter(image)
        try:
            self._scene.paint_ground(painter, view)
        finally:
            painter.end()
        return Tile(image, tuple(self._bubbles(key)), self._edition)

    def with_names(self, key: TileKey, tile: Tile) -> Tile:
        """Add to a tile the names whose middle lies within it."""
        extent = self._grid.extent(key)
        sprites = []
        for label in self._scene.labels(level_resolution(key.level), self._pause):
            inside = extent.xmin <= label.x < extent.xmax and extent.ymin <= label.y < extent.ymax
            if inside:
                image = label_image(label.text, label.role, label.angle, self._scene.look, self._grid.ratio)
                sprites.append(Sprite(label.x, label.y, image))
                self._pause()
        return replace(tile, names=tuple(sprites))

    def _bubbles(self, key: TileKey) -> list[Sprite]:
        extent = self._grid.extent(key)
        sprites = []
        for number, markers in enumerate(self._scene.marker_painters()):
            crowds = markers.crowds(level_resolution(key.level))
            for crowd in crowds.in_extent(extent).tolist():
                x, y = float(crowds.x[crowd]), float(crowds.y[crowd])
                if x < extent.xmax and y < extent.ymax:
                    image = bubble_image(crowds.shares[crowd], self._scene.look, self._grid.ratio)
                    sprites.append(Sprite(x, y, image, (number, crowd)))
                    self._pause()
        return sprites
