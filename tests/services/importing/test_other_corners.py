"""Corners of an import that no plain list reaches."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
import shapely

from tpdesk.domain.changes import Writer
from tpdesk.services.importing import ImportPlan
from tpdesk.store.reads import read_children
from tpdesk.store.register import Register

Bring = Callable[..., ImportPlan]
Write = Callable[..., Path]


def test_cells_of_a_workbook_keep_their_types(bring_in: Bring, tmp_path: Path, register: Register) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(
        ["Code", "Easting", "Northing", "GIA", "Lease expiry", "Listed", "Annual rent", "Workstations"]
    )
    sheet.append(["S1", 381000.25, 391000.5, 120.5, datetime(2030, 12, 31), True, 1234.56, 12])
    sheet.append(["S2", 382000.0, 391000.0, 80.0, datetime(2031, 3, 31), False, 10.0, 3])
    book.save(tmp_path / "typed.xlsx")
    bring_in(tmp_path / "typed.xlsx")
    frame = register.read_assets()
    assert (frame.easting[0], frame.northing[0]) == (381000.25, 391000.5)
    assert str(frame.value(0, "lease_expiry")) == "2030-12-31"
    assert frame.value(0, "annual_rent_gbp") == 1234.56
    assert frame.value(0, "constraint_listed") == "yes"
    assert frame.value(0, "workstations") == 12.0
    assert bring_in(tmp_path / "typed.xlsx").unchanged == 2


def test_decimal_commas_and_nulls_in_coordinates(bring_in: Bring, write_list: Write) -> None:
    path = write_list(
        ["Code", "Longitude", "Latitude", "Postcode"],
        ["S1", "-2,287", "53,415", ""],
        ["S2", "0", "0", "AB1 2DB"],
        ["S3", "n/a", "", ""],
        ["S4", "west", "north", ""],
    )
    plan = bring_in(path)
    assert plan.placed() == {"own_coordinates": 1, "postcode": 1}
    assert plan.issues.counts() == {
        "unplaced": 2,
        "position_null": 1,
        "position_invalid": 1,
        "as_at_unknown": 1,
    }


def test_a_moved_footprint_replaces_the_old_one(bring_in: Bring, tmp_path: Path, register: Register) -> None:
    def save(west: float) -> Path:
        path = tmp_path / "stations.geojson"
        shape = shapely.to_geojson(shapely.box(west, 53.415, west + 0.001, 53.416))
        path.write_text(
            '{"type": "FeatureCollection", "features": [{"type": "Feature",'
            f' "properties": {{"Site Code": "F1", "Name": "Vale Station"}}, "geometry": {shape}}}]}}'
        )
        return path

    bring_in(save(-2.287))
    before = register.read_assets().easting[0]
    plan = bring_in(save(-2.285))
    assert (plan.updated, plan.created) == (1, 0)
    assert register.read_assets().easting[0] > before + 100
    rows = [row for rows in read_children(register, "footprint").values() for row in rows]
    assert len(rows) == 1
    assert bring_in(save(-2.285)).unchanged == 1


def test_a_footprint_comes_to_an_asset_that_had_none(
    bring_in: Bring, write_list: Write, tmp_path: Path, register: Register
) -> None:
    bring_in(write_list(["Site Code", "Name"], ["F1", "Vale Station"]))
    path = tmp_path / "stations.geojson"
    shape = shapely.to_geojson(shapely.box(-2.287, 53.415, -2.286, 53.416))
    path.write_text(
        '{"type": "FeatureCollection", "features": [{"type": "Feature",'
        f' "properties": {{"Site Code": "F1", "Name": "Vale Station"}}, "geometry": {shape}}}]}}'
    )
    plan = bring_in(path)
    assert (plan.created, plan.updated) == (0, 1)
    assert len(read_children(register, "footprint")) == 1


def test_a_suffix_in_use_is_passed_over(bring_in: Bring, write_list: Write, register: Register) -> None:
    path = write_list(["Asset Code", "Name"], ["A1", "Hall"], ["A1#2", "Barn"], ["A1", "Yard"])
    bring_in(path)
    names = dict(zip(register.read_assets()["reference"], register.read_assets()["name"], strict=True))
    assert names == {"A1": "Hall", "A1#2": "Barn", "A1#3": "Yard"}
    assert bring_in(path).unchanged == 3


def test_an_asset_that_a_person_removed_does_not_vanish_and_is_made_again(
    bring_in: Bring, write_list: Write, register: Register
) -> None:
    class Remove:
        kind = "remove"

        def describe(self) -> str:
            return "Remove"

        def apply(self, writer: Writer) -> None:
            writer.delete("asset", uids)

    rows = [["Asset Code", "Name"], ["A1", "Hall"], ["A2", "Yard"]]
    bring_in(write_list(*rows))
    uids = [register.read_assets().uids[0]]
    register.execute(Remove())
    shorter = bring_in(write_list(["Asset Code", "Name"], ["A2", "Yard"]), dry_run=True)
    assert shorter.vanished == 0
    assert bring_in(write_list(*rows)).created == 1


@pytest.mark.parametrize("unit", ["sq ft", "m²"])
def test_a_cells_own_unit_is_named_on_the_control_sheet(
    bring_in: Bring, write_list: Write, unit: str
) -> None:
    plan = bring_in(write_list(["Code", "GIA"], ["S1", "100"], ["S2", f"200 {unit}"]))
    line = plan.control[0]
    mixed = unit == "sq ft"
    assert (line.source, line.register) == ((118.58, 118.58) if mixed else (300.0, 300.0))
    assert (line.difference, line.agrees) == (0.0, True)
    assert line.why == ("300 in mixed units in the file." if mixed else "")


@pytest.mark.parametrize(
    ("heading", "cells", "total", "why"),
    [
        ("Rent (£000)", ("1.5", "£2k"), 3_500.0, "2,001.5 in mixed units in the file."),
        ("Rent (£m)", ("1.5", "2"), 3_500_000.0, "£3.5 million in the file."),
        ("Rent (pence)", ("150", "200"), 3.5, "350p in the file."),
        ("GIA (sq ft)", ("5,000", "-50"), 459.87, "4,950 sq ft in the file; +4.65 in 1 cell"),
    ],
)
def test_totals_are_compared_in_the_registers_unit(
    bring_in: Bring, write_list: Write, heading: str, cells: tuple[str, str], total: float, why: str
) -> None:
    path = write_list(["Code", heading], *([f"S{place}", cell] for place, cell in enumerate(cells)))
    line = bring_in(path).control[0]
    assert line.source == total
    assert line.why.startswith(why)
    assert line.difference == pytest.approx(line.register - line.source)
    assert line.agrees == ("cell" not in why)


def test_a_number_that_cannot_be_taken_is_counted(bring_in: Bring, write_list: Write) -> None:
    line = bring_in(write_list(["Code", "GIA"], ["S1", "100"], ["S2", "-5"])).control[0]
    assert (line.source, line.register, line.why) == (
        95.0,
        100.0,
        "+5.00 in 1 cell that cannot be taken.",
    )


def test_subtotals_in_another_unit_are_told_in_it(bring_in: Bring, write_list: Write) -> None:
    path = write_list(
        ["Code", "Name", "GIA (sq ft)", "Rent (£)"],
        ["S1", "Hall", "200", "1"],
        ["S2", "Yard", "100", "2"],
        ["Subtotal", "", "300", "3"],
        ["S3", "Shed", "10", "4"],
        ["GRAND TOTAL", "", "310", "7"],
    )
    area, rent = bring_in(path).control
    assert (area.source, area.register, area.difference, area.agrees) == (28.8, 28.8, 0.0, True)
    assert area.why == "310 sq ft in the file; 920 sq ft with its 2 subtotal rows."
    assert (rent.source, rent.why) == (7.0, "£17 with its 2 subtotal rows.")
