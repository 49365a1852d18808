"""Finding an asset, a postcode or a place on the grid by what a person types into the search field."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tpdesk.domain.grid import format_grid_reference, read_grid_reference
from tpdesk.domain.postcode import PostcodeForm, compact_postcode, read_postcode
from tpdesk.domain.scene import Extent
from tpdesk.domain.uprn import read_uprn

if TYPE_CHECKING:
    from tpdesk.services.filtering import FilterIndex

MOST_HITS = 12
_AROUND_M = 250.0
_LEAST_LETTERS = 2
_MOST_FIGURES = 5


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found.

    Attributes:
        title: What it is called.
        note: What tells it from others of that name.
        uids: Assets to select; empty for a mere place.
        extent: Where to go; None for assets without a position.
    """

    title: str
    note: str
    uids: tuple[str, ...] = ()
    extent: Extent | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """All that was found.

    Attributes:
        hits: The best first, at most MOST_HITS.
        total: How many assets hold the words.
    """

    hits: tuple[Hit, ...] = ()
    total: int = 0


def search(index: FilterIndex, text: str) -> Found:
    """Find by name, address, UPRN, reference, postcode or grid reference.

    Places come first, then assets whose name begins with the words, then those that hold them elsewhere.
    """
    tidy = text.strip()
    if len(tidy) < _LEAST_LETTERS:
        return Found()
    places = [hit for hit in (_grid_hit(tidy), _postcode_hit(index, tidy)) if hit is not None]
    rows = np.flatnonzero(index.text_mask(_folded(tidy)))
    names = index.frame["name"]
    start = tidy.casefold()
    ranked = sorted(rows.tolist(), key=lambda row: (_rank(str(names[row] or ""), start), str(names[row])))
    hits = [asset_hit(index, row) for row in ranked[: MOST_HITS - len(places)]]
    return Found((*places, *hits), len(rows))


def asset_hit(index: FilterIndex, row: int) -> Hit:
    """Describe an asset as something found."""
    frame = index.frame
    organisation, postcode = frame["organisation"][row], frame["postcode"][row]
    note = " · ".join(str(part) for part in (organisation, frame["reference"][row], postcode) if part)
    extent = None
    if frame.placed[row]:
        x, y = float(frame.easting[row]), float(frame.northing[row])
        extent = Extent(x, y, x, y).grown(_AROUND_M)
    return Hit(str(frame["name"][row] or "No name"), note, (str(frame.uids[row]),), extent)


def _folded(text: str) -> str:
    uprn = read_uprn(text)
    if uprn is not None:
        return uprn
    reading = read_postcode(text)
    return reading.postcode if reading.form is PostcodeForm.SPACED else text


def _rank(name: str, start: str) -> int:
    folded = name.casefold()
    if folded.startswith(start):
        return 0
    return 1 if start in folded else 2


def _grid_hit(text: str) -> Hit | None:
    position = read_grid_reference(text)
    if position is None:
        return None
    x, y = position.easting, position.northing
    extent = Extent(x, y, x, y).grown(max(position.accuracy_m, _AROUND_M))
    title = format_grid_reference(x, y, _figures(position.accuracy_m))
    return Hit(title, "Grid reference", (), extent)


def _figures(accuracy_m: float) -> int:
    """Give how many figures each way name a square of twice this side: as many as were typed."""
    return _MOST_FIGURES - round(math.log10(2 * accuracy_m))


def _postcode_hit(index: FilterIndex, text: str) -> Hit | None:
    reading = read_postcode(text)
    if reading.form not in (PostcodeForm.FULL, PostcodeForm.SPACED):
        return None
    frame = index.frame
    wanted = compact_postcode(reading.postcode)
    same = np.fromiter(
        (value is not None and compact_postcode(str(value)) == wanted for value in frame["postcode"]),
        bool,
        len(frame),
    )
    placed = same & frame.placed
    if not placed.any():
        return None
    x, y = frame.easting[placed], frame.northing[placed]
    extent = Extent(float(x.min()), float(y.min()), float(x.max()), float(y.max())).grown(_AROUND_M)
    uids = tuple(str(uid) for uid in frame.uids[same])
    note = "Postcode of 1 asset" if len(uids) == 1 else f"Postcode of {len(uids)} assets"
    return Hit(reading.postcode, note, uids, extent)
