"""Workbooks: the values formulas last gave, error cells, hidden sheets, and cells too far away."""

from __future__ import annotations

import struct
import zipfile
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tpdesk.domain.errors import InputError
from tpdesk.files import sheet_scan
from tpdesk.files.sheet_scan import column_number, columns_beyond, scan_sheet
from tpdesk.files.sources import open_source
from tpdesk.files.workbooks import whole_numbers

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    WriteBook = Callable[[dict[str, Sequence[Sequence[Any]]]], Path]

LIST: list[tuple[Any, ...]] = [("Name", "Town", "Area"), ("Hall", "Sale", 415.5), ("Depot", "Urmston", 12)]


def code_of(path: Path) -> str:
    with pytest.raises(InputError) as refused:
        open_source(path).read()
    return refused.value.code


def test_cells_keep_their_types(xlsx_file: WriteBook) -> None:
    row = (
        "Hall",
        5,
        5.5,
        True,
        date(2024, 1, 2),
        datetime(2024, 1, 2, 3, 4),
        time(3, 4),
        timedelta(hours=30),
        "007",
    )
    headings = ("Name", "Desks", "Area", "Listed", "Start", "Seen", "Opens", "Open for", "Code")
    table = open_source(xlsx_file({"List": [headings, row, row]})).read()
    assert [column[0] for column in table.cells] == list(row)
    assert [type(column[0]) for column in table.cells] == [type(cell) for cell in row]


def test_rows_are_counted_from_the_top_of_the_sheet(xlsx_file: WriteBook) -> None:
    table = open_source(xlsx_file({"List": [(), (), *LIST]})).read()
    assert table.header_row == 3
    assert table.rows.tolist() == [4, 5]
    assert table.column("Area").tolist() == [415.5, 12]


