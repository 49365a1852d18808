"""Delimited text: every delimiter, encoding and habit of the programs that write it."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpdesk.domain.errors import InputError
from tpdesk.files.delimited import DelimitedSource, find_delimiter, read_grid
from tpdesk.files.encodings import decode
from tpdesk.files.grid import clean_text
from tpdesk.files.sources import open_source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tpdesk.domain.table import RawTable

    WriteText = Callable[[str | bytes], Path]

ROWS = (
    ("Reference", "Name", "Area"),
    ("A1", "Town Hall", "415.05"),
    ("A2", "Depot, Canal Road", "1,200"),
    ("A3", "Lodge", ""),
)


def written(delimiter: str, end: str = "\r\n") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(ROWS)
    return out.getvalue()


def read(path: Path) -> RawTable:
    return open_source(path).read()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "^", "~", "\x1f"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_any_delimiter_and_line_end(text_file: WriteText, delimiter: str, end: str) -> None:
    table = read(text_file(written(delimiter, end)))
    assert table.columns == ("Reference", "Name", "Area")
    assert table.column("Name").tolist() == ["Town Hall", "Depot, Canal Road", "Lodge"]
    assert table.column("Area").tolist() == ["415.05", "1,200", None]
    assert table.rows.tolist() == [2, 3, 4]
    assert table.header_row == 1


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-32"]
)
def test_any_encoding(text_file: WriteText, encoding: str) -> None:
    text = "Name,Rent (£)\r\nCafé – “The Gallery”,£1 200\r\nRegent’s House,£ 5\r\n"
    table = read(text_file(text.encode(encoding)))
    assert table.columns == ("Name", "Rent (£)")
    assert table.column("Name").tolist() == ["Café – “The Gallery”", "Regent’s House"]


def test_the_encoding_is_told(text_file: WriteText) -> None:
    assert read(text_file("Name,Rent\nTŷ Hafan,£5\n".encode())).facts["encoding"] == "utf-8"
    assert read(text_file("Name,Rent\nLodge,£5\n".encode("cp1252"))).facts["encoding"] == "cp1252"
    assert read(text_file("Name;Rent\nLodge;5\n")).facts["delimiter"] == ";"


def test_an_old_macintosh_encoding_is_guessed() -> None:
    text = "Name,Town\r" + "Café de la Résidence,Orléans\rÉcole élémentaire,Besançon\r" * 30
    assert "Résidence" in decode(text.encode("mac_roman"))[0]


def test_a_stray_byte_does_not_stop_the_reading(text_file: WriteText) -> None:
    table = read(text_file(b"Name,Town\r\nHall,Sale\x9d\r\nDepot,Urmston\r\n"))
    assert len(table) == 2


def test_line_breaks_and_quotation_marks_within_cells(text_file: WriteText) -> None:
    table = read(text_file('Name,Address\n"The ""Hut""","1 High Street\r\nSale"\nHall,"Sale, M33"\n'))
    assert table.column("Name").tolist() == ['The "Hut"', "Hall"]
    assert table.column("Address").tolist() == ["1 High Street\r\nSale", "Sale, M33"]
    assert table.rows.tolist() == [2, 3]


def test_rows_are_counted_as_excel_counts(text_file: WriteText) -> None:
    table = read(text_file("Schedule of premises\n\nName,Town\n\nHall,Sale\n,\nDepot,Urmston\n"))
    assert table.header_row == 3
    assert table.rows.tolist() == [5, 7]


def test_the_line_that_names_the_separator_is_no_row(text_file: WriteText) -> None:
    table = read(text_file("sep=;\r\nName;Town\r\nHall, old;Sale\r\n"))
    assert table.columns == ("Name", "Town")
    assert table.rows.tolist() == [2]


def test_uneven_rows(text_file: WriteText) -> None:
    table = read(text_file("Name,Town,Area\nHall,Sale\nDepot,Urmston,5,left over\nLodge,Sale,7\n"))
    assert table.columns == ("Name", "Town", "Area", "Column D")
    assert table.column("Area").tolist() == [None, "5", "7"]
    assert table.column("Column D").tolist() == [None, "left over", None]


def test_zero_characters_are_taken_out(text_file: WriteText) -> None:
    table = read(text_file(b"Name,Town\nHa\0ll,Sale\nDepot,Sale\n" + b"Lodge,Sale\n" * 20))
    assert table.column("Name")[0] == "Hall"


