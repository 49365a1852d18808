"""The published lists of a real place, each with the figures its publisher's file must come to."""

from __future__ import annotations

import csv
import json
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import numpy as np
import pytest
from pyproj import Transformer
from python_calamine import CalamineWorkbook

from tests.journeys.command_line import Answer, counts, fields_of, read_issues, read_rows
from tests.journeys.conftest import GM

if TYPE_CHECKING:
    from pathlib import Path

    from tests.journeys.command_line import CommandLine
    from tests.journeys.conftest import ImportedTwice

pytestmark = pytest.mark.realdata


@pytest.fixture(scope="module")
def council_doubts(real_place: ImportedTwice) -> list[Answer]:
    return read_issues(real_place.issues["council"])


@pytest.fixture(scope="module")
def country_doubts(country: ImportedTwice) -> list[Answer]:
    return read_issues(country.issues["eric"])


@pytest.fixture(scope="module")
def council_rows(registers: Path) -> list[dict[str, str]]:
    """Rows of the council's list as the file has them; the first is the second of the file."""
    path = registers / "trafford_land_and_building_assets.csv"
    with path.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text))


def rows_of(doubts: list[Answer], code: str) -> dict[int, Answer]:
    return {doubt["row"]: doubt for doubt in doubts if doubt["code"] == code}


# --- every list -------------------------------------------------------------------------------------


def test_no_list_loses_a_row_and_no_list_changes_anything_the_second_time(
    real_place: ImportedTwice, country: ImportedTwice
) -> None:
    for place in (real_place, country):
        for name, first in place.first.items():
            assert sum(counts(first)[:3]) == first["rows_kept"], name
            assert sum(first["placed"].values()) + first["unplaced"] == first["rows_kept"], name
            again = place.again[name]
            assert counts(again) == (0, 0, first["rows_kept"], 0), name
            assert (again["placed"], again["unplaced"]) == (first["placed"], first["unplaced"]), name


def test_the_registers_are_whole_after_all_that(
    tpdesk: CommandLine, real_place: ImportedTwice, country: ImportedTwice
) -> None:
    assert tpdesk.done("check", real_place.path) == {"ok": True, "findings": []}
    assert tpdesk.done("check", country.path) == {"ok": True, "findings": []}


def test_every_money_and_area_column_is_accounted_for(
    real_place: ImportedTwice, country: ImportedTwice
) -> None:
    for answer in (*real_place.first.values(), *country.first.values()):
        for line in answer["control"]:
            assert line["register"] - line["source"] == pytest.approx(line["difference"], abs=0.02), line
            assert line["why"] or not line["difference"], line


# --- the council's register -------------------------------------------------------------------------


def test_the_council_list_is_placed_by_what_it_says_and_nothing_is_guessed(real_place: ImportedTwice) -> None:
    answer = real_place.first["council"]
    assert (answer["header_row"], answer["rows_read"], counts(answer)[0]) == (1, 608, 608)
    assert answer["placed"] == {"own_coordinates": 372, "postcode": 21}
    assert answer["unplaced"] == 215


def test_an_accepted_fix_places_the_youth_centre(
    tpdesk: CommandLine, registers: Path, codepoint: Path, tmp_path: Path
) -> None:
    path = tmp_path / "Trafford.gpkg"
    tpdesk.done("new", path, "--place", "Trafford")
    council = registers / "trafford_land_and_building_assets.csv"
    words = ("import", path, council, "--postcodes", codepoint)
    tpdesk.done(*words)
    answer = tpdesk.done(*words, "--accept-fix", "axes_swapped")
    assert (answer["placed"], answer["unplaced"]) == ({"own_coordinates": 373, "postcode": 21}, 214)
    assert counts(answer) == (0, 1, 607, 0)
    assert counts(tpdesk.done(*words)) == (0, 0, 608, 0)
    (centre,) = tpdesk.assets(path, "reference=TMBC0396/P0000036")
    to_grid = Transformer.from_crs("EPSG:4326", "EPSG:27700", always_xy=True)
    assert (centre["easting"], centre["northing"]) == pytest.approx(
        to_grid.transform(-2.365856, 53.457484), abs=1
    )


