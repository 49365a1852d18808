"""The book of changes row by row: which assets each step touched, and who could see them at the time."""

from __future__ import annotations

import json
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING, Any

from tpdesk.store.asset_history import CHILD_TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import sqlalchemy as sa

    from tpdesk.store.connection import Readable

_GUARDED = ("sensitivity", "organisation_uid")
"""Columns of an asset by which it is withheld."""


@dataclass(frozen=True, slots=True)
class PastState:
    """What an asset was withheld by, up to and with a step.

    Attributes:
        asset_uid: The asset.
        step: Number of the step that ended it; infinite when no step of tpdesk has followed yet.
        sensitivity, organisation_uid: As stored.
        unknown: Whether some of it belonged to another asset, so that nothing can be said of it.
    """

    asset_uid: str
    step: float
    sensitivity: str | None
    organisation_uid: str | None
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class TouchedRow:
    """One row of an asset that a step has added, changed or removed.

    Attributes:
        step: Number of the step; infinite when another program made it and no step has followed yet.
        table: The row's table.
        asset_uid: The asset it belongs to now, or belonged to when it went.
        op: I, U or D.
        columns: Columns that a change touched.
    """

    step: float
    table: str
    asset_uid: str
    op: str
    columns: frozenset[str] = frozenset()


def read_past_states(register: Readable) -> list[PastState]:
    """Read what the assets of now were withheld by before, for every change of that."""
    with register.reading() as connection:
        now = {
            uid: {"sensitivity": sensitivity, "organisation_uid": organisation}
            for uid, sensitivity, organisation in connection.exec_driver_sql(
                "SELECT uid, sensitivity, organisation_uid FROM asset"
            )
        }
        states = list(_guarded(connection, now))
        for table in CHILD_TABLES:
            states += _moved(connection, table)
    return states


def _guarded(connection: sa.Connection, now: dict[str, dict[str, Any]]) -> Iterator[PastState]:
    entries = connection.exec_driver_sql(
        "SELECT uid, op, old, tx_id FROM history WHERE tbl = 'asset' AND op <> 'I'"
        " AND (op = 'D' OR old LIKE '%\"sensitivity\"%' OR old LIKE '%\"organisation_uid\"%')"
        " ORDER BY coalesce(tx_id, 9e18) DESC, id DESC"
    )
    for uid, op, old, step in entries:
        state = now.get(uid)
        if state is None:
            continue
        before = json.loads(old or "{}")
        state.update({name: before.get(name) for name in _GUARDED if op == "D" or name in before})
        yield PastState(uid, inf if step is None else step, state["sensitivity"], state["organisation_uid"])


def _moved(connection: sa.Connection, table: str) -> Iterator[PastState]:
    rows = connection.exec_driver_sql(
        f'SELECT row.asset_uid, history.tx_id FROM history JOIN "{table}" AS row ON row.uid = history.uid'
        " WHERE history.tbl = ? AND history.op = 'U' AND history.old LIKE '%\"asset_uid\"%'",
        (table,),
    )
    for asset, step in rows:
        yield PastState(asset, inf if step is None else step, None, None, unknown=True)


def read_touched_rows(register: Readable) -> Iterator[TouchedRow]:
    """Read which rows of assets each step has touched, without those of records that went since."""
    with register.reading() as connection:
        for table in ("asset", *CHILD_TABLES):
            owner = "uid" if table == "asset" else "asset_uid"
            found = connection.exec_driver_sql(f'SELECT uid, {owner} FROM "{table}"')
            owners: dict[str, str | None] = {uid: asset for uid, asset in found}  # noqa: C416 - rows, not pairs
            yield from _singly(connection, table, owners)
            yield from _many(connection, table, owner)


def _singly(connection: sa.Connection, table: str, owners: Mapping[str, str | None]) -> Iterator[TouchedRow]:
    entries = connection.exec_driver_sql(
        "SELECT tx_id, uid, op, old FROM history WHERE tbl = ? AND first_fid IS NULL", (table,)
    )
    for step, uid, op, old in entries:
        before = json.loads(old or "{}")
        asset = owners.get(uid) or (before.get("asset_uid") if op == "D" else None)
        if asset is not None:
            yield TouchedRow(inf if step is None else step, table, asset, op, frozenset(before))


def _many(connection: sa.Connection, table: str, owner: str) -> Iterator[TouchedRow]:
    ranges = connection.exec_driver_sql(
        "SELECT tx_id, first_fid, last_fid FROM history WHERE tbl = ? AND first_fid IS NOT NULL", (table,)
    ).all()
    for step, first, last in ranges:
        found = connection.exec_driver_sql(
            f'SELECT {owner} FROM "{table}" WHERE {owner} IS NOT NULL AND fid BETWEEN ? AND ?', (first, last)
        )
        for (asset,) in found:
            yield TouchedRow(inf if step is None else step, table, asset, "I")
