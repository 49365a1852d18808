"""Candidates in words: reasons, points, constraints, and which fact to ask of whom."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from tpdesk.analysis.candidates.catalogue import CRITERIA
from tpdesk.analysis.candidates.criterion import PairAt
from tpdesk.analysis.candidates.estate import SERVICE_KEYS, UNKNOWN
from tpdesk.domain.candidates import Ask, Candidate, CriterionScore, Party, Side, Standing, room_demands
from tpdesk.domain.vocabularies.record import CONSTRAINT_KINDS
from tpdesk.domain.vocabularies.services import cautions_of

if TYPE_CHECKING:
    from tpdesk.analysis.candidates.criterion import Missing
    from tpdesk.analysis.candidates.engine import SearchPlan
    from tpdesk.analysis.candidates.estate import Estate
    from tpdesk.analysis.candidates.shortlist import ScoredPairs, Shortlist
    from tpdesk.domain.candidates import CandidateOptions
    from tpdesk.domain.frame import AssetFrame


class Explainer:
    """Turns pairs of rows into candidates that people can read.

    Args:
        frame: The assets as the audience may see them.
        estate: Their facts.
        options: What was asked.
        plan: How pairs were scored.
    """

    def __init__(
        self, frame: AssetFrame, estate: Estate, options: CandidateOptions, plan: SearchPlan
    ) -> None:
        """Work out how many of 100 points each criterion is."""
        self._frame = frame
        self._estate = estate
        self._options = options
        self._scorers = plan.scorers
        whole = sum(plan.weights)
        self._points = tuple(100.0 * weight / whole for weight in plan.weights)

    def candidates(self, found: ScoredPairs, standing: Standing) -> tuple[Candidate, ...]:
        """Give candidates for pairs in their order."""
        scores = [scorer(found.pairs) for scorer in self._scorers]
        listed = [
            Candidate(
                rank=place + 1 if standing is Standing.RANKED else None,
                standing=standing,
                guest=self.party(pair.guest),
                host=self.party(pair.host),
                distance_m=pair.distance_m,
                score=_known(found.score[place]),
                coverage=float(found.coverage[place]),
                criteria=self._criteria(pair, [float(column[place]) for column in scores]),
                ask=self._ask(pair),
                estimated=self._estimated(pair),
                cautions=self._cautions(pair),
                need_m2=_known(self._estate.need_m2[pair.guest]),
                spare_m2=_known(self._estate.spare_m2[pair.host]),
            )
            for place, pair in enumerate(_pairs_of(found))
        ]
        demands = room_demands(listed)
        return tuple(replace(each, demand=demands.get(each.host.uid)) for each in listed)

    def pairs(self, kept: Shortlist | None) -> tuple[tuple[Party, Party, float], ...]:
        """Give guest, host and distance of pairs that were ruled out."""
        if kept is None:
            return ()
        return tuple(
            (self.party(pair.guest), self.party(pair.host), pair.distance_m) for pair in _pairs_of(kept.best)
        )

    def party(self, row: int) -> Party:
        """Give one asset as a party to a candidate; of a place of several blocks, how many it has."""
        name = self._frame.label(row)
        number = self._estate.block[row]
        if number != UNKNOWN:
            blocks = np.count_nonzero(self._estate.block == number)
            name = f"{name} ({blocks} blocks)"
        return Party(
            uid=str(self._frame.uids[row]),
            organisation=self._organisation(row),
            reference=self._text(row, "reference"),
            name=name,
            constraints=self._constraints(row),
        )

    def _organisation(self, row: int) -> str:
        number = int(self._frame.organisation[row])
        return self._frame.organisations[number].name

    def _text(self, row: int, key: str) -> str | None:
        value = self._frame.value(row, key)
        return None if value is None else str(value)

    def _constraints(self, row: int) -> tuple[str, ...]:
        limits = []
        grade = self._text(row, "listed_grade")
        for term in CONSTRAINT_KINDS.terms:
            answer = self._frame.columns[f"constraint_{term.key}"][row]
            if term.key == "listed" and grade:
                limits.append(f"{term.label}, grade {grade.removeprefix('Grade').strip()}")
            elif answer == "yes":
                limits.append(term.label)
        return tuple(limits)

    def _criteria(self, pair: PairAt, scores: list[float]) -> tuple[CriterionScore, ...]:
        return tuple(
            CriterionScore(
                each.key,
                each.label,
                points,
                None if np.isnan(score) else score,
                each.reason(self._estate, self._options, pair),
            )
            for each, points, score in zip(CRITERIA, self._points, scores, strict=True)
        )

    def _ask(self, pair: PairAt) -> tuple[Ask, ...]:
        """Name what is missing, first of all that without which nothing can be ranked."""
        weighted = [
            (-points, missing)
            for each, points in zip(CRITERIA, self._points, strict=True)
            for missing in each.missing(self._estate, self._options, pair)
            if points > 0 or (missing.side is Side.HOST and each.key == "room")
        ]
        weighted.sort(key=lambda item: (not _decides(item[1]), item[0]))
        asked = dict.fromkeys(
            Ask(
                missing.fact,
                self._organisation(self._row(pair, missing.side)),
                missing.side,
            )
            for _, missing in weighted
        )
        return tuple(asked)

    def _row(self, pair: PairAt, side: Side) -> int:
        return pair.guest if side is Side.GUEST else pair.host

    def _cautions(self, pair: PairAt) -> tuple[str, ...]:
        services = [self._estate.service[row] for row in (pair.guest, pair.host)]
        if UNKNOWN in services:
            return ()
        return cautions_of(*(SERVICE_KEYS[service] for service in services))

    def _estimated(self, pair: PairAt) -> tuple[str, ...]:
        notes = []
        for side in Side:
            row = self._row(pair, side)
            word = self._estate.service_word[row]
            if self._estate.service_assumed[row]:
                notes.append(
                    f"Service of the {side.value} not told by its own name, only its organisation’s: “{word}”"
                )
            elif word:
                notes.append(f"Service of the {side.value} recognised by “{word}”, not recorded")
        code = self._text(pair.guest, "postcode")
        if pair.distance_m < 1.0 and code and code == self._text(pair.host, "postcode"):
            notes.append(f"Both placed at {code}: they may share a site already")
        return tuple(notes)


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _decides(missing: Missing) -> bool:
    """Tell the facts without which nothing can be ranked."""
    if missing.side is Side.HOST:
        return missing.fact == "vacant floor area"
    return missing.fact in ("floor area it needs", "service delivered there")


def _pairs_of(found: ScoredPairs) -> list[PairAt]:
    columns = (found.pairs.guest, found.pairs.host, found.pairs.distance_m)
    return [PairAt(*row) for row in zip(*(column.tolist() for column in columns), strict=True)]
