"""Tells when an edition has next to none of the buildings of the last one: its references may be others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tpdesk.domain.identity import reference_key
from tpdesk.services.importing.coded import cell_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tpdesk.services.importing.changes import ChangeInput, Changes
    from tpdesk.services.importing.coded import CodedColumn, CodedTable
    from tpdesk.services.importing.columns import ColumnProposal

_NEARLY_ALL = 0.9
_LEAST_BUILDINGS = 3
_LONGEST_REFERENCE = 30


def tell_replaced(
    given: ChangeInput, changes: Changes, table: CodedTable, proposals: Iterable[ColumnProposal]
) -> None:
    """Note that nearly all rows are new and nearly all buildings of the last edition are gone.

    Args:
        given: What the changes were worked out from.
        changes: The assets of the rows, and which are new.
        table: The rows as they came.
        proposals: Where each column goes.
    """
    if given.last is None or given.older or given.same_file:
        return
    before = {uid for uid in given.last.row_of if uid in given.state.places}
    still = before & set(changes.assets.tolist())
    rows = int((given.matching.same_as < 0).sum())
    if len(before) < _LEAST_BUILDINGS or len(still) > (1 - _NEARLY_ALL) * len(before):
        return
    if int(changes.created.sum()) < _NEARLY_ALL * rows:
        return
    found = _find_references(table, proposals, _references(given, before))
    named = f" The column “{found}” is not taken and looks like one of references." if found else ""
    kept = f"Only {len(still):,}" if still else "None"
    given.book.add_file(
        "edition_replaced",
        f"{kept} of the {len(before):,} buildings of the last edition {'are' if len(still) > 1 else 'is'}"
        f" in this one: is the reference column the right one?{named}",
        column=found,
        suggestion=(
            f"Let “{found}” go to the local reference before the list is imported."
            if found
            else "Compare the references of both files, or import this one as a list of another name."
        ),
    )


def _references(given: ChangeInput, assets: Iterable[str]) -> frozenset[str]:
    """Give the references that the last edition's buildings have, as compared."""
    places = np.array([given.state.places[uid] for uid in assets], dtype=np.intp)
    said = given.state.values("reference", places).tolist()
    return frozenset(reference_key(str(each)) for each in said if each is not None)


def _find_references(table: CodedTable, proposals: Iterable[ColumnProposal], known: frozenset[str]) -> str:
    """Name the column left out that holds the last edition's references, else one that is like references."""
    columns = [table.find(each.column) for each in proposals if not each.field]
    left = [column for column in columns if column is not None and _is_unique(column, len(table))]
    holding = (column for column in left if _holds(column, known))
    best = next(holding, None) or next((column for column in left if _is_coded(column)), None)
    return best.heading if best else ""


def _is_unique(column: CodedColumn, rows: int) -> bool:
    filled = int(column.counts().sum())
    return filled >= _NEARLY_ALL * rows and len(column.uniques) >= _NEARLY_ALL * filled > 0


def _holds(column: CodedColumn, known: frozenset[str]) -> bool:
    keys = {reference_key(cell_text(cell)) for cell in column.uniques}
    return len(keys & known) >= len(known) / 2 > 0


def _is_coded(column: CodedColumn) -> bool:
    """Tell whether the cells are short words with a digit, as references are."""
    texts = [cell_text(cell) for cell in column.uniques]
    return all(
        len(text) <= _LONGEST_REFERENCE and any(sign.isdigit() for sign in text) and " " not in text
        for text in texts
    ) and any(not text.replace(".", "").isdigit() for text in texts)
