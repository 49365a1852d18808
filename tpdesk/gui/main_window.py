"""The window: menu and search above, the start page or the place of work, the status below."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from tpdesk.gui.menu_row import MenuRow
from tpdesk.gui.start.keeping import RecentKeeper
from tpdesk.gui.start.opening import OpeningPage
from tpdesk.gui.status_row import StatusRow
from tpdesk.gui.tab_order import OrderedWindow
from tpdesk.gui.window_actions import FILE, THEMES, window_actions
from tpdesk.gui.window_place import place_of, restore_place
from tpdesk.gui.window_work import WindowWork

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QCloseEvent

    from tpdesk.gui.desk import Desk
    from tpdesk.gui.map_area import MapArea
    from tpdesk.gui.search_results import SearchResults
    from tpdesk.gui.stages.entry import StageEntry
    from tpdesk.gui.stages.stage import Stage
    from tpdesk.gui.start.page import StartPage
    from tpdesk.gui.theme import Theme
    from tpdesk.gui.unplaced_notice import UnplacedNotice
    from tpdesk.gui.widgets.bars import Message
    from tpdesk.gui.workplace import Workplace

LEAST_PX = (1024, 640)
USUAL_PX = (1440, 900)
_FIRST_STAGE = "register"


class MainWindow(OrderedWindow):
    """One register, one map, one selection; the rail says which stage of the year is in front."""

    def __init__(self, theme: Theme, desk: Desk, stages: Sequence[StageEntry], opening: str = "") -> None:
        """Put the start page in front; the place of work is made when it is first needed.

        Args:
            theme: The look.
            desk: What lies open.
            stages: The stages of the year.
            opening: Name of a register that is opened at once; it stands in place of the start page.
        """
        super().__init__()
        self.theme = theme
        self.desk = desk
        self._entries = stages
        self._start: StartPage | None = None
        self._workplace: Workplace | None = None
        self._opening = OpeningPage(opening) if opening else None
        self._wanted_stage = _FIRST_STAGE
        self.setMinimumSize(*LEAST_PX)
        self.setWindowTitle("tpdesk")
        self.work = WindowWork(self, desk, self)
        self.menu = MenuRow(theme, desk)
        self.status = StatusRow(theme, desk)
        self._recent = RecentKeeper(theme, desk, self)
        self._pages = QStackedWidget()
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.menu)
        column.addWidget(self._pages, 1)
        column.addWidget(self.status)
        self.setCentralWidget(centre)
        self.actions_by_key = self.menu.set_actions(self, window_actions(self.work, stages))
        self._recent_menu = QMenu(self.tr("&Recent registers"), self)
        self.actions_by_key.menu(FILE).insertMenu(self.actions_by_key["start"], self._recent_menu)
        self._recent_menu.aboutToShow.connect(self._fill_recent)
        self.actions_by_key[f"theme_{theme.mode}"].setChecked(True)
        self._follow()
        if self._opening is None:
            self.start.setFocus()
        else:
            self._pages.addWidget(self._opening)
            self._opening.setFocus()
            desk.runner.finished.connect(self._end_opening, Qt.ConnectionType.QueuedConnection)

    def _follow(self) -> None:
        desk = self.desk
        desk.opened.connect(self._show_opened)
        desk.closed.connect(self.show_start)
        desk.stage_wanted.connect(self.bring_forward)
        desk.told.connect(self._show_message)
        desk.preferences.unwritable.connect(desk.tell_error)

    # --- what is in front ------------------------------------------------------------------------------

    @property
    def start(self) -> StartPage:
        """Where one begins, made when it is first asked for."""
        if self._start is None:
            # A window that opens a register at once does without.
            from tpdesk.gui.start.page import StartPage

            made, work = StartPage(self.theme, self.desk, self._entries), self.work
            made.demonstration_wanted.connect(work.open_demonstration)
            made.open_wanted.connect(work.choose_register)
            made.tour_wanted.connect(work.show_tour)
            made.register_wanted.connect(work.open_path)
            made.unplaced_wanted.connect(work.open_and_show_unplaced)
            made.stage_wanted.connect(self._start_stage)
            self._pages.addWidget(made)
            self._start = made
        return self._start

    def _end_opening(self) -> None:
        """The register named at the start is there, or will not come."""
        page, self._opening = self._opening, None
        if page is None:
            return
        if self._pages.currentWidget() is page:
            self.show_start()
        self._pages.removeWidget(page)
        page.deleteLater()

    @property
    def workplace(self) -> Workplace:
        """Where a register is worked on, made when it is first asked for."""
        if self._workplace is None:
            # The map, the tables and what they need are not waited for by the first window.
            from tpdesk.gui.workplace import Workplace

            made = Workplace(self.theme, self.desk, self._entries, self._make)
            made.map_area.canvas.pointer_moved.connect(self.status.show_pointer)
            made.map_area.canvas.view_changed.connect(
                lambda _extent, _resolution: self.status.show_scale(made.map_area.canvas.scale_text)
            )
            made.map_area.scene_made.connect(self._recent.keep_picture)
            made.map_area.divided.connect(
                lambda height: self.desk.preferences.change_window(table_height=height)
            )
            made.details_divided.connect(
                lambda width: self.desk.preferences.change_window(details_width=width)
            )
            made.help_wanted.connect(self.work.show_manual)
            self._pages.addWidget(made)
            place = self.desk.preferences.settings.window
            made.set_division(place.details_width, place.table_height)
            self._workplace = made
        return self._workplace

    def _make(self, entry: StageEntry) -> Stage:
        return entry.load()(self.theme, self.desk, self)

    @cached_property
    def results(self) -> SearchResults:
        """What the search field has found; there is nothing to find before a register is open."""
        from tpdesk.gui.search_results import SearchResults

        return SearchResults(self.theme, self.desk, self.menu.search, self)

    @cached_property
    def _unplaced(self) -> UnplacedNotice:
        from tpdesk.gui.unplaced_notice import UnplacedNotice

        return UnplacedNotice(self.desk, self.map_area.messages, self.work.show_unplaced, self)

    def rest_focus(self) -> None:
        """Give the focus to the page in front, as when it came there."""
        self._front.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _front(self) -> QWidget:
        return self._pages.currentWidget() or self.start

    @property
    def map_area(self) -> MapArea:
        """The map with its messages and the table below it."""
        return self.workplace.map_area

    @property
    def stage(self) -> Stage | None:
        """The stage in front, None on the start page."""
        if self._workplace is None or self._pages.currentWidget() is not self._workplace:
            return None
        return self._workplace.stage

    def bring_forward(self, key: str) -> None:
        """Bring a stage to the front; without a register, or such a stage, nothing happens."""
        if self.desk.register is None or all(entry.key != key for entry in self._entries):
            return
        if self._front is not self.workplace:
            self._pages.setCurrentWidget(self.workplace)
            self.workplace.setFocus()
        self.workplace.bring_forward(key)

    def show_start(self) -> None:
        """Put the start page in front."""
        self._pages.setCurrentWidget(self.start)
        self.start.refresh()
        self.start.setFocus()
        if self.desk.register is None:
            self.setWindowTitle("tpdesk")

    def show_help(self, page: str) -> None:
        """Show a page of the manual."""
        from tpdesk.gui.help_page import HelpPage

        before = self._front
        help_page = self._pages.findChild(HelpPage)
        if help_page is None:
            help_page = HelpPage(self.theme)
            self._pages.addWidget(help_page)
            help_page.closed.connect(lambda: self._pages.setCurrentWidget(help_page.came_from))
        help_page.show_page(page)
        if before is not help_page:
            help_page.came_from = before
        self._pages.setCurrentWidget(help_page)

    def show_fault(self, error: BaseException) -> None:
        """Say that something broke, and offer the report."""
        from tpdesk.gui.fault_page import FaultPage

        before = self._front
        if isinstance(before, FaultPage):
            return
        page = FaultPage(self.theme, error)
        self._pages.addWidget(page)

        def go_on() -> None:
            self._pages.setCurrentWidget(before)
            self._pages.removeWidget(page)
            page.deleteLater()

        page.closed.connect(go_on)
        self._pages.setCurrentWidget(page)

    def _start_stage(self, key: str) -> None:
        if self.desk.register is not None:
            self.bring_forward(key)
        elif self.start.cards:
            self._wanted_stage = key
            self.work.open_path(self.start.cards[0].path)

    def _show_opened(self) -> None:
        register = self.desk.register
        if register is None:
            return
        self.setWindowTitle(f"{register.path.name} - tpdesk")
        key, self._wanted_stage = self._wanted_stage, _FIRST_STAGE
        self.results.hide()
        self.bring_forward(key)
        self.workplace.setFocus()
        self._unplaced.tell()

    def _show_message(self, message: Message) -> None:
        on_start = self._workplace is None or self._pages.currentWidget() in (self._start, self._opening)
        (self.start if on_start else self.map_area).show_message(message)

    def _fill_recent(self) -> None:
        self._recent_menu.clear()
        for recent in self.desk.preferences.settings.recent:
            path = Path(recent.path)
            action = self._recent_menu.addAction(path.name)
            action.setToolTip(recent.path)
            action.triggered.connect(lambda _checked=False, path=path: self.work.open_path(path))
        if self._recent_menu.isEmpty():
            self._recent_menu.addAction(self.tr("None yet")).setEnabled(False)

    # --- look and place --------------------------------------------------------------------------------

    def choose_theme(self, mode: str) -> None:
        """Change the colours at once, and keep the choice."""
        for each in THEMES:
            if each == mode:
                self.theme.set_mode(each)
                self.desk.preferences.change(theme=each)

    def restore(self) -> None:
        """Put the window where it was when it was closed last, if that place is still on a screen."""
        restore_place(self, self.desk.preferences.settings.window, USUAL_PX)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 Qt's name
        """Keep where the window was, stop all work, let the register go."""
        self.desk.preferences.change_window(**place_of(self))
        self.desk.close()
        if self._workplace is not None:
            self._workplace.map_area.canvas.close_down()
        super().closeEvent(event)
