"""The line icons, drawn sharp at any size and in any colour of the look."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from tpdesk.files.resources import resource_path

_STROKE = 'stroke-width="1.75"'


@cache
def _drawing(name: str) -> str:
    text = resource_path("icons", f"{name}.svg").read_text(encoding="utf-8")
    return text.replace('stroke-width="2"', _STROKE)


def icon_svg(name: str, colour: QColor) -> bytes:
    """The drawing of an icon in one colour, as the bytes of an SVG file."""
    return _drawing(name).replace("currentColor", colour.name()).encode()


def icon_image(name: str, colour: QColor, size: int = 16, device_pixel_ratio: float = 1.0) -> QImage:
    """An icon as an image, which may be made in any thread.

    Args:
        name: the name of its file in resources/icons.
        colour: of its strokes; may be translucent.
        size: its side in logical pixels.
        device_pixel_ratio: of the screen it is shown on.
    """
    side = max(1, round(size * device_pixel_ratio))
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setOpacity(colour.alphaF())
    paint_icon(painter, name, colour, QRectF(0, 0, side, side))
    painter.end()
    image.setDevicePixelRatio(device_pixel_ratio)
    return image


def icon(name: str, colour: QColor, size: int = 16, device_pixel_ratio: float = 1.0) -> QPixmap:
    """An icon as a pixmap, kept in Qt's own cache; in the window's thread only. Arguments as `icon_image`."""
    key = f"icon/{name}/{colour.name(QColor.NameFormat.HexArgb)}/{size}/{device_pixel_ratio}"
    kept = QPixmap()
    if QPixmapCache.find(key, kept):
        return kept
    drawn = QPixmap.fromImage(icon_image(name, colour, size, device_pixel_ratio))
    QPixmapCache.insert(key, drawn)
    return drawn


def paint_icon(painter: QPainter, name: str, colour: QColor, rect: QRectF) -> None:
    """Draw an icon as lines on any painter, paper included."""
    QSvgRenderer(QByteArray(icon_svg(name, colour))).render(painter, rect)
