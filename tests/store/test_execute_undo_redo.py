"""Changes and the way back: what is undone is exactly as it was, whatever the change."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import shapely

from tests.store.stocking import Change, Stock, dump, fill, renaming, rows, write_outside
from tpdesk.domain.errors import Cancelled, ConflictError
from tpdesk.domain.identity import new_uid, new_uids
from tpdesk.domain.progress import CancellingProgress
from tpdesk.store import write
from tpdesk.store.checking import check_register
from tpdesk.store.reads import read_history
from tpdesk.store.register import Register

if TYPE_CHECKING:
    from tpdesk.domain.changes import Writer


def test_a_filled_register_undone_is_the_empty_one_and_redone_the_filled_one(register: Register) -> None:
    empty = dump(register)
    made = register.execute(Change(fill, "Fill"))
    full = dump(register)
    assert full != empty
    assert (register.undo_description, register.redo_description) == ("Fill", None)
    undone = register.undo()
    assert dump(register) == empty
    assert (undone.description, undone.tables, undone.uids) == ("Fill", made.tables, made.uids)
    descriptions = (register.undo_description, register.redo_description)
    assert descriptions == (None, "Fill")
    register.redo()
    assert dump(register) == full
    assert check_register(register.path) == []


def test_the_change_set_says_what_was_touched(register: Register, stock: Stock) -> None:
    changes = register.execute(renaming(stock.assets[0], "Old Town Hall"))
    assert changes.tables == {"asset"}
    assert changes.uids == {"asset": frozenset(stock.assets[:1])}
    assert changes.description == "Rename to Old Town Hall"
    assert changes.transaction == read_history(register)[0].number


def test_a_table_with_very_many_changes_is_named_without_its_rows(register: Register) -> None:
    uids = new_uids(10_001)
    changes = register.execute(
        Change(lambda writer: writer.insert("setting", ["uid", "key"], [(uid, uid) for uid in uids]))
    )
    assert changes.tables == {"setting"}
    assert changes.uids == {}


def test_removing_an_asset_removes_what_is_its_own_and_undo_brings_all_back(
    register: Register, stock: Stock
) -> None:
    before = dump(register)
    register.execute(Change(lambda writer: writer.delete("asset", [stock.assets[0]])))
    after = dump(register)
    assert not after["footprint"]
    assert not after["interest_event"]
    assert len(after["asset"]) == 3
    register.undo()
    assert dump(register) == before
    assert check_register(register.path) == []


def test_several_steps_go_back_and_forth_in_order_and_survive_a_restart(
    register: Register, stock: Stock
) -> None:
    states = [dump(register)]
    for name in ("First", "Second", "Third"):
        register.execute(renaming(stock.assets[0], name))
        states.append(dump(register))
    register.undo()
    register.undo()
    assert dump(register) == states[1]
    register.close()
    with Register.open(register.path) as opened:
        assert (opened.undo_description, opened.redo_description) == ("Rename to First", "Rename to Second")
        opened.redo()
        assert dump(opened) == states[2]
        opened.undo()
        opened.redo()
        opened.redo()
        assert dump(opened) == states[3]
        with pytest.raises(ConflictError, match="nothing to redo"):
            opened.redo()
        for state in reversed(states[:3]):
            opened.undo()
            assert dump(opened) == state
        opened.redo()
        assert dump(opened) == states[1]


def test_a_new_step_ends_redo(register: Register, stock: Stock) -> None:
    rename = renaming(stock.assets[0], "X")
    register.execute(rename)
    register.undo()
    register.execute(
        Change(lambda writer: writer.update("asset", ["notes"], [(stock.assets[0], "N")]), "Note")
    )
    assert (register.undo_description, register.redo_description) == ("Note", None)
    register.undo()
    assert register.undo_description == "Fill"


def test_there_is_nothing_to_undo_in_a_new_register(register: Register) -> None:
    assert register.undo_description is None
    with pytest.raises(ConflictError, match="nothing to undo") as caught:
        register.undo()
    assert caught.value.code == "nothing_to_undo"


def test_a_command_that_fails_changes_nothing_and_keeps_undo_and_redo(
    register: Register, stock: Stock
) -> None:
    rename = renaming(stock.assets[0], "X")
    register.execute(rename)
    register.undo()
    before, history = dump(register), read_history(register)

    def fail(writer: Writer) -> None:
        writer.delete("asset", stock.assets)
        raise RuntimeError("stop")

    with pytest.raises(RuntimeError):
        register.execute(Change(fail))
    assert dump(register) == before
    assert read_history(register) == history
    assert (register.undo_description, register.redo_description) == ("Fill", "Rename to X")


def test_a_command_that_changes_nothing_is_no_step(register: Register, stock: Stock) -> None:
    changes = register.execute(renaming(stock.assets[0], "Town Hall"))
    assert (changes.transaction, changes.tables) == (0, frozenset())
    assert register.undo_description == "Fill"


def test_a_cancelled_command_changes_nothing(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write, "CHUNK_ROWS", 10)
    command = Change(
        lambda writer: writer.insert("setting", ["uid", "key"], [(uid, uid) for uid in new_uids(100)])
    )
    before = dump(register)
    with pytest.raises(Cancelled):
        register.execute(command, CancellingProgress(3))
    assert dump(register) == before
    register.execute(command)
    with pytest.raises(Cancelled):
        register.undo(CancellingProgress(1))
    assert register.undo_description == "Change something"


def test_who_when_and_where_are_written_down(register: Register, stock: Stock) -> None:
    entry = read_history(register)[0]
    assert (entry.kind, entry.description) == ("command", "Fill")
    assert entry.who
    assert entry.computer
    assert entry.at.endswith("Z")
    assert entry.rows > len(stock.assets)
    assert read_history(register)[-1].kind == "create"


# --- large steps --------------------------------------------------------------------------------------


def test_many_shapes_at_once_are_in_the_index_and_go_back(register: Register) -> None:
    count = 700
    uids = new_uids(count)
    shapes = [
        None if n % 7 == 0 else shapely.Point() if n % 7 == 1 else shapely.Point(n, n) for n in range(count)
    ]
    register.execute(
        Change(lambda writer: writer.insert("asset", ["uid", "geom"], zip(uids, shapes, strict=True)))
    )
    full = dump(register)
    placed = sum(shape is not None and not shape.is_empty for shape in shapes)
    assert rows(register.path, "SELECT count(*) FROM rtree_asset_geom") == [(placed,)]
    assert rows(register.path, "SELECT round(max_x) FROM gpkg_contents WHERE table_name = 'asset'") == [
        (699.0,)
    ]
    register.undo()
    assert rows(register.path, "SELECT count(*) FROM rtree_asset_geom") == [(0,)]
    register.redo()
    assert dump(register) == full
    assert [each.code for each in check_register(register.path)] == ["organisation_missing"]
    register.execute(Change(lambda writer: writer.insert("asset", ["uid", "geom"], [(new_uid(), shapes[5])])))
    assert rows(register.path, "SELECT count(*) FROM rtree_asset_geom") == [(placed + 1,)]


# --- with others --------------------------------------------------------------------------------------


def test_what_another_program_changed_since_is_not_undone(register: Register, stock: Stock) -> None:
    write_outside(register.path, f"UPDATE asset SET name = 'Civic Hall' WHERE uid = '{stock.assets[0]}'")
    before = dump(register)
    with pytest.raises(ConflictError, match="Civic Hall") as caught:
        register.undo()
    assert caught.value.code == "changed_since"
    assert dump(register) == before


def test_what_another_program_hung_on_a_record_since_is_not_dragged_along(
    register: Register, stock: Stock
) -> None:
    write_outside(
        register.path, f"INSERT INTO document (asset_uid, title) VALUES ('{stock.assets[1]}', 'Deeds')"
    )
    with pytest.raises(ConflictError, match="Documents"):
        register.undo()
    assert len(dump(register)["document"]) == 2


def test_a_place_that_another_row_has_taken_since_is_not_fought_over(
    register: Register, stock: Stock
) -> None:
    def remove(writer: Writer) -> None:
        references = writer.select("asset_reference", ["uid"], {"asset_uid": stock.assets[1]})
        writer.delete("asset_reference", [str(row[0]) for row in references])

    register.execute(Change(remove, "Remove a reference"))
    write_outside(
        register.path,
        "INSERT INTO asset_reference (asset_uid, organisation_uid, scheme, key)"
        f" VALUES ('{stock.assets[2]}', '{stock.council}', 'main', 'q1')",
    )
    with pytest.raises(ConflictError) as caught:
        register.undo()
    assert caught.value.code == "rows_clash"


def test_other_rows_that_others_changed_do_not_matter(register: Register, stock: Stock) -> None:
    rename = renaming(stock.assets[0], "X")
    register.execute(rename)
    write_outside(register.path, f"UPDATE asset SET name = 'Y' WHERE uid = '{stock.assets[1]}'")
    register.undo()
    assert {row[0] for row in rows(register.path, "SELECT name FROM asset")} >= {"Town Hall", "Y"}
    kinds = [entry.kind for entry in read_history(register)]
    assert kinds == ["undo", "outside", "command", "command", "create"]


def test_more_than_a_few_changed_rows_are_counted(register: Register, stock: Stock) -> None:
    write_outside(register.path, "UPDATE record_source SET row = row + 1", "UPDATE asset SET notes = 'n'")
    with pytest.raises(ConflictError, match="and 3 more"):
        register.undo()
    assert len(stock.assets) == 4


def test_another_process_that_commits_is_seen(register: Register) -> None:
    seen = register.data_version()
    register.execute(Change(fill))
    assert register.data_version() == seen
    write_outside(register.path, "UPDATE place SET households = 9")
    assert register.data_version() != seen


_KILLED = """
import os, signal, sys
from pathlib import Path
from tests.store.stocking import Change, fill
from tpdesk.domain.identity import new_uids
from tpdesk.store.register import Register

