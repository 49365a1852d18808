"""Which field each column goes to, and how sure that is."""

from collections.abc import Mapping, Sequence

import numpy as np
import pytest

from tpdesk.domain.fields.field import FieldType
from tpdesk.services.importing.coded import CodedTable, as_objects, code_column
from tpdesk.services.importing.columns import ColumnProposal, propose_columns
from tpdesk.services.importing.headings import match_heading, score_headings
from tpdesk.services.importing.units import find_unit, split_heading, unit_fits


def propose(
    columns: Mapping[str, Sequence[object]], decided: dict[str, str] | None = None
) -> dict[str, ColumnProposal]:
    coded = tuple(code_column(heading, as_objects(list(cells))) for heading, cells in columns.items())
    count = len(coded[0])
    table = CodedTable("f.csv", "", 1, coded, np.arange(2, count + 2, dtype=np.int32))
    return {each.column: each for each in propose_columns(table, decided or {}, {})}


def test_a_column_is_found_by_its_heading_as_written_else_as_folded() -> None:
    headings = ("Name", "Town", " town", "NAME ")
    coded = tuple(code_column(heading, as_objects([heading])) for heading in headings)
    table = CodedTable("f.csv", "", 1, coded, np.arange(2, 3, dtype=np.int32))
    assert [table.find(heading) for heading in headings] == list(coded)
    assert table.find("name") is coded[0]
    assert table.find("TOWN") is coded[1]
    assert table.find("Street") is None
    # Some of its rows are a table of their own, with columns of their own.
    part = table.take(np.array([True]))
    assert part.find("NAME ") is part.columns[3]


@pytest.mark.parametrize(
    ("heading", "name", "unit"),
    [
        ("Rates (£)", "Rates", "£"),
        ("Gross internal floor area (m²)", "Gross internal floor area", "m²"),
        ("Land area owned (Hectares)", "Land area owned", "ha"),
        ("Floor area sq ft", "Floor area", "sq ft"),
        ("Other Hard FM (Estates) costs (£)", "Other Hard FM (Estates) costs", "£"),
        ("m2", "m2", ""),
        ("Running cost £000", "Running cost", "£000"),
        ("Gas consumed (kWh)", "Gas consumed", "kWh"),
        ("Buildings on site (No.)", "Buildings on site", ""),
        ("Share (%)", "Share", "%"),
        ("Site_Area_ha", "Site_Area", "ha"),
    ],
)
def test_headings_are_parted_from_their_units(heading: str, name: str, unit: str) -> None:
    assert split_heading(heading) == (name, unit)


def test_units_fit_only_what_they_measure() -> None:
    assert unit_fits(FieldType.AREA, "sq ft")
    assert not unit_fits(FieldType.AREA, "£")
    assert not unit_fits(FieldType.PERCENT, "m²")
    assert unit_fits(FieldType.PERCENT, "%")
    assert unit_fits(FieldType.NUMBER, "kwh")
    assert not unit_fits(FieldType.DATE, "kwh")
    assert unit_fits(FieldType.TEXT, "")
    assert find_unit("Sq. Ft") == "sq ft"


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("AssetCode", "reference"),
        ("asset_code", "reference"),
        ("Gross Internal Area (m2)", "gia_m2"),
        ("Leases and rent (£)", "annual_rent_gbp"),
        ("Anual Rent Payable", "annual_rent_gbp"),
        ("GeoX", "easting"),
        ("Annual rent 2023/24", "annual_rent_gbp"),
        ("Site: Post Code", "postcode"),
    ],
)
def test_headings_alone(heading: str, field: str) -> None:
    assert match_heading(heading)[0].field == field


def test_headings_nobody_knows() -> None:
    assert match_heading("Catering provider rating") == ()
    assert score_headings(["Asset Code", "Postcode", "Wibble", ""]) == pytest.approx(2.0)


def test_sure_likely_and_check() -> None:
    found = propose(
        {
            "Asset Code": ["A1", "A2", "A3"],
            "BuildingSize": [10.0, 20.0, 30.0],
            "OtherDetail": ["School", "Land", "Land"],
            "Colour of door": ["red", "red", "red"],
        }
    )
    assert [(each.field, each.sureness) for each in found.values()] == [
        ("reference", "Sure"),
        ("area_unstated_m2", "Likely"),
        ("holding_reason", "Check"),
        ("", "Check"),
    ]
    assert "gross or net" in found["BuildingSize"].why


def test_values_overrule_a_heading() -> None:
    found = propose(
        {
            "Status": ["Signed Off", "Signed Off"],
            "Annual Rent": ["see file", "ask"],
            "Type": ["Library", "Depot"],
        }
    )
    assert found["Status"].field == ""
    assert found["Annual Rent"].field == ""
    assert (found["Type"].field, found["Type"].sureness) == ("service", "Sure")


def test_degrees_and_metres_are_told_by_value() -> None:
    degrees = propose({"GeoX": [-2.35, -2.31], "GeoY": [53.4, 53.5]})
    assert [(each.field, each.crs) for each in degrees.values()] == [("longitude", 4326), ("latitude", 4326)]
    metres = propose({"Longitude": [381000.0, 382000.0], "Latitude": [391000.0, 392000.0]})
    assert [(each.field, each.crs) for each in metres.values()] == [("easting", 27700), ("northing", 27700)]
    mercator = propose({"x": [-300278.2, -179312.8], "y": [7128291.9, 7356650.2]})
    assert [(each.field, each.crs) for each in mercator.values()] == [("easting", 3857), ("northing", 3857)]


