"""The triggers of a register: the spatial index, the history, missing identities, moves made elsewhere.

All but the format's own index triggers are made of SQLite's built-ins alone, so that any program that
edits the file runs them. Each set is dropped and made again after a migration.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpdesk.store.schema.tables import FEATURES, TRACKED
from tpdesk.store.schema.version import SCHEMA

if TYPE_CHECKING:
    import sqlalchemy as sa

_NOW = "strftime('%Y-%m-%dT%H:%M:%fZ','now')"
_OPEN = "(SELECT id FROM audit_tx WHERE open = 1)"

_MS = "(CAST(strftime('%s','now') AS INTEGER) * 1000 + CAST(substr(strftime('%f','now'), 4, 3) AS INTEGER))"
_HEX_MS = f"printf('%012x', {_MS})"
NEW_UID = (
    f"substr({_HEX_MS}, 1, 8) || '-' || substr({_HEX_MS}, 9, 4)"
    " || '-7' || substr(lower(hex(randomblob(2))), 2)"
    " || '-' || substr('89ab', 1 + (random() & 3), 1) || substr(lower(hex(randomblob(2))), 2)"
    " || '-' || lower(hex(randomblob(6)))"
)
"""A UUIDv7 made of built-ins."""


def make_triggers(connection: sa.Connection) -> None:
    """Drop every trigger of the register and make them all again."""
    drop_triggers(connection)
    for statement in all_triggers().values():
        connection.exec_driver_sql(statement)


def all_triggers() -> dict[str, str]:
    """Give every trigger of the newest edition by name."""
    statements = [
        *(statement for table in TRACKED for statement in history_triggers(table)),
        *(statement for table in FEATURES for statement in index_triggers(table.name)),
        *MOVE_TRIGGERS,
    ]
    return {statement.split()[2]: statement for statement in statements}


def drop_triggers(connection: sa.Connection) -> None:
    """Drop every trigger that is on a table of the register."""
    found = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").scalars()
    for name in found.all():
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')


def make_indexes(connection: sa.Connection) -> None:
    """Make the spatial index of each table with a shape, empty."""
    for table in FEATURES:
        connection.exec_driver_sql(
            f"CREATE VIRTUAL TABLE rtree_{table.name}_geom USING rtree(id, minx, maxx, miny, maxy)"
        )


# --- history ----------------------------------------------------------------------------------------


def history_triggers(table: sa.Table) -> list[str]:
    """Give the triggers that write down what was, for one table.

    A row that another program adds without an identity gets one. Only changed columns of an update and
    only known values of a deletion are written.
    """
    name = table.name
    columns = [column.name for column in table.c if column.name not in ("fid", "uid")]
    changed = " || ".join(f"iif(old.{_q(c)} IS NEW.{_q(c)}, '', {_pair(c)})" for c in columns)
    known = " || ".join(f"iif(old.{_q(c)} IS NULL, '', {_pair(c)})" for c in columns)
    identify = f"UPDATE {_q(name)} SET uid = {NEW_UID} WHERE fid = NEW.fid;"
    added = f"(SELECT uid FROM {_q(name)} WHERE fid = NEW.fid)"
    return [
        f"CREATE TRIGGER history_{name}_insert AFTER INSERT ON {_q(name)} WHEN NEW.uid IS NOT NULL"
        f" BEGIN {_log(name, 'NEW.uid', 'I')} END",
        f"CREATE TRIGGER history_{name}_identify AFTER INSERT ON {_q(name)} WHEN NEW.uid IS NULL"
        f" BEGIN {identify} {_log(name, added, 'I')} END",
        f"CREATE TRIGGER history_{name}_update AFTER UPDATE ON {_q(name)} WHEN OLD.uid IS NOT NULL"
        f" BEGIN {_log(name, 'OLD.uid', 'U', changed)} END",
        f"CREATE TRIGGER history_{name}_delete AFTER DELETE ON {_q(name)}"
        f" BEGIN {_log(name, 'OLD.uid', 'D', _FID + ' || ' + known)} END",
        f"CREATE TRIGGER history_{name}_identity BEFORE UPDATE OF uid ON {_q(name)}"
        " WHEN OLD.uid IS NOT NULL AND NEW.uid IS NOT OLD.uid"
        " BEGIN SELECT RAISE(ABORT, 'the uid of a record never changes'); END",
    ]


_FID = "',\"fid\":' || OLD.fid"


def _log(table: str, uid: str, op: str, pairs: str = "") -> str:
    old = f"'{{' || substr({pairs}, 2) || '}}'" if pairs else "NULL"
    # The inner select has no FROM, so SQLite works it out once and does not copy it into each use.
    useful = " WHERE was <> '{}'" if op == "U" else ""
    return (
        "INSERT INTO history (tx_id, tbl, uid, op, old, revision, at)"
        f" SELECT tx, '{table}', id, '{op}', was, {SCHEMA}, iif(tx IS NULL, {_NOW}, NULL)"
        f" FROM (SELECT {_OPEN} AS tx, {uid} AS id, {old} AS was){useful};"
    )


def _pair(column: str) -> str:
    value = f"OLD.{_q(column)}"
    return (
        f"',\"{column}\":' || CASE typeof({value})"
        # json_quote keeps 15 digits of a number and refuses blobs; a number too large is 9e999 in JSON.
        f" WHEN 'real' THEN replace(printf('%!.17g', {value}), 'Inf', '9e999')"
        f" WHEN 'blob' THEN '{{\"hex\":\"' || hex({value}) || '\"}}'"
        f" ELSE json_quote({value}) END"
    )


def _q(name: str) -> str:
    return f'"{name}"'


# --- moves made by other programs -------------------------------------------------------------------

_PLACED_ELSEWHERE = (
    "UPDATE asset SET location_method = iif(NEW.geom IS NULL, 'none', 'by_hand'), location_accuracy_m = NULL"
    " WHERE fid = NEW.fid;"
)

MOVE_TRIGGERS = (
    "CREATE TRIGGER place_asset_moved AFTER UPDATE OF geom ON asset"
    f" WHEN {_OPEN} IS NULL AND NEW.geom IS NOT OLD.geom BEGIN {_PLACED_ELSEWHERE} END",
    "CREATE TRIGGER place_asset_added AFTER INSERT ON asset"
    f" WHEN {_OPEN} IS NULL AND NEW.location_method IS NULL BEGIN {_PLACED_ELSEWHERE} END",
)
"""A position that another program gives is placed by hand, and nobody knows how well."""


# --- the format's spatial index ---------------------------------------------------------------------


def index_triggers(table: str) -> list[str]:
    """Give the triggers that keep a table's spatial index (OGC 12-128, extension rtree, version 1.4)."""
    tree, here = f"rtree_{table}_geom", "NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom)"
    gone = "(NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))"
    box = "ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)"
    put = f"INSERT OR REPLACE INTO {tree} VALUES (NEW.fid, {box});"
    return [
        f"CREATE TRIGGER {tree}_insert AFTER INSERT ON {table} WHEN ({here}) BEGIN {put} END",
        f"CREATE TRIGGER {tree}_update2 AFTER UPDATE OF geom ON {table} WHEN OLD.fid = NEW.fid AND {gone}"
        f" BEGIN DELETE FROM {tree} WHERE id = OLD.fid; END",
        f"CREATE TRIGGER {tree}_update4 AFTER UPDATE ON {table} WHEN OLD.fid != NEW.fid AND {gone}"
        f" BEGIN DELETE FROM {tree} WHERE id IN (OLD.fid, NEW.fid); END",
        f"CREATE TRIGGER {tree}_update5 AFTER UPDATE ON {table} WHEN OLD.fid != NEW.fid AND ({here})"
        f" BEGIN DELETE FROM {tree} WHERE id = OLD.fid; {put} END",
        f"CREATE TRIGGER {tree}_update6 AFTER UPDATE OF geom ON {table} WHEN OLD.fid = NEW.fid AND ({here})"
        " AND (OLD.geom NOTNULL AND NOT ST_IsEmpty(OLD.geom))"
        f" BEGIN UPDATE {tree} SET (minx, maxx, miny, maxy) = ({box}) WHERE id = NEW.fid; END",
        f"CREATE TRIGGER {tree}_update7 AFTER UPDATE OF geom ON {table} WHEN OLD.fid = NEW.fid AND ({here})"
        " AND (OLD.geom ISNULL OR ST_IsEmpty(OLD.geom))"
        f" BEGIN INSERT INTO {tree} VALUES (NEW.fid, {box}); END",
        f"CREATE TRIGGER {tree}_delete AFTER DELETE ON {table} WHEN OLD.geom NOT NULL"
        f" BEGIN DELETE FROM {tree} WHERE id = OLD.fid; END",
    ]


def insert_triggers(table: sa.Table) -> dict[str, str]:
    """Give by name the triggers that run for every new row: its history, and its place in the index."""
    of_shape = index_triggers(table.name)[:1] if table in FEATURES else []
    statements = [*history_triggers(table)[:2], *of_shape]
    return {statement.split()[2]: statement for statement in statements}
