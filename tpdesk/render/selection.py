"""Paints what is selected: the yellow disc beneath a building, the yellow edge of a surface, names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from tpdesk.domain.scene import FillLayer, LineLayer
from tpdesk.render.label_style import label_size, paint_label
from tpdesk.render.markers import SELECTED_SIZE
from tpdesk.render.shape_store import ShapeStore
from tpdesk.render.symbols import SymbolInk, paint_selected_disc, paint_symbol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from tpdesk.domain.scene import MarkerLayer, SceneLayer
    from tpdesk.render.map_look import MapLook
    from tpdesk.render.map_view import MapView

DISC_RADIUS = 15.5
"""Radius in units of the yellow disc with its ring."""

MOST_NAMED = 6
"""Up to so many selected buildings have their names written beside them."""


def paint_selected_markers(
    painter: QPainter, view: MapView, look: MapLook, layer: MarkerLayer, rows: NDArray[np.intp]
) -> None:
    """Paint the disc and symbol of each selected building, in the light palette, which suits the yellow."""
    columns, lines = view.columns(layer.x[rows]).tolist(), view.rows(layer.y[rows]).tolist()
    for row, x, y in zip(rows.tolist(), columns, lines, strict=True):
        paint_selected_marker(painter, QPointF(x, y), layer, row, look)


def paint_selected_marker(
    painter: QPainter, centre: QPointF, layer: MarkerLayer, row: int, look: MapLook
) -> None:
    """Paint the disc and symbol of one selected building."""
    paint_selected_disc(painter, centre, SELECTED_SIZE, look.selection, look.selection_ink)
    colour = look.organisation_light[int(layer.colours[row])]
    inks = SymbolInk(colour, look.selection_paper, look.selection_ink)
    paint_symbol(painter, layer.kind(row), layer.state(row), inks, centre, SELECTED_SIZE)


def name_places(
    view: MapView, layer: MarkerLayer, rows: NDArray[np.intp]
) -> list[tuple[str, QPointF, QRectF]]:
    """Where the names of selected buildings stand: beside their discs, not on other discs or names.

    Returns:
        Name, its middle and the rectangle it fills, for each building in view.
    """
    columns, lines = view.columns(layer.x[rows]).tolist(), view.rows(layer.y[rows]).tolist()
    taken = [_around(x, y, DISC_RADIUS) for x, y in zip(columns, lines, strict=True)]
    placed = []
    for row, x, y in zip(rows.tolist(), columns, lines, strict=True):
        width, height = label_size(str(layer.names[row]), "asset")
        aside, over = width / 2 + DISC_RADIUS + 5, height / 2 + DISC_RADIUS + 4
        places = ((aside, 0.0), (-aside, 0.0), (0.0, over), (0.0, -over))
        boxes = [
            QRectF(x + across - width / 2, y + down - height / 2, width, height) for across, down in places
        ]
        box = next((box for box in boxes if not any(box.intersects(other) for other in taken)), None)
        if box is not None:
            taken.append(box)
            placed.append((str(layer.names[row]), box.center(), box))
    return placed


def paint_names(painter: QPainter, look: MapLook, places: Sequence[tuple[str, QPointF, QRectF]]) -> None:
    """Write the names of selected buildings."""
    for text, centre, _ in places:
        paint_label(painter, text, "asset", centre, 0.0, look)


def selected_shapes(layers: Sequence[SceneLayer], uids: frozenset[str]) -> ShapeStore | None:
    """The selected surfaces and lines of a scene, or None when there are none."""
    found = []
    for layer in layers:
        if isinstance(layer, FillLayer | LineLayer) and layer.uids is not None and uids:
            chosen = np.fromiter((uid in uids for uid in layer.uids), bool, len(layer.uids))
            found.extend(layer.geometries[chosen].tolist())
    if not found:
        return None
    shapes = np.empty(len(found), dtype=object)
    shapes[:] = found
    return ShapeStore(shapes)


def paint_selected_shapes(painter: QPainter, view: MapView, look: MapLook, store: ShapeStore) -> None:
    """Draw the edge of selected surfaces: yellow, held on both sides by a thin dark line."""
    for lot in store.lots_in(view.seen_with(6)).tolist():
        painter.save()
        painter.setTransform(view.transform(*store.origin(lot)), combine=True)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = store.path(lot, view.resolution)
        painter.strokePath(path, QPen(look["ink"], 4.2 * view.resolution))
        painter.strokePath(path, QPen(look.selection, 2.2 * view.resolution))
        painter.restore()


def _around(x: float, y: float, radius: float) -> QRectF:
    return QRectF(x - radius, y - radius, 2 * radius, 2 * radius)
