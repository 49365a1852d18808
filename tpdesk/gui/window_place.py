"""Where the window stands on the screen: kept when it closes, taken up again when it opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from tpdesk.files.settings import WindowPlace


def place_of(window: QWidget) -> dict[str, int | bool]:
    """Give the window's place as the settings keep it."""
    place = window.normalGeometry() if window.isMaximized() else window.geometry()
    return {
        "x": place.x(),
        "y": place.y(),
        "width": place.width(),
        "height": place.height(),
        "maximised": window.isMaximized(),
    }


def restore_place(window: QWidget, kept: WindowPlace, usual_px: tuple[int, int]) -> None:
    """Put the window where it was, if that is still on a screen; else as large as usual, or as the screen."""
    place = QRect(kept.x, kept.y, kept.width, kept.height)
    screens = QGuiApplication.screens()
    if kept.width and any(screen.availableGeometry().intersects(place) for screen in screens):
        window.setGeometry(place)
    else:
        width, height = usual_px
        room = screens[0].availableGeometry().size() if screens else None
        window.resize(
            min(width, room.width()) if room else width, min(height, room.height()) if room else height
        )
    if kept.maximised:
        window.showMaximized()
