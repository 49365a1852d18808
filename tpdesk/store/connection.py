"""Connections to a register: one that writes, any number that read, and which files are open.

One process touches an open register through SQLite alone. ``is_open`` tells the rest of the program
which paths must not be read, hashed, zipped or imported in any other way.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol

import sqlalchemy as sa
from sqlalchemy.pool import QueuePool, StaticPool

from tpdesk.store.failures import plain_words, sqlite_code, unopenable
from tpdesk.store.gpkg import add_spatial_functions
from tpdesk.store.header import check_header
from tpdesk.store.network import on_network_share

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

WRITE_WAIT_S = 5.0
"""How long a change waits for another program's change to end."""

WRITE_CACHE_KB = 65_536
"""Memory for pages that a large import touches again and again."""

_READERS = 4


class Readable(Protocol):
    """What reads need of a register."""

    def reading(self) -> AbstractContextManager[sa.Connection]:
        """Give a connection that sees one state of the register for as long as it is held."""
        ...


# --- which files are open -----------------------------------------------------------------------------

_FileKey = tuple[int, int]
_lock = threading.Lock()
_open_files: dict[_FileKey, int] = {}


def _file_key(path: Path) -> _FileKey | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def is_open(path: Path) -> bool:
    """Say whether this process has the file open as a register, under this name or another."""
    with _lock:
        return _file_key(path) in _open_files


def claim(path: Path) -> _FileKey:
    """Check that the file may be a register and note it as open; the check comes first, never after.

    Raises:
        InputError: It is no GeoPackage, or not there.
        OutsideError: It cannot be read.
    """
    with _lock:
        key = _file_key(path)
        if key not in _open_files:
            check_header(path)
            key = _file_key(path)
        if key is None:
            raise unopenable(path.name)
        _open_files[key] = _open_files.get(key, 0) + 1
        return key


def release(key: _FileKey) -> None:
    """Note that one of the openings of a file has ended."""
    with _lock:
        _open_files[key] -= 1
        if not _open_files[key]:
            del _open_files[key]


# --- connecting ---------------------------------------------------------------------------------------


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """Open SQLite on an existing file: ``rw``, ``ro``, or ``immutable`` where no lock file can be."""
    how = "mode=ro&immutable=1" if mode == "immutable" else f"mode={mode}"
    connection = sqlite3.connect(
        f"{path.resolve().as_uri()}?{how}",
        uri=True,
        timeout=WRITE_WAIT_S,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        prepare(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def prepare(connection: sqlite3.Connection) -> None:
    """Give a connection what every use of a register needs."""
    add_spatial_functions(connection)
    for pragma in ("foreign_keys = ON", "trusted_schema = ON", "temp_store = MEMORY"):
        connection.execute(f"PRAGMA {pragma}")


def set_journal(connection: sqlite3.Connection, path: Path) -> None:
    """Choose the journal: fast on a local disc, careful on a share. QGIS may have left another."""
    wanted, sync = ("DELETE", "FULL") if on_network_share(path) else ("WAL", "NORMAL")
    try:
        connection.execute(f"PRAGMA journal_mode = {wanted}").fetchall()
    except sqlite3.OperationalError as error:
        # Somebody is at work in it: the journal they use is as good, and is looked at again next time.
        if sqlite_code(error) & 0xFF != sqlite3.SQLITE_BUSY:
            raise
    connection.execute(f"PRAGMA synchronous = {sync}")


def may_write(path: Path) -> bool:
    """Say whether the file and its folder may be written, as far as their permissions go."""
    return os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK)


def read_mode(path: Path) -> str:
    """Find the way in which a register can be opened for reading alone.

    Where it may be written, SQLite opens it for that: only so does it clear its journal away at the end.
    """
    if may_write(path):
        return "rw"
    with plain_words(path):
        try:
            with closing_connection(path, "ro") as connection:
                connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
        except sqlite3.OperationalError as error:
            code = sqlite_code(error) & 0xFF
            if code not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY) or _unfinished(path):
                raise
            return "immutable"
        return "ro"


