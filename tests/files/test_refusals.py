"""What is no list is refused in the officer's words, and a bomb is never unpacked."""

from __future__ import annotations

import io
import struct
import zipfile
from typing import TYPE_CHECKING, Any

import msoffcrypto  # type: ignore[import-untyped]
import pytest

from tpdesk.domain.errors import InputError, OutsideError
from tpdesk.files.archives import check_archive, read_chunks
from tpdesk.files.sources import open_source

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    WriteBook = Callable[[dict[str, Sequence[Sequence[Any]]]], Path]

ROWS = [("Name", "Town"), ("Hall", "Sale"), ("Depot", "Urmston")]


def refusal(path: Path, password: str = "") -> InputError:
    with pytest.raises(InputError) as refused:
        open_source(path, password=password).read()
    assert refused.value.hint
    assert str(path.parent) not in refused.value.message
    return refused.value


def zipped(path: Path, **members: str | bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), data)
    return path


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\xff\xd8\xff\xe0", "picture"),
        (b"{\\rtf1 x", "text document"),
        (b"\x1f\x8b\x08", "compressed"),
        (b"<!DOCTYPE html><html>", "web page"),
        (b"\xef\xbb\xbf <?xml version='1.0'?><Workbook/>", "XML"),
        (b"\0\1\2\3\4\5\6\7" * 50, "another kind"),
        (b'{"name": "x"}', "JSON"),
        (b"SQLite format 3\0" + b"\0" * 200, "database"),
    ],
)
def test_files_of_other_kinds(tmp_path: Path, content: bytes, what: str) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(content)
    refused = refusal(path)
    assert refused.code == "not_a_spreadsheet"
    assert what in refused.message


@pytest.mark.parametrize(
    ("members", "what"),
    [
        ({"word__document_dot_xml": "x"}, "text document"),
        ({"ppt__presentation_dot_xml": "x"}, "presentation"),
        ({"Index__Document_dot_iwa": "x"}, "Numbers"),
        ({"mimetype": "application/vnd.oasis.opendocument.text"}, "text document"),
        ({"list_dot_csv": "x"}, "compressed folder"),
    ],
)
def test_archives_of_other_kinds(tmp_path: Path, members: dict[str, str], what: str) -> None:
    refused = refusal(zipped(tmp_path / "list.zip", **members))
    assert refused.code == "not_a_spreadsheet"
    assert what in refused.message


def test_a_folder(tmp_path: Path) -> None:
    assert refusal(tmp_path).code == "not_a_spreadsheet"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert refusal(tmp_path / "list.csv").code == "file_missing"


@pytest.mark.parametrize("content", [b"", b"\r\n \t\n", b"\xef\xbb\xbf\n"])
def test_an_empty_file(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    assert refusal(path).code == "empty_file"


def test_a_file_with_headings_only(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name,Town,Area\n")
    assert refusal(path).code == "no_data_rows"


def test_a_file_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name,Town\nHall,Sale\n")

    def locked(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(path), "open", locked)
    with pytest.raises(OutsideError) as refused:
        open_source(path)
    assert refused.value.code == "file_unreadable"


def test_a_workbook_cut_short(xlsx_file: WriteBook) -> None:
    path = xlsx_file({"List": ROWS})
    path.write_bytes(path.read_bytes()[:-300])
    assert refusal(path).code == "damaged"


def test_an_old_workbook_cut_short(tmp_path: Path) -> None:
    path = tmp_path / "old.xls"
    for rest in (100, 503, 504, 600):
        path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * rest)
        assert refusal(path).code == "damaged"


def test_an_open_register_is_not_even_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "place.gpkg"
    path.write_bytes(b"SQLite format 3\0")
    status = path.stat()

    def opened(*_: object, **__: object) -> None:
        raise AssertionError("the register was opened")

    monkeypatch.setattr(type(path), "open", opened)
    with pytest.raises(InputError) as refused:
        open_source(path, refuse={(status.st_dev, status.st_ino)})
    assert refused.value.code == "register_open"


# --- passwords --------------------------------------------------------------------------------------


def encrypted(path: Path, password: str) -> Path:
    from msoffcrypto.format.ooxml import OOXMLFile  # type: ignore[import-untyped]

    target = path.with_name("locked.xlsx")
    with path.open("rb") as source, target.open("wb") as locked:
        OOXMLFile(source).encrypt(password, locked)
    assert msoffcrypto.OfficeFile(io.BytesIO(target.read_bytes())).is_encrypted()
    return target


def test_a_password(xlsx_file: WriteBook) -> None:
    path = encrypted(xlsx_file({"List": ROWS}), "Merrowgate 7")
    assert refusal(path).code == "password_protected"
    assert refusal(path, "merrowgate 7").code == "password_wrong"
    table = open_source(path, password="Merrowgate 7").read()
    assert table.column("Town").tolist() == ["Sale", "Urmston"]
    assert table.file == "locked.xlsx"


def test_the_password_that_excel_gives_by_itself(xlsx_file: WriteBook) -> None:
    assert len(open_source(encrypted(xlsx_file({"List": ROWS}), "VelvetSweatshop")).read()) == 2


# --- bombs ------------------------------------------------------------------------------------------


def bomb(path: Path) -> Path:
    """Write a workbook whose sheet is 100 MB of spaces."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            for _ in range(100):
                sheet.write(b" " * 1_000_000)
    return path


def declared(path: Path, size: int, actual: int = 100_000_000) -> None:
    """Change the declared size of the sheet."""
    data = path.read_bytes()
    assert data.count(struct.pack("<I", actual)) >= 1
    path.write_bytes(data.replace(struct.pack("<I", actual), struct.pack("<I", size)))


def test_a_bomb_is_refused_by_its_ratio(tmp_path: Path) -> None:
    assert refusal(bomb(tmp_path / "bomb.xlsx")).code == "zip_too_large"


def test_a_bomb_of_two_gigabytes_is_refused_unopened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = bomb(tmp_path / "bomb.xlsx")
    declared(path, 2_147_483_647)

    def unpacked(*_: object, **__: object) -> None:
        raise AssertionError("something was unpacked")

    monkeypatch.setattr(zipfile.ZipExtFile, "read", unpacked)
    assert refusal(path).code == "zip_too_large"


def test_a_bomb_that_declares_a_small_size_is_refused(tmp_path: Path) -> None:
    path = bomb(tmp_path / "bomb.xlsx")
    declared(path, 50_000)
    assert refusal(path).code == "damaged"


def test_pieces_are_counted_as_they_are_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = bomb(tmp_path / "bomb.xlsx")
    monkeypatch.setattr("tpdesk.files.archives.LARGEST_BYTES", 10_000_000)
    sizes: list[int] = []
    with zipfile.ZipFile(path) as archive, pytest.raises(InputError) as refused:
        sizes.extend(map(len, read_chunks(archive, "xl/worksheets/sheet1.xml", "bomb.xlsx")))
    assert sum(sizes) <= 10_000_000
    assert refused.value.code == "zip_too_large"


def test_a_member_that_is_not_there(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", a="x")
    with zipfile.ZipFile(path) as archive, pytest.raises(InputError) as refused:
        list(read_chunks(archive, "b", "a.zip"))
    assert refused.value.code == "damaged"
    (tmp_path / "b.zip").write_bytes(b"PK\3\4 no archive")
    with pytest.raises(InputError):
        check_archive(tmp_path / "b.zip", "b.zip")
    with pytest.raises(OutsideError):
        check_archive(tmp_path / "c.zip", "c.zip")
