"""The partners' lists of the demonstration place: every fault in its cell, and nothing real in them."""

import csv
import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

Manifest = dict[str, Any]
Table = dict[int, dict[str, object]]
UNPLACED = {"axes_swapped", "no_position", "postcode_outcode", "postcode_unknown", "postcode_invalid",
            "postcode_blank",
            "grid_reference_bad"}  # fmt: skip


def _delimited(path: Path, encoding: str, delimiter: str, header_row: int) -> Table:
    rows = list(csv.reader(io.StringIO(path.read_bytes().decode(encoding), newline=""), delimiter=delimiter))
    header = rows[header_row - 1]
    return {
        n: dict(zip(header, row, strict=True))
        for n, row in enumerate(rows[header_row:], start=header_row + 1)
    }


def _workbook(path: Path, sheet: str, header_row: int) -> Table:
    rows = list(openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True))
    header = [str(cell) for cell in rows[header_row - 1]]
    return {
        n: dict(zip(header, row, strict=True))
        for n, row in enumerate(rows[header_row:], start=header_row + 1)
    }


def _features(path: Path) -> Table:
    content = json.loads(path.read_text(encoding="utf-8"))
    return {n: dict(feature["properties"]) for n, feature in enumerate(content["features"], start=1)}


READERS: dict[str, Callable[[Path], Table]] = {
    "Quillmere MBC asset register 2026.xlsx": lambda path: _workbook(path, "Land and Buildings", 5),
    "eric_site_return_2025-26.csv": lambda path: _delimited(path, "utf-8-sig", ",", 1),
    "gp_premises_oct26.csv": lambda path: _delimited(path, "utf-8", ",", 1),
    "Estate list Oct 2026 FINAL.csv": lambda path: _delimited(path, "cp1252", ",", 4),
    "fire_stations.geojson": _features,
    "government_offices.txt": lambda path: _delimited(path, "utf-16", "\t", 1),
    "Community Trust premises.xlsx": lambda path: _workbook(path, "Premises", 3),
}


@pytest.fixture(scope="module")
def tables(demo: Path) -> dict[str, Table]:
    """Every list, read plainly: row number to cells by heading."""
    return {name: read(demo / "lists" / name) for name, read in READERS.items()}


def _name(entry: Manifest) -> str:
    return Path(entry["file"]).name


def test_seven_partners_of_six_kinds_with_about_six_hundred_rows(manifest: Manifest) -> None:
    lists = manifest["lists"]
    assert len(lists) == 7
    assert {entry["kind"] for entry in lists} == {
        "council",
        "nhs",
        "police",
        "fire",
        "central_government",
        "voluntary",
    }
    assert all(bool(entry["organisation"]) != bool(entry["organisation_column"]) for entry in lists)
    assert 570 <= sum(entry["records"] for entry in lists) <= 630
    assert next(entry["records"] for entry in lists if entry["kind"] == "council") > 300


def test_every_fault_stands_where_the_manifest_says(manifest: Manifest, tables: dict[str, Table]) -> None:
    for entry in manifest["lists"]:
        table = tables[_name(entry)]
        for fault in entry["faults"]:
            cell = table[fault["row"]][fault["column"]]
            assert ("" if cell is None else str(cell)) == (fault["value"] or ""), (entry["file"], fault)


def test_the_readme_tells_of_every_fault_and_every_file(demo: Path, manifest: Manifest) -> None:
    told = (demo / "README.md").read_text(encoding="utf-8")
    assert {fault["fault"] for entry in manifest["lists"] for fault in entry["faults"]} <= set(
        re.findall(r"\w+", told)
    )
    assert all(f"`{_name(entry)}`" in told for entry in manifest["lists"])


def test_the_readme_promises_no_fault_that_is_missing(demo: Path, manifest: Manifest) -> None:
    table = (demo / "README.md").read_text(encoding="utf-8").split("| fault |")[1]
    promised = {
        code
        for line in table.splitlines()[2:]
        if line
        for code in line.split("|")[1].replace(",", " ").split()
    }
    assert promised == {fault["fault"] for entry in manifest["lists"] for fault in entry["faults"]}


def test_one_covert_row_is_among_the_police_alone(manifest: Manifest) -> None:
    covert = [
        entry["kind"]
        for entry in manifest["lists"]
        for f in entry["faults"]
        if f["fault"] == "covert_premises"
    ]
    assert covert == ["police"]


def test_about_nine_rows_in_ten_can_be_placed(manifest: Manifest) -> None:
    kept = unplaced = 0
    for entry in manifest["lists"]:
        faults = Counter(fault["fault"] for fault in entry["faults"])
        kept += entry["records"] - faults["row_of_another_area"] - faults["covert_premises"]
        unplaced += sum(faults[fault] for fault in UNPLACED)
        if "postcode_character" not in entry["accept_fix"]:
            unplaced += faults["postcode_character"]
    assert 0.85 <= 1 - unplaced / kept <= 0.92


