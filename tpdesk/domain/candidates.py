"""Who could share with whom: what a search for candidates is asked, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from tpdesk.domain.wording import area_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Standing(StrEnum):
    """How far a candidate can be judged."""

    RANKED = "ranked"
    ASK_FIRST = "ask_first"


class Side(StrEnum):
    """Which of the two assets: the guest moves into the host."""

    GUEST = "guest"
    HOST = "host"


@dataclass(frozen=True, slots=True)
class CandidateOptions:
    """What to look for and what matters.

    Attributes:
        within_m: Greatest distance between the two, straight line.
        top: How many candidates to give of each standing.
        weights: Weight by criterion key; a criterion left out has the catalogue's own weight.
        horizon_months: How far ahead a lease event counts.
        on: The day from which the horizon runs.
        settings: Other settings of criteria and rules, by ``criterion.setting``.
        ruled_out_top: How many ruled-out pairs to list under each reason, nearest first.
    """

    within_m: float = 800.0
    top: int = 100
    weights: Mapping[str, float] = field(default_factory=dict)
    horizon_months: int = 36
    on: date = field(default_factory=date.today)
    settings: Mapping[str, float] = field(default_factory=dict)
    ruled_out_top: int = 0

    def setting(self, key: str, default: float) -> float:
        """Give a setting, or what it is when nobody chose."""
        return self.settings.get(key, default)


@dataclass(frozen=True, slots=True)
class Party:
    """One of the two assets of a candidate.

    Attributes:
        uid: Asset uid.
        organisation: Name of the reporting organisation.
        reference: Local reference, None when it has none.
        name: Name of the asset, None when unknown.
        constraints: What is known to limit its use or disposal, in words.
    """

    uid: str
    organisation: str
    reference: str | None
    name: str | None
    constraints: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """Give the object of the command line's contract."""
        return {
            "uid": self.uid,
            "organisation": self.organisation,
            "reference": self.reference,
            "name": self.name,
        }


@dataclass(frozen=True, slots=True)
class Ask:
    """A fact that is missing, the partner who would know it, and which of the two assets it is about."""

    fact: str
    organisation: str
    side: Side

    def as_json(self) -> dict[str, object]:
        """Give the object of the command line's contract."""
        return {"fact": self.fact, "organisation": self.organisation}


@dataclass(frozen=True, slots=True)
class CriterionScore:
    """What one criterion adds to a candidate's score.

    Attributes:
        key: Key of the criterion.
        label: Its name.
        of_points: Its weight, where all weights together are 100 points.
        score: 0 to 1, None when unknown.
        reason: Why, in words.
    """

    key: str
    label: str
    of_points: float
    score: float | None
    reason: str

    @property
    def points(self) -> float | None:
        """Points earned, None when unknown: never zero for want of a fact."""
        return None if self.score is None else self.score * self.of_points


@dataclass(frozen=True, slots=True)
class RoomDemand:
    """What several guests of a list want of one host, for its room can be given only once.

    Attributes:
        guests: How many are proposed to it.
        wanted_m2: What they need together.
        spare_m2: What it has.
    """

    guests: int
    wanted_m2: float
    spare_m2: float

    @property
    def is_over(self) -> bool:
        """Whether not all of them can have it."""
        return self.wanted_m2 > self.spare_m2

    @property
    def words(self) -> str:
        """The sum in words."""
        sum_words = f"{self.wanted_m2:,.0f} of its {area_words(self.spare_m2)}"
        if self.is_over:
            return f"{self.guests} guests want {sum_words}"
        return f"Room for all {self.guests} guests: {sum_words}"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A guest that could move into a host.

    Attributes:
        rank: From 1, best first; None for a candidate that cannot be ranked yet.
        standing: Ranked, or to be asked about first.
        guest: Who would move.
        host: Into what.
        distance_m: Straight line between them.
        score: Points earned of the points that are known, 0 to 100; None when nothing weighs that is known.
        coverage: Share of the weight that is known, 0 to 1.
        criteria: The criteria one by one.
        ask: Facts that are missing, the one that settles most first.
        estimated: What the judgement rests on that no list says outright.
        cautions: What has to be minded before anything else.
        need_m2: What the guest needs, None when unknown.
        spare_m2: What the host has to spare, None when unknown.
        demand: What all guests of the list want of the host; None when it is the only one.
    """

    rank: int | None
    standing: Standing
    guest: Party
    host: Party
    distance_m: float
    score: float | None
    coverage: float
    criteria: tuple[CriterionScore, ...]
    ask: tuple[Ask, ...]
    estimated: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    need_m2: float | None = None
    spare_m2: float | None = None
    demand: RoomDemand | None = None

    @property
    def notes(self) -> tuple[str, ...]:
        """What to mind, what others want of the host's room, and what the judgement rests on."""
        wanted = (self.demand.words,) if self.demand is not None else ()
        return tuple(f"Caution: {text}" for text in self.cautions) + wanted + self.estimated

    @property
    def reasons(self) -> tuple[str, ...]:
        """The judgement in words, then constraints, what to mind and what it rests on."""
        limits = tuple(
            f"{side} constraint: {text}"
            for side, party in (("Host", self.host), ("Guest", self.guest))
            for text in party.constraints
        )
        return tuple(each.reason for each in self.criteria) + limits + self.notes

    @property
    def points(self) -> float:
        """Points earned."""
        return sum(each.points or 0.0 for each in self.criteria)

    @property
    def unknown_points(self) -> float:
        """Points that nobody can give yet."""
        return sum(each.of_points for each in self.criteria if each.score is None)

    @property
    def worst(self) -> float:
        """The score if all that is unknown turned out worst."""
        return self.points

    @property
    def best(self) -> float:
        """The score if all that is unknown turned out best."""
        return self.points + self.unknown_points

    def as_json(self) -> dict[str, object]:
        """Give the object of the command line's contract."""
        return {
            "rank": self.rank,
            "standing": self.standing.value,
            "guest": self.guest.as_json(),
            "host": self.host.as_json(),
            "distance_m": round(self.distance_m, 1),
            "score": None if self.score is None else round(self.score, 1),
            "coverage": round(self.coverage, 3),
            "reasons": list(self.reasons),
            "ask": [each.as_json() for each in self.ask],
        }