def test_formulas_give_their_last_value_and_errors_their_wording(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    for row in LIST:
        sheet.append(row)
    sheet["C2"] = "#REF!"
    sheet["C2"].data_type = "e"
    sheet["C3"] = "=1+1"
    book.save(tmp_path / "made.xlsx")
    cached = rewritten(tmp_path / "made.xlsx", b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>")
    assert open_source(cached).read().column("Area").tolist() == ["#REF!", 2]


def rewritten(path: Path, old: bytes, new: bytes, part: str = "xl/worksheets/sheet1.xml") -> Path:
    target = path.with_name(f"changed-{path.name}")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as changed:
        for name in source.namelist():
            data = source.read(name)
            assert name != part or old in data
            changed.writestr(name, data.replace(old, new) if name == part else data)
    return target


def test_the_best_recognised_sheet_is_taken_and_the_others_named(xlsx_file: WriteBook) -> None:
    notes = [("Notes",), ("This list was drawn up in March",), ("by the estates team",)]
    sums = [("Kind", "Number", "Total", "Share", "Change"), *[("Office", 5, 6, 7, 8)] * 40]
    path = xlsx_file({"Notes": notes, "Sums": sums, "Premises": LIST})

    def score(names: Sequence[str]) -> float:
        return float(sum(name in ("Name", "Town", "Area") for name in names))

    table = open_source(path).read(score=score)
    assert table.sheet == "Premises"
    assert table.other_sheets == ("Notes", "Sums")
    assert open_source(path).read().sheet == "Sums"
    assert open_source(path).read("Premises").columns == ("Name", "Town", "Area")


def test_a_sheet_that_is_not_there(xlsx_file: WriteBook) -> None:
    with pytest.raises(InputError) as refused:
        open_source(xlsx_file({"List": LIST, "Notes": LIST})).read("Premises")
    assert refused.value.code == "sheet_missing"
    assert "List, Notes" in refused.value.hint


def test_hidden_sheets_are_told_and_taken_last(xlsx_file: WriteBook) -> None:
    from openpyxl import load_workbook

    path = xlsx_file({"Old": [*LIST, *LIST[1:]], "List": LIST})
    book = load_workbook(path)
    book["Old"].sheet_state = "hidden"
    book.save(path)
    table = open_source(path).read()
    assert table.sheet == "List"
    assert table.facts["hidden sheets"] == "Old"
    book["Old"].delete_rows(1, 9)
    book["Old"].sheet_state, book["List"].sheet_state = "visible", "hidden"
    book.save(path)
    assert open_source(path).read().facts["sheet"] == "hidden in the workbook"


def test_merged_bands_are_known_from_the_workbook(xlsx_file: WriteBook) -> None:
    from openpyxl import load_workbook

    rows = [
        (None, "Head lease", None, "Underlease", None),
        ("Name", "Rent", "Expiry", "Rent", "Expiry"),
        ("Hall", 5, "2030", 6, "2031"),
        ("Depot", 7, "2032", 8, "2033"),
    ]
    path = xlsx_file({"List": rows})
    book = load_workbook(path)
    book["List"].merge_cells("B1:C1")
    book["List"].merge_cells("D1:E1")
    book.save(path)
    assert open_source(path).read().columns[3] == "Underlease: Rent"


@pytest.mark.parametrize("sheets", [{"Empty": []}, {"Head": [("Name", "Town")]}])
def test_a_workbook_without_data(xlsx_file: WriteBook, sheets: dict[str, Any]) -> None:
    assert code_of(xlsx_file(sheets)) == "no_data_rows"


def test_a_stray_cell_in_the_last_row_is_refused_before_memory_is_taken(xlsx_file: WriteBook) -> None:
    from openpyxl import load_workbook

    path = xlsx_file({"List": LIST})
    book = load_workbook(path)
    book["List"]["XFD1048576"] = "x"
    book.save(path)
    with pytest.raises(InputError) as refused:
        open_source(path).read()
    assert refused.value.code == "stray_cell"
    assert "XFD1048576" in refused.value.message


def test_formatted_but_empty_cells_far_away_do_no_harm(xlsx_file: WriteBook) -> None:
    path = xlsx_file({"List": LIST})
    far = b'<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
    table = open_source(rewritten(path, b"</sheetData>", far)).read()
    assert len(table) == 2


def test_a_sheet_that_lies_about_its_size_is_scanned_again(
    xlsx_file: WriteBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet_scan, "MOST_CELLS", 30)
    path = xlsx_file({"List": [("A", "B", "C"), *[(1, 2, 3)] * 20]})
    lying = rewritten(path, b'<dimension ref="A1:C21"', b'<dimension ref="A1:C2"')
    with pytest.raises(InputError) as refused:
        scan_sheet(lying, "xl/worksheets/sheet1.xml", "lying.xlsx")
    assert refused.value.code == "stray_cell"
    single = rewritten(path, b' r="C1"', b" r='C1'")
    monkeypatch.setattr(sheet_scan, "MOST_CELLS", 63)
    assert scan_sheet(single, "xl/worksheets/sheet1.xml", "single.xlsx").last_row == 21


def test_columns_beyond() -> None:
    for last in (1, 25, 26, 27, 52, 600, 702, 703, 16_383):
        beyond = columns_beyond(last)
        for number in (1, 2, 26, 27, 28, 53, 600, 601, 702, 703, 704, 16_384):
            letters = next(name for name in _names() if column_number(name) == number)
            assert bool(beyond.search(f' r="{letters}7"'.encode())) == (number > last)


def _names() -> list[str]:
    from tpdesk.files.headings import column_letters

    return [column_letters(index) for index in (0, 1, 25, 26, 27, 52, 599, 600, 701, 702, 703, 16_383)]


def test_entities_are_not_expanded(xlsx_file: WriteBook) -> None:
    laughs = b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><worksheet '
    path = rewritten(xlsx_file({"List": LIST}), b"<worksheet ", laughs)
    entity = rewritten(
        path, b"</sheetData>", b'<row r="9"><c r="A9" t="str"><v>&b;</v></c></row></sheetData>'
    )
    assert code_of(entity) == "damaged"
    book = rewritten(
        xlsx_file({"List": LIST}),
        b"<workbook ",
        b'<!DOCTYPE l [<!ENTITY a "ha">]><workbook ',
        "xl/workbook.xml",
    )
    assert code_of(book) == "damaged"


def test_a_sheet_with_broken_xml(xlsx_file: WriteBook) -> None:
    assert code_of(rewritten(xlsx_file({"List": LIST}), b"</sheetData>", b"<row <<")) == "damaged"


def test_old_workbooks(tmp_path: Path) -> None:
    import xlwt  # type: ignore[import-untyped]

    book = xlwt.Workbook()
    book.add_sheet("Notes").write(0, 0, "Café")
    sheet = book.add_sheet("Liste – été")
    for index, row in enumerate(LIST):
        for column, cell in enumerate(row):
            if (index, column) != (1, 2):
                sheet.write(index, column, cell)
    sheet.row(1).set_cell_error(2, "#DIV/0!")
    path = tmp_path / "old.XLS"
    book.save(str(path))
    table = open_source(path).read()
    assert table.sheet == "Liste – été"
    assert table.column("Area").tolist() == ["#DIV/0!", 12]


def test_open_document_sheets(tmp_path: Path) -> None:
    from odf.opendocument import OpenDocumentSpreadsheet  # type: ignore[import-untyped]
    from odf.table import Table, TableCell, TableRow  # type: ignore[import-untyped]
    from odf.text import P  # type: ignore[import-untyped]

    document = OpenDocumentSpreadsheet()
    sheet = Table(name="List")
    for row in LIST:
        line = TableRow()
        for value in row:
            number = (
                {"valuetype": "float", "value": value}
                if not isinstance(value, str)
                else {"valuetype": "string"}
            )
            cell = TableCell(**number)
            cell.addElement(P(text=str(value)))
            line.addElement(cell)
        sheet.addElement(line)
    document.spreadsheet.addElement(sheet)
    path = tmp_path / "list.ods"
    document.save(str(path))
    table = open_source(path).read()
    assert table.column("Area").tolist() == [415.5, 12]
    many = rewritten(
        path, b"<table:table-row>", b'<table:table-row table:number-rows-repeated="1048576">', "content.xml"
    )
    wide = rewritten(
        many, b"<table:table-cell ", b'<table:table-cell table:number-columns-repeated="5000" ', "content.xml"
    )
    assert code_of(wide) == "stray_cell"


# --- xlsb, which no Python library writes -----------------------------------------------------------


def record(kind: int, data: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([(kind & 0x7F) | 0x80, kind >> 7])
    return head + bytes([len(data)]) + data


def words(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def binary_row(number: int, *cells: bytes) -> bytes:
    return record(0, struct.pack("<IIHHHBI", number, 0, 300, 0, 0, 0, 0)) + b"".join(cells)


def binary_cell(kind: int, column: int, data: bytes) -> bytes:
    return record(kind, struct.pack("<II", column, 0) + data)


def binary_book(path: Path, *rows: bytes) -> Path:
    sheet = record(129) + record(148, struct.pack("<IIII", 0, 2, 0, 1)) + record(145) + b"".join(rows)
    names = record(156, struct.pack("<II", 0, 1) + words("rId1") + words("List"))
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
        'Target="worksheets/sheet1.bin"/></Relationships>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.bin", record(131) + record(143) + names + record(144) + record(132))
        archive.writestr("xl/_rels/workbook.bin.rels", relation)
        archive.writestr("xl/worksheets/sheet1.bin", sheet + record(146) + record(130))
    return path


def test_binary_workbooks(tmp_path: Path) -> None:
    path = binary_book(
        tmp_path / "list.xlsb",
        binary_row(0, binary_cell(6, 0, words("Name")), binary_cell(6, 1, words("Area"))),
        binary_row(1, binary_cell(6, 0, words("Hall")), binary_cell(5, 1, struct.pack("<d", 5.0))),
        binary_row(2, binary_cell(6, 0, words("Depot")), binary_cell(3, 1, bytes([23]))),
    )
    table = open_source(path).read()
    assert table.column("Name").tolist() == ["Hall", "Depot"]
    assert table.column("Area").tolist() == [5, "#REF!"]


def test_a_stray_cell_in_a_binary_workbook(tmp_path: Path) -> None:
    path = binary_book(
        tmp_path / "far.xlsb",
        binary_row(0, binary_cell(6, 0, words("Name"))),
        binary_row(1_048_575, binary_cell(6, 16_383, words("x"))),
    )
    assert code_of(path) == "stray_cell"


def test_whole_numbers() -> None:
    assert whole_numbers([1.0, 2.0]) == [1, 2]
    assert [type(cell) for cell in whole_numbers([1.0, 2.5, 1e300])] == [int, float, float]
    assert whole_numbers([1.5, 2.5]) == [1.5, 2.5]


@pytest.mark.parametrize(
    "row", ['<row r="1"><c r="A1"><v>5</v></c></row>', '<row r="2"><c r="ZZ2"><v>5</v></c></row>']
)
def test_rows_out_of_order_do_no_harm(xlsx_file: WriteBook, row: str) -> None:
    path = rewritten(xlsx_file({"List": LIST}), b"</sheetData>", f"{row}</sheetData>".encode())
    assert open_source(path).read().column("Town").tolist() == ["Sale", "Urmston"]


def test_a_far_row_before_the_others_is_seen(xlsx_file: WriteBook) -> None:
    far = b'<sheetData><row r="1048576"><c r="XFD1048576"><v>5</v></c></row>'
    assert code_of(rewritten(xlsx_file({"List": LIST}), b"<sheetData>", far)) == "stray_cell"


def test_a_list_of_one_row(xlsx_file: WriteBook) -> None:
    table = open_source(xlsx_file({"List": [("Name", "Town"), ("Hall", "Sale")]})).read()
    assert (table.columns, len(table)) == (("Name", "Town"), 1)
