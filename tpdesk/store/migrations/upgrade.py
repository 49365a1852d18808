"""Running migrations: Alembic on an open connection, from a list instead of a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.runtime.migration import MigrationStep, RevisionStep
from alembic.script.base import Script
from alembic.script.revision import RevisionMap

from tpdesk.store.gpkg_tables import describe_contents
from tpdesk.store.meta import VERSION_TABLE, write_edition
from tpdesk.store.migrations.catalogue import REVISIONS
from tpdesk.store.schema.version import SCHEMA
from tpdesk.store.triggers import drop_triggers, make_triggers

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

    import sqlalchemy as sa


def run_migrations(connection: sa.Connection, revisions: Sequence[ModuleType] = REVISIONS) -> None:
    """Bring the tables to the newest edition inside the caller's transaction; the newest stays as it is."""
    connection.exec_driver_sql(VERSION_TABLE)
    scripts = RevisionMap(lambda: [Script(each, each.revision, each.__name__) for each in revisions])

    def steps(heads: tuple[str, ...], _: MigrationContext) -> list[RevisionStep]:
        wanted = scripts.iterate_revisions("head", heads, implicit_base=True)
        found = [each for each in wanted if isinstance(each, Script)]
        return [MigrationStep.upgrade_from_script(scripts, each) for each in reversed(found)]

    context = MigrationContext.configure(connection, opts={"fn": steps})
    with Operations.context(context):
        context.run_migrations()


def migrate(
    connection: sa.Connection, edition: int = SCHEMA, revisions: Sequence[ModuleType] = REVISIONS
) -> None:
    """Bring a whole register to the newest edition in one transaction; the caller has made a backup.

    Args:
        connection: Outside any transaction.
        edition: Number of the newest edition.
        revisions: The migrations, the oldest first.
    """
    # Tables may be made anew and renamed meanwhile; SQLite minds its switch only outside a transaction.
    connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        try:
            drop_triggers(connection)
            run_migrations(connection, revisions)
            make_triggers(connection)
            describe_contents(connection)
            write_edition(connection, edition)
            connection.exec_driver_sql("COMMIT")
        except BaseException:
            connection.exec_driver_sql("ROLLBACK")
            raise
    finally:
        connection.exec_driver_sql("PRAGMA foreign_keys = ON")
