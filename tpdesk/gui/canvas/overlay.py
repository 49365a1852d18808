"""What is painted above the tiles on every frame: bubbles, selection, proposals, names."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPen

from tpdesk.render.arcs import arc_obstacles, arcs_in_sight, paint_arcs, paint_circle
from tpdesk.render.bubbles import WAY, bubble_image, out_of_the_way
from tpdesk.render.label_sprites import label_image
from tpdesk.render.markers import symbol_size
from tpdesk.render.selection import (
    DISC_RADIUS,
    MOST_NAMED,
    arc_spots,
    each_once,
    paint_selected_marker,
    paint_selected_point,
    paint_selected_shapes,
    place_names,
    selected_points,
    selected_shapes,
    spots_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from tpdesk.domain.scene import Arc, MarkerLayer, RadiusCircle, Scene
    from tpdesk.gui.canvas.sprites import SpriteSheet
    from tpdesk.gui.canvas.tile_feed import TileFeed
    from tpdesk.gui.canvas.viewport import Viewport
    from tpdesk.render.map_look import MapLook
    from tpdesk.render.shape_store import ShapeStore

MOST_LIFTED = 40
"""Up to so many selected buildings in view leave their bubbles and are shown themselves."""

MOST_AVOIDED = 1_500
"""Up to so many symbols in view are looked at to find room for names between them."""

_ARC_MARGIN_PX = 200.0
_MOST_IMAGES = 600


class Overlay:
    """Everything above the tiles."""

    def __init__(self, feed: TileFeed, look: MapLook) -> None:
        """Paint above the tiles of a feed."""
        self._feed = feed
        self._look = look
        self._selection: frozenset[str] = frozenset()
        self._rows: list[NDArray[np.intp]] = []
        self._shapes: ShapeStore | None = None
        self._points: list[tuple[float, float]] = []
        self._images: dict[tuple[object, ...], QImage] = {}
        self.arcs: tuple[Arc, ...] = ()
        self.circle: RadiusCircle | None = None
        self.hovered: str | None = None

    def set_look(self, look: MapLook) -> None:
        """Take another theme."""
        self._look = look
        self._images.clear()

    def set_selection(self, uids: frozenset[str], scene: Scene | None) -> None:
        """Take the selection; called again when the scene can be pointed at."""
        self._selection = uids
        self._rows = self._feed.index.rows_of(uids)
        self._shapes = None if scene is None else selected_shapes(scene.layers, uids)
        self._points = [] if scene is None else selected_points(scene.layers, uids)

    def paint(self, painter: QPainter, viewport: Viewport) -> None:
        """Paint it all."""
        view, look = viewport.view(), self._look
        if self._shapes is not None:
            paint_selected_shapes(painter, view, look, self._shapes)
        if self.circle is not None:
            paint_circle(painter, view, look, self.circle)
        chosen = self._chosen(viewport)
        lifted = sum(len(rows) for _, rows in chosen) <= MOST_LIFTED
        self._paint_bubbles(painter, viewport, chosen, lifted=lifted)
        for x, y in self._points:
            paint_selected_point(painter, QPointF(*viewport.to_widget(x, y)), look)
        arcs = arcs_in_sight(view, self.arcs)
        self._paint_arcs(painter, viewport, arcs)
        spots = arc_spots(view, arcs, self._feed.index.find)
        for number, (layer, rows) in enumerate(chosen):
            shown = rows if lifted else self._alone(viewport, number, rows)
            self._paint_discs(painter, viewport, layer, shown)
            if len(shown) <= MOST_NAMED:
                spots = [*spots_of(view, layer, shown, DISC_RADIUS), *spots]
        seen = QRectF(0, 0, viewport.width, viewport.height)
        symbols = self._symbols_in(viewport) if spots else None
        names = place_names(each_once(spots), arc_obstacles(view, arcs), symbols=symbols, within=seen)
        self._paint_names(painter, viewport, [name.box for name in names])
        for name in names:
            make = partial(label_image, name.text, "asset", 0.0, look, viewport.ratio)
            _draw_centred(painter, self._kept(("name", name.text, viewport.ratio), make), name.centre)
        self._paint_hover(painter, viewport)

    def bubble_at(self, viewport: Viewport, at: QPointF) -> tuple[int, int] | None:
        """The bubble at a place in the widget: number of its layer and of its crowd."""
        sheet = self._feed.bubbles(viewport)
        middles = self._bubble_middles(viewport, sheet, self._chosen(viewport))
        found = sheet.at(*middles, at, viewport.ratio)
        return None if found is None else sheet.crowds[found]

    def selected_in(self, viewport: Viewport) -> int:
        """How many selected buildings are in view."""
        return sum(len(rows) for _, rows in self._chosen(viewport))

    def _chosen(self, viewport: Viewport) -> list[tuple[MarkerLayer, NDArray[np.intp]]]:
        extent = viewport.extent.grown(DISC_RADIUS * viewport.resolution)
        chosen = []
        for index, rows in zip(self._feed.index.layers, self._rows, strict=False):
            x, y = index.layer.x[rows], index.layer.y[rows]
            inside = (x >= extent.xmin) & (x <= extent.xmax) & (y >= extent.ymin) & (y <= extent.ymax)
            chosen.append((index.layer, rows[inside]))
        return chosen

    def _symbols_in(self, viewport: Viewport) -> NDArray[np.float64] | None:
        """The middles of the symbols in view; None where there are too many for a name to find room."""
        extent = viewport.extent
        if self._feed.index.count_in(extent) > MOST_AVOIDED:
            return None
        hidden = self._feed.hidden(viewport.level)
        places = []
        for number, index in enumerate(self._feed.index.layers):
            rows = index.grid.rows_in(extent)
            if number < len(hidden):
                rows = rows[~hidden[number][rows]]
            columns = (index.layer.x[rows] - viewport.left) / viewport.resolution
            lines = (viewport.top - index.layer.y[rows]) / viewport.resolution
            places.append(np.column_stack((columns, lines)))
        return np.concatenate(places) if places else None

    def _alone(self, viewport: Viewport, number: int, rows: NDArray[np.intp]) -> NDArray[np.intp]:
        hidden = self._feed.hidden(viewport.level)
        return rows[~hidden[number][rows]] if number < len(hidden) else rows

    def _paint_bubbles(
        self,
        painter: QPainter,
        viewport: Viewport,
        chosen: list[tuple[MarkerLayer, NDArray[np.intp]]],
        *,
        lifted: bool,
    ) -> None:
        sheet = self._feed.bubbles(viewport)
        images = sheet.images if lifted else self._with_yellow(sheet, viewport, chosen)
        middles = self._bubble_middles(viewport, sheet, chosen if lifted else [])
        sheet.paint(painter, middles, images, viewport.ratio)

    def _with_yellow(
        self, sheet: SpriteSheet, viewport: Viewport, chosen: list[tuple[MarkerLayer, NDArray[np.intp]]]
    ) -> tuple[QImage, ...]:
        """The images of the bubbles, those yellow in which something is selected."""
        crowds = self._feed.crowds(viewport.level)
        yellow = [
            set(np.unique(each.crowd[rows]).tolist()) for each, (_, rows) in zip(crowds, chosen, strict=False)
        ]
        images = []
        for image, standing in zip(sheet.images, sheet.crowds, strict=True):
            number, crowd = standing or (0, -1)
            if number < len(yellow) and crowd >= 0 and crowd in yellow[number]:
                shares = crowds[number].shares[crowd]
                make = partial(bubble_image, shares, self._look, viewport.ratio, selected=True)
                images.append(self._kept(("bubble", shares.tobytes(), viewport.ratio), make))
            else:
                images.append(image)
        return tuple(images)

    def _bubble_middles(
        self, viewport: Viewport, sheet: SpriteSheet, chosen: list[tuple[MarkerLayer, NDArray[np.intp]]]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Where the bubbles stand, out of the way of a few selected buildings."""
        columns, lines = sheet.middles(viewport)
        if sum(len(rows) for _, rows in chosen) > MOST_LIFTED:
            return columns, lines
        for layer, rows in chosen:
            selected_x = (layer.x[rows] - viewport.left) / viewport.resolution
            selected_y = (viewport.top - layer.y[rows]) / viewport.resolution
            for x, y in zip(selected_x.tolist(), selected_y.tolist(), strict=True):
                for place in np.flatnonzero(np.hypot(columns - x, lines - y) < WAY).tolist():
                    columns[place], lines[place] = out_of_the_way(
                        float(columns[place]), float(lines[place]), selected_x, selected_y
                    )
        return columns, lines

    def _paint_arcs(self, painter: QPainter, viewport: Viewport, arcs: tuple[Arc, ...]) -> None:
        seen = viewport.extent.grown(_ARC_MARGIN_PX * viewport.resolution)
        near = tuple(arc for arc in arcs if seen.holds(*arc.start) or seen.holds(*arc.end))
        if near:
            paint_arcs(painter, viewport.view(), self._look, near)

    def _paint_discs(
        self, painter: QPainter, viewport: Viewport, layer: MarkerLayer, rows: NDArray[np.intp]
    ) -> None:
        for row in rows.tolist():
            key = ("disc", layer.kind(row), layer.state(row), int(layer.colours[row]), viewport.ratio)
            image = self._kept(key, partial(self._disc, layer, row, viewport.ratio))
            _draw_centred(
                painter, image, QPointF(*viewport.to_widget(float(layer.x[row]), float(layer.y[row])))
            )

    def _paint_names(self, painter: QPainter, viewport: Viewport, taken: list[QRectF]) -> None:
        sheet = self._feed.names(viewport)
        middles = sheet.middles(viewport)
        if taken:
            boxes = [(box.left(), box.top(), box.right(), box.bottom()) for box in taken]
            clear = sheet.clear_of(middles, boxes, viewport.ratio)
            sheet, middles = sheet.some(clear), (middles[0][clear], middles[1][clear])
        sheet.paint(painter, middles, sheet.images, viewport.ratio)

    def _paint_hover(self, painter: QPainter, viewport: Viewport) -> None:
        found = None if self.hovered is None else self._feed.index.find(self.hovered)
        if found is None or self.hovered in self._selection:
            return
        layer, row = found
        centre = QPointF(*viewport.to_widget(float(layer.x[row]), float(layer.y[row])))
        radius = symbol_size(viewport.resolution) / 2 + 5.0
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for name, width in (("paper", 4.0), ("ink", 1.6)):
            painter.setPen(QPen(self._look[name], width))
            painter.drawEllipse(centre, radius, radius)

    def _disc(self, layer: MarkerLayer, row: int, ratio: float) -> QImage:
        side = round(2 * (DISC_RADIUS + 1) * ratio)
        image = _clear_image(side, ratio)
        painter = QPainter(image)
        middle = side / ratio / 2
        paint_selected_marker(painter, QPointF(middle, middle), layer, row, self._look)
        painter.end()
        return image

    def _kept(self, key: tuple[object, ...], make: Callable[[], QImage]) -> QImage:
        image = self._images.get(key)
        if image is None:
            if len(self._images) >= _MOST_IMAGES:
                self._images.clear()
            image = make()
            self._images[key] = image
        return image


def _clear_image(side: int, ratio: float) -> QImage:
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    return image


def _draw_centred(painter: QPainter, image: QImage, centre: QPointF) -> None:
    """Draw an image about a place, on whole device pixels so that it stays sharp."""
    ratio = image.devicePixelRatio()
    x = round(centre.x() * ratio - image.width() / 2) / ratio
    y = round(centre.y() * ratio - image.height() / 2) / ratio
    painter.drawImage(QPointF(x, y), image)
