"""Making a new register: whole or not at all."""

from __future__ import annotations

import os
import sqlite3
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.pool import StaticPool

from tpdesk.domain.errors import ConflictError, InputError, OutsideError
from tpdesk.domain.identity import new_uid
from tpdesk.domain.progress import SilentProgress
from tpdesk.store.audit import open_entry, seal_entry
from tpdesk.store.connection import prepare
from tpdesk.store.failures import plain_words
from tpdesk.store.gpkg_tables import create_format_tables, describe_contents, note_changes
from tpdesk.store.meta import stamp_newest
from tpdesk.store.schema.tables import METADATA
from tpdesk.store.triggers import make_indexes, make_triggers
from tpdesk.store.write import RegisterWriter

if TYPE_CHECKING:
    from pathlib import Path

    from tpdesk.domain.organisation import Place


def create_file(path: Path, place: Place, register_uid: str) -> None:
    """Make a register's file beside its name and put it there when it is whole.

    Raises:
        ConflictError: There is a file of that name already; it is left as it is.
        InputError: The folder does not exist.
        OutsideError: The folder cannot be written or the disc is full.
    """
    if path.exists():
        raise _exists(path)
    if not path.parent.is_dir():
        raise InputError(
            "folder_missing",
            f"There is no folder {path.parent.name} for {path.name}.",
            "Make the folder first.",
        )
    if not os.access(path.parent, os.W_OK):
        raise _no_permission(path)
    part = path.with_name(f".{path.name}.{register_uid}.part")
    try:
        with plain_words(path):
            _build(part, place, register_uid)
        _put_in_place(part, path)
    finally:
        for leftover in (part, part.with_name(f"{part.name}-journal")):
            leftover.unlink(missing_ok=True)


def _build(part: Path, place: Place, register_uid: str) -> None:
    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(part, isolation_level=None)
        prepare(connection)
        return connection

    engine = sa.create_engine(
        "sqlite+pysqlite://", creator=connect, poolclass=StaticPool, isolation_level="AUTOCOMMIT"
    )
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            _fill(connection, place, register_uid)
            connection.exec_driver_sql("COMMIT")
    finally:
        engine.dispose()


def _fill(connection: sa.Connection, place: Place, register_uid: str) -> None:
    create_format_tables(connection)
    METADATA.create_all(connection, checkfirst=False)
    make_indexes(connection)
    make_triggers(connection)
    stamp_newest(connection, register_uid)
    describe_contents(connection)
    number = open_entry(connection, "create", f"Make the register of {place.name}")
    columns = ("uid", "name", "geom")
    writer = RegisterWriter(connection, SilentProgress())
    writer.insert("place", columns, [(new_uid(), place.name, place.boundary)])
    note_changes(connection, seal_entry(connection, number).tables)


def _put_in_place(part: Path, path: Path) -> None:
    """Give the finished file its name without ever replacing another that came meanwhile."""
    try:
        os.link(part, path)
    except FileExistsError:
        raise _exists(path) from None
    except (OSError, NotImplementedError):
        # A file system without hard links; Windows' rename refuses an existing name by itself.
        if path.exists():
            raise _exists(path) from None
        part.rename(path)


def _exists(path: Path) -> ConflictError:
    return ConflictError(
        "register_exists",
        f"{path.name} is already there and was left as it is.",
        "Choose another name, or open it.",
    )


def _no_permission(path: Path) -> OutsideError:
    return OutsideError(
        "folder_read_only",
        f"{path.name} could not be made: you may not write in that folder.",
        "Choose a folder of your own.",
    )
