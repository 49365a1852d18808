"""Lists as their publishers wrote them, faults included."""

import csv
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import shapely

from tpdesk.domain.organisation import Place
from tpdesk.domain.progress import SilentProgress
from tpdesk.files.geodata import read_layer_file
from tpdesk.files.postcodes import PostcodeIndex
from tpdesk.services.commands.apply_import import ApplyImport
from tpdesk.services.importing import Decisions, ImportPlan, ImportRequest, References, plan_import
from tpdesk.services.placing.systems import bring_to_grid
from tpdesk.store.reads import read_children
from tpdesk.store.register import Register

pytestmark = pytest.mark.realdata

ICB = (("Integrated Care Board", "NHS GREATER MANCHESTER ICB"),)


@pytest.fixture(scope="module")
def references(realdata: Path, tmp_path_factory: pytest.TempPathFactory) -> References:
    cache = tmp_path_factory.mktemp("postcodes")
    return References(PostcodeIndex.open(realdata / "reference" / "codepo_gb.zip", cache, SilentProgress()))


@pytest.fixture
def trafford(realdata: Path, tmp_path: Path) -> Iterator[Register]:
    outline = read_layer_file(
        realdata / "layers" / "boundaries" / "trafford_local_authority_generalised.geojson"
    )
    with Register.create(
        tmp_path / "t.gpkg", Place("Trafford", shapely.union_all(outline.geometry))
    ) as register:
        yield register


@pytest.fixture
def bring(realdata: Path, trafford: Register, references: References) -> "Bring":
    return Bring(realdata / "registers", trafford, references)


class Bring:
    """Imports published lists into one register."""

    def __init__(self, folder: Path, register: Register, references: References) -> None:
        self._folder, self._register, self._references = folder, register, references

    def __call__(self, name: str, **asked: object) -> ImportPlan:
        request = ImportRequest(self._folder / name, **asked)  # type: ignore[arg-type]
        plan = plan_import(request, self._register, self._references, Decisions())
        self._register.execute(ApplyImport(plan))
        return plan


COUNCIL = "trafford_land_and_building_assets.csv"


def rows_of(plan: ImportPlan, code: str) -> dict[int, str]:
    return {issue.row: issue.value for issue in plan.issues if issue.code == code}


def test_the_councils_register(bring: Bring, trafford: Register) -> None:
    plan = bring(COUNCIL, organisation="Trafford Council", kind="council")
    assert (plan.created, plan.placed(), plan.unplaced) == (
        608,
        {"own_coordinates": 372, "postcode": 21},
        215,
    )
    swapped = [issue for issue in plan.issues if issue.code == "axes_swapped"]
    assert [(issue.value, issue.suggestion) for issue in swapped] == [
        ("53.457484, -2.365856", "-2.365856, 53.457484")
    ]
    counts = plan.issues.counts()
    assert counts["position_far_from_postcode"] == 14
    assert counts["position_outside_place"] == 3
    assert counts["uprn_shared"] == 57
    assert counts["postcode_unknown"] == 11
    assert counts["text_repaired"] == 1
    assert counts["area_basis_unknown"] == 1
    assert set(rows_of(plan, "postcode_character").values()) == {"M32 OXZ"}
    assert {"M41", "WA14", "WA14 1"} <= set(rows_of(plan, "postcode_partial").values())
    woodsend = [issue.message for issue in plan.issues if issue.code == "position_far_from_postcode"]
    assert any("5.2 km" in message and "M41 8AD" in message for message in woodsend)
    frame = trafford.read_assets()
    let = np.asarray(frame["tenure_detail"] == "leased_out", dtype=bool)
    assert int(let.sum()) == 123
    lettings = [
        row
        for rows in read_children(trafford, "interest").values()
        for row in rows
        if row["direction"] == "out"
    ]
    assert len(lettings) == 123
    line = plan.control[0]
    assert (line.column, line.source, line.register) == ("BuildingSize", 137_070.37, 137_070.37)


def test_the_councils_register_again_and_with_its_swap_accepted(bring: Bring) -> None:
    bring(COUNCIL, organisation="Trafford Council")
    again = bring(COUNCIL, organisation="Trafford Council")
    assert (again.created, again.updated, again.unchanged, again.vanished) == (0, 0, 608, 0)
    accepted = bring(COUNCIL, organisation="Trafford Council", accept_fixes=("axes_swapped",))
    assert (accepted.placed(), accepted.unplaced) == ({"own_coordinates": 373, "postcode": 21}, 214)
    assert (accepted.created, accepted.updated) == (0, 1)
    last = bring(COUNCIL, organisation="Trafford Council", accept_fixes=("axes_swapped",))
    assert (last.created, last.updated) == (0, 0)


def test_a_library_list_makes_no_asset_of_the_council_vanish(bring: Bring) -> None:
    bring(COUNCIL, organisation="Trafford Council")
    plan = bring("trafford_libraries.csv", organisation="Trafford Council")
    assert (plan.created, plan.vanished) == (13, 0)


