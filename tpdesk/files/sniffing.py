"""What a file is, told from its content: a suffix is only what somebody called it."""

from __future__ import annotations

import struct
from enum import StrEnum
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from tpdesk.domain.errors import InputError, OutsideError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

HEAD_BYTES = 8192
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SQLITE = b"SQLite format 3\0"
_SHAPEFILE_CODE = 9994
_GEOPACKAGE_IDS = (b"GPKG", b"GP10", b"GP11")


class FileFormat(StrEnum):
    """The formats that lists and layers come in."""

    DELIMITED = "delimited text"
    XLSX = "xlsx"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    ENCRYPTED = "encrypted workbook"
    GEOJSON = "geojson"
    GEOPACKAGE = "geopackage"
    SHAPEFILE = "shapefile"
    ZIPPED_SHAPEFILE = "zipped shapefile"

    @property
    def spatial(self) -> bool:
        """Whether the format holds shapes by itself."""
        return self in _SPATIAL


_SPATIAL = frozenset(
    (FileFormat.GEOJSON, FileFormat.GEOPACKAGE, FileFormat.SHAPEFILE, FileFormat.ZIPPED_SHAPEFILE)
)

_SAVE_AS = "Open it in the program that made it and save it as an Excel workbook (.xlsx) or as CSV."
_ASK = "Ask the sender for the list as an Excel workbook (.xlsx) or as CSV."

_FOREIGN: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "a PDF document", _ASK),
    (b"\x89PNG", "a picture", _ASK),
    (b"\xff\xd8\xff", "a picture", _ASK),
    (b"GIF8", "a picture", _ASK),
    (b"BM", "a picture", _ASK),
    (b"II*\0", "a picture", _ASK),
    (b"MM\0*", "a picture", _ASK),
    (b"RIFF", "a picture, sound or film", _ASK),
    (b"{\\rtf", "a text document", _SAVE_AS),
    (b"MZ", "a program", _ASK),
    (b"\x7fELF", "a program", _ASK),
    (b"\x1f\x8b", "a compressed file", "Unpack it first, then choose the list inside."),
    (b"7z\xbc\xaf", "a compressed file", "Unpack it first, then choose the list inside."),
    (b"Rar!", "a compressed file", "Unpack it first, then choose the list inside."),
    (b"PAR1", "a Parquet file", _SAVE_AS),
    (b"\0\x01\0\0Standard", "an Access database", _SAVE_AS),
)

_MARKUP: tuple[tuple[bytes, str, str], ...] = (
    (b"<!doctype html", "a web page", _SAVE_AS),
    (b"<html", "a web page", _SAVE_AS),
    (b"<table", "a web page", _SAVE_AS),
    (b"<kml", "a KML file", "Save it as GeoJSON, GeoPackage or shapefile."),
    (b"<gpx", "a GPX file", "Save it as GeoJSON, GeoPackage or shapefile."),
    (b"<?xml", "an XML file", _SAVE_AS),
)


def not_a_spreadsheet(file: str, what: str, hint: str) -> InputError:
    """Make the refusal of a file that holds no list."""
    return InputError("not_a_spreadsheet", f"“{file}” is {what}, not a list that can be read.", hint)


def read_head(path: Path) -> bytes:
    """Give the first bytes of a file.

    Raises:
        InputError: There is no such file, it is a folder, or it is empty.
        OutsideError: It cannot be read.
    """
    try:
        if path.is_dir():
            raise not_a_spreadsheet(path.name, "a folder", "Choose one file in it.")
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
    except FileNotFoundError:
        raise InputError(
            "file_missing", f"There is no file “{path.name}”.", "Check the name and the folder."
        ) from None
    except OSError as error:
        raise unreadable(path.name, error) from error
    if len(head) < HEAD_BYTES and not head.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0"):
        raise InputError("empty_file", f"“{path.name}” is empty.", "Ask the sender for the list again.")
    return head


def unreadable(file: str, error: OSError) -> OutsideError:
    """Make the error for a file that the computer will not give."""
    return OutsideError(
        "file_unreadable",
        f"“{file}” cannot be read: {(error.strerror or 'the disc gave an error').lower()}.",
        "Close it in other programs, or copy it to your own computer and try again.",
    )


def sniff(path: Path) -> FileFormat:
    """Tell the format of a file from its content.

    Raises:
        InputError: It is missing, empty, damaged or no list.
        OutsideError: It cannot be read.
    """
    head = read_head(path)
    if head.startswith(b"PK"):
        return _sniff_zip(path)
    if head.startswith(_OLE):
        return _sniff_ole(path)
    if head.startswith(_SQLITE):
        return _sniff_database(path, head)
    if _is_shapefile(head):
        return FileFormat.SHAPEFILE
    for start, what, hint in _FOREIGN:
        if head.startswith(start):
            raise not_a_spreadsheet(path.name, what, hint)
    return _sniff_text(path, head)


