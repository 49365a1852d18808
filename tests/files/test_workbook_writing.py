"""Workbooks for people: never a formula, never half a file."""

from __future__ import annotations

import errno
import gc
import os
import sys
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import numpy as np
import openpyxl
import pytest

from tpdesk.domain.errors import InputError, OutsideError
from tpdesk.domain.issues import Issue
from tpdesk.files import workbook_writing
from tpdesk.files.fingerprints import sha256_of_file
from tpdesk.files.issue_workbook import HEADINGS, SENDER_HEADINGS, write_issue_workbook
from tpdesk.files.replacing import not_written, replaced, write_file
from tpdesk.files.workbook_writing import ColumnType, SheetContent, write_workbook

if TYPE_CHECKING:
    from pathlib import Path


def written(path: Path, *sheets: SheetContent) -> Any:  # noqa: ANN401 - openpyxl's own
    write_workbook(path, sheets)
    return openpyxl.load_workbook(path)


def test_cells_have_types_and_unknown_ones_are_empty(tmp_path: Path) -> None:
    sheet = SheetContent(
        "Candidates",
        ("Name", "Area", "Desks", "Cost", "Expiry", "Listed", "Vacant"),
        (
            ["Hall", None],
            np.array([415.5, np.nan]),
            np.array([12, 7]),
            [1200, None],
            [date(2030, 3, 31), datetime(2024, 1, 2, 3, 4)],
            [True, False],
            np.array([12.5, np.inf]),
        ),
        (
            ColumnType.TEXT,
            ColumnType.NUMBER,
            ColumnType.INTEGER,
            ColumnType.MONEY,
            ColumnType.DATE,
            ColumnType.TEXT,
            ColumnType.PERCENT,
        ),
        widths=(40, 0, 0, 0, 0, 0, 0),
        notes=("Candidates for sharing", "OFFICIAL", "Some premises may be omitted"),
    )
    found = written(tmp_path / "out.xlsx", sheet)["Candidates"]
    assert found["A1"].value == "Candidates for sharing"
    assert found["A1"].font.bold
    assert [cell.value for cell in found[5]] == list(sheet.headings)
    assert [cell.value for cell in found[6]] == ["Hall", 415.5, 12, 1200, datetime(2030, 3, 31), "yes", 12.5]
    assert [cell.value for cell in found[7]] == [None, None, 7, None, datetime(2024, 1, 2, 3, 4), "no", "inf"]
    assert found["D6"].number_format == "£#,##0"
    assert found["E6"].number_format == "dd/mm/yyyy"
    assert found.freeze_panes == "A6"
    assert found.auto_filter.ref == "A5:G7"
    assert found.column_dimensions["A"].width == 40
    assert found["A5"].fill.start_color.rgb == "FF1F3B57"


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+44 161 496 0000", "-cmd", "@SUM(A1)", "\t=1", "\x07=HYPERLINK(1)", "=cmd|' /C calc'!A0"],
)
def test_nothing_becomes_a_formula(tmp_path: Path, text: str) -> None:
    sheet = SheetContent(text, (text,), ([text],), notes=(text,))
    book = written(tmp_path / "out.xlsx", sheet)
    for row in book.worksheets[0].iter_rows():
        for cell in row:
            assert cell.data_type == "s" or cell.value is None
            assert cell.value is None or cell.quotePrefix
    with ZipFile(tmp_path / "out.xlsx") as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_what_excel_cannot_hold(tmp_path: Path) -> None:
    values = ["a\x00b\x0bc\ud800", "x" * 40_000, 10**18, date(1850, 1, 1)]
    found = written(tmp_path / "out.xlsx", SheetContent("S", ("A",), (values,))).worksheets[0]
    assert found["A2"].value == "abc"
    assert found["A3"].value.endswith("…")
    assert len(found["A3"].value) < 32_767
    assert found["A4"].value == str(10**18)
    assert found["A5"].value == "1850-01-01"


def test_titles_are_made_fit_and_unique(tmp_path: Path) -> None:
    sheets = [
        SheetContent(title, ("A",), ([1],))
        for title in ("A/B: [list]?", "A/B: [list]?", "", "x" * 40, "X" * 40)
    ]
    names = written(tmp_path / "out.xlsx", *sheets).sheetnames
    assert names[:3] == ["A B   list", "A B   list (2)", "Sheet"]
    assert len({name.casefold() for name in names}) == 5
    assert all(len(name) <= 31 for name in names)


def test_an_empty_sheet(tmp_path: Path) -> None:
    assert written(tmp_path / "out.xlsx", SheetContent("None", (), ())).sheetnames == ["None"]


def test_columns_that_do_not_fit_are_a_bug(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="do not fit"):
        write_workbook(tmp_path / "out.xlsx", [SheetContent("S", ("A", "B"), ([1], [1, 2]))])
    with pytest.raises(ValueError, match="do not fit"):
        write_workbook(tmp_path / "out.xlsx", [SheetContent("S", ("A", "B"), ([1],))])


def test_more_rows_than_excel_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_writing, "MOST_ROWS", 2)
    with pytest.raises(InputError) as refused:
        write_workbook(tmp_path / "out.xlsx", [SheetContent("S", ("A",), ([1, 2, 3],))])
    assert refused.value.code == "too_many_rows"


