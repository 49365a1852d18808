"""Below the map: proposals, those to ask about first, and what was ruled out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from tpdesk.domain.candidates import Standing, by_whom_to_ask
from tpdesk.domain.wording import distance_words
from tpdesk.gui.stages.colocate.ruled_out import RuledOutTable
from tpdesk.gui.stages.colocate.saving import SavingMenu
from tpdesk.gui.stages.colocate.table import CandidateTable, asked_columns, ranked_columns
from tpdesk.gui.theme import Theme, dress
from tpdesk.gui.widgets.buttons import IconButton, SecondaryButton, thin_line
from tpdesk.gui.widgets.empty import EmptyState
from tpdesk.gui.widgets.pills import Chip
from tpdesk.gui.widgets.tabs import TabStrip

if TYPE_CHECKING:
    from tpdesk.gui.desk import Desk
    from tpdesk.gui.stages.colocate.search import CandidateSearch

RANKED, ASKED, RULED_OUT = "ranked", "asked", "ruled_out"
_MOST_TABS_PX = 430
"""The tabs are read whole before the name of the building that is listed alone."""


class ColocateTables(QWidget):
    """The tables of the stage Co-locate.

    Signals:
        panel_wanted: A person wants to see the folded weights, or to fold them again.
    """

    panel_wanted = Signal()

    def __init__(
        self, theme: Theme, desk: Desk, search: CandidateSearch, parent: QWidget | None = None
    ) -> None:
        """Lay out tabs and tables, and follow the search."""
        super().__init__(parent)
        self._theme = theme
        self._desk = desk
        self._search = search
        self._elsewhere = ASKED
        dress(self, look="panel")
        self.tabs = TabStrip(theme)
        self.tabs.add_tab(RANKED, self.tr("Proposals"))
        self.tabs.add_tab(ASKED, self.tr("Ask first"))
        self.tabs.add_tab(RULED_OUT, self.tr("Ruled out"))
        self.ranked = CandidateTable(theme, ranked_columns(self.tr))
        self.ranked.setAccessibleName(self.tr("Proposals"))
        self.asked = CandidateTable(theme, asked_columns(self.tr))
        self.asked.setAccessibleName(self.tr("Ask first"))
        self.ruled_out = RuledOutTable(theme)
        self.nobody = self._make_nobody()
        self.none_here = self._make_none_here()
        self.none_ranked = self._make_none_ranked()
        self._stack = QStackedWidget()
        for page in (self.ranked, self.asked, self.ruled_out, self.nobody, self.none_here, self.none_ranked):
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._make_head())
        column.addWidget(thin_line())
        column.addWidget(self._stack, 1)
        self._follow()
        self.refresh()

    # --- parts -----------------------------------------------------------------------------------------

    def _make_head(self) -> QHBoxLayout:
        self.weights = IconButton(self._theme, "sliders-horizontal", self.tr("Weights and rules"))
        self.weights.hide()
        self.save = SecondaryButton(self._theme, self.tr("XLSX"), "download", small=True)
        self.save.setToolTip(self.tr("Save the proposals as a workbook"))
        self.saving = SavingMenu(self._desk, self._search, self)
        self.chip: Chip | None = None
        self._chip_place = QHBoxLayout()
        row = QHBoxLayout()
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(self.tabs)
        row.addSpacing(6)
        row.addLayout(self._chip_place)
        row.addStretch(1)
        row.addWidget(self.weights)
        row.addWidget(self.save)
        return row

    def _make_nobody(self) -> EmptyState:
        state = EmptyState(self._theme, "combine", self.tr("Nobody to share with yet"), "")
        state.add_primary(self.tr("Collect another list"), "inbox")
        state.primary_clicked.connect(lambda: self._desk.stage_wanted.emit("collect"))
        return state

    def _make_none_here(self) -> EmptyState:
        state = EmptyState(self._theme, None, "", "")
        state.add_primary(self.tr("Show them"))
        state.add_secondary(self.tr("List all"))
        state.primary_clicked.connect(lambda: self.tabs.choose(self._elsewhere))
        state.secondary_clicked.connect(self._search.show_all)
        return state

    def _make_none_ranked(self) -> EmptyState:
        state = EmptyState(self._theme, None, "", "")
        state.add_secondary(self.tr("Why not?"))
        state.secondary_clicked.connect(lambda: self.tabs.choose(RULED_OUT))
        return state

    def _follow(self) -> None:
        search = self._search
        self.tabs.tab_chosen.connect(lambda _key: self._show_page())
        for table in (self.ranked, self.asked):
            table.picked.connect(search.choose)
        self.ruled_out.pair_wanted.connect(search.show_pair)
        self.weights.clicked.connect(self.panel_wanted)
        self.save.clicked.connect(self._pop_saving)
        search.found.connect(self.refresh)
        search.narrowed.connect(self.refresh)
        search.chosen.connect(self._show_chosen)

    def _pop_saving(self) -> None:
        self.saving.fill()
        size = self.saving.sizeHint()
        corner = self.save.mapToGlobal(QPoint(self.save.width() - size.width(), -size.height()))
        self.saving.popup(corner)

    # --- showing ---------------------------------------------------------------------------------------

    def set_folded(self, folded: bool) -> None:
        """Offer the weights here while their panel is folded away."""
        self.weights.setVisible(folded)

    def refresh(self) -> None:
        """Show what was found."""
        search, answer = self._search, self._search.answer
        ranked, asked = search.listed(Standing.RANKED), search.listed(Standing.ASK_FIRST)
        self.ranked.show_candidates(ranked, search.marks, search.candidate)
        self.asked.show_candidates(by_whom_to_ask(asked), search.marks, search.candidate)
        self.ruled_out.reasons.set_reasons(answer.ruled_out if answer is not None else (), search.marks)
        found = (0, 0) if answer is None else (answer.ranked_found, answer.ask_first_found)
        self.tabs.set_count(RANKED, self._count(len(ranked), found[0]))
        self.tabs.set_count(ASKED, self._count(len(asked), found[1]))
        moves = sum(each.pairs for each in answer.ruled_out) if answer is not None else 0
        self.tabs.set_count(RULED_OUT, f"{moves:,}" if answer is not None else "")
        self.tabs.setMinimumWidth(min(self.tabs.sizeHint().width(), _MOST_TABS_PX))
        self.save.set_reason(None if answer is not None else self.tr("Nothing was found yet"))
        self._show_chip()
        self._show_page()

    def _count(self, listed: int, found: int) -> str:
        words = self.tr("{0} of {1}") if listed < found else "{1}"
        return words.format(f"{listed:,}", f"{found:,}") if self._search.answer is not None else ""

    def _show_chosen(self) -> None:
        chosen = self._search.candidate
        for table in (self.ranked, self.asked):
            table.show_chosen(chosen)
        if chosen is not None and self.tabs.current_key != RULED_OUT:
            self.tabs.choose(RANKED if chosen.standing is Standing.RANKED else ASKED)

    def _show_chip(self) -> None:
        if self.chip is not None:
            self._chip_place.removeWidget(self.chip)
            self.chip.hide()
            self.chip.deleteLater()
            self.chip = None
        words = self._only_words()
        if words:
            self.chip = Chip(self._theme, words, self)
            self.chip.removed.connect(self._search.show_all)
            self._chip_place.addWidget(self.chip)
            self.chip.show()

    def _only_words(self) -> str:
        only, contents = self._search.only, self._desk.contents
        if not only or contents is None:
            return ""
        if len(only) > 1:
            return self.tr("{0} buildings").format(f"{len(only):,}")
        rows = contents.rows_of(only)
        return contents.assets.label(int(rows[0])) if len(rows) else self.tr("One building")

    def _show_page(self) -> None:
        pages: dict[str, QWidget] = {RANKED: self.ranked, ASKED: self.asked, RULED_OUT: self.ruled_out}
        key = self.tabs.current_key
        page = pages[key]
        if self._is_nobody():
            page = self.nobody
        elif key != RULED_OUT and self._search.answer is not None:
            standing = Standing.RANKED if key == RANKED else Standing.ASK_FIRST
            if not self._search.listed(standing):
                page = self._why_none(standing)
        elif key == RULED_OUT and self._search.answer is not None and not self._search.answer.ruled_out:
            page = self._why_none(None)
        self._stack.setCurrentWidget(page)

    def _is_nobody(self) -> bool:
        """Tell whether fewer than two organisations have a building on the map, and say so."""
        contents = self._desk.contents
        if contents is None:
            return False
        assets = contents.assets
        owners = assets.organisation[assets.placed & (assets.organisation >= 0)]
        with_assets = sorted(set(owners.tolist()))
        if len(with_assets) >= 2:
            return False
        if with_assets:
            name, placed = assets.organisations[with_assets[0]].name, f"{len(owners):,}"
            has = self.tr("This register has one, {0}, with {1} placed assets.").format(name, placed)
        else:
            has = self.tr("This register has no asset with a position.")
        why = self.tr("Proposals need buildings of two organisations.")
        self.nobody.set_words(self.tr("Nobody to share with yet"), f"{why} {has}")
        return True

    def _why_none(self, standing: Standing | None) -> EmptyState:
        words = self._only_words()
        if words and standing is not None:
            return self._why_none_with(words, standing)
        within = distance_words(self._search.options.within_m)
        answer = self._search.answer
        waiting = answer.ask_first_found if answer is not None else 0
        if standing is Standing.RANKED and waiting:
            text = self.tr(
                "Within {0} every pair that the rules leave lacks a fact. {1} are under Ask first."
            )
            self.none_ranked.set_words(
                self.tr("No proposal can be ranked"), text.format(within, f"{waiting:,}")
            )
        elif standing is Standing.ASK_FIRST:
            self.none_ranked.set_words(
                self.tr("Nothing to ask first"),
                self.tr(
                    "Every pair within {0} that the rules leave is known well enough to be ranked."
                ).format(within),
            )
        else:
            text = self.tr(
                "No two buildings of two organisations within {0} could share, or the rules leave them out."
            )
            self.none_ranked.set_words(self.tr("No proposal"), text.format(within))
        if self.none_ranked.secondary is not None:
            self.none_ranked.secondary.setVisible(bool(answer is not None and answer.ruled_out))
        return self.none_ranked

    def _why_none_with(self, words: str, standing: Standing) -> EmptyState:
        """Say why a building has no proposal of a standing, and where it has some."""
        other = Standing.ASK_FIRST if standing is Standing.RANKED else Standing.RANKED
        count = len(self._search.listed(other))
        self._elsewhere = ASKED if other is Standing.ASK_FIRST else RANKED
        if not count:
            title = self.tr("No proposal with {0}").format(words)
            why = self.tr("The rules leave it out, or nobody is near enough. Ruled out tells which.")
        elif other is Standing.ASK_FIRST:
            title = self.tr("No ranked proposal with {0}").format(words)
            why = self.tr("{0} under Ask first: a fact is wanted before they can be ranked.")
        else:
            title = self.tr("Nothing to ask about {0}").format(words)
            why = self.tr("{0} under Proposals: all that ranks them is known.")
        self.none_here.set_words(title, why.format(f"{count:,}"))
        if self.none_here.primary is not None:
            self.none_here.primary.setVisible(count > 0)
        return self.none_here

    def copy(self) -> None:
        """Copy the table in front, and say how many rows."""
        page = self._stack.currentWidget()
        if isinstance(page, CandidateTable):
            count = page.copy()
            words = self.tr("1 row is on the clipboard, with headings.")
            if count != 1:
                words = self.tr("{0} rows are on the clipboard, with headings.").format(f"{count:,}")
            self._desk.tell("info", words)
