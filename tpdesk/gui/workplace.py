"""Where a register is worked on: the rail, the stage's panel, the map with its table, the details."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSplitter, QStackedWidget, QWidget

from tpdesk.gui.details.panel import DetailsPanel
from tpdesk.gui.map_area import LEAST_MAP_PX, MapArea
from tpdesk.gui.theme import Theme, dress
from tpdesk.gui.widgets.rail import Rail

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QResizeEvent

    from tpdesk.domain.progress import Progress
    from tpdesk.gui.desk import Desk
    from tpdesk.gui.stages.entry import StageEntry
    from tpdesk.gui.stages.stage import Stage

HELP = "help"
_WHOLE_ASSET = "register"
_NARROW_PX = 1400
_NARROW_PANEL, _NARROW_DETAILS = 0.93, 0.925


class Workplace(QWidget):
    """Stages come and go; the map, its view and the one selection stay.

    Signals:
        help_wanted: The foot of the rail was pressed.
        details_divided: Width in pixels that a person gave the details.
    """

    help_wanted = Signal()
    details_divided = Signal(int)

    def __init__(
        self,
        theme: Theme,
        desk: Desk,
        entries: Sequence[StageEntry],
        make: Callable[[StageEntry], Stage],
        parent: QWidget | None = None,
    ) -> None:
        """Put the parts together; no stage is in front yet.

        Args:
            theme: The look.
            desk: What lies open.
            entries: The stages in the order of the year.
            make: Makes one; it is asked when the stage is first brought forward.
            parent: Who shows it.
        """
        super().__init__(parent)
        self._entries = {entry.key: entry for entry in entries}
        self._make = make
        self._stages: dict[str, Stage] = {}
        self._desk = desk
        self._stage: Stage | None = None
        self._details_px = 0
        # It takes the focus when a register was opened, so that no field looks as if one were to type there.
        self.setProperty("own_focus", True)
        self._unfolded = False
        self.rail = Rail(theme)
        for entry in entries:
            self.rail.add_stage(entry.key, entry.icon, entry.label, ready=entry.ready)
        self.rail.add_foot(HELP, "circle-question-mark", self.tr("Help"))
        self.map_area = MapArea(theme, desk)
        self.asset_details = DetailsPanel(theme, desk)
        self._panels, self._details = QStackedWidget(), QStackedWidget()
        for stack in (self._panels, self._details):
            dress(stack, look="panel")
        self._details.addWidget(self.asset_details)
        self._columns = self._make_columns()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(self._columns, 1)
        self.rail.stage_chosen.connect(self._choose)
        self.map_area.canvas.opened.connect(self.open_details)
        self.map_area.canvas.supplied.connect(self._bring_the_rest)

    def _make_columns(self) -> QSplitter:
        """Put panel, map and details side by side; the map takes what a larger window gives."""
        columns = QSplitter(Qt.Orientation.Horizontal)
        columns.setHandleWidth(1)
        for place, widget in enumerate((self._panels, self.map_area, self._details)):
            columns.addWidget(widget)
            columns.setStretchFactor(place, 1 if widget is self.map_area else 0)
        columns.setChildrenCollapsible(False)
        columns.splitterMoved.connect(self._keep_division)
        return columns

    @property
    def stage(self) -> Stage | None:
        """The stage in front, None before the first."""
        return self._stage

    @property
    def keys(self) -> Sequence[str]:
        """Keys of all stages in the order of the year."""
        return tuple(self._entries)

    def stage_of(self, key: str) -> Stage:
        """Give a stage, made when it is first asked for."""
        if key not in self._stages:
            stage = self._stages[key] = self._make(self._entries[key])
            stage.badge_changed.connect(lambda count: self.rail.set_badge(key, count))
            stage.opened.connect(self.open_details)
        return self._stages[key]

    def _bring_the_rest(self) -> None:
        """Load what the other stages need, beside the window and once the map is there: they open at once."""
        self.map_area.canvas.supplied.disconnect(self._bring_the_rest)
        loads = [entry.load for key, entry in self._entries.items() if key not in self._stages]

        def work(progress: Progress) -> None:
            for place, load in enumerate(loads):
                progress.step(place, len(loads), "")
                load()

        self._desk.runner.read("stages", work, lambda _: None)

    def bring_forward(self, key: str) -> None:
        """Bring a stage to the front; map, view and selection stay."""
        stage = self.stage_of(key)
        if self._stage is not stage:
            self._hold_focus()
            if self._stage is not None:
                self._stage.details_changed.disconnect(self._show_details)
                self._stage.panel_wanted.disconnect(self._turn_panel)
                self._stage.leave()
            self._stage = stage
            stage.details_changed.connect(self._show_details)
            stage.panel_wanted.connect(self._turn_panel)
            panel = stage.panel()
            if self._panels.indexOf(panel) < 0:
                self._panels.addWidget(panel)
            self._panels.setCurrentWidget(panel)
            self.map_area.bring_forward(stage)
            self._show_details()
            stage.enter()
            self.divide()
        self.rail.choose(key)

    def open_details(self, uid: str) -> None:
        """Show everything about an asset, in the stage that leaves the right side to it."""
        contents = self._desk.contents
        if contents is None or uid not in contents.rows:
            return
        self._desk.select((uid,))
        if self._stage is not None and self._stage.details() is not None:
            self.bring_forward(_WHOLE_ASSET)
        self.asset_details.tabs.setFocus(Qt.FocusReason.OtherFocusReason)

    def _hold_focus(self) -> None:
        """Take the focus from what is about to be hidden, lest it wander to whatever comes next."""
        focused = QApplication.focusWidget()
        leaving = (self._panels.currentWidget(), self._details.currentWidget(), self.map_area.lower_widget)
        if focused is not None and any(part is not None and part.isAncestorOf(focused) for part in leaving):
            self.setFocus()

    def set_division(self, details_px: int, lower_px: int) -> None:
        """Divide the room as it was left the last time; 0 is the usual size."""
        self._details_px = details_px
        self.map_area.set_division(lower_px)
        self.divide()

    def divide(self) -> None:
        """Give panel and details their widths, and the map the rest."""
        stage, layout = self._stage, self.layout()
        if stage is None or layout is None:
            return
        # The columns have their new width only when the layout has been followed.
        layout.activate()
        total = self._columns.width()
        narrow = self.width() < _NARROW_PX
        folds = narrow and stage.panel_folds
        self._panels.setVisible(not folds or self._unfolded)
        stage.set_folded(folds)
        panel = (
            0 if self._panels.isHidden() else round(stage.panel_width * (_NARROW_PANEL if narrow else 1.0))
        )
        details = round(stage.details_width * (_NARROW_DETAILS if narrow else 1.0))
        if self._details_px and stage.details() is None:
            details = self._details_px
        details = max(240, min(details, total - panel - LEAST_MAP_PX[0] - 2))
        self._columns.setSizes([panel, max(1, total - panel - details - 2), details])

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 Qt's name
        """Divide anew when the window passes from wide to narrow or back."""
        super().resizeEvent(event)
        before = event.oldSize().width()
        if before < 0 or (before < _NARROW_PX) != (event.size().width() < _NARROW_PX):
            self.divide()

    def _turn_panel(self) -> None:
        self._unfolded = not self._unfolded
        self.divide()

    def _choose(self, key: str) -> None:
        if key == HELP:
            self.help_wanted.emit()
        else:
            self.bring_forward(key)

    def _show_details(self) -> None:
        own = self._stage.details() if self._stage is not None else None
        widget = own or self.asset_details
        if self._details.indexOf(widget) < 0:
            self._details.addWidget(widget)
        self._details.setCurrentWidget(widget)

    def _keep_division(self) -> None:
        stage = self._stage
        if stage is not None and stage.details() is None:
            self._details_px = self._columns.sizes()[2]
            self.details_divided.emit(self._details_px)
