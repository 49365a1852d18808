"""Lists and layers as their publishers wrote them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from tpdesk.files.geodata import read_layer_file
from tpdesk.files.postcodes import PostcodeIndex
from tpdesk.files.profiles import read_profile, recognise_profile
from tpdesk.files.sources import open_source

if TYPE_CHECKING:
    from pathlib import Path

    from tpdesk.domain.table import RawTable

pytestmark = pytest.mark.realdata


@pytest.mark.parametrize(
    ("name", "rows", "columns"),
    [
        ("trafford_land_and_building_assets.csv", 608, 20),
        ("ERIC_Site.csv", 2869, 215),
        ("trafford_general_practices.csv", 26, 6),
        ("police_stations.csv", 467, 4),
        ("police_stations_converted.csv", 467, 6),
        ("gm_jobcentreplus.csv", 26, 7),
        ("gm_probation_offices.csv", 12, 9),
        ("gm_libraries.csv", 141, 10),
        ("trafford_libraries.csv", 13, 10),
        ("trafford_leisure_centres.csv", 9, 10),
        ("trafford_schools_and_colleges.csv", 103, 19),
        ("off_street_parking_spaces.csv", 19, 11),
    ],
)
def test_delimited_lists(realdata: Path, name: str, rows: int, columns: int) -> None:
    table = open_source(realdata / "registers" / name).read()
    assert (len(table), len(table.columns), table.header_row) == (rows, columns, 1)
    assert not table.subtotals.any()
    assert table.rows[0] == 2
    assert table.rows[-1] == rows + 1


def test_headings_under_a_band_and_subtotals_within(realdata: Path) -> None:
    source = open_source(realdata / "registers" / "HospitalEstatesAndFacilitiesStatistics_12611.XLS")
    assert source.sheets == ("Trust Data", "Site Data", "PFI Data", "Disclaimer")
    table = source.read()
    assert table.sheet == "Site Data"
    assert table.header_row == 2
    assert table.columns[4:7] == ("Site Code", "Site Name", "Site Type")
    assert len(table) == 1453
    labels = table.column("Organisation Code")[table.subtotals]
    assert len(labels) == 239
    assert labels[-1] == "Grand Total"
    assert all(str(label).endswith(" Result") for label in labels[:-1])
    sites = table.take(~table.subtotals)
    areas = sites.column("Gross internal floor area (m²)")
    # The publisher's own total leaves one of its rows out.
    total = table.column("Gross internal floor area (m²)")[-1]
    assert sum(area for area in areas if area) == pytest.approx(total, rel=1e-3)
    profile = recognise_profile(table.columns)
    assert profile is not None
    assert profile.name == "eric_site_2014"


def test_practices_without_headings(realdata: Path) -> None:
    source = open_source(realdata / "registers" / "epraccur.csv")
    bare = source.read()
    assert bare.header_row == 0
    assert len(bare) == 14_357
    profile = recognise_profile(bare.columns, bare.cells[0][:50].tolist())
    assert profile is not None
    assert profile.name == "ods_gp_practices"
    table = source.read(headings=profile.headings)
    assert len(table) == 14_357
    assert len(table.columns) == 27
    assert table.rows[0] == 1
    counts = {code: int((table.column("Status Code") == code).sum()) for code in "ACDP"}
    assert counts == {"A": 11_474, "C": 2427, "D": 451, "P": 5}
    settings = {str(cell) for cell in table.column("Prescribing Setting")}
    assert settings <= set(profile.wordings["service"])


def costs_of(table: RawTable, row: int) -> dict[str, float]:
    profile = read_profile("eric_site")
    found: dict[str, float] = {}
    for heading, field in profile.columns.items():
        if field.startswith("cost_"):
            found[field] = float(table.column(heading)[row])
    for each in profile.sums:
        known = [table.column(heading)[row] for heading in each.columns]
        found[each.field] = sum(float(cell) for cell in known if cell != "N/A")
    return found


def test_running_costs_of_a_site_add_up(realdata: Path) -> None:
    table = open_source(realdata / "registers" / "ERIC_Site.csv").read()
    (row,) = np.flatnonzero(table.column("Site Code") == "R0A60")
    costs = costs_of(table, int(row))
    assert costs["cost_energy_gbp"] == 20_086
    assert costs.pop("cost_finance_gbp") == 61_623
    assert costs.pop("electricity_kwh") == 35_115
    assert sum(costs.values()) == 102_757


@pytest.mark.parametrize("name", ["eric_site", "eric_site_2014", "transparency_code"])
def test_profiles_name_headings_that_are_there(realdata: Path, name: str) -> None:
    files = {
        "eric_site": "ERIC_Site.csv",
        "eric_site_2014": "HospitalEstatesAndFacilitiesStatistics_12611.XLS",
        "transparency_code": "trafford_land_and_building_assets.csv",
    }
    profile = read_profile(name)
    table = open_source(realdata / "registers" / files[name]).read()
    named = {*profile.columns, *(each.column for each in (*profile.shares,)), *profile.organisation_column}
    named |= {rule.column for rule in profile.rules}
    named |= {heading for each in profile.sums for heading in each.columns}
    named |= {heading for each in profile.firsts for heading in each.columns}
    assert named <= set(table.columns)
    assert recognise_profile(table.columns) == profile


@pytest.mark.parametrize(
    ("name", "rows"),
    [("gm_fire_stations", 82), ("trafford_community_hubs", 6), ("trafford_post_offices", 27)],
)
def test_lists_with_shapes(realdata: Path, name: str, rows: int) -> None:
    table = open_source(realdata / "registers" / f"{name}.geojson").read()
    assert len(table) == rows
    assert table.crs == 4326
    assert table.geometry is not None


def test_every_layer_comes_to_the_grid(realdata: Path) -> None:
    paths = sorted((realdata / "layers").glob("*/*.geojson"))
    assert len(paths) > 15
    for path in paths:
        layer = read_layer_file(path)
        bounds = np.array([shape.bounds for shape in layer.geometry])
        assert layer.crs == 4326
        assert bounds.min() > 100_000
        assert bounds.max() < 600_000


def test_stops_all_at_one_position(realdata: Path) -> None:
    stops = realdata / "layers" / "transport" / "trafford_bus_stops.csv"
    assert [issue.code for issue in read_layer_file(stops).issues] == ["same_position"]
    assert not read_layer_file(stops.with_suffix(".geojson")).issues


def test_all_postcodes_of_great_britain(realdata: Path, tmp_path: Path) -> None:
    index = PostcodeIndex.open(realdata / "reference" / "codepo_gb.zip", tmp_path)
    assert len(index) == 1_743_449
    codes = np.array(["M33 7EG", "m33  7eg", "M28 5ZA", "M31 2DN", "M41"], dtype=object)
    hits = index.find(codes)
    assert hits.status.tolist() == [1, 1, 0, 0, 0]
    assert hits.easting[0] == hits.easting[1] == 378_856
    extract = PostcodeIndex.open(realdata / "reference" / "trafford_postcodes.csv", tmp_path).find(codes[:1])
    assert abs(extract.easting[0] - hits.easting[0]) < 5
    assert abs(extract.northing[0] - hits.northing[0]) < 5
