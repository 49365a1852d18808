"""What a layer looks like, small: its colour, its line, its point."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPen, QPixmap

from tpdesk.domain.scene import FillLayer, LineLayer, PointLayer
from tpdesk.gui.widgets.marks import paint_hatch
from tpdesk.render.fills import FILL_STYLES
from tpdesk.render.lines import LINE_STYLES
from tpdesk.render.map_look import MapLook
from tpdesk.services.layers.kinds.catalogue import KINDS

if TYPE_CHECKING:
    from tpdesk.domain.scene import FillRole, LineRole, PointRole, Ramp, SceneLayer
    from tpdesk.gui.theme import Theme
    from tpdesk.services.layers.features import LayerFeatures

SWATCH_PX = QSize(22, 13)
RAMP_PX = QSize(116, 14)
RAMP_CLASSES = {"sequential": 5, "diverging": 7}
"""The most classes that each row of colours can tell apart."""

_FIRST = np.zeros(1, dtype=np.int8)
_SHOWN_CLASS = {"sequential": 4, "diverging": 6}


def map_look(theme: Theme) -> MapLook:
    """Give the map's colours in the theme as it is now."""
    return MapLook.of(theme.tokens, theme.scheme)


def class_colours(look: MapLook, ramp: Ramp, count: int) -> list[str | None]:
    """Give the colours of so many classes, the palest first; None is left unpainted."""
    found = (look.class_colour(ramp, place, count) for place in range(count))
    return [None if colour is None else colour.name() for colour in found]


def paint_swatch(painter: QPainter, theme: Theme, layer: LayerFeatures, box: QRectF) -> None:
    """Paint how a layer is drawn, in a small rectangle."""
    look = map_look(theme)
    drawn = _drawn(layer)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if isinstance(drawn, FillLayer):
        _paint_fill(painter, theme, look, drawn, box)
    elif isinstance(drawn, LineLayer):
        _paint_line(painter, look, drawn.role, box)
    elif isinstance(drawn, PointLayer):
        _paint_point(painter, theme, drawn.role, box)
    else:
        pixmap = theme.pixmap("tag", "text2", 14, painter.device().devicePixelRatioF())
        painter.drawPixmap(QPointF(box.center().x() - 7, box.center().y() - 7), pixmap)
    painter.restore()


def _drawn(layer: LayerFeatures) -> SceneLayer | None:
    """Give what the kind draws of one feature of a layer: that is cheap, and as the map has it."""
    one = replace(
        layer,
        geometries=layer.geometries[:1],
        uids=layer.uids[:1],
        properties={heading: column[:1] for heading, column in layer.properties.items()},
    )
    drawn = KINDS[layer.kind].draw(one)
    shapes = [each for each in drawn if isinstance(each, FillLayer | LineLayer | PointLayer)]
    if layer.kind == "zones" and layer.style.field and not isinstance(shapes[0], FillLayer):
        # The first feature has no value, the layer as a whole has.
        return FillLayer(layer.key, one.geometries, "zone", ramp=layer.style.ramp, classes=_FIRST, uids=None)
    return shapes[0] if shapes else None


def _paint_fill(painter: QPainter, theme: Theme, look: MapLook, layer: FillLayer, box: QRectF) -> None:
    if layer.ramp is not None:
        count = RAMP_CLASSES[layer.ramp]
        colour = look.class_colour(layer.ramp, _SHOWN_CLASS[layer.ramp], count)
        painter.fillRect(box, colour or theme.colour("panel"))
        painter.setPen(QPen(theme.colour("line2"), 1))
    else:
        role: FillRole = layer.role
        style = FILL_STYLES[role]
        if style.colour is not None:
            painter.fillRect(box, look.translucent(style.colour, max(style.opacity, 0.5) * layer.opacity))
        if style.hatch is not None:
            paint_hatch(painter, box, look[style.hatch], 4)
        edge = theme.colour("line2") if style.edge is None else look[style.edge]
        painter.setPen(QPen(edge, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))


def _paint_line(painter: QPainter, look: MapLook, role: LineRole, box: QRectF) -> None:
    middle = box.center().y()
    if role == "road":
        painter.fillRect(QRectF(box.left(), middle - 3, box.width(), 6), look["case_a"])
        painter.fillRect(QRectF(box.left(), middle - 2, box.width(), 4), look["road_a"])
        return
    for strand in LINE_STYLES[role]:
        if strand.widths[1] > 0:
            pen = QPen(look.translucent(strand.colour, strand.opacity), strand.widths[1])
            if strand.dashes:
                pen.setDashPattern([each / strand.widths[1] for each in strand.dashes])
            painter.setPen(pen)
            painter.drawLine(QPointF(box.left(), middle), QPointF(box.right(), middle))


def _paint_point(painter: QPainter, theme: Theme, role: PointRole, box: QRectF) -> None:
    if role == "listed":
        pixmap = theme.pixmap("landmark", "text2", 16, painter.device().devicePixelRatioF())
        painter.drawPixmap(QPointF(box.center().x() - 8, box.center().y() - 8), pixmap)
        return
    painter.setPen(QPen(theme.colour("text2"), 1.5))
    painter.setBrush(theme.colour("panel") if role == "station" else theme.colour("text2"))
    painter.drawEllipse(box.center(), 3, 3)


def ramp_icon(theme: Theme, ramp: Ramp, *, is_reversed: bool, ratio: float) -> QIcon:
    """Draw a row of colours as an icon, the colour of the lowest values first."""
    colours = class_colours(map_look(theme), ramp, RAMP_CLASSES[ramp])
    if is_reversed:
        colours.reverse()
    picture = QPixmap(RAMP_PX * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(theme.colour("panel"))
    painter = QPainter(picture)
    width = RAMP_PX.width() / len(colours)
    for place, colour in enumerate(colours):
        box = QRectF(place * width, 0, width, RAMP_PX.height())
        painter.fillRect(box, theme.colour("panel") if colour is None else colour)
    painter.setPen(QPen(theme.colour("line2"), 1))
    painter.drawRect(QRectF(0.5, 0.5, RAMP_PX.width() - 1, RAMP_PX.height() - 1))
    painter.end()
    return QIcon(picture)
