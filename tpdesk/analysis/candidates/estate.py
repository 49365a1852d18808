"""The facts of an estate that the search for candidates weighs, one array each."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import count, repeat
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from tpdesk.domain.vocabularies.holding import (
    CONDITIONS,
    HOLDINGS,
    LEVELS,
    STATUSES,
    TENURE_DETAILS,
    TENURES,
)
from tpdesk.domain.vocabularies.record import RUNNING_COST_KINDS
from tpdesk.domain.vocabularies.services import SERVICES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tpdesk.domain.frame import AssetFrame
    from tpdesk.domain.recognition import Recognition
    from tpdesk.domain.vocabularies.term import Vocabulary

SERVICE_KEYS = SERVICES.keys
UNKNOWN = -1

Codes = dict[str, NDArray[np.int16]]
"""By field, each asset's place in the field's vocabulary, -1 when unknown."""

_CODED: dict[str, Vocabulary] = {
    "service": SERVICES,
    "level": LEVELS,
    "holding": HOLDINGS,
    "status": STATUSES,
    "tenure": TENURES,
    "tenure_detail": TENURE_DETAILS,
    "condition": CONDITIONS,
}

POSTCODE_M = 100.0
"""How far a position by postcode may be off where nothing is said."""

_COSTS_OF_ALL = ("rates", "energy")
"""Kinds of cost that every building has."""

SPARE_BASES = ("", "recorded vacancy", "floor area less what is occupied", "recorded as vacant")
NEED_BASES = ("", "occupied", "floor area less vacancy", "floor area")


@dataclass(frozen=True, slots=True)
class PairBatch:
    """Directed pairs: rows of guests and hosts in the estate, and the metres between them."""

    guest: NDArray[np.intp]
    host: NDArray[np.intp]
    distance_m: NDArray[np.float64]

    def __len__(self) -> int:
        """Count the pairs."""
        return len(self.guest)

    def take(self, rows: NDArray[Any]) -> PairBatch:
        """Give the pairs that a mask or an index array picks."""
        return PairBatch(self.guest[rows], self.host[rows], self.distance_m[rows])


@dataclass(frozen=True, slots=True, eq=False)
class Estate:
    """Facts of n assets side by side; NaN, NaT and -1 stand for unknown.

    Attributes:
        easting: Metres east, float64 (n,).
        northing: Metres north, float64 (n,).
        organisation: Index of the reporting organisation, int32 (n,).
        site: Number of the site it shares with others, -1 when none does, int32 (n,).
        uprn: Number of the UPRN it shares with others, -1 when none does, int32 (n,).
        service: Index into ``SERVICE_KEYS``, int16 (n,).
        service_word: Words a recognised service rests on; None when the service is recorded or unknown.
        service_assumed: Whether the service is only what its organisation does elsewhere, bool (n,).
        floor_area_m2: float64 (n,).
        spare_m2: Room to spare: recorded vacancy, or floor area less what is occupied. Never total area.
        spare_basis: Index into ``SPARE_BASES``, uint8 (n,).
        need_m2: Room the asset's own service needs elsewhere.
        need_basis: Index into ``NEED_BASES``, uint8 (n,).
        freehold: Whether it is known to be freehold, bool (n,).
        lease_expiry: datetime64[D] (n,).
        next_break: datetime64[D] (n,).
        running_cost_gbp: A year's running cost, float64 (n,).
        condition: 0 for A to 3 for D, int8 (n,).
        backlog_gbp: float64 (n,).
        name: Text or None, object (n,).
        address: House number and street among other words, or None, object (n,).
        outside: Whether it lies outside the place, bool (n,).
        postcode_accuracy_m: How far a position by postcode may be off, NaN for all others, float64 (n,).
        cost_partial: Whether the running cost lacks the rates or the energy, bool (n,).
        block: Number of the place that it is one of several blocks of, -1 when it is none, int32 (n,).
    """

    easting: NDArray[np.float64]
    northing: NDArray[np.float64]
    organisation: NDArray[np.int32]
    site: NDArray[np.int32]
    uprn: NDArray[np.int32]
    service: NDArray[np.int16]
    service_word: NDArray[np.object_]
    service_assumed: NDArray[np.bool_]
    floor_area_m2: NDArray[np.float64]
    spare_m2: NDArray[np.float64]
    spare_basis: NDArray[np.uint8]
    need_m2: NDArray[np.float64]
    need_basis: NDArray[np.uint8]
    freehold: NDArray[np.bool_]
    lease_expiry: NDArray[np.datetime64]
    next_break: NDArray[np.datetime64]
    running_cost_gbp: NDArray[np.float64]
    condition: NDArray[np.int8]
    backlog_gbp: NDArray[np.float64]
    name: NDArray[np.object_]
    address: NDArray[np.object_]
    outside: NDArray[np.bool_]
    postcode_accuracy_m: NDArray[np.float64]
    cost_partial: NDArray[np.bool_]
    block: NDArray[np.int32]

    def __len__(self) -> int:
        """Count the assets."""
        return len(self.organisation)

    def per_m2(self, amount_gbp: NDArray[np.float64]) -> NDArray[np.float64]:
        """Spread an amount over the floor area; NaN without a floor area above zero."""
        area = np.where(self.floor_area_m2 > 0, self.floor_area_m2, np.nan)
        spread: NDArray[np.float64] = amount_gbp / area
        return spread


def number_words(column: NDArray[np.object_], words: Sequence[str]) -> NDArray[np.int16]:
    """Give each value's place among the words, -1 when it is none of them."""
    values = column.tolist()
    if not any(values):
        return np.full(len(values), UNKNOWN, dtype=np.int16)
    places: dict[object, int] = {word: place for place, word in enumerate(words)}
    return np.fromiter(map(places.get, values, repeat(UNKNOWN)), dtype=np.int16, count=len(values))


