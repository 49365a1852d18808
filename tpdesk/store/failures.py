"""What SQLite's failures mean, in the officer's words."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

import sqlalchemy.exc

from tpdesk.domain.errors import ConflictError, OutsideError, TpdeskError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


def _locked(name: str) -> TpdeskError:
    return OutsideError(
        "register_locked",
        f"Somebody else is writing to {name}. Nothing was changed.",
        "Wait until they have finished, or close the register in the other program, and try again.",
    )


def read_only(name: str) -> TpdeskError:
    """Say that a register may be read and not be changed."""
    return OutsideError(
        "register_read_only",
        f"{name} cannot be changed: the file or its folder is read-only. Nothing was changed.",
        "Copy it to a folder of your own, or ask who keeps the folder for permission to write.",
    )


def _full(name: str) -> TpdeskError:
    return OutsideError(
        "disc_full",
        f"The disc is full, so {name} could not be written. Nothing was changed.",
        "Free some space on the disc and try again.",
    )


def unopenable(name: str) -> TpdeskError:
    """Say that a register is there and does not open."""
    return OutsideError(
        "register_unopenable",
        f"{name} could not be opened.",
        "Check that the file and its folder still exist and that you may read them.",
    )


def _failed(name: str) -> TpdeskError:
    return OutsideError(
        "disc_failed",
        f"The disc or the network failed while {name} was in use. The last change was not made.",
        "Check the disc's space and the connection to it, then open the register again.",
    )


def damaged(name: str) -> TpdeskError:
    """Say that the file is broken, and the way back."""
    return OutsideError(
        "register_damaged",
        f"{name} is damaged and cannot be read as it is.",
        "Keep the file. Open the newest copy in the folder of backups beside it, or import the lists again.",
    )


_BY_CODE: dict[int, Callable[[str], TpdeskError]] = {
    sqlite3.SQLITE_BUSY: _locked,
    sqlite3.SQLITE_LOCKED: _locked,
    sqlite3.SQLITE_READONLY: read_only,
    sqlite3.SQLITE_PERM: read_only,
    sqlite3.SQLITE_FULL: _full,
    sqlite3.SQLITE_CANTOPEN: unopenable,
    sqlite3.SQLITE_IOERR: _failed,
    sqlite3.SQLITE_PROTOCOL: _failed,
    sqlite3.SQLITE_CORRUPT: damaged,
    sqlite3.SQLITE_NOTADB: damaged,
}

_UNIQUE = (sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY)


def explain(error: BaseException, name: str) -> TpdeskError | None:
    """Give the error in words; None when it is a fault of the program rather than of the world."""
    known = _BY_CODE.get(sqlite_code(error) & 0xFF)
    return known(name) if known else None


def sqlite_code(error: BaseException | None) -> int:
    """Give SQLite's extended code of an error, 0 when it has none."""
    if isinstance(error, sqlalchemy.exc.DBAPIError):
        error = error.orig
    code = getattr(error, "sqlite_errorcode", 0)
    return code if isinstance(code, int) else 0


@contextmanager
def plain_words(path: Path) -> Iterator[None]:
    """Turn what the world does to a register into errors that a person understands."""
    try:
        yield
    except (sqlite3.Error, sqlalchemy.exc.DBAPIError) as error:
        explained = explain(error, path.name)
        if explained is None:
            raise
        raise explained from error


@contextmanager
def moved_on(name: str) -> Iterator[None]:
    """Turn a clash of rows into the news that the register has moved on."""
    try:
        yield
    except (sqlite3.Error, sqlalchemy.exc.DBAPIError) as error:
        if sqlite_code(error) not in _UNIQUE:
            raise
        raise ConflictError(
            "rows_clash",
            f"{name} has changed since, and what was there before no longer fits. Nothing was changed.",
            "Look at the history and make the change by hand.",
        ) from error