def test_swapped_axes_are_proposed_and_not_applied(
    tpdesk: CommandLine, real_place: ImportedTwice, council_doubts: list[Answer]
) -> None:
    swapped = rows_of(council_doubts, "axes_swapped")
    assert swapped.keys() == {387}
    assert swapped[387]["suggestion"] == "-2.365856, 53.457484"
    (centre,) = tpdesk.assets(real_place.path, "reference=TMBC0396/P0000036")
    assert (centre["name"], centre["location_method"]) == ("Davyhulme Youth Centre", "none")
    assert (centre["easting"], centre["northing"]) == (None, None)


def test_every_postcode_fault_is_told_with_its_row_and_its_wording(
    council_doubts: list[Answer], council_rows: list[dict[str, str]]
) -> None:
    partial = rows_of(council_doubts, "postcode_partial")
    outcodes = {
        number
        for number, row in enumerate(council_rows, start=2)
        if row["PostCode"].strip() and len(row["PostCode"].replace(" ", "")) < 6
    }
    assert partial.keys() == outcodes
    assert {"M41", "WA14", "WA14 1"} <= {doubt["value"] for doubt in partial.values()}
    (character,) = rows_of(council_doubts, "postcode_character").values()
    assert (character["row"], character["column"], character["value"], character["suggestion"]) == (
        343,
        "PostCode",
        "M32 OXZ",
        "M32 0XZ",
    )
    unknown = rows_of(council_doubts, "postcode_unknown")
    assert len(unknown) == 11
    assert unknown[387]["value"] == "M31 2DN"
    for number, doubt in (partial | unknown).items():
        assert doubt["value"] == council_rows[number - 2]["PostCode"].strip()


def test_every_issue_names_a_column_as_the_file_does(
    council_doubts: list[Answer], council_rows: list[dict[str, str]]
) -> None:
    headings = set(council_rows[0])
    named = {part for doubt in council_doubts for part in str(doubt["column"] or "").split(" and ")}
    assert named - {""} <= headings


def test_fourteen_rows_lie_far_from_their_own_postcode_and_keep_their_coordinates(
    tpdesk: CommandLine, real_place: ImportedTwice, council_doubts: list[Answer]
) -> None:
    far = rows_of(council_doubts, "position_far_from_postcode")
    assert len(far) == 14
    assert "5.2 km" in far[289]["message"]
    assert "M41 8AD" in far[289]["message"]
    (woodsend,) = tpdesk.assets(real_place.path, "reference=TMBC0295/J0000056")
    assert woodsend["location_method"] == "own_coordinates"


def test_a_uprn_is_no_key(
    tpdesk: CommandLine, real_place: ImportedTwice, council_doubts: list[Answer]
) -> None:
    shared = rows_of(council_doubts, "uprn_shared")
    assert {88, 238, 239, 240, 168, 204} <= shared.keys()
    flixton = tpdesk.assets(real_place.path, "uprn=100012710360")
    assert len(flixton) == 4
    assert all(asset["name"].startswith("Flixton") for asset in flixton)
    twice = tpdesk.assets(real_place.path, "uprn=100012710293")
    assert {(asset["reference"], asset["postcode"]) for asset in twice} == {
        ("TMBC0171/K0000019", "M41 5SQ"),
        ("TMBC0208", "M41 7FS"),
    }
    assert {asset["area_unstated_m2"] for asset in twice} == {532}


def test_spoilt_letters_are_mended_and_told(council_doubts: list[Answer]) -> None:
    (mended,) = rows_of(council_doubts, "text_repaired").values()
    assert (mended["row"], mended["column"]) == (563, "PropertyName")
    assert "£62" in mended["suggestion"]


# --- the NHS estates return -------------------------------------------------------------------------