def number_values(column: NDArray[np.object_]) -> NDArray[np.int32]:
    """Number the different values in the order they come; None and empty are -1."""
    values = column.tolist()
    if not any(values):
        return np.full(len(values), UNKNOWN, dtype=np.int32)
    places: defaultdict[object, int] = defaultdict(count().__next__, {None: UNKNOWN, "": UNKNOWN})
    return np.fromiter(map(places.__getitem__, values), dtype=np.int32, count=len(values))


def number_repeats(column: NDArray[np.object_]) -> NDArray[np.int32]:
    """Number the values that come more than once; what comes once is like no other and -1, as is None."""
    values = column.tolist()
    numbers = np.full(len(values), UNKNOWN, dtype=np.int32)
    if not any(values):
        return numbers
    hashes = np.fromiter(map(hash, values), dtype=np.int64, count=len(values))
    ordered = np.sort(hashes)
    repeated = ordered[1:][ordered[1:] == ordered[:-1]]
    if len(repeated):
        rows = np.flatnonzero(np.isin(hashes, repeated))
        numbers[rows] = number_values(column[rows])
    return numbers


def read_estate(
    frame: AssetFrame, codes: Codes, recognised: NDArray[np.object_], outside: NDArray[np.bool_]
) -> Estate:
    """Draw the facts from the assets.

    Args:
        frame: The assets that the audience may see.
        codes: Its fields of a vocabulary as numbers.
        recognised: A Recognition or None for each asset; where there is one, it stands for the service.
        outside: Which assets lie outside the place, bool (n,).
    """
    service, words, assumed = _read_services(codes["service"], recognised)
    spare, spare_basis = _read_spare(frame, is_vacant(codes))
    need, need_basis = _read_need(frame)
    return Estate(
        easting=frame.easting,
        northing=frame.northing,
        organisation=frame.organisation,
        site=number_repeats(frame.sites),
        uprn=number_repeats(frame["uprn"]),
        service=service,
        service_word=words,
        service_assumed=assumed,
        floor_area_m2=frame["floor_area_m2"],
        spare_m2=spare,
        spare_basis=spare_basis,
        need_m2=need,
        need_basis=need_basis,
        freehold=is_word(codes, "tenure", "freehold"),
        lease_expiry=frame["lease_expiry"],
        next_break=frame["next_break"],
        running_cost_gbp=frame["running_cost_gbp"],
        condition=codes["condition"].astype(np.int8),
        backlog_gbp=frame["backlog_gbp"],
        name=frame["name"],
        address=read_addresses(frame),
        outside=outside,
        postcode_accuracy_m=_read_postcode_accuracy(frame),
        cost_partial=_read_partial_costs(frame),
        block=np.full(len(frame), UNKNOWN, dtype=np.int32),
    )


