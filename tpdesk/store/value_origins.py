"""Who or what last wrote a value: the step that changed it, and the imports that know its asset."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import sqlalchemy as sa

    from tpdesk.store.connection import Readable

_AT_ONCE = 500
"""Uids in one query; SQLite takes 999 on the oldest machines."""


@dataclass(frozen=True, slots=True)
class ChangeStep:
    """A step of the history that changed a value.

    Attributes:
        number: Of the transaction, 0 when another program made it and no step has followed yet.
        kind: command, undo, redo or outside.
        who: Account of the operating system, empty for other programs.
        at: When, UTC, ISO 8601.
    """

    number: int
    kind: str
    who: str
    at: str


def read_last_changes(
    register: Readable, table: str, uids: Sequence[str]
) -> dict[tuple[str, str], ChangeStep]:
    """Read the newest step that changed each column of some rows; what none has changed is not there.

    Args:
        register: The register.
        table: The table of the rows.
        uids: The rows.
    """
    found: dict[tuple[str, str], ChangeStep] = {}
    with register.reading() as connection:
        for part, marks in _parts(uids):
            entries = connection.exec_driver_sql(
                "SELECT history.uid, history.old, coalesce(history.tx_id, 0), audit_tx.kind, audit_tx.who,"
                " coalesce(audit_tx.at, history.at) FROM history"
                " LEFT JOIN audit_tx ON audit_tx.id = history.tx_id"
                f" WHERE history.uid IN ({marks}) AND history.tbl = ? AND history.op = 'U'"
                " ORDER BY history.id",
                (*part, table),
            )
            for uid, old, number, kind, who, at in entries:
                step = ChangeStep(number, kind or "outside", who or "", at or "")
                found |= {(uid, column): step for column in json.loads(old or "{}")}
    return found


def read_import_steps(register: Readable, batches: Sequence[str]) -> dict[int, str]:
    """Give the import that each step of the history made, by the step's number."""
    with register.reading() as connection:
        return {
            number: uid
            for part, marks in _parts(batches)
            for number, uid in _all(
                connection,
                f"SELECT tx_id, uid FROM history WHERE uid IN ({marks}) AND tbl = 'batch' AND op = 'I'"
                " AND tx_id IS NOT NULL",
                part,
            )
        }


def read_asset_imports(register: Readable, assets: Sequence[str]) -> dict[str, list[str]]:
    """Give the imports that had a row about each asset, the oldest first."""
    found: dict[str, list[str]] = {}
    with register.reading() as connection:
        for part, marks in _parts(assets):
            sql = (
                "SELECT record_uid, batch_uid FROM record_source"
                f" WHERE record_uid IN ({marks}) AND record_table = 'asset' ORDER BY fid"
            )
            for asset, batch in _all(connection, sql, part):
                found.setdefault(asset, []).append(batch)
    return found


def read_assets_of_import(register: Readable, batch: str) -> frozenset[str]:
    """Give the assets that an import had a row about."""
    with register.reading() as connection:
        sql = "SELECT record_uid FROM record_source WHERE batch_uid = ? AND record_table = 'asset'"
        return frozenset(connection.exec_driver_sql(sql, (batch,)).scalars())


def _parts(uids: Sequence[str]) -> Iterator[tuple[tuple[str, ...], str]]:
    for start in range(0, len(uids), _AT_ONCE):
        part = tuple(uids[start : start + _AT_ONCE])
        yield part, ", ".join("?" * len(part))


def _all(connection: sa.Connection, sql: str, values: tuple[str, ...]) -> list[Any]:
    return list(connection.exec_driver_sql(sql, values).all())
