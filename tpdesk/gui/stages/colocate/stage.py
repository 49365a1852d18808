"""The stage Co-locate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpdesk.domain.candidates import Standing
from tpdesk.domain.scene import Arc, RadiusCircle
from tpdesk.gui.stages.colocate.search import CandidateSearch
from tpdesk.gui.stages.stage import Stage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

    from tpdesk.domain.candidates import Candidate
    from tpdesk.gui.desk import Desk
    from tpdesk.gui.stages.colocate.details import ProposalDetails
    from tpdesk.gui.stages.colocate.lower import ColocateTables
    from tpdesk.gui.stages.colocate.panel import ColocatePanel
    from tpdesk.gui.theme import Theme

MOST_ARCS, MOST_NEAR = 12, 5
"""So many proposals are drawn, and so many of them for sharing a building with the one looked at: more
would hide the map, and their names would have no room."""


class ColocateStage(Stage):
    """Who could share with whom: weights at the left, proposals below, one of them at the right."""

    key, icon = "colocate", "combine"
    panel_width, details_width, lower_height = 235, 486, 330
    panel_folds = True

    def __init__(self, theme: Theme, desk: Desk, parent: QObject | None = None) -> None:
        """Make no widget before the stage is entered."""
        super().__init__(theme, desk, parent)
        self.search = CandidateSearch(desk, self)
        self._panel: ColocatePanel | None = None
        self._tables: ColocateTables | None = None
        self._details: ProposalDetails | None = None
        for signal in (self.search.found, self.search.chosen, self.search.narrowed):
            signal.connect(self.overlay_changed)

    @property
    def label(self) -> str:
        """What the rail calls it."""
        return self.tr("Co-locate")

    def panel(self) -> ColocatePanel:
        """Weights and rules."""
        if self._panel is None:
            from tpdesk.gui.stages.colocate.panel import ColocatePanel

            self._panel = ColocatePanel(self.theme, self.search)
            self._panel.reasons_wanted.connect(self._show_reasons)
        return self._panel

    def lower(self) -> ColocateTables:
        """The tables."""
        if self._tables is None:
            from tpdesk.gui.stages.colocate.lower import ColocateTables

            self._tables = ColocateTables(self.theme, self.desk, self.search)
            self._tables.panel_wanted.connect(self.panel_wanted)
        return self._tables

    def details(self) -> ProposalDetails:
        """The proposal that is looked at."""
        if self._details is None:
            from tpdesk.gui.stages.colocate.details import ProposalDetails

            self._details = ProposalDetails(self.theme, self.desk, self.search)
        return self._details

    def enter(self) -> None:
        """Search what has become stale."""
        self.search.wake()

    def leave(self) -> None:
        """Search no more."""
        self.search.sleep()

    def set_folded(self, folded: bool) -> None:
        """Offer the weights in the table's head while their panel is folded away."""
        self.lower().set_folded(folded)

    def copy(self) -> None:
        """Copy the table in front."""
        self.lower().copy()

    def arcs(self) -> Sequence[Arc]:
        """The proposal that is looked at, those that share a building with it, then the best."""
        search, chosen = self.search, self.search.candidate
        if search.answer is None:
            return ()
        ranked = search.listed(Standing.RANKED)
        near = [each for each in ranked if chosen is not None and _share_a_building(each, chosen)]
        wanted = [] if chosen is None else [chosen]
        pairs = {(each.guest.uid, each.host.uid): each for each in (*wanted, *near[:MOST_NEAR], *ranked)}
        drawn = [self._arc(each, selected=each is chosen) for each in list(pairs.values())[:MOST_ARCS]]
        return tuple(arc for arc in drawn if arc is not None)

    def circle(self) -> RadiusCircle | None:
        """What lies within the distance of the guest that is looked at."""
        search = self.search
        if search.candidate is None or search.marks is None:
            return None
        at = search.marks.position(search.candidate.guest.uid)
        return None if at is None else RadiusCircle(*at, search.options.within_m)

    def _arc(self, candidate: Candidate, *, selected: bool) -> Arc | None:
        assert self.search.marks is not None
        start = self.search.marks.position(candidate.guest.uid)
        end = self.search.marks.position(candidate.host.uid)
        if start is None or end is None:
            return None
        return Arc(candidate.guest.uid, candidate.host.uid, start, end, candidate.rank or 0, selected)

    def _show_reasons(self) -> None:
        from tpdesk.gui.stages.colocate.lower import RULED_OUT

        self.lower().tabs.choose(RULED_OUT)


def _share_a_building(first: Candidate, second: Candidate) -> bool:
    return bool({first.guest.uid, first.host.uid} & {second.guest.uid, second.host.uid})
