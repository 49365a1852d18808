"""Names as small images, for screens that move them about."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage, QPainter

from tpdesk.render.label_style import HALO, label_size, paint_label

if TYPE_CHECKING:
    from tpdesk.domain.scene import LabelRole
    from tpdesk.render.map_look import MapLook


def label_image(text: str, role: LabelRole, angle: float, look: MapLook, ratio: float) -> QImage:
    """A name with its halo, turned, its middle in the middle of a clear image.

    Args:
        text: the name.
        role: what it names.
        angle: degrees clockwise.
        look: the theme.
        ratio: device pixels in a logical one.
    """
    width, height = label_size(text, role)
    width, height = width + 2 * HALO, height + 2 * HALO
    turn = math.radians(angle)
    across = abs(width * math.cos(turn)) + abs(height * math.sin(turn))
    down = abs(width * math.sin(turn)) + abs(height * math.cos(turn))
    columns, rows = math.ceil(across * ratio) + 2, math.ceil(down * ratio) + 2
    image = QImage(columns, rows, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    paint_label(painter, text, role, QPointF(columns / ratio / 2, rows / ratio / 2), angle, look)
    painter.end()
    return image
