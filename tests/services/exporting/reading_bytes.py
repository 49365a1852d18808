"""Finds secrets in finished bytes: unzipped, decompressed, as text and as numbers, in any usual notation."""

from __future__ import annotations

import io
import re
import shutil
import sqlite3
import struct
import subprocess
import tempfile
import unicodedata
import zipfile
import zlib
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pikepdf

from tpdesk.domain.grid import format_grid_reference
from tpdesk.files.coordinates import degrees_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from tests.services.exporting.planted import Secrets

_BETWEEN = re.compile(r"[\s,£'’\u00a0\u2009\u202f-]+")
_IN_NUMBERS = re.compile(r"[,'’\u00a0\u2009\u202f]+")
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_TELLING_DIGITS = 6
_PNG = b"\x89PNG\r\n\x1a\n"
_SQLITE = b"SQLite format 3\0"


def plain(text: str) -> str:
    """Give a text as notations are compared: no case, spaces, commas, hyphens or pound signs."""
    return _BETWEEN.sub("", unicodedata.normalize("NFKC", text).casefold())


class Finished:
    """What is in a finished output, in every layer of it."""

    def __init__(self, data: bytes) -> None:
        self._layers = list(_layers(data))
        texts = [text for layer in dict.fromkeys(self._layers) for text in _texts(layer)]
        self._text = "\n".join(map(plain, texts))
        # Words may stand apart anywhere; numbers that stand apart are several numbers.
        figures = {each for text in texts for each in _FIGURE.findall(_IN_NUMBERS.sub("", text))}
        self._figures = "\n".join(("", *figures))

    def says(self, words: str) -> bool:
        return plain(words) in self._text

    def counts(self, number: str) -> bool:
        """Tell whether a number, or one that begins so, is said."""
        return f"\n{number}" in self._figures

    def leaks(self, secrets: Secrets) -> list[str]:
        """Name every notation of the secrets that is found."""
        words, numbers, packed = [*secrets.words], list[str](), list[bytes]()
        for number in secrets.numbers:
            numbers += _number_texts(number)
            packed += _number_bytes(number)
        for day in secrets.days:
            words += _day_texts(day)
        if secrets.point:
            words += [format_grid_reference(*secrets.point, digits) for digits in (3, 4, 5)]
            numbers += _point_texts(*secrets.point)
            packed += _point_bytes(*secrets.point)
        found = [each for each in (*words, *(each.hex() for each in packed)) if self.says(each)]
        found += [each for each in numbers if self.counts(each)]
        found += [each.hex() for each in packed if any(each in layer for layer in self._layers)]
        return found


def _texts(layer: bytes) -> Iterator[str]:
    try:
        yield layer.decode("utf-8")
    except UnicodeDecodeError:
        yield layer.decode("utf-8", "ignore")
        yield layer.decode("latin-1")
    if b"\0" in layer:
        # Two bytes for each letter, either of them first.
        yield layer.replace(b"\0", b"").decode("latin-1")


def _layers(data: bytes) -> Iterator[bytes]:
    """Give the bytes themselves and everything that is packed in them."""
    yield data
    if data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(data)) as box:
            yield repr(box.comment).encode()
            for name in box.namelist():
                yield name.encode()
                yield from _layers(box.read(name))
    elif data[:5] == b"%PDF-":
        yield from _pdf_layers(data)
    elif data[:8] == _PNG:
        yield from _png_layers(data)
    elif data[:16] == _SQLITE:
        yield from _sqlite_layers(data)
    elif data[:2] == b"\x1f\x8b":
        yield from _layers(zlib.decompress(data, 31))


def _pdf_layers(data: bytes) -> Iterator[bytes]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        yield repr(dict(pdf.docinfo)).encode()
        for thing in pdf.objects:
            yield repr(thing).encode("utf-8", "replace")
            if isinstance(thing, pikepdf.Stream):
                yield thing.read_bytes()
    program = shutil.which("pdftotext")
    if program is not None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "a.pdf")
            path.write_bytes(data)
            for how in ("-layout", "-raw"):
                yield subprocess.run([program, how, path, "-"], check=True, capture_output=True).stdout


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_PNG)
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        yield data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        at += length + 12


def chunk_kinds(data: bytes) -> set[bytes]:
    """Give the kinds of parts that a PNG is made of."""
    return {kind for kind, _ in _chunks(data)}


def _png_layers(data: bytes) -> Iterator[bytes]:
    for kind, body in _chunks(data):
        if kind in (b"zTXt", b"iTXt", b"iCCP"):
            for cut in (place for place, byte in enumerate(body) if byte == 0):
                with suppress(zlib.error):
                    yield zlib.decompress(body[cut + 2 :])


def _sqlite_layers(data: bytes) -> Iterator[bytes]:
    """Give every row, for long values lie in pieces over several pages; free pages are in the bytes."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(data)
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (name,) in tables:
            if name.startswith("rtree_"):
                continue
            for row in connection.execute(f'SELECT * FROM "{name}"'):
                yield "\x1f".join(str(value) for value in row if not isinstance(value, bytes)).encode()
                for value in row:
                    if isinstance(value, bytes):
                        yield from _layers(value)


# --- notations --------------------------------------------------------------------------------------------


def _number_texts(number: float) -> list[str]:
    """Give a number's notations; those of few digits are met by chance and tell nothing."""
    texts = [f"{number:.2f}", f"{number:.1f}", f"{number:.0f}", f"{int(number)}", f"{number * 100:.0f}"]
    return [text for text in texts if len(text.replace(".", "")) >= _TELLING_DIGITS]


def _number_bytes(number: float) -> list[bytes]:
    pence = round(number * 100)
    whole = pence.to_bytes(max(4, (pence.bit_length() + 8) // 8), "big")
    return [*_doubles(number), whole]


def _doubles(number: float) -> list[bytes]:
    return [struct.pack("<d", number), struct.pack(">d", number)]


def _day_texts(day: date) -> list[str]:
    return [
        day.isoformat(),
        day.strftime("%Y%m%d"),
        day.strftime("%d/%m/%Y"),
        f"{day.day} {day:%b %Y}",
        f"{day.day} {day:%B %Y}",
    ]


def _degrees(easting: float, northing: float) -> tuple[float, float]:
    longitude, latitude = degrees_of(np.array([easting]), np.array([northing]))
    return float(longitude[0]), float(latitude[0])


def _point_texts(easting: float, northing: float) -> list[str]:
    texts = [form.format(metres) for metres in (easting, northing) for form in ("{:.0f}", "{:.1f}", "{:.3f}")]
    texts += [str(int(easting)), str(int(northing))]
    for degrees in map(abs, _degrees(easting, northing)):
        texts += [f"{degrees:.4f}", f"{degrees:.5f}", f"{int(degrees * 10_000) / 10_000:.4f}"]
    return texts


def _point_bytes(easting: float, northing: float) -> list[bytes]:
    degrees = _degrees(easting, northing)
    numbers = [easting, northing, *degrees, *(round(each, 7) for each in degrees)]
    return [packed for number in numbers for packed in _doubles(number)]
