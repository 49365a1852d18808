"""The book of changes: who changed what and when, each entry sealed with the one before it."""

from __future__ import annotations

import getpass
import hashlib
import platform
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tpdesk.store.added_rows import read_added_uids
from tpdesk.store.connection import fetch_rows
from tpdesk.store.encoding import moment_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    import sqlalchemy as sa

NAMED_UIDS = 10_000
"""A table with more changed rows than this is named without its rows."""

_ROWS_AT_ONCE = 5_000

COMMAND, UNDO, REDO, OUTSIDE = "command", "undo", "redo", "outside"


@dataclass(frozen=True, slots=True)
class Touched:
    """What a transaction's history says it touched.

    Attributes:
        digest: SHA-256 over its history rows.
        last_history: Number of its last history row, or of the one before it when it has none.
        uids: Uids by table; more than NAMED_UIDS of a table are not listed.
        tables: Names of the tables touched.
    """

    digest: str
    last_history: int
    uids: Mapping[str, frozenset[str]]
    tables: frozenset[str]


def account() -> str:
    """Give the signed-in account of the operating system."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def open_entry(connection: sa.Connection, kind: str, description: str, undoes: int | None = None) -> int:
    """Begin an entry; until it is sealed every change counts as its own. Give its number."""
    values = (account(), platform.node(), moment_text(datetime.now(UTC)), kind, description, undoes)
    return _add_entry(connection, (*values, 1))


def _add_entry(connection: sa.Connection, values: tuple[object, ...]) -> int:
    return int(
        connection.exec_driver_sql(
            'INSERT INTO audit_tx (who, computer, at, kind, description, undoes, "open")'
            " VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
            values,
        ).scalar_one()
    )


def seal_entry(connection: sa.Connection, number: int) -> Touched:
    """End an entry: its rows are added up and chained to the entry before."""
    touched = read_touched(connection, number)
    connection.exec_driver_sql(
        'UPDATE audit_tx SET "open" = NULL, last_history = ?, digest = ? WHERE id = ?',
        (touched.last_history, touched.digest, number),
    )
    before = connection.exec_driver_sql(
        "SELECT chain FROM audit_tx WHERE id < ? ORDER BY id DESC LIMIT 1", (number,)
    ).scalar_one_or_none()
    connection.exec_driver_sql(
        "UPDATE audit_tx SET chain = ? WHERE id = ?", (link(connection, number, before), number)
    )
    return touched


def adopt_outside_edits(connection: sa.Connection) -> None:
    """Give the changes that other programs made since an entry of their own, so that it is sealed too."""
    first = connection.exec_driver_sql("SELECT min(at) FROM history WHERE tx_id IS NULL").scalar_one()
    if first is None:
        return
    number = _add_entry(connection, (None, None, first, OUTSIDE, "Changed by another program", None, None))
    connection.exec_driver_sql("UPDATE history SET tx_id = ? WHERE tx_id IS NULL", (number,))
    seal_entry(connection, number)


def history_before(connection: sa.Connection, number: int) -> int:
    """Give the number of the last history row before an entry's own; its rows all come later.

    Rows are found by their own order from here on: the index by entry would have them sorted again.
    """
    return int(
        connection.exec_driver_sql(
            "SELECT coalesce(max(last_history), 0) FROM audit_tx WHERE id < ?", (number,)
        ).scalar_one()
    )


def read_touched(connection: sa.Connection, number: int) -> Touched:
    """Add up the history rows of an entry, and name the rows they are of."""
    before = history_before(connection, number)
    digest, last = _digest(connection, number, before)
    touched: dict[str, frozenset[str]] = {}
    few: dict[str, frozenset[str]] = {}
    for table, first, end in fetch_rows(
        connection,
        "SELECT tbl, min(id), max(id) FROM history NOT INDEXED"
        f" WHERE id > {before:d} AND tx_id = {number:d} GROUP BY tbl",
    ):
        uids = connection.exec_driver_sql(
            "SELECT DISTINCT uid FROM history NOT INDEXED WHERE id BETWEEN ? AND ? AND tx_id = ? AND tbl = ?"
            " AND uid IS NOT NULL LIMIT ?",
            (first, end, number, table, NAMED_UIDS + 1),
        ).scalars()
        touched[table] = frozenset(uids) | read_added_uids(connection, number, table, NAMED_UIDS + 1)
        if len(touched[table]) <= NAMED_UIDS:
            few[table] = touched[table]
    return Touched(digest, last, few, frozenset(touched))


def _digest(connection: sa.Connection, number: int, after: int) -> tuple[str, int]:
    """Give the sum over an entry's history rows, and the number of the last of them."""
    sums = hashlib.sha256()
    last = after
    while True:
        # SQLite writes the rows out itself: a large import has more than a million.
        part = fetch_rows(
            connection,
            "SELECT max(id), group_concat(said, char(10)) FROM (SELECT id,"
            " printf('%d %Q %Q %Q %Q %Q %Q', id, tbl, uid, op, old, revision, at)"
            " || iif(first_fid IS NULL, '', printf(' %d %d', first_fid, last_fid)) AS said"
            f" FROM history NOT INDEXED WHERE id > {last:d} AND tx_id = {number:d}"
            f" ORDER BY id LIMIT {_ROWS_AT_ONCE})",
        )
        upto, said = part[0]
        if upto is None:
            return sums.hexdigest(), last
        last = upto
        sums.update(said.encode())


def link(connection: sa.Connection, number: int, before: str | None) -> str:
    """Work out the seal of an entry from all it says and the seal of the entry before it."""
    row = connection.exec_driver_sql(
        "SELECT id, who, computer, at, kind, description, undoes, last_history, digest"
        " FROM audit_tx WHERE id = ?",
        (number,),
    ).one()
    return hashlib.sha256(repr((before or "", *row)).encode()).hexdigest()


def first_broken_entry(connection: sa.Connection) -> int | None:
    """Give the number of the first entry whose seal does not fit; None when all do."""
    before: str | None = None
    entries = connection.exec_driver_sql("SELECT id, digest, chain FROM audit_tx ORDER BY id").all()
    for number, digest, chain in entries:
        sums, _ = _digest(connection, number, history_before(connection, number))
        if sums != digest or link(connection, number, before) != chain:
            return int(number)
        before = chain
    return None