def test_the_council_workbook_has_bands_a_hidden_column_and_subtotals(
    demo: Path, tables: dict[str, Table]
) -> None:
    sheet = openpyxl.load_workbook(demo / "lists" / "Quillmere MBC asset register 2026.xlsx")[
        "Land and Buildings"
    ]
    assert {str(merged) for merged in sheet.merged_cells.ranges} >= {"A4:D4", "E4:H4"}
    assert sheet.column_dimensions["B"].hidden
    names = [str(row["Property Name"]) for row in tables["Quillmere MBC asset register 2026.xlsx"].values()]
    assert sum(name.startswith("Sub-total") for name in names) >= 8
    assert "Grand total" in names


def test_references_repeat_only_where_a_fault_says_so(tables: dict[str, Table], manifest: Manifest) -> None:
    entry = next(entry for entry in manifest["lists"] if entry["kind"] == "council")
    references = Counter(str(row["Asset Ref"]) for row in tables[_name(entry)].values() if row["Asset Ref"])
    assert sum(references.values()) == entry["records"]
    repeats = [n for n in references.values() if n > 1]
    assert repeats == [2] * sum(f["fault"] in {"reference_repeats", "duplicate_row"} for f in entry["faults"])


def test_no_postcode_of_the_place_could_be_a_real_one(demo: Path, tables: dict[str, Table]) -> None:
    shape = re.compile(r"\b([A-Z]{1,2})\d[A-Z\d]?\s*\d[ABD-HJLNP-UW-Z]{2}\b")
    text = " ".join(str(cell) for table in tables.values() for row in table.values() for cell in row.values())
    with zipfile.ZipFile(demo / "postcodes.zip") as archive:
        text += archive.read("Data/CSV/zq.csv").decode()
    # Of the postcode areas that begin with Z only ZE, Shetland, exists.
    assert set(shape.findall(text)) == {"ZQ", "ZX"}


def test_the_postcode_file_has_the_layout_of_code_point_open(demo: Path) -> None:
    with zipfile.ZipFile(demo / "postcodes.zip") as archive:
        rows = list(csv.reader(io.StringIO(archive.read("Data/CSV/zq.csv").decode())))
        assert len(archive.read("Doc/Code-Point_Open_Column_Headers.csv").splitlines()[0].split(b",")) == 10
    assert all(len(row) == 10 for row in rows)
    assert len({row[0] for row in rows}) == len(rows) > 3000
    for row in rows:
        east, north = int(row[2]), int(row[3])
        assert (
            (east, north) == (0, 0)
            if row[1] == "90"
            else 580_500 < east < 600_000 and 472_000 < north < 488_500
        )


def test_uprns_lie_in_a_range_that_was_never_given_out(tables: dict[str, Table]) -> None:
    found = [
        str(row.get("UPRN") or row.get("uprn") or "") for table in tables.values() for row in table.values()
    ]
    whole = [uprn for uprn in found if re.fullmatch(r"\d{1,12}", uprn)]
    assert len(whole) > 300
    assert all(700_000_100_000 <= int(uprn) < 701_000_000_000 for uprn in whole)


def test_no_telephone_number_and_no_mail_address_occurs(tables: dict[str, Table]) -> None:
    text = " ".join(str(cell) for table in tables.values() for row in table.values() for cell in row.values())
    assert "@" not in text
    assert not re.search(r"\b0\d{3,4}[ -]\d{3}[ -]?\d{3,4}\b", text)


def test_leases_break_within_the_coming_three_years(tables: dict[str, Table]) -> None:
    columns = ("Break Date", "Break Clause", "Next break", "Next Break", "Lease break")
    breaks = [
        str(row[c]) for table in tables.values() for row in table.values() for c in columns if row.get(c)
    ]
    soon = [day for day in breaks if re.search(r"202[6-9]", day)]
    assert len(soon) > 60


def test_enough_hosts_tell_their_spare_room_and_enough_do_not(tables: dict[str, Table]) -> None:
    columns = ("Vacant Area (m2)", "Floor area - empty (m²)", "Vacant (sqm)", "Vacant (m2)", "vacant_m2",
               "Vacant (sq ft)",
               "Unused area (sq m)")  # fmt: skip
    cells = [str(row[c]) for table in tables.values() for row in table.values() for c in columns if c in row]
    assert sum(bool(re.match(r"[1-9]", cell)) for cell in cells) > 60
    assert cells.count("None") + cells.count("") > 100
