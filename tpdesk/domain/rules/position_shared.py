"""One spot cannot have two postcodes: a position that was never surveyed, or copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tpdesk.domain.issues import Severity
from tpdesk.domain.postcode import PostcodeForm, read_postcode
from tpdesk.domain.rules.rule import Rule, Told

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tpdesk.domain.rules.examined import Examined


def _find(examined: Examined) -> NDArray[np.bool_]:
    frame, shared = examined.frame, np.zeros(len(examined.frame), dtype=bool)
    postcodes, spots = frame["postcode"].tolist(), _spots(examined).tolist()
    seen: dict[complex, set[str]] = {}
    rows = np.flatnonzero(frame.placed & ~examined.unknown("postcode")).tolist()
    for row in rows:
        seen.setdefault(spots[row], set()).add(postcodes[row])
    several = {spot: _full(found) for spot, found in seen.items() if len(found) > 1}
    doubted = [
        row
        for row in rows
        if len(found := several.get(spots[row], frozenset())) > 1 and postcodes[row] in found
    ]
    shared[doubted] = True
    return shared


def _full(postcodes: set[str]) -> frozenset[str]:
    """Give the full ones: an outward half alone contradicts nothing."""
    return frozenset(each for each in postcodes if read_postcode(each).form is PostcodeForm.FULL)


def _spots(examined: Examined) -> NDArray[np.complex128]:
    """Give positions to the metre, each as one number."""
    spots: NDArray[np.complex128] = np.round(examined.frame.easting) + 1j * np.round(examined.frame.northing)
    return spots


def _tell(examined: Examined, row: int) -> Told:
    frame, postcodes = examined.frame, examined.frame["postcode"]
    spot = complex(round(frame.easting[row]), round(frame.northing[row]))
    rows = examined.rows_by("spot", lambda: _spots(examined).tolist())[spot]
    there = dict.fromkeys(each for each in postcodes[rows].tolist() if each is not None)
    full = _full(set(there)) - {postcodes[row]}
    others = [postcode for postcode in there if postcode in full]
    more = f" and {len(others) - _NAMED} more" if len(others) > _NAMED else ""
    return Told(
        f"Its postcode is {postcodes[row]}; at the same spot others have {', '.join(others[:_NAMED])}{more}."
    )


_NAMED = 3

RULE = Rule(
    code="position_shared",
    severity=Severity.WARNING,
    label="One position, different postcodes",
    definition="Two or more assets of different full postcodes stand at one position, to the metre.",
    fields=("postcode", "easting", "northing"),
    find=_find,
    tell=_tell,
)
