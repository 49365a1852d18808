"""The list that a file is an edition of, and what its last edition said."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tpdesk.services.doubts import DoubtBook
from tpdesk.services.importing.coded import fold_heading
from tpdesk.services.importing.facts import FactRows, period_columns, read_facts
from tpdesk.services.importing.moments import newest_edition
from tpdesk.services.importing.packing import unpack_rows
from tpdesk.services.importing.recipe import Recipe, follow, recipe_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from numpy.typing import NDArray

    from tpdesk.services.importing.reading import ReadList
    from tpdesk.services.importing.state import RegisterState
    from tpdesk.services.importing.understanding import Understood
    from tpdesk.store.reads import BatchRecord, ListRecord

_EDITION_WORDS = re.compile(
    r"(?:19|20)\d\d(?:[-_ /]?\d\d(?!\d))?(?:[-_ ]?\d\d(?!\d))?"
    r"|\b(?:q[1-4]|v\d+|final|draft|copy|latest|new|updated|rev\d*)\b"
    r"|\(\d+\)|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b",
    re.IGNORECASE,
)
_APART = re.compile(r"[\s_\-.,]+")


def name_of_list(stem: str) -> str:
    """Give the name of the list from a file's name: without years, months and words of editions."""
    words = _APART.sub(" ", _EDITION_WORDS.sub(" ", _APART.sub(" ", stem))).strip()
    return words or stem


def filter_text(where: Sequence[tuple[str, str]]) -> str:
    """Write a row filter as the register keeps it."""
    return "; ".join(sorted(f"{fold_heading(column)}={fold_heading(value)}" for column, value in where))


def find_list(
    lists: Sequence[ListRecord], name: str, organisation_uid: str | None, row_filter: str
) -> ListRecord | None:
    """Find a list by its name, organisation and row filter."""
    folded = fold_heading(name)
    return next(
        (
            each
            for each in lists
            if fold_heading(each.name) == folded
            and each.organisation_uid == organisation_uid
            and each.row_filter == row_filter
        ),
        None,
    )


def list_of_file(
    state: RegisterState, read: ReadList, organisation_uid: str | None, row_filter: str
) -> ListRecord | None:
    """Find the list that the very same sheet of the same file was an edition of, whatever it was called."""
    sha256, sheet = read.sha256, read.raw.sheet
    wanted = (organisation_uid, row_filter)
    lists = {each.uid: each for each in state.lists if (each.organisation_uid, each.row_filter) == wanted}
    same = (
        lists[batch.list_uid]
        for batch in reversed(state.batches)
        if (batch.sha256, batch.sheet) == (sha256, sheet) and batch.list_uid in lists
    )
    return next(same, None)


@dataclass(slots=True, eq=False)
class LastEdition:
    """What the list's last edition said, read again by today's rules.

    Attributes:
        batch: Its import.
        understood: Its rows by field.
        assets: Uid of the asset that each row was about, None when it was about none.
        facts: What it said beyond the assets.
        periods: Period of each row's money as the register writes it.
        row_of: Row by asset uid.
    """

    batch: BatchRecord
    understood: Understood
    assets: NDArray[np.object_]
    facts: list[FactRows]
    periods: NDArray[np.object_]
    row_of: dict[str, int]

    def values(self, key: str, rows: NDArray[np.intp]) -> NDArray[np.object_]:
        """Give a field's values in some rows; row -1 gives None."""
        return pick(self.understood.values.get(key), rows)


def pick(values: NDArray[np.object_] | None, rows: NDArray[np.intp]) -> NDArray[np.object_]:
    """Give values in some rows; row -1, or no values at all, give None."""
    found = np.full(len(rows), None, dtype=object)
    if values is not None:
        known = rows >= 0
        found[known] = values[rows[known]]
    return found


def read_last_edition(state: RegisterState, found: ListRecord | None) -> LastEdition | None:
    """Read the newest edition of a list again, None when there is none."""
    batch = newest_edition(each for each in state.batches if found and each.list_uid == found.uid)
    if batch is None or not batch.raw_rows:
        return None
    table, assets = unpack_rows(batch.raw_rows)
    recipe = recipe_of(batch.column_map or {}, batch.decisions or {})
    understood = follow(recipe, table, DoubtBook())
    fill_dates(understood, batch.as_at)
    places = state.places
    reporting = np.array(
        [_organisation(state, places.get(uid, -1) if uid else -1) for uid in assets] or [None], dtype=object
    )[: len(assets)]
    facts = read_facts(understood, reporting, found.name if found else "")
    return LastEdition(
        batch,
        understood,
        assets,
        facts,
        period_columns(row_periods(understood, batch.period))["period"],
        {uid: row for row, uid in reversed(list(enumerate(assets))) if uid is not None},
    )


def _organisation(state: RegisterState, place: int) -> str | None:
    number = int(state.frame.organisation[place]) if place >= 0 else -1
    return state.organisations[number].uid if number >= 0 else None


def fill_dates(understood: Understood, as_at: date | None) -> None:
    """Give every row the day of the facts, where the file has one day for all."""
    if as_at is not None:
        understood.values["as_at"] = np.full(len(understood), as_at, dtype=object)


def row_periods(understood: Understood, period: str) -> NDArray[np.object_]:
    """Give the year of each row's money as written: the one of the file, else its column's."""
    if period:
        return np.full(len(understood), period, dtype=object)
    return understood.get("cost_period")


def recipe_headings(recipe: Recipe) -> dict[str, str]:
    """Give the heading that each field comes from."""
    return {each.field: each.column for each in recipe.columns if each.field}
