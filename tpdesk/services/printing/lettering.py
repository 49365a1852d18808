"""Names as paper shows them: a list in capitals throughout shouts, so its names are set in small letters."""

from __future__ import annotations

import re

_LEAST_LETTERS = 6
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_VOWEL = re.compile(r"[AEIOUY]")
_SHORT = {"st": "St", "dr": "Dr", "rd": "Rd", "mt": "Mt", "ltd": "Ltd", "jr": "Jr", "sr": "Sr"}
_JOINING = frozenset(("and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "upon", "with"))
_INITIALS = frozenset(
    (
        "amu", "camhs", "cic", "cio", "dwp", "emi", "ent", "eu", "icb", "ics", "icu", "miu", "mod", "nwas",
        "oap", "pfi", "qe", "raf", "rnib", "uk", "uprn", "usa", "ymca", "ywca",
    )
)  # fmt: skip


def calm_name(name: str) -> str:
    """Set a name that is in capitals throughout in small letters; initials stay, and so does all else."""
    letters = sum(each.isalpha() for each in name)
    if letters < _LEAST_LETTERS or not name.isupper():
        return name
    return _WORD.sub(_calm_word, name)


def _calm_word(found: re.Match[str]) -> str:
    word, small = found.group(), found.group().lower()
    if small in _SHORT:
        return _SHORT[small]
    if small in _JOINING and found.start() > 0:
        return small
    spoken = _VOWEL.search(word) and small not in _INITIALS and not any(each.isdigit() for each in word)
    return word.capitalize() if spoken else word
