"""The tools of the map: what the left button does."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from tpdesk.domain.scene import Extent
from tpdesk.gui.canvas.measures import area_text, length_text, polygon_area, polyline_length

if TYPE_CHECKING:
    from tpdesk.gui.canvas.map_index import MapIndex
    from tpdesk.gui.canvas.viewport import Viewport

CLICK_PX = 4.0
"""A drag shorter than this is a click."""

RADIUS_M = 800.0
"""What "within" means for the circle tool."""


class ToolHost(Protocol):
    """What a tool may ask of the map it works on."""

    @property
    def viewport(self) -> Viewport:
        """Where the map stands."""
        ...

    @property
    def index(self) -> MapIndex:
        """What can be pointed at."""
        ...

    def drag_by(self, columns: float, rows: float) -> None:
        """Move the content so many pixels."""
        ...

    def click_at(self, at: QPointF, *, add: bool) -> None:
        """Select what is at a place."""
        ...

    def select(self, uids: frozenset[str], *, add: bool) -> None:
        """Select buildings."""
        ...

    def search_circle(self, x: float, y: float, radius_m: float) -> None:
        """Show a circle and select what is within."""
        ...

    def say_measure(self, text: str) -> None:
        """Say what was measured."""
        ...


class MapTool:
    """A tool that does nothing yet; the ancestor of all."""

    key = ""
    cursor = Qt.CursorShape.ArrowCursor

    def __init__(self, host: ToolHost) -> None:
        """Work on a map."""
        self.host = host

    def press(self, at: QPointF, *, add: bool) -> None:
        """The button goes down; `add` when Shift or Ctrl is held."""

    def move(self, at: QPointF, *, held: bool) -> None:
        """The pointer moves, the button held or not."""

    def release(self, at: QPointF) -> None:
        """The button goes up."""

    def finish(self) -> None:
        """A double click or Enter ends what takes several clicks."""

    def cancel(self) -> bool:
        """Escape gives up what is begun; tells whether there was anything."""
        return False

    def paint(self, painter: QPainter, ink: QColor, tint: QColor) -> None:
        """Paint what is being drawn."""


class PanTool(MapTool):
    """The hand."""

    key = "pan"
    cursor = Qt.CursorShape.OpenHandCursor

    def __init__(self, host: ToolHost) -> None:
        """Hold nothing."""
        super().__init__(host)
        self._last: QPointF | None = None

    def press(self, at: QPointF, *, add: bool) -> None:  # noqa: ARG002 - the ancestor's names
        """Take hold of the map."""
        self._last = at

    def move(self, at: QPointF, *, held: bool) -> None:
        """Drag it."""
        if held and self._last is not None:
            self.host.drag_by(at.x() - self._last.x(), at.y() - self._last.y())
            self._last = at

    def release(self, at: QPointF) -> None:  # noqa: ARG002 - the ancestor's names
        """Let go."""
        self._last = None


class SelectTool(MapTool):
    """The pointer: selects what is clicked."""

    key = "select"

    def press(self, at: QPointF, *, add: bool) -> None:
        """Select what is there."""
        self.host.click_at(at, add=add)


class RectangleTool(MapTool):
    """Selects the buildings in a rectangle."""

    key = "rectangle"
    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, host: ToolHost) -> None:
        """Draw nothing."""
        super().__init__(host)
        self._start: QPointF | None = None
        self._end = QPointF()
        self._add = False

    def press(self, at: QPointF, *, add: bool) -> None:
        """Set one corner."""
        self._start, self._end, self._add = at, at, add

    def move(self, at: QPointF, *, held: bool) -> None:
        """Draw the other."""
        if held:
            self._end = at

    def release(self, at: QPointF) -> None:
        """Select what is within; a mere click selects what is under it."""
        start, self._start = self._start, None
        if start is None:
            return
        if _apart(start, at) < CLICK_PX:
            self.host.click_at(at, add=self._add)
            return
        x0, y0 = self.host.viewport.to_map(start.x(), start.y())
        x1, y1 = self.host.viewport.to_map(at.x(), at.y())
        extent = Extent(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        self.host.select(self.host.index.in_extent(extent), add=self._add)

    def cancel(self) -> bool:
        """Draw it no further."""
        begun, self._start = self._start is not None, None
        return begun

    def paint(self, painter: QPainter, ink: QColor, tint: QColor) -> None:
        """Paint the rectangle so far."""
        if self._start is not None:
            painter.setPen(QPen(ink, 1.5))
            painter.setBrush(tint)
            painter.drawRect(QRectF(self._start, self._end).normalized())


class LassoTool(MapTool):
    """Selects the buildings within a line drawn by hand."""

    key = "lasso"
    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, host: ToolHost) -> None:
        """Draw nothing."""
        super().__init__(host)
        self._line: list[QPointF] = []
        self._add = False

    def press(self, at: QPointF, *, add: bool) -> None:
        """Begin the line."""
        self._line, self._add = [at], add

    def move(self, at: QPointF, *, held: bool) -> None:
        """Draw it on."""
        if held and self._line and _apart(self._line[-1], at) >= 2.0:
            self._line.append(at)

    def release(self, at: QPointF) -> None:
        """Close it and select what is within; a mere click selects what is under it."""
        line, self._line = self._line, []
        if len(line) < 3:
            if line:
                self.host.click_at(at, add=self._add)
            return
        corners = [self.host.viewport.to_map(point.x(), point.y()) for point in line]
        self.host.select(self.host.index.in_lasso(corners), add=self._add)

    def cancel(self) -> bool:
        """Draw it no further."""
        begun, self._line = bool(self._line), []
        return begun

    def paint(self, painter: QPainter, ink: QColor, tint: QColor) -> None:
        """Paint the line so far."""
        if len(self._line) > 1:
            painter.setPen(QPen(ink, 1.5))
            painter.setBrush(tint)
            painter.drawPolygon(QPolygonF(self._line))


class RadiusTool(MapTool):
    """Shows what is within 800 m of a place."""

    key = "radius"
    cursor = Qt.CursorShape.CrossCursor

    def press(self, at: QPointF, *, add: bool) -> None:  # noqa: ARG002 - the ancestor's names
        """Search about the place."""
        x, y = self.host.viewport.to_map(at.x(), at.y())
        self.host.search_circle(x, y, RADIUS_M)


class MeasureTool(MapTool):
    """Measures a way, and an area once there are three corners."""

    key = "measure"
    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, host: ToolHost) -> None:
        """Measure nothing."""
        super().__init__(host)
        self._corners: list[tuple[float, float]] = []
        self._done = False

    def press(self, at: QPointF, *, add: bool) -> None:  # noqa: ARG002 - the ancestor's names
        """Set a corner; the first after an end begins anew."""
        if self._done:
            self._corners, self._done = [], False
        self._corners.append(self.host.viewport.to_map(at.x(), at.y()))
        self._tell(self._corners)

    def move(self, at: QPointF, *, held: bool) -> None:  # noqa: ARG002 - the ancestor's names
        """Say how far it would be to here."""
        if self._corners and not self._done:
            self._tell([*self._corners, self.host.viewport.to_map(at.x(), at.y())])

    def finish(self) -> None:
        """Leave what was measured standing."""
        self._done = True
        self._tell(self._corners)

    def cancel(self) -> bool:
        """Take it away."""
        begun, self._corners, self._done = bool(self._corners), [], False
        self.host.say_measure("")
        return begun

    def paint(self, painter: QPainter, ink: QColor, tint: QColor) -> None:
        """Paint the way with its corners."""
        points = [QPointF(*self.host.viewport.to_widget(x, y)) for x, y in self._corners]
        painter.setPen(QPen(ink, 2.0))
        painter.setBrush(tint if len(points) > 2 and self._done else Qt.BrushStyle.NoBrush)
        if len(points) > 2 and self._done:
            painter.drawPolygon(QPolygonF(points))
        else:
            painter.drawPolyline(QPolygonF(points))
        painter.setBrush(ink)
        for point in points:
            painter.drawEllipse(point, 3.0, 3.0)

    def _tell(self, corners: list[tuple[float, float]]) -> None:
        text = length_text(polyline_length(corners)) if len(corners) > 1 else ""
        if len(corners) > 2:
            text = f"{text} · {area_text(polygon_area(corners))}"
        self.host.say_measure(text)


TOOLS: tuple[type[MapTool], ...] = (
    PanTool,
    SelectTool,
    RectangleTool,
    LassoTool,
    RadiusTool,
    MeasureTool,
)
"""Every tool, in the order of the column."""


def _apart(one: QPointF, other: QPointF) -> float:
    return math.hypot(one.x() - other.x(), one.y() - other.y())
