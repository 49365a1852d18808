"""Looking a register over: is the file whole, does it keep its own rules and the format's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tpdesk.domain.errors import TpdeskError
from tpdesk.domain.issues import Severity
from tpdesk.store.audit import first_broken_entry
from tpdesk.store.connection import Connections, claim, release
from tpdesk.store.gpkg import GRID_SRS, is_shape
from tpdesk.store.gpkg_tables import APPLICATION_ID, FORMAT_TABLES, USER_VERSION
from tpdesk.store.meta import check_editions, read_meta
from tpdesk.store.schema.tables import FEATURES, METADATA, SHARED, TRACKED
from tpdesk.store.triggers import all_triggers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import sqlalchemy as sa

_NAMED = 5
_BACKUP = "Keep this file and open the newest copy in the folder of backups beside it."


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, or worth knowing.

    Attributes:
        code: Short stable name, snake_case.
        severity: Error when the register should not be used as it is.
        message: What is wrong, in plain words.
        fix: What to do.
    """

    code: str
    severity: Severity
    message: str
    fix: str


def check_register(path: Path) -> list[Finding]:
    """Look a register over without changing it; an empty list means all is well.

    What keeps it from being opened is a finding too, so this raises nothing that a person could meet.
    """
    try:
        key = claim(path)
    except TpdeskError as error:
        return [_as_finding(error)]
    try:
        connections = Connections(path, read_only=True)
        try:
            return _check_open(connections, path)
        finally:
            connections.close()
    except TpdeskError as error:
        return [_as_finding(error)]
    finally:
        release(key)


def _as_finding(error: TpdeskError) -> Finding:
    return Finding(error.code, Severity.ERROR, error.message, error.hint or _BACKUP)


def _check_open(connections: Connections, path: Path) -> list[Finding]:
    with connections.reading() as connection:
        check_editions(read_meta(connection, path), path, read_only=True)
        for first in (_integrity, _tables, _format_tables):
            if broken := list(first(connection)):
                # Whatever else could be said about such a file would only hide this.
                return broken
        return [finding for check in _CHECKS for finding in check(connection)]


# --- SQLite -------------------------------------------------------------------------------------------


def _integrity(connection: sa.Connection) -> Iterator[Finding]:
    answers = connection.exec_driver_sql(f"PRAGMA integrity_check({_NAMED})").scalars().all()
    if list(answers) != ["ok"]:
        yield Finding(
            "file_damaged", Severity.ERROR, f"The file is damaged: {'; '.join(map(str, answers))}.", _BACKUP
        )


def _links(connection: sa.Connection) -> Iterator[Finding]:
    broken: dict[str, int] = {}
    for table, *_ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        broken[str(table)] = broken.get(str(table), 0) + 1
    for table, count in broken.items():
        yield Finding(
            "link_broken",
            Severity.ERROR,
            f"{count} rows of “{_title(table)}” point at a record that is not there.",
            "Undo the edit of the program that removed it, or remove these rows.",
        )


# --- the register's own rules -------------------------------------------------------------------------


def _tables(connection: sa.Connection) -> Iterator[Finding]:
    there = _table_names(connection)
    for table in METADATA.tables.values():
        if table.name not in there:
            yield Finding("table_missing", Severity.ERROR, f"The table “{table.name}” is missing.", _BACKUP)
            continue
        found = connection.exec_driver_sql(f'PRAGMA table_info("{table.name}")').all()
        for column in sorted({column.name for column in table.c} - {str(row[1]) for row in found}):
            yield Finding(
                "column_missing",
                Severity.ERROR,
                f"The column “{column}” of “{table.name}” is missing.",
                _BACKUP,
            )


def _triggers(connection: sa.Connection) -> Iterator[Finding]:
    rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all()
    there = {str(name): str(sql) for name, sql in rows}
    wanted = all_triggers()
    if changed := sorted(name for name, sql in wanted.items() if there.get(name) != sql):
        yield Finding(
            "trigger_missing",
            Severity.ERROR,
            "Another program has removed or changed what writes the history and the index:"
            f" {', '.join(changed[:_NAMED])}.",
            _BACKUP,
        )


def _identities(connection: sa.Connection) -> Iterator[Finding]:
    for table in TRACKED:
        count = connection.exec_driver_sql(
            f'SELECT count(*) FROM "{table.name}" WHERE uid IS NULL'
        ).scalar_one()
        if count:
            yield Finding(
                "uid_missing",
                Severity.ERROR,
                f"{count} rows of “{_title(table.name)}” have no identity.",
                "They were added while the register's triggers were away. Remove them and add them again.",
            )


