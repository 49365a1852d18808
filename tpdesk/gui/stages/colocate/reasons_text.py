"""What is said of a proposal in words: its title, what the unknown could change, and whom to ask what."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from tpdesk.domain.candidates import Side, Standing
from tpdesk.gui.stages.colocate.asset_marks import name_of

if TYPE_CHECKING:
    from tpdesk.domain.candidates import Ask, Candidate, Party


@dataclass(frozen=True, slots=True)
class PartyPlace:
    """How a partner finds one of its own assets: postcode and reference, either empty."""

    postcode: str
    reference: str


def title_of(candidate: Candidate) -> str:
    """Write who would move into what."""
    return _tr("{0} into {1}").format(name_of(candidate.guest), name_of(candidate.host))


def score_heading(candidate: Candidate) -> str:
    """Write the heading over the reasons."""
    if candidate.standing is Standing.RANKED and candidate.score is not None:
        return _tr("Why it scores {0}").format(f"{candidate.score:.0f}")
    return _tr("Not ranked yet")


def known_words(candidate: Candidate) -> str:
    """Write how many points are earned, known and unknown."""
    whole = sum(each.of_points for each in candidate.criteria)
    unknown = candidate.unknown_points
    words = _tr("{0} of {1} known points").format(f"{candidate.points:.1f}", _plain(whole - unknown))
    return words if unknown < 0.05 else words + " · " + _tr("{0} unknown").format(_plain(unknown))


def note_html(candidate: Candidate) -> str:
    """Write what the unknown could change, and whom to ask; the link asks for the question's words."""
    parts = []
    if candidate.unknown_points >= 0.05:
        between = _tr("If the unknown were the worst, {0}; the best, {1}.")
        parts.append(escape(between.format(f"{candidate.worst:.0f}", f"{candidate.best:.0f}")))
    elif candidate.standing is Standing.RANKED:
        parts.append(escape(_tr("Every fact that counts is known.")))
    if candidate.ask:
        parts.append(_ask_html(candidate))
    return " ".join(parts)


def _ask_html(candidate: Candidate) -> str:
    first = candidate.ask[0]
    fact = escape(_tr("{0} of {1}").format(first.fact, name_of(party_of(candidate, first))))
    if candidate.standing is Standing.ASK_FIRST:
        words = _tr("One fact from {0} would let it be ranked")
    elif len(candidate.ask) == 1:
        words = _tr("One fact from {0} would settle it")
    else:
        words = _tr("{1} facts are missing; the one from {0} weighs most")
    link = escape(words.format(first.organisation, len(candidate.ask)))
    return f'<a href="#ask">{link}</a>: {fact}.'


def question(place: str, candidate: Candidate, at: PartyPlace) -> str:
    """Word the question to the partner that knows, naming nothing but its own building."""
    first = candidate.ask[0]
    found = ", ".join(part for part in (name_of(party_of(candidate, first)), at.postcode) if part)
    reference = _tr(" (your reference {0})").format(at.reference) if at.reference else ""
    return _tr(
        "To {0}: for the partners’ review of public buildings in {1}, could you tell us the {2} of "
        "{3}{4}, and the day for which it holds? If it is not known, that helps us too."
    ).format(first.organisation, place, first.fact, found, reference)


def party_of(candidate: Candidate, ask: Ask) -> Party:
    """Give the asset that a missing fact is about."""
    return candidate.guest if ask.side is Side.GUEST else candidate.host


def _plain(points: float) -> str:
    return f"{points:.1f}".removesuffix(".0")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Proposal", text)
