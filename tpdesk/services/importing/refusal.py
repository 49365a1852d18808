"""Rows about covert premises, safe houses and refuges: recognised, refused, and never repeated.

A row refused by mistake can be brought in by hand; an address let through cannot be taken back. So a
word of doubt refuses, but for wordings that are plainly something else (a traffic refuge, Fox Covert, a
furniture refuge, the charity's own shop).

Why a row was refused is told to the person at work, by the kind of word and its column; it is written
nowhere.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from tpdesk.services.importing.coded import CodedColumn, CodedTable

_APART = re.compile(r"[^a-z0-9\n]+")
_MARKS = re.compile(r"['’‘`´]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")

_NO_REFUGE_BEFORE = (
    "traffic", "pedestrian", "crossing", "central", "road", "cycle", "cyclist", "motorway", "emergency",
    "wildlife", "nature", "bird", "butterfly", "fire", "disabled", "wheelchair", "mountain", "breakdown",
    "furniture", "animal", "donkey", "horse", "hedgehog", "swan", "waterfowl", "deer", "flood",
)  # fmt: skip
_NO_REFUGE_AFTER = (
    "island", "islands", "assurance", "point", "points", "area", "areas", "chamber", "collection",
    "lift", "bin", "bins", "tip", "lorry", "vehicle", "intercom", "communication", "crossing", "disposal",
    "freighter", "lorries", "vehicles", "sacks", "transfer", "recycling",
)  # fmt: skip
_COVERT_AFTER = (
    "premises|site|sites|property|properties|office|offices|base|operation|operations|operational|ops|op"
    "|unit|accommodation|facility|facilities|location|address|police|policing|surveillance|team|use"
    "|building|buildings|human|asset|assets|garage|depot|store|flat|house|lease|tenancy|observation|activity"
    "|safe|training|status|security|marking"
)
_OPEN_AIR_AFTER = (
    "car", "cars", "parking", "park", "market", "storage", "store", "play", "seating", "bike", "bikes",
    "cycle", "cycles", "walkway", "area", "space", "spaces", "swimming", "heated",
)  # fmt: skip

_REFUGE = (
    "".join(rf"(?<!\b{word} )" for word in _NO_REFUGE_BEFORE)
    + r"\b(?:womens?|mens?|family)?refuges?\b"
    + rf"(?! (?:{'|'.join(_NO_REFUGE_AFTER)})\b)"
)
_PUBLIC_AID = r"(?! (?:charity shop|shop|public (?:drop ?in|office|advice)))"
_REASONS: dict[str, str] = {
    "refuge": _REFUGE,
    "safe house": r"\bsafe ?houses?\b(?! (?:lane|road|street|close))",
    "safe accommodation": r"\bsafe accommodation\b",
    "domestic abuse": r"\bdomestic (?:abuse|violence)(?: \w+)? "
    r"(?:accommodation|shelter|hostel|house|housing|unit|flat)s?\b",
    "women's shelter": r"\bwomens? shelters?\b",
    "Women's Aid": rf"(?<!\bpublic drop in )\bwomens aid\b{_PUBLIC_AID}",
    "covert": rf"\bcovert (?:{_COVERT_AFTER})\b"
    r"|^covert$|\b(?:police|ctu|nca|regional|yes|highly|is|as) covert\b",
    "undercover": rf"\bunder ?cover\b(?! (?:{'|'.join(_OPEN_AIR_AFTER)})\b)",
    "witness protection": r"\bwitness protection\b|\bprotected (?:person|witness)(?:e?s)?\b",
    "surveillance": r"\bdedicated source unit\b|\bsurveillance (?:base|team|unit|premises)\b",
}
"""What refuses a row, by the word that is told for it."""
_PATTERNS = {word: re.compile(pattern, re.MULTILINE) for word, pattern in _REASONS.items()}
_REFUSED = re.compile("|".join(_REASONS.values()), re.MULTILINE)
_HEADING = re.compile(r"\b(?:covert|undercover|safe ?house|refuge|witness protection)\b(?! island)")
_YES = frozenset(("y", "yes", "true", "1", "x", "t"))
_IN_BRACKETS = re.compile(r"(?:[(\[–—:,/]|\s-)\s*covert\s*(?:[)\]]|$)", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a row was refused, for the person at work alone: it is written to no file.

    Attributes:
        row: Number of the row as Excel counts.
        column: Heading of the column that spoke.
        word: The kind of word found; nothing of the cell.
    """

    row: int
    column: str
    word: str


def is_sensitive(text: str) -> bool:
    """Whether a text speaks of covert premises, a safe house or a refuge."""
    return bool(_REFUSED.search(_folded(text)) or _IN_BRACKETS.search(text))


def reason_to_refuse(text: str) -> str:
    """Give the kind of word for which a text is refused, empty when it is not."""
    folded = _folded(text)
    found = (word for word, pattern in _PATTERNS.items() if pattern.search(folded))
    return next(found, "covert" if _IN_BRACKETS.search(text) else "")


def find_refusals(table: CodedTable) -> tuple[Refusal, ...]:
    """Find the rows of which a cell speaks of covert premises, a safe house or a refuge; once each."""
    refusals: dict[int, Refusal] = {}
    for column in table.columns:
        words = _words_of(column)
        if not words:
            continue
        for row in np.flatnonzero(np.isin(column.codes, list(words))).tolist():
            number = int(table.rows[row])
            refusals.setdefault(number, Refusal(number, column.heading, words[int(column.codes[row])]))
    return tuple(refusals[row] for row in sorted(refusals))


def _words_of(column: CodedColumn) -> dict[int, str]:
    """Give why each distinct cell of a column is refused, those only that are."""
    words: dict[int, str] = {}
    flag = _HEADING.search(_folded(column.heading))
    if flag:
        words |= {place: flag[0] for place, cell in enumerate(column.uniques) if _says_yes(cell)}
    texts = [cell if isinstance(cell, str) else "" for cell in column.uniques]
    # One search over the whole column answers for nearly every column.
    if _may_speak("\n".join(texts)):
        words |= {place: reason_to_refuse(text) for place, text in enumerate(texts) if is_sensitive(text)}
    return words


_TRACES = (
    "refuge", "safe", "domestic", "shelter", "cover", "witness", "protected", "source", "surveill", "wom",
)  # fmt: skip


def _may_speak(text: str) -> bool:
    """Tell cheaply whether a column can hold any of the words at all."""
    plain = (text if text.isascii() else unicodedata.normalize("NFKD", text)).casefold()
    return any(trace in plain for trace in _TRACES)


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    spaced = _CAMEL.sub(" ", _MARKS.sub("", plain)).casefold()
    return "\n".join(_APART.sub(" ", line).strip() for line in spaced.splitlines())


def _says_yes(cell: object) -> bool:
    return cell is True or cell == 1 or (isinstance(cell, str) and cell.strip().casefold() in _YES)
