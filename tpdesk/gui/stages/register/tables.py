"""Below the map: tabs of assets, sites and doubts, with what the floor areas add up to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QStackedWidget, QVBoxLayout, QWidget

from tpdesk.domain.wording import area_words
from tpdesk.gui.details.asset_menu import asset_menu
from tpdesk.gui.stages.register.asset_table import AssetTable
from tpdesk.gui.stages.register.doubt_page import DoubtPage
from tpdesk.gui.stages.register.line_table import LineTable
from tpdesk.gui.stages.register.lines import issue_lines, look_over_contents, site_columns, site_lines
from tpdesk.gui.stages.register.nothing import NothingShown
from tpdesk.gui.theme import Theme, dress
from tpdesk.gui.widgets.buttons import IconButton, thin_line
from tpdesk.gui.widgets.empty import EmptyState
from tpdesk.gui.widgets.tabs import TabStrip
from tpdesk.gui.widgets.texts import ElidedLabel
from tpdesk.services.asset_filter import AssetFilter
from tpdesk.services.totals import total_area

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import numpy as np
    from numpy.typing import NDArray
    from PySide6.QtGui import QResizeEvent

    from tpdesk.domain.progress import Progress
    from tpdesk.gui.contents import Contents
    from tpdesk.gui.desk import Desk
    from tpdesk.gui.stages.register.line_table import Line
    from tpdesk.services.checking_facts import CheckedFacts
    from tpdesk.services.totals import AreaTotal

ASSETS, SITES, ISSUES = "assets", "sites", "issues"
_SUMMARY_PX = 700
_LOOKED_OVER_AT_ONCE = 20_000
"""So many assets are looked over in a moment; rules run over more when the doubts are asked for."""


@dataclass(frozen=True, slots=True)
class _Worked:
    """What was worked out about what is shown."""

    area: AreaTotal
    sites: tuple[Line, ...]
    issues: tuple[Line, ...]
    checked: CheckedFacts | None


class RegisterTables(QWidget):
    """The tables of the stage Register."""

    def __init__(
        self,
        theme: Theme,
        desk: Desk,
        parts: Callable[[], Mapping[str, AssetFilter]] = dict,
        parent: QWidget | None = None,
    ) -> None:
        """Lay out tabs and tables, and follow the desk.

        Args:
            theme: The look.
            desk: The desk.
            parts: Gives the words of each part of the filter with the filter that is left without it.
            parent: The widget it is in.
        """
        super().__init__(parent)
        self._theme = theme
        self._desk = desk
        dress(self, look="panel")
        self.tabs = TabStrip(theme)
        for key, text in (
            (ASSETS, self.tr("Assets")),
            (SITES, self.tr("Sites")),
            (ISSUES, self.tr("Issues")),
        ):
            self.tabs.add_tab(key, text)
        self.assets = AssetTable(theme, desk)
        self.sites = LineTable(theme, desk, site_columns())
        self.sites.setAccessibleName(self.tr("Sites"))
        self.doubts = DoubtPage(theme, desk)
        self.issues = self.doubts.table
        self._checked: tuple[Contents | None, CheckedFacts | None] = (None, None)
        self.nothing = NothingShown(theme, desk, parts)
        self.no_sites = EmptyState(theme, None, "", "")
        self.no_issues = EmptyState(theme, None, "", "")
        self._stack = QStackedWidget()
        pages = (self.assets, self.sites, self.doubts, self.nothing, self.no_sites, self.no_issues)
        for page in pages:
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._make_head())
        column.addWidget(thin_line())
        column.addWidget(self._stack, 1)
        self.assets.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.assets.customContextMenuRequested.connect(self._pop_row_menu)
        self.tabs.tab_chosen.connect(lambda _key: self._turn_to())
        desk.filter_changed.connect(self.refresh)
        self.refresh()

    def copy(self) -> None:
        """Copy the selected rows of the table in front, and say how many."""
        page = self._stack.currentWidget()
        page = self.issues if page is self.doubts else page
        if not isinstance(page, (AssetTable, LineTable)):
            return
        count = page.copy()
        words = self.tr("1 row is on the clipboard, with headings.")
        if count != 1:
            words = self.tr("{0} rows are on the clipboard, with headings.").format(f"{count:,}")
        self._desk.tell("info", words)

    def refresh(self) -> None:
        """Count what is shown, and work out the rest beside the window."""
        contents = self._desk.contents
        if contents is None:
            return
        shown = self._desk.shown
        left, total = int(shown.sum()), len(contents.assets)
        self.tabs.set_count(
            ASSETS,
            f"{total:,}" if left == total else self.tr("{0} of {1}").format(f"{left:,}", f"{total:,}"),
        )
        self._show_page()
        about, checked = self._checked
        wanted = self.tabs.current_key == ISSUES or total <= _LOOKED_OVER_AT_ONCE
        work = _work(contents, shown, checked if about is contents else None, wanted)
        self._desk.runner.read("register tables", work, lambda worked: self._take(contents, worked))

    def _turn_to(self) -> None:
        self._show_page()
        if self.tabs.current_key == ISSUES and self._checked[1] is None:
            self.refresh()

    def _take(self, contents: Contents, worked: _Worked) -> None:
        self._checked = contents, worked.checked
        self.sites.lines.set_rows(worked.sites)
        self.doubts.set_lines(worked.issues)
        self.tabs.set_count(SITES, f"{len(worked.sites):,}")
        opened = sum(line.doubt is not None and line.doubt.accepted is None for line in worked.issues)
        self.tabs.set_count(ISSUES, "" if worked.checked is None else f"{opened:,}")
        self._tell_area(worked.area)
        self._show_page()

    def _tell_area(self, total: AreaTotal) -> None:
        known = total.area_m2 is not None
        self._area.setText(area_words(total.area_m2) if total.area_m2 is not None else "")
        share = self.tr("known for {0} % of rows").format(total.known_percent)
        mixed = self.tr("{0} bases mixed, ").format(len(total.bases)) if len(total.bases) > 1 else ""
        self._share.setText(f", {mixed}{share}" if known else self.tr("unknown for every row"))
        parts = [", ".join(total.bases)]
        if total.left_out:
            parts.append(self.tr("{0} parts of other assets are not added again").format(total.left_out))
        self._area.setToolTip(". ".join(part for part in parts if part))

    def _show_page(self) -> None:
        contents = self._desk.contents
        if contents is None:
            return
        empty = {
            ASSETS: (not self._desk.shown.any(), self.nothing),
            SITES: (not self.sites.lines.rows, self.no_sites),
            ISSUES: (not self.doubts.some, self.no_issues),
        }
        full: dict[str, QWidget] = {ASSETS: self.assets, SITES: self.sites, ISSUES: self.doubts}
        key = self.tabs.current_key
        is_empty, state = empty[key]
        if is_empty:
            self._say_why()
        self._stack.setCurrentWidget(state if is_empty else full[key])
        self._arrange()

    # --- parts -----------------------------------------------------------------------------------------

    def _make_head(self) -> QHBoxLayout:
        self._label, self._area, self._share = QLabel(self.tr("Floor area ")), QLabel(), ElidedLabel()
        dress(self._area, type="strong")
        for label in (self._label, self._share):
            dress(label, look="second")
        self.columns_button = IconButton(self._theme, "columns-3", self.tr("Columns"))
        self.copy_button = IconButton(self._theme, "copy", self.tr("Copy with headings"))
        self.more_button = IconButton(self._theme, "ellipsis", self.tr("More"))
        self.columns_button.clicked.connect(lambda: self._pop(self.assets.column_menu(), self.columns_button))
        self.copy_button.clicked.connect(self.copy)
        self.more_button.clicked.connect(lambda: self._pop(self._more_menu(), self.more_button))
        row = QHBoxLayout()
        row.setContentsMargins(12, 0, 8, 0)
        row.setSpacing(0)
        row.addWidget(self.tabs)
        row.addStretch(1)
        for label in (self._label, self._area, self._share):
            row.addWidget(label)
        row.addSpacing(8)
        for button in (self.columns_button, self.copy_button, self.more_button):
            row.addWidget(button)
        return row

    def _say_why(self) -> None:
        self.nothing.refresh()
        self.no_sites.set_words(
            self.tr("No site with several assets"),
            self.tr(
                "Assets that are recorded on one site, share a UPRN or stand on one spot are listed here."
            ),
        )
        known = self._checked[1] is not None
        self.no_issues.set_words(
            self.tr("No issue stands") if known else self.tr("Looking the register over"),
            self.tr("What rules doubt of what is shown, and what lists left in doubt, is listed here."),
        )

    def _more_menu(self) -> QMenu:
        menu = QMenu(self)
        desk = self._desk
        menu.addAction(self.tr("Select all that is shown")).triggered.connect(self.assets.selectAll)
        menu.addAction(self.tr("Show the selection on the map")).triggered.connect(
            lambda: desk.show_assets(desk.selection)
        )
        menu.addAction(self.tr("Clear the filter")).triggered.connect(lambda: desk.set_filter(AssetFilter()))
        return menu

    def _pop_row_menu(self, at: QPoint) -> None:
        index = self.assets.indexAt(at)
        uid = self.assets.assets.uid(index.row()) if index.isValid() else ""
        menu = asset_menu(self._desk, uid, self.assets)
        if menu is not None:
            menu.popup(self.assets.viewport().mapToGlobal(at))

    def _pop(self, menu: QMenu, button: QWidget) -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        corner = button.mapToGlobal(QPoint(button.width(), 0))
        menu.popup(corner - QPoint(menu.sizeHint().width(), menu.sizeHint().height()))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 Qt's name
        """Leave out the sum where there is no room for it."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        on_assets = self.tabs.current_key == ASSETS
        fits = self.width() >= _SUMMARY_PX and bool(self._desk.shown.any())
        for label in (self._label, self._area, self._share):
            label.setVisible(on_assets and fits)
        self.columns_button.setVisible(on_assets)


def _work(
    contents: Contents, shown: NDArray[np.bool_], checked: CheckedFacts | None, wanted: bool
) -> Callable[[Progress], _Worked]:
    def work(_progress: Progress) -> _Worked:
        looked = look_over_contents(contents) if wanted and checked is None else checked
        return _Worked(
            total_area(contents.assets, shown, contents.parents),
            site_lines(contents, shown),
            () if looked is None else issue_lines(contents, shown, looked),
            looked,
        )

    return work
