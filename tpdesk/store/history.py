"""Changes as one transaction each, and the way back: execute, undo, redo.

The database writes down the old rows itself, so undo, redo, the audit trail and the edits of other
programs all come from one mechanism. Undo and redo survive a restart, for they are read from the file.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from tpdesk.domain.changes import ChangeSet
from tpdesk.domain.errors import ConflictError
from tpdesk.domain.pausing import pause_collection
from tpdesk.store.added_rows import ADDED_BY_STEP, changed_outside_since, delete_added, log_added
from tpdesk.store.audit import (
    COMMAND,
    OUTSIDE,
    REDO,
    UNDO,
    adopt_outside_edits,
    history_before,
    open_entry,
    seal_entry,
)
from tpdesk.store.connection import fetch_rows
from tpdesk.store.failures import moved_on, read_only
from tpdesk.store.gpkg import decode_shapes
from tpdesk.store.gpkg_tables import note_changes
from tpdesk.store.migrations.history import upgraded_row
from tpdesk.store.schema.tables import FEATURES, METADATA
from tpdesk.store.spatial_index import index_shapes, without_insert_triggers
from tpdesk.store.write import BULK_ROWS, CHUNK_ROWS, RegisterWriter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import sqlalchemy as sa

    from tpdesk.domain.changes import Command
    from tpdesk.domain.progress import Progress
    from tpdesk.store.connection import Connections

_LAST_STEP = (
    "SELECT id, description FROM audit_tx AS step WHERE kind IN ('command', 'redo')"
    " AND NOT EXISTS (SELECT 1 FROM audit_tx WHERE kind = 'undo' AND undoes = step.id)"
    " ORDER BY id DESC LIMIT 1"
)
_LAST_UNDONE = (
    "SELECT id, description FROM audit_tx AS step WHERE kind = 'undo'"
    " AND NOT EXISTS (SELECT 1 FROM audit_tx WHERE kind = 'redo' AND undoes = step.id)"
    " AND id > coalesce((SELECT max(id) FROM audit_tx WHERE kind = 'command'), 0)"
    " ORDER BY id DESC LIMIT 1"
)
_NAMED_ROWS = 5
_MANY = "many"


@dataclass(frozen=True, slots=True)
class _Old:
    """One row of the history, ready to be put back; an added row has no uid when ``fids`` says which many."""

    table: str
    uid: str
    op: str
    values: dict[str, Any]
    fids: tuple[int, int] | None


class History:
    """The register's changes.

    Args:
        connections: Of the open register.
    """

    def __init__(self, connections: Connections) -> None:
        """Take the connections; nothing is read yet."""
        self._connections = connections

    def execute(self, command: Command, progress: Progress) -> ChangeSet:
        """Apply a command in one transaction; any exception leaves the register and its history as they were.

        A command that changes no row leaves no entry; its change set has the number 0.
        """
        with self._changing() as connection, pause_collection():
            number = open_entry(connection, COMMAND, command.describe())
            command.apply(RegisterWriter(connection, progress))
            return self._finish(connection, number, command.describe())

    def undo(self, progress: Progress) -> ChangeSet:
        """Take back the newest step that tpdesk made.

        Raises:
            ConflictError: There is none, or other programs have changed its rows since.
        """
        return self._take_back(_LAST_STEP, UNDO, progress)

    def redo(self, progress: Progress) -> ChangeSet:
        """Make the newest step that was taken back again.

        Raises:
            ConflictError: There is none, or other programs have changed its rows since.
        """
        return self._take_back(_LAST_UNDONE, REDO, progress)

    @property
    def undo_description(self) -> str | None:
        """The words of the step that undo would take back, None when there is none."""
        return self._description(_LAST_STEP)

    @property
    def redo_description(self) -> str | None:
        """The words of the step that redo would make again, None when there is none."""
        return self._description(_LAST_UNDONE)

    def _description(self, query: str) -> str | None:
        with self._connections.reading() as connection:
            found = connection.exec_driver_sql(query).one_or_none()
        return None if found is None else str(found[1])

    @contextmanager
    def _changing(self) -> Iterator[sa.Connection]:
        if self._connections.read_only:
            raise read_only(self._connections.path.name)
        with self._connections.writing() as connection:
            adopt_outside_edits(connection)
            yield connection

    def _finish(self, connection: sa.Connection, number: int, description: str) -> ChangeSet:
        touched = seal_entry(connection, number)
        if not touched.tables:
            connection.exec_driver_sql("DELETE FROM audit_tx WHERE id = ?", (number,))
            return ChangeSet(0, description, frozenset())
        note_changes(connection, touched.tables)
        return ChangeSet(number, description, touched.tables, touched.uids)

    def _take_back(self, query: str, kind: str, progress: Progress) -> ChangeSet:
        with self._changing() as connection, moved_on(self._connections.path.name):
            found = connection.exec_driver_sql(query).one_or_none()
            if found is None:
                raise ConflictError(
                    f"nothing_to_{kind}",
                    f"There is nothing to {kind}.",
                    "The register has no step that could be taken back or made again.",
                )
            step, description = int(found[0]), str(found[1])
            _refuse_if_changed_since(connection, step)
            number = open_entry(connection, kind, description, undoes=step)
            # Rows come back in the reverse of the order in which they went, so links may dangle meanwhile.
            connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
            _put_back(connection, step, progress)
            _refuse_if_others_went_too(connection, step, number)
            return self._finish(connection, number, description)


# --- putting rows back --------------------------------------------------------------------------------


def _put_back(connection: sa.Connection, step: int, progress: Progress) -> None:
    first = history_before(connection, step)
    last = connection.exec_driver_sql("SELECT last_history FROM audit_tx WHERE id = ?", (step,)).scalar_one()
    upper = int(last) + 1
    behind, total = 0, _rows_of(connection, step, first)
    while rows := _older_rows(connection, step, first, upper):
        upper = rows[-1][0]
        for (table, op, columns), group in groupby(map(_read_old, rows), key=_statement_key):
            for count in _put_back_run(connection, table, op, columns, list(group)):
                behind += count
                progress.step(behind, total, "Taking back")


def _rows_of(connection: sa.Connection, step: int, after: int) -> int:
    return int(
        connection.exec_driver_sql(
            "SELECT coalesce(sum(coalesce(last_fid - first_fid + 1, 1)), 0) FROM history NOT INDEXED"
            " WHERE id > ? AND tx_id = ?",
            (after, step),
        ).scalar_one()
    )


def _older_rows(connection: sa.Connection, step: int, first: int, upper: int) -> list[tuple[Any, ...]]:
    return fetch_rows(
        connection,
        "SELECT id, tbl, uid, op, old, revision, first_fid, last_fid FROM history NOT INDEXED"
        f" WHERE id > {first:d} AND id < {upper:d} AND tx_id = {step:d} ORDER BY id DESC LIMIT {CHUNK_ROWS}",
    )


def _read_old(row: Sequence[Any]) -> _Old:
    _, table, uid, op, old, revision, first, last = row
    values = {name: _read_value(value) for name, value in json.loads(old or "{}").items()}
    return _Old(*upgraded_row(revision, table, uid, op, values), None if first is None else (first, last))


def _read_value(value: object) -> object:
    return bytes.fromhex(value["hex"]) if isinstance(value, dict) else value


def _statement_key(row: _Old) -> tuple[str, str, tuple[str, ...]]:
    if row.fids:
        return row.table, _MANY, ()
    if row.op == "D":
        # All columns, known or not, so that one statement serves every removed row of a table.
        return row.table, row.op, tuple(column.name for column in METADATA.tables[row.table].c)
    return row.table, row.op, tuple(row.values)


def _put_back_run(
    connection: sa.Connection, table: str, op: str, columns: tuple[str, ...], rows: list[_Old]
) -> Iterator[int]:
    """Put rows back; give after each statement how many are behind us."""
    if op == _MANY:
        for row in rows:
            if row.fids:
                yield from delete_added(connection, table, row.fids, CHUNK_ROWS)
        return
    if op == "I":
        sql = f'DELETE FROM "{table}" WHERE uid = ?'
        values: list[tuple[Any, ...]] = [(row.uid,) for row in rows]
    elif op == "D":
        _put_removed_back(connection, table, columns, rows)
        yield len(rows)
        return
    else:
        settings = ", ".join(f'"{name}" = ?' for name in columns)
        sql = f'UPDATE "{table}" SET {settings} WHERE uid = ?'
        values = [(*row.values.values(), row.uid) for row in rows]
    connection.exec_driver_sql(sql, values)
    yield len(rows)


def _put_removed_back(
    connection: sa.Connection, table: str, columns: tuple[str, ...], rows: list[_Old]
) -> None:
    names = ", ".join(f'"{name}"' for name in columns)
    sql = f'INSERT INTO "{table}" ({names}) VALUES ({", ".join("?" * len(columns))})'
    values = [tuple({**row.values, "uid": row.uid}.get(name) for name in columns) for row in rows]
    if len(rows) < BULK_ROWS:
        connection.exec_driver_sql(sql, values)
        return
    target = METADATA.tables[table]
    with without_insert_triggers(connection, target):
        connection.exec_driver_sql(sql, values)
    fids = [int(row.values["fid"]) for row in rows]
    log_added(connection, table, sorted(fids))
    if target in FEATURES:
        index_shapes(connection, table, fids, decode_shapes([row.values.get("geom") for row in rows]))


# --- refusing -----------------------------------------------------------------------------------------


def _refuse_if_changed_since(connection: sa.Connection, step: int) -> None:
    changed = connection.exec_driver_sql(
        "SELECT DISTINCT later.tbl, later.uid FROM history AS later"
        " JOIN audit_tx ON audit_tx.id = later.tx_id AND audit_tx.kind = ?"
        " WHERE later.tx_id > ? AND EXISTS"
        " (SELECT 1 FROM history AS ours WHERE ours.tx_id = ? AND ours.uid = later.uid)",
        (OUTSIDE, step, step),
    ).all()
    named = [(str(table), str(uid)) for table, uid in changed]
    _refuse(connection, named + changed_outside_since(connection, step, OUTSIDE))


def _refuse_if_others_went_too(connection: sa.Connection, step: int, number: int) -> None:
    """Removing a row removes what hangs on it; what others hung there since must not go unseen."""
    dragged = connection.exec_driver_sql(
        "SELECT DISTINCT tbl, uid FROM history AS gone WHERE tx_id = ? AND NOT EXISTS"
        " (SELECT 1 FROM history AS ours WHERE ours.tx_id = ? AND ours.uid = gone.uid)"
        f" AND uid IS NOT NULL AND NOT {ADDED_BY_STEP}",
        (number, step, step),
    ).all()
    _refuse(connection, [(str(table), str(uid)) for table, uid in dragged])


def _refuse(connection: sa.Connection, rows: list[tuple[str, str]]) -> None:
    if not rows:
        return
    named = ", ".join(_name_row(connection, table, uid) for table, uid in rows[:_NAMED_ROWS])
    more = f" and {len(rows) - _NAMED_ROWS} more" if len(rows) > _NAMED_ROWS else ""
    raise ConflictError(
        "changed_since",
        f"Another program has changed what this step touched: {named}{more}. Nothing was changed.",
        "Look at these rows and change them by hand.",
    )


def _name_row(connection: sa.Connection, table: str, uid: str) -> str:
    columns = METADATA.tables[table].c
    title = str(METADATA.tables[table].info["title"])
    if "name" not in columns:
        return f"{title} {uid}"
    name = connection.exec_driver_sql(
        f'SELECT name FROM "{table}" WHERE uid = ?', (uid,)
    ).scalar_one_or_none()
    return f"{title} “{name or uid}”"
