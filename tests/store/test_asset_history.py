"""What has happened to one asset, told from the history of its rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tpdesk.domain.changes import Writer
from tpdesk.domain.organisation import Place
from tpdesk.store.asset_history import read_asset_history
from tpdesk.store.part_reads import read_parents, read_site_names
from tpdesk.store.register import Register


@dataclass(frozen=True, slots=True)
class Step:
    """One change by hand, as a name for what it does."""

    kind: str

    def describe(self) -> str:
        return self.kind.capitalize()

    def apply(self, writer: Writer) -> None:
        if self.kind == "add":
            writer.insert("site", ("uid", "name"), [("s", "Campus"), ("t", None)])
            writer.insert("asset", ("uid", "name", "gia_m2"), [("whole", "Hall", 10.0)])
            writer.insert("asset", ("uid", "name", "parent_asset_uid"), [("part", "Wing", "whole")])
            writer.insert("interest", ("uid", "asset_uid", "direction"), [("i", "whole", "held")])
        elif self.kind == "measure":
            writer.update("asset", ("gia_m2", "name"), [("whole", 12.5, "Hall")])
        elif self.kind == "measure again":
            writer.update("asset", ("gia_m2",), [("whole", None)])
        elif self.kind == "give up":
            writer.delete("interest", ["i"])


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with Register.create(tmp_path / "mere.gpkg", Place("Mere")) as made:
        made.execute(Step("add"))
        yield made


def test_each_step_tells_old_and_new(register: Register) -> None:
    register.execute(Step("measure"))
    register.execute(Step("measure again"))
    newest, middle, first = read_asset_history(register, "whole")
    assert [(each.column, each.old, each.new) for each in newest.changes] == [("gia_m2", 12.5, None)]
    assert [(each.column, each.old, each.new) for each in middle.changes] == [("gia_m2", 10.0, 12.5)]
    assert (first.added, first.added_rows, first.description) == (True, 1, "Add")


def test_what_went_is_counted(register: Register) -> None:
    register.execute(Step("give up"))
    assert read_asset_history(register, "whole")[0].removed_rows == 1
    assert len(read_asset_history(register, "part")) == 1


def test_what_was_taken_back_is_told_too(register: Register) -> None:
    register.execute(Step("measure"))
    register.undo()
    assert [step.kind for step in read_asset_history(register, "whole")] == ["undo", "command", "command"]


def test_parts_and_sites_are_known(register: Register) -> None:
    assert read_parents(register) == {"part": "whole"}
    assert read_site_names(register) == {"s": "Campus"}
