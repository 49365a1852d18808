"""Paints what is selected: the yellow disc beneath a building, the yellow edge of a surface, names."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from tpdesk.domain.scene import FillLayer, LineLayer, PointLayer
from tpdesk.render.label_style import label_size, paint_label
from tpdesk.render.markers import SELECTED_SIZE, symbol_size
from tpdesk.render.shape_store import ShapeStore
from tpdesk.render.symbols import EDGE_PX, SymbolInk, paint_selected_disc, paint_symbol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from tpdesk.domain.scene import Arc, MarkerLayer, SceneLayer
    from tpdesk.render.map_look import MapLook
    from tpdesk.render.map_view import MapView

DISC_RADIUS = 15.5
"""Radius in units of the yellow disc with its ring."""

POINT_RADIUS = 7.5
"""The same of a stop or another small point of a layer."""

MOST_ARCS_NAMED = 12
"""Up to so many proposals have the names of their buildings written beside them."""

SYMBOL_REACH = 7.0
"""Half a symbol: so near a name would cover it."""

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


class NamedSpot(NamedTuple):
    """Something in view whose name is wanted beside it: its middle in units and how far it reaches."""

    text: str
    x: float
    y: float
    radius: float


class PlacedName(NamedTuple):
    """A name beside a building: its middle and the rectangle it fills."""

    text: str
    centre: QPointF
    box: QRectF


def spots_of(view: MapView, layer: MarkerLayer, rows: NDArray[np.intp], radius: float) -> list[NamedSpot]:
    """The spots of some buildings."""
    columns, lines = view.columns(layer.x[rows]).tolist(), view.rows(layer.y[rows]).tolist()
    return [
        NamedSpot(str(layer.names[row]), x, y, radius)
        for row, x, y in zip(rows.tolist(), columns, lines, strict=True)
    ]


def place_names(
    spots: Sequence[NamedSpot],
    obstacles: Sequence[QRectF] = (),
    *,
    symbols: NDArray[np.float64] | None = None,
    within: QRectF | None = None,
) -> list[PlacedName]:
    """Find room for names beside their buildings, clear of the buildings, of each other and of obstacles.

    Args:
        spots: The buildings.
        obstacles: What no name may cover.
        symbols: Middles of what a name covers only where there is no better place, (n, 2).
        within: What is seen; a name stays inside while its building is.
    """
    taken = [*obstacles, *(_around(spot.x, spot.y, spot.radius) for spot in spots)]
    placed = []
    for spot in spots:
        inside = within if within is not None and within.contains(spot.x, spot.y) else None
        boxes = [
            box
            for box in _boxes_beside(spot)
            if not any(box.intersects(other) for other in taken) and (inside is None or inside.contains(box))
        ]
        # Of places that are equally clear the first is the usual one.
        box = min(boxes, key=lambda each: _covered(each, symbols), default=None)
        if box is not None:
            taken.append(box)
            placed.append(PlacedName(spot.text, box.center(), box))
    return placed


def _boxes_beside(spot: NamedSpot) -> list[QRectF]:
    """Give the places of a name, the usual one first: beside, below, above, aslant."""
    width, height = label_size(spot.text, "asset")
    aside, over = width / 2 + spot.radius + 5, height / 2 + spot.radius + 4
    slant = spot.radius * 0.75 + height / 2
    places = (
        (aside, 0.0),
        (-aside, 0.0),
        (0.0, over),
        (0.0, -over),
        (aside, slant),
        (-aside, slant),
        (aside, -slant),
        (-aside, -slant),
    )
    return [
        QRectF(spot.x + across - width / 2, spot.y + down - height / 2, width, height)
        for across, down in places
    ]


def _covered(box: QRectF, symbols: NDArray[np.float64] | None) -> int:
    """Count the symbols that a name would cover."""
    if symbols is None or not len(symbols):
        return 0
    x, y = symbols[:, 0], symbols[:, 1]
    within = (x >= box.left() - SYMBOL_REACH) & (x <= box.right() + SYMBOL_REACH)
    within &= (y >= box.top() - SYMBOL_REACH) & (y <= box.bottom() + SYMBOL_REACH)
    return int(within.sum())


def paint_names(painter: QPainter, look: MapLook, places: Sequence[PlacedName]) -> None:
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


def selected_points(layers: Sequence[SceneLayer], uids: frozenset[str]) -> list[tuple[float, float]]:
    """The selected small points of a scene, in metres."""
    found: list[tuple[float, float]] = []
    for layer in layers:
        if isinstance(layer, PointLayer) and layer.uids is not None and uids:
            chosen = np.fromiter((uid in uids for uid in layer.uids), bool, len(layer.uids))
            found.extend(zip(layer.x[chosen].tolist(), layer.y[chosen].tolist(), strict=True))
    return found


def paint_selected_point(painter: QPainter, centre: QPointF, look: MapLook) -> None:
    """Draw the yellow disc of a selected stop or station, smaller than that of a building."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.selection_ink, 1.5))
    painter.setBrush(look.selection)
    painter.drawEllipse(centre, POINT_RADIUS, POINT_RADIUS)
    painter.setPen(QPen(look.selection_ink, 0))
    painter.setBrush(look.selection_ink)
    painter.drawEllipse(centre, 2.0, 2.0)


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


def arc_spots(
    view: MapView, arcs: Sequence[Arc], find: Callable[[str], tuple[MarkerLayer, int] | None]
) -> list[NamedSpot]:
    """The spots of the guests and hosts of proposals, each once; none when there are many proposals."""
    if len(arcs) > MOST_ARCS_NAMED:
        return []
    chosen = {uid for arc in arcs if arc.selected for uid in (arc.guest, arc.host)}
    spots = []
    for uid in dict.fromkeys(uid for arc in arcs for uid in (arc.guest, arc.host)):
        found = find(uid)
        if found is not None:
            layer, row = found
            radius = DISC_RADIUS if uid in chosen else symbol_size(view.resolution) / 2 + EDGE_PX
            spots.extend(spots_of(view, layer, np.array([row]), radius))
    return spots


def each_once(spots: list[NamedSpot]) -> list[NamedSpot]:
    """The first spot of each building: the selected ones come first."""
    return list({(spot.text, spot.x, spot.y): spot for spot in reversed(spots)}.values())[::-1]
