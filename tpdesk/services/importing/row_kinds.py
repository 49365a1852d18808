"""What rows stand for: several sites at once, or buildings that are no longer, or not yet, in use."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tpdesk.domain.vocabularies.catalogue import VOCABULARIES
from tpdesk.domain.vocabularies.term import fold_wording
from tpdesk.domain.wording import count_words
from tpdesk.services.importing.coded import cell_text

if TYPE_CHECKING:
    from tpdesk.services.doubts import DoubtBook
    from tpdesk.services.importing.coded import CodedColumn, CodedTable
    from tpdesk.services.importing.understanding import Understood, Wording

_SEVERAL = frozenset(
    (
        "aggregate site", "aggregate sites", "aggregated site", "aggregated sites", "other reportable site",
        "other reportable sites", "various sites", "various properties", "various premises",
    )
)  # fmt: skip
"""Wordings of returns for the sum of the sites that are too small to be reported one by one."""
_FEW_WORDINGS = 200
_LONGEST = 100
_NOT_IN_USE = frozenset(("disposed", "vacant", "under_construction"))
_NAMED = 5


def tell_aggregates(table: CodedTable, understood: Understood, book: DoubtBook) -> None:
    """Note the rows that sum up several sites: they are kept, and are no buildings.

    Args:
        table: The rows.
        understood: The same by field.
        book: Takes the doubts.
    """
    named = understood.sources.get("name")
    told = np.zeros(len(table), dtype=bool)
    for column in table.columns:
        if len(column.uniques) > _FEW_WORDINGS and (named is None or column is not named[0]):
            continue
        rows = _says_several(column) & ~told
        told |= rows
        book.add(
            "aggregate_row",
            table.rows[rows],
            "The row sums up several sites and is not a building: its area and costs are theirs together,"
            " and its position is that of none of them.",
            column=column.heading,
            value=column.texts()[column.codes[rows]],
            suggestion="Ask for the sites one by one, where they matter.",
        )


def _says_several(column: CodedColumn) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    says = [
        isinstance(cell, str) and len(cell) <= _LONGEST and fold_wording(cell_text(cell)) in _SEVERAL
        for cell in column.uniques
    ]
    if not any(says):
        return np.zeros(len(column), dtype=bool)
    spread: np.ndarray[tuple[int], np.dtype[np.bool_]] = column.spread(np.array(says), blank=False)
    return spread


def tell_not_in_use(understood: Understood, book: DoubtBook) -> None:
    """Note how many rows the list's own status puts out of use, and by which wordings."""
    source = understood.sources.get("status")
    found = [each for each in understood.wordings if each.field == "status" and each.word in _NOT_IN_USE]
    if source is None or not found:
        return
    found.sort(key=lambda each: -each.rows)
    rest = len(found) - _NAMED
    more = f" and {count_words(rest, 'other wording')}" if rest > 0 else ""
    rows = sum(each.rows for each in found)
    book.add_file(
        "not_in_use",
        f"{count_words(rows, 'row')} of {len(understood):,} {'is' if rows == 1 else 'are'} not in use by"
        f" “{source[0].heading}”: {', '.join(map(_wording_words, found[:_NAMED]))}{more}.",
        column=source[0].heading,
        suggestion="They come in with that status; filter the list, if they are not wanted.",
    )


def _wording_words(found: Wording) -> str:
    label = VOCABULARIES["status"].label_of(found.word).lower()
    return f"“{found.wording}” is {label} ({count_words(found.rows, 'row')})"
