"""How much of an estate is known: by organisation and group of fields, of those assets that could have it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from tpdesk.domain.disclosure import commercial_open
from tpdesk.domain.fields.catalogue import FIELD_BY_KEY
from tpdesk.domain.fields.field import CommercialGroup

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from tpdesk.domain.disclosure import Disclosed
    from tpdesk.domain.frame import AssetFrame


@dataclass(frozen=True, slots=True)
class Completeness:
    """How many of an organisation's assets have a fact.

    Attributes:
        organisation: Its name, None for assets of none.
        group: Key of the group of fields.
        fact: What is known of them, in words: floor area.
        known: How many have it.
        of: How many could have it and may be looked at.
    """

    organisation: str | None
    group: str
    fact: str
    known: int
    of: int

    @property
    def percent(self) -> int:
        """The share in whole per cent; 100 only when all have it, 0 only when none has."""
        share = round(100 * self.known / self.of)
        if 0 < self.known < self.of:
            return min(max(share, 1), 99)
        return share


@dataclass(frozen=True, slots=True)
class Asked:
    """A fact that partners are asked for.

    Attributes:
        group: Key of its group of fields.
        fact: What to call it within a sentence.
        keys: Fields any of which tells it.
        could: Which assets could have it, bool (n,).
    """

    group: str
    fact: str
    keys: tuple[str, ...]
    could: Callable[[AssetFrame], NDArray[np.bool_]]


def _every(frame: AssetFrame) -> NDArray[np.bool_]:
    return np.ones(len(frame), dtype=bool)


def _with_building(frame: AssetFrame) -> NDArray[np.bool_]:
    land = (frame["holding"] == "land") | (frame["level"] == "land")
    return ~np.asarray(land, dtype=bool)


def _leased(frame: AssetFrame) -> NDArray[np.bool_]:
    return np.asarray(frame["tenure"] == "leasehold", dtype=bool)


ASKED: tuple[Asked, ...] = (
    Asked("identity", "UPRN", ("uprn",), _every),
    Asked("address", "postcode", ("postcode",), _every),
    Asked("location", "position", ("easting",), _every),
    Asked("use", "service", ("service",), _with_building),
    Asked("people", "FTE or desks", ("fte", "workstations"), _with_building),
    Asked("area", "floor area", ("floor_area_m2",), _with_building),
    Asked("tenure", "tenure", ("tenure",), _every),
    Asked("lease", "lease expiry", ("lease_expiry",), _leased),
    Asked("cost", "running cost", ("running_cost_gbp",), _with_building),
    Asked("value", "value", ("valuation_gbp",), _every),
    Asked("condition", "condition or backlog", ("condition", "backlog_gbp"), _with_building),
    Asked("energy", "energy", ("energy_band", "dec_rating", "electricity_kwh", "gas_kwh"), _with_building),
    Asked("status", "status", ("status",), _every),
    Asked("sensitivity", "sensitivity", ("sensitivity",), _every),
)
"""One fact of each group, in the order of the form: the one that partners are asked for first."""


def count_known(shown: Disclosed[AssetFrame]) -> tuple[Completeness, ...]:
    """Count for every organisation how many of its assets have each fact that partners are asked for.

    Only what the audience may see is counted. A commercial fact counts where it is open; elsewhere it is
    blank, and blank is not unknown. What none of an organisation's assets could have is left out.
    """
    frame = shown.value
    opened = commercial_open(shown)
    found: list[Completeness] = []
    names = [*(each.name for each in frame.organisations), None]
    for asked in ASKED:
        could = asked.could(frame)
        if any(FIELD_BY_KEY[key].commercial is CommercialGroup.COMMERCIAL for key in asked.keys):
            could = could & opened
        known = could & np.logical_or.reduce([_known(frame[key]) for key in asked.keys])
        # Assets of no organisation have the number -1 and come last.
        owners = np.where(frame.organisation < 0, len(names) - 1, frame.organisation)
        ofs = np.bincount(owners[could], minlength=len(names)).tolist()
        knowns = np.bincount(owners[known], minlength=len(names)).tolist()
        found += [
            Completeness(name, asked.group, asked.fact, have, of)
            for name, have, of in zip(names, knowns, ofs, strict=True)
            if of
        ]
    places = {name: place for place, name in enumerate(names)}
    return tuple(sorted(found, key=lambda each: places[each.organisation]))


def _known(column: NDArray[Any]) -> NDArray[np.bool_]:
    if column.dtype.kind in "fM":
        return np.asarray(np.isfinite(column), dtype=bool)
    return np.asarray(column != None, dtype=bool)  # noqa: E711 - elementwise on an object array