def room_demands(candidates: Iterable[Candidate]) -> dict[str, RoomDemand]:
    """Give, by the host's uid, what the ranked guests of a list want of hosts that have several."""
    needs: dict[str, list[float]] = {}
    spare: dict[str, float] = {}
    for each in candidates:
        if each.standing is Standing.RANKED and each.need_m2 is not None and each.spare_m2 is not None:
            needs.setdefault(each.host.uid, []).append(each.need_m2)
            spare[each.host.uid] = each.spare_m2
    return {
        uid: RoomDemand(len(wanted), sum(wanted), spare[uid])
        for uid, wanted in needs.items()
        if len(wanted) > 1
    }


def by_whom_to_ask(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Order candidates so that what one partner is asked stands together: by partner, fact and building.

    The building comes before its guests; among them the best known comes first.
    """

    def place(each: Candidate) -> tuple[object, ...]:
        if not each.ask:
            return ("", "", "", "", -each.coverage, each.distance_m)
        first = each.ask[0]
        about = each.host if first.side is Side.HOST else each.guest
        asked = (first.organisation.casefold(), first.fact, (about.name or "").casefold(), about.uid)
        return (*asked, -each.coverage, each.distance_m)

    return tuple(sorted(candidates, key=place))


@dataclass(frozen=True, slots=True)
class RuledOut:
    """Pairs that one rule keeps out.

    Attributes:
        key: Key of the reason.
        words: The reason.
        pairs: How many directed pairs it is the first reason for.
        nearest: The nearest of them, as (guest, host, distance in metres), when they were asked for.
    """

    key: str
    words: str
    pairs: int
    nearest: tuple[tuple[Party, Party, float], ...] = ()


@dataclass(frozen=True, slots=True)
class CriterionWeight:
    """A criterion as it was weighed, for the weights form and the note beside a list."""

    key: str
    label: str
    definition: str
    weight: float
    of_points: float


@dataclass(frozen=True, slots=True)
class CandidateList:
    """The answer to a search, as one audience may see it.

    Attributes:
        candidates: The ranked, best first, then those to ask about first.
        pairs_considered: Unordered pairs of placed assets of two organisations within the distance.
        ranked_found: How many directed pairs could be ranked, listed or not.
        ask_first_found: How many need a fact first, listed or not.
        ruled_out: By reason, in the order in which the rules are asked; only reasons that met a pair.
        weights: The criteria as weighed.
        options: What was asked.
        placed: Placed assets that took part.
        withheld: 0 for the full audience; None, never a number, for every other.
        notice: What every output for the audience says; empty for full.
        audience: Name of the audience.
    """

    candidates: tuple[Candidate, ...]
    pairs_considered: int
    ranked_found: int
    ask_first_found: int
    ruled_out: tuple[RuledOut, ...]
    weights: tuple[CriterionWeight, ...]
    options: CandidateOptions
    placed: int
    withheld: int | None
    notice: str
    audience: str

    def of_standing(self, standing: Standing) -> tuple[Candidate, ...]:
        """Give the candidates of one standing, in order."""
        return tuple(each for each in self.candidates if each.standing is standing)

    def as_json(self) -> dict[str, object]:
        """Give the object of the command line's contract."""
        answer: dict[str, object] = {
            "pairs_considered": self.pairs_considered,
            "candidates": [each.as_json() for each in self.candidates],
            "ruled_out": {each.key: each.pairs for each in self.ruled_out},
            "withheld": self.withheld,
        }
        if self.notice:
            answer["notice"] = self.notice
        return answer
