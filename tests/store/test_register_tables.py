"""The tables say what the trade's fields say, and a migrated register is a new one."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa
from alembic import op

from tests.store.stocking import PLACE, rows
from tpdesk.domain.fields.catalogue import FIELDS
from tpdesk.domain.fields.field import Field, FieldType
from tpdesk.domain.vocabularies.catalogue import VOCABULARIES
from tpdesk.store.backup import backup_folder
from tpdesk.store.checking import check_register
from tpdesk.store.connection import connect
from tpdesk.store.meta import NEWEST_REVISION
from tpdesk.store.migrations import upgrade
from tpdesk.store.migrations.catalogue import REVISIONS
from tpdesk.store.register import Register
from tpdesk.store.schema.tables import METADATA, SHARED, STRUCTURAL, TRACKED, tracked_table
from tpdesk.store.schema.version import SCHEMA

if TYPE_CHECKING:
    from pathlib import Path

_TYPES = re.compile(r"TEXT|INTEGER|REAL|BOOLEAN|DATE|DATETIME|BLOB|POINT|MULTIPOLYGON|GEOMETRY")


@pytest.mark.parametrize("field", [field for field in FIELDS if field.stored], ids=lambda field: field.key)
def test_every_stored_field_has_its_column(field: Field) -> None:
    column = METADATA.tables[field.table].c[field.column]
    if field.type is FieldType.MONEY:
        assert field.column.endswith("_pence")
        assert isinstance(column.type, sa.INTEGER)
    for name, _ in field.selector:
        assert name in METADATA.tables[field.table].c
    if field.vocabulary and not field.selector:
        assert column.info["vocabulary"] == field.vocabulary
        assert field.vocabulary in VOCABULARIES


@pytest.mark.parametrize("table", TRACKED, ids=lambda table: table.name)
def test_every_table_has_fid_and_uid_and_only_types_of_the_format(table: sa.Table) -> None:
    assert [column.name for column in table.primary_key] == ["fid"]
    assert table.c.uid.unique
    for column in table.c:
        assert _TYPES.fullmatch(str(column.type.compile())), column.name
        assert column.nullable or column.primary_key
        assert column.server_default is None or column.name == "scheme"
    for key in table.foreign_keys:
        assert key.column.name == "uid"


def test_commands_cannot_name_the_book_keeping() -> None:
    for table in STRUCTURAL:
        with pytest.raises(KeyError):
            tracked_table(table.name)


def test_pence_are_called_pence() -> None:
    titles = {c.info["title"] for table in SHARED for c in table.c if c.name.endswith("_pence")}
    assert titles
    assert all(title.endswith("(pence)") for title in titles)


def test_every_column_that_others_see_has_a_title(register: Register) -> None:
    said = set(rows(register.path, "SELECT table_name, column_name FROM gpkg_data_columns WHERE title <> ''"))
    assert said == {(table.name, c.name) for table in SHARED for c in table.c if c.name != "fid"}


# --- migrations ---------------------------------------------------------------------------------------


def _structure(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = {}
    with closing(sqlite3.connect(path)) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            found[name] = [
                sorted(row[skip:] for row in connection.execute(f'PRAGMA {what}("{name}")').fetchall())
                for what, skip in (("table_info", 1), ("foreign_key_list", 2), ("index_list", 1))
            ]
    return found


def test_migrating_from_nothing_gives_the_tables_of_today(tmp_path: Path, register: Register) -> None:
    path = tmp_path / "migrated.db"
    engine = sa.create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        upgrade.run_migrations(connection)
    engine.dispose()
    register.close()
    migrated, made = _structure(path), _structure(register.path)
    for name in [*METADATA.tables, "alembic_version"]:
        assert migrated[name] == made[name], f"{name}: a new column needs a migration"
    assert rows(path, "SELECT version_num FROM alembic_version") == [(NEWEST_REVISION,)]
    assert REVISIONS[-1].revision == NEWEST_REVISION


def _next_revision() -> ModuleType:
    module = ModuleType("r9999_tried")
    module.__dict__.update(
        revision="9999",
        down_revision=NEWEST_REVISION,
        upgrade=lambda: op.add_column("document", sa.Column("pages", sa.INTEGER())),
    )
    return module


def _become_newer(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program as it will be after one more migration."""
    plain = upgrade.migrate
    monkeypatch.setattr("tpdesk.store.register.SCHEMA", SCHEMA + 1)
    monkeypatch.setattr("tpdesk.store.meta.SCHEMA", SCHEMA + 1)
    monkeypatch.setattr(
        upgrade, "migrate", lambda connection: plain(connection, SCHEMA + 1, (*REVISIONS, _next_revision()))
    )


def test_an_older_register_is_copied_and_brought_up_to_date(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    register.close()
    _become_newer(monkeypatch)
    with Register.open(register.path) as opened:
        assert opened.uid == register.uid
        assert opened.place.name == PLACE.name
    assert rows(register.path, "SELECT value FROM app_meta WHERE key = 'schema'") == [(str(SCHEMA + 1),)]
    assert ("pages",) in rows(register.path, "SELECT name FROM pragma_table_info('document')")
    copies = list(backup_folder(register.path).iterdir())
    assert len(copies) == 1
    assert "before migration" in copies[0].name
    assert check_register(copies[0])[0].code == "register_older"
    assert ("pages",) not in rows(copies[0], "SELECT name FROM pragma_table_info('document')")


def test_a_migration_that_fails_changes_nothing(register: Register) -> None:
    register.close()
    before = _structure(register.path)

    def fail() -> None:
        op.execute("DROP TABLE document")
        raise RuntimeError("stop")

    module = _next_revision()
    module.__dict__["upgrade"] = fail
    engine = sa.create_engine(
        "sqlite://", creator=lambda: connect(register.path, "rw"), isolation_level="AUTOCOMMIT"
    )
    with engine.connect() as connection, pytest.raises(RuntimeError):
        upgrade.migrate(connection, 2, (*REVISIONS, module))
    engine.dispose()
    assert _structure(register.path) == before
    assert check_register(register.path) == []


def test_a_register_of_today_is_left_as_it_is(register: Register) -> None:
    register.close()
    with Register.open(register.path):
        pass
    assert not backup_folder(register.path).exists()
