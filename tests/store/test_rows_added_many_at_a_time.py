"""Rows that come many at a time stand in the history as one entry, and are as safe there as single ones."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
import shapely

from tests.store.stocking import PLACE, Change, dump, rows, write_outside
from tpdesk.domain.errors import ConflictError
from tpdesk.domain.identity import new_uids
from tpdesk.store.asset_history import read_asset_history
from tpdesk.store.audit import NAMED_UIDS
from tpdesk.store.checking import check_register
from tpdesk.store.migrations.revisions import r0001_first
from tpdesk.store.reads import read_history
from tpdesk.store.register import Register
from tpdesk.store.schema.version import MIN_WRITER, SCHEMA
from tpdesk.store.write import BULK_ROWS

if TYPE_CHECKING:
    from pathlib import Path

    from tpdesk.domain.changes import Writer

MANY = BULK_ROWS + 100


def _adding(uids: list[str]) -> Change:
    def apply(writer: Writer) -> None:
        places = [shapely.Point(400_000 + number, 400_000) for number in range(len(uids))]
        writer.insert("asset", ["uid", "name", "geom"], list(zip(uids, uids, places, strict=True)))
        costs = [(cost, uid, 5) for cost, uid in zip(new_uids(len(uids)), uids, strict=True)]
        writer.insert("cost", ["uid", "asset_uid", "amount_pence"], costs)

    return Change(apply, "Add many")


@pytest.fixture
def uids(register: Register) -> list[str]:
    made = new_uids(MANY)
    register.execute(_adding(made))
    return made


def test_many_rows_are_one_entry_for_each_table_and_counted_as_many(
    register: Register, uids: list[str]
) -> None:
    entries = rows(register.path, "SELECT tbl, op, uid, last_fid - first_fid + 1 FROM history")
    assert entries[-2:] == [("asset", "I", None, len(uids)), ("cost", "I", None, len(uids))]
    assert read_history(register)[0].rows == 2 * len(uids)


def test_the_change_names_the_rows_unless_they_are_too_many(register: Register) -> None:
    few, many = new_uids(MANY), new_uids(NAMED_UIDS + 1)
    assert register.execute(_adding(few)).uids["asset"] == frozenset(few)
    change = register.execute(_adding(many))
    assert change.tables == {"asset", "cost"}
    assert dict(change.uids) == {}


def test_they_go_and_come_back_any_number_of_times(register: Register, uids: list[str]) -> None:
    before = dump(register)
    for _ in range(2):
        register.undo()
        assert rows(register.path, "SELECT count(*) FROM asset") == [(0,)]
        assert rows(register.path, "SELECT count(*) FROM rtree_asset_geom") == [(0,)]
        register.redo()
        assert dump(register) == before
    assert len(uids) == MANY
    assert {each.code for each in check_register(register.path)} == {"organisation_missing"}


def test_an_assets_history_tells_that_it_came_with_many(register: Register, uids: list[str]) -> None:
    (first,) = read_asset_history(register, uids[-1])
    assert (first.added, first.added_rows, first.description) == (True, 1, "Add many")
    register.execute(Change(lambda writer: writer.update("asset", ["name"], [(uids[-1], "Hall")])))
    newest, first = read_asset_history(register, uids[-1])
    assert [each.new for each in newest.changes] == ["Hall"]
    assert first.added


@pytest.mark.parametrize(
    "edit",
    [
        "UPDATE asset SET name = 'Hall' WHERE uid = '{uid}'",
        "DELETE FROM asset WHERE uid = '{uid}'",
        "INSERT INTO cost (uid, asset_uid, amount_pence) VALUES ('c', '{uid}', 9)",
    ],
    ids=["changed", "removed", "hung something on"],
)
def test_they_are_not_taken_back_when_another_program_has_touched_one(
    register: Register, uids: list[str], edit: str
) -> None:
    write_outside(register.path, edit.format(uid=uids[7]))
    with pytest.raises(ConflictError, match="Nothing was changed"):
        register.undo()
    assert rows(register.path, "SELECT count(*) FROM asset")[0][0] >= len(uids) - 1


def test_an_edit_elsewhere_of_something_else_does_not_stop_it(register: Register, uids: list[str]) -> None:
    write_outside(register.path, "INSERT INTO asset (uid, name) VALUES ('other', 'Mill')")
    register.undo()
    assert rows(register.path, "SELECT uid FROM asset") == [("other",)]
    assert uids


def test_the_entry_is_sealed(register: Register, uids: list[str]) -> None:
    register.close()
    with closing(sqlite3.connect(register.path)) as connection:
        connection.execute("UPDATE history SET last_fid = last_fid - 1 WHERE tbl = 'asset'")
        connection.commit()
    assert "history_broken" in {each.code for each in check_register(register.path)}
    assert uids


def test_the_history_of_an_older_edition_stays_whole(
    tmp_path: Path,
) -> None:
    """A register whose history has an entry for every row is brought up to date, checked and undone."""
    path = tmp_path / "older.gpkg"
    with Register.create(path, PLACE) as register:
        sites = [(uid,) for uid in new_uids(9)]
        register.execute(Change(lambda writer: writer.insert("site", ["uid"], sites)))
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            "DROP INDEX ix_history_added; ALTER TABLE history DROP COLUMN first_fid;"
            "ALTER TABLE history DROP COLUMN last_fid;"
            f"UPDATE alembic_version SET version_num = '{r0001_first.revision}';"
            "UPDATE app_meta SET value = '1' WHERE key = 'schema'"
        )
    with Register.open(path) as register:
        register.execute(_adding(new_uids(MANY)))
        assert {each.code for each in check_register(path)} == {"organisation_missing"}
        register.undo()
        register.undo()
        assert rows(path, "SELECT count(*) FROM site") == [(0,)]
        edition = dict(rows(path, "SELECT key, value FROM app_meta WHERE key IN ('schema', 'min_writer')"))
        assert edition == {"schema": str(SCHEMA), "min_writer": str(MIN_WRITER)}


@pytest.mark.parametrize("count", [3, MANY])
def test_rows_come_column_by_column_too(register: Register, count: int) -> None:
    made = new_uids(count)
    values: dict[str, list[object]] = {"uid": [*made], "key": [*made], "value": [None] * count}
    register.execute(Change(lambda writer: writer.insert_columns("setting", values)))
    assert rows(register.path, "SELECT uid, key, value FROM setting") == [(uid, uid, None) for uid in made]


def test_columns_that_differ_in_length_are_refused(register: Register) -> None:
    with pytest.raises(ValueError, match="differ in length"):
        register.execute(
            Change(lambda writer: writer.insert_columns("setting", {"uid": ["a", "b"], "key": ["k"]}))
        )
    assert (
        register.execute(Change(lambda writer: writer.insert_columns("setting", {"uid": []}))).tables == set()
    )
