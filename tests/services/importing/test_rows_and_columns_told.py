"""No row and no column goes without a word: sub-headings, remarks, columns without heading, postcodes."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tpdesk.domain.errors import InputError
from tpdesk.services.importing import Decisions, ImportPlan, ImportRequest, plan_import
from tpdesk.services.importing.headings import match_heading
from tpdesk.services.importing.units import split_heading
from tpdesk.services.provenance import ProvenanceReader
from tpdesk.store.register import Register

Bring = Callable[..., ImportPlan]
Write = Callable[..., Path]

UPPER: list[object] = [
    "Ref",
    "Name",
    "PostCode",
    "Location",
    "",
    "Area (sq ft)",
    "",
    "",
    "Lease end",
    "Rent (£ pa)",
]
LOWER: list[object] = ["", "", "", "X", "Y", "GIA", "NIA", "Vacant", "", ""]


def record(number: int) -> list[object]:
    places = [381_000 + number, 391_000]
    return [f"A{number}", f"Hall {number}", "AB1 2DB", *places, 1000, 900, 100, "31/03/2030", 1200]


def test_two_rows_of_headings_with_sub_headings_and_remarks(
    bring_in: Bring, tmp_path: Path, register: Register
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    rows: list[list[object]] = [
        ["Anyshire Council"],
        ["Land and property"],
        [],
        UPPER,
        LOWER,
        ["Ward: Castle"],
    ]
    rows += [*(record(number) for number in range(7)), ["Notes: areas from 2019 survey."]]
    for row in rows:
        sheet.append([cell if cell != "" else None for cell in row])
    for merged in ("D4:E4", "F4:H4", *(f"{column}4:{column}5" for column in "ABCIJ")):
        sheet.merge_cells(merged)
    path = tmp_path / "list.xlsx"
    book.save(path)
    plan = bring_in(path)
    assert (plan.header_row, plan.created, plan.unplaced) == (5, 7, 0)
    assert (plan.counts.read, plan.counts.kept, plan.counts.notes) == (9, 7, 2)
    told = [(issue.row, issue.value) for issue in plan.issues if issue.code == "note_row"]
    assert told == [(6, "Ward: Castle"), (14, "Notes: areas from 2019 survey.")]
    fields = {each.column: (each.field, each.unit) for each in plan.columns}
    assert fields["Area (sq ft) GIA"] == ("gia_m2", "sq ft")
    assert fields["Area (sq ft) Vacant"] == ("vacant_m2", "sq ft")
    assert fields["Location: X"][0] == "easting"
    assert register.read_assets().value(0, "gia_m2") == pytest.approx(92.90304)
    kept = bring_in(path, Decisions(kept_rows=frozenset({6})), dry_run=True)
    assert (kept.created, kept.counts.notes) == (1, 1)


def test_units_of_a_band_belong_to_the_headings_under_it() -> None:
    assert split_heading("Area (sq ft) GIA") == ("Area: GIA", "sq ft")
    assert split_heading("Area sq ft: GIA") == ("Area: GIA", "sq ft")
    assert split_heading("Area (gross) of site") == ("Area (gross) of site", "")
    assert split_heading("Lease: End") == ("Lease: End", "")
    assert match_heading("Area (sq ft) Vacant")[0].field == "vacant_m2"
    assert match_heading("Lease: End")[0].field == "lease_expiry"


def test_columns_without_a_heading_are_told_and_added_up(bring_in: Bring, write_list: Write) -> None:
    path = write_list(
        ["Code", "Name", "", "", ""],
        ["S1", "Hall", "1,200.50", "seen", "100010000001"],
        ["S2", "Depot", "£300", "", "100010000002"],
    )
    plan = bring_in(path)
    assert [each.column for each in plan.columns] == ["Code", "Name", "Column C", "Column D", "Column E"]
    told = {
        issue.column: (issue.value, issue.message) for issue in plan.issues if issue.code == "heading_missing"
    }
    assert told["Column C"] == (
        "1,200.50",
        "Column C has no heading and holds values in 2 rows; it is not imported.",
    )
    assert "1 row; it is not imported" in told["Column D"][1]
    assert "taken for the uprn" in told["Column E"][1].casefold()
    assert [(line.column, line.source) for line in plan.control] == [("Column C", 1500.5)]
    assert plan.control[0].why == "The column has no heading and is not imported."


def test_long_numbers_without_a_heading_are_no_amounts(bring_in: Bring, write_list: Write) -> None:
    rows = [["S1", "Hall", "447700900001"], ["S2", "Depot", "447700900002"]]
    assert bring_in(write_list(["Code", "Name", ""], *rows)).control == ()


def test_a_list_without_headings_says_so_once(bring_in: Bring, write_list: Write) -> None:
    rows = [[f"A8100{n}", "THE SURGERY", "AB1 2DB", f"1974040{n}", "A", n * 10.5] for n in range(1, 9)]
    plan = bring_in(write_list(*rows))
    told = [issue.message for issue in plan.issues if issue.code == "heading_missing"]
    assert len(told) == 1
    assert "no row of headings" in told[0]
    assert ("Column F", 378.0) in [(line.column, line.source) for line in plan.control]


def test_doubts_of_postcodes_name_the_list_s_own_column(bring_in: Bring, write_list: Write) -> None:
    plan = bring_in(write_list(["Code", "PostCode"], ["S1", "AB9 9ZZ"]))
    assert [issue.column for issue in plan.issues if issue.code == "postcode_unknown"] == ["PostCode"]


def test_without_a_list_of_postcodes_the_reason_is_that(register: Register, write_list: Write) -> None:
    path = write_list(["Code", "Postcode"], ["S1", "AB1 2DB"], ["S2", ""], ["S3", "AB1"])
    plan = plan_import(ImportRequest(path, organisation="Vale Council"), register)
    reasons = [issue.message for issue in plan.issues if issue.code == "unplaced"]
    assert reasons == [
        "No coordinates, and no list of postcodes was given.",
        "No coordinates and no postcode found.",
        "No coordinates and no postcode found.",
    ]
    assert plan.placeable_by_postcode == 1


def test_with_a_list_of_postcodes_nothing_waits_for_one(bring_in: Bring, write_list: Write) -> None:
    plan = bring_in(write_list(["Code", "Postcode"], ["S1", "AB9 9ZZ"]))
    assert plan.placeable_by_postcode == 0


def test_the_postcode_that_ends_an_address_places_it(bring_in: Bring, write_list: Write) -> None:
    plan = bring_in(
        write_list(
            ["Site No", "Name", "Address"],
            ["P01", "Hall", "Chester Way, Vale, AB1 2DB."],
            ["P02", "Depot", "AB1 2DB Lane, Vale"],
            ["P03", "Store", "Mill Road"],
        )
    )
    assert plan.placed() == {"postcode": 1}
    assert plan.understood.get("postcode").tolist() == ["AB1 2DB", None, None]
    assert plan.columns[0].field == "reference"
    (told,) = [issue for issue in plan.issues if issue.code == "postcode_from_address"]
    assert (told.row, told.column, told.value) == (2, "Address", "Chester Way, Vale, AB1 2DB.")
    assert told.message == "The row gives no other postcode; AB1 2DB ends its address."
    assert told.suggestion == "AB1 2DB"


def test_a_postcode_at_the_end_of_an_address_fills_blanks_and_is_compared_elsewhere(
    bring_in: Bring, write_list: Write
) -> None:
    path = write_list(
        ["Code", "Name", "Address", "Town", "Postcode"],
        ["S1", "Hall", "Chester Way AB12DE", "Vale", ""],
        ["S2", "Depot", "Chester Way, AB1 2DE", "Vale", "AB1 2DB"],
        ["S3", "Store", "Chester Way", "Vale AB1 2DB", None],
        ["S4", "Yard", "Chester Way, AB1 2DE", "Vale", "AB1"],
        ["S5", "Barn", "Chester Way, AB1 2DB", "Vale", "AB12DB"],
    )
    plan = bring_in(path)
    codes = ["AB1 2DE", "AB1 2DB", "AB1 2DB", "AB1", "AB1 2DB"]
    assert plan.understood.get("postcode").tolist() == codes
    counts = plan.issues.counts()
    assert (counts["postcode_from_address"], counts["postcode_differs"]) == (2, 1)
    (differs,) = plan.issues.of_code("postcode_differs")
    assert (differs.row, differs.column, differs.value) == (3, "Postcode", "AB1 2DB")
    assert differs.message == "The postcode is AB1 2DB, and the address ends with AB1 2DE."
    again = bring_in(path)
    assert (again.created, again.updated, again.unchanged) == (0, 0, 5)


def test_a_postcode_from_an_address_is_led_back_to_the_address(
    bring_in: Bring, write_list: Write, register: Register
) -> None:
    path = write_list(
        ["Code", "Name", "Address"], ["S1", "Hall", "Chester Way AB1 2DE"], ["S2", "Yard", "Mill Road"]
    )
    bring_in(path)
    names = register.read_assets()["name"].tolist()
    uids = register.read_assets().uids
    reader = ProvenanceReader(register)
    cell = reader.read(str(uids[names.index("Hall")])).cell_of("postcode")
    assert cell is not None
    assert (cell.column, cell.wording) == ("Address", "Chester Way AB1 2DE")
    assert reader.read(str(uids[names.index("Yard")])).cell_of("postcode") is None


def test_a_repeated_row_is_named_as_the_list_names_it(bring_in: Bring, write_list: Write) -> None:
    rows = [["Hall D", "AB1 2DB"], ["Hall D", "AB1 2DB"]]
    plan = bring_in(write_list(["Name", "Postcode"], *rows))
    assert [issue.value for issue in plan.issues if issue.code == "duplicate_row"] == ["Hall D"]


def test_a_fix_that_there_is_not_is_refused(bring_in: Bring, write_list: Write) -> None:
    path = write_list(["Code", "Name"], ["S1", "Hall"])
    with pytest.raises(InputError) as refused:
        bring_in(path, accept_fixes=("axes_swaped",))
    assert refused.value.code == "fix_unknown"
    assert "axes_swapped" in refused.value.hint
    assert bring_in(path, accept_fixes=("axes_swapped:2",)).created == 1


def test_a_report_in_a_cell_is_not_repeated_whole_in_a_doubt(bring_in: Bring, write_list: Write) -> None:
    report = "A tale of many words. " * 5_000
    rows = [[f"S{n}", f"Hall {n}", "AB1 2DB", "Vacant", f"10001234567{n}"] for n in range(9)]
    plan = bring_in(
        write_list(
            ["Code", "Name", "Postcode", "Status", "UPRN"], *rows, ["S9", "Barn", report, report, report]
        )
    )
    codes = ("postcode_invalid", "wording_unknown", "uprn_invalid")
    told = [issue for issue in plan.issues if issue.code in codes]
    assert sorted(issue.code for issue in told) == sorted(codes)
    assert all(len(issue.message) < 300 and len(issue.value) <= 1001 for issue in told)


def test_a_guessed_encoding_is_told(bring_in: Callable[..., ImportPlan], tmp_path: Path) -> None:
    path = tmp_path / "mac.csv"
    path.write_bytes("Ref;Name\r1;Café unit\r2;St Mary’s\r".encode("mac_roman"))
    plan = bring_in(path)
    assert plan.understood.get("name").tolist() == ["Café unit", "St Mary’s"]
    (told,) = plan.issues.of_code("encoding_guessed")
    assert told.message.endswith("it is read as mac_roman.")
