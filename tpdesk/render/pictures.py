"""A scene as an image: thumbnails, picture files, and what tests look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QImage, QPainter

from tpdesk.render.fonts import load_fonts
from tpdesk.render.map_view import MapView
from tpdesk.render.scene_painting import PainterCache, ScenePainter

if TYPE_CHECKING:
    from tpdesk.domain.scene import Extent, Scene
    from tpdesk.render.map_look import MapLook


def render_view(
    scene: Scene,
    extent: Extent,
    size: tuple[int, int],
    look: MapLook,
    device_pixel_ratio: float = 1.0,
    cache: PainterCache | None = None,
) -> QImage:
    """Paint all of an extent, in the middle of an image.

    Args:
        scene: what to show.
        extent: what must be seen of it.
        size: width and height in logical pixels.
        look: the theme.
        device_pixel_ratio: device pixels in a logical one.
        cache: of painters, when several pictures share layers.
    """
    load_fonts()
    width, height = size
    image = QImage(
        round(width * device_pixel_ratio), round(height * device_pixel_ratio), QImage.Format.Format_RGB32
    )
    image.setDevicePixelRatio(device_pixel_ratio)
    view = MapView.around(extent, width, height, device_pixel_ratio)
    painter = QPainter(image)
    ScenePainter(scene, look, cache).paint(painter, view)
    painter.end()
    return image
