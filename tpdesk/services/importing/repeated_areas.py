"""Tells where one floor area stands on several rows of one site, so that it may be counted several times."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from tpdesk.domain.fields.catalogue import FIELD_BY_KEY
from tpdesk.domain.wording import count_words

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from numpy.typing import NDArray

    from tpdesk.services.doubts import DoubtBook
    from tpdesk.services.importing.matching import Matching
    from tpdesk.services.importing.understanding import Understood
    from tpdesk.services.placing.positions import Positions

_AREAS = ("gia_m2", "nia_m2", "gea_m2", "area_unstated_m2")
_LEAST_M2 = 50.0
_NEAR_M = 30.0
_CELL_M = _NEAR_M / 2**0.5
"""Two positions in one square of this side are always near each other."""
_BEYOND_CELLS = 2
_NAMED_ROWS = 12
_SITE = re.compile(r"[,(:;]")


def tell_repeated_areas(
    understood: Understood, positions: Positions, matching: Matching, book: DoubtBook
) -> None:
    """Note each floor area that several rows of one site give, and what it adds to the total.

    Rows are of one site when they share their UPRN, their postcode and street, the name before its first
    comma within one town, or a position of their own within 30 m. A row that repeats another in every field
    counts once by itself.
    """
    own = matching.same_as < 0
    for key in _AREAS:
        areas = understood.values.get(key)
        if areas is None:
            continue
        large: dict[float, list[int]] = defaultdict(list)
        for row, area in enumerate(areas.tolist()):
            if own[row] and isinstance(area, float) and area > _LEAST_M2:
                large[area].append(row)
        for area, rows in large.items():
            if len(rows) > 1:
                for site in _sites(rows, understood, positions):
                    _tell(understood, key, area, site, book)


def _tell(understood: Understood, key: str, area: float, site: Sequence[int], book: DoubtBook) -> None:
    numbers = understood.rows[site].tolist()
    named = ", ".join(f"{number:,}" for number in numbers[:_NAMED_ROWS])
    more = f" and {len(numbers) - _NAMED_ROWS:,} more" if len(numbers) > _NAMED_ROWS else ""
    source = understood.sources.get(key)
    book.add(
        "area_repeated",
        numbers[:1],
        f"{area:,.10g} m² stands on {count_words(len(numbers), 'row')} of one site ({named}{more}): if it is"
        f" one area, the total has {area * (len(numbers) - 1):,.10g} m² too much.",
        column=source[0].heading if source else FIELD_BY_KEY[key].label,
        value=f"{area:,.10g} m²",
        suggestion="Ask for the area of each building; nothing was changed.",
    )


def _sites(rows: Sequence[int], understood: Understood, positions: Positions) -> list[list[int]]:
    """Part rows by site; a row alone on its site is none."""
    leaders = {row: row for row in rows}

    def leader(row: int) -> int:
        while leaders[row] != row:
            leaders[row] = leaders[leaders[row]]
            row = leaders[row]
        return row

    for first, second in _pairs(rows, understood, positions):
        one, other = leader(first), leader(second)
        leaders[max(one, other)] = min(one, other)
    sites: dict[int, list[int]] = defaultdict(list)
    for row in rows:
        sites[leader(row)].append(row)
    return [site for site in sites.values() if len(site) > 1]


def _pairs(rows: Sequence[int], understood: Understood, positions: Positions) -> Iterable[tuple[int, int]]:
    """Give pairs of rows of one site: each row with the first that shares something with it."""
    first: dict[Hashable, int] = {}
    for row in rows:
        for mark in _marks(row, understood):
            yield first.setdefault(mark, row), row
    yield from _near(rows, positions)


def _marks(row: int, understood: Understood) -> Iterable[Hashable]:
    """Give what the row shares with the others of its site."""
    said = {key: understood.get(key)[row] for key in ("uprn", "postcode", "street", "address", "name")}
    if said["uprn"] is not None:
        yield "uprn", said["uprn"]
    street = said["street"] or said["address"]
    if said["postcode"] and street:
        yield "street", said["postcode"], str(street).casefold()
    town = understood.get("post_town")[row]
    site = _SITE.split(str(said["name"] or ""), maxsplit=1)[0].strip().casefold()
    if town and site:
        yield "name", site, str(town).casefold()


def _near(rows: Sequence[int], positions: Positions) -> Iterable[tuple[int, int]]:
    """Pair the rows whose own positions lie near each other; that of a postcode is shared by its street."""
    first: dict[tuple[int, int], int] = {}
    for row in rows:
        easting, northing = positions.easting[row], positions.northing[row]
        if np.isnan(easting) or positions.method[row] == "postcode":
            continue
        east, north = int(easting // _CELL_M), int(northing // _CELL_M)
        for x in range(east - _BEYOND_CELLS, east + _BEYOND_CELLS + 1):
            for y in range(north - _BEYOND_CELLS, north + _BEYOND_CELLS + 1):
                other = first.get((x, y))
                if other is not None and _apart(positions, row, other) <= _NEAR_M:
                    yield other, row
        first.setdefault((east, north), row)


def _apart(positions: Positions, row: int, other: int) -> float:
    axes: tuple[NDArray[np.float64], ...] = (positions.easting, positions.northing)
    return float(np.hypot(*(axis[row] - axis[other] for axis in axes)))