def test_columns_without_a_known_heading_are_known_by_their_values() -> None:
    found = propose(
        {
            "Column A": ["M33 7DZ", "M41 8AD"],
            "Column B": ["100012797623", "100012800714"],
            "Column C": ["SJ 7879 9206", "SJ 7879 9207"],
            "Column D": [-2.35123, -2.31456],
            "Column E": ["Fire Station", "Fire Station"],
            "Column F": ["Rowan House", "Elm Court"],
            "Column G": ["www.example.org/1", "www.example.org/2"],
            "Column H": [None, None],
        }
    )
    assert [each.field for each in found.values()] == [
        "postcode",
        "uprn",
        "grid_reference",
        "longitude",
        "service",
        "name",
        "",
        "",
    ]


def test_no_field_is_given_twice_and_the_better_column_gets_it() -> None:
    found = propose(
        {"Organisation Code": ["R1", "R1", "R1"], "Site Code": ["S1", "S2", "S3"], "Ref": ["a", "b", "c"]}
    )
    assert [each.field for each in found.values()] == ["", "", "reference"]
    assert "another column" in found["Site Code"].why


def test_a_decision_is_not_questioned() -> None:
    found = propose(
        {"Ref": ["a", "a"], "Name": ["x", "y"], "Code": ["1", "2"]}, {"Ref": "reference", "Name": ""}
    )
    assert [(each.field, each.decided) for each in found.values()] == [
        ("reference", True),
        ("", True),
        ("", False),
    ]
    assert found["Ref"].confidence == 1.0


def test_words_of_a_field_inside_another_heading_are_not_believed() -> None:
    found = propose({"Floor area - under used (m²)": [1.0, 2.0]})
    assert found["Floor area - under used (m²)"].field == ""


def test_an_empty_column_is_known_by_its_heading() -> None:
    assert propose({"LandArea": [None, None]})["LandArea"].sureness == "Sure"


DAYS = ["2026-01-01", "2027-02-03", "2028-04-05"]


@pytest.mark.parametrize(
    ("heading", "field"),
    [("Review date", "rent_review"), ("Start date", "lease_start"), ("Expiry", "lease_expiry")],
)
def test_a_date_of_anything_is_the_lease_s_only_beside_a_lease(heading: str, field: str) -> None:
    alone = propose({"Site No": ["P01", "P02", "P03"], heading: DAYS})
    assert alone["Site No"].field == "reference"
    assert (alone[heading].field, alone[heading].sureness) == ("", "Check")
    assert "or something else" in alone[heading].why
    beside = propose({"Site No": ["P01", "P02", "P03"], "Annual rent": [10, 20, 30], heading: DAYS})
    assert (beside[heading].field, beside[heading].sureness) == (field, "Likely")
    said = propose({"Site No": ["P01"], "Held": ["Freehold"], heading: DAYS[:1]}, {"Held": "tenure"})
    assert said[heading].field == field


def test_bare_gas_is_neither_pounds_nor_kilowatt_hours() -> None:
    columns = propose({"Site No": ["P01", "P02"], "Gas": [100, 200], "Gas consumed (kWh)": [7, 8]})
    assert (columns["Gas"].field, columns["Gas consumed (kWh)"].field) == ("", "gas_kwh")
    assert propose({"Site No": ["P01", "P02"], "Gas": [100, 200]})["Gas"].field == ""


def test_two_headings_that_could_mean_several_things_do_not_speak_for_each_other() -> None:
    columns = propose({"Name": ["Hall", "Yard", "Barn"], "From": DAYS, "To": DAYS})
    assert (columns["From"].field, columns["To"].field) == ("", "")


@pytest.mark.parametrize("wrong", ["Anual Rent Payable", "Gros Internal Area", "Postcodde", "Lease expiryy"])
def test_a_heading_with_a_slip_is_still_known(wrong: str) -> None:
    assert match_heading(wrong)[0].why.startswith("The heading is nearly")


def test_what_stands_in_a_column_decides_what_it_is_tried_for() -> None:
    columns = propose(
        {
            "A": [100_012_345_678.0, 100_012_345_679.0],
            "B": [53.4256, 53.4261],
            "C": ["Library", "Office"],
            "D": ["SJ 810 910", "SJ 812 911"],
            "E": [1.5, 2.5],
        }
    )
    fields = [columns[heading].field for heading in "ABCDE"]
    assert fields == ["uprn", "latitude", "service", "grid_reference", ""]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Unoccupied m2", "vacant_m2"),
        ("Backlog sig. £k", "backlog_significant_gbp"),
        ("6-facet date", "survey_date"),
        ("Six facet survey date", "survey_date"),
        ("Lease to", "lease_expiry"),
        ("Termination date", "lease_expiry"),
        ("Unique ref", "reference"),
        ("Running cost 24/25", "cost_total_gbp"),
        ("Cost to run 24/25 £", "cost_total_gbp"),
    ],
)
def test_headings_that_partners_use(heading: str, field: str) -> None:
    match = match_heading(heading)[0]
    assert match.field == field
    assert match.confidence > 0.9
