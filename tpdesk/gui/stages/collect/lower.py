"""Below the map: the tabs of the file that is looked at, and the way to the next step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from tpdesk.gui.stages.collect.collected_file import CollectedFile, FileState
from tpdesk.gui.stages.collect.columns_tab import ColumnsTab
from tpdesk.gui.stages.collect.control_tab import ControlTab
from tpdesk.gui.stages.collect.issue_groups import group_issues
from tpdesk.gui.stages.collect.issues_tab import IssuesTab
from tpdesk.gui.stages.collect.preview_tab import PreviewTab
from tpdesk.gui.stages.collect.trouble_page import TroublePage
from tpdesk.gui.stages.collect.wordings_tab import WordingsTab
from tpdesk.gui.theme import Theme, dress
from tpdesk.gui.widgets.buttons import PrimaryButton, SecondaryButton
from tpdesk.gui.widgets.empty import EmptyState
from tpdesk.gui.widgets.tabs import TabStrip

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from tpdesk.services.importing.plan import ImportPlan

COLUMNS, WORDINGS, PREVIEW, ISSUES, CONTROL = "columns", "wordings", "preview", "issues", "control"
_BAR_PAD_PX, _BAR_GAP_PX = 10, 8
_NEXT = {COLUMNS: WORDINGS, WORDINGS: ISSUES, PREVIEW: ISSUES, ISSUES: CONTROL}


class CollectLower(QWidget):
    """The tabs of a file.

    Signals:
        import_wanted: The file that is looked at is to be imported.
        import_all_wanted: All files that are ready are to be imported.
        profile_wanted: What was decided is to be kept as a profile.
        tab_shown: Key of the tab in front.
    """

    import_wanted = Signal()
    import_all_wanted = Signal()
    profile_wanted = Signal()
    tab_shown = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make the tabs; nothing is shown before a file is chosen."""
        super().__init__(parent)
        dress(self, look="panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._plan: ImportPlan | None = None
        self._next_words = ""
        self.tabs = TabStrip(theme)
        self.tabs.setAccessibleName(self.tr("What was found in the file"))
        for key, text in (
            (COLUMNS, self.tr("Columns")),
            (WORDINGS, self.tr("Wordings")),
            (PREVIEW, self.tr("Preview")),
            (ISSUES, self.tr("Issues")),
            (CONTROL, self.tr("Control sheet")),
        ):
            self.tabs.add_tab(key, text)
        self.save_profile = SecondaryButton(theme, self.tr("Save as profile…"), small=True)
        self.save_profile.setAccessibleName(self.tr("Save as profile…"))
        self.import_all = SecondaryButton(theme, self.tr("Import all"), small=True)
        self.next = PrimaryButton(theme, self.tr("Next"), small=True)
        self.columns, self.wordings, self.preview = ColumnsTab(theme), WordingsTab(theme), PreviewTab(theme)
        self.issues, self.control = IssuesTab(theme), ControlTab(theme)
        self.trouble = TroublePage(theme)
        self._reading = EmptyState(theme, None, "", "")
        self._imported = EmptyState(theme, "circle-check", "", "")
        self.done = self._imported.add_primary(self.tr("Look at the register"))
        self.following = self._imported.add_secondary("")
        self._tab_pages = QStackedWidget()
        for tab in (self.columns, self.wordings, self.preview, self.issues, self.control):
            self._tab_pages.addWidget(tab)
        self._pages = QStackedWidget()
        self._work = self._make_work()
        for page in (self._work, self.trouble, self._reading, self._imported):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self.tabs.tab_chosen.connect(self._turn)
        self.next.clicked.connect(self._go_on)
        self.import_all.clicked.connect(self.import_all_wanted)
        self.save_profile.clicked.connect(self.profile_wanted)

    def _make_work(self) -> QWidget:
        work = QWidget()
        bar = QHBoxLayout()
        bar.setContentsMargins(_BAR_PAD_PX, 0, _BAR_PAD_PX, 0)
        bar.setSpacing(_BAR_GAP_PX)
        bar.addWidget(self.tabs)
        bar.addStretch(1)
        self._busy = QLabel()
        dress(self._busy, look="second", type="small")
        for widget in (self._busy, self.save_profile, self.import_all, self.next):
            bar.addWidget(widget)
        line = QFrame()
        dress(line, look="line")
        column = QVBoxLayout(work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(line)
        column.addWidget(self._tab_pages, 1)
        return work

    @property
    def tab(self) -> str:
        """Key of the tab in front."""
        return self.tabs.current_key

    def show_tab(self, key: str) -> None:
        """Turn to a tab."""
        if self.tabs.current_key != key:
            self.tabs.choose(key)
        else:
            self._turn(key)

    def show_file(self, file: CollectedFile, ready: int, column: str, following: str = "") -> None:
        """Show a file as it is now.

        Args:
            file: The file.
            ready: How many files can be imported, this one among them.
            column: Heading of the column that is looked at.
            following: Name of the file to go on with, empty when there is none.
        """
        if file.state in (FileState.FAILED, FileState.STOPPED):
            others = ready
            self.trouble.show_file(file, others)
            self._pages.setCurrentWidget(self.trouble)
        elif file.state is FileState.IMPORTED and file.plan is not None:
            self._show_imported(file, file.plan)
            self.following.setVisible(bool(following))
            self.following.setText(self.tr("Go on with {0}").format(following))
            self.following.setAccessibleName(self.following.text())
        elif file.plan is None:
            self._reading.set_words(
                self.tr("{0} is being read").format(file.name),
                self.tr("How far it is stands in the lowest row of the window, with Cancel beside it."),
            )
            self._pages.setCurrentWidget(self._reading)
        else:
            if file.plan is not self._plan:
                self._show_plan(file.plan, column)
            self.issues.show_groups(group_issues(file), file.plan.decisions)
            self._offer(file, ready)
            self._pages.setCurrentWidget(self._work)

    def _show_plan(self, plan: ImportPlan, column: str) -> None:
        self._plan = plan
        self.columns.show_plan(plan, column)
        self.wordings.show_plan(plan)
        self.preview.show_plan(plan)
        self.control.show_plan(plan)
        facets = len({each.field for each in plan.wordings})
        self.tabs.set_count(COLUMNS, f"{len(plan.columns):,}")
        self.tabs.set_count(WORDINGS, f"{facets:,}")
        self.tabs.set_count(PREVIEW, f"{plan.counts.kept:,}")
        self.tabs.set_count(ISSUES, f"{len(plan.issues):,}")

    def _show_imported(self, file: CollectedFile, plan: ImportPlan) -> None:
        count = plan.created + plan.updated + plan.unchanged
        self._imported.set_words(
            self.tr("{0} is in the register").format(file.name),
            self.tr("{0} assets, {1} without position. Undo takes the whole import back as one step.").format(
                f"{count:,}", f"{plan.unplaced:,}"
            ),
        )
        self._pages.setCurrentWidget(self._imported)

    def _offer(self, file: CollectedFile, ready: int) -> None:
        words = {
            COLUMNS: self.tr("Next: wordings"),
            WORDINGS: self.tr("Next: issues"),
            PREVIEW: self.tr("Next: issues"),
            ISSUES: self.tr("Next: control sheet"),
        }
        last = self.tab == CONTROL
        text = words.get(self.tab, "") if not last else self._import_words(file)
        self._next_words = text
        self.next.setAccessibleName(text)
        planning = file.state is FileState.READING
        importing = file.state is FileState.IMPORTING
        self._busy.setText(self.tr("Working it out again…") if planning else "")
        reason = None
        if last and planning:
            reason = self.tr("The file is being read again")
        elif importing:
            reason = self.tr("The file is being imported")
        self.next.set_reason(reason)
        self.import_all.setVisible(last and ready > 1)
        self.import_all.setText(self.tr("Import all {0} files").format(f"{ready:,}"))
        self.import_all.setAccessibleName(self.import_all.text())
        self.save_profile.setVisible(not last)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 Qt's name
        """Shorten the words of the buttons before a tab is cut."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Let the buttons say as much as the tabs leave room for; screen readers hear the whole words."""
        last = self.tab == CONTROL
        self.next.setText(self._next_words)
        self.save_profile.setText(self.tr("Save as profile…"))
        self._busy.setVisible(bool(self._busy.text()))
        if self._bar_width() > self.width():
            self._busy.hide()
        if self._bar_width() > self.width() and not last:
            self.next.setText(self.tr("Next"))
        if self._bar_width() > self.width():
            self.save_profile.setText(self.tr("Profile…"))

    def _bar_width(self) -> int:
        shown = (self.tabs, self._busy, self.save_profile, self.import_all, self.next)
        widths = [each.sizeHint().width() for each in shown if not each.isHidden()]
        return sum(widths) + _BAR_GAP_PX * len(widths) + 2 * _BAR_PAD_PX

    def _import_words(self, file: CollectedFile) -> str:
        plan = file.plan
        count = plan.created + plan.updated + plan.unchanged if plan is not None else 0
        return self.tr("Import 1 asset") if count == 1 else self.tr("Import {0} assets").format(f"{count:,}")

    def _turn(self, key: str) -> None:
        order = (COLUMNS, WORDINGS, PREVIEW, ISSUES, CONTROL)
        self._tab_pages.setCurrentIndex(order.index(key))
        self.tab_shown.emit(key)

    def _go_on(self) -> None:
        if self.tab == CONTROL:
            self.import_wanted.emit()
        else:
            self.show_tab(_NEXT[self.tab])
