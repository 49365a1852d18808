"""What a cell looks like: a wording that could head a column, or a value that stands below one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tpdesk.domain.table import Cell

_LONGEST_HEADING = 250
_LONGEST_NUMBER = 60
_NUMBER = re.compile(r"[-+(]?\s*[£$€]?\s*[-+]?\d[\d,.\s/:%)-]*\s*(%|m2|m²|ha|sqm)?\)?")
_CODE = re.compile(r"(?=\S*\d)[A-Z0-9][A-Z0-9/_.-]{2,}")
_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}", re.IGNORECASE)
_LINK = re.compile(r"https?://|www\.|\S+@\S+\.\S+")
_YEAR = re.compile(r"(19|20)\d\d([/-]\d\d(\d\d)?)?")


def is_wording(cell: Cell) -> bool:
    """Tell whether a cell could be a heading: words, not a number, code, date, link or postcode."""
    if type(cell) is int:
        return bool(_YEAR.fullmatch(str(cell)))
    if not isinstance(cell, str) or len(cell) > _LONGEST_HEADING:
        return False
    text = cell.strip()
    if _YEAR.fullmatch(text):
        return True
    return not any(form.fullmatch(text) for form in (_NUMBER, _CODE, _POSTCODE)) and not _LINK.match(text)


def is_number(text: str) -> bool:
    """Tell whether a text is a number, sum, share or date in digits."""
    return len(text) <= _LONGEST_NUMBER and bool(_NUMBER.fullmatch(text.strip()))


def fold(cell: Cell) -> str:
    """Give the form in which cells of headings are compared: lower case, single spaces."""
    return " ".join(str(cell).casefold().split()) if cell is not None else ""
