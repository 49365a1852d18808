"""An import from the file to the register: positions, facts, control sheet, decisions, undo."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import shapely

from tpdesk.domain.changes import Writer
from tpdesk.domain.errors import Cancelled, ConflictError, InputError
from tpdesk.domain.progress import CancellingProgress
from tpdesk.services.commands.apply_import import ApplyImport
from tpdesk.services.importing import Decisions, ImportPlan, ImportRequest, References, plan_import
from tpdesk.store.reads import read_batches, read_children, read_lists, read_sources
from tpdesk.store.register import Register

Bring = Callable[..., ImportPlan]
Write = Callable[..., Path]


def children(register: Register, table: str) -> list[dict[str, object]]:
    return [row for rows in read_children(register, table).values() for row in rows]


def test_every_key_of_the_summary_is_there(bring_in: Bring, write_list: Write) -> None:
    plan = bring_in(
        write_list(["Asset Code", "Postcode"], ["A1", "AB1 2DB"], ["A2", "nowhere"]), dry_run=True
    )
    summary = plan.summary()
    assert list(summary) == [
        "file",
        "sheet",
        "header_row",
        "rows_read",
        "rows_kept",
        "rows_refused",
        "assets_created",
        "assets_updated",
        "assets_unchanged",
        "assets_vanished",
        "placed",
        "unplaced",
        "issues",
        "columns",
        "control",
        "suggested_profile",
    ]
    assert (summary["placed"], summary["unplaced"]) == ({"postcode": 1}, 1)
    assert summary["columns"] == [
        {"column": "Asset Code", "field": "reference", "confidence": 0.97},
        {"column": "Postcode", "field": "postcode", "confidence": plan.columns[1].confidence},
    ]


def test_a_plan_changes_nothing(bring_in: Bring, write_list: Write, register: Register) -> None:
    bring_in(write_list(["Asset Code"], ["A1"]), dry_run=True)
    assert len(register.read_assets()) == 0
    assert register.undo_description is None


def test_an_import_is_one_step_back(bring_in: Bring, write_list: Write, register: Register) -> None:
    plan = bring_in(write_list(["Asset Code", "Tenure", "Rates"], ["A1", "Freehold", "5"]))
    assert register.undo_description == "Import assets.csv"
    assert ApplyImport(plan).kind == "apply_import"
    register.undo()
    assert len(register.read_assets()) == 0
    assert read_batches(register) == ()
    assert read_lists(register) == ()
    register.redo()
    assert len(register.read_assets()) == 1


def test_a_plan_made_before_another_import_is_refused(
    bring_in: Bring, write_list: Write, register: Register
) -> None:
    stale = bring_in(write_list(["Asset Code"], ["A1"]), dry_run=True)
    bring_in(write_list(["Asset Code"], ["A1"], name="other.csv"))
    with pytest.raises(ConflictError, match="has changed"):
        register.execute(ApplyImport(stale))
    assert len(register.read_assets()) == 1


def test_cancelling_at_any_step_leaves_nothing(
    register: Register, write_list: Write, postcodes: References
) -> None:
    path = write_list(["Asset Code", "Name", "Rates"], ["A1", "Hall", "5"], ["A2", "Yard", "6"])
    request = ImportRequest(path, organisation="Vale Council")
    for step in range(1, 40):
        progress = CancellingProgress(step)
        try:
            plan = plan_import(request, register, postcodes, Decisions(), progress)
            register.execute(ApplyImport(plan), progress)
        except Cancelled:
            assert len(register.read_assets()) == 0
            assert register.read_organisations() == ()
        else:
            break
    assert step > 8
    assert len(register.read_assets()) == 2


def test_where_every_record_came_from(bring_in: Bring, write_list: Write, register: Register) -> None:
    plan = bring_in(write_list(["Asset Code", "Name"], ["A1", "Hall"], ["", ""], ["A2", "Yard"]))
    uid = register.read_assets().uids[1]
    source = read_sources(register, uid)[0]
    assert (source.file, source.row) == ("assets.csv", 4)
    batch = read_batches(register)[0]
    assert (batch.sha256, batch.header_row, batch.rows_read) == (plan.sha256, 1, 2)
    assert batch.column_map["Asset Code"]["field"] == "reference"
    assert batch.file == "assets.csv"


def test_the_row_filter_compares_folded_and_is_part_of_the_list(
    bring_in: Bring, write_list: Write, register: Register
) -> None:
    path = write_list(
        ["Code", "Board", "Name"],
        ["S1", "NHS  Vale ICB", "Clinic"],
        ["S2", "Other", "Ward"],
        ["S3", "nhs vale icb", "Hall"],
    )
    plan = bring_in(path, where=(("board", "NHS VALE ICB"),))
    assert (plan.counts.read, plan.counts.filtered, plan.counts.kept) == (3, 1, 2)
    assert read_lists(register)[0].row_filter == "board=nhs vale icb"
    with pytest.raises(InputError, match="No row"):
        bring_in(path, where=(("Board", "Nobody"),))
    with pytest.raises(InputError, match="no column"):
        bring_in(path, where=(("Bord", "Nobody"),))


def test_square_feet_on_the_control_sheet(bring_in: Bring, write_list: Write, register: Register) -> None:
    path = write_list(
        ["Code", "GIA (sq ft)", "Rent (£000)", "Cups (£)"],
        ["S1", "10,000", "1.5", "7"],
        ["S2", "lots", "2", ""],
    )
    area, rent, cups = bring_in(path).control
    assert (area.source, area.register, area.difference) == (929.03, 929.03, 0.0)
    assert (area.why, area.written) == ("10,000 sq ft in the file.", "10,000 sq ft")
    assert (rent.source, rent.register, rent.why) == (3_500.0, 3_500.0, "£3.5 thousand in the file.")
    assert area.agrees
    assert not cups.agrees
    assert (cups.source, cups.register, cups.why) == (7.0, 0.0, "The column is not imported.")
    assert register.read_assets().value(0, "gia_m2") == pytest.approx(929.0304)


def test_subtotals_are_left_out_told_and_explained(bring_in: Bring, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["Asset Code", "Name", "Rates (£)"],
        ["A1", "Hall", 10],
        ["A2", "Yard", 20],
        ["A3", "Depot", 5],
        ["Total", None, 35],
    ):
        sheet.append(row)
    book.save(tmp_path / "list.xlsx")
    plan = bring_in(tmp_path / "list.xlsx")
    assert (plan.counts.subtotals, plan.created) == (1, 3)
    assert [issue.row for issue in plan.issues if issue.code == "subtotal_row"] == [5]
    line = plan.control[0]
    assert (line.source, line.register, line.difference) == (35.0, 35.0, 0.0)
    assert (line.why, line.subtotals, line.agrees) == (
        "£70 with its 1 subtotal row.",
        "£70 with its 1 subtotal row",
        True,
    )
    kept = bring_in(tmp_path / "list.xlsx", Decisions(kept_rows=frozenset({5})), dry_run=True)
    assert kept.created == 1


def test_swapped_axes_wait_and_are_placed_when_accepted(
    bring_in: Bring, write_list: Write, register: Register
) -> None:
    rows = [["S1", -2.287, 53.415], ["S2", 53.416, -2.288], ["S3", -2.289, 53.417]]
    path = write_list(["Code", "Longitude", "Latitude"], *rows)
    assert bring_in(path).unplaced == 1
    wrong = bring_in(path, Decisions(accepted=frozenset({("axes_swapped", 4)})))
    assert (wrong.unplaced, wrong.updated) == (1, 0)
    plan = bring_in(path, Decisions(accepted=frozenset({("axes_swapped", 3)})))
    assert (plan.updated, plan.unchanged, plan.unplaced) == (1, 2, 0)
    again = bring_in(path, accept_fixes=("axes_swapped",))
    assert (again.updated, again.unchanged) == (0, 3)
    moved = register.read_assets()
    assert abs(moved.easting[1] - moved.easting[0]) < 200


def test_a_proposed_postcode_is_placed_when_accepted(
    bring_in: Bring, write_list: Write, register: Register
) -> None:
    path = write_list(["Code", "Postcode"], ["S1", "ABI 2DB"])
    assert bring_in(path).unplaced == 1
    plan = bring_in(path, accept_fixes=("postcode_character",))
    assert (plan.updated, plan.unplaced) == (1, 0)
    assert register.read_assets().value(0, "postcode") == "AB1 2DB"
    told = [issue for issue in plan.issues if issue.code == "postcode_character"]
    assert told[0].message.endswith("Put right, as accepted.")


def test_a_hand_placed_asset_stays_until_the_list_moves_it(
    bring_in: Bring, write_list: Write, register: Register
) -> None:
    class Move:
        kind = "move"

        def describe(self) -> str:
            return "Move"

        def apply(self, writer: Writer) -> None:
            uid = register_uid[0]
            writer.update(
                "asset", ["geom", "location_method"], [(uid, shapely.Point(380_000, 390_000), "by_hand")]
            )

    path = write_list(["Code", "Easting", "Northing"], ["S1", 381_000, 391_000])
    bring_in(path)
    register_uid = [register.read_assets().uids[0]]
    register.execute(Move())
    assert bring_in(path).updated == 0
    assert register.read_assets().easting[0] == 380_000
    plan = bring_in(write_list(["Code", "Easting", "Northing"], ["S1", 382_000, 391_000]))
    assert (plan.updated, plan.issues.counts()["conflict"]) == (0, 1)
    assert register.read_assets().easting[0] == 380_000


def test_decisions_send_columns_words_and_constants(
    bring_in: Bring, write_list: Write, register: Register
) -> None:
    path = write_list(
        ["Ref", "What", "Kind of place", "Size"],
        ["S1", "Old Mill", "Fun palace", "10"],
        ["S2", "Barn", "Library", "20"],
    )
    decisions = Decisions(
        columns={"What": "name", "Kind of place": "service", "Size": "gia_m2"},
        units={"Size": "sq ft"},
        wordings={("service", "Fun Palace"): "leisure_centre"},
        constants={"holding": "Buildings", "sensitivity": "Open"},
        left_out_rows=frozenset({3}),
    )
    plan = bring_in(path, decisions)
    frame = register.read_assets()
    assert (plan.counts.left_out, len(frame)) == (1, 1)
    assert [frame.value(0, key) for key in ("name", "service", "holding", "sensitivity")] == [
        "Old Mill",
        "leisure_centre",
        "buildings",
        "open",
    ]
    assert frame.value(0, "gia_m2") == pytest.approx(0.9290304)
    assert [(each.wording, each.rows, each.word) for each in plan.wordings] == [
        ("Fun palace", 1, "leisure_centre")
    ]
    assert plan.preview(0)["name"] == "Old Mill"
    assert bring_in(path, decisions).unchanged == 1


def test_unstated_sensitivity_stays_unstated(bring_in: Bring, write_list: Write, register: Register) -> None:
    bring_in(write_list(["Code"], ["S1"]))
    assert register.read_assets().value(0, "sensitivity") is None


def test_footprints_come_with_their_assets(bring_in: Bring, tmp_path: Path, register: Register) -> None:
    def save(size: float) -> Path:
        shape = shapely.to_geojson(shapely.box(-2.287, 53.415, -2.287 + size, 53.415 + size))
        path = tmp_path / "stations.geojson"
        path.write_text(
            '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties":'
            ' {"Name": "Vale Station"},'
            f' "geometry": {shape}}}]}}'
        )
        return path

    plan = bring_in(save(0.001), organisation="Vale Fire Service")
    assert plan.placed() == {"footprint": 1}
    assert bring_in(save(0.001), organisation="Vale Fire Service").unchanged == 1
    assert len(children(register, "footprint")) == 1


def test_a_register_is_no_list(bring_in: Bring, register: Register) -> None:
    with pytest.raises(InputError) as caught:
        bring_in(register.path)
    assert caught.value.code == "register_open"


@pytest.mark.parametrize("content", ["", "Asset Code,Name\n"])
def test_files_without_a_row_are_refused(bring_in: Bring, tmp_path: Path, content: str) -> None:
    path = tmp_path / "empty.csv"
    path.write_text(content)
    with pytest.raises(InputError):
        bring_in(path)


def test_a_kind_that_is_none_is_refused(bring_in: Bring, write_list: Write) -> None:
    with pytest.raises(InputError, match="no kind"):
        bring_in(write_list(["Code"], ["S1"]), kind="circus")
