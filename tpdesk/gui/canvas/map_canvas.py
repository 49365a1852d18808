"""The map a person works on: mouse, keys and tools above the surface of the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QToolTip, QWidget

from tpdesk.domain.grid import format_grid_reference
from tpdesk.domain.scene import Extent, RadiusCircle
from tpdesk.gui.canvas.columns import MARGIN, tool_column, zoom_column
from tpdesk.gui.canvas.furniture import paint_focus, paint_note
from tpdesk.gui.canvas.map_surface import MapSurface
from tpdesk.gui.canvas.tools import TOOLS, MapTool, PanTool
from tpdesk.gui.theme.focus import shows_focus

if TYPE_CHECKING:
    from PySide6.QtGui import (
        QContextMenuEvent,
        QKeyEvent,
        QMouseEvent,
        QPaintEvent,
        QWheelEvent,
    )

    from tpdesk.gui.theme import Theme

STEP_PX = 80.0
"""How far an arrow key moves the map."""

_ARROWS = {
    Qt.Key.Key_Left: (STEP_PX, 0.0),
    Qt.Key.Key_Right: (-STEP_PX, 0.0),
    Qt.Key.Key_Up: (0.0, STEP_PX),
    Qt.Key.Key_Down: (0.0, -STEP_PX),
}
_ADDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
_CROWD_ROOM = 1.3


class MapCanvas(MapSurface):
    """The map with its tools."""

    selection_changed = Signal(object)
    """frozenset of uids, when a person selects on the map; not when `set_selection` does."""
    hovered = Signal(object)
    """Uid of the building under the pointer, or None."""
    pointer_moved = Signal(str)
    """Grid reference under the pointer, empty when it has left."""
    menu_requested = Signal(QPoint, object)
    """Global position and the uid of the building there, or None."""
    opened = Signal(str)
    """Uid of a building that was double-clicked."""
    measured = Signal(str)
    """Length and area in words, empty when taken away."""
    tool_changed = Signal(str)
    """Key of the tool."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show nothing yet; the pointer is the tool."""
        super().__init__(theme, parent)
        self._tools: dict[str, MapTool] = {each.key: each(self) for each in TOOLS}
        self._tool = self._tools["select"]
        self._hand = PanTool(self)
        self._space = False
        self._dragging: MapTool | None = None
        self._note = ""
        self.tool_column = tool_column(theme, self)
        self.tool_column.chosen.connect(self.set_tool)
        actions = {"in": self.zoom_in, "out": self.zoom_out, "fit": self.zoom_to_fit}
        self.zoom_column = zoom_column(theme, self, actions)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("own_focus", True)
        self.measured.connect(self._show_note)
        self._place_columns()

    # --- what tools ask for

    @property
    def tool(self) -> str:
        """Key of the tool."""
        return self._tool.key

    def set_tool(self, key: str) -> None:
        """Take up a tool: pan, select, rectangle, lasso, radius or measure."""
        self._tool.cancel()
        self._tool = self._tools[key]
        self.tool_column.choose(key)
        self.setCursor(self._tool.cursor)
        self.tool_changed.emit(key)
        self.update()

    def select(self, uids: frozenset[str], *, add: bool) -> None:
        """Select buildings, in place of what was selected or beside it."""
        chosen = self.selection | uids if add else uids
        if chosen != self.selection:
            self.set_selection(chosen)
            self.selection_changed.emit(chosen)

    def click_at(self, at: QPointF, *, add: bool) -> None:
        """Select the building, crowd or shape at a place; with `add` a building is taken in or out."""
        crowd = self.overlay.bubble_at(self.viewport, at)
        if crowd is not None:
            self.select(self._members(crowd), add=add)
            return
        uid = self.building_at(at)
        if uid is None:
            uid = self.index.shape_at(*self.viewport.to_map(at.x(), at.y()), self.viewport.resolution)
        if uid is None:
            self.select(frozenset(), add=add)
        elif add and uid in self.selection:
            self.set_selection(self.selection - {uid})
            self.selection_changed.emit(self.selection)
        else:
            self.select(frozenset((uid,)), add=add)

    def building_at(self, at: QPointF) -> str | None:
        """Uid of the building whose symbol is at a place in the widget."""
        viewport = self.viewport
        x, y = viewport.to_map(at.x(), at.y())
        return self.index.marker_at(x, y, viewport.resolution, self.feed.hidden(viewport.level))

    def search_circle(self, x: float, y: float, radius_m: float) -> None:
        """Show a circle and select what is within."""
        self.set_candidates(self.overlay.arcs, RadiusCircle(x, y, radius_m))
        self.select(self.index.in_circle(x, y, radius_m), add=False)

    def say_measure(self, text: str) -> None:
        """Say what was measured."""
        self.measured.emit(text)
        self.update()

    # --- mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 Qt's name
        """Begin with the tool, or with the hand: middle button, or space held."""
        if event.button() == Qt.MouseButton.MiddleButton or self._space:
            self._dragging = self._hand
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif event.button() == Qt.MouseButton.LeftButton:
            self._dragging = self._tool
        else:
            return
        self._dragging.press(event.position(), add=bool(event.modifiers() & _ADDING))
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 Qt's name
        """Go on with what is held; else say what is under the pointer."""
        at = event.position()
        tool = self._dragging or self._tool
        tool.move(at, held=self._dragging is not None)
        if self._dragging is None:
            self._hover(at)
        else:
            self.update()
        self.pointer_moved.emit(format_grid_reference(*self.viewport.to_map(at.x(), at.y())))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 Qt's name
        """Let go."""
        tool, self._dragging = self._dragging, None
        if tool is not None:
            tool.release(event.position())
            self.setCursor(self._tool.cursor)
            if isinstance(tool, PanTool):
                self._come_to_rest()
            self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 Qt's name
        """Open a building, split a crowd, end a measure."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._tool.finish()
        crowd = self.overlay.bubble_at(self.viewport, event.position())
        uid = self.building_at(event.position())
        if crowd is not None:
            self._split(crowd)
        elif uid is not None and self.tool == "select":
            self.opened.emit(uid)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 Qt's name
        """Go nearer or farther at the pointer."""
        at = event.position()
        self._turn(float(event.angleDelta().y()), (at.x(), at.y()))
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 Qt's name
        """Ask the window for what can be done here."""
        self.menu_requested.emit(event.globalPos(), self.building_at(QPointF(event.pos())))

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 Qt's name
        """Nothing is under the pointer any more."""
        self._set_hovered(None)
        self.pointer_moved.emit("")
        super().leaveEvent(event)

    # --- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 Qt's name
        """Arrows move, plus and minus zoom, Home shows everything, space takes the hand."""
        key = Qt.Key(event.key())
        if key in _ARROWS:
            self.drag_by(*_ARROWS[key])
            self._come_to_rest()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_in()
        elif key == Qt.Key.Key_Minus:
            self.zoom_out()
        elif key == Qt.Key.Key_Home:
            self.zoom_to_fit()
        elif key == Qt.Key.Key_Space:
            self._space = True
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._tool.finish()
        elif key != Qt.Key.Key_Escape or not self._tool.cancel():
            super().keyPressEvent(event)
        self.update()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802 Qt's name
        """Put the hand back."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = False
            self.setCursor(self._tool.cursor)
        super().keyReleaseEvent(event)

    # --- painting and inner steps

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 Qt's name
        """Paint a frame with what the tool draws."""
        painter = QPainter(self)
        self.paint_map(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink, tint = self.theme.colour("accent"), self.theme.colour("accent")
        tint.setAlphaF(0.12)
        self._tool.paint(painter, ink, tint)
        paint_note(painter, self.viewport, self.theme, self._note)
        if shows_focus(self):
            paint_focus(painter, self.viewport, self.theme)
        painter.end()

    def _come_to_rest(self) -> None:
        super()._come_to_rest()
        self._place_columns()

    def _place_columns(self) -> None:
        self.tool_column.adjustSize()
        self.zoom_column.adjustSize()
        self.tool_column.move(MARGIN, MARGIN)
        self.zoom_column.move(self.width() - self.zoom_column.width() - MARGIN, MARGIN)

    def _members(self, crowd: tuple[int, int]) -> frozenset[str]:
        number, which = crowd
        crowds = self.feed.crowds(self.viewport.level)
        if number >= len(crowds):
            return frozenset()
        rows = crowds[number].members(which)
        return frozenset(self.index.layers[number].layer.uids[rows].tolist())

    def _split(self, crowd: tuple[int, int]) -> None:
        """Go to where the buildings of a crowd fill the view."""
        found = [self.index.find(uid) for uid in self._members(crowd)]
        x = [float(layer.x[row]) for layer, row in filter(None, found)]
        y = [float(layer.y[row]) for layer, row in filter(None, found)]
        if x:
            extent = Extent(min(x), min(y), max(x), max(y))
            margin = max(extent.width, extent.height, self.viewport.resolution) * (_CROWD_ROOM - 1)
            self.zoom_to(extent.grown(margin))

    def _hover(self, at: QPointF) -> None:
        uid = self.building_at(at)
        found = None if uid is None else self.index.find(uid)
        if found is not None and uid != self.overlay.hovered:
            layer, row = found
            QToolTip.showText(
                self.mapToGlobal(at.toPoint()), f"{layer.names[row]}\n{layer.owner(row)}".strip(), self
            )
        elif found is None:
            QToolTip.hideText()
        self._set_hovered(uid)

    def _set_hovered(self, uid: str | None) -> None:
        if uid != self.overlay.hovered:
            self.overlay.hovered = uid
            self.hovered.emit(uid)
            self.update()

    def _show_note(self, text: str) -> None:
        self._note = text