# --- whole or not at all ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.ENOSPC, "disc_full"), (errno.EACCES, "file_in_use"), (errno.EIO, "file_unwritable")],
)
def test_the_old_file_stands_when_writing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    path = tmp_path / "out.xlsx"
    path.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OutsideError) as failed:
        write_workbook(path, [SheetContent("S", ("A",), ([1],))])
    assert failed.value.code == code
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_cannot_be_written_to_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    afterwards: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", afterwards.append)
    with pytest.raises(OutsideError):
        write_workbook(tmp_path / "gone" / "out.xlsx", [SheetContent(each, ("A",), ([1],)) for each in "ST"])
    gc.collect()
    assert afterwards == []


def test_a_bug_leaves_nothing_behind(tmp_path: Path) -> None:
    def fail(path: Path) -> None:
        with replaced(path) as temporary:
            temporary.write_bytes(b"half")
            raise KeyError("bug")

    with pytest.raises(KeyError):
        fail(tmp_path / "out.txt")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OutsideError) as failed:
        write_file(tmp_path / "gone" / "out.txt", b"x")
    assert failed.value.code == "folder_missing"
    assert (
        not_written(tmp_path / "new.txt", PermissionError(13, "Permission denied")).code == "file_unwritable"
    )


def test_a_private_file(tmp_path: Path) -> None:
    write_file(tmp_path / "own.txt", b"x", private=True)
    assert (tmp_path / "own.txt").stat().st_mode & 0o077 == 0


def test_fingerprints(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"abc")
    assert sha256_of_file(path) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    with pytest.raises(InputError):
        sha256_of_file(tmp_path / "none.txt")
    monkeypatch.setattr("tpdesk.files.fingerprints.read_head", lambda _: b"")
    with pytest.raises(OutsideError):
        sha256_of_file(tmp_path / "none.txt")


# --- issues -----------------------------------------------------------------------------------------


def test_issues_go_back_to_the_sender(tmp_path: Path) -> None:
    issues = [
        Issue(
            "postcode_spacing", "Spaced as SE12 8NP.", "list.csv", "", 7, "PostCode", "SE128NP", "SE12 8NP"
        ),
        Issue("axes_swapped", "Swapped.", "list.csv", "", 9, "GeoX", "53.45", "-2.36, 53.45"),
        Issue("as_at_unknown", "The list does not say.", "list.csv"),
        Issue("axes_swapped", "Swapped.", "list.csv", "", 3, "GeoX", "=53.45"),
    ]
    path = tmp_path / "issues.xlsx"
    write_issue_workbook(path, issues, ("Issues of list.csv",))
    book = openpyxl.load_workbook(path)
    rows = [[cell.value for cell in row] for row in book["Issues"].iter_rows(min_row=3)]
    assert rows[0] == list(HEADINGS)
    assert [row[0] for row in rows[1:]] == [
        "axes_swapped",
        "axes_swapped",
        "as_at_unknown",
        "postcode_spacing",
    ]
    assert [row[4] for row in rows[1:]] == [3, 9, None, 7]
    assert rows[1][1] == "error"
    assert rows[1][6] == "=53.45"
    counts = [[cell.value for cell in row] for row in book["Counts"].iter_rows(min_row=2)]
    assert ["axes_swapped", "error", "Coordinates the wrong way round", 2] in counts


def test_the_workbook_opens_on_a_sheet_in_the_senders_words(tmp_path: Path) -> None:
    issues = [
        Issue("postcode_spacing", "Spaced.", "list.csv", "", 7, "PostCode", "SE128NP", "SE12 8NP"),
        Issue("as_at_unknown", "The list does not say.", "list.csv", suggestion="Give the day."),
        Issue("row_refused", "The row was refused.", "list.csv", "", 8),
    ]
    path = tmp_path / "issues.xlsx"
    write_issue_workbook(path, issues, subjects={7: ("A7", "Mill Lane Surgery")})
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Issues", "For the sender", "Counts"]
    assert book.active is not None
    assert book.active.title == "For the sender"
    rows = [[cell.value for cell in row] for row in book["For the sender"].iter_rows()]
    assert rows[0] == list(SENDER_HEADINGS)
    assert (rows[0][:3], rows[0][-1]) == (["Row", "Reference", "Building"], "Code")
    assert rows[1:] == [
        [8, None, None, None, None, "The row was refused.", None,
         "Row refused: covert premises or refuge", "Error", "row_refused"],
        [None, None, "The whole list", None, None, "The list does not say.", "Give the day.",
         "Date of the facts not stated", "Notice", "as_at_unknown"],
        [7, "A7", "Mill Lane Surgery", "PostCode", "SE128NP", "Spaced.", "SE12 8NP",
         "Postcode spacing put right", "Notice", "postcode_spacing"],
    ]  # fmt: skip


def test_no_issues(tmp_path: Path) -> None:
    write_issue_workbook(tmp_path / "issues.xlsx", [])
    assert [cell.value for cell in openpyxl.load_workbook(tmp_path / "issues.xlsx")["Issues"][1]] == list(
        HEADINGS
    )