def test_the_estates_return_of_one_board(bring: Bring, trafford: Register) -> None:
    plan = bring("ERIC_Site.csv", where=ICB, organisation_column="Trust Name", period="2023/24")
    assert (plan.counts.read, plan.counts.kept, plan.created) == (2869, 171, 171)
    assert (plan.placed(), plan.unplaced) == ({"postcode": 170}, 1)
    assert set(rows_of(plan, "postcode_unknown").values()) == {"M28 5ZA"}
    assert len(trafford.read_organisations()) == 10
    fields = {each.column: each.field for each in plan.columns}
    assert {
        fields[column]
        for column in (
            "Site Code",
            "Gross internal floor area (m²)",
            "Leases and rent (£)",
            "Rates (£)",
            "Tenure",
            "Floor area - empty (m²)",
        )
    } == {"reference", "gia_m2", "annual_rent_gbp", "cost_rates_gbp", "tenure", "vacant_m2"}
    frame = trafford.read_assets()
    row = frame["reference"].tolist().index("C5Y2X")
    assert (frame.value(row, "gia_m2"), frame.value(row, "annual_rent_gbp")) == (516.0, 80_510.0)
    assert frame.value(row, "tenure_detail") == "nhs_property_services"
    again = bring("ERIC_Site.csv", where=ICB, organisation_column="Trust Name", period="2023/24")
    assert (again.created, again.updated, again.unchanged) == (0, 0, 171)


def test_every_fault_of_the_national_return_is_told(bring: Bring) -> None:
    plan = bring("ERIC_Site.csv", organisation_column="Trust Name", period="2023/24")
    told = {code: set(rows_of(plan, code).values()) for code in ("postcode_spacing", "postcode_invalid")}
    assert {"E1 45HJ", "LN1 10YJ", "SE128NP"} <= told["postcode_spacing"]
    assert {"OX26 ^HR", "TQ5 PHW", "N/A"} <= told["postcode_invalid"]
    again = bring("ERIC_Site.csv", organisation_column="Trust Name", period="2023/24")
    assert (again.created, again.updated) == (0, 0)


def test_police_stations_lie_where_their_converted_twins_do(bring: Bring, realdata: Path) -> None:
    plan = bring("police_stations.csv", organisation="Police", kind="police")
    assert plan.placed() == {"own_coordinates": 467}
    with (realdata / "registers" / "police_stations_converted.csv").open(encoding="utf-8-sig") as file:
        lines = list(csv.reader(file))[1:]
    exact = np.array([line[-2:] for line in lines], dtype=np.float64)
    easting, northing = bring_to_grid(exact[:, 0], exact[:, 1], 4326)
    apart = np.hypot(plan.positions.easting - easting, plan.positions.northing - northing)
    assert float(apart.max()) < 1.0
    again = bring("police_stations.csv", organisation="Police")
    assert (again.created, again.updated, again.unchanged) == (0, 0, 467)


def test_fire_stations_come_with_their_footprints(bring: Bring, trafford: Register) -> None:
    plan = bring("gm_fire_stations.geojson", organisation="GM Fire and Rescue Service")
    assert (plan.created, plan.placed()) == (82, {"footprint": 82})
    assert len(read_children(trafford, "footprint")) == 82
    assert bring("gm_fire_stations.geojson", organisation="GM Fire and Rescue Service").unchanged == 82


def test_the_old_workbook_under_its_band_row(bring: Bring) -> None:
    plan = bring("HospitalEstatesAndFacilitiesStatistics_12611.XLS", organisation_column="Organisation Name")
    assert (plan.sheet, plan.header_row) == ("Site Data", 2)
    assert plan.counts.subtotals > 200
    assert plan.counts.kept + plan.counts.subtotals == plan.counts.read
    line = next(each for each in plan.control if each.field == "gia_m2")
    assert line.register == pytest.approx(line.source, abs=0.01)
    assert "subtotal rows" in line.why
    again = bring("HospitalEstatesAndFacilitiesStatistics_12611.XLS", organisation_column="Organisation Name")
    assert (again.created, again.updated) == (0, 0)


def test_practices_without_a_header_row(bring: Bring) -> None:
    plan = bring("epraccur.csv", profile="ods_gp_practices")
    assert (plan.counts.read, plan.header_row) == (14357, 0)
    assert {each.field for each in plan.columns} >= {"reference", "name", "postcode", "status"}
    status = plan.understood.get("status")
    assert {"operational", "disposed"} <= set(status.tolist())
    again = bring("epraccur.csv", profile="ods_gp_practices")
    assert (again.created, again.updated) == (0, 0)


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("trafford_general_practices.csv", 26),
        ("gm_jobcentreplus.csv", 26),
        ("gm_probation_offices.csv", 12),
        ("gm_libraries.csv", 141),
        ("trafford_leisure_centres.csv", 9),
        ("trafford_community_hubs.geojson", 6),
        ("trafford_schools_and_colleges.csv", 103),
        ("trafford_post_offices.geojson", 27),
    ],
)
def test_short_lists_place_every_row_and_change_nothing_twice(bring: Bring, name: str, rows: int) -> None:
    plan = bring(name, organisation="A Partner")
    assert (plan.created, plan.unplaced) == (rows, 0)
    again = bring(name, organisation="A Partner")
    assert (again.created, again.updated, again.unchanged) == (0, 0, rows)
