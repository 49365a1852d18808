"""Where a workbook's formulas gave an error: #REF!, #N/A and their kin, which are no blanks."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, BinaryIO
from xml.etree import ElementTree as ET
from zipfile import ZipFile

from tpdesk.files.archives import damaged, read_chunks
from tpdesk.files.sheet_scan import LAST_COLUMN, MOST_CELLS, scan_sheet, stray_cell
from tpdesk.files.sniffing import FileFormat

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Errors = dict[tuple[int, int], str]

WORDINGS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
"""Error codes of the binary formats ([MS-XLS] 2.5.10, [MS-XLSB] 2.5.97.2)."""

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


def read_error_cells(source: Path | BinaryIO, form: FileFormat, sheet: str, file: str) -> Errors:
    """Find the error cells of a sheet, and refuse a sheet that would not fit into memory.

    Args:
        source: The workbook.
        form: Its format.
        sheet: The sheet's name.
        file: The workbook's own name, for messages.

    Returns:
        The wording of each error by (row, column) counted from 0; ods writes them as text itself.

    Raises:
        InputError: ``stray_cell``, ``zip_too_large`` or ``damaged``.
    """
    if form is FileFormat.XLSX:
        member = sheet_member(source, sheet, file)
        return scan_sheet(source, member, file).errors if member else {}
    if form is FileFormat.XLS:
        return _errors_of_xls(source, sheet, file)
    if form is FileFormat.XLSB:
        return _errors_of_xlsb(source, sheet, file)
    return {}


def sheet_member(source: Path | BinaryIO, sheet: str, file: str) -> str:
    """Give the part of an xlsx that holds a sheet; empty when it is not said."""
    with ZipFile(source) as archive:
        members = {name.lower(): name for name in archive.namelist()}
        book = b"".join(read_chunks(archive, members.get("xl/workbook.xml", ""), file))
        links = b"".join(read_chunks(archive, members.get("xl/_rels/workbook.xml.rels", ""), file))
    targets = {each.get("Id"): each.get("Target", "") for each in _parse(links, file)}
    for each in _parse(book, file).iter():
        if each.tag.endswith("}sheet") and each.get("name") == sheet:
            target = targets.get(each.get(_RELATION) or each.get(_STRICT_RELATION), "")
            name = target.removeprefix("/").lower()
            return members.get(name, members.get(f"xl/{name}", ""))
    return ""


def _parse(data: bytes, file: str) -> ET.Element:
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise damaged(file)
    try:
        return ET.fromstring(data)  # entities are refused above
    except ET.ParseError as error:
        raise damaged(file) from error


# --- xls: records of type (2 bytes), length (2 bytes), data ------------------------------------------

_BOUNDSHEET, _BOOLERR, _FORMULA, _EOF = 0x0085, 0x0205, 0x0006, 0x000A


def _errors_of_xls(source: Path | BinaryIO, sheet: str, file: str) -> Errors:
    import olefile  # type: ignore[import-untyped]

    try:
        with olefile.OleFileIO(source) as ole:
            stream = "Workbook" if ole.exists("Workbook") else "Book"
            data = ole.openstream(stream).read()
        start = _sheet_start(data, sheet)
        return dict(_xls_errors(data, start)) if start else {}
    except (OSError, struct.error, IndexError) as error:
        raise damaged(file) from error


def _records(data: bytes, start: int) -> Iterator[tuple[int, int, int]]:
    """Give type, begin and length of the records from a place on."""
    place = start
    while place + 4 <= len(data):
        kind, length = struct.unpack_from("<HH", data, place)
        yield kind, place + 4, length
        place += 4 + length


def _sheet_start(data: bytes, sheet: str) -> int:
    for kind, begin, _length in _records(data, 0):
        if kind == _EOF:
            break
        if kind == _BOUNDSHEET:
            start, _, count, wide = struct.unpack_from("<IHBB", data, begin)
            raw = data[begin + 8 : begin + 8 + count * (2 if wide & 1 else 1)]
            if raw.decode("utf-16-le" if wide & 1 else "latin-1") == sheet:
                return int(start)
    return 0


def _xls_errors(data: bytes, start: int) -> Iterator[tuple[tuple[int, int], str]]:
    depth = 0
    for kind, begin, _length in _records(data, start):
        if kind == _BOOLERR and data[begin + 7]:
            code = data[begin + 6]
        elif kind == _FORMULA and data[begin + 6] == 2 and data[begin + 12 : begin + 14] == b"\xff\xff":
            code = data[begin + 8]
        else:
            depth += (kind in _BEGINNINGS) - (kind == _EOF)
            if kind == _EOF and depth <= 0:
                return
            continue
        row, column = struct.unpack_from("<HH", data, begin)
        yield (row, column), WORDINGS.get(code, "#ERROR!")


_BEGINNINGS = frozenset((0x0809, 0x0009, 0x0209, 0x0409))


# --- xlsb: records of type and length as numbers of 7 bits a byte --------------------------------------

_ROW_HEADER, _CELL_ERROR, _FORMULA_ERROR = 0, 3, 11
_LAST_CELL_RECORD = 11


def _errors_of_xlsb(source: Path | BinaryIO, sheet: str, file: str) -> Errors:
    with ZipFile(source) as archive:
        names = _xlsb_sheets(archive, file)
        if sheet not in names:
            return {}
        data = b"".join(read_chunks(archive, names[sheet], file))
    try:
        return _scan_xlsb(data, file)
    except (struct.error, IndexError) as error:
        raise damaged(file) from error


def _xlsb_sheets(archive: ZipFile, file: str) -> dict[str, str]:
    members = {name.lower(): name for name in archive.namelist()}
    links = b"".join(read_chunks(archive, members.get("xl/_rels/workbook.bin.rels", ""), file))
    targets = {each.get("Id", ""): each.get("Target", "") for each in _parse(links, file)}
    data = b"".join(read_chunks(archive, members.get("xl/workbook.bin", ""), file))
    names: dict[str, str] = {}
    for kind, begin, _length in _xlsb_records(data):
        if kind == _BUNDLE_SHEET:
            relation, place = _wide_string(data, begin + 8)
            name, _ = _wide_string(data, place)
            target = targets.get(relation, "").removeprefix("/").lower()
            names[name] = members.get(target, members.get(f"xl/{target}", ""))
    return names


_BUNDLE_SHEET = 156


def _wide_string(data: bytes, place: int) -> tuple[str, int]:
    (count,) = struct.unpack_from("<I", data, place)
    end = place + 4 + 2 * count
    return data[place + 4 : end].decode("utf-16-le", "replace"), end


def _xlsb_records(data: bytes) -> Iterator[tuple[int, int, int]]:
    place, end = 0, len(data)
    while place < end:
        kind = data[place]
        place += 1
        if kind & 0x80:
            kind = (kind & 0x7F) | (data[place] & 0x7F) << 7
            place += 1
        length = shift = 0
        while True:
            byte = data[place]
            place += 1
            length |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80 or shift > 21:
                break
        yield kind, place, length
        place += length


def _scan_xlsb(data: bytes, file: str) -> Errors:
    errors: Errors = {}
    row = last_column = 0
    for kind, begin, _length in _xlsb_records(data):
        if kind > _LAST_CELL_RECORD:
            continue
        (number,) = struct.unpack_from("<I", data, begin)
        if kind == _ROW_HEADER:
            row = number
            continue
        last_column = max(last_column, number + 1)
        if kind in (_CELL_ERROR, _FORMULA_ERROR):
            errors[row, number] = WORDINGS.get(data[begin + 8], "#ERROR!")
    if (row + 1) * min(last_column, LAST_COLUMN) > MOST_CELLS:
        raise stray_cell(file, f"in row {row + 1}")
    return errors
