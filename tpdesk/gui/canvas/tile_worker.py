"""The one thread that paints tiles, always the ones that are wanted now."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, Signal

from tpdesk.gui.canvas.map_index import MapIndex
from tpdesk.gui.canvas.tile_painting import TilePainter
from tpdesk.gui.canvas.viewport import level_resolution
from tpdesk.render.scene_painting import PainterCache, ScenePainter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tpdesk.domain.scene import Scene
    from tpdesk.gui.canvas.tiles import Tile, TileGrid, TileKey
    from tpdesk.render.map_look import MapLook

_LONGEST_HOLD_S = 0.05


class _Abandoned(Exception):  # noqa: N818 - nothing went wrong: the work is no longer wanted
    """The piece of work in hand is wanted no more."""


@dataclass(frozen=True, slots=True, eq=False)
class Order:
    """What the tiles are to show.

    Attributes:
        scene, look: what and in which theme.
        grid: squares for the screen.
        edition: number that goes up with every change.
    """

    scene: Scene
    look: MapLook
    grid: TileGrid
    edition: int


class TileWorker(QThread):
    """Paints what was asked for last, first; gives up what nobody wants any more.

    Signals come from the worker's thread and arrive in the receiver's.
    """

    tile_painted = Signal(object, object)
    """TileKey and Tile."""
    index_made = Signal(object, int)
    """MapIndex of an edition."""
    crowds_found = Signal(int, object, int)
    """Level, the Crowds of each layer of buildings, and the edition."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Stand ready; the thread starts with `start`."""
        super().__init__(parent)
        self._condition = threading.Condition()
        self._order: Order | None = None
        self._wanted: list[TileKey] = []
        self._named: dict[TileKey, Tile] = {}
        self._current: TileKey | None = None
        self._level = 0
        self._stopping = False
        self._abandoned = False
        self._free = threading.Event()
        self._free.set()
        self._cache = PainterCache()
        self._told: set[tuple[int, int]] = set()

    def set_order(self, order: Order) -> None:
        """Paint something else from now on."""
        with self._condition:
            self._order = order
            self._wanted.clear()
            self._named.clear()
            self._abandoned = True
            # What is in hand is of the order before: it must be wanted anew, not counted as under way.
            self._current = None
            self._condition.notify()

    def want(
        self, keys: Sequence[TileKey], unnamed: Sequence[tuple[TileKey, Tile]] = (), level: int = 0
    ) -> None:
        """Ask for tiles, and for the names of tiles that are there already, in place of what was wanted.

        Args:
            keys: tiles to paint, the most urgent first; those of the level get their names later.
            unnamed: tiles that still lack their names.
            level: the level that is shown.
        """
        with self._condition:
            self._wanted = [key for key in keys if key != self._current]
            self._named = dict(unnamed)
            self._level = level
            if self._current is not None and self._current not in keys:
                self._abandoned = self._named.pop(self._current, None) is None
            self._condition.notify()

    def hold(self) -> None:
        """The window is about to paint: wait with the next piece of work until `let_go`."""
        self._free.clear()

    def let_go(self) -> None:
        """The window has painted."""
        self._free.set()

    def stop(self) -> None:
        """End the thread and wait for it; what is in hand is given up within a few milliseconds."""
        with self._condition:
            self._stopping = True
            self._condition.notify()
        self.wait()

    def run(self) -> None:
        """Paint until stopped."""
        painter: TilePainter | None = None
        scene: ScenePainter | None = None
        order: Order | None = None
        while True:
            with self._condition:
                while not self._stopping and not self._has_work(order):
                    self._condition.wait()
                if self._stopping:
                    return
                fresh = self._order is not order
                order = self._order
                key, tile = (None, None) if fresh else self._next()
                self._current = key
                self._abandoned = False
            if order is None:
                continue
            try:
                if fresh or painter is None or scene is None:
                    scene = ScenePainter(order.scene, order.look, self._cache)
                    painter = TilePainter(scene, order.grid, order.edition, self._pause)
                    self._told.clear()
                    self._tell_index(order)
                elif key is not None:
                    self._paint(painter, scene, order, (key, tile))
            except _Abandoned:
                continue
            finally:
                self._current = None

    def _has_work(self, order: Order | None) -> bool:
        return self._order is not order or bool(self._wanted) or bool(self._named)

    def _next(self) -> tuple[TileKey | None, Tile | None]:
        if self._wanted:
            return self._wanted.pop(0), None
        key = next(iter(self._named))
        return key, self._named.pop(key)

    def _paint(
        self, painter: TilePainter, scene: ScenePainter, order: Order, work: tuple[TileKey, Tile | None]
    ) -> None:
        key, tile = work
        if tile is None:
            self._tell_crowds(scene, order, key.level)
            painted = painter.ground(key)
            with self._condition:
                if key.level == self._level and self._order is order:
                    self._named[key] = painted
            self.tile_painted.emit(key, painted)
        else:
            self.tile_painted.emit(key, painter.with_names(key, tile))

    def _tell_index(self, order: Order) -> None:
        self.index_made.emit(MapIndex.of(order.scene, self._pause), order.edition)

    def _tell_crowds(self, scene: ScenePainter, order: Order, level: int) -> None:
        if (order.edition, level) not in self._told:
            crowds = tuple(
                each.crowds(level_resolution(level), self._pause) for each in scene.marker_painters()
            )
            self.crowds_found.emit(level, crowds, order.edition)
            self._told.add((order.edition, level))

    def _pause(self) -> None:
        """Let the window's frame come first, and give up when what is in hand is wanted no more.

        Python lets one thread run at a time. Without this, every call of the window's painting would wait for
        a piece of the worker's.
        """
        if not self._free.is_set():
            self._free.wait(_LONGEST_HOLD_S)
        if self._stopping or self._abandoned:
            raise _Abandoned
