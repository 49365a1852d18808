"""Makes files that no list should be: of other kinds, locked, bombs, and workbooks with odd parts."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

import openpyxl
from msoffcrypto.format.ooxml import OOXMLFile  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

LIST = "Asset Code,Property Name,Post Code,Latitude,Longitude,GIA (m2)\n"
HALL = "A1,Town Hall,M33 7ZF,53.4256,-2.3205,1200\n"
MACHINE_WORDS = re.compile(
    r"Traceback|Exception|Errno|codec|\b(None|NoneType|bytes|dict|tuple|str|int|float)\b|\w+Error\b|0x[0-9a-f]{4}"
    r"|sqlite|calamine|openpyxl|pandas|numpy|zipfile|XML parser|\bNULL\b|<[a-z]+ |\.py\b",
    re.IGNORECASE,
)
BOMB_BYTES = 2**31
_CHUNK = 2**20
_PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360"
    "606060000000050001a5f645400000000049454e44ae426082"
)


def book(*rows: Sequence[object]) -> bytes:
    """Give a workbook of one sheet."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def changed_book(content: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """Give the workbook with one of its parts changed as text."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == part:
                text = data.decode()
                data = change(text).encode()
                assert data.decode() != text
            new.writestr(name, data)
    return buffer.getvalue()


def picture() -> bytes:
    """Give a picture of one dot."""
    return _PICTURE


def letter() -> bytes:
    """Give a document of a text program."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w:document/>")
    return buffer.getvalue()


def locked_book() -> bytes:
    """Give a workbook that opens with a password only."""
    buffer = io.BytesIO()
    OOXMLFile(io.BytesIO(book(("Name", "Town"), ("Hall", "Sale")))).encrypt("Merrowgate 7", buffer)
    return buffer.getvalue()


def zip_bomb(path: Path, *, told_bytes: int = BOMB_BYTES) -> Path:
    """Write a workbook of some megabytes whose sheet unpacks to 2 GB of spaces.

    Args:
        path: Where to.
        told_bytes: The unpacked size that the archive tells; a small one is a lie.
    """
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = packer.compress(b" " * _CHUNK) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = piece * (BOMB_BYTES // _CHUNK) + packer.flush()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", packed)
    content = bytearray(buffer.getvalue())
    # The sheet was stored as it is; now both of its headers say that it is packed, and how large it unpacks.
    sizes = struct.pack("<II", len(packed), len(packed))
    for signature, method_at, sizes_at in ((b"PK\3\4", 8, 18), (b"PK\1\2", 10, 20)):
        start = content.rindex(signature)
        assert content[start + sizes_at : start + sizes_at + 8] == sizes
        struct.pack_into("<H", content, start + method_at, zipfile.ZIP_DEFLATED)
        struct.pack_into("<II", content, start + sizes_at, len(packed), told_bytes)
    path.write_bytes(content)
    return path


FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "picture.xlsx": (picture, "not_a_spreadsheet"),
    "scan.pdf": (lambda: b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\n", "not_a_spreadsheet"),
    "letter.docx": (letter, "not_a_spreadsheet"),
    "program.csv": (lambda: bytes(range(256)) * 40, "not_a_spreadsheet"),
    "locked.xlsx": (locked_book, "password_protected"),
    "empty.csv": (lambda: b"", "empty_file"),
    "blank.csv": (lambda: b"\xef\xbb\xbf\r\n \r\n", "empty_file"),
    "empty.xlsx": (book, "no_data_rows"),
    "headings.csv": (lambda: LIST.encode(), "no_data_rows"),
    "headings.xlsx": (lambda: book(("Asset Code", "Property Name", "Post Code")), "no_data_rows"),
    "half.xlsx": (lambda: book(("Name", "Town"), ("Hall", "Sale"))[:-400], "damaged"),
    "old.xls": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "damaged"),
}
