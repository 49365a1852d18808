"""Tells where one floor area stands on several rows of one site, so that it may be counted several times."""

from __future__ import annotations

import re
from collections import defaultdict
from math import hypot, inf
from typing import TYPE_CHECKING

from tpdesk.domain.fields.catalogue import FIELD_BY_KEY
from tpdesk.domain.wording import count_words

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

    from tpdesk.services.doubts import DoubtBook
    from tpdesk.services.importing.matching import Matching
    from tpdesk.services.importing.understanding import Understood
    from tpdesk.services.placing.positions import Positions

    Said = Mapping[str, Sequence[object]]
    Spot = tuple[float, float]

_SAID = ("uprn", "postcode", "street", "address", "name", "post_town")
_AREAS = ("gia_m2", "nia_m2", "gea_m2", "area_unstated_m2")
_LEAST_M2 = 50.0
_NEAR_M = 30.0
_CELL_M = _NEAR_M / 2**0.5
"""Two positions in one square of this side are always near each other."""
_BEYOND_CELLS = 2
_FEW = 25
"""So few rows are compared with each other rather than by squares."""
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
    # Whole columns are looked up once: a list has a hundred thousand rows.
    said = {key: understood.get(key).tolist() for key in _SAID}
    spots = _own_spots(positions)
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
                for site in _sites(rows, said, spots):
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


def _sites(rows: Sequence[int], said: Said, spots: Sequence[Spot | None]) -> list[list[int]]:
    """Part rows by site; a row alone on its site is none."""
    leaders = {row: row for row in rows}

    def leader(row: int) -> int:
        while leaders[row] != row:
            leaders[row] = leaders[leaders[row]]
            row = leaders[row]
        return row

    for first, second in _pairs(rows, said, spots):
        one, other = leader(first), leader(second)
        leaders[max(one, other)] = min(one, other)
    sites: dict[int, list[int]] = defaultdict(list)
    for row in rows:
        sites[leader(row)].append(row)
    return [site for site in sites.values() if len(site) > 1]


def _pairs(rows: Sequence[int], said: Said, spots: Sequence[Spot | None]) -> Iterable[tuple[int, int]]:
    """Give pairs of rows of one site: each row with the first that shares something with it."""
    first: dict[Hashable, int] = {}
    for row in rows:
        for mark in _marks(row, said):
            yield first.setdefault(mark, row), row
    yield from _near(rows, spots)


def _marks(row: int, said: Said) -> Iterable[Hashable]:
    """Give what the row shares with the others of its site."""
    if said["uprn"][row] is not None:
        yield "uprn", said["uprn"][row]
    street, postcode = said["street"][row] or said["address"][row], said["postcode"][row]
    if postcode and street:
        yield "street", postcode, str(street).casefold()
    town = said["post_town"][row]
    site = _SITE.split(str(said["name"][row] or ""), maxsplit=1)[0].strip().casefold()
    if town and site:
        yield "name", site, str(town).casefold()


def _own_spots(positions: Positions) -> list[Spot | None]:
    """Give where each row lies by its own position; that of a postcode is shared by its street."""
    own = positions.placed & (positions.method != "postcode")
    spots = zip(positions.easting.tolist(), positions.northing.tolist(), own.tolist(), strict=True)
    return [(easting, northing) if known else None for easting, northing, known in spots]


def _near(rows: Sequence[int], spots: Sequence[Spot | None]) -> Iterable[tuple[int, int]]:
    """Pair the rows whose own positions lie near each other."""
    first: dict[tuple[int, int], int] = {}
    for row in rows:
        spot = spots[row]
        if spot is None:
            continue
        east, north = int(spot[0] // _CELL_M), int(spot[1] // _CELL_M)
        for cell in _cells_about(east, north) if len(rows) > _FEW else list(first):
            other = first.get(cell)
            if other is not None and _apart(spot, spots[other]) <= _NEAR_M:
                yield other, row
        first.setdefault((east, north), row)


def _cells_about(east: int, north: int) -> Iterable[tuple[int, int]]:
    about = range(-_BEYOND_CELLS, _BEYOND_CELLS + 1)
    return ((east + x, north + y) for x in about for y in about)


def _apart(spot: Spot, other: Spot | None) -> float:
    return inf if other is None else hypot(spot[0] - other[0], spot[1] - other[1])
