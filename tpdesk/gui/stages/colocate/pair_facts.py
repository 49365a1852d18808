"""Guest and host side by side: what is recorded of each, the unknown hatched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tpdesk.domain.fields.catalogue import FIELD_BY_KEY
from tpdesk.domain.wording import date_words
from tpdesk.gui.stages.colocate.asset_marks import AssetMarks, name_of
from tpdesk.gui.theme import Theme, dress
from tpdesk.gui.widgets.pills import HatchedLabel
from tpdesk.gui.widgets.texts import ElidedLabel
from tpdesk.services.field_words import field_words

if TYPE_CHECKING:
    from datetime import date

    from tpdesk.domain.candidates import Candidate, Party
    from tpdesk.domain.frame import AssetFrame

_ROW_PX = 25
_LABEL_PX = 118
_NO_LEASE = frozenset(("freehold",))
_EVENTS = (("next_break", "break"), ("lease_expiry", "expiry"), ("rent_review", "review"))


@dataclass(frozen=True, slots=True)
class PairFact:
    """One line: its label, and what is known of guest and host; None is unknown."""

    label: str
    guest: str | None
    host: str | None


class PairFactRow(QWidget):
    """A label and two values with a line below."""

    def __init__(self, theme: Theme, label: str, parent: QWidget | None = None) -> None:
        """Make a row of which nothing is known."""
        super().__init__(parent)
        self._theme = theme
        self._label = ElidedLabel(label)
        self._label.setFixedWidth(_LABEL_PX)
        dress(self._label, look="second")
        self.values = (ElidedLabel(), ElidedLabel())
        self.hatches = (HatchedLabel(theme), HatchedLabel(theme))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 1)
        row.setSpacing(8)
        row.addWidget(self._label)
        for value, hatch in zip(self.values, self.hatches, strict=True):
            row.addWidget(_side_by_side(value, hatch), 1)
        self.setFixedHeight(_ROW_PX)
        theme.changed.connect(self.update)

    def show_fact(self, fact: PairFact) -> None:
        """Show what is known."""
        self._label.setText(fact.label)
        for text, value, hatch in zip((fact.guest, fact.host), self.values, self.hatches, strict=True):
            value.setText(text or "")
            value.setVisible(text is not None)
            hatch.setVisible(text is None)
        guest, host = (self.tr("unknown") if each is None else each for each in (fact.guest, fact.host))
        self.setAccessibleName(self.tr("{0}: guest {1}, host {2}").format(fact.label, guest, host))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 Qt's name
        """Draw the line below."""
        painter = QPainter(self)
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), self._theme.colour("line"))
        painter.end()


class PartyHead(QWidget):
    """Whom a column of facts is about: its part, symbol, name, owner and postcode."""

    def __init__(self, theme: Theme, part: str, parent: QWidget | None = None) -> None:
        """Make a head without an asset."""
        super().__init__(parent)
        self._theme = theme
        self._party: tuple[Party, AssetMarks] | None = None
        self._part = QLabel(part)
        dress(self._part, look="second", type="strong")
        self._symbol = QLabel()
        self._symbol.setFixedWidth(20)
        self.name, self._place = ElidedLabel(), ElidedLabel()
        dress(self.name, type="heading")
        dress(self._place, look="second")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 9, 8, 9)
        column.setSpacing(2)
        column.addWidget(self._part)
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self._symbol)
        line.addWidget(self.name)
        line.addStretch(1)
        column.addLayout(line)
        column.addWidget(self._place)
        theme.changed.connect(self._draw)

    def show_party(self, party: Party, marks: AssetMarks) -> None:
        """Show an asset."""
        self._party = (party, marks)
        self._draw()

    def _draw(self) -> None:
        if self._party is None:
            return
        party, marks = self._party
        self.name.setText(name_of(party))
        self._place.setText(marks.place_words(party))
        self._symbol.setPixmap(marks.symbol(party.uid).icon(self._theme, 12).pixmap(16, 16))
        self.setAccessibleName(f"{self._part.text()}: {name_of(party)}, {marks.place_words(party)}")


class PairFacts(QWidget):
    """The facts of both, one below the other."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make the rows once; which of them are shown depends on the pair."""
        super().__init__(parent)
        self.rows = tuple(PairFactRow(theme, "") for _ in range(_MOST_ROWS))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for row in self.rows:
            column.addWidget(row)

    def show_pair(self, candidate: Candidate, marks: AssetMarks, on: date) -> None:
        """Show what is known of a proposal's two assets."""
        facts = pair_facts(candidate, marks, on)
        for place, row in enumerate(self.rows):
            row.setVisible(place < len(facts))
            if place < len(facts):
                row.show_fact(facts[place])


_FACTS = (
    ("Floor area", "floor_area_m2"),
    ("Basis", "floor_area_basis"),
    ("Vacant now", "vacant_m2"),
    ("Tenure", "tenure"),
    ("Rent a year", "annual_rent_gbp"),
    ("Running cost", "running_cost_gbp"),
    ("Backlog", "backlog_gbp"),
)
_MOST_ROWS = len(_FACTS) + 2


def pair_facts(candidate: Candidate, marks: AssetMarks, on: date) -> tuple[PairFact, ...]:
    """Give the facts that bear on sharing.

    Args:
        candidate: The proposal.
        marks: The register's assets.
        on: Lease events before it are past.
    """
    frame = marks.contents.assets
    parties = (candidate.guest, candidate.host)
    rows = tuple(marks.row(party.uid) for party in parties)
    facts = [PairFact(label, *(_words(frame, row, key) for row in rows)) for label, key in _FACTS]
    facts.append(PairFact("Next lease event", *(_lease_event(frame, row, on) for row in rows)))
    if any(party.constraints for party in parties):
        facts.append(
            PairFact("Constraints", *(", ".join(party.constraints) or "None told" for party in parties))
        )
    return tuple(facts)


def _words(frame: AssetFrame, row: int | None, key: str) -> str | None:
    return None if row is None else field_words(FIELD_BY_KEY[key], frame.value(row, key)) or None


def _lease_event(frame: AssetFrame, row: int | None, on: date) -> str | None:
    """Write the next break, expiry or review; none for a freehold, unknown when no date is recorded."""
    if row is None:
        return None
    day = np.datetime64(on)
    coming = [(when, word) for key, word in _EVENTS if not np.isnat(when := frame[key][row]) and when >= day]
    if coming:
        when, word = min(coming)
        return f"{date_words(when.astype('datetime64[D]').item())}, {word}"
    return "None" if frame.value(row, "tenure") in _NO_LEASE else None


def _side_by_side(value: QWidget, hatch: QWidget) -> QWidget:
    holder = QWidget()
    row = QGridLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(value, 0, 0)
    row.addWidget(hatch, 0, 1)
    row.setColumnStretch(2, 1)
    return holder
