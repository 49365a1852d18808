"""What a register says about itself: whose it is, of which edition, and who may read or write it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpdesk.domain.errors import OutsideError, TpdeskError, VersionError
from tpdesk.store.header import not_a_register
from tpdesk.store.schema.version import APP, MIN_READER, MIN_WRITER, SCHEMA

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import sqlalchemy as sa

NEWEST_REVISION = f"{SCHEMA:04d}"
"""Alembic's name of the newest edition."""

VERSION_TABLE = "CREATE TABLE IF NOT EXISTS alembic_version (version_num TEXT PRIMARY KEY)"
"""Alembic's own table, of a type that a GeoPackage knows."""


def stamp_newest(connection: sa.Connection, register_uid: str) -> None:
    """Say in a new register whose it is, and that its tables are of the newest edition."""
    connection.exec_driver_sql(VERSION_TABLE)
    connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (NEWEST_REVISION,))
    write_meta(
        connection,
        {
            "app": APP,
            "register_uid": register_uid,
        },
    )
    write_edition(connection, SCHEMA)


def write_edition(connection: sa.Connection, edition: int) -> None:
    """Say of which edition the tables are now, and who may read and write them."""
    oldest = {"min_reader": str(MIN_READER), "min_writer": str(MIN_WRITER)}
    write_meta(connection, {"schema": str(edition), **oldest})


def write_meta(connection: sa.Connection, values: Mapping[str, str]) -> None:
    """Put facts about the register itself into its own table."""
    connection.exec_driver_sql(
        "INSERT INTO app_meta (key, value) VALUES (?, ?)"
        " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        list(values.items()),
    )


def read_meta(connection: sa.Connection, path: Path) -> dict[str, str]:
    """Read what the file says about itself.

    Raises:
        InputError: It is a GeoPackage, yet not a register.
    """
    exists = connection.exec_driver_sql(
        "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'app_meta'"
    ).scalar_one_or_none()
    if not exists:
        raise not_a_register(path)
    rows = connection.exec_driver_sql("SELECT key, value FROM app_meta").all()
    meta = {str(key): str(value) for key, value in rows}
    if meta.get("app") != APP or not meta.get("register_uid"):
        raise not_a_register(path)
    return meta


def edition(meta: Mapping[str, str], key: str = "schema") -> int:
    """Give the number of an edition that the register names, 0 when it names none."""
    text = meta.get(key, "")
    return int(text) if text.isdecimal() else 0


def check_editions(meta: Mapping[str, str], path: Path, *, read_only: bool) -> None:
    """Refuse a register of a newer edition than may be read, or written, by this program.

    Raises:
        VersionError: It is newer; the hint says whether it can be opened for reading.
        OutsideError: It is older and only to be read, so it cannot be brought up to date.
    """
    found = edition(meta)
    may_read = edition(meta, "min_reader") <= SCHEMA
    if found > SCHEMA and not (may_read and (read_only or edition(meta, "min_writer") <= SCHEMA)):
        raise _newer(path, may_read=may_read)
    if found < SCHEMA and read_only:
        raise OutsideError(
            "register_older",
            f"{path.name} was made by an older tpdesk and has to be brought up to date first.",
            "Open it once where it may be changed; a copy of it as it is will be kept.",
        )


def _newer(path: Path, *, may_read: bool) -> TpdeskError:
    return VersionError(
        "register_newer",
        f"{path.name} was made by a newer tpdesk. Nothing was changed.",
        "Open it for reading only, or install the newest tpdesk."
        if may_read
        else "Install the newest tpdesk.",
    )