def test_one_area_of_the_national_return_is_taken(real_place: ImportedTwice) -> None:
    answer = real_place.first["eric"]
    assert (answer["rows_read"], answer["rows_kept"], counts(answer)[0]) == (2869, 171, 171)
    assert (answer["placed"], answer["unplaced"]) == ({"postcode": 170}, 1)
    assert answer["issues"]["postcode_unknown"] == 1
    (unplaced,) = rows_of(read_issues(real_place.issues["eric"]), "postcode_unknown").values()
    assert unplaced["value"] == "M28 5ZA"


def test_the_return_needs_no_profile(
    tpdesk: CommandLine, registers: Path, codepoint: Path, tmp_path: Path
) -> None:
    path = tmp_path / "ERIC.gpkg"
    tpdesk.done("new", path, "--place", "Trafford")
    words = ("--where", GM, "--organisation-column", "Trust Name", "--postcodes", codepoint)
    answer = tpdesk.done("import", path, registers / "ERIC_Site.csv", *words)
    assert (counts(answer), answer["placed"]) == ((171, 0, 0, 0), {"postcode": 170})
    fields = fields_of(answer)
    assert fields["reference"] == "Site Code"
    assert fields["gia_m2"] == "Gross internal floor area (m²)"
    assert fields["annual_rent_gbp"] == "Leases and rent (£)"
    assert fields["cost_rates_gbp"] == "Rates (£)"
    assert fields["tenure"] == "Tenure"
    assert fields["vacant_m2"] == "Floor area - empty (m²)"
    kinds = {asset["organisation"]: asset["kind"] for asset in tpdesk.assets(path)}
    assert set(kinds.values()) <= {"nhs", "ambulance"}, kinds


def test_facts_of_the_return_stand_in_their_fields(
    tpdesk: CommandLine, real_place: ImportedTwice, registers: Path
) -> None:
    with (registers / "ERIC_Site.csv").open(encoding="utf-8-sig", newline="") as text:
        rows = {row["Site Code"]: row for row in csv.DictReader(text) if row["Integrated Care Board"] in GM}
    assets = {asset["reference"]: asset for asset in tpdesk.assets(real_place.path, "kind=nhs")}
    assert len(rows) == 171
    for code, row in rows.items():
        asset = assets[code]
        assert asset["name"] == " ".join(row["Site Name"].split())
        assert asset["organisation"] == row["Trust Name"]
        for field, heading in (
            ("floor_area_m2", "Gross internal floor area (m²)"),
            ("annual_rent_gbp", "Leases and rent (£)"),
            ("cost_rates_gbp", "Rates (£)"),
        ):
            assert asset[field] == (None if row[heading] == "N/A" else float(row[heading])), (code, field)
        assert asset["floor_area_basis"] == ("GIA" if asset["floor_area_m2"] is not None else "unknown")
        assert asset["tenure"] is not None or row["Tenure"] in ("", "N/A"), code


def test_the_clinic_costs_what_its_return_adds_up_to(tpdesk: CommandLine, real_place: ImportedTwice) -> None:
    (clinic,) = tpdesk.assets(real_place.path, "reference=R0A60")
    assert clinic["running_cost_gbp"] == 102_757
    assert clinic["cost_energy_gbp"] == 8_098 + 11_988
    assert clinic["cost_finance_gbp"] == 22_385 + 39_238
    assert (clinic["floor_area_m2"], clinic["floor_area_basis"]) == (672, "GIA")
    assert (clinic["tenure"], clinic["service"], clinic["kind"]) == ("freehold", "health_centre", "nhs")
    assert (clinic["annual_rent_gbp"], clinic["vacant_m2"]) == (0, 0)
    assert clinic["backlog_gbp"] == 22_028 + 47_185 + 31_916


def test_postcodes_of_the_national_return_are_respaced_or_told(country_doubts: list[Answer]) -> None:
    spacing = {
        doubt["value"]: doubt["suggestion"] for doubt in rows_of(country_doubts, "postcode_spacing").values()
    }
    assert spacing["E1 45HJ"] == "E14 5HJ"
    assert spacing["LN1 10YJ"] == "LN11 0YJ"
    assert spacing["SE128NP"] == "SE12 8NP"
    invalid = {doubt["value"] for doubt in rows_of(country_doubts, "postcode_invalid").values()}
    assert {"OX26 ^HR", "TQ5 PHW"} <= invalid


