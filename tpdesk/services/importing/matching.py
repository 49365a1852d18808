"""Finds for each row the asset it is about: by reference, by a derived key, repeats by their content."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from tpdesk.domain.identity import reference_key
from tpdesk.domain.postcode import compact_postcode

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from tpdesk.services.importing.understanding import Understood
    from tpdesk.services.placing.positions import Positions

_SUFFIX = re.compile(r"(.*)#([2-9]|[1-9]\d+)\Z", re.DOTALL)
_SPACES = re.compile(r"\s+")

Key = tuple[str | None, str]
"""Organisation uid and reference as compared."""


@dataclass(frozen=True, slots=True, eq=False)
class RowKeys:
    """By what each row is known.

    Attributes:
        references: Reference as written, or the derived key; object (n,).
        keys: As compared; object (n,).
        derived: Whether the list gives no reference; bool (n,).
    """

    references: NDArray[np.object_]
    keys: NDArray[np.object_]
    derived: NDArray[np.bool_]


def derive_keys(understood: Understood, positions: Positions) -> RowKeys:
    """Give each row its reference, or a key made of its name, postcode and source position."""
    references = understood.get("reference")
    derived = np.array([value is None for value in references], dtype=bool)
    keys = np.empty(len(references), dtype=object)
    keys[:] = [None if value is None else reference_key(value) for value in references]
    if derived.any():
        made = _made_keys(understood, positions, np.flatnonzero(derived))
        references = references.copy()
        references[derived] = made
        keys[derived] = made
    return RowKeys(references, keys, derived)


def _made_keys(understood: Understood, positions: Positions, rows: NDArray[np.intp]) -> list[str]:
    names = understood.get("name")
    addresses = understood.get("address")
    streets = understood.get("street")
    numbers = understood.get("street_number")
    postcodes = understood.get("postcode")
    grids = understood.get("grid_reference")
    made = []
    for row in rows:
        name = names[row] or addresses[row] or f"{numbers[row] or ''} {streets[row] or ''}"
        postcode = compact_postcode(postcodes[row] or "")
        place = _source_position(positions, int(row)) or _SPACES.sub("", grids[row] or "").upper()
        made.append("|".join((_SPACES.sub(" ", name).strip().casefold(), postcode, place)))
    return made


def _source_position(positions: Positions, row: int) -> str:
    """Write the source's position to about a metre; the same whether or not it was exchanged or placed."""
    x, y = positions.source_x[row], positions.source_y[row]
    if np.isnan(x) or np.isnan(y):
        if positions.footprints[row] is None:
            return ""
        return f"{positions.easting[row]:.0f},{positions.northing[row]:.0f}"
    decimals = 5 if positions.source_system[row] == "EPSG:4326" else 0
    return f"{x:.{decimals}f},{y:.{decimals}f}"


@dataclass(slots=True, eq=False)
class Matching:
    """Which asset each row is about.

    Attributes:
        assets: Uid of the asset the row changes, None when it makes a new one; object (n,).
        references: Reference the asset gets or has, ``REF#2`` for repeats; object (n,).
        keys: The same as compared; object (n,).
        same_as: Row that this one repeats in every field, -1 when none; int64 (n,).
        repeated: Rows whose reference stands on an earlier, different row; bool (n,).
    """

    assets: NDArray[np.object_]
    references: NDArray[np.object_]
    keys: NDArray[np.object_]
    same_as: NDArray[np.int64]
    repeated: NDArray[np.bool_]
    used: set[Key] = field(default_factory=set)


def match_rows(
    row_keys: RowKeys,
    organisations: NDArray[np.object_],
    existing: Mapping[Key, str],
    content: Callable[[int], tuple[object, ...]],
    likeness: Callable[[int, str], float],
) -> Matching:
    """Find the asset of each row.

    Args:
        row_keys: By what each row is known.
        organisations: Uid of each row's organisation, object (n,).
        existing: Asset uid by organisation and key, as the register has them.
        content: Gives all that a row says, to tell repeats from duplicates.
        likeness: Tells how like a row and an asset of the register are, higher is more.
    """
    count = len(row_keys.keys)
    matching = Matching(
        np.full(count, None, dtype=object),
        row_keys.references.copy(),
        row_keys.keys.copy(),
        np.full(count, -1, dtype=np.int64),
        np.zeros(count, dtype=bool),
    )
    siblings = _siblings(existing)
    groups: dict[Key, list[int]] = defaultdict(list)
    for row, key in enumerate(zip(organisations.tolist(), row_keys.keys.tolist(), strict=True)):
        groups[key].append(row)
    matching.used |= set(groups)
    for key, rows in groups.items():
        if len(rows) == 1 and key not in siblings:
            matching.assets[rows[0]] = existing.get(key)
            continue
        distinct = _leave_duplicates(matching, rows, content)
        candidates = [
            (number, asset)
            for number, full, asset in _candidates(key, existing, siblings)
            if full == key or full not in groups
        ]
        _pair(matching, key, distinct, candidates, likeness)
    return matching


def _siblings(existing: Mapping[Key, str]) -> dict[Key, list[tuple[int, Key]]]:
    siblings: dict[Key, list[tuple[int, Key]]] = defaultdict(list)
    for organisation, key in existing:
        suffixed = _SUFFIX.match(key) if "#" in key else None
        if suffixed:
            siblings[organisation, suffixed[1]].append((int(suffixed[2]), (organisation, key)))
    return dict(siblings)


def _candidates(
    key: Key, existing: Mapping[Key, str], siblings: Mapping[Key, list[tuple[int, Key]]]
) -> list[tuple[int, Key, str]]:
    own = [(1, key, existing[key])] if key in existing else []
    return own + [(number, full, existing[full]) for number, full in sorted(siblings.get(key, ()))]


def _leave_duplicates(
    matching: Matching, rows: Sequence[int], content: Callable[[int], tuple[object, ...]]
) -> list[int]:
    first: dict[tuple[object, ...], int] = {}
    for row in rows:
        same = first.setdefault(content(row), row)
        if same != row:
            matching.same_as[row] = same
    return list(first.values())


def _pair(
    matching: Matching,
    key: Key,
    rows: Sequence[int],
    candidates: Sequence[tuple[int, str]],
    likeness: Callable[[int, str], float],
) -> None:
    """Pair rows with assets, the likest first; rows left over get the next free numbers."""
    matching.repeated[list(rows[1:])] = True
    ranked = sorted(
        (
            (-likeness(row, asset), place, number, asset, row)
            for place, row in enumerate(rows)
            for number, asset in candidates
        ),
    )
    numbers: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, number, asset, row in ranked:
        if row not in numbers and number not in taken:
            numbers[row] = number
            taken.add(number)
            matching.assets[row] = asset
    free = max((number for number, _ in candidates), default=0)
    for row in rows:
        if row not in numbers:
            free = _next_number(free, key, matching.used)
            numbers[row] = free
        if numbers[row] > 1:
            matching.references[row] = f"{matching.references[row]}#{numbers[row]}"
            matching.keys[row] = f"{key[1]}#{numbers[row]}"


def _next_number(last: int, key: Key, used: set[Key]) -> int:
    number = last + 1
    while number > 1 and (key[0], f"{key[1]}#{number}") in used:
        number += 1
    return number
