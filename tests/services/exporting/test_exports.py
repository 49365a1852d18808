"""Each kind of file: what is in it, for people, for scripts and for another register."""

from __future__ import annotations

import csv
import json
import sqlite3
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import openpyxl
import pytest
import shapely
import shapely.geometry

from tests.services.exporting.planted import COUNCIL, ON, TRUST
from tests.store.stocking import Change
from tpdesk.domain.disclosure import FULL, PARTNERS
from tpdesk.domain.errors import InputError, OutsideError
from tpdesk.domain.organisation import Place
from tpdesk.files.coordinates import bring_to_grid
from tpdesk.files.fingerprints import sha256_of_file
from tpdesk.files.profiles import read_profile
from tpdesk.services.exporting.columns import chosen_fields
from tpdesk.services.exporting.exporting import ExportRequest, export_assets
from tpdesk.services.exporting.kinds.catalogue import find_exporter
from tpdesk.store.export_log import read_exports
from tpdesk.store.register import Register

if TYPE_CHECKING:
    from pathlib import Path

    from tests.services.exporting.planted import Planted

ALL = ExportRequest(FULL)


def test_comma_separated_text_keeps_numbers_and_days(planted: Planted, tmp_path: Path) -> None:
    out = tmp_path / "assets.csv"
    request = ExportRequest(FULL, fields=("name", "gia_m2", "annual_rent_gbp", "next_break", "tenure"))
    assert export_assets(planted.register, request, out).rows == 7
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(out.read_text("utf-8-sig").splitlines()))
    assert rows[0] == ["Name", "Gross internal area", "Rent payable", "Next break", "Tenure"]
    assert rows[1] == ["Marketgate House", "1241.3595", "778133.45", "2027-01-12", "Leasehold"]


def test_words_cannot_become_formulas(tmp_path: Path) -> None:
    with Register.create(tmp_path / "place.gpkg", planted_place()) as register:
        row = ("u1", '=HYPERLINK("http://x","y")', "+44", -5.5)
        columns = ["uid", "name", "notes", "gia_m2"]
        register.execute(Change(lambda writer: writer.insert("asset", columns, [row])))
        request = ExportRequest(FULL, fields=("name", "notes", "gia_m2"))
        export_assets(register, request, tmp_path / "a.csv")
        export_assets(register, request, tmp_path / "a.xlsx")
    rows = list(csv.reader((tmp_path / "a.csv").read_text("utf-8-sig").splitlines()))
    assert rows[1] == ['\'=HYPERLINK("http://x","y")', "'+44", "-5.5"]
    sheet: Any = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert [(cell.value, cell.data_type) for cell in sheet[5]] == [(row[1], "s"), (row[2], "s"), (-5.5, "n")]


def planted_place() -> Place:
    return Place("Quillmere")


def test_the_workbook_has_a_sheet_for_each_group_and_for_what_an_asset_has_many_of(
    planted: Planted, tmp_path: Path
) -> None:
    out = tmp_path / "assets.xlsx"
    export_assets(planted.register, ExportRequest(PARTNERS), out)
    book: Any = openpyxl.load_workbook(out)
    assert book.sheetnames[0] == "Assets"
    assert {"Identity", "Space", "Lease", "All interests", "Lease events", "Costs by year"} <= {
        *book.sheetnames
    }
    for sheet in book:
        notes = [sheet.cell(row, 1).value for row in (1, 2, 3)]
        assert notes[0].startswith("Quillmere: ")
        assert notes[1].endswith("for partners")
        assert notes[2] == "Some premises may be omitted"
        assert sheet.freeze_panes == "A6"
        assert sheet.auto_filter.ref.startswith("A5:")
    lease = [[cell.value for cell in row] for row in book["All interests"].iter_rows(min_row=5)]
    first = dict(zip(*lease[:2], strict=True))
    assert (first["Local reference"], first["Direction"], first["Kind of interest"]) == (
        "MAR-1119",
        "Taken in",
        "Lease",
    )
    assert first["Lease expiry"].date() == date(2028, 9, 11)
    assert first["Rent payable"] is None