def read_codes(frame: AssetFrame) -> Codes:
    """Number the words of the fields of a vocabulary that candidates heed, each once."""
    return {key: number_words(frame[key], vocabulary.keys) for key, vocabulary in _CODED.items()}


def is_word(codes: Codes, key: str, *words: str) -> NDArray[np.bool_]:
    """Tell which assets have one of the words in a field of a vocabulary."""
    # The last place of the table stands for unknown, which is -1.
    wanted = np.array([*(word in words for word in _CODED[key].keys), False], dtype=bool)
    found: NDArray[np.bool_] = wanted[codes[key]]
    return found


def is_vacant(codes: Codes) -> NDArray[np.bool_]:
    """Tell which assets are recorded as wholly vacant."""
    vacant: NDArray[np.bool_] = is_word(codes, "status", "vacant") | is_word(codes, "tenure_detail", "vacant")
    return vacant


def _read_services(
    recorded: NDArray[np.int16], recognised: NDArray[np.object_]
) -> tuple[NDArray[np.int16], NDArray[np.object_], NDArray[np.bool_]]:
    service = np.where(recorded == SERVICE_KEYS.index("other"), np.int16(UNKNOWN), recorded)
    words = np.full(len(service), None, dtype=object)
    rows = np.flatnonzero(recognised != None)  # noqa: E711 - elementwise
    found: list[Recognition] = recognised[rows].tolist()
    places = {key: place for place, key in enumerate(SERVICE_KEYS)}
    service[rows] = [places[each.service] for each in found]
    words[rows] = [each.word for each in found]
    assumed = np.zeros(len(service), dtype=bool)
    assumed[rows] = [each.assumed for each in found]
    return service, words, assumed


def read_addresses(frame: AssetFrame) -> NDArray[np.object_]:
    """Give each address as one text; a house number and a street stand for one that is not given."""
    address: NDArray[np.object_] = frame["address"]
    if not any(frame["street"].tolist()):
        return address
    address = address.copy()
    rows = np.flatnonzero((address == None) & (frame["street"] != None))  # noqa: E711 - elementwise
    numbers, streets = frame["street_number"][rows].tolist(), frame["street"][rows].tolist()
    address[rows] = [f"{number or ''} {street}" for number, street in zip(numbers, streets, strict=True)]
    return address


def _read_postcode_accuracy(frame: AssetFrame) -> NDArray[np.float64]:
    by_postcode = frame["location_method"] == "postcode"
    accuracy_m = np.where(np.isnan(frame["location_accuracy_m"]), POSTCODE_M, frame["location_accuracy_m"])
    found: NDArray[np.float64] = np.where(by_postcode, accuracy_m, np.nan)
    return found


def _read_partial_costs(frame: AssetFrame) -> NDArray[np.bool_]:
    """Tell running costs that are sums of some kinds without one that every building has."""
    summed = np.zeros(len(frame), dtype=bool)
    for kind in RUNNING_COST_KINDS:
        summed |= ~np.isnan(frame[f"cost_{kind}_gbp"])
    lacking = np.zeros(len(frame), dtype=bool)
    for kind in _COSTS_OF_ALL:
        lacking |= np.isnan(frame[f"cost_{kind}_gbp"])
    partial: NDArray[np.bool_] = summed & lacking
    return partial


def _first_known(*choices: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.uint8]]:
    value = np.full(len(choices[0]), np.nan)
    basis = np.zeros(len(value), dtype=np.uint8)
    for number, choice in enumerate(choices, 1):
        here = np.isnan(value) & ~np.isnan(choice)
        value[here] = choice[here]
        basis[here] = number
    return value, basis


def _read_spare(
    frame: AssetFrame, vacant: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], NDArray[np.uint8]]:
    area = frame["floor_area_m2"]
    left = np.maximum(area - frame["occupied_m2"], 0.0)
    return _first_known(frame["vacant_m2"], left, np.where(vacant, area, np.nan))


def _read_need(frame: AssetFrame) -> tuple[NDArray[np.float64], NDArray[np.uint8]]:
    area = np.where(frame["floor_area_m2"] > 0, frame["floor_area_m2"], np.nan)
    used = np.maximum(area - frame["vacant_m2"], 0.0)
    used = np.where(frame["vacant_m2"] > 0, used, np.nan)
    return _first_known(frame["occupied_m2"], used, area)