def _owners(connection: sa.Connection) -> Iterator[Finding]:
    count = connection.exec_driver_sql(
        "SELECT count(*) FROM asset WHERE organisation_uid IS NULL"
    ).scalar_one()
    if count:
        yield Finding(
            "organisation_missing",
            Severity.WARNING,
            f"{count} assets have no reporting organisation.",
            "Give each its organisation.",
        )


def _history(connection: sa.Connection) -> Iterator[Finding]:
    broken = first_broken_entry(connection)
    if broken is not None:
        yield Finding(
            "history_broken",
            Severity.ERROR,
            f"The history was altered after it was written; step {broken} is the first that does not fit.",
            f"Ask who else has the file. {_BACKUP}",
        )
    if _count(connection, 'audit_tx WHERE "open" = 1'):
        yield Finding("history_open", Severity.ERROR, "A step of the history was never finished.", _BACKUP)


# --- the format ---------------------------------------------------------------------------------------


def _header(connection: sa.Connection) -> Iterator[Finding]:
    wanted = {"application_id": APPLICATION_ID, "user_version": USER_VERSION}
    for name, value in wanted.items():
        if connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() != value:
            yield Finding(
                "format_header",
                Severity.ERROR,
                f"The file's {name} is not that of GeoPackage 1.4.",
                "Another program has changed it. " + _BACKUP,
            )


def _format_tables(connection: sa.Connection) -> Iterator[Finding]:
    there = _table_names(connection)
    named = [statement.split()[2] for statement in FORMAT_TABLES]
    if gone := [name for name in named if name not in there]:
        yield Finding(
            "format_table_missing",
            Severity.ERROR,
            f"Tables of the format are missing: {', '.join(gone)}.",
            _BACKUP,
        )


def _contents(connection: sa.Connection) -> Iterator[Finding]:
    listed = set(connection.exec_driver_sql("SELECT table_name FROM gpkg_contents").scalars())
    for table in SHARED:
        if table.name not in listed:
            yield Finding(
                "contents_missing",
                Severity.WARNING,
                f"Other programs cannot see “{_title(table.name)}”: the format's list of contents lacks it.",
                _BACKUP,
            )


def _shapes(connection: sa.Connection) -> Iterator[Finding]:
    for table in FEATURES:
        bad = 0
        for blob, kind in connection.exec_driver_sql(
            f'SELECT geom, typeof(geom) FROM "{table.name}" WHERE geom IS NOT NULL'
        ):
            srs = int.from_bytes(blob[4:8], "little" if blob[3] & 1 else "big") if is_shape(blob) else None
            bad += kind != "blob" or srs != GRID_SRS
        if bad:
            yield Finding(
                "shape_invalid",
                Severity.ERROR,
                f"{bad} shapes of “{_title(table.name)}” cannot be read or are not on the National Grid.",
                "Undo the edit of the program that wrote them, or draw them again.",
            )


def _indexes(connection: sa.Connection) -> Iterator[Finding]:
    for table in FEATURES:
        tree = f"rtree_{table.name}_geom"
        stray = connection.exec_driver_sql(
            f'SELECT (SELECT count(*) FROM "{table.name}" WHERE geom IS NOT NULL AND NOT ST_IsEmpty(geom)'
            f" AND fid NOT IN (SELECT id FROM {tree})) + (SELECT count(*) FROM {tree}"
            f' WHERE id NOT IN (SELECT fid FROM "{table.name}" WHERE geom IS NOT NULL))'
        ).scalar_one()
        if stray:
            yield Finding(
                "index_stale",
                Severity.ERROR,
                f"The map's index of “{_title(table.name)}” and its shapes differ in {stray} rows.",
                "Another program wrote without the index. Undo its edit, or move these shapes once.",
            )


def _table_names(connection: sa.Connection) -> set[str]:
    return set(connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars())


def _count(connection: sa.Connection, rows: str) -> int:
    return int(connection.exec_driver_sql(f"SELECT count(*) FROM {rows}").scalar_one())


def _title(table: str) -> str:
    found = METADATA.tables.get(table)
    return str(found.info.get("title", table)) if found is not None else table


_CHECKS: tuple[Callable[[sa.Connection], Iterator[Finding]], ...] = (
    _header,
    _contents,
    _triggers,
    _links,
    _identities,
    _owners,
    _shapes,
    _indexes,
    _history,
)