# --- police and fire --------------------------------------------------------------------------------


def test_police_stations_lie_within_a_metre_of_where_they_are(
    tpdesk: CommandLine, real_place: ImportedTwice, registers: Path
) -> None:
    to_grid = Transformer.from_crs("EPSG:4326", "EPSG:27700", always_xy=True)
    wanted = defaultdict(list)
    with (registers / "police_stations_converted.csv").open(encoding="utf-8-sig", newline="") as text:
        for row in csv.DictReader(text):
            point = to_grid.transform(float(row["longitude"]), float(row["latitude"]))
            wanted[row["name"].strip()].append(point)
    found = defaultdict(list)
    for asset in tpdesk.assets(real_place.path, "organisation=Greater Manchester Police"):
        found[asset["name"] or ""].append((asset["easting"], asset["northing"]))
    assert sum(map(len, found.values())) == 467
    assert {name: len(points) for name, points in found.items()} == {
        name: len(points) for name, points in wanted.items()
    }
    for name, points in wanted.items():
        apart = np.linalg.norm(np.array(points)[:, None] - np.array(found[name])[None, :], axis=2)
        assert (apart.min(axis=1) <= 1).all(), name
        assert len(set(apart.argmin(axis=1).tolist())) == len({*points}), name


def test_fire_stations_keep_their_footprints(
    tpdesk: CommandLine, real_place: ImportedTwice, registers: Path
) -> None:
    content = json.loads((registers / "gm_fire_stations.geojson").read_text(encoding="utf-8"))
    assets = tpdesk.assets(real_place.path, "kind=fire")
    assert len(assets) == len(content["features"]) == 82
    assert {asset["location_method"] for asset in assets} == {"footprint"}
    uids = {asset["uid"] for asset in assets}
    shapes = dict(read_rows(real_place.path, "SELECT asset_uid, length(geom) FROM footprint"))
    assert uids <= shapes.keys()
    assert all(shapes[uid] > 100 for uid in uids)


# --- lists of the whole country ---------------------------------------------------------------------


def test_the_header_stands_under_the_band_and_subtotals_are_left_out(
    country: ImportedTwice, registers: Path
) -> None:
    answer = country.first["workbook"]
    book = CalamineWorkbook.from_path(registers / "HospitalEstatesAndFacilitiesStatistics_12611.XLS")
    rows = book.get_sheet_by_name("Site Data").to_python()[2:]
    assert (answer["sheet"], answer["header_row"], answer["rows_read"]) == ("Site Data", 2, len(rows))
    totals = sum(not str(row[4]).strip() or "total" in str(row[1]).lower() for row in rows)
    assert answer["issues"]["subtotal_row"] == totals == 239
    assert answer["rows_kept"] == len(rows) - totals


def test_a_headerless_list_is_read_by_its_profile(
    tpdesk: CommandLine, country: ImportedTwice, registers: Path
) -> None:
    answer = country.first["practices"]
    assert (answer["header_row"], answer["rows_read"], counts(answer)[0]) == (0, 14_357, 14_357)
    assert answer["placed"]["postcode"] > 13_800
    with (registers / "epraccur.csv").open(encoding="utf-8", newline="") as text:
        rows = {row[0]: row for row in csv.reader(text)}
    stored = read_rows(
        country.path,
        "SELECT reference, asset.name, status FROM asset JOIN asset_reference ON asset_uid = asset.uid "
        "JOIN organisation ON organisation.uid = asset.organisation_uid WHERE organisation.name LIKE 'GP %'",
    )
    assert len(stored) == 14_357
    assert all(name == " ".join(rows[reference][1].split()) for reference, name, _ in stored)
    told = Counter((rows[reference][12], status) for reference, _, status in stored)
    assert {source for source, _ in told} == {"A", "C", "D", "P"}
    assert len(told) == 4
    assert ("A", "operational") in told
    (practice,) = tpdesk.assets(country.path, "reference=A81001")
    assert (practice["postcode"], practice["service"]) == ("TS18 1HU", "gp_surgery")
