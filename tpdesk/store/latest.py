"""Which of an asset's dated facts are the latest, also where some do not say their year."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Places = NDArray[np.intp]
    Ranks = NDArray[np.int64]

_HEX_OF_MS = 12


class FactTable(Protocol):
    """Gives rows of a table by the place of their asset, always in the order of their addition."""

    @property
    def count(self) -> int:
        """Count the assets."""
        ...

    def rows(self, sql: str, columns: int) -> tuple[Places, list[tuple[Any, ...]]]:
        """Run a query whose first column is an asset's uid."""
        ...


def ranks_of(texts: Sequence[Any]) -> Ranks:
    """Rank some texts: equal ones alike, the unknown lowest."""
    order = {text: rank for rank, text in enumerate(sorted(set(texts), key=str))}
    return np.fromiter(map(order.__getitem__, texts), dtype=np.int64, count=len(texts))


def rank_in_time(facts: FactTable, table: str, owned: Places, moments: Sequence[str]) -> Ranks:
    """Rank facts by the end of their year or their day, the later the higher.

    A fact that says no year is of no later day than the one on which it came. Where an asset had such facts
    first, only a year that ends after that day is surely newer and goes before them; an older one, or one
    that cannot be compared, stands beside them until the year is given. Where dated facts were first, those
    without a year come last.

    Args:
        facts: The register.
        table: The table of the facts.
        owned: Place of each fact's asset, in the order of addition.
        moments: Last day of each fact as text, empty where nothing is said.
    """
    ranks = ranks_of(moments)
    if "" not in moments:
        return ranks
    undated = ranks == 0
    first = _first_rows(owned, facts.count)
    mixed = np.zeros(facts.count, dtype=bool)
    mixed[owned[~undated]] = True
    mixed[first < 0] = False
    mixed[mixed] = undated[first[mixed]]
    if not mixed.any():
        return ranks
    _, (uids,) = facts.rows(f'SELECT asset_uid, uid FROM "{table}" ORDER BY fid', 1)
    days = {place: day_of_uid(uids[first[place]]) for place in np.flatnonzero(mixed).tolist()}
    told = list(moments)
    for row in np.flatnonzero(undated & mixed[owned]).tolist():
        told[row] = days[int(owned[row])]
    return ranks_of(told)


def precedence_of_lists(facts: FactTable, table: str, owned: Places, slots: Places) -> Ranks:
    """Rank facts that say the same thing of the same asset and year by their lists.

    The list that was there first goes before those that came after it; a fact of no list was typed by a
    person and goes before all.

    Args:
        facts: The register.
        table: The table of the facts.
        owned: Place of each fact's asset, -1 where the fact is out of question.
        slots: What each fact says, as a number from 0.
    """
    asked = owned >= 0
    width = int(slots.max()) + 1 if len(slots) else 1
    same = np.bincount(owned[asked] * width + slots[asked])
    if not len(same) or same.max() < 2:
        return np.zeros(len(owned), dtype=np.int64)
    every, (lists,) = facts.rows(f'SELECT asset_uid, list_uid FROM "{table}" ORDER BY fid', 1)
    numbers = ranks_of([each or "" for each in lists])
    first = _first_rows(every, facts.count)
    precedence: Ranks = (numbers == numbers[first[every]]).astype(np.int64)
    precedence[[each is None for each in lists]] = 2
    return precedence


def _first_rows(owned: Places, count: int) -> Places:
    """Give the first row of each asset, -1 for none."""
    first = np.full(count, -1, dtype=np.intp)
    # Of repeated places the last assignment stands.
    first[owned[::-1]] = np.arange(len(owned))[::-1]
    return first


def day_of_uid(uid: str | None) -> str:
    """Give the day on which a record was made, which its UUIDv7 begins with; empty when it tells none."""
    digits = (uid or "").replace("-", "")
    try:
        moment = datetime.fromtimestamp(int(digits[:_HEX_OF_MS], 16) / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return ""
    return moment.date().isoformat()
