"""What has happened to one asset and to what belongs to it: every step, with old and new values."""

from __future__ import annotations

import json
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING, Any

from tpdesk.store.encoding import value_column
from tpdesk.store.schema.tables import METADATA, tracked_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    import sqlalchemy as sa

    from tpdesk.store.connection import Readable

CHILD_TABLES = (
    "interest",
    "occupation",
    "survey",
    "cost",
    "valuation",
    "energy",
    "asset_constraint",
    "document",
)


@dataclass(frozen=True, slots=True)
class ValueChange:
    """One value that a step has changed.

    Attributes:
        table, column: Where it is stored.
        old, new: As stored, days as dates, money in pence; None is unknown.
        kind: What kind of row it is of, where its table has kinds.
    """

    table: str
    column: str
    old: object
    new: object
    kind: str = ""


@dataclass(frozen=True, slots=True)
class AssetStep:
    """One step in which an asset or what belongs to it was added, changed or removed.

    Attributes:
        number: Of the transaction, 0 when another program made it and no step has followed yet.
        kind: command, undo, redo or outside.
        description: In the officer's words.
        who: Account of the operating system, empty for other programs.
        at: When, UTC, ISO 8601.
        added: Whether the asset itself was added.
        removed_rows, added_rows: How many rows that belong to it went and came.
        changes: Values that were changed.
    """

    number: int
    kind: str
    description: str
    who: str
    at: str
    added: bool
    removed_rows: int
    added_rows: int
    changes: tuple[ValueChange, ...]


def read_asset_history(register: Readable, asset_uid: str) -> tuple[AssetStep, ...]:
    """Read what has happened to an asset, the newest step first."""
    with register.reading() as connection:
        rows = _own_rows(connection, asset_uid)
        tables = {uid: table for table, uid, _ in rows}
        entries = _entries(connection, tuple(tables), asset_uid) + _added_with_others(connection, rows)
        entries.sort(key=_newest_first)
        now = {uid: _stored(connection, table, uid) for uid, table in tables.items()}
    steps: dict[tuple[int, str], list[Any]] = {}
    for entry in entries:
        steps.setdefault((entry[4] or 0, entry[5] or ""), []).append(entry)
    return tuple(_step(each, asset_uid, now) for each in steps.values())


def _own_rows(connection: sa.Connection, asset_uid: str) -> list[tuple[str, str, int]]:
    """Give table, uid and number of the asset and of what belongs to it now."""
    own: list[tuple[str, str, int]] = []
    for table in ("asset", *CHILD_TABLES):
        key = "uid" if table == "asset" else "asset_uid"
        found = connection.exec_driver_sql(f'SELECT uid, fid FROM "{table}" WHERE {key} = ?', (asset_uid,))
        own += [(table, uid, fid) for uid, fid in found]
    return own


def _entries(connection: sa.Connection, uids: tuple[str, ...], asset_uid: str) -> list[Any]:
    marks = ", ".join("?" * len(uids))
    sql = f"{_ENTRY} WHERE history.uid IN ({marks}) OR (history.op = 'D' AND history.old LIKE ?)"
    return list(connection.exec_driver_sql(sql, (*uids, f'%"{asset_uid}"%')).all())


_ENTRY = (
    "SELECT history.tbl, history.uid, history.op, history.old, history.tx_id, audit_tx.kind,"
    " audit_tx.description, audit_tx.who, coalesce(audit_tx.at, history.at), history.id"
    " FROM history LEFT JOIN audit_tx ON audit_tx.id = history.tx_id"
)


def _added_with_others(connection: sa.Connection, rows: list[tuple[str, str, int]]) -> list[Any]:
    """Give the entries in which rows were added many at a time, once for each of the rows."""
    sql = f"{_ENTRY} WHERE history.tbl = ? AND history.first_fid <= ? AND history.last_fid >= ?"
    entries: list[Any] = []
    for table, uid, fid in rows:
        for entry in connection.exec_driver_sql(sql, (table, fid, fid)).all():
            entries.append((table, uid, *entry[2:]))
    return entries


def _newest_first(entry: Any) -> tuple[float, int]:  # noqa: ANN401 - a row of the database
    number, place = entry[4], entry[-1]
    return (-inf if number is None else -number, -place)


def _stored(connection: sa.Connection, table: str, uid: str) -> dict[str, Any]:
    row = connection.exec_driver_sql(f'SELECT * FROM "{table}" WHERE uid = ?', (uid,)).mappings().first()
    return {} if row is None else dict(row)


def _step(entries: list[Any], asset_uid: str, now: dict[str, dict[str, Any]]) -> AssetStep:
    """Make a step of its entries, the newest first; ``now`` goes back to what was before it."""
    changes: list[ValueChange] = []
    _, _, _, _, number, kind, description, who, at, _ = entries[0]
    for table, uid, op, old, *_ in entries:
        if op == "U":
            before = _read_old(old)
            changes += _changes(table, before, now.get(uid, {}))
            now.setdefault(uid, {}).update(before)
    return AssetStep(
        number=number or 0,
        kind=kind or "outside",
        description=description or "Changed by another program",
        who=who or "",
        at=at or "",
        added=any(uid == asset_uid and op == "I" for _, uid, op, *_ in entries),
        removed_rows=sum(op == "D" for _, _, op, *_ in entries),
        added_rows=sum(op == "I" and uid != asset_uid for _, uid, op, *_ in entries),
        changes=tuple(reversed(changes)),
    )


def _read_old(old: str | None) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(old or "{}")
    return found


def _changes(table: str, before: dict[str, Any], after: dict[str, Any]) -> Iterable[ValueChange]:
    if table not in METADATA.tables:
        return
    columns = tracked_table(table).c
    for name, old in before.items():
        if name not in columns or name == "geom" or old == after.get(name):
            continue
        values = value_column(columns[name], (old, after.get(name)))
        yield ValueChange(table, name, values[0], values[1], str(after.get("kind") or ""))
