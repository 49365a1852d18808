"""Tells a register from any other file, so that none is written over."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from tpdesk.domain.errors import TpdeskError
from tpdesk.store.connection import closing_connection, is_open
from tpdesk.store.header import check_header

if TYPE_CHECKING:
    from pathlib import Path


def is_register(path: Path) -> bool:
    """Tell whether a file is a register; a GeoPackage that cannot be looked into is taken for one."""
    if is_open(path):
        return True
    if not path.is_file():
        return False
    try:
        check_header(path)
    except TpdeskError:
        return False
    try:
        # Looked at as it lies: nothing is locked, and no journal is left beside it.
        with closing_connection(path, "immutable") as connection:
            found = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'app_meta'").fetchone()
    except sqlite3.DatabaseError:
        return True
    return found is not None
