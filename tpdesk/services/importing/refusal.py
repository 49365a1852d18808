"""Rows about covert premises, safe houses and refuges: recognised, refused, and never repeated.

A row refused by mistake can be brought in by hand; an address let through cannot be taken back. So a
word of doubt refuses, but for wordings that are plainly something else (a traffic refuge, Fox Covert).
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tpdesk.services.importing.coded import CodedColumn, CodedTable

_APART = re.compile(r"[^a-z0-9\n]+")
_MARKS = re.compile(r"['’‘`´]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")

_NO_REFUGE_BEFORE = (
    "traffic", "pedestrian", "crossing", "central", "road", "cycle", "cyclist", "motorway", "emergency",
    "wildlife", "nature", "bird", "butterfly", "fire", "disabled", "wheelchair", "mountain", "breakdown",
)  # fmt: skip
_NO_REFUGE_AFTER = (
    "island", "islands", "assurance", "point", "points", "area", "areas", "chamber", "collection",
    "lift", "bin", "bins", "tip", "lorry", "vehicle", "intercom", "communication", "crossing",
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
_REFUSED = re.compile(
    "|".join(
        (
            _REFUGE,
            r"\bsafe ?houses?\b(?! (?:lane|road|street|close))",
            r"\bsafe accommodation\b",
            r"\bdomestic (?:abuse|violence)(?: \w+)? "
            r"(?:accommodation|shelter|hostel|house|housing|unit|flat)s?\b",
            r"\bwomens? shelters?\b|\bwomens aid\b",
            rf"\bcovert (?:{_COVERT_AFTER})\b",
            r"^covert$|\b(?:police|ctu|nca|regional|yes|highly|is|as) covert\b",
            rf"\bunder ?cover\b(?! (?:{'|'.join(_OPEN_AIR_AFTER)})\b)",
            r"\bwitness protection\b|\bprotected (?:person|witness)(?:e?s)?\b",
            r"\bdedicated source unit\b|\bsurveillance (?:base|team|unit|premises)\b",
        )
    ),
    re.MULTILINE,
)
_HEADING = re.compile(r"\b(?:covert|undercover|safe ?house|refuge|witness protection)\b(?! island)")
_YES = frozenset(("y", "yes", "true", "1", "x", "t"))
_IN_BRACKETS = re.compile(r"(?:[(\[–—:,/]|\s-)\s*covert\s*(?:[)\]]|$)", re.IGNORECASE | re.MULTILINE)


def is_sensitive(text: str) -> bool:
    """Whether a text speaks of covert premises, a safe house or a refuge."""
    return bool(_REFUSED.search(_folded(text)) or _IN_BRACKETS.search(text))


def find_refused_rows(table: CodedTable) -> NDArray[np.bool_]:
    """Give the rows of which any cell speaks of covert premises, a safe house or a refuge; bool (n,)."""
    refused = np.zeros(len(table), dtype=bool)
    for column in table.columns:
        refused |= _refused_by(column)
    return refused


def _refused_by(column: CodedColumn) -> NDArray[np.bool_]:
    texts = [cell if isinstance(cell, str) else "" for cell in column.uniques]
    sensitive = np.zeros(len(texts), dtype=bool)
    flagged = bool(_HEADING.search(_folded(column.heading)))
    if flagged:
        sensitive |= np.fromiter((_says_yes(cell) for cell in column.uniques), bool, len(texts))
    # One search over the whole column answers for nearly every column.
    if _may_speak("\n".join(texts)):
        sensitive |= np.fromiter((is_sensitive(text) for text in texts), bool, len(texts))
    spread: NDArray[np.bool_] = column.spread(sensitive, blank=False)
    return spread


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
