"""Collect: partners' files in, understood, settled, and imported as one step that can be undone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from tpdesk.gui.stages.collect.collected_file import CollectedFile, FileState
from tpdesk.gui.stages.collect.collection import Collection
from tpdesk.gui.stages.collect.details import CollectDetails
from tpdesk.gui.stages.collect.dropping import FileDrop
from tpdesk.gui.stages.collect.file_actions import FileActions
from tpdesk.gui.stages.collect.import_queue import ImportQueue
from tpdesk.gui.stages.collect.known_lists import KnownLists
from tpdesk.gui.stages.collect.lower import COLUMNS, CONTROL, ISSUES, PREVIEW, WORDINGS, CollectLower
from tpdesk.gui.stages.collect.panel import CollectPanel
from tpdesk.gui.stages.collect.planned_markers import placing_entries, planned_markers, row_of, view_of
from tpdesk.gui.stages.collect.postcode_choice import choose_postcodes
from tpdesk.gui.stages.stage import Stage
from tpdesk.gui.start.demonstration import open_demonstration
from tpdesk.gui.theme import dress
from tpdesk.gui.widgets.empty import EmptyState
from tpdesk.gui.widgets.legend import LegendBox

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from tpdesk.domain.scene import MarkerLayer, RadiusCircle
    from tpdesk.gui.desk import Desk
    from tpdesk.gui.theme import Theme

_STEP_TABS = (COLUMNS, COLUMNS, WORDINGS, ISSUES, CONTROL)
_TAB_STEPS = {COLUMNS: 1, WORDINGS: 2, PREVIEW: 1, ISSUES: 3, CONTROL: 4}
_READ_STEP = 0
_LEAST_LOWER_PX = 400


class CollectStage(Stage):
    """Where lists come in."""

    key = "collect"
    icon = "inbox"
    panel_width = 236
    details_width = 371
    lower_height = 545

    def __init__(self, theme: Theme, desk: Desk, parent: QObject | None = None) -> None:
        """Start without files."""
        super().__init__(theme, desk, parent)
        self.collection = Collection(desk, self)
        self.queue = ImportQueue(desk, self.collection, self)
        self.actions = FileActions(desk, self.collection, self)
        self._drop = FileDrop(self)
        self._columns: dict[int, str] = {}
        self._markers: MarkerLayer | None = None
        self._marked: object = None
        self._circle: RadiusCircle | None = None
        self._seen: set[int] = set()
        self._widgets: _Widgets | None = None
        self._drop.dropped.connect(self.collection.add)
        self.collection.chosen_changed.connect(self._look_at_file)
        self.collection.file_changed.connect(self._follow_file)
        self.collection.files_changed.connect(self._tell_badge)
        self.actions.circle_changed.connect(self._take_circle)
        desk.selection_changed.connect(self._follow_selection)
        desk.contents_changed.connect(self._offer_demonstration)

    @property
    def label(self) -> str:
        """What the rail calls it."""
        return self.tr("Collect")

    @property
    def widgets(self) -> _Widgets:
        """Its widgets, made when they are first asked for."""
        if self._widgets is None:
            self._widgets = _Widgets(self.theme, self.desk, self.collection)
            self._connect(self._widgets)
            self._offer_demonstration()
        return self._widgets

    def panel(self) -> QWidget:
        """Files and steps."""
        return self.widgets.panel

    def lower(self) -> QWidget:
        """The tabs of the chosen file, or what could be here."""
        return self.widgets.lower

    def details(self) -> QWidget | None:
        """Column and issues of the chosen file; without one the details of the selected asset."""
        return self.widgets.details if _is_worked_on(self.collection.chosen) else None

    def card(self) -> QWidget | None:
        """Where the rows would go."""
        return self.widgets.card if _is_worked_on(self.collection.chosen) else None

    def planned(self) -> MarkerLayer | None:
        """The rows of the chosen file that have a position."""
        file = self.collection.chosen
        plan = file.plan if file is not None and _is_worked_on(file) else None
        if plan is not self._marked:
            self._markers = planned_markers(plan) if plan is not None else None
            self._marked = plan
        return self._markers

    def circle(self) -> RadiusCircle | None:
        """Around the row that is looked at."""
        return self._circle

    def enter(self) -> None:
        """Take files that are dropped on the window."""
        self._drop.watch(self.panel().window())
        self.actions.window = self.panel().window()
        self._look_at_file()

    def leave(self) -> None:
        """Take no files any more."""
        self._drop.rest()

    def ask_for_files(self) -> None:
        """Let a person choose files to add."""
        kinds = self.tr(
            "Lists (*.csv *.tsv *.txt *.xlsx *.xlsm *.xls *.xlsb *.ods *.geojson *.json *.gpkg *.shp *.zip);;"
            "All files (*)"
        )
        chosen, _ = QFileDialog.getOpenFileNames(
            self.panel().window(), self.tr("Add partners’ lists"), self.collection.last_folder, kinds
        )
        self.collection.add(Path(each) for each in chosen)

    # --- inner steps

    def _connect(self, widgets: _Widgets) -> None:
        panel, tabs = widgets.panel, widgets.tabs
        self.actions.serve(tabs, widgets.details)
        panel.files_wanted.connect(self.ask_for_files)
        panel.step_chosen.connect(self._go_to_step)
        panel.profile_wanted.connect(self.actions.use_profile)
        widgets.empty.primary_clicked.connect(self.ask_for_files)
        widgets.empty.secondary_clicked.connect(lambda: open_demonstration(self.desk))
        tabs.tab_shown.connect(self._turn)
        tabs.trouble.form_wanted.connect(panel.open_form)
        tabs.import_wanted.connect(self._import)
        tabs.import_all_wanted.connect(lambda: self.queue.start(self.collection.ready))
        tabs.following.clicked.connect(self._go_on)
        tabs.done.clicked.connect(lambda: self.desk.stage_wanted.emit("register"))
        tabs.columns.column_chosen.connect(self._look_at_column)
        widgets.details.opened.connect(self._open_doubts)
        for part in (widgets.details, tabs.issues):
            part.postcodes_wanted.connect(self._choose_postcodes)

    def _choose_postcodes(self) -> None:
        choose_postcodes(self.collection, self.panel().window())

    def _look_at_file(self) -> None:
        self._circle = None
        widgets = self.widgets
        file = self.collection.chosen
        widgets.lower.setCurrentWidget(widgets.tabs if file is not None else widgets.empty)
        if file is not None:
            self._show(file)
        self.details_changed.emit()
        self.overlay_changed.emit()

    def _follow_file(self, file: CollectedFile) -> None:
        self._tell_badge()
        if file is self.collection.chosen:
            self._show(file)
            self.details_changed.emit()
            self.overlay_changed.emit()
            self._bring_into_view(file)

    def _bring_into_view(self, file: CollectedFile) -> None:
        """Go to where the first list of an empty register would lie."""
        contents, planned = self.desk.contents, self.planned()
        if contents is None or len(contents.assets) or planned is None or file.number in self._seen:
            return
        self._seen.add(file.number)
        extent = view_of(contents.place, planned)
        if extent is not None and len(self._seen) == 1:
            self.desk.zoom_to(extent)

    def _show(self, file: CollectedFile) -> None:
        widgets, plan = self.widgets, file.plan
        column = self._column_of(file)
        ready = self.collection.ready
        following = ready[0].name if ready and ready[0] is not file else ""
        widgets.tabs.show_file(file, len(ready), column, following)
        if plan is not None:
            widgets.details.show_file(file, column)
            title, entries = placing_entries(plan)
            widgets.card.set_entries(title, entries)

    def _column_of(self, file: CollectedFile) -> str:
        """Give the column that is looked at: at first the one about which least is sure."""
        columns = file.plan.columns if file.plan is not None else ()
        kept = self._columns.get(file.number, "")
        if any(each.column == kept for each in columns):
            return kept
        doubtful = [each for each in columns if each.field and each.filled]
        worst = min(doubtful, key=lambda each: each.confidence, default=None)
        return worst.column if worst is not None else (columns[0].column if columns else "")

    def _look_at_column(self, heading: str) -> None:
        file = self.collection.chosen
        if file is not None:
            self._columns[file.number] = heading
            self.widgets.details.show_file(file, heading)

    def _open_doubts(self, code: str) -> None:
        self.widgets.tabs.show_tab(ISSUES)
        self.widgets.tabs.issues.show_kind(code)

    def _go_to_step(self, place: int) -> None:
        if place == _READ_STEP:
            self.widgets.panel.open_form()
        else:
            self.widgets.tabs.show_tab(_STEP_TABS[place])

    def _turn(self, tab: str) -> None:
        self.widgets.panel.set_step(_TAB_STEPS[tab])
        file = self.collection.chosen
        if file is not None:
            self._show(file)

    def _import(self) -> None:
        file = self.collection.chosen
        if file is not None:
            self.queue.start([file])

    def _go_on(self) -> None:
        """Look at the next file that can be imported."""
        if self.collection.ready:
            self.collection.choose(self.collection.ready[0])
            self.widgets.tabs.show_tab(COLUMNS)

    def _take_circle(self, circle: RadiusCircle | None) -> None:
        self._circle = circle
        self.overlay_changed.emit()

    def _follow_selection(self) -> None:
        """Show the row of a planned building that was clicked on the map."""
        rows = [row for uid in self.desk.selection if (row := row_of(uid)) is not None]
        if rows and self._widgets is not None:
            self._widgets.tabs.show_tab(PREVIEW)
            self._widgets.tabs.preview.show_row(rows[0])

    def _offer_demonstration(self) -> None:
        if self._widgets is not None and self._widgets.empty.secondary is not None:
            contents = self.desk.contents
            is_empty = contents is None or not len(contents.assets)
            self._widgets.empty.secondary.setVisible(is_empty)

    def _tell_badge(self) -> None:
        self.badge_changed.emit(sum(each.state is not FileState.IMPORTED for each in self.collection.files))


class _Widgets:
    """What the stage shows: panel, tabs or empty state, details, card."""

    def __init__(self, theme: Theme, desk: Desk, collection: Collection) -> None:
        self.known = KnownLists(theme, desk)
        self.panel = CollectPanel(theme, collection, self.known)
        self.tabs = CollectLower(theme)
        self.details = CollectDetails(theme)
        self.card = _PlacingCard(theme)
        tr = self.panel.tr
        self.empty = EmptyState(theme, "inbox", "", "")
        self.known.changed.connect(self.tell_empty)
        self.tell_empty()
        self.empty.add_primary(tr("Add files"), "plus")
        self.empty.add_secondary(tr("Try the demonstration"))
        self.lower = QStackedWidget()
        dress(self.lower, look="panel")
        self.lower.setMinimumWidth(_LEAST_LOWER_PX)
        self.lower.addWidget(self.empty)
        self.lower.addWidget(self.tabs)

    def tell_empty(self) -> None:
        """Say what would be here, and what has come already."""
        tr, count = self.panel.tr, len(self.known.lists)
        words = tr(
            "Drop a partner’s list here as they sent it: Excel, CSV or other text, OpenDocument, GeoJSON,"
            " GeoPackage or shapefile. Nothing comes into the register before you have looked at it."
        )
        if not count:
            self.empty.set_words(tr("No list chosen yet"), words)
            return
        has = tr("1 list is") if count == 1 else tr("{0} lists are").format(f"{count:,}")
        self.empty.set_words(tr("No new list chosen"), tr("{0} in the register. {1}").format(has, words))


class _PlacingCard(LegendBox):
    """The card that says where the rows would go; it is seen on the map alone."""

    def setVisible(self, visible: bool) -> None:  # noqa: N802 Qt's name and argument
        """Stay hidden until the map has taken it."""
        super().setVisible(visible and self.parentWidget() is not None)


def _is_worked_on(file: CollectedFile | None) -> bool:
    """Whether a file has a plan that has not come into the register yet."""
    states = (FileState.READY, FileState.READING, FileState.IMPORTING)
    return file is not None and file.plan is not None and file.state in states
