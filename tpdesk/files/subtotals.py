"""Rows that sum the rows above: told by their own words, and by having no other words."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from tpdesk.files.wordings import is_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from tpdesk.domain.table import Cell

_LABEL_COLUMNS = 6
_SAYS_TOTAL = re.compile(
    # No building is called a sub-total, whatever stands behind the word.
    r"sub[\s-]*totals?\b.*|"
    r"(?:(?:grand|overall|sheet|page|running|list|report)\s+)?(?:sub[\s-]*)?(?:totals?|sum|result)"
    r"(?:\s*[:=–-].*|\s+(?:for|of|in|number|no\.?|area|costs?|value|gia|m2|sites?|properties|assets)\b.*)?\s*:?",
    re.IGNORECASE,
)
_NAMED_TOTAL = re.compile(r"(?P<group>.+?)[\s:–-]+(?:sub[\s-]*)?(?:totals?|results?)\s*:?", re.IGNORECASE)
_HINTS = ("total", "sum", "result")
_HINT = re.compile("|".join(_HINTS), re.IGNORECASE)
_LONGEST_LABEL = 100
_SAMPLE = 200
_SHARE_OF_WORDS_LEFT = 0.15


def find_subtotals(columns: Sequence[NDArray[np.object_]]) -> NDArray[np.bool_]:
    """Find the rows that sum others.

    A row must say so in one of its first cells ("Total", "Grand total", "Sub-total: North", or "R1A Result"
    below rows of R1A) and leave nearly all other words out: a building called Total Fitness has an address.

    Args:
        columns: The cells, one object array per column.

    Returns:
        bool (n,), True for subtotals.
    """
    found = np.zeros(len(columns[0]) if columns else 0, dtype=bool)
    worded = [column for column in columns if _holds_words(column)]
    for label in worded[:_LABEL_COLUMNS]:
        others = [column for column in worded if column is not label]
        if not _hinted(label):
            continue
        for row, cell in enumerate(label):
            if type(cell) is not str or len(cell) > _LONGEST_LABEL or not _HINT.search(cell):
                continue
            words = sum(column[row] is not None for column in others)
            if words <= _SHARE_OF_WORDS_LEFT * len(others) and _says_so(label, row):
                found[row] = True
    return found


def _hinted(column: NDArray[np.object_]) -> bool:
    """Tell quickly whether any cell could say total: most columns of a million rows end here."""
    text = "\n".join({cell for cell in column if type(cell) is str}).lower()
    return any(hint in text for hint in _HINTS)


def _holds_words(column: NDArray[np.object_]) -> bool:
    """Tell whether most of a column's first cells are words, not numbers, sums or dates."""
    sample = list(islice((cell for cell in column if cell is not None), _SAMPLE))
    return sum(type(cell) is str and not is_number(cell) for cell in sample) > 0.5 * len(sample)


def _says_so(column: NDArray[np.object_], row: int) -> bool:
    label = column[row].strip()
    if _SAYS_TOTAL.fullmatch(label):
        return True
    named = _NAMED_TOTAL.fullmatch(label)
    return named is not None and _same(_last_above(column, row), named["group"])


def _last_above(column: NDArray[np.object_], row: int) -> Cell:
    """Give the nearest cell above that has a value and is no subtotal of a group within this one."""
    for other in range(row - 1, max(row - 1000, -1), -1):
        cell: Cell = column[other]
        if cell is not None and not _NAMED_TOTAL.fullmatch(str(cell)):
            return cell
    return None


def _same(cell: Cell, group: str) -> bool:
    return cell is not None and str(cell).strip().casefold() == group.strip().casefold()