def test_blank_and_repeated_words_are_cells_as_written(text_file: WriteText) -> None:
    table = read(text_file("Reference,Name\n007, Hall \n1.0E+11,  \n"))
    assert table.column("Reference").tolist() == ["007", "1.0E+11"]
    assert table.column("Name").tolist() == [" Hall ", None]


def test_a_quotation_mark_that_is_never_closed_swallows_no_rows(text_file: WriteText) -> None:
    rows = "".join(f"R{n},Building {n},Sale\n" for n in range(2, 30))
    table = read(text_file(f'Ref,Name,Town\nR0,Hall,Sale\nR1,"The Gables,Sale\n{rows}'))
    assert len(table) == 30
    assert "quotation marks" in table.facts


def test_long_notes_are_not_taken_for_swallowed_rows(text_file: WriteText) -> None:
    note = "\n".join(f"line {n} of the note" for n in range(40))
    table = read(text_file(f'Ref,Name,Notes\nR0,Hall,"{note}"\nR1,Depot,short\n'))
    assert table.column("Notes").tolist() == [note, "short"]


def test_a_single_column(text_file: WriteText) -> None:
    table = read(text_file("Name of building\nTown Hall\nDepot\n"))
    assert table.columns == ("Name of building",)
    assert table.facts["delimiter"] == "none"


def test_the_headings_tell_a_delimiter_from_a_decimal_comma() -> None:
    assert find_delimiter("Name;Area;Rent\nA;1,5;2,5\nB;1,6;2,6\n") == ";"
    assert find_delimiter("only words\nand more of them\n") == ""


def test_the_only_sheet_has_no_name(text_file: WriteText) -> None:
    source = DelimitedSource(text_file("Name,Town\nHall,Sale\n"))
    assert source.sheets == ("",)
    with pytest.raises(InputError) as refused:
        source.read("Sheet1")
    assert refused.value.code == "sheet_missing"


def test_a_row_wider_than_any_sheet_is_refused(text_file: WriteText) -> None:
    with pytest.raises(InputError) as refused:
        read(text_file("a," * 20_000 + "\nHall,Sale\n"))
    assert refused.value.code == "too_many_columns"


def test_a_cell_longer_than_any_text_is_refused(text_file: WriteText) -> None:
    with pytest.raises(InputError) as refused:
        read(text_file("Name,Town\n" + "x" * (1 << 24) + "y,Sale\n"))
    assert refused.value.code == "damaged"


def test_a_long_list_keeps_every_row(text_file: WriteText) -> None:
    rows = "".join(f"R{n},Hall {n % 7},Sale\n" for n in range(45_000))
    table = read(text_file("Ref,Name,Town\n" + rows))
    assert len(table) == 45_000
    assert table.column("Ref")[44_999] == "R44999"
    assert table.column("Town")[0] is table.column("Town")[44_999]


def test_signs_that_nobody_sees_are_left_out() -> None:
    assert clean_text("\x01Depot\u202e") == "Depot"
    assert clean_text("\x08") is None
    assert clean_text("  ") is None
    assert clean_text("Tŷ Glas") == "Tŷ Glas"


texts = st.text(st.characters(codec="utf-8", exclude_characters="\0\ufeff"), max_size=12)


@given(st.lists(st.lists(texts, min_size=3, max_size=3), min_size=1, max_size=8), st.sampled_from(",;\t|^"))
def test_what_is_written_is_read(rows: list[list[str]], delimiter: str) -> None:
    out = io.StringIO(newline="")
    out.write(f"sep={delimiter}\r\n")
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(rows)
    grid = read_grid(out.getvalue(), "list.csv", {})
    assert [list(row) for row in grid.head(len(rows))] == [[clean_text(cell) for cell in row] for row in rows]
    assert grid.height == len(rows)


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(content: bytes) -> None:
    text, encoding = decode(content)
    grid = read_grid(text, "list.csv", {"encoding": encoding})
    assert grid.height >= 0
    assert "\0" not in text


@pytest.mark.parametrize("text", ["Café unit", "St Mary’s", "Hazel Grove – front counter"])
def test_a_macintosh_list_with_its_own_line_ends(text: str) -> None:
    content = f"Name;Rent\r{text};£45,000\rLodge;£5\r"
    assert decode(content.encode("mac_roman")) == (content, "mac_roman")


@pytest.mark.parametrize("text", ["Café unit", "St Mary’s", "Lodge £9", "Zoë Ward"])
def test_macintosh_line_ends_alone_do_not_change_the_encoding(text: str) -> None:
    content = f"Name;Rent\r{text};£45,000\r"
    assert decode(content.encode("cp1252")) == (content, "cp1252")
    assert decode(content.encode()) == (content, "utf-8")
