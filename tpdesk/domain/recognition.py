"""What is delivered in a building, told from the words of its name when no list says it.

A name is read clause by clause. Street names are taken out first (an office at School Road is no
school), and so is what the place once was or merely adjoins ("former library", "attached to the youth
centre"). Of the phrases left, the one of the most telling service wins: a library's car park is a car park.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import repeat
from typing import TYPE_CHECKING

from tpdesk.domain.vocabularies.service_phrases import ENDINGS, PHRASES, SILENT
from tpdesk.domain.vocabularies.services import SERVICES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Recognition:
    """A service and the words of the record that it rests on.

    Attributes:
        service: Its key.
        word: The words.
        assumed: Whether it is only what the organisation does elsewhere, and the asset has a name of its own
            that does not say so.
    """

    service: str
    word: str
    assumed: bool = False


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_LAND_STARTS = _words(
    "at adj adjoining adjacent fronting to off between on in lying known for associated and near part rear "
    "forming situated situate bounded south north east west s/o w/o"
)
_STREETS = _words(
    "road rd street lane ln avenue ave av drive dr close way terrace crescent cres place grove walk row "
    "boulevard gate mews square bank"
)
_STREETS_AT_END = frozenset(("st", "court", "green", "view", "hill"))
_STREET_WORDS = _STREETS | _STREETS_AT_END
_NO_STREETS = frozenset((("market", "place"), ("bowling", "green"), ("village", "green")))
_ELSEWHERE = re.compile(
    r"\b(?:former(?:ly)?|ex|attached to|integrated (?:with|in|facility)|incorporated in|incorporates|"
    r"opposite|rear of|r \| o|adjacent to|adjoining|next to|near|now part of)\b[^(]*"
)
_ELSEWHERE_WORDS = _words(
    "former formerly ex attached integrated incorporated incorporates opposite rear r adjacent adjoining "
    "next near now"
)


_CLOSED = re.compile(r"\bclosed *(?:$|[|(])")
"""Said at the end of a clause, of what it was; a closed churchyard is still a churchyard."""

_END = "\0"
_UNTOLD = "x"
"""Stands for every word that tells nothing."""


class _Folding(dict[int, str | None]):
    """How characters are read: letters small and without accents, brackets as "(", ends of clauses as "|"."""

    def __missing__(self, code: int) -> str | None:
        letter = unicodedata.normalize("NFD", chr(code))[:1].lower()
        self[code] = letter if letter.isalpha() else " "
        return self[code]


_FOLDED = _Folding(
    {ord(sign): read for signs, read in ((",;:/.–", "|"), ("()", "("), (_END, _END)) for sign in signs}
    | {ord(sign): None for sign in "'’`"}
)


@dataclass(frozen=True, slots=True)
class _Phrase:
    rank: int
    recognition: Recognition | None
    at_end: bool


def _table() -> dict[tuple[str, ...], _Phrase]:
    rows: dict[tuple[str, ...], _Phrase] = {}
    for at_end, phrases in ((False, PHRASES), (True, ENDINGS)):
        for service, text in phrases:
            for phrase in text.split(", "):
                rows[tuple(phrase.split())] = _Phrase(len(rows), Recognition(service, phrase), at_end)
    for phrase in SILENT.split(", "):
        rows[tuple(phrase.split())] = _Phrase(len(rows), None, False)
    return rows


_TABLE = _table()
_LONGEST = {phrase[0]: max(len(other) for other in _TABLE if other[0] == phrase[0]) for phrase in _TABLE}
_TELLING_WORDS = frozenset((*_LONGEST, "land"))
_HEEDED = {
    word: word
    for word in (
        *(word for phrase in _TABLE for word in phrase),
        *_STREET_WORDS,
        *_LAND_STARTS,
        *_ELSEWHERE_WORDS,
        *_words("closed land market place bowling village to with in facility of o now part | ( \0"),
    )
}
"""The words, and signs, that a judgement rests on; all others are alike."""

_LAND = Recognition("land", "land")
_STRONG_REASONS = frozenset(("school", "college", "allotments", "cemetery", "land", "car_park", "housing"))
_BODIES = frozenset(
    ("police_station", "fire_station", "ambulance_station", "jobcentre", "probation", "court")
)


def recognise_service(name: str | None, reason: str | None = None, built: bool = False) -> Recognition | None:
    """Tell the service from a name and a reason for holding, None when their words do not say.

    Args:
        name: What the list calls the asset.
        reason: Why it is held, in the list's words ("School", "Managed allotments").
        built: Whether the record is of buildings alone, so that a name such as "Kingsway Park" is an
            address and no park.
    """
    return recognise_services([name], [reason], [built])[0]


def recognise_services(
    names: Sequence[str | None], reasons: Sequence[str | None], built: Sequence[bool]
) -> list[Recognition | None]:
    """Tell the services of many assets in one pass; see ``recognise_service``."""
    held = [_service_of_reason(reason) if reason else None for reason in reasons]
    found = [_service_of_shape(shape) for shape in _shapes(names)]
    return [
        reason if reason and reason.service in _STRONG_REASONS else _unless_address(named or reason, alone)
        for named, reason, alone in zip(found, held, built, strict=True)
    ]


def _unless_address(found: Recognition | None, built: bool) -> Recognition | None:
    return None if built and found and found.service == "open_space" else found


@lru_cache(maxsize=1 << 12)
def recognise_body(name: str) -> Recognition | None:
    """Tell the service of a body that delivers only one, such as a fire service, from its name."""
    found = recognise_service(name)
    return found if found and found.service in _BODIES else None


class NameTells(StrEnum):
    """What a name may tell besides a service."""

    GONE = "gone"
    RUINED = "ruined"
    SEVERAL_PLACES = "several_places"


_TELLING: dict[NameTells, tuple[re.Pattern[str], tuple[str, ...]]] = {
    NameTells.GONE: (
        re.compile(r"^\W*(?:former|ex|unused)\b|\b(?:closed|vacant|disused)\b"),
        ("former", f"{_END}ex", "unused", "closed", "vacant", "disused"),
    ),
    NameTells.RUINED: (re.compile(r"\bderelict\b|\bdemolished\b"), ("derelict", "demolished")),
    NameTells.SEVERAL_PLACES: (
        re.compile(r"\b(?:other reportable|aggregated?) sites?\b|\bvarious (?:sites|properties|premises)\b"),
        ("other reportable", "aggregate", "various"),
    ),
}
"""Patterns, and texts without one of which a pattern cannot match."""


def read_names(names: Sequence[str | None]) -> dict[NameTells, list[int]]:
    """Give, for each thing that names may tell, the places of the names that tell it.

    Gone: what it names is no longer there ("Former Lostock Library"). Ruined: derelict or demolished.
    Several places: a record that sums up small sites, which its position does not stand for.
    """
    text = _END + _END.join([name or "" for name in names]).lower() + _END
    if text.count(_END) != max(len(names), 1) + 1:
        return read_names([name.replace(_END, " ") if name else name for name in names])
    return {
        telling: sorted(
            {place for hint in hints for place, line in _lines_with(text, hint) if pattern.search(line)}
        )
        for telling, (pattern, hints) in _TELLING.items()
    }


def _lines_with(text: str, hint: str) -> Iterator[tuple[int, str]]:
    """Give the places and the words of the names that a hint stands in."""
    place, counted, at = -1, 0, text.find(hint)
    while at >= 0:
        place += text.count(_END, counted, at + 1)
        yield place, text[text.rfind(_END, 0, at + 1) + 1 : text.find(_END, at + 1)]
        counted, at = at + 1, text.find(hint, at + 1)


@lru_cache(maxsize=1 << 12)
def _service_of_reason(reason: str) -> Recognition | None:
    service = SERVICES.find(reason)
    if service:
        return Recognition(service, reason)
    return _service_of_shape(_shapes([reason])[0])


def _shapes(names: Sequence[str | None]) -> list[str]:
    """Reduce names to the words that tell something, so that the few shapes they have are judged once."""
    text = _END.join([name or "" for name in names])
    if text.count(_END) != len(names) - 1:
        return [shape for name in names for shape in _shapes([name.replace(_END, " ") if name else ""])]
    text = text.replace("- ", ",").replace("&", " and ").translate(_FOLDED)
    for sign in ("|", "(", _END):
        text = text.replace(sign, f" {sign} ")
    return " ".join(map(_HEEDED.get, text.split(), repeat(_UNTOLD))).split(_END)


@lru_cache(maxsize=1 << 14)
def _service_of_shape(shape: str) -> Recognition | None:
    words = shape.split()
    if _TELLING_WORDS.isdisjoint(words):
        return None
    if "closed" in words and _CLOSED.search(shape):
        return None
    if not _ELSEWHERE_WORDS.isdisjoint(words):
        shape = _ELSEWHERE.sub(" ", shape)
    return _service_of_clauses([clause.split() for clause in shape.replace("(", "|").split("|")])


def _service_of_clauses(clauses: list[list[str]]) -> Recognition | None:
    start = clauses[0][:2]
    if start[:1] == ["land"] and (len(start) == 1 or start[1] in _LAND_STARTS):
        return _LAND
    best: _Phrase | None = None
    for clause in clauses:
        if _TELLING_WORDS.isdisjoint(clause):
            continue
        found = _best_phrase(_without_streets(clause))
        if found and (best is None or found.rank < best.rank):
            best = found
    return best.recognition if best else None


def _without_streets(words: list[str]) -> list[str]:
    if _STREET_WORDS.isdisjoint(words):
        return words
    kept: list[str] = []
    for place, word in enumerate(words):
        street = word in _STREETS or (word in _STREETS_AT_END and place == len(words) - 1)
        if not street or not kept or (kept[-1], word) in _NO_STREETS:
            kept.append(word)
        else:
            kept.pop()
    return kept


def _best_phrase(words: list[str]) -> _Phrase | None:
    best: _Phrase | None = None
    skip_to = 0
    for place, word in enumerate(words):
        longest = _LONGEST.get(word)
        if longest is None or place < skip_to:
            continue
        found = _phrase_at(words, place, longest)
        if found is None:
            continue
        phrase, length = found
        skip_to = place + length
        if phrase.recognition and (best is None or phrase.rank < best.rank):
            best = phrase
    return best


def _phrase_at(words: list[str], place: int, longest: int) -> tuple[_Phrase, int] | None:
    for length in range(min(longest, len(words) - place), 0, -1):
        phrase = _TABLE.get(tuple(words[place : place + length]))
        if phrase and not (phrase.at_end and place + length < len(words)):
            return phrase, length
    return None
