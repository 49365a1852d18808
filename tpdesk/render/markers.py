"""Paints the buildings: their symbols where they stand alone; crowds are left to their bubbles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage, QPainter

from tpdesk.domain.look import COLOUR_KEYS, ORGANISATION_KINDS, PILE_ORDER, SYMBOL_STATES
from tpdesk.domain.scene import DECISIONS, NO_CLASS
from tpdesk.render.crowds import Crowds, find_crowds, no_crowds
from tpdesk.render.map_view import no_pause
from tpdesk.render.point_grid import PointGrid
from tpdesk.render.stamping import FEW, draw_stamps, image_pixels, stamp_array
from tpdesk.render.symbols import SymbolInk, paint_decision, paint_shared_ring, paint_symbol, symbol_image

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from tpdesk.domain.scene import MarkerLayer
    from tpdesk.render.map_look import MapLook
    from tpdesk.render.map_view import MapView

SELECTED_SIZE = 16
"""Size in units of a symbol on the selection's disc."""

MARKER_MARGIN = 24.0
"""How far in units a symbol with its ring may reach from its position."""

_RANK = np.array([PILE_ORDER.index(kind) for kind in ORGANISATION_KINDS], dtype=np.int64)
_MOST_KEPT = 24


def symbol_size(resolution: float) -> int:
    """Size of a symbol in units at so many metres in one."""
    if resolution > 9.0:
        return 9
    return 12 if resolution > 4.0 else 16


class MarkerPainter:
    """Paints one layer of buildings on any number of views."""

    def __init__(self, layer: MarkerLayer) -> None:
        """Sort the buildings."""
        self.layer = layer
        self.grid = PointGrid(layer.x, layer.y)
        self._undecided = None if layer.decisions is None else layer.decisions == NO_CLASS
        self._crowds: dict[float, Crowds] = {}

    def crowds(self, resolution: float, pause: Callable[[], None] = no_pause) -> Crowds:
        """The crowds at a resolution, found once."""
        layer = self.layer
        found = self._crowds.get(resolution)
        if found is None:
            found = (
                find_crowds(layer.x, layer.y, layer.colours, resolution, pause)
                if layer.bubbles and len(layer) > 0
                else no_crowds(len(layer))
            )
            if len(self._crowds) >= _MOST_KEPT:
                self._crowds.pop(next(iter(self._crowds)))
            self._crowds[resolution] = found
        return found

    def paint(self, painter: QPainter, view: MapView, look: MapLook) -> None:
        """Paint the buildings that show and stand alone, from the bottom of their piles to the top.

        Those about which a scenario decides come last, with the mark of the decision.
        """
        rows = self.alone_in(view)
        if view.on_paper:
            self._paint_lines(painter, view, look, rows)
        else:
            self._paint_stamps(painter, view, look, rows)
        self._paint_decided(painter, view, look)

    def _paint_stamps(self, painter: QPainter, view: MapView, look: MapLook, rows: NDArray[np.intp]) -> None:
        size = symbol_size(view.resolution)
        codes = self._codes(rows)
        if view.sheet is None or len(rows) <= FEW:
            for start, end in _runs(codes):
                self._draw(painter, view, look, (rows[start:end], size))
        else:
            self._stamp(view, look, rows, size)

    def alone_in(self, view: MapView) -> NDArray[np.intp]:
        """Rows of the buildings that show as symbols, from the bottom of their piles to the top."""
        rows = self.grid.rows_in(view.seen_with(MARKER_MARGIN))
        rows = rows[self.crowds(view.resolution, view.pause).crowd[rows] < 0]
        if self._undecided is not None:
            rows = rows[self._undecided[rows]]
        return rows[np.argsort(_RANK[self.layer.kinds[rows]], kind="stable")]

    def _paint_decided(self, painter: QPainter, view: MapView, look: MapLook) -> None:
        layer, size = self.layer, symbol_size(view.resolution)
        if layer.decisions is None or self._undecided is None:
            return
        rows = self.grid.rows_in(view.seen_with(MARKER_MARGIN + size))
        for row in rows[~self._undecided[rows]].tolist():
            x = (float(layer.x[row]) - view.left) / view.resolution
            y = (view.top - float(layer.y[row])) / view.resolution
            inks = SymbolInk(look.organisation[int(layer.colours[row])], look["paper"], look["ink"])
            decision = DECISIONS[int(layer.decisions[row])]
            paint_decision(painter, decision, layer.kind(row), inks, QPointF(x, y), size)
            view.pause()

    def _codes(self, rows: NDArray[np.intp]) -> NDArray[np.int64]:
        layer = self.layer
        code = _RANK[layer.kinds[rows]] * len(COLOUR_KEYS) + layer.colours[rows]
        code = code * len(SYMBOL_STATES) + layer.states[rows]
        codes: NDArray[np.int64] = code * 2 + layer.shared[rows]
        return codes

    def _draw(
        self, painter: QPainter, view: MapView, look: MapLook, run: tuple[NDArray[np.intp], int]
    ) -> None:
        rows, size = run
        stamp = self._image(int(rows[0]), look, size, view.device_pixel_ratio)
        draw_stamps(painter, stamp, view.columns(self.layer.x[rows]), view.rows(self.layer.y[rows]))
        view.pause()

    def _stamp(self, view: MapView, look: MapLook, rows: NDArray[np.intp], size: int) -> None:
        if view.sheet is None:
            return
        codes = self._codes(rows)
        rows = rows[np.argsort(codes, kind="stable")]
        for start, end in _runs(np.sort(codes)):
            some = rows[start:end]
            stamp = self._image(int(some[0]), look, size, view.device_pixel_ratio)
            places = view.columns(self.layer.x[some]), view.rows(self.layer.y[some])
            stamp_array(image_pixels(view.sheet), stamp, *places)
            view.pause()

    def _image(self, row: int, look: MapLook, size: int, ratio: float) -> QImage:
        layer = self.layer
        kind, state = layer.kind(row), layer.state(row)
        colour = look.organisation[int(layer.colours[row])]
        symbol = symbol_image(kind, state, colour, look["paper"], size, ratio)
        if not layer.shared[row]:
            return symbol
        side = 2 * round((size * 0.85 + 2) * ratio) + symbol.width() % 2
        image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(ratio)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        middle = side / ratio / 2
        paint_shared_ring(painter, QPointF(middle, middle), size, look["ink"], look["paper"])
        inset = (side - symbol.width()) / 2 / ratio
        painter.drawImage(QPointF(inset, inset), symbol)
        painter.end()
        return image

    def _paint_lines(self, painter: QPainter, view: MapView, look: MapLook, rows: NDArray[np.intp]) -> None:
        layer, size = self.layer, symbol_size(view.resolution)
        columns, lines = view.columns(layer.x[rows]).tolist(), view.rows(layer.y[rows]).tolist()
        for row, x, y in zip(rows.tolist(), columns, lines, strict=True):
            centre = QPointF(x, y)
            if layer.shared[row]:
                paint_shared_ring(painter, centre, size, look["ink"], look["paper"])
            inks = SymbolInk(look.organisation[int(layer.colours[row])], look["paper"], look["ink"])
            paint_symbol(painter, layer.kind(row), layer.state(row), inks, centre, size)


def _runs(codes: NDArray[np.int64]) -> list[tuple[int, int]]:
    """First and last place of every run of like codes."""
    if len(codes) == 0:
        return []
    borders = np.flatnonzero(np.diff(codes)) + 1
    return list(zip([0, *borders.tolist()], [*borders.tolist(), len(codes)], strict=True))
