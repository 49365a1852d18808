"""How like a row is to another row or to an asset, for lists in which one reference stands twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from tpdesk.services.importing.facts import only

if TYPE_CHECKING:
    from collections.abc import Callable

    from tpdesk.services.doubts import DoubtBook
    from tpdesk.services.importing.editions import LastEdition
    from tpdesk.services.importing.matching import Matching
    from tpdesk.services.importing.state import RegisterState
    from tpdesk.services.importing.understanding import Understood
    from tpdesk.services.placing.positions import Positions

_COMPARED = (
    "name", "address", "street_number", "street", "locality", "post_town", "postcode", "uprn", "holding",
    "holding_reason", "service", "tenure", "tenure_detail", "gia_m2", "nia_m2", "gea_m2", "area_unstated_m2",
    "land_area_ha", "status", "annual_rent_gbp",
)  # fmt: skip
_ALL_EQUAL = 1000.0
_POSITION_M = 1.0


def content_of(understood: Understood) -> Callable[[int], tuple[object, ...]]:
    """Give what tells a repeat from a duplicate: every field of a row, coordinates as written, its shape."""
    columns = [*understood.values.values()]
    columns += [
        understood.sources[key][0].cells() for key in understood.sources if key not in understood.values
    ]
    shapes = understood.shapes

    def content(row: int) -> tuple[object, ...]:
        shape = None if shapes is None or shapes[row] is None else shapes[row].wkb
        return (*(column[row] for column in columns), shape)

    return content


def likeness_of(
    understood: Understood, positions: Positions, state: RegisterState, last: LastEdition | None
) -> Callable[[int, str], float]:
    """Give a measure of how like a row and an asset are: by the last edition's row, else by the register."""
    content = content_of(understood)
    before = content_of(last.understood) if last else None
    same_columns = last is not None and list(last.understood.values) == list(understood.values)

    def likeness(row: int, asset: str) -> float:
        if last is not None and before is not None and asset in last.row_of:
            base = last.row_of[asset]
            if same_columns and content(row) == before(base):
                return _ALL_EQUAL
            return _shared(understood, row, last.understood, base)
        return _like_asset(understood, positions, state, row, asset)

    return likeness


def _shared(first: Understood, row: int, second: Understood, other: int) -> float:
    equal = sum(
        values[row] is not None and key in second.values and values[row] == second.values[key][other]
        for key, values in first.values.items()
    )
    return float(equal)


def _like_asset(
    understood: Understood, positions: Positions, state: RegisterState, row: int, asset: str
) -> float:
    place = state.places.get(asset)
    if place is None:
        return 0.0
    frame = state.frame
    equal = 0.0
    for key in _COMPARED:
        theirs = understood.get(key)[row] if key in understood.values else None
        ours = frame.value(place, key)
        if theirs is not None and ours is not None:
            equal += theirs == (
                round(ours * 100) if key.endswith("_gbp") and isinstance(ours, float) else ours
            )
    apart = np.hypot(
        positions.easting[row] - frame.easting[place], positions.northing[row] - frame.northing[place]
    )
    return float(equal) + (2.0 if apart <= _POSITION_M else 0.0)


def tell_repeats(understood: Understood, matching: Matching, book: DoubtBook) -> None:
    """Note the rows that repeat others, wholly or by their reference alone."""
    rows = understood.rows
    given, names = understood.get("reference"), understood.get("name")
    same = np.flatnonzero(matching.same_as >= 0)
    book.add(
        "duplicate_row",
        rows[same],
        [f"The row equals row {rows[matching.same_as[row]]} in every field; it counts once." for row in same],
        value=[str(given[row] or names[row] or "") for row in same],
    )
    repeated = np.flatnonzero(matching.repeated)
    book.add(
        "reference_repeats",
        rows[repeated],
        [
            "An earlier row has the same reference and says something else."
            if given[row] is not None
            else "An earlier row has the same name, postcode and position and says something else."
            for row in repeated
        ],
        value=[str(given[row] or names[row] or "") for row in repeated],
        suggestion=[
            f"Kept as an asset of its own{'' if given[row] is None else f', {matching.references[row]}'}."
            for row in repeated
        ],
    )


def tell_shared_uprns(understood: Understood, matching: Matching, book: DoubtBook) -> None:
    """Note the rows whose UPRN stands on other rows too; one area may be counted twice there."""
    uprns = understood.values.get("uprn")
    if uprns is None:
        return
    own = matching.same_as < 0
    codes, _ = pd.factorize(only(uprns, own), use_na_sentinel=True)
    counts = np.bincount(codes + 1)[1:]
    shared = np.flatnonzero((codes >= 0) & (np.append(counts, 0)[codes] > 1))
    if not len(shared):
        return
    groups: dict[int, list[int]] = {}
    for row in shared:
        groups.setdefault(int(codes[row]), []).append(int(row))
    areas = understood.get("area_unstated_m2")
    if all(value is None for value in areas):
        areas = understood.get("gia_m2")
    book.add(
        "uprn_shared",
        understood.rows[shared],
        [_shared_words(understood, groups[int(codes[row])], int(row), areas[row], areas) for row in shared],
        column=understood.sources["uprn"][0].heading if "uprn" in understood.sources else "",
        value=uprns[shared],
    )


def _shared_words(
    understood: Understood,
    group: list[int],
    row: int,
    area: float | None,
    areas: np.typing.NDArray[np.object_],
) -> str:
    others = [str(understood.rows[other]) for other in group if other != row]
    words = f"The UPRN stands on row {', '.join(others)} too."
    if area is not None and any(other != row and areas[other] == area for other in group):
        words += f" Both give {area:,.10g} m²: it may be one area counted twice."
    return words
