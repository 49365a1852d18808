"""Old rows in the words of the newest tables.

A history row was written when the tables had another edition. Each migration that renames or moves a
column says here how an older row reads today; rows are upgraded when they are read, never rewritten.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tpdesk.store.schema.version import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Callable

OldRow = tuple[str, str, str, dict[str, Any]]
"""Table, uid, op (I, U or D) and the old values by column."""

UPGRADES: dict[int, Callable[[OldRow], OldRow]] = {}
"""By edition: turns a row of that edition into one of the next."""


def upgraded_row(revision: int | None, table: str, uid: str, op: str, values: dict[str, Any]) -> OldRow:
    """Give a history row in the words of the newest tables."""
    row: OldRow = (table, uid, op, values)
    for edition in range(revision or SCHEMA, SCHEMA):
        if upgrade := UPGRADES.get(edition):
            row = upgrade(row)
    return row
