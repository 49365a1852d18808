"""The search for proposals as the window runs it: beside it, again when something changes, one chosen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from tpdesk.domain.candidates import CandidateOptions, Standing
from tpdesk.domain.disclosure import FULL, disclose_assets
from tpdesk.gui.question import Question
from tpdesk.gui.stages.colocate.asset_marks import AssetMarks
from tpdesk.services.colocation.presets import USUAL_PRESET

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tpdesk.domain.candidates import Candidate, CandidateList
    from tpdesk.domain.errors import TpdeskError
    from tpdesk.domain.progress import Progress
    from tpdesk.domain.scene import Extent
    from tpdesk.gui.contents import Contents
    from tpdesk.gui.desk import Desk

MOST_LISTED = 500
"""How many proposals of each standing the tables list; how many were found is always said."""

_NEAREST_RULED_OUT = 10
_WAIT_MS = 200
_WATCHED_ASSETS = 20_000
"""From so many assets on the status bar shows the search with its cancel button."""

_LEAST_AROUND_M = 160.0
_AROUND = 0.6
_LEAST_SHARE = 1 / 12
"""Two buildings are told apart when they are this share of the view from each other."""

_EDGE_SHARE = 0.06


class CandidateSearch(QObject):
    """What is asked, what was found, and which proposal is looked at.

    Signals:
        asked: Other weights or rules hold; the answer is on its way.
        found: There is another answer, or a reason why there is none.
        chosen: Another proposal is looked at, or none.
        narrowed: The lists are to show the proposals of some buildings alone, or all again.
    """

    asked = Signal()
    found = Signal()
    chosen = Signal()
    narrowed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        """Ask with the usual weights; nothing is searched before it is wanted."""
        super().__init__(parent)
        self._desk = desk
        self.options = usual_options()
        self.answer: CandidateList | None = None
        self.marks: AssetMarks | None = None
        self.trouble: TpdeskError | None = None
        self.candidate: Candidate | None = None
        self.only: frozenset[str] = frozenset()
        self._answered: tuple[Contents, CandidateOptions] | None = None
        self._own_selection: frozenset[str] = frozenset()
        self._question = Question(desk.runner, "candidates", _WAIT_MS, self._run, self)
        desk.contents_changed.connect(self._look_again)
        desk.selection_changed.connect(self._follow_selection)
        desk.closed.connect(self._forget)

    # --- asking ----------------------------------------------------------------------------------------

    def wake(self) -> None:
        """Come to the front: what has become stale is searched again, the selection's best is looked at."""
        self._question.awake = True
        self._look_again()
        self._take_up_selection()

    def sleep(self) -> None:
        """Go to the back: nothing is searched while nobody looks."""
        self._question.sleep()

    def ask(self, options: CandidateOptions) -> None:
        """Ask something else; the search begins when no more changes come."""
        if options == self.options:
            return
        self.options = self._desk.sharing = options
        self.asked.emit()
        self._question.ask_soon()

    def _look_again(self) -> None:
        contents = self._desk.contents
        if not self._question.awake or contents is None:
            return
        if self._answered is None or self._answered[0] is not contents:
            self._run()
        elif self._answered[1] != self.options:
            self._question.ask_soon()

    def _run(self) -> None:
        contents = self._desk.contents
        if contents is None:
            return
        options = self.options

        def done(answer: tuple[CandidateList, AssetMarks]) -> None:
            self._take(answer, contents, options)

        label = self.tr("Finding who could share") if len(contents.assets) >= _WATCHED_ASSETS else ""
        self._question.work_on(_search_work(contents, options), done, self._take_trouble, label=label)

    def _take(
        self, answer: tuple[CandidateList, AssetMarks], contents: Contents, options: CandidateOptions
    ) -> None:
        self.answer, self.marks = answer
        self.trouble = None
        self._answered = (contents, options)
        before = self.candidate
        self.candidate = self._best_with(self._desk.selection) if before is None else self._same(before)
        self.found.emit()
        self.chosen.emit()

    def _take_trouble(self, error: TpdeskError) -> None:
        self.trouble = error
        self.found.emit()

    def _forget(self) -> None:
        self._question.forget()
        self.answer = self.marks = self.candidate = self.trouble = None
        self._answered = None
        self.only = frozenset()
        for signal in (self.found, self.chosen, self.narrowed):
            signal.emit()

    # --- one proposal, and those of some buildings -----------------------------------------------------

    def listed(self, standing: Standing) -> tuple[Candidate, ...]:
        """Give the proposals of a standing, narrowed to the buildings that are selected on the map."""
        if self.answer is None:
            return ()
        every = self.answer.of_standing(standing)
        if not self.only:
            return every
        return tuple(each for each in every if {each.guest.uid, each.host.uid} & self.only)

    def choose(self, candidate: Candidate) -> None:
        """Look at a proposal: guest and host become the selection, and come into view."""
        self.candidate = candidate
        self._own_selection = frozenset((candidate.guest.uid, candidate.host.uid))
        self.chosen.emit()
        self._desk.select(self._own_selection)
        self.bring_into_view(*self._own_selection)

    def bring_into_view(self, *uids: str) -> None:
        """Move the map only when the assets cannot be told apart in it."""
        extent = None if self.marks is None else self.marks.extent(*uids)
        if extent is None:
            return
        if not _is_seen_well(extent, self._desk.view):
            apart_m = max(extent.width, extent.height)
            self._desk.zoom_to(extent.grown(max(_LEAST_AROUND_M, apart_m * _AROUND)))

    def show_pair(self, uids: Iterable[str]) -> None:
        """Select the two assets of a pair that is no proposal, and bring them into view."""
        self.candidate = None
        self._own_selection = frozenset(uids)
        self.chosen.emit()
        self._desk.select(self._own_selection)
        self.bring_into_view(*self._own_selection)

    def show_all(self) -> None:
        """List the proposals of all buildings again."""
        if self.only:
            self.only = frozenset()
            self.narrowed.emit()

    def _take_up_selection(self) -> None:
        """Look at the best proposal of what was selected elsewhere; nobody asked to list those alone."""
        selection = self._desk.selection
        if selection == self.only or (selection and selection == self._own_selection):
            return
        self._own_selection = selection
        self.candidate = self._best_with(selection)
        if self.only:
            self.only = frozenset()
            self.narrowed.emit()
        self.chosen.emit()

    def _follow_selection(self) -> None:
        selection = self._desk.selection
        if not self._question.awake or (selection and selection == self._own_selection):
            return
        self._own_selection = frozenset()
        narrowed = selection != self.only
        self.only = selection
        if self.candidate is not None and not selection & {self.candidate.guest.uid, self.candidate.host.uid}:
            self.candidate = None
        self.candidate = self.candidate or self._best_with(selection)
        if narrowed:
            self.narrowed.emit()
        self.chosen.emit()

    def _best_with(self, uids: frozenset[str]) -> Candidate | None:
        """Give the best proposal in which one of these takes part."""
        every = () if self.answer is None else (Standing.RANKED, Standing.ASK_FIRST)
        found = (each for standing in every if self.answer for each in self.answer.of_standing(standing))
        return next((each for each in found if {each.guest.uid, each.host.uid} & uids), None)

    def _same(self, before: Candidate) -> Candidate | None:
        assert self.answer is not None
        pair = (before.guest.uid, before.host.uid)
        return next(
            (each for each in self.answer.candidates if (each.guest.uid, each.host.uid) == pair), None
        )


