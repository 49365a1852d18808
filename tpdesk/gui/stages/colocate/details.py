"""The right side of the stage Co-locate: one proposal, its two buildings, and the reasons for its score."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from tpdesk.domain.candidates import Standing
from tpdesk.gui.stages.colocate.pair_facts import PairFacts, PartyHead
from tpdesk.gui.stages.colocate.reasons_text import (
    PartyPlace,
    known_words,
    note_html,
    party_of,
    question,
    score_heading,
    title_of,
)
from tpdesk.gui.theme import Theme, dress
from tpdesk.gui.widgets.buttons import thin_line
from tpdesk.gui.widgets.empty import EmptyState
from tpdesk.gui.widgets.scrolling import scrolled
from tpdesk.gui.widgets.sections import SectionHeading
from tpdesk.gui.widgets.waterfall import Waterfall, WaterfallStep

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from tpdesk.domain.candidates import Candidate
    from tpdesk.gui.desk import Desk
    from tpdesk.gui.stages.colocate.asset_marks import AssetMarks
    from tpdesk.gui.stages.colocate.search import CandidateSearch

_MARGIN_PX = 14
_COMPACT_BELOW_PX = 700


class ProposalDetails(QWidget):
    """Follows the proposal that is looked at."""

    def __init__(
        self, theme: Theme, desk: Desk, search: CandidateSearch, parent: QWidget | None = None
    ) -> None:
        """Lay it out, and follow the search."""
        super().__init__(parent)
        self._theme = theme
        self._desk = desk
        self._search = search
        dress(self, look="panel")
        self.title = SectionHeading(theme, "", role="object")
        self.guest, self.host = PartyHead(theme, self.tr("Guest")), PartyHead(theme, self.tr("Host"))
        self.facts = PairFacts(theme)
        self.why = SectionHeading(theme, "", role="object")
        self.waterfall = Waterfall(theme)
        self.note = QLabel()
        self.estimated = QLabel()
        self.nothing = EmptyState(theme, "combine", "", "")
        self.nothing.add_secondary(self.tr("Show the best"))
        self.nothing.secondary_clicked.connect(self._show_best)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.nothing)
        self._stack.addWidget(self._make_proposal())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        search.chosen.connect(self.refresh)
        search.found.connect(self.refresh)
        # A link in a sentence keeps the colour in which the sentence was first read.
        theme.changed.connect(self.refresh)
        self.refresh()

    # --- parts -----------------------------------------------------------------------------------------

    def _make_proposal(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(_MARGIN_PX, 11, _MARGIN_PX, 9)
        head.addWidget(self.title)
        column.addLayout(head)
        column.addWidget(thin_line())
        parties = QHBoxLayout()
        parties.setContentsMargins(0, 0, 0, 0)
        parties.setSpacing(0)
        parties.addWidget(self.guest, 1)
        parties.addWidget(thin_line(upright=True))
        parties.addWidget(self.host, 1)
        column.addLayout(parties)
        column.addWidget(thin_line())
        column.addWidget(self._make_reasons(), 1)
        return page

    def _make_reasons(self) -> QScrollArea:
        inside = QWidget()
        dress(inside, look="panel")
        column = QVBoxLayout(inside)
        column.setContentsMargins(_MARGIN_PX, 2, _MARGIN_PX, _MARGIN_PX)
        column.setSpacing(0)
        column.addWidget(self.facts)
        column.addSpacing(10)
        column.addWidget(self.why)
        column.addSpacing(8)
        column.addWidget(self.waterfall)
        column.addSpacing(8)
        column.addWidget(self._make_note())
        column.addStretch(1)
        return scrolled(inside, by_keyboard=True)

    def _make_note(self) -> QFrame:
        frame = QFrame()
        dress(frame, look="card")
        self.note.setTextFormat(Qt.TextFormat.RichText)
        self.note.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.note.linkActivated.connect(lambda _link: self.copy_question())
        self.estimated.setTextFormat(Qt.TextFormat.PlainText)
        dress(self.estimated, look="second", type="small")
        column = QVBoxLayout(frame)
        column.setContentsMargins(12, 8, 12, 9)
        column.setSpacing(4)
        for label in (self.note, self.estimated):
            label.setWordWrap(True)
            column.addWidget(label)
        return frame

    # --- showing ---------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the proposal that is looked at, or say that none is."""
        candidate, marks = self._search.candidate, self._search.marks
        if candidate is None or marks is None:
            self._say_nothing()
            self._stack.setCurrentIndex(0)
            return
        self._show(candidate, marks)
        self._stack.setCurrentIndex(1)

    def _show(self, candidate: Candidate, marks: AssetMarks) -> None:
        self.title.set_text(title_of(candidate))
        self.guest.show_party(candidate.guest, marks)
        self.host.show_party(candidate.host, marks)
        self.facts.show_pair(candidate, marks, self._search.options.on)
        self.why.set_text(score_heading(candidate))
        self.why.set_aside(known_words(candidate))
        self.waterfall.set_steps(
            [
                WaterfallStep(each.label, each.reason, each.points, each.of_points)
                for each in candidate.criteria
            ]
        )
        self.note.setText(note_html(candidate))
        self.estimated.setText("\n".join(f"{text}." for text in candidate.notes))
        self.estimated.setVisible(bool(candidate.notes))

    def _say_nothing(self) -> None:
        answer = self._search.answer
        there = answer is not None and bool(answer.candidates)
        if there:
            self.nothing.set_words(
                self.tr("No proposal is chosen"),
                self.tr("Choose one in the table, or a building on the map to see its own."),
            )
        else:
            self.nothing.set_words(
                self.tr("No proposal yet"),
                self.tr("Guest and host stand here side by side, with every reason for the score."),
            )
        if self.nothing.secondary is not None:
            self.nothing.secondary.setVisible(there)

    def _show_best(self) -> None:
        for standing in (Standing.RANKED, Standing.ASK_FIRST):
            found = self._search.listed(standing)
            if found:
                self._search.choose(found[0])
                return

    def copy_question(self) -> None:
        """Put the question to the partner that knows the missing fact on the clipboard."""
        candidate, contents = self._search.candidate, self._desk.contents
        if candidate is None or contents is None or not candidate.ask:
            return
        party = party_of(candidate, candidate.ask[0])
        row = contents.rows.get(party.uid)
        postcode = "" if row is None else str(contents.assets.value(row, "postcode") or "")
        at = PartyPlace(postcode, party.reference or "")
        QGuiApplication.clipboard().setText(question(contents.place.name, candidate, at))
        words = self.tr("The question to {0} is on the clipboard. It names only their own building.")
        self._desk.tell("info", words.format(candidate.ask[0].organisation))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 Qt's name
        """Leave the reasons to the tool tips where there is little height."""
        super().resizeEvent(event)
        self.waterfall.set_compact(self.height() < _COMPACT_BELOW_PX)
