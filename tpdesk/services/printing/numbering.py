"""Numbers the buildings of the candidates: one number for each building, in the order of the list."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tpdesk.domain.candidates import Standing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tpdesk.domain.candidates import Candidate


@dataclass(slots=True)
class NumberedBuilding:
    """A building of the schedule.

    Attributes:
        uid: Of the asset.
        number: In the schedule and on the map, from 1.
        standing: Of the first candidate it is part of.
        moves: Candidates in which it is the guest.
        takes: Candidates in which it is the host.
    """

    uid: str
    number: int
    standing: Standing
    moves: list[Candidate] = field(default_factory=list)
    takes: list[Candidate] = field(default_factory=list)


def number_buildings(candidates: Sequence[Candidate]) -> dict[str, NumberedBuilding]:
    """Number the guests and hosts as the candidates come, by uid; the ranked come first."""
    found: dict[str, NumberedBuilding] = {}
    for candidate in sorted(candidates, key=lambda each: each.standing is Standing.ASK_FIRST):
        for party, role in ((candidate.guest, "moves"), (candidate.host, "takes")):
            building = found.get(party.uid)
            if building is None:
                building = NumberedBuilding(party.uid, len(found) + 1, candidate.standing)
                found[party.uid] = building
            (building.moves if role == "moves" else building.takes).append(candidate)
    return found