def _is_seen_well(extent: Extent, view: Extent | None) -> bool:
    """Tell whether two corners are in view, off its edge, and far enough from each other."""
    if view is None:
        return False
    side = min(view.width, view.height)
    inner = view.grown(-_EDGE_SHARE * side)
    apart_m = max(extent.width, extent.height)
    seen = inner.holds(extent.xmin, extent.ymin) and inner.holds(extent.xmax, extent.ymax)
    return seen and apart_m >= _LEAST_SHARE * side


def usual_options() -> CandidateOptions:
    """Give what is asked when nobody has chosen: the usual weights, 800 m, three years."""
    return CandidateOptions(
        top=MOST_LISTED, weights=dict(USUAL_PRESET.weights), ruled_out_top=_NEAREST_RULED_OUT
    )


def _search_work(
    contents: Contents, options: CandidateOptions
) -> Callable[[Progress], tuple[CandidateList, AssetMarks]]:
    def work(progress: Progress) -> tuple[CandidateList, AssetMarks]:
        # The analysis brings more than the first window needs.
        from tpdesk.services.colocation import find_candidates

        shown = disclose_assets(contents.assets, FULL)
        return find_candidates(shown, options, progress, contents.place.boundary), AssetMarks(contents)

    return work


def with_weight(options: CandidateOptions, key: str, weight: float) -> CandidateOptions:
    """Give the same question with another weight of one criterion."""
    return replace(options, weights={**options.weights, key: weight})