def _unfinished(path: Path) -> bool:
    journal = path.with_name(path.name + "-wal")
    return journal.exists() and journal.stat().st_size > 0


@contextmanager
def closing_connection(path: Path, mode: str) -> Iterator[sqlite3.Connection]:
    """Open SQLite for a moment."""
    connection = connect(path, mode)
    try:
        yield connection
    finally:
        connection.close()


class Connections:
    """The connections of one open register: one for changes, a pool for reads.

    Args:
        path: The register's file.
        read_only: Whether nothing is to be changed through them.
    """

    def __init__(self, path: Path, *, read_only: bool) -> None:
        """Take the file, which the caller has claimed; nothing is connected yet."""
        self.path = path
        self.read_only = read_only
        self._mode = read_mode(path) if read_only else "rw"
        self._write_lock = threading.Lock()
        self._writing_thread = 0
        self._others_version = 0
        self._writer = sa.create_engine(
            "sqlite+pysqlite://",
            creator=self._connect_writer,
            poolclass=StaticPool,
            isolation_level="AUTOCOMMIT",
            hide_parameters=True,
        )
        self._readers = sa.create_engine(
            "sqlite+pysqlite://",
            creator=self._connect_reader,
            poolclass=QueuePool,
            pool_size=_READERS,
            max_overflow=-1,
            isolation_level="AUTOCOMMIT",
            hide_parameters=True,
        )

    def _connect_writer(self) -> sqlite3.Connection:
        if self.read_only:
            return self._connect_reader()
        connection = connect(self.path, self._mode)
        try:
            set_journal(connection, self.path)
            connection.execute(f"PRAGMA cache_size = {-WRITE_CACHE_KB}")
        except BaseException:
            connection.close()
            raise
        return connection

    def _connect_reader(self) -> sqlite3.Connection:
        connection = connect(self.path, self._mode)
        connection.execute("PRAGMA query_only = ON")
        return connection

    def prepare_writing(self) -> None:
        """Choose the journal, which SQLite does only while nobody else of us is connected."""
        self._readers.dispose()
        with self._write_lock, plain_words(self.path), self._writer.connect():
            pass

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """Give a connection that sees one state of the register for as long as it is held."""
        with plain_words(self.path), self._readers.connect() as connection:
            connection.exec_driver_sql("BEGIN")
            try:
                yield connection
            finally:
                connection.exec_driver_sql("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """Give the connection for changes, inside a transaction that any exception takes back.

        Raises:
            RuntimeError: The same thread is in a transaction already, as when a command executes another.
        """
        if self._writing_thread == threading.get_ident():
            raise RuntimeError("a change cannot be made inside another change")
        with self._write_lock, plain_words(self.path), self._writer.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            self._writing_thread = threading.get_ident()
            try:
                yield connection
                connection.exec_driver_sql("COMMIT")
            except BaseException:
                # A full disc makes SQLite roll back by itself.
                if connection.connection.driver_connection.in_transaction:  # type: ignore[union-attr]
                    connection.exec_driver_sql("ROLLBACK")
                raise
            finally:
                self._writing_thread = 0

    @contextmanager
    def maintaining(self) -> Iterator[sa.Connection]:
        """Give the connection for changes, outside any transaction."""
        with self._write_lock, plain_words(self.path), self._writer.connect() as connection:
            yield connection

    def others_version(self) -> int:
        """Give a number that changes when anybody else has changed the file; the last one while we write."""
        if self._write_lock.acquire(blocking=False):
            try:
                with plain_words(self.path), self._writer.connect() as connection:
                    self._others_version = int(connection.exec_driver_sql("PRAGMA data_version").scalar_one())
            finally:
                self._write_lock.release()
        return self._others_version

    def close(self) -> None:
        """Close every connection; those still held close when they are given back."""
        self._readers.dispose()
        with self._write_lock:
            self._writer.dispose()


def fetch_rows(connection: sa.Connection, sql: str) -> list[tuple[Any, ...]]:
    """Fetch every row of a large query as plain tuples, without SQLAlchemy's rows around them."""
    cursor = connection.exec_driver_sql(sql).cursor
    return [] if cursor is None else list(cursor.fetchall())
