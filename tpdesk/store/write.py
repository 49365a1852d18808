"""The write door: the only way in which rows of a register change."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, Any

import numpy as np

from tpdesk.domain.errors import ConflictError
from tpdesk.store.added_rows import log_added
from tpdesk.store.encoding import stored_column, stored_columns, stored_rows, value_rows
from tpdesk.store.schema.tables import FEATURES, tracked_table
from tpdesk.store.spatial_index import index_shapes, next_fid, without_insert_triggers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import sqlalchemy as sa

    from tpdesk.domain.changes import Column, Row
    from tpdesk.domain.progress import Progress

    Values = Sequence[object]

CHUNK_ROWS = 10_000
"""Rows that go to SQLite at once; between two chunks a person may cancel."""

BULK_ROWS = 500
"""From so many rows on, history and spatial index are filled after the rows instead of by triggers each."""

_VALUES_AT_ONCE = 400
"""So many values go into one statement that adds several rows; SQLite takes far more and gains nothing."""


class RegisterWriter:
    """Changes rows inside the transaction that a command runs in.

    Args:
        connection: In a transaction whose audit row is open.
        progress: Told how many rows are behind us after each chunk; the total is 0, that is unknown.
    """

    def __init__(self, connection: sa.Connection, progress: Progress) -> None:
        """Start with nothing written."""
        self._connection = connection
        self._progress = progress
        self._written = 0

    def insert(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> int:
        """Add rows and give their number.

        Raises:
            ValueError: ``uid`` is not among the columns.
            TypeError: A value is of no kind that its column holds.
        """
        return self._add(table, columns, (list(zip(*chunk, strict=True)) for chunk in _chunks(rows)))

    def insert_columns(self, table: str, columns: Mapping[str, Column]) -> int:
        """Add rows that are given column by column, and give their number.

        Raises:
            ValueError: ``uid`` is not among the columns, or they differ in length.
            TypeError: A value is of no kind that its column holds.
        """
        values = list(columns.values())
        if len(set(map(len, values))) > 1:
            raise ValueError(f"columns of {table} differ in length")
        return self._add(table, list(columns), _pieces(values))

    def _add(self, table: str, names: Sequence[str], pieces: Iterator[list[Values]]) -> int:
        target = tracked_table(table)
        if "uid" not in names:
            raise ValueError(f"rows of {table} need their uid")
        chosen = [target.c[name] for name in names]
        first = next(pieces, None)
        if first is None:
            return 0
        pieces = chain([first], pieces)
        if len(first[0]) >= BULK_ROWS:
            return self._add_many(target, chosen, pieces)
        count = 0
        for piece in pieces:
            self._run(_insert_sql(table, names), list(zip(*stored_columns(chosen, piece), strict=True)))
            count += len(piece[0])
            self._tell(len(piece[0]), target)
        return count

    def _add_many(
        self, target: sa.Table, columns: list[sa.Column[Any]], pieces: Iterable[list[Values]]
    ) -> int:
        """Add rows without a trigger for each: their history and their index are written for many at once."""
        names = [column.name for column in columns]
        first = upto = next_fid(self._connection, target.name)
        with without_insert_triggers(self._connection, target):
            for piece in pieces:
                uids = piece[names.index("uid")]
                if None in uids:
                    raise ValueError(f"rows of {target.name} need their uid")
                fids = range(upto, upto + len(uids))
                _insert_together(self._connection, target.name, fids, _known(columns, piece))
                if target in FEATURES and "geom" in names:
                    index_shapes(self._connection, target.name, fids, piece[names.index("geom")])
                upto += len(uids)
                self._tell(len(uids), target)
        log_added(self._connection, target.name, range(first, upto))
        return upto - first

    def update(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> int:
        """Change rows: each row is the uid followed by the values of ``columns``; give their number.

        Raises:
            ConflictError: A row is no longer there.
            TypeError: A value is of no kind that its column holds.
        """
        target = tracked_table(table)
        chosen = [target.c["uid"], *(target.c[name] for name in columns)]
        settings = ", ".join(f'"{name}" = ?' for name in columns)
        sql = f'UPDATE "{table}" SET {settings} WHERE uid = ?'
        count = 0
        for chunk in _chunks(rows):
            stored = stored_rows(chosen, chunk)
            if self._run(sql, [(*row[1:], row[0]) for row in stored]) != len(chunk):
                raise ConflictError(
                    "rows_gone",
                    f"Rows of “{target.info['title']}” were removed while they were being changed."
                    " Nothing was changed.",
                    "Look at the register again and repeat the change.",
                )
            count += len(chunk)
            self._tell(len(chunk), target)
        return count

    def delete(self, table: str, uids: Iterable[str]) -> int:
        """Remove rows by uid, and with them the rows that are theirs; give the number of the former."""
        target = tracked_table(table)
        count = 0
        for chunk in _chunks((uid,) for uid in uids):
            count += self._run(f'DELETE FROM "{table}" WHERE uid = ?', [tuple(row) for row in chunk])
            self._tell(len(chunk), target)
        return count

    def select(
        self, table: str, columns: Sequence[str], equal: Mapping[str, object] | None = None
    ) -> list[tuple[object, ...]]:
        """Read rows inside the transaction, in the order in which they were added.

        Args:
            table: The table.
            columns: Its columns; days come as dates, shapes as shapely geometries.
            equal: Only rows whose columns have these values; None means unknown.
        """
        target = tracked_table(table)
        chosen = [target.c[name] for name in columns]
        names = ", ".join(f'"{name}"' for name in columns)
        sql = f'SELECT {names} FROM "{table}"'
        values: list[object] = []
        for name, value in (equal or {}).items():
            sql += f'{" AND" if values else " WHERE"} "{name}" IS ?'
            values.append(stored_column(target.c[name], [value])[0])
        found = self._connection.exec_driver_sql(f"{sql} ORDER BY fid", tuple(values))
        return value_rows(chosen, found.all())

    def _run(self, sql: str, rows: list[tuple[object, ...]]) -> int:
        return self._connection.exec_driver_sql(sql, rows).rowcount if rows else 0

    def _tell(self, rows: int, target: sa.Table) -> None:
        self._written += rows
        self._progress.step(self._written, 0, f"Writing {str(target.info['title']).lower()}")


def _chunks(rows: Iterable[Row]) -> Iterator[list[Row]]:
    remaining = iter(rows)
    while chunk := list(islice(remaining, CHUNK_ROWS)):
        yield chunk


def _pieces(columns: list[Column]) -> Iterator[list[Values]]:
    for start in range(0, len(columns[0]) if columns else 0, CHUNK_ROWS):
        cut = (column[start : start + CHUNK_ROWS] for column in columns)
        yield [each.tolist() if isinstance(each, np.ndarray) else each for each in cut]


def _insert_sql(table: str, columns: Sequence[str], at_once: int = 1) -> str:
    names = ", ".join(f'"{name}"' for name in columns)
    row = f"({', '.join('?' * len(columns))})"
    return f'INSERT INTO "{table}" ({names}) VALUES {", ".join([row] * at_once)}'


def _known(columns: list[sa.Column[Any]], piece: list[Values]) -> dict[str, Values]:
    """Give what SQLite is told of each column; one of which nothing is known is left to be empty."""
    stored = zip(columns, stored_columns(columns, piece), strict=True)
    return {
        column.name: values
        for column, values in stored
        if column.server_default is not None or values.count(None) < len(values)
    }


def _insert_together(
    connection: sa.Connection, table: str, fids: Sequence[int], values: Mapping[str, Values]
) -> None:
    """Add rows, several with each statement: what a statement costs by itself is as dear as a row."""
    names = ["fid", *values]
    rows = list(zip(fids, *values.values(), strict=True))
    at_once = max(1, _VALUES_AT_ONCE // len(names))
    whole = len(rows) - len(rows) % at_once
    groups = [tuple(chain.from_iterable(rows[start : start + at_once])) for start in range(0, whole, at_once)]
    for sql, some in (
        (_insert_sql(table, names, at_once), groups),
        (_insert_sql(table, names), rows[whole:]),
    ):
        if some:
            connection.exec_driver_sql(sql, some)
