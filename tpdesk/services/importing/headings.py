"""What a heading alone says about the field its column holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from tpdesk.domain.fields.catalogue import FIELDS
from tpdesk.services.importing.units import split_heading

if TYPE_CHECKING:
    from collections.abc import Sequence

_EXACT, _GENERIC_WORD, _NEAR = 0.95, 0.75, 0.7
WITHIN_WORDS = 0.5
"""Confidence of a heading that only holds the words of a field."""
_NEAR_RATIO = 90.0
_LEAST_NEAR = 6
_LONGEST_NEAR = 120
_MOST_HEADINGS = 40_000
"""Headings that are remembered: those of the widest sheet, some rows of which are tried."""
_APART = re.compile(r"[\W_]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_YEAR = re.compile(r"\b(?:fy\s*)?(?:19|20)\d\d(?:\s*[/-]\s*\d{2,4})?\b|\b\d\d[/-]\d\d\Z", re.IGNORECASE)
_GENERIC = frozenset(
    (
        "type", "id", "code", "x", "y", "no", "num", "number", "title", "area", "size", "from", "to", "use",
        "value", "site", "station", "building", "property", "asset", "office", "east", "north", "location",
        "listing", "marking", "basis", "interest", "staff", "people", "user", "income", "water", "energy",
        "security", "management", "listed", "empty", "category", "function", "body", "provider", "level",
        "notice", "description", "period", "hours", "places", "status", "purpose", "grade",
    )
)  # fmt: skip
_DOUBTFUL = frozenset(("otherdetail", "portfolio", "assetcategory", "assetclassification", "ownership"))


_LEASE_FIELDS = frozenset(
    (
        "tenure", "tenure_detail", "landlord", "annual_rent_gbp", "rent_received_gbp", "lease_start",
        "lease_expiry", "next_break", "break_notice_months", "repairing_liability", "act_1954",
        "demised_area_m2",
    )
)  # fmt: skip
_AMBIGUOUS = {
    **dict.fromkeys(
        (
            "reviewdate", "nextreview", "startdate", "enddate", "from", "to", "commencement", "expiry",
            "expirydate", "expires", "term",
        ),
        _LEASE_FIELDS,
    ),
    # Kilowatt hours or pounds: the heading alone does not say.
    **dict.fromkeys(("gas", "electricity"), frozenset[str]()),
}  # fmt: skip
"""Headings that could mean several things, and the fields one of which must stand beside them."""


@dataclass(frozen=True, slots=True)
class HeadingMatch:
    """A field that a heading may mean.

    Attributes:
        field: Key of the field.
        confidence: 0 to 1, by the heading alone.
        place: Place of the wording among the field's synonyms, 0 the most telling.
        why: In words.
        beside: Fields one of which must stand in the list too, for the heading to mean this one; None when
            it needs none.
    """

    field: str
    confidence: float
    place: int
    why: str
    beside: frozenset[str] | None = None


def compact_heading(heading: str) -> str:
    """Give the form in which headings are looked up: letters and digits only, any case."""
    return _APART.sub("", heading.casefold())


def _words(heading: str) -> str:
    return _APART.sub(" ", _CAMEL.sub(" ", heading)).casefold().strip()


def _catalogue() -> tuple[dict[str, list[tuple[str, int]]], dict[str, list[tuple[str, int]]]]:
    exact: dict[str, list[tuple[str, int]]] = {}
    worded: dict[str, list[tuple[str, int]]] = {}
    for field in FIELDS:
        if not field.importable:
            continue
        for place, wording in enumerate((*field.synonyms, field.label, field.key)):
            exact.setdefault(compact_heading(wording), []).append((field.key, place))
            worded.setdefault(_words(wording), []).append((field.key, place))
    return exact, worded


_BY_COMPACT, _BY_WORDS = _catalogue()
_NEARABLE = [words for words in _BY_WORDS if len(words) >= _LEAST_NEAR]
_PHRASES = frozenset(words for words in _BY_WORDS if " " in words and len(words) >= 8)
_LONGEST_PHRASE = max(words.count(" ") for words in _PHRASES) + 1


@lru_cache(maxsize=_MOST_HEADINGS)
def match_heading(heading: str) -> tuple[HeadingMatch, ...]:
    """Give the fields that a heading may mean, the likeliest first."""
    stem, _ = split_heading(heading)
    band, _, last = stem.rpartition(": ")
    readings = dict.fromkeys((heading, stem, f"{last} {band.rpartition(': ')[2]}", last, _YEAR.sub("", stem)))
    matches: dict[str, HeadingMatch] = {}
    for reading in readings:
        for match in _exact(reading):
            matches.setdefault(match.field, match)
    if not matches:
        for match in (*_near(stem), *_within(stem)):
            matches.setdefault(match.field, match)
    return tuple(sorted(matches.values(), key=lambda match: (-match.confidence, match.place)))


def _exact(heading: str) -> list[HeadingMatch]:
    compact = compact_heading(heading)
    confidence = _EXACT
    why = "The heading is a known name of the field."
    if compact in _DOUBTFUL:
        confidence, why = WITHIN_WORDS, "The heading can mean several things."
    elif compact in _GENERIC:
        confidence, why = _GENERIC_WORD, "The heading is a general word."
    beside = _AMBIGUOUS.get(compact)
    if beside is not None:
        confidence, why = _GENERIC_WORD, "The heading could mean several things."
    return [HeadingMatch(key, confidence, place, why, beside) for key, place in _BY_COMPACT.get(compact, ())]


@cache
def _nearable(length: int) -> list[str]:
    """Give the wordings that are long enough, and short enough, to be nearly a heading of this length."""
    # A ratio of 90 takes 90 % of both texts together to be the same letters.
    return [
        words for words in _NEARABLE if 200 * min(len(words), length) >= _NEAR_RATIO * (len(words) + length)
    ]


def _near(stem: str) -> list[HeadingMatch]:
    words = _words(stem)
    if not _LEAST_NEAR <= len(words) <= _LONGEST_NEAR:
        return []
    alike = _nearable(len(words))
    best = process.extractOne(words, alike, scorer=fuzz.ratio, score_cutoff=_NEAR_RATIO)
    if best is None:
        return []
    why = f"The heading is nearly “{best[0]}”."
    return [HeadingMatch(key, _NEAR, place, why) for key, place in _BY_WORDS[best[0]]]


def _within(stem: str) -> list[HeadingMatch]:
    words = _words(stem).split(" ")
    lengths = range(2, min(len(words), _LONGEST_PHRASE) + 1)
    ends = (" ".join(part) for length in lengths for part in (words[:length], words[-length:]))
    found = [phrase for phrase in ends if phrase in _PHRASES]
    if not found:
        return []
    longest = max(found, key=len)
    why = f"The heading holds the words “{longest}”."
    return [HeadingMatch(key, WITHIN_WORDS, place, why) for key, place in _BY_WORDS[longest]]


def score_headings(headings: Sequence[str]) -> float:
    """Tell how many of some headings are recognised: 1 for each known name, less for near ones."""
    best = (match_heading(heading) for heading in headings if heading)
    return sum(matches[0].confidence / _EXACT for matches in best if matches)
