"""The list that the Transparency Code asks for: its own columns, open assets of councils, and the gaps."""

from __future__ import annotations

import csv
from datetime import date
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
import shapely

from tests.store.stocking import Change
from tpdesk.cli.app import run
from tpdesk.domain.disclosure import PUBLIC
from tpdesk.domain.organisation import Place
from tpdesk.files.profiles import read_profile
from tpdesk.services.exporting.exporting import ExportRequest, export_assets
from tpdesk.services.exporting.transparency import CODE_COLUMNS
from tpdesk.store.register import Register

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tpdesk.domain.changes import Writer

REQUEST = ExportRequest(PUBLIC, what="transparency_code", on=date(2026, 11, 22))


def fill(writer: Writer) -> None:
    writer.insert(
        "organisation",
        ["uid", "name", "kind", "code"],
        [
            ("c", "Mere Council", "council", "E08000009"),
            ("n", "Wend Trust", "nhs", None),
            ("d", "Ash", "council", "X1"),
        ],
    )
    columns = (
        "uid organisation_uid name uprn street_number street post_town postcode holding status geom gia_m2"
    )
    hall = ("Hall", "100012797623", "1-3", "Ash Road", "Mere", "M33 7ZF", "land_and_buildings")
    point = shapely.Point(377_210, 392_340)
    rows = [
        ("a", "c", *hall, "operational", point, 415.05),
        ("b", "c", "Field", None, None, None, None, None, "land", None, None, None),
        ("g", "c", "Gone", None, None, None, None, None, None, "disposed", None, None),
        ("h", "d", "=Hut", None, None, None, None, None, None, None, None, None),
        ("t", "n", "Clinic", None, None, None, None, None, None, None, None, None),
    ]
    writer.insert("asset", [*columns.split(), "sensitivity"], [(*row, "open") for row in rows])
    writer.insert(
        "interest",
        ["uid", "asset_uid", "direction", "tenure", "tenure_detail"],
        [
            ("i1", "a", "held", "freehold", "owner_occupied"),
            ("i2", "b", "in", "licence", None),
            ("i3", "h", "in", "leasehold", "pfi"),
        ],
    )
    writer.insert(
        "asset_reference",
        ["uid", "asset_uid", "organisation_uid", "scheme", "reference", "key", "derived"],
        [("r1", "a", "c", "main", "M/1", "m/1", False)],
    )


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with Register.create(tmp_path / "mere.gpkg", Place("Mere")) as made:
        made.execute(Change(fill))
        yield made


def test_the_columns_are_those_of_the_national_schema() -> None:
    assert [column.heading for column in CODE_COLUMNS] == [*read_profile("transparency_code").columns]


def test_the_list_holds_councils_open_assets_that_are_not_disposed_of(
    register: Register, tmp_path: Path
) -> None:
    out = tmp_path / "list.csv"
    assert export_assets(register, REQUEST, out).rows == 3
    rows = list(csv.DictReader(out.read_text("utf-8-sig").splitlines()))
    assert [row["PropertyName"] for row in rows] == ["Hall", "Field", "'=Hut"]
    uri = "http://statistics.data.gov.uk/id/statistical-geography/E08000009"
    hall = rows[0]
    assert (hall["OrganisationLabel"], hall["OrganisationURI"]) == ("Mere Council", uri)
    assert (hall["CoordinateReferenceSystem"], hall["GeoX"], hall["GeoY"]) == ("OSGB36", "377210", "392340")
    assert (hall["TenureType"], hall["TenureDetail"]) == ("Freehold", "Occupied by the local authority")
    assert (hall["HoldingType"], hall["BuildingSize"], hall["LandArea"]) == ("Land/Buildings", "415.05", "")
    assert (rows[1]["TenureType"], rows[1]["TenureDetail"], rows[1]["GeoX"]) == ("Licence", "Licence", "")
    assert (rows[2]["TenureDetail"], rows[2]["OrganisationURI"]) == ("PFI", "")
    assert list(hall)[-1] == "Some premises may be omitted"


def test_the_workbook_lists_what_the_code_asks_for_and_is_not_known(
    register: Register, tmp_path: Path
) -> None:
    out = tmp_path / "list.xlsx"
    assert export_assets(register, REQUEST, out).rows == 3
    book: Any = openpyxl.load_workbook(out)
    gaps = list(book["Gaps"].iter_rows(min_row=6, values_only=True))
    assert [row[1] for row in gaps] == ["Field", "=Hut"]
    asked = ("Unique Property Reference Number", "Unique asset identity", "Street number", "Postal town")
    assert gaps[0][2] == "; ".join((*asked, "Postcode", "Map reference"))
    counts = dict(book["Gaps by fact"].iter_rows(min_row=6, values_only=True))
    assert (counts["Postcode"], counts["Name of the building or land"], counts["Freehold or lease"]) == (
        2,
        0,
        0,
    )


def test_a_list_of_nothing_has_its_headings(tmp_path: Path) -> None:
    with Register.create(tmp_path / "none.gpkg", Place("None")) as made:
        assert export_assets(made, REQUEST, tmp_path / "none.csv").rows == 0
        assert export_assets(made, REQUEST, tmp_path / "none.xlsx").rows == 0
    assert (tmp_path / "none.csv").read_text("utf-8-sig").startswith("OrganisationLabel,OrganisationURI,")


def test_the_list_is_read_by_its_profile(register: Register, tmp_path: Path) -> None:
    out, back = tmp_path / "list.csv", tmp_path / "back.gpkg"
    export_assets(register, REQUEST, out)
    assert run(["new", str(back), "--place", "Back"]) == 0
    assert run(["import", str(back), str(out), "--profile", "transparency_code"]) == 0
    with Register.open(back, read_only=True) as read:
        frame = read.read_assets()
    assert list(frame["name"]) == ["Hall", "Field", "=Hut"]
    assert list(frame["tenure_detail"]) == ["owner_occupied", None, "pfi"]
    assert (frame.value(0, "easting"), frame.value(0, "uprn")) == (377_210, "100012797623")
    assert list(frame["sensitivity"]) == ["open"] * 3