def _is_shapefile(head: bytes) -> bool:
    return len(head) >= 100 and struct.unpack(">i", head[:4])[0] == _SHAPEFILE_CODE


def _sniff_database(path: Path, head: bytes) -> FileFormat:
    if head[68:72] in _GEOPACKAGE_IDS or path.suffix.lower() == ".gpkg":
        return FileFormat.GEOPACKAGE
    raise not_a_spreadsheet(path.name, "a database", _ASK)


def _sniff_zip(path: Path) -> FileFormat:
    try:
        with ZipFile(path) as archive:
            names = archive.namelist()
            mimetype = archive.read("mimetype")[:80] if "mimetype" in names else b""
    except (BadZipFile, EOFError, ValueError, NotImplementedError, RuntimeError) as error:
        raise InputError(
            "damaged",
            f"“{path.name}” is damaged or was not copied to its end.",
            "Ask the sender for the file again.",
        ) from error
    except OSError as error:
        raise unreadable(path.name, error) from error
    return _format_of_members(path.name, names, mimetype)


def _format_of_members(file: str, names: Iterable[str], mimetype: bytes) -> FileFormat:
    lowered = {name.lower() for name in names}
    if "xl/workbook.bin" in lowered:
        return FileFormat.XLSB
    if any(name.startswith("xl/workbook") for name in lowered):
        return FileFormat.XLSX
    if b"opendocument.spreadsheet" in mimetype:
        return FileFormat.ODS
    if any(name.endswith(".shp") for name in lowered):
        return FileFormat.ZIPPED_SHAPEFILE
    if any(name.startswith("word/") for name in lowered) or b"opendocument.text" in mimetype:
        raise not_a_spreadsheet(file, "a text document", _SAVE_AS)
    if any(name.startswith("ppt/") for name in lowered) or b"opendocument.presentation" in mimetype:
        raise not_a_spreadsheet(file, "a presentation", _SAVE_AS)
    if any(name.startswith("index/") and name.endswith(".iwa") for name in lowered):
        raise not_a_spreadsheet(file, "an Apple Numbers document", _SAVE_AS)
    raise not_a_spreadsheet(file, "a compressed folder", "Unpack it first, then choose the list inside.")


def _sniff_ole(path: Path) -> FileFormat:
    import olefile  # type: ignore[import-untyped]

    try:
        with olefile.OleFileIO(str(path)) as ole:
            streams = {"/".join(entry).lower() for entry in ole.listdir()}
    except (OSError, ValueError, IndexError, struct.error) as error:
        raise InputError(
            "damaged", f"“{path.name}” is damaged and cannot be opened.", "Ask the sender for the file again."
        ) from error
    if "encryptedpackage" in streams:
        return FileFormat.ENCRYPTED
    if streams & {"workbook", "book"}:
        return FileFormat.XLS
    if "worddocument" in streams:
        raise not_a_spreadsheet(path.name, "a text document", _SAVE_AS)
    raise not_a_spreadsheet(path.name, "an Office file without a sheet", _SAVE_AS)


def _sniff_text(path: Path, head: bytes) -> FileFormat:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"{"):
        return _sniff_json(path, start)
    for opening, what, hint in _MARKUP:
        if start.startswith(opening):
            raise not_a_spreadsheet(path.name, what, hint)
    if not looks_like_text(head):
        raise not_a_spreadsheet(path.name, "a file of another kind", _ASK)
    return FileFormat.DELIMITED


def _sniff_json(path: Path, start: bytes) -> FileFormat:
    if b'"type"' in start or b'"features"' in start:
        return FileFormat.GEOJSON
    raise not_a_spreadsheet(path.name, "a JSON file without shapes", _ASK)


def looks_like_text(head: bytes) -> bool:
    """Tell whether bytes can be text: few control characters, or the zeros of UTF-16 and UTF-32."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or utf16_without_mark(head):
        return True
    odd = sum(head.count(byte) for byte in _CONTROL)
    return odd <= len(head) // 100 and head.count(0) <= len(head) // 20


_CONTROL = tuple(byte for byte in range(1, 32) if byte not in b"\t\n\r\x0b\x0c\x1a\x1b\x1c\x1d\x1e\x1f\x01")


def utf16_without_mark(head: bytes) -> str:
    """Give the byte order when every second byte is zero, empty when it is no such text."""
    pairs = len(head) // 2
    if pairs < 4:
        return ""
    even, odd = head[: 2 * pairs : 2].count(0), head[1 : 2 * pairs : 2].count(0)
    if odd > 0.6 * pairs and even < 0.05 * pairs:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 * pairs and odd < 0.05 * pairs else ""