def test_geojson_is_in_longitude_and_latitude(planted: Planted, tmp_path: Path) -> None:
    out = tmp_path / "assets.geojson"
    request = ExportRequest(PARTNERS, (("organisation", COUNCIL),), ("name", "postcode"))
    assert export_assets(planted.register, request, out).rows == 2
    found = json.loads(out.read_text("utf-8"))
    assert (found["type"], found["notice"]) == ("FeatureCollection", "Some premises may be omitted")
    feature = found["features"][0]
    assert feature["properties"] == {"name": "Marketgate House", "postcode": "ZQ11 1XY"}
    (back,) = bring_to_grid(np.array([shapely.geometry.shape(feature["geometry"])], dtype=object), 4326)
    assert (back.x, back.y) == pytest.approx((410_111.111, 410_222.222), abs=0.05)


def test_an_asset_without_a_position_is_a_feature_without_geometry(tmp_path: Path) -> None:
    with Register.create(tmp_path / "place.gpkg", planted_place()) as register:
        assert export_assets(register, ALL, tmp_path / "none.geojson").rows == 0
        assert json.loads((tmp_path / "none.geojson").read_text("utf-8"))["features"] == []
        register.execute(Change(lambda writer: writer.insert("asset", ["uid", "name"], [("u1", "Hut")])))
        export_assets(register, ALL, tmp_path / "one.geojson")
    (feature,) = json.loads((tmp_path / "one.geojson").read_text("utf-8"))["features"]
    assert (feature["id"], feature["geometry"], feature["properties"]["name"]) == ("u1", None, "Hut")


