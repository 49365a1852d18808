"""Rows added many at a time: the history keeps the numbers of the first and the last, not an entry for each.

A row's number never changes and is never given again, so the two numbers say for ever which rows they were.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpdesk.store.schema.version import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import sqlalchemy as sa

RowName = tuple[str, str]
"""A row's table and uid."""


def log_added(connection: sa.Connection, table: str, fids: Sequence[int]) -> None:
    """Write into the open step that rows were added.

    Args:
        connection: In a transaction whose audit row is open.
        table: Their table.
        fids: Their numbers, rising; each unbroken run becomes one entry.
    """
    entries = [(table, SCHEMA, first, last) for first, last in _unbroken(fids)]
    connection.exec_driver_sql(
        "INSERT INTO history (tx_id, tbl, op, revision, first_fid, last_fid)"
        " SELECT id, ?, 'I', ?, ?, ? FROM audit_tx WHERE open = 1",
        entries,
    )


def _unbroken(fids: Sequence[int]) -> Iterable[tuple[int, int]]:
    if isinstance(fids, range):
        return [(fids[0], fids[-1])]
    starts = [place for place, fid in enumerate(fids) if place == 0 or fid != fids[place - 1] + 1]
    ends = [*starts[1:], len(fids)]
    return [(fids[start], fids[end - 1]) for start, end in zip(starts, ends, strict=True)]


def delete_added(connection: sa.Connection, table: str, fids: tuple[int, int], at_once: int) -> Iterable[int]:
    """Remove such rows again, the newest first and so many at once; give how many after each."""
    first, last = fids
    for upper in range(last, first - 1, -at_once):
        lower = max(first, upper - at_once + 1)
        connection.exec_driver_sql(f'DELETE FROM "{table}" WHERE fid BETWEEN ? AND ?', (lower, upper))
        yield upper - lower + 1


def read_added_uids(connection: sa.Connection, step: int, table: str, most: int) -> frozenset[str]:
    """Give the uids of the rows that a step has added many at a time to a table, at most so many."""
    found: set[str] = set()
    for first, last in _ranges(connection, step).get(table, ()):
        room = most - len(found)
        found.update(
            connection.exec_driver_sql(
                f'SELECT uid FROM "{table}" WHERE fid BETWEEN ? AND ? LIMIT ?', (first, last, room)
            ).scalars()
        )
    return frozenset(found)


def changed_outside_since(connection: sa.Connection, step: int, outside: str) -> list[RowName]:
    """Name the rows that a step added many at a time and that ``outside`` entries touched since."""
    changed: list[RowName] = []
    for table in _ranges(connection, step):
        found = connection.exec_driver_sql(
            "SELECT DISTINCT later.uid FROM history AS later"
            " JOIN audit_tx ON audit_tx.id = later.tx_id AND audit_tx.kind = ?"
            " WHERE later.tx_id > ? AND later.tbl = ? AND EXISTS (SELECT 1 FROM history AS ours"
            " WHERE ours.tx_id = ? AND ours.tbl = later.tbl"
            f' AND coalesce((SELECT fid FROM "{table}" AS row WHERE row.uid = later.uid), {_GONE})'
            " BETWEEN ours.first_fid AND ours.last_fid)",
            (outside, step, table, step),
        ).scalars()
        changed += [(table, str(uid)) for uid in found]
    return changed


_GONE = "iif(later.op = 'D', json_extract(later.old, '$.fid'), NULL)"

ADDED_BY_STEP = (
    "EXISTS (SELECT 1 FROM history AS ours WHERE ours.tx_id = ? AND ours.tbl = gone.tbl"
    " AND json_extract(gone.old, '$.fid') BETWEEN ours.first_fid AND ours.last_fid)"
)
"""Whether the removed row ``gone`` of the history is one that a step added many at a time."""


def _ranges(connection: sa.Connection, step: int) -> dict[str, list[tuple[int, int]]]:
    found: dict[str, list[tuple[int, int]]] = {}
    for table, first, last in connection.exec_driver_sql(
        "SELECT tbl, first_fid, last_fid FROM history WHERE tx_id = ? AND first_fid IS NOT NULL ORDER BY id",
        (step,),
    ):
        found.setdefault(str(table), []).append((int(first), int(last)))
    return found
