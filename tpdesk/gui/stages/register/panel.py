"""The panel of the stage Register: chips of the filter, and facets with counts that follow it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from tpdesk.gui.stages.register.facets import FacetSection, IssueSection
from tpdesk.gui.theme import Theme, dress
from tpdesk.gui.widgets.buttons import LinkButton
from tpdesk.gui.widgets.flow import FlowLayout
from tpdesk.gui.widgets.pills import Chip
from tpdesk.gui.widgets.scrolling import scrolled
from tpdesk.gui.widgets.sections import SectionHeading
from tpdesk.services.asset_filter import FACETS, AssetFilter

if TYPE_CHECKING:
    from tpdesk.gui.desk import Desk

_LEFT_PX, _RING_PX = 14, 6
"""Facets keep so far from the edge of what scrolls that the outline of the focus has room."""

_OPEN_AT_FIRST = ("organisation", "status", "location_method")
_ISSUES_AFTER = "location_method"


class RegisterPanel(QWidget):
    """What is shown, and how much of each value is left."""

    def __init__(self, theme: Theme, desk: Desk, parent: QWidget | None = None) -> None:
        """Lay out the facets and follow the filter."""
        super().__init__(parent)
        self._theme = theme
        self._desk = desk
        self.chips: tuple[Chip, ...] = ()
        self._filter_button = LinkButton(theme, self.tr("Filter"), "funnel", small=True)
        self._menu = QMenu(self)
        self._fill_menu()
        self._filter_button.setMenu(self._menu)
        heading = SectionHeading(theme, self.tr("Register"), role="heading")
        heading.add_action(self._filter_button)
        self._chip_place = QWidget()
        self._chip_row = FlowLayout(self._chip_place, gap_px=6)
        self.facets: dict[str, FacetSection] = {}
        self.issues = IssueSection(theme, desk)
        column = QVBoxLayout(self)
        column.setContentsMargins(_LEFT_PX - _RING_PX, 12, 0, 0)
        column.setSpacing(8)
        head = QVBoxLayout()
        head.setContentsMargins(_RING_PX, 0, 10, 0)
        head.setSpacing(8)
        head.addWidget(heading)
        head.addWidget(self._chip_place)
        column.addLayout(head)
        column.addWidget(self._make_facets(), 1)
        desk.filter_changed.connect(self.refresh)
        self.refresh()

    def _make_facets(self) -> QWidget:
        inside = QWidget()
        dress(inside, look="panel")
        column = QVBoxLayout(inside)
        column.setContentsMargins(_RING_PX, 0, 14, 14)
        column.setSpacing(10)
        for facet in FACETS:
            section = FacetSection(self._theme, self._desk, facet, folded=facet.key not in _OPEN_AT_FIRST)
            self.facets[facet.key] = section
            column.addWidget(section)
            if facet.key == _ISSUES_AFTER:
                column.addWidget(self.issues)
        column.addStretch(1)
        return scrolled(inside)

    def _fill_menu(self) -> None:
        desk = self._desk

        def buildings() -> None:
            desk.set_filter(replace(desk.filter, buildings_only=True))

        def in_view() -> None:
            desk.set_filter(replace(desk.filter, extent=desk.view))

        self._menu.addAction(self.tr("Buildings only")).triggered.connect(buildings)
        self._menu.addAction(self.tr("Only what is in view")).triggered.connect(in_view)
        self._menu.addSeparator()
        self._menu.addAction(self.tr("Clear the filter")).triggered.connect(
            lambda: desk.set_filter(AssetFilter())
        )

    def refresh(self) -> None:
        """Show the filter as it is, with the counts that it leaves."""
        self._show_chips()
        for section in self.facets.values():
            section.refresh()
        self.issues.refresh()

    def _show_chips(self) -> None:
        wanted = self.parts()
        if tuple(chip.text for chip in self.chips) == tuple(wanted):
            return
        for chip in self.chips:
            self._chip_row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = tuple(Chip(self._theme, text, self._chip_place) for text in wanted)
        for chip, without in zip(self.chips, wanted.values(), strict=True):
            chip.removed.connect(lambda chosen=without: self._desk.set_filter(chosen))
            self._chip_row.addWidget(chip)
            chip.show()
        self._chip_place.setVisible(bool(self.chips))
        self._chip_place.updateGeometry()

    def parts(self) -> dict[str, AssetFilter]:
        """Give the words of each part of the filter, and the filter without it."""
        chosen = self._desk.filter
        chips: dict[str, AssetFilter] = {}
        if chosen.buildings_only:
            chips[self.tr("Buildings only")] = replace(chosen, buildings_only=False)
        if chosen.extent is not None:
            chips[self.tr("In view")] = replace(chosen, extent=None)
        if chosen.text:
            chips[f"“{chosen.text}”"] = replace(chosen, text="")
        for key, section in self.facets.items():
            if chosen.hidden.get(key):
                chips[section.chip_text()] = chosen.with_hidden(key, frozenset())
        return chips
