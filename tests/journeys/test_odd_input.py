"""What is odd and taken all the same: with issues where due, nothing lost, nothing run."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.journeys import bad_files
from tests.journeys.command_line import read_issues, read_rows

if TYPE_CHECKING:
    from pathlib import Path

    from tests.journeys.command_line import Answer, CommandLine

COUNCIL = ("--organisation", "Quillmere Council", "--kind", "council")


@pytest.fixture
def register(tpdesk: CommandLine, tmp_path: Path) -> Path:
    path = tmp_path / "place.gpkg"
    tpdesk.done("new", path, "--place", "Quillmere")
    return path


def imported(
    tpdesk: CommandLine, register: Path, content: bytes, name: str, *, twice: bool = True
) -> tuple[Answer, list[Answer]]:
    """Import a file, twice if need be; give what was said the first time, and the assets."""
    path = register.with_name(name)
    path.write_bytes(content)
    first = tpdesk.done("import", register, path, *COUNCIL, "--issues", register.with_name("doubts.xlsx"))
    if twice:
        again = tpdesk.done("import", register, path, *COUNCIL)
        assert (again["assets_created"], again["assets_updated"]) == (0, 0)
    assert tpdesk.done("check", register)["ok"]
    return first, tpdesk.assets(register)


def by_reference(assets: list[Answer]) -> dict[str, Answer]:
    return {asset["reference"]: asset for asset in assets}


def test_formula_cells_give_their_last_result(tpdesk: CommandLine, register: Path) -> None:
    book = bad_files.book(
        ("Asset Code", "Property Name", "GIA (m2)"), ("A1", "Hall", "=SUM(700,500)"), ("A2", "Depot", 90)
    )
    content = bad_files.changed_book(
        book,
        "xl/worksheets/sheet1.xml",
        lambda text: text.replace("<v></v>", "<v>1200</v>").replace("<v />", "<v>1200</v>"),
    )
    _, assets = imported(tpdesk, register, content, "formulas.xlsx")
    assert {asset["reference"]: asset["gia_m2"] for asset in assets} == {"A1": 1200, "A2": 90}


def test_entities_of_a_workbook_are_not_followed(tpdesk: CommandLine, register: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("Merrowgate", encoding="utf-8")
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    opening = f'<!DOCTYPE w [<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY l0 "ha">{laughs}]><worksheet'
    book = bad_files.book(
        ("Asset Code", "Property Name", "Town"), ("A1", "Hall", "TOWN"), ("A2", "Depot", "Sale")
    )
    for word in ("&x;", "&l9;"):

        def change(text: str, word: str = word) -> str:
            return text.replace("<worksheet", opening, 1).replace(
                "</sheetData>",
                '<row r="4"><c r="A4" t="inlineStr"><is><t>A3</t></is></c>'
                f'<c r="B4" t="inlineStr"><is><t>{word}</t></is></c></row></sheetData>',
            )

        path = register.with_name("entities.xlsx")
        path.write_bytes(bad_files.changed_book(book, "xl/worksheets/sheet1.xml", change))
        said = tpdesk("import", register, path, *COUNCIL)
        assert said.code in (0, 3), said.answer
        names = " ".join(str(asset["name"]) for asset in tpdesk.assets(register))
        assert "Merrowgate" not in names
        assert "haha" not in names


def test_characters_that_no_text_should_have(tpdesk: CommandLine, register: Path) -> None:
    content = (
        b"Asset Code,Property Name,Post Code\nA1,Town\0 Hall,M33 7ZF\n"
        b"A2,\x01Depot\x1f,M33\0\nA\x003,Lib\xe2\x80\xaerary,\n"
    )
    answer, assets = imported(tpdesk, register, content, "nuls.csv")
    assert answer["rows_kept"] == len(assets) == 3
    assert all(character >= " " for asset in assets for character in f"{asset['reference']}{asset['name']}")
    assert read_rows(register, "SELECT count(*) FROM asset WHERE instr(name, char(0))") == [(0,)]


def test_as_many_columns_as_a_sheet_has(tpdesk: CommandLine, register: Path) -> None:
    headings = ["Asset Code", "Property Name", *(f"Remark {number}" for number in range(16_382))]
    content = bad_files.book(headings, ["A1", "Hall", *range(16_382)])
    answer, assets = imported(tpdesk, register, content, "wide.xlsx", twice=False)
    assert (answer["rows_kept"], len(answer["columns"])) == (1, 16_384)
    assert assets[0]["name"] == "Hall"


def test_a_cell_of_ten_megabytes(tpdesk: CommandLine, register: Path) -> None:
    long = "Long tale " * 1_000_000
    content = f"Asset Code,Property Name,Note\nA1,Hall,{long}\nA2,{long},short\n".encode()
    answer, assets = imported(tpdesk, register, content, "long.csv", twice=False)
    assert answer["rows_kept"] == len(assets) == 2
    assert by_reference(assets)["A1"]["name"] == "Hall"


def test_several_encodings_in_one_file(tpdesk: CommandLine, register: Path) -> None:
    content = (
        "Asset Code,Property Name,Town\nA1,Café Royal,Sale\n".encode()
        + "A2,Château House,Urmston\n".encode("cp1252")
        + "A3,St Bega’s Clinic,Sale\n".encode("cp1252")
    )
    answer, assets = imported(tpdesk, register, content, "mixed.csv")
    assert answer["rows_kept"] == 3
    names = by_reference(assets)
    assert names["A1"]["name"] == "Café Royal"
    assert names["A2"]["name"] == "Château House"


def test_the_first_and_the_last_day_of_a_workbook(tpdesk: CommandLine, register: Path) -> None:
    rows = (
        ("A1", "Hall", datetime(1900, 3, 1), datetime(9999, 12, 31)),
        ("A2", "Depot", "01/01/1900", "31/12/9999"),
        ("A3", "Store", "00/01/1900", "31/12/99999"),
        ("A4", "Annexe", 0, 2_958_466),
    )
    content = bad_files.book(("Asset Code", "Property Name", "Lease Start", "Lease Expiry"), *rows)
    answer, assets = imported(tpdesk, register, content, "dates.xlsx")
    named = by_reference(assets)
    assert named["A1"]["lease_expiry"] == named["A2"]["lease_expiry"] == date(9999, 12, 31).isoformat()
    assert named["A1"]["interests"][0]["start_date"] == "1900-03-01"
    assert named["A2"]["interests"][0]["start_date"] == "1900-01-01"
    assert answer["issues"]["date_invalid"] >= 2
    told = {
        doubt["row"]
        for doubt in read_issues(register.with_name("doubts.xlsx"))
        if doubt["code"] == "date_invalid"
    }
    assert 4 in told


def test_numbers_that_are_none(tpdesk: CommandLine, register: Path) -> None:
    content = (
        b"Asset Code,Property Name,GIA (m2),Annual rent,Latitude,Longitude\n"
        b"A1,Hall,NaN,inf,53.4,NaN\nA2,Depot,1e400,-inf,inf,-2.3\nA3,Store,Infinity,nan,1e400,1e400\n"
        b"A4,Office,120,99999999999999999999999,53.4,-2.3\n"
    )
    answer, assets = imported(tpdesk, register, content, "numbers.csv")
    named = by_reference(assets)
    assert [named[code]["gia_m2"] for code in ("A1", "A2", "A3", "A4")] == [None, None, None, 120]
    assert {named[code]["annual_rent_gbp"] for code in ("A1", "A2", "A3")} == {None}
    assert answer["unplaced"] == 3
    told = read_issues(register.with_name("doubts.xlsx"))
    # NaN is one of the words by which programs say that they know nothing.
    assert {3, 4} <= {doubt["row"] for doubt in told if doubt["column"] == "GIA (m2)"}
    assert {2, 3} <= {doubt["row"] for doubt in told if doubt["column"] == "Annual rent"}


def test_names_that_look_like_formulas_stay_words(
    tpdesk: CommandLine, register: Path, tmp_path: Path
) -> None:
    names = ["=1+1", "+44 161", "-Depot", "@Hall", '=HYPERLINK("http://x","y")', "\t=2+2", "|cmd"]
    rows = "".join(
        f'G{at},"{name.replace(chr(34), chr(34) * 2)}",53.42{at},-2.32{at},Office,900,400,=bad{at}\n'
        for at, name in enumerate(names)
    )
    content = (
        f"Asset Code,Property Name,Latitude,Longitude,Service,GIA (m2),Vacant (m2),UPRN\n{rows}".encode()
    )
    _, assets = imported(tpdesk, register, content, "formula names.csv")
    assert {asset["name"] for asset in assets} == {name.strip() for name in names}
    clinic = tmp_path / "clinic.csv"
    clinic.write_text(
        "Site Code,Site Name,Latitude,Longitude,GIA (m2),Service\n=R1,=Clinic,53.4225,-2.3225,100,Clinic\n",
        "utf-8",
    )
    tpdesk.done("import", register, clinic, "--organisation", "=NHS Trust", "--kind", "nhs")
    book = tmp_path / "candidates.xlsx"
    answer = tpdesk.done("candidates", register, "--out", book)
    assert answer["candidates"]
    tpdesk.done("print", register, "--out", tmp_path / "map.pdf", "--title", "=1+1")
    texts = set()
    for path in (book, register.with_name("doubts.xlsx")):
        for sheet in openpyxl.load_workbook(path):
            for row in sheet.iter_rows():
                for cell in row:
                    assert cell.data_type != "f", cell
                    texts.add(str(cell.value))
    assert {"=1+1", "=Clinic", "=NHS Trust", "=R1"} <= texts


def test_any_wording_is_kept_beside_the_register_s_own(tpdesk: CommandLine, register: Path) -> None:
    content = (
        b"Asset Code,Property Name,Tenure,Status\nA1,Hall,Peppercorn for ever,Haunted\nA2,Depot,F/H,surplus\n"
    )
    answer, assets = imported(tpdesk, register, content, "wordings.csv")
    assert answer["issues"]["wording_unknown"] >= 1
    named = by_reference(assets)
    assert named["A2"]["tenure"] == "freehold"
    told = {str(doubt["value"]) for doubt in read_issues(register.with_name("doubts.xlsx"))}
    assert {"Peppercorn for ever", "Haunted"} <= told


def test_a_covert_row_is_refused_and_leaves_no_trace(tpdesk: CommandLine, register: Path) -> None:
    content = (
        b"Asset Code,Property Name,Service,Post Code\nP1,Front counter,Police station,M33 7ZF\n"
        b"P2,Zebra Lodge,Safe house,M33 7DZ\nP3,Yarrow Cottage,Women's refuge,M33 7DZ\n"
    )
    answer, assets = imported(tpdesk, register, content, "estate.csv")
    assert (answer["rows_read"], answer["rows_refused"]) == (3, 2)
    assert [asset["reference"] for asset in assets] == ["P1"]
    book = register.with_name("doubts.xlsx")
    texts = str([list(doubt.values()) for doubt in read_issues(book)])
    for word in ("Zebra", "Yarrow"):
        assert word not in texts
        assert word.encode() not in register.read_bytes()
