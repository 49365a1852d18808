"""Asks for one spot of the map: the next click gives it, Escape or the right button gives it up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

if TYPE_CHECKING:
    from tpdesk.gui.canvas.map_canvas import MapCanvas


class SpotPicker(QObject):
    """Takes the map's clicks while a spot is wanted; the wheel and the middle button go on moving the map.

    Signals:
        picked: Easting and northing of the spot.
        left: It was given up.
    """

    picked = Signal(float, float)
    left = Signal()

    def __init__(self, canvas: MapCanvas) -> None:
        """Watch a map, asking for nothing yet."""
        super().__init__(canvas)
        self._canvas = canvas
        self._asking = False

    @property
    def asking(self) -> bool:
        """Whether a spot is wanted."""
        return self._asking

    def ask(self) -> None:
        """Want a spot from now on."""
        if not self._asking:
            self._asking = True
            self._canvas.installEventFilter(self)
        self._canvas.setCursor(Qt.CursorShape.CrossCursor)
        self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Want none any more."""
        if self._stop():
            self.left.emit()

    def _stop(self) -> bool:
        asked, self._asking = self._asking, False
        if asked:
            self._canvas.removeEventFilter(self)
            self._canvas.set_tool(self._canvas.tool)
        return asked

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 Qt's name
        """Take the click that gives the spot, and what gives it up."""
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress:
            return self._click(event)
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() == QEvent.Type.KeyPress:
                self.leave()
            return True
        return super().eventFilter(watched, event)

    def _click(self, event: QMouseEvent) -> bool:
        if event.button() == Qt.MouseButton.LeftButton:
            at = event.position()
            self._stop()
            self.picked.emit(*self._canvas.viewport.to_map(at.x(), at.y()))
            return True
        if event.button() == Qt.MouseButton.RightButton:
            self.leave()
            return True
        return False
