"""What an import writes beyond the assets: interests, occupations, constraints and dated facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tpdesk.domain.identity import new_uids
from tpdesk.services.importing.changes import MergedColumn, merge_column
from tpdesk.services.importing.coded import as_objects
from tpdesk.services.importing.editions import pick
from tpdesk.services.importing.facts import FactRows, only, read_facts
from tpdesk.services.importing.merging import is_known
from tpdesk.services.importing.plan import TableRows
from tpdesk.services.importing.years import UnclearYears, date_undated

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tpdesk.services.importing.changes import ChangeInput, Changes, Standing

    Objects = NDArray[np.object_]
    Mask = NDArray[np.bool_]
    Places = NDArray[np.intp]


def change_facts(given: ChangeInput, changes: Changes, standing: Standing, list_name: str) -> None:
    """Add and change every fact that the list's rows say beyond the assets themselves."""
    every = read_facts(given.understood, given.organisations, list_name)
    dated = date_undated(given, changes, standing, every)
    unclear = UnclearYears(given)
    for facts in every:
        undated = dated.get(facts.table, np.zeros(len(standing.rows), dtype=bool))
        new = _change_standing(given, changes, standing, (facts, undated))
        if facts.dated:
            unclear.note(facts, standing, new[~undated[new]].tolist())
        changes.changed[standing.rows[new]] = True
        fresh = changes.created & facts.present
        fresh[standing.rows[new]] = True
        _insert(given, changes, facts, np.flatnonzero(fresh))
    unclear.tell()


def _insert(given: ChangeInput, changes: Changes, facts: FactRows, rows: NDArray[np.intp]) -> None:
    if not len(rows):
        return
    columns: dict[str, Any] = {"uid": new_uids(len(rows)), "asset_uid": changes.assets[rows]}
    columns |= {name: [value] * len(rows) for name, value in facts.fixed.items()}
    if facts.dated:
        columns["list_uid"] = [given.list_uid] * len(rows)
        columns |= {name: values[rows] for name, values in given.periods.items()}
    columns |= {name: values[rows] for name, values in facts.columns.items()}
    changes.inserts.append(TableRows(facts.table, columns))


def _change_standing(
    given: ChangeInput, changes: Changes, standing: Standing, said: tuple[FactRows, Mask]
) -> NDArray[np.intp]:
    """Change the facts of assets that the register has; give the standing rows that need a new fact.

    Args:
        given: What changes are worked out from.
        changes: Takes them.
        standing: The rows about assets that the register has.
        said: What the list says, and where the register has had it without its year.
    """
    facts, undated = said
    if not len(standing.rows):
        return np.empty(0, dtype=np.intp)
    present = facts.present[standing.rows]
    places = _standing_places(given, facts, standing, undated)
    base, has_base = _base(given, standing, facts, undated)
    missing = present & (places < 0)
    if given.older and not facts.dated:
        return np.empty(0, dtype=np.intp)
    missing &= ~(has_base & _says_the_same(facts, standing, base))
    uids = _stored(given, facts, "uid", places)
    for column, values in facts.columns.items():
        if column == "source":
            continue
        theirs, ours = values[standing.rows], _stored(given, facts, column, places)
        _merge(given, changes, standing, (facts, column), (theirs, base[column], ours), (uids, has_base))
    if not facts.dated:
        missing &= ~given.behind[standing.rows]
    return np.flatnonzero(missing)


def _standing_places(given: ChangeInput, facts: FactRows, standing: Standing, undated: Mask) -> Places:
    """Give the register's rows in this slot, -1 for none; of dated facts those of this list and period."""
    children = given.state.children(facts.table)
    owners, stored = children.owners, children.columns
    found: dict[tuple[str, object], int] = {}
    for place in facts.matching(children):
        if not facts.dated:
            found.setdefault((owners[place], None), place)
        elif stored["list_uid"][place] == given.list_uid:
            found.setdefault((owners[place], stored["period"][place]), place)
    periods: list[object] = [None] * len(standing.rows)
    if facts.dated:
        periods = only(given.periods["period"][standing.rows], ~undated).tolist()
    keys = zip(standing.assets.tolist(), periods, strict=True)
    return np.fromiter((found.get(key, -1) for key in keys), np.intp, len(standing.rows))


def _stored(given: ChangeInput, facts: FactRows, column: str, places: Places) -> Objects:
    """Give what some of the register's rows hold in a column, None where there is no row."""
    if not (places >= 0).any():
        return np.full(len(places), None, dtype=object)
    values = given.state.children(facts.table).columns[column]
    return as_objects([values[place] if place >= 0 else None for place in places.tolist()])


def _base(
    given: ChangeInput, standing: Standing, facts: FactRows, undated: Mask
) -> tuple[dict[str, Objects], Mask]:
    """Give what the last edition said in this slot, and where it said it of the same period."""
    unknown = np.full(len(standing.rows), None, dtype=object)
    last = given.last
    found = None
    if last is not None:
        found = next(
            (each for each in last.facts if (each.table, each.slot) == (facts.table, facts.slot)), None
        )
    if last is None or found is None:
        return dict.fromkeys(facts.columns, unknown), np.zeros(len(standing.rows), dtype=bool)
    base = {name: pick(found.columns.get(name), standing.base) for name in facts.columns}
    has_base = standing.has_base
    if facts.dated:
        then = pick(last.periods, standing.base)
        now = given.periods["period"][standing.rows]
        has_base = has_base & (np.asarray(then == now, dtype=bool) | undated)
        for values in base.values():
            values[~has_base] = None
    return base, has_base


def _says_the_same(facts: FactRows, standing: Standing, base: dict[str, Objects]) -> Mask:
    same = np.ones(len(standing.rows), dtype=bool)
    for column, values in facts.columns.items():
        same &= ~np.asarray(values[standing.rows] != base[column], dtype=bool)
    return same


def _merge(
    given: ChangeInput,
    changes: Changes,
    standing: Standing,
    where: tuple[FactRows, str],
    values: tuple[Objects, Objects, Objects],
    known: tuple[Objects, Mask],
) -> None:
    facts, column = where
    theirs, base, ours = values
    uids, has_base = known
    has_row = is_known(uids)
    # Where the register has no such row there is nothing to merge with: the row is added, or was removed.
    theirs = only(theirs, has_row)
    base = only(base, has_row)
    write = merge_column(
        given,
        standing,
        (theirs, base, ours),
        MergedColumn(
            facts.table,
            column,
            facts.heading_of(column),
            uids,
            facts.field_keys.get(column, ""),
            dated=facts.dated,
        ),
        has_base,
    )
    chosen = np.flatnonzero(write)
    if len(chosen):
        changes.update(facts.table, column, uids[chosen].tolist(), theirs[chosen].tolist())
        changes.changed[standing.rows[chosen]] = True
    _keep(changes, standing, (facts, column), ours, has_row & ~write & is_known(ours))


def _keep(
    changes: Changes, standing: Standing, where: tuple[FactRows, str], ours: Objects, kept: Mask
) -> None:
    """Note the register's own value where it stands, for the control totals."""
    facts, column = where
    key = facts.field_keys.get(column)
    if key is None:
        return
    at = np.flatnonzero(kept)
    rows, values = changes.kept_values.get(key, (np.empty(0, np.intp), np.empty(0, dtype=object)))
    changes.kept_values[key] = (np.append(rows, standing.rows[at]), np.append(values, ours[at]))
