"""UK postcodes: their forms, and what is wrong with the ones in spreadsheets.

Rules of form from the Royal Mail's Programmer's Guide and BS 7666: an outward code of an area
(one or two letters) and a district, an inward code of a digit and two letters without C I K M O V.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_AREA = r"[A-PR-UWYZ][A-HK-Y]?"
_OUTWARD = rf"(?:{_AREA}[0-9][0-9]?|[A-PR-UWYZ][0-9][A-HJKPSTUW]|[A-PR-UWYZ][A-HK-Y][0-9][ABEHMNPRVWXY])"
_INWARD = r"[0-9][ABD-HJLNP-UW-Z]{2}"
_FULL = re.compile(rf"({_OUTWARD})({_INWARD})\Z")
_PARTIAL = re.compile(rf"{_OUTWARD}(?:[0-9][ABD-HJLNP-UW-Z]?)?\Z|{_AREA}\Z")
_SPACES = re.compile(r"\s+")
_ENDING = re.compile(rf"(?<![A-Z0-9])({_OUTWARD}) ?({_INWARD})[\s.,;]*\Z")
_LONGEST_ENDING = 40
_LONGEST = 40
"""Characters of a cell that can be a postcode, spaces and all: a cell may hold a whole report."""
_LOOKALIKE = {"O": "0", "0": "O", "I": "1", "1": "I"}
_MAX_LOOKALIKES = 6


_AREAS = (
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN "
    "EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK "
    "ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA "
    "TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE"
)
POSTCODE_AREAS = frozenset(_AREAS.split())
"""The areas that the Royal Mail delivers to; a postcode of any other is invented."""

_AREA_OF = re.compile(r"[A-Z]+")


class PostcodeForm(StrEnum):
    """What kind of text stands where a postcode should."""

    EMPTY = "empty"
    FULL = "full"
    SPACED = "spaced"
    """Right letters, wrong spacing: re-spaced and told."""
    CHARACTER = "character"
    """O for 0 or I for 1, one reading possible: proposed."""
    PARTIAL = "partial"
    """An area, district or sector only."""
    INVALID = "invalid"


@dataclass(frozen=True, slots=True)
class PostcodeReading:
    """A postcode as understood.

    Attributes:
        form: What kind of text it is.
        postcode: The postcode with one space, empty unless FULL or SPACED.
        proposal: The postcode proposed when the form is CHARACTER.
    """

    form: PostcodeForm
    postcode: str = ""
    proposal: str = ""


def compact_postcode(postcode: str) -> str:
    """Give the key under which postcodes are compared: no spaces, upper case."""
    return _SPACES.sub("", postcode).upper()


def spaced_postcode(compact: str) -> str:
    """Write a compact postcode with its one space."""
    return f"{compact[:-3]} {compact[-3:]}"


def is_delivered_to(postcode: str | None) -> bool:
    """Tell a postcode of an area that there is."""
    area = _AREA_OF.match(compact_postcode(postcode or ""))
    return area is not None and area.group() in POSTCODE_AREAS


def read_postcode(text: str | None) -> PostcodeReading:
    """Understand a text as a postcode without changing what it says.

    Returns:
        FULL or SPACED with the postcode; CHARACTER with a proposal when exactly one exchange of
        look-alike letters and digits makes it a full one; else PARTIAL, INVALID or EMPTY.
    """
    outer = (text or "").strip()
    if not outer:
        return PostcodeReading(PostcodeForm.EMPTY)
    if len(outer) > _LONGEST:
        return PostcodeReading(PostcodeForm.INVALID)
    outer = outer.upper()
    compact = compact_postcode(outer)
    if _FULL.match(compact):
        spaced = spaced_postcode(compact)
        return PostcodeReading(PostcodeForm.FULL if outer == spaced else PostcodeForm.SPACED, spaced)
    if _PARTIAL.match(compact):
        return PostcodeReading(PostcodeForm.PARTIAL)
    proposals = _lookalike_readings(compact)
    if len(proposals) == 1:
        return PostcodeReading(PostcodeForm.CHARACTER, proposal=spaced_postcode(proposals[0]))
    return PostcodeReading(PostcodeForm.INVALID)


def ending_postcode(address: str) -> str:
    """Give the full postcode that ends an address, as a whole word; empty when none does."""
    ending = _ENDING.search(address[-_LONGEST_ENDING:].upper())
    return f"{ending[1]} {ending[2]}" if ending else ""


def _lookalike_readings(compact: str) -> list[str]:
    """Give every full postcode that exchanging look-alike characters makes of the text, fewest first."""
    if not 5 <= len(compact) <= 7:
        return []
    places = [index for index, character in enumerate(compact) if character in _LOOKALIKE]
    if not 0 < len(places) <= _MAX_LOOKALIKES:
        return []
    readings: list[str] = []
    for choice in range(1, 1 << len(places)):
        characters = list(compact)
        for bit, place in enumerate(places):
            if choice >> bit & 1:
                characters[place] = _LOOKALIKE[characters[place]]
        candidate = "".join(characters)
        if _FULL.match(candidate):
            readings.append(candidate)
    fewest = min((_changes(compact, reading) for reading in readings), default=0)
    return [reading for reading in readings if _changes(compact, reading) == fewest]


def _changes(first: str, second: str) -> int:
    return sum(a != b for a, b in zip(first, second, strict=True))
