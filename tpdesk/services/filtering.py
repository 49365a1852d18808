"""Filters a register: which assets a filter leaves, and how many of each value."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from tpdesk.domain.fields.catalogue import FIELD_BY_KEY
from tpdesk.domain.vocabularies.catalogue import VOCABULARIES
from tpdesk.services.asset_filter import FACETS, ISSUE, SEVERITIES, UNKNOWN
from tpdesk.services.postcode_part import postcode_part_mask, read_postcode_part

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from tpdesk.domain.frame import AssetFrame
    from tpdesk.domain.scene import Extent
    from tpdesk.services.asset_filter import AssetFilter

_SEARCHED = (
    "name",
    "address",
    "street_number",
    "street",
    "locality",
    "post_town",
    "postcode",
    "reference",
    "uprn",
    "organisation",
    "notes",
)


class FilterIndex:
    """A register's assets made ready for filtering: each facet's values once, and a number per asset.

    Args:
        frame: The assets.
        severities: Severities of the doubts that stand, by asset uid.
    """

    def __init__(self, frame: AssetFrame, severities: Mapping[str, frozenset[str]] | None = None) -> None:
        """Give every asset its number in each facet."""
        self.frame = frame
        self._codes = {facet.key: _coded(frame, facet.key) for facet in FACETS}
        self._issues = {severity: np.zeros(len(frame), dtype=bool) for severity in SEVERITIES}
        for row, uid in enumerate(frame.uids if severities else ()):
            for severity in (severities or {}).get(uid, ()):
                self._issues[severity][row] = True

    def mask(self, chosen: AssetFilter, *, skip: str = "") -> NDArray[np.bool_]:
        """Tell which assets the filter leaves, bool (n,).

        Args:
            chosen: The filter.
            skip: Facet that is not applied, so that its own counts stay useful.
        """
        mask = np.ones(len(self.frame), dtype=bool)
        for key, values in chosen.hidden.items():
            if key != skip and values:
                names, codes = self._codes[key]
                mask &= np.array([name not in values for name in names], dtype=bool)[codes]
        if chosen.buildings_only:
            mask &= self._built
        if chosen.extent is not None:
            mask &= within(self.frame, chosen.extent)
        if chosen.text.strip():
            mask &= self.text_mask(chosen.text)
        if chosen.with_issue and skip != ISSUE:
            mask &= np.any([self._issues[severity] for severity in chosen.with_issue], axis=0)
        return mask

    def counts(self, chosen: AssetFilter, key: str) -> dict[str, int]:
        """Count what the rest of the filter leaves of each of a facet's values, in their order.

        Values that the register holds but the filter leaves none of count 0.
        """
        left = self.mask(chosen, skip=key)
        if key == ISSUE:
            return {severity: int((marks & left).sum()) for severity, marks in self._issues.items()}
        names, codes = self._codes[key]
        return dict(zip(names, np.bincount(codes[left], minlength=len(names)).tolist(), strict=True))

    def values(self, key: str) -> tuple[str, ...]:
        """Give a facet's values that the register holds, in their order."""
        return self._codes[key][0]

    def text_mask(self, text: str) -> NDArray[np.bool_]:
        """Tell which assets hold every word of a text in name, address or reference, whatever its case.

        A text that reads as a postcode or as the beginning of one is looked for as a whole.
        """
        hays = self.hays
        part = read_postcode_part(text.strip())
        if part is not None:
            return postcode_part_mask(self.frame, hays, text, part)
        words = text.casefold().split()
        return np.fromiter((all(word in hay for word in words) for hay in hays), bool, len(hays))

    @cached_property
    def hays(self) -> list[str]:
        """What is searched of each asset, folded to lower case."""
        columns = [self.frame[key] for key in _SEARCHED]
        return [
            " ".join(str(value) for value in row if value is not None).casefold()
            for row in zip(*columns, strict=True)
        ]

    @cached_property
    def _built(self) -> NDArray[np.bool_]:
        frame = self.frame
        built: NDArray[np.bool_] = (frame["holding"] != "land") & (frame["level"] != "land")
        return built


def within(frame: AssetFrame, extent: Extent) -> NDArray[np.bool_]:
    """Tell which assets lie in a part of the map; one without a position lies nowhere."""
    inside: NDArray[np.bool_] = (
        (frame.easting >= extent.xmin)
        & (frame.easting <= extent.xmax)
        & (frame.northing >= extent.ymin)
        & (frame.northing <= extent.ymax)
    )
    return inside


def facet_label(key: str, value: str) -> str:
    """Give the words for a facet's value."""
    if value == UNKNOWN:
        return "Unknown"
    vocabulary = VOCABULARIES.get(FIELD_BY_KEY[key].vocabulary) if key in FIELD_BY_KEY else None
    return vocabulary.label_of(value) if vocabulary is not None else value


def _coded(frame: AssetFrame, key: str) -> tuple[tuple[str, ...], NDArray[np.intp]]:
    """Give a facet's values in the order in which they are shown, and each asset's place among them."""
    column = frame[key]
    values = column.tolist()
    words = {value: UNKNOWN if value is None else str(value) for value in set(values)}
    found = set(words.values())
    order = (
        VOCABULARIES[key].keys if key in VOCABULARIES else tuple(each.name for each in frame.organisations)
    )
    ordered = list(dict.fromkeys(name for name in order if name in found))
    rest = sorted(found - set(ordered) - {UNKNOWN})
    names = (*ordered, *rest, *([UNKNOWN] if UNKNOWN in found else []))
    places = {name: place for place, name in enumerate(names)}
    place_of = {value: places[word] for value, word in words.items()}
    return names, np.fromiter(map(place_of.__getitem__, values), np.intp, len(values))
