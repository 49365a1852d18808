"""Texts that read as a postcode or as the beginning of one, and the assets whose postcode begins so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tpdesk.domain.postcode import PostcodeForm, compact_postcode, read_postcode

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tpdesk.domain.frame import AssetFrame

_WHOLE = (PostcodeForm.FULL, PostcodeForm.SPACED)
_INWARD_LETTERS = 3
_OUTWARD = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]?\Z")
_ELSEWHERE = ("name", "address", "street_number", "street", "locality", "post_town", "reference", "notes")


@dataclass(frozen=True, slots=True)
class PostcodePart:
    """A postcode or the beginning of one.

    Attributes:
        compact: Its letters and digits without spaces, upper case.
        outward: What stood before the space, so that "M1 4" does not mean M14; empty when none was typed:
            then "M14" means the district and "M141" what begins with these letters and digits.
    """

    compact: str
    outward: str = ""

    def begins(self, postcode: str) -> bool:
        """Whether a postcode as a list has it begins so."""
        whole = compact_postcode(postcode)
        if not whole.startswith(self.compact):
            return False
        outward = _outward_of(postcode)
        if self.outward:
            return outward in ("", self.outward)
        return outward.startswith(self.compact) or not _OUTWARD.match(self.compact)


def read_postcode_part(text: str) -> PostcodePart | None:
    """Read "WA14", "WA14 1" or "wa141pf"; None for texts without a digit and for all others."""
    if not any(letter.isdigit() for letter in text):
        return None
    reading = read_postcode(text)
    compact = compact_postcode(text)
    if reading.form in _WHOLE:
        return PostcodePart(compact, compact[:-_INWARD_LETTERS])
    if reading.form is not PostcodeForm.PARTIAL:
        return None
    outward, *inward = text.upper().split()
    return PostcodePart(compact, outward if len(inward) == 1 and inward[0][0].isdigit() else "")


def _outward_of(postcode: str) -> str:
    """Give the first half of a postcode as a list has it, empty when that is not clear."""
    whole = compact_postcode(postcode)
    if read_postcode(whole).form in _WHOLE:
        return whole[:-_INWARD_LETTERS]
    first = whole if _OUTWARD.match(whole) else postcode.upper().partition(" ")[0]
    return first if _OUTWARD.match(first) else ""


def postcode_part_mask(
    frame: AssetFrame, hays: list[str], text: str, part: PostcodePart
) -> NDArray[np.bool_]:
    """Tell which assets have a postcode that begins so, or hold the text as a word of another field.

    Args:
        frame: The assets.
        hays: What is searched of each of them, folded.
        text: As it was typed.
        part: What it reads as.
    """
    begins = {
        value: part.begins(str(value)) for value in set(frame["postcode"].tolist()) if value is not None
    }
    mask = np.fromiter((begins.get(value, False) for value in frame["postcode"].tolist()), bool, len(frame))
    words = {
        " ".join(text.split()),
        part.compact,
        f"{part.outward} {part.compact[len(part.outward) :]}".strip(),
    }
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(words)))})", re.IGNORECASE)
    columns = [frame[key] for key in _ELSEWHERE]
    for row in np.flatnonzero(~mask).tolist():
        if pattern.search(hays[row]):
            mask[row] = any(pattern.search(str(column[row] or "")) for column in columns)
    return mask