def rows_of(path: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def test_the_geopackage_is_a_clean_file_of_points_and_tables(planted: Planted, tmp_path: Path) -> None:
    out = tmp_path / "assets.gpkg"
    export_assets(planted.register, ExportRequest(PARTNERS), out)
    assert rows_of(out, "PRAGMA freelist_count") == [(0,)]
    assert rows_of(out, "PRAGMA integrity_check") == [("ok",)]
    contents = rows_of(out, "SELECT table_name, data_type, srs_id, description FROM gpkg_contents")
    assert contents[0][:3] == ("assets", "features", 27700)
    assert {kind for _, kind, _, _ in contents[1:]} == {"attributes"}
    assert all(words.endswith("for partners. Some premises may be omitted") for *_, words in contents)
    (first, *_) = rows_of(out, "SELECT name, gia_m2, lease_expiry, annual_rent_gbp, length(geom) FROM assets")
    assert first == ("Marketgate House", pytest.approx(1241.3595), "2028-09-11", None, 29)
    assert rows_of(out, "SELECT asset, annual_rent_gbp FROM all_interests")[0] == ("Marketgate House", None)


def test_a_geopackage_of_nothing_has_its_columns(tmp_path: Path) -> None:
    out = tmp_path / "none.gpkg"
    with Register.create(tmp_path / "place.gpkg", planted_place()) as register:
        assert export_assets(register, ExportRequest(FULL, fields=("name", "gia_m2")), out).rows == 0
    assert rows_of(out, "SELECT name, gia_m2 FROM assets") == []


def test_a_geopackage_without_a_folder_is_refused(planted: Planted, tmp_path: Path) -> None:
    with pytest.raises(OutsideError) as refused:
        export_assets(planted.register, ALL, tmp_path / "nowhere" / "a.gpkg")
    assert refused.value.code == "folder_missing"


def test_the_calendar_of_leases_keeps_its_identities(planted: Planted, tmp_path: Path) -> None:
    first, again = tmp_path / "diary.ics", tmp_path / "again.ics"
    request = ExportRequest(FULL, on=ON)
    rows = export_assets(planted.register, request, first).rows
    export_assets(planted.register, request, again)
    assert first.read_bytes() == again.read_bytes()
    uids = [line for line in first.read_text("utf-8").splitlines() if line.startswith("UID:")]
    assert len(uids) == len(set(uids)) == rows > 7


def test_a_calendar_of_nothing_is_refused(tmp_path: Path) -> None:
    with Register.create(tmp_path / "place.gpkg", planted_place()) as register:
        with pytest.raises(InputError) as refused:
            export_assets(register, ALL, tmp_path / "diary.ics")
        assert export_assets(register, ExportRequest(FULL, what="lease_diary"), tmp_path / "d.xlsx").rows == 0
        assert len(read_exports(register)) == 1
    assert refused.value.code == "diary_empty"
    assert not (tmp_path / "diary.ics").exists()


def test_the_diary_as_a_workbook_counts_by_organisation(planted: Planted, tmp_path: Path) -> None:
    out = tmp_path / "diary.xlsx"
    export_assets(planted.register, ExportRequest(PARTNERS, what="lease_diary", on=ON), out)
    book: Any = openpyxl.load_workbook(out)
    titles = ["By organisation", "Next 36 months", "Overdue", "Holding over", "Unknown dates"]
    assert book.sheetnames == titles
    for sheet in book:
        notes = [row[0] for row in sheet.iter_rows(max_row=5, values_only=True)]
        assert "Some premises may be omitted" in notes
    counts = {row[0]: row[1:] for row in book["By organisation"].iter_rows(min_row=7, values_only=True)}
    assert counts == {COUNCIL: (0, 0, 2, 0, 0, 0, 0), TRUST: (0, 0, 2, 0, 0, 0, 0)}


def test_each_export_is_noted_with_its_fingerprint(planted: Planted, tmp_path: Path) -> None:
    out = tmp_path / "june.csv"
    request = ExportRequest(PARTNERS, (("kind", "nhs"),), ("name",), purpose="Board of June")
    exported = export_assets(planted.register, request, out)
    assert (exported.rows, exported.withheld, exported.notice) == (2, None, "Some premises may be omitted")
    entry = read_exports(planted.register)[-1].entry
    assert (entry.file, entry.sha256) == ("june.csv", sha256_of_file(out))
    assert (entry.audience, entry.filter, entry.purpose) == (
        "partners",
        "kind=nhs; fields: name",
        "Board of June",
    )


def test_nothing_is_written_that_cannot_be_noted(tmp_path: Path) -> None:
    path = tmp_path / "place.gpkg"
    Register.create(path, planted_place()).close()
    with Register.open(path, read_only=True) as register, pytest.raises(OutsideError):
        export_assets(register, ALL, tmp_path / "a.csv")
    assert {each.name for each in tmp_path.iterdir() if each.suffix in (".csv", ".part")} == set()


@pytest.mark.parametrize(
    ("name", "request_", "code"),
    [
        ("a.docx", ALL, "export_unknown"),
        ("a", ALL, "export_unknown"),
        ("a.csv", ExportRequest(FULL, what="secrets"), "export_unknown"),
        ("a.csv", ExportRequest(FULL, fields=("nmae",)), "field_unknown"),
        ("a.csv", ExportRequest(FULL, fields=("longitude",)), "field_not_exported"),
        ("a.csv", ExportRequest(FULL, (("colour", "red"),)), "field_unknown"),
    ],
)
def test_a_wish_that_cannot_be_met_is_refused(
    planted: Planted, tmp_path: Path, name: str, request_: ExportRequest, code: str
) -> None:
    with pytest.raises(InputError) as refused:
        export_assets(planted.register, request_, tmp_path / name)
    assert refused.value.code == code
    assert list(tmp_path.iterdir()) == []


def test_no_register_is_written_over(planted: Planted, tmp_path: Path) -> None:
    other = tmp_path / "other.gpkg"
    Register.create(other, planted_place()).close()
    before = other.read_bytes()
    with pytest.raises(InputError) as refused:
        export_assets(planted.register, ALL, other)
    assert refused.value.code == "out_is_register"
    assert other.read_bytes() == before
    own = tmp_path / "own.gpkg"
    for _ in range(2):
        assert export_assets(planted.register, ALL, own).rows == 7


def test_endings_are_told_whatever_their_case() -> None:
    assert find_exporter(".XLSX").key == "workbook"


def test_the_profile_of_exports_names_every_column_by_its_field() -> None:
    """What a register works out is left out, for it is worked out again."""
    worked_out = {"kind", "floor_area_m2", "floor_area_basis", "running_cost_gbp", "backlog_gbp"}
    placed = {"location_method", "location_accuracy_m", "source_x", "source_y", "source_crs"}
    expected = {
        field.label: "" if field.key in worked_out | placed else field.key for field in chosen_fields(())
    }
    assert read_profile("tpdesk_export").columns == expected
