"""What the register tells of the lists that have come."""

from dataclasses import dataclass
from pathlib import Path

import shapely

from tpdesk.domain.changes import Writer
from tpdesk.domain.organisation import Place
from tpdesk.store.known_lists import read_assets_of_list, read_known_lists
from tpdesk.store.register import Register


@dataclass(frozen=True, slots=True)
class Lists:
    """Two lists, one of them in two editions, and a list of which nothing has come."""

    kind: str = "lists"

    def describe(self) -> str:
        return "Bring lists in"

    def apply(self, writer: Writer) -> None:
        writer.insert("organisation", ("uid", "name", "kind"), [("o", "Mere Council", "council")])
        writer.insert(
            "list",
            ("uid", "name", "organisation_uid"),
            [("l1", "Council list", "o"), ("l2", "Many partners", None), ("l3", "Promised", "o")],
        )
        writer.insert(
            "batch",
            ("uid", "list_uid", "file", "rows_kept", "imported_at"),
            [
                ("b1", "l1", "2025.csv", 3, "2025-05-01T09:00:00+00:00"),
                ("b2", "l2", "all.csv", 9, "2025-06-01T09:00:00+00:00"),
                ("b3", "l1", "2026.csv", 4, "2026-05-01T09:00:00+00:00"),
            ],
        )
        writer.insert(
            "record_source",
            ("uid", "record_table", "record_uid", "batch_uid", "row"),
            [
                ("s1", "asset", "a1", "b1", 2),
                ("s2", "asset", "a1", "b3", 2),
                ("s3", "asset", "a2", "b3", 3),
                ("s4", "asset", "a3", "b2", 2),
                ("s5", "interest", "i1", "b3", 2),
            ],
        )


def test_lists_stand_with_their_newest_edition_the_last_first(tmp_path: Path) -> None:
    with Register.create(tmp_path / "Mere.gpkg", Place("Mere", shapely.box(0, 0, 9, 9))) as register:
        register.execute(Lists())
        council, many = read_known_lists(register)
        assert (council.name, council.organisation, council.file, council.rows, council.editions) == (
            "Council list",
            "Mere Council",
            "2026.csv",
            4,
            2,
        )
        assert (many.name, many.organisation, many.editions) == ("Many partners", "", 1)


def test_the_assets_of_a_list_are_those_of_all_its_editions(tmp_path: Path) -> None:
    with Register.create(tmp_path / "Mere.gpkg", Place("Mere", shapely.box(0, 0, 9, 9))) as register:
        register.execute(Lists())
        assert read_assets_of_list(register, "l1") == {"a1", "a2"}
        assert read_assets_of_list(register, "l3") == frozenset()
