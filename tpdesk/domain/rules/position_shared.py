"""One spot cannot have two postcodes: a position that was never surveyed, or copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tpdesk.domain.issues import Severity
from tpdesk.domain.rules.rule import Rule, Told

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tpdesk.domain.rules.examined import Examined


def _find(examined: Examined) -> NDArray[np.bool_]:
    frame, shared = examined.frame, np.zeros(len(examined.frame), dtype=bool)
    postcodes = frame["postcode"].tolist()
    rows = np.flatnonzero(frame.placed & ~examined.unknown("postcode"))
    seen: dict[complex, str] = {}
    mixed: set[complex] = set()
    spots = _spots(examined)[rows].tolist()
    for row, spot in zip(rows.tolist(), spots, strict=True):
        if seen.setdefault(spot, postcodes[row]) != postcodes[row]:
            mixed.add(spot)
    shared[rows] = np.fromiter((spot in mixed for spot in spots), bool, len(spots))
    return shared


def _spots(examined: Examined) -> NDArray[np.complex128]:
    """Give positions to the metre, each as one number."""
    spots: NDArray[np.complex128] = np.round(examined.frame.easting) + 1j * np.round(examined.frame.northing)
    return spots


def _tell(examined: Examined, row: int) -> Told:
    frame, postcodes = examined.frame, examined.frame["postcode"]
    spot = complex(round(frame.easting[row]), round(frame.northing[row]))
    rows = examined.rows_by("spot", lambda: _spots(examined).tolist())[spot]
    there = dict.fromkeys(postcodes[rows].tolist())
    others = [postcode for postcode in there if postcode not in (None, postcodes[row])]
    more = f" and {len(others) - _NAMED} more" if len(others) > _NAMED else ""
    return Told(
        f"Its postcode is {postcodes[row]}; at the same spot others have {', '.join(others[:_NAMED])}{more}."
    )


_NAMED = 3

RULE = Rule(
    code="position_shared",
    severity=Severity.WARNING,
    label="One position, different postcodes",
    definition="Two or more assets of different postcodes stand at one position, to the metre.",
    fields=("postcode", "easting", "northing"),
    find=_find,
    tell=_tell,
)
