"""The middle of the window: messages, the map that is always there, and the stage's table below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from tpdesk.domain.disclosure import FULL, disclose_assets
from tpdesk.domain.grid import format_grid_reference
from tpdesk.domain.scene import Extent
from tpdesk.gui.canvas.map_canvas import MapCanvas
from tpdesk.gui.details.asset_menu import AROUND_M, asset_menu, ground_menu
from tpdesk.gui.placing_by_hand import PlacingByHand
from tpdesk.gui.theme import dress
from tpdesk.gui.widgets.bars import MessageBar
from tpdesk.services.mapping.markers import MarkerOptions, build_markers

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QPoint

    from tpdesk.domain.progress import Progress
    from tpdesk.domain.scene import MarkerLayer, Scene
    from tpdesk.gui.contents import Contents
    from tpdesk.gui.desk import Desk
    from tpdesk.gui.stages.stage import Stage
    from tpdesk.gui.theme import Theme
    from tpdesk.gui.widgets.bars import Message

LEAST_LOWER_PX = 120
LEAST_MAP_PX = (480, 240)
_CARD_RIGHT_PX, _CARD_TOP_PX = 54, 10
_LEGEND_LEFT_PX, _LEGEND_BELOW_PX = 10, 33


class MapArea(QWidget):
    """Message bar over map over table.

    Signals:
        scene_made: The Scene of the whole register, after assets or layers changed.
        divided: Height in pixels that a person gave the table.
    """

    scene_made = Signal(object)
    divided = Signal(int)

    def __init__(self, theme: Theme, desk: Desk, parent: QWidget | None = None) -> None:
        """Lay the three over one another."""
        super().__init__(parent)
        self._desk = desk
        self._scene: Scene | None = None
        self._scene_of: Contents | None = None
        self._fit_wanted = False
        self._stage: Stage | None = None
        self._lower_px = 0
        self._planned: MarkerLayer | None = None
        self._card: QWidget | None = None
        self._legend: QWidget | None = None
        self.messages = MessageBar(theme)
        self.canvas = MapCanvas(theme)
        self.canvas.setMinimumSize(*LEAST_MAP_PX)
        self._lower = QStackedWidget()
        self._lower.setMinimumHeight(LEAST_LOWER_PX)
        dress(self._lower, look="panel")
        self._splitter = QSplitter(Qt.Orientation.Vertical)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self.canvas)
        self._splitter.addWidget(self._lower)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setStretchFactor(1, 0)
        self._splitter.splitterMoved.connect(self._keep_division)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.messages)
        column.addWidget(self._splitter, 1)
        self._follow()
        self.placing = PlacingByHand(desk, self.canvas, self.messages)

    def _follow(self) -> None:
        desk, canvas = self._desk, self.canvas
        canvas.selection_changed.connect(desk.select)
        canvas.view_changed.connect(lambda extent, _resolution: desk.set_view(extent))
        desk.contents_changed.connect(self.refresh)
        desk.filter_changed.connect(self.refresh)
        desk.selection_changed.connect(lambda: canvas.set_selection(desk.selection))
        desk.opened.connect(self._want_fit)
        desk.zoom_wanted.connect(self.canvas.zoom_to)
        canvas.menu_requested.connect(self._pop_menu)
        canvas.installEventFilter(self)

    def bring_forward(self, stage: Stage) -> None:
        """Put a stage's table below the map and its proposals onto it."""
        if self._stage is not None:
            self._stage.overlay_changed.disconnect(self._show_overlay)
        self._stage = stage
        stage.overlay_changed.connect(self._show_overlay)
        lower = stage.lower()
        self._lower.setVisible(lower is not None)
        if lower is not None:
            if self._lower.indexOf(lower) < 0:
                self._lower.addWidget(lower)
            self._lower.setCurrentWidget(lower)
            self._divide(stage)
        self._show_overlay()

    def set_division(self, lower_px: int) -> None:
        """Give every stage's table this height; 0 lets each have its usual one."""
        self._lower_px = lower_px
        if self._stage is not None:
            self._divide(self._stage)

    def show_message(self, message: Message) -> None:
        """Show a message over the map."""
        self.messages.show_message(message.kind, message.text, message.links)

    @property
    def lower_widget(self) -> QWidget | None:
        """The stage's table, None when the map has all the room."""
        return self._lower.currentWidget()

    @property
    def settled(self) -> bool:
        """Whether every part of the map that is seen is painted."""
        return self.canvas.feed.is_complete(self.canvas.viewport)

    def refresh(self) -> None:
        """Draw what the register holds and the filter shows; what has not changed is kept."""
        contents = self._desk.contents
        if contents is None:
            return
        before = self._scene if contents is self._scene_of else None
        work = _scene_work(contents, MarkerOptions(mask=self._desk.shown), before)
        self._desk.runner.read("scene", work, lambda scene: self._take(scene, contents))

    def _take(self, scene: Scene, contents: Contents) -> None:
        is_new = contents is not self._scene_of
        self._scene, self._scene_of = scene, contents
        self._planned = None
        self.canvas.set_scene(scene)
        self._show_overlay()
        self.canvas.set_selection(self._desk.selection)
        if self._fit_wanted:
            self._fit_wanted = False
            self.canvas.zoom_to_fit()
        if is_new:
            self.scene_made.emit(scene)

    def _want_fit(self) -> None:
        self._fit_wanted = True
        self.messages.close_message()

    def _show_overlay(self) -> None:
        stage = self._stage
        if stage is None:
            return
        self._show_planned(stage.planned())
        self.canvas.set_candidates(stage.arcs(), stage.circle())
        self._card = self._lay_over(self._card, stage.card())
        self._legend = self._lay_over(self._legend, stage.legend())
        self._place_cards()

    def _lay_over(self, before: QWidget | None, wanted: QWidget | None) -> QWidget | None:
        """Put a widget over the map in place of the one before."""
        if before is not None and before is not wanted:
            before.hide()
        if wanted is not None and wanted.parent() is not self.canvas:
            wanted.setParent(self.canvas)
        if wanted is not None:
            wanted.show()
        return wanted

    def _show_planned(self, planned: MarkerLayer | None) -> None:
        if self._scene is None or planned is self._planned:
            return
        self._planned = planned
        if planned is None:
            self.canvas.set_scene(self._scene)
            return
        # The kinds of layers bring more than the first window needs.
        from tpdesk.services.mapping.scenes import add_planned

        self.canvas.set_scene(add_planned(self._scene, planned))

    def _pop_menu(self, at: QPoint, uid: str | None) -> None:
        """Offer what can be done with the building there, which is selected, or with the bare ground."""
        canvas, desk = self.canvas, self._desk
        menu = None if uid is None else asset_menu(desk, uid, canvas, self._look_around)
        if menu is not None and uid is not None:
            desk.select((uid,))
        else:
            spot = canvas.mapFromGlobal(at)
            x, y = canvas.viewport.to_map(spot.x(), spot.y())
            near = Extent(x, y, x, y).grown(AROUND_M / 2)
            acts = (lambda: self._look_around(x, y), lambda: canvas.zoom_to(near), canvas.zoom_to_fit)
            menu = ground_menu(format_grid_reference(x, y), canvas, acts)
        menu.popup(at)

    def _look_around(self, x: float, y: float) -> None:
        self.canvas.search_circle(x, y, AROUND_M)
        self.canvas.zoom_to(Extent(x, y, x, y).grown(AROUND_M * 1.15))

    def _place_cards(self) -> None:
        if self._card is not None:
            self._card.adjustSize()
            left = self.canvas.width() - self._card.width() - _CARD_RIGHT_PX
            self._card.move(max(0, left), _CARD_TOP_PX)
        if self._legend is not None:
            self._legend.adjustSize()
            top = self.canvas.height() - self._legend.height() - _LEGEND_BELOW_PX
            self._legend.move(_LEGEND_LEFT_PX, max(0, top))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 Qt's name
        """Keep card and legend in their corners when the map becomes larger or smaller."""
        if event.type() == QEvent.Type.Resize:
            self._place_cards()
        return super().eventFilter(watched, event)

    def _divide(self, stage: Stage) -> None:
        total = self._splitter.height()
        wanted = self._lower_px or round(stage.lower_height * min(1.0, total / 790))
        lower = max(LEAST_LOWER_PX, min(wanted, total - LEAST_MAP_PX[1]))
        self._splitter.setSizes([max(1, total - lower), lower])

    def _keep_division(self) -> None:
        self._lower_px = self._splitter.sizes()[1]
        self.divided.emit(self._lower_px)


def _scene_work(
    contents: Contents, options: MarkerOptions, before: Scene | None
) -> Callable[[Progress], Scene]:
    def work(_progress: Progress) -> Scene:
        # The kinds of layers bring more than the first window needs.
        from tpdesk.services.mapping.scenes import build_scene, replace_markers

        shown = disclose_assets(contents.assets, FULL)
        if before is not None:
            return replace_markers(before, build_markers(shown, options))
        return build_scene(shown, contents.place, contents.layers, options)

    return work
