"""The surface of the map: what it shows and where it stands, without what a person does to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter
from PySide6.QtWidgets import QStyle, QWidget

from tpdesk.gui.canvas.furniture import paint_attribution, paint_scale_bar
from tpdesk.gui.canvas.overlay import Overlay
from tpdesk.gui.canvas.tile_feed import TileFeed
from tpdesk.gui.canvas.viewport import Viewport, level_resolution
from tpdesk.gui.canvas.zoom import DURATION_MS, ZoomMotion
from tpdesk.render.fonts import load_fonts
from tpdesk.render.map_look import MapLook

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent

    from tpdesk.domain.scene import Arc, Extent, RadiusCircle, Scene
    from tpdesk.gui.canvas.map_index import MapIndex
    from tpdesk.gui.theme import Theme

_FIRST = Viewport(400_000.0, 400_000.0, level_resolution(18), 640, 480)


class MapSurface(QWidget):
    """Shows a scene and moves about on it."""

    view_changed = Signal(object, float)
    """Extent, and resolution in metres in a pixel, when the map has come to rest."""
    supplied = Signal()
    """Every tile and name of the view is there."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show nothing yet.

        Args:
            theme: the look; the map follows it.
            parent: the widget it is in.
        """
        super().__init__(parent)
        load_fonts()
        self.theme = theme
        self._look = MapLook.of(theme.tokens, theme.scheme)
        self._scene: Scene | None = None
        self._selection: frozenset[str] = frozenset()
        self._viewport = _FIRST
        self._fit_when_shown: Extent | None = None
        self.feed = TileFeed(self)
        self.overlay = Overlay(self.feed, self._look)
        self.zoom = ZoomMotion(self._zoom_to_resolution, self._come_to_rest, self)
        self.feed.painted.connect(self._take_supply)
        self.feed.indexed.connect(self._take_index)
        theme.changed.connect(self._follow_theme)
        self.destroyed.connect(self.feed.stop)
        program = QCoreApplication.instance()
        if program is not None:
            program.aboutToQuit.connect(self.feed.stop)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(160, 120)
        self.setAccessibleName(self.tr("Map"))

    # --- what it shows

    @property
    def scene(self) -> Scene | None:
        """What is shown."""
        return self._scene

    @property
    def index(self) -> MapIndex:
        """What can be pointed at."""
        return self.feed.index

    @property
    def selection(self) -> frozenset[str]:
        """Uids of what is selected."""
        return self._selection

    def set_scene(self, scene: Scene) -> None:
        """Show another scene; the first, and any of another place, is shown as a whole."""
        elsewhere = self._scene is None or self._scene.extent != scene.extent
        self._scene = scene
        self.overlay.arcs, self.overlay.circle = scene.arcs, scene.circle
        self._show_scene()
        if elsewhere:
            self.zoom_to(scene.extent)

    def set_selection(self, uids: Iterable[str]) -> None:
        """Select, as another view wants it; no signal."""
        self._selection = frozenset(uids)
        self.overlay.set_selection(self._selection, self._scene)
        self.update()
        self._describe()

    def set_candidates(self, arcs: Sequence[Arc], circle: RadiusCircle | None = None) -> None:
        """Show proposals as arcs, and the circle of their search."""
        self.overlay.arcs, self.overlay.circle = tuple(arcs), circle
        self.update()

    # --- where it stands

    @property
    def viewport(self) -> Viewport:
        """Where the map stands."""
        return self._viewport

    @property
    def scale_text(self) -> str:
        """The scale as the status bar writes it: 1:24,000."""
        scale = self._viewport.scale
        step = 10 ** max(len(f"{scale:.0f}") - 2, 0)
        return f"1:{round(scale / step) * step:,}"

    def zoom_to(self, extent: Extent) -> None:
        """Go where all of an extent can be seen, as near as that allows."""
        if not self.isVisible():
            self._fit_when_shown = extent
        self._go(self._viewport.fitted(extent))

    def centre_on(self, x: float, y: float) -> None:
        """Bring a position to the middle."""
        width, height = self._viewport.width / 2, self._viewport.height / 2
        column, row = self._viewport.to_widget(x, y)
        self.drag_by(width - column, height - row)
        self._come_to_rest()

    def zoom_in(self) -> None:
        """Go nearer by two levels."""
        self._turn(240.0)

    def zoom_out(self) -> None:
        """Go farther by two levels."""
        self._turn(-240.0)

    def zoom_to_fit(self) -> None:
        """Show everything."""
        if self._scene is not None:
            self.zoom_to(self._scene.extent)

    def drag_by(self, columns: float, rows: float) -> None:
        """Move the content so many pixels to the right and down."""
        self.feed.hold()
        self._viewport = self._viewport.moved(columns, rows)
        self.feed.request(self._viewport)
        self.update()

    # --- painting

    def paint_map(self, painter: QPainter) -> None:
        """Paint ground, overlay and corners."""
        self.feed.hold()
        viewport = self._viewport
        painter.fillRect(self.rect(), self._look["land"])
        self.feed.paint(painter, viewport)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
        self.overlay.paint(painter, viewport)
        bar = paint_scale_bar(painter, viewport, self.theme)
        lines = self._scene.attribution if self._scene is not None else ()
        paint_attribution(painter, viewport, self.theme, lines, bar.right())
        self.feed.let_go()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 Qt's name
        """Paint a frame."""
        painter = QPainter(self)
        self.paint_map(painter)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 Qt's name
        """Keep the middle of the map in the middle."""
        super().resizeEvent(event)
        size, ratio = event.size(), self.devicePixelRatioF()
        changed = ratio != self._viewport.ratio
        self._viewport = self._viewport.resized(max(size.width(), 1), max(size.height(), 1), ratio)
        if self._fit_when_shown is not None:
            self._viewport = self._viewport.fitted(self._fit_when_shown)
            self.zoom.begin_at(self._viewport.level)
            if self.isVisible():
                self._fit_when_shown = None
        if changed:
            self._show_scene()
        self._come_to_rest()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 Qt's name
        """Follow the window to a screen of another density."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._viewport = self._viewport.resized(self.width(), self.height(), self.devicePixelRatioF())
            self._show_scene()
            self._come_to_rest()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 Qt's name
        """End the worker with the window."""
        self.close_down()
        super().closeEvent(event)

    def close_down(self) -> None:
        """End the worker; the map shows no more tiles. The window calls it when it closes."""
        self.zoom.stop()
        self.feed.stop()

    # --- inner steps

    def _go(self, viewport: Viewport) -> None:
        self.zoom.begin_at(viewport.level)
        self._viewport = viewport
        self._come_to_rest()

    def _turn(self, delta: float, anchor: tuple[float, float] | None = None) -> None:
        self.feed.hold()
        middle = (self._viewport.width / 2, self._viewport.height / 2)
        asked = self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, self)
        duration = DURATION_MS if asked > 0 else 0
        self.zoom.turn(delta, self._viewport.resolution, anchor or middle, duration)
        goal = self._viewport.zoomed(level_resolution(self.zoom.level), *(anchor or middle))
        self.feed.request(goal)

    def _zoom_to_resolution(self, resolution: float, anchor: tuple[float, float]) -> None:
        self.feed.hold()
        self._viewport = self._viewport.zoomed(resolution, *anchor)
        self.update()

    def _come_to_rest(self) -> None:
        self.feed.request(self._viewport)
        self.update()
        self._describe()
        self.view_changed.emit(self._viewport.extent, self._viewport.resolution)

    def _show_scene(self) -> None:
        if self._scene is not None:
            self.feed.show(self._scene, self._look, self._viewport.ratio)
            self.feed.request(self._viewport)
            self.update()

    def _follow_theme(self) -> None:
        self._look = MapLook.of(self.theme.tokens, self.theme.scheme)
        self.overlay.set_look(self._look)
        self._show_scene()

    def _take_supply(self) -> None:
        self.update()
        if self.feed.is_complete(self._viewport):
            self.supplied.emit()

    def _take_index(self) -> None:
        self.overlay.set_selection(self._selection, self._scene)
        self._describe()
        self.update()

    def _describe(self) -> None:
        """Say to screen readers what can be seen."""
        count = self.index.count_in(self._viewport.extent)
        text = self.tr("%n assets in view", "", count)
        if self._selection:
            text += self.tr(", {count} selected").format(count=len(self._selection))
        if text != self.accessibleDescription():
            self.setAccessibleDescription(text)
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
