"""The lists that a register holds, each with its newest edition, and the assets that came with one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tpdesk.store.connection import Readable

_NEWEST = """
SELECT list.uid, list.name, organisation.name, batch.file, batch.rows_kept, batch.imported_at,
    (SELECT count(*) FROM batch AS every WHERE every.list_uid = list.uid)
FROM list
JOIN batch ON batch.fid = (SELECT max(each.fid) FROM batch AS each WHERE each.list_uid = list.uid)
LEFT JOIN organisation ON organisation.uid = list.organisation_uid
ORDER BY batch.fid DESC
"""
_ASSETS = """
SELECT DISTINCT record_source.record_uid FROM record_source
JOIN batch ON batch.uid = record_source.batch_uid
WHERE batch.list_uid = ? AND record_source.record_table = 'asset'
"""


@dataclass(frozen=True, slots=True)
class KnownList:
    """A list that has come in.

    Attributes:
        uid: Of the list.
        name: What it is called.
        organisation: Who reports it; empty when each row says so itself.
        file: Name of the newest edition's file.
        rows: Rows of the newest edition that were kept.
        imported_at: When that came in, in ISO 8601.
        editions: How often the list has come.
    """

    uid: str
    name: str
    organisation: str
    file: str
    rows: int
    imported_at: str
    editions: int


def read_known_lists(register: Readable) -> tuple[KnownList, ...]:
    """Read the lists, the one that came last first."""
    with register.reading() as connection:
        rows = connection.exec_driver_sql(_NEWEST).all()
    return tuple(
        KnownList(uid, name or "", organisation or "", file or "", kept or 0, at or "", editions)
        for uid, name, organisation, file, kept, at, editions in rows
    )


def read_assets_of_list(register: Readable, list_uid: str) -> frozenset[str]:
    """Read the uids of the assets that any edition of a list has told of."""
    with register.reading() as connection:
        rows = connection.exec_driver_sql(_ASSETS, (list_uid,)).all()
    return frozenset(str(uid) for (uid,) in rows)
