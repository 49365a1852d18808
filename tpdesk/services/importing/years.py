"""The years of facts: those that came without one, and those whose order in time cannot be told."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import numpy as np

from tpdesk.domain.fields.catalogue import FIELD_BY_KEY
from tpdesk.services.importing.changes import MergedColumn
from tpdesk.services.importing.coded import as_objects
from tpdesk.services.importing.merging import is_known
from tpdesk.services.importing.moments import day_recorded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from tpdesk.services.importing.changes import ChangeInput, Changes, Standing
    from tpdesk.services.importing.facts import FactRows

    Objects = NDArray[np.object_]
    Mask = NDArray[np.bool_]
    Row = dict[str, Any]

_NAMED = 3
_YEAR_COLUMNS = ("period", "period_start", "period_end", "price_year")


def date_undated(
    given: ChangeInput, changes: Changes, standing: Standing, facts: Sequence[FactRows]
) -> dict[str, Mask]:
    """Give their year to facts of this list that came without one and of which it is the same edition.

    That it is where the list says the same of them, and where the file is the very one they came from.

    Args:
        given: What changes are worked out from.
        changes: Takes the years.
        standing: The rows about assets that the register has.
        facts: What the list says beyond the assets.

    Returns:
        By table the standing rows whose facts have got their year.
    """
    dated = {}
    says_year = is_known(given.periods["period"][standing.rows])
    for table in dict.fromkeys(each.table for each in facts if each.dated):
        of_table = [each for each in facts if each.table == table and each.dated]
        undated = _assets_without_year(given, table) if says_year.any() else set()
        rows = [
            _undated_of_list(given, asset, of_table) if now and asset in undated else {}
            for asset, now in zip(standing.assets.tolist(), says_year.tolist(), strict=True)
        ]
        same = np.zeros(len(rows), dtype=bool)
        for at, found in enumerate(rows):
            row = int(standing.rows[at])
            if found:
                same[at] = given.same_file or all(_says(each, row, found.get(each.slot)) for each in of_table)
        for at in np.flatnonzero(same).tolist():
            row = int(standing.rows[at])
            for each in rows[at].values():
                for column in _YEAR_COLUMNS:
                    changes.update(table, column, [each["uid"]], [given.periods[column][row]])
        changes.changed[standing.rows[same]] = True
        dated[table] = same
    return dated


def _assets_without_year(given: ChangeInput, table: str) -> set[str]:
    """Give the assets of which this list gave facts without a year."""
    known = given.state.children(table)
    lists, periods = known.columns.get("list_uid", ()), known.columns.get("period", ())
    rows = zip(known.owners, lists, periods, strict=True)
    return {owner for owner, each, period in rows if period is None and each == given.list_uid}


def _undated_of_list(given: ChangeInput, asset: str, facts: Sequence[FactRows]) -> dict[str, Row]:
    """Give the asset's facts that this list gave without a year, by slot."""
    found: dict[str, Row] = {}
    of_list = [
        each
        for each in given.state.children(facts[0].table).get(asset, [])
        if each["list_uid"] == given.list_uid
    ]
    if any(each["period"] is not None for each in of_list):
        return found
    for row in of_list:
        for each in facts:
            if each.matches(row):
                found.setdefault(each.slot, row)
    return found


def _says(facts: FactRows, row: int, known: Row | None) -> bool:
    """Whether the list's row says in a slot what the register has there."""
    if known is None:
        return not facts.present[row]
    return all(values[row] == known[column] for column, values in facts.columns.items() if column != "source")


class UnclearYears:
    """Notes where new facts and those shown differ and it cannot be told which are the newer.

    Args:
        given: What changes are worked out from.
    """

    def __init__(self, given: ChangeInput) -> None:
        """Start with none."""
        self._given = given
        self._found: dict[tuple[str, int, str], list[str]] = defaultdict(list)
        self._open: dict[str, frozenset[str]] = {}
        self._rows: dict[tuple[str, str], list[Row]] = {}

    def note(self, facts: FactRows, standing: Standing, rows: Iterable[int]) -> None:
        """Look at facts that are new in some of the standing rows."""
        doubtful, ends = self._doubtful(facts.table), self._given.periods["period_end"]
        for at in rows:
            asset, row = str(standing.assets[at]), int(standing.rows[at])
            # Of most assets there is only this list's own earlier years, and time tells.
            if ends[row] is not None and asset not in doubtful:
                continue
            shown = self._shown(facts, self._before(facts.table, asset), row)
            if shown is None:
                continue
            for column, values in facts.columns.items():
                ours, theirs = shown[column], values[row]
                if column != "source" and None not in (ours, theirs) and ours != theirs:
                    words = _words(facts, column)
                    there, here = words.pair(ours, theirs)
                    self._found[facts.table, row, self._source(facts, asset, shown)].append(
                        f"{words.heading} {there} there, {here} here"
                    )

    def tell(self) -> None:
        """Write them down: one doubt for each row and table."""
        book, understood = self._given.book, self._given.understood
        for (_, row, source), pairs in self._found.items():
            more = f" and {len(pairs) - _NAMED} more" if len(pairs) > _NAMED else ""
            period = self._given.periods["period"][row]
            mine = f"for {period}" if period else "without a year"
            book.add(
                "period_unclear",
                [int(understood.rows[row])],
                f"The register shows facts {source}; this list's are {mine}."
                " Both are kept, and those that were there first stay shown.",
                value="; ".join(pairs[:_NAMED]) + more,
                suggestion="Import the list without a year again and give its year.",
            )

    def _doubtful(self, table: str) -> frozenset[str]:
        """Give the assets that have facts of other lists, or facts without a year."""
        if table not in self._open:
            known = self._given.state.children(table)
            lists, periods = known.columns.get("list_uid", ()), known.columns.get("period", ())
            rows = zip(known.owners, lists, periods, strict=True)
            mine = self._given.list_uid
            self._open[table] = frozenset(owner for owner, of, year in rows if of != mine or year is None)
        return self._open[table]

    def _before(self, table: str, asset: str) -> list[Row]:
        """Give the facts that an asset has, in the order of their addition."""
        if (table, asset) not in self._rows:
            self._rows[table, asset] = self._given.state.children(table).get(asset, [])
        return self._rows[table, asset]

    def _shown(self, facts: FactRows, before: Sequence[Row], row: int) -> Row | None:
        """Give the fact that stays shown although it may be the older; None where time tells."""
        end = self._given.periods["period_end"][row]
        others = [
            each for each in before if each["list_uid"] != self._given.list_uid or each["period"] is None
        ]
        if end is None:
            unclear = [each for each in before if each["period_end"] is not None] or others
        elif before and before[0]["period"] is None and before[0]["period_end"] is None:
            day = day_recorded(before[0]["uid"])
            unclear = [each for each in others if each["period"] is None] if day and end <= day else []
        else:
            unclear = [each for each in others if each["period_end"] == end]
        return next((each for each in unclear if facts.matches(each)), None)

    def _source(self, facts: FactRows, asset: str, shown: Row) -> str:
        origin = self._given.origins.of(facts.table, next(iter(facts.columns)), [shown["uid"]], [asset])[0]
        year = "" if shown["period"] is not None else ", without a year"
        return f"{origin.words or 'that were there before'}{year}"


def _words(facts: FactRows, column: str) -> MergedColumn:
    key = facts.field_keys.get(column, "")
    heading = FIELD_BY_KEY[key].label if key in FIELD_BY_KEY else facts.headings.get(column, column)
    return MergedColumn(facts.table, column, heading, as_objects([]), key, dated=True)
