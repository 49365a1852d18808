"""The details at the right: nothing selected, one asset, or several."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from tpdesk.domain.fields.catalogue import FIELD_BY_KEY
from tpdesk.gui.details.asset_menu import asset_menu
from tpdesk.gui.details.dossier import Background, Dossier, read_background
from tpdesk.gui.details.fact_page import FactPage
from tpdesk.gui.details.head import AssetHead
from tpdesk.gui.details.history_page import HistoryPage, RecentSteps
from tpdesk.gui.details.lease_page import LeasePage
from tpdesk.gui.details.several import SeveralPanel
from tpdesk.gui.details.site_box import SiteBox
from tpdesk.gui.details.source_page import SourcePage
from tpdesk.gui.details.typing_work import plan_typing
from tpdesk.gui.theme import dress
from tpdesk.gui.widgets.buttons import thin_line
from tpdesk.gui.widgets.empty import EmptyState
from tpdesk.gui.widgets.tabs import TabStrip
from tpdesk.services.provenance import ProvenanceReader

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from tpdesk.gui.desk import Desk
    from tpdesk.gui.details.typing_work import PlannedEdit
    from tpdesk.gui.theme import Theme
    from tpdesk.store.register import Register

FACTS, LEASE, MONEY, CONDITION, HISTORY, SOURCE = "facts", "lease", "money", "condition", "history", "source"
_LINE_PAGES: dict[str, type[LeasePage] | type[HistoryPage] | type[SourcePage]] = {
    LEASE: LeasePage,
    HISTORY: HistoryPage,
    SOURCE: SourcePage,
}
Page: TypeAlias = FactPage | LeasePage | HistoryPage | SourcePage
_WIDE_PX = 335
_TAB_GAP_PX, _NARROW_TAB_GAP_PX = 11, 6


class DetailsPanel(QWidget):
    """Follows the one selection."""

    def __init__(self, theme: Theme, desk: Desk, parent: QWidget | None = None) -> None:
        """Lay out the three faces of the panel."""
        super().__init__(parent)
        self._theme = theme
        self._desk = desk
        self._dossier: Dossier | None = None
        self._reader: tuple[Register, ProvenanceReader] | None = None
        dress(self, look="panel")
        self.nothing = EmptyState(
            theme,
            "mouse-pointer-2",
            self.tr("Nothing is selected"),
            self.tr(
                "Click a building on the map or a row of the table to see its facts here, and where they "
                "come from."
            ),
        )
        self.several = SeveralPanel(theme)
        self.head = AssetHead(theme)
        self.tabs = self._make_tabs()
        self.sites = SiteBox(theme, desk)
        self.recent = RecentSteps(theme)
        self.recent.all_wanted.connect(lambda: self.tabs.choose(HISTORY))
        self._pages: dict[str, Page] = {}
        self._page_stack = QStackedWidget()
        self._stack = QStackedWidget()
        for face in (self.nothing, self._make_one(), self.several):
            self._stack.addWidget(face)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._follow()
        self.refresh()

    def _follow(self) -> None:
        desk = self._desk
        self.tabs.tab_chosen.connect(lambda _key: self._show_page())
        self.head.more.clicked.connect(self._pop_menu)
        self.several.cleared.connect(lambda: desk.select(()))
        self.several.shown_wanted.connect(lambda: desk.show_assets(desk.selection))
        self.several.one_wanted.connect(lambda uid: desk.select((uid,)))
        desk.selection_changed.connect(self.refresh)
        desk.contents_changed.connect(self.refresh)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 Qt's name
        """Bring the tabs closer together where there is little room."""
        super().resizeEvent(event)
        self.tabs.set_gap(_TAB_GAP_PX if self.width() >= _WIDE_PX else _NARROW_TAB_GAP_PX)

    @property
    def dossier(self) -> Dossier | None:
        """The one asset that is shown, None when there is none or several."""
        return self._dossier

    def refresh(self) -> None:
        """Show what is selected."""
        contents, rows = self._desk.contents, self._desk.selected_rows()
        if contents is None or not len(rows):
            self._dossier = None
            self._stack.setCurrentIndex(0)
        elif len(rows) > 1:
            self._dossier = None
            self.several.show_assets(contents, rows)
            self._stack.setCurrentIndex(2)
        else:
            self._show_one(Dossier(contents, int(rows[0])))

    def _show_one(self, dossier: Dossier) -> None:
        before = self._dossier
        if before is not None and before.uid == dossier.uid:
            dossier = replace(dossier, background=before.background)
        self._dossier = dossier
        self.head.show_asset(dossier)
        self.sites.show_asset(dossier)
        self.recent.show_asset(dossier)
        self._show_page()
        self._stack.setCurrentIndex(1)
        self._read_background(dossier)

    def _read_background(self, dossier: Dossier) -> None:
        register = self._desk.register
        if register is None:
            return
        if self._reader is None or self._reader[0] is not register:
            self._reader = (register, ProvenanceReader(register))
        reader, uid = self._reader[1], dossier.uid
        self._desk.runner.read(
            "details",
            lambda _: read_background(register, reader, uid),
            lambda background: self._take(uid, background),
        )

    def _take(self, uid: str, background: Background) -> None:
        if self._dossier is not None and self._dossier.uid == uid:
            self._dossier = replace(self._dossier, background=background)
            self.recent.show_asset(self._dossier)
            self._show_page()

    def _show_page(self) -> None:
        if self._dossier is not None:
            page = self.page(self.tabs.current_key)
            self._page_stack.setCurrentWidget(page)
            page.show_asset(self._dossier)

    def _make_one(self) -> QWidget:
        one = QWidget()
        column = QVBoxLayout(one)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        inset = QVBoxLayout()
        inset.setContentsMargins(14, 0, 0, 0)
        inset.addWidget(self.tabs)
        column.addLayout(inset)
        column.addWidget(thin_line())
        column.addWidget(self._page_stack, 1)
        return one

    def _make_tabs(self) -> TabStrip:
        tabs = TabStrip(self._theme)
        for key, text in (
            (FACTS, self.tr("Facts")),
            (LEASE, self.tr("Lease")),
            (MONEY, self.tr("Money")),
            (CONDITION, self.tr("Condition")),
            (HISTORY, self.tr("History")),
            (SOURCE, self.tr("Source")),
        ):
            tabs.add_tab(key, text)
        return tabs

    def page(self, key: str) -> Page:
        """Give the page of a tab; it is made when it is first looked at."""
        if key not in self._pages:
            page = self._make_page(key)
            self._pages[key] = page
            self._page_stack.addWidget(page)
        return self._pages[key]

    def _make_page(self, key: str) -> Page:
        if key in _LINE_PAGES:
            return _LINE_PAGES[key](self._theme)
        page = FactPage(self._theme, key, "floor_area_m2" if key == FACTS else "")
        page.asked.connect(self._ask)
        page.row_wanted.connect(lambda: self.tabs.choose(SOURCE))
        page.changed.connect(lambda field, typed: self._change(page, field, typed))
        page.place_wanted.connect(self._place)
        if key == FACTS:
            page.column.insertWidget(0, self.sites)
            page.column.insertWidget(page.column.indexOf(page.groups["area"]) + 1, self.recent)
        return page

    def _place(self) -> None:
        if self._dossier is not None:
            self._desk.placing_wanted.emit(self._dossier.uid)

    def _change(self, page: FactPage, key: str, typed: str) -> None:
        """Write what was typed; what cannot be understood is said where it was typed."""
        register, dossier, desk = self._desk.register, self._dossier, self._desk
        if register is None or dossier is None:
            return

        def done(planned: PlannedEdit) -> None:
            page.editor.leave()
            desk.execute(planned.step)
            if planned.notes:
                desk.tell("info", " ".join(planned.notes))

        uid, name = dossier.uid, dossier.frame.label(dossier.row)
        desk.runner.read("edit", plan_typing(register, uid, name, {key: typed}), done, page.editor.show_error)

    def _ask(self, key: str) -> None:
        """Put a question on the clipboard that can be sent as it is."""
        dossier = self._dossier
        if dossier is None:
            return
        field = FIELD_BY_KEY[key]
        owner = dossier.organisation
        whose = owner.name if owner is not None else self.tr("its organisation")
        reference = dossier.value("reference")
        place = ", ".join(
            str(part) for part in (dossier.name or self.tr("No name"), reference, dossier.address) if part
        )
        question = self.tr("To {0}: what is the {1} of {2}? {3}").format(
            whose, f"{field.label[:1].lower()}{field.label[1:]}", place, field.definition
        )
        QGuiApplication.clipboard().setText(question)
        self._desk.tell(
            "info", self.tr("A question to {0} is on the clipboard, ready to send.").format(whose)
        )

    def _pop_menu(self) -> None:
        dossier, desk = self._dossier, self._desk
        if dossier is None:
            return
        menu = asset_menu(desk, dossier.uid, self)
        if menu is not None:
            menu.popup(self.head.more.mapToGlobal(QPoint(0, self.head.more.height())))
