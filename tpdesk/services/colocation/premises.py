"""Assets as the rules of screening read them: recorded words as numbers, and what names tell."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import shapely

from tpdesk.analysis.candidates.estate import (
    UNKNOWN,
    Codes,
    Estate,
    is_vacant,
    is_word,
    number_values,
    number_words,
    read_codes,
    read_estate,
)
from tpdesk.domain.recognition import NameTells, read_names, recognise_body, recognise_services
from tpdesk.domain.vocabularies.organisations import KINDS
from tpdesk.services.colocation.blocks import number_blocks

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from tpdesk.domain.frame import AssetFrame
    from tpdesk.domain.recognition import Recognition

_VAGUE = "clinical_support"
_VAGUE_STANDS_FOR = "ambulance_station"
"""Health returns list ambulance stations among support facilities; their names tell."""


@dataclass(frozen=True, slots=True, eq=False)
class Premises:
    """Assets and what is known of their use.

    Attributes:
        estate: Their facts.
        codes: By field, each asset's place in the field's vocabulary, -1 when unknown.
        kinds: Each asset's kind of organisation, as its place in the vocabulary.
        reasons: Each asset's reason for holding as a number, -1 when none.
        reason_texts: The reasons by number.
        told: Which names tell something besides a service.
        recognised: Whether its service is only recognised by its words.
        vacant: Whether it is recorded as wholly vacant.
        occupied_m2: Floor area in use.
    """

    estate: Estate
    codes: Codes
    kinds: NDArray[np.int16]
    reasons: NDArray[np.int32]
    reason_texts: tuple[str, ...]
    told: dict[NameTells, NDArray[np.bool_]]
    recognised: NDArray[np.bool_]
    vacant: NDArray[np.bool_]
    occupied_m2: NDArray[np.float64]

    def __len__(self) -> int:
        """Count the assets."""
        return len(self.estate)

    def is_word(self, key: str, *words: str) -> NDArray[np.bool_]:
        """Tell which assets have one of the words in a field of a vocabulary."""
        return is_word(self.codes, key, *words)

    def is_service(self, *services: str) -> NDArray[np.bool_]:
        """Tell which assets deliver one of the services."""
        return is_word({"service": self.estate.service}, "service", *services)

    def is_kind(self, kind: str) -> NDArray[np.bool_]:
        """Tell which assets belong to an organisation of a kind."""
        found: NDArray[np.bool_] = self.kinds == KINDS.keys.index(kind)
        return found

    def by_reason(self, test: Callable[[str], bool]) -> NDArray[np.bool_]:
        """Tell which assets have a reason for holding of which something is true."""
        true = np.array([*(test(text) for text in self.reason_texts), False], dtype=bool)
        found: NDArray[np.bool_] = true[self.reasons]
        return found

    def by_name(self, telling: NameTells) -> NDArray[np.bool_]:
        """Tell which assets have a name that tells something."""
        return self.told[telling]


def read_premises(frame: AssetFrame, boundary: BaseGeometry | None = None) -> Premises:
    """Draw from the assets what the rules ask for, recognising services that no list gives.

    Args:
        frame: The assets that the audience may see.
        boundary: Outline of the place; without one, nothing lies outside.
    """
    codes = read_codes(frame)
    reasons = number_values(frame["holding_reason"])
    texts = dict(zip(reasons.tolist(), frame["holding_reason"].tolist(), strict=True))
    kinds = number_words(
        np.array([each.kind for each in frame.organisations] + [None], dtype=object), KINDS.keys
    )
    estate = read_estate(frame, codes, _recognise(frame, codes), _outside(frame, boundary))
    estate = replace(estate, block=number_blocks(frame, estate.service))
    return Premises(
        estate=estate,
        codes=codes,
        kinds=kinds[frame.organisation],
        reasons=reasons,
        reason_texts=tuple(str(texts[number]) for number in range(len(texts) - (UNKNOWN in texts))),
        told=_read_names(frame, codes),
        recognised=estate.service_word != None,  # noqa: E711 - elementwise
        vacant=is_vacant(codes),
        occupied_m2=frame["occupied_m2"],
    )


def _outside(frame: AssetFrame, boundary: BaseGeometry | None) -> NDArray[np.bool_]:
    if boundary is None or boundary.is_empty:
        return np.zeros(len(frame), dtype=bool)
    shapely.prepare(boundary)
    outside: NDArray[np.bool_] = frame.placed & ~shapely.contains_xy(boundary, frame.easting, frame.northing)
    return outside


def _is_in_play(frame: AssetFrame, codes: Codes) -> NDArray[np.bool_]:
    """Tell assets whose words matter: not land nor let to others, which are ruled out before all else."""
    told_apart = is_word(codes, "holding", "land") | is_word(codes, "tenure_detail", "leased_out")
    in_play: NDArray[np.bool_] = frame.placed & (frame.organisation >= 0) & ~told_apart
    return in_play


def _read_names(frame: AssetFrame, codes: Codes) -> dict[NameTells, NDArray[np.bool_]]:
    rows = np.flatnonzero(_is_in_play(frame, codes))
    told = {}
    for telling, places in read_names(frame["name"][rows].tolist()).items():
        told[telling] = np.zeros(len(frame), dtype=bool)
        told[telling][rows[places]] = True
    return told


def _recognise(frame: AssetFrame, codes: Codes) -> NDArray[np.object_]:
    """Recognise services where none is recorded."""
    recognised = np.full(len(frame), None, dtype=object)
    vague = is_word(codes, "service", _VAGUE)
    unstated = (codes["service"] == UNKNOWN) | is_word(codes, "service", "other") | vague
    wanted = unstated & _is_in_play(frame, codes)
    rows = np.flatnonzero(wanted)
    found = recognise_services(
        frame["name"][rows].tolist(),
        frame["holding_reason"][rows].tolist(),
        is_word(codes, "holding", "buildings")[rows].tolist(),
    )
    bodies = [*(recognise_body(each.name) for each in frame.organisations), None]
    owners, names = frame.organisation[rows].tolist(), frame["name"][rows].tolist()
    recognised[rows] = [
        each or _of_body(bodies[owner], name) for each, owner, name in zip(found, owners, names, strict=True)
    ]
    for row in np.flatnonzero(vague & wanted).tolist():
        if recognised[row] is None or recognised[row].service != _VAGUE_STANDS_FOR:
            recognised[row] = None
    return recognised


def _of_body(body: Recognition | None, name: str | None) -> Recognition | None:
    """Give what the organisation delivers: assumed of a building whose own name does not say so."""
    if body is None or not name:
        return body
    return None if read_names([name])[NameTells.GONE] else replace(body, assumed=True)
