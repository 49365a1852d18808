"""The book of what was given out: who, why, for whom, of what, and the fingerprint of the file."""

from __future__ import annotations

import platform
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tpdesk.store.audit import account
from tpdesk.store.encoding import moment_text

if TYPE_CHECKING:
    import sqlalchemy as sa

    from tpdesk.store.connection import Readable


@dataclass(frozen=True, slots=True)
class ExportEntry:
    """One file that was given out.

    Attributes:
        file: Its own name, never its folder.
        sha256: Fingerprint of its bytes.
        audience: For whom it was made.
        filter: Which assets and fields were asked for, in words.
        purpose: Why, as the person said.
    """

    file: str
    sha256: str
    audience: str
    filter: str = ""
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class LoggedExport:
    """An entry with the time, the account and the computer that the register added."""

    entry: ExportEntry
    at: str
    who: str
    computer: str


def log_export(connection: sa.Connection, entry: ExportEntry) -> None:
    """Add an entry, with the signed-in account and the computer."""
    connection.exec_driver_sql(
        "INSERT INTO export_log (at, who, computer, purpose, audience, filter, file, sha256)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            moment_text(datetime.now(UTC)),
            account(),
            platform.node(),
            entry.purpose,
            entry.audience,
            entry.filter,
            entry.file,
            entry.sha256,
        ),
    )


def read_exports(register: Readable) -> tuple[LoggedExport, ...]:
    """Read what was given out, the oldest first."""
    with register.reading() as connection:
        rows = connection.exec_driver_sql(
            "SELECT file, sha256, audience, filter, purpose, at, who, computer FROM export_log ORDER BY id"
        ).all()
    return tuple(LoggedExport(ExportEntry(*row[:5]), *row[5:]) for row in rows)