def change(writer):
    fill(writer)
    writer.insert("setting", ["uid", "key", "value"], [(u, u, "x" * 500) for u in new_uids(30_000)])
    print("writing", flush=True)
    sys.stdin.readline()

Register.open(Path(sys.argv[1])).execute(Change(change))
"""


def test_a_program_killed_in_the_middle_leaves_the_register_as_it_was(register: Register) -> None:
    before, root = dump(register), Path(__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(_KILLED), str(register.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "writing\n"
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert dump(register) == before
    assert check_register(register.path) == []
    register.execute(Change(fill))
    assert register.undo_description == "Change something"


# --- the writer's own rules ---------------------------------------------------------------------------


def test_a_row_without_identity_is_refused(register: Register) -> None:
    with pytest.raises(ValueError, match="uid"):
        register.execute(Change(lambda writer: writer.insert("asset", ["name"], [("Hall",)])))


def test_a_row_that_went_meanwhile_is_a_conflict(register: Register) -> None:
    with pytest.raises(ConflictError) as caught:
        register.execute(Change(lambda writer: writer.update("asset", ["name"], [(new_uid(), "Hall")])))
    assert caught.value.code == "rows_gone"


def test_rows_are_read_as_values_inside_the_transaction(register: Register, stock: Stock) -> None:
    found: list[Any] = []

    def look(writer: Writer) -> None:
        columns = ["name", "geom", "status_since", "gia_m2"]
        found.extend(writer.select("asset", columns, {"uid": stock.assets[0]}))
        found.extend(writer.select("asset", ["name"], {"geom": None, "organisation_uid": stock.trust}))
        found.extend(writer.select("list", ["published"]))
        found.extend(writer.select("asset", ["name"], {"uid": "none"}))

    register.execute(Change(look))
    assert found == [
        ("Town Hall", shapely.Point(400_100.1, 400_200.2), date(2020, 2, 29), 1200.5),
        ("Clinic",),
        (True,),
    ]
