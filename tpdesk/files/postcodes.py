"""Where postcodes lie: read once from the downloaded list, then looked up in an index in the cache."""

from __future__ import annotations

import io
import re
import shutil
import zlib
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zipfile import ZipFile

import msgspec
import numpy as np

from tpdesk.domain.errors import InputError, OutsideError
from tpdesk.domain.progress import SilentProgress
from tpdesk.files.archives import check_archive, read_chunks
from tpdesk.files.coordinates import BRITISH_GRID, crs_of_values
from tpdesk.files.fingerprints import sha256_of_file
from tpdesk.files.point_tables import coordinates_of
from tpdesk.files.replacing import write_file
from tpdesk.files.sniffing import read_head
from tpdesk.files.sources import open_source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from tpdesk.domain.progress import Progress

UNKNOWN, FOUND, WITHOUT_POSITION = 0, 1, 2
NO_POSITION_QUALITY = 90
"""Code-Point Open's positional quality for postcodes that have no position; they lie at 0, 0."""

_FORM = 2
"""Raised when the form of the index changes, so that older ones are made again."""
_LONGEST = 7
_LINE = re.compile(
    rb'^"?([A-Z]{1,2}\d[0-9A-Z ]{2,6})"?\s*,\s*"?(\d+)"?\s*,\s*"?(\d+)"?\s*,\s*"?(\d+)"?', re.MULTILINE
)
_POSTCODE_HEADINGS = ("postcode", "pcds", "pcd", "pcd2", "post code", "pcd7", "pcd8")

_Arrays = tuple["NDArray[np.bytes_]", "NDArray[np.int32]", "NDArray[np.int32]", "NDArray[np.uint8]"]
_NAMES = ("codes", "eastings", "northings", "status")
_TYPES = (np.dtype(f"S{_LONGEST}"), np.dtype(np.int32), np.dtype(np.int32), np.dtype(np.uint8))


@dataclass(frozen=True, slots=True, eq=False)
class PostcodeHits:
    """Where some postcodes lie.

    Attributes:
        easting: Metres east on the National Grid, NaN without a position.
        northing: Metres north on the National Grid, NaN without a position.
        status: uint8; 0 unknown, 1 found, 2 known but without a position.
    """

    easting: NDArray[np.float64]
    northing: NDArray[np.float64]
    status: NDArray[np.uint8]


class _Card(msgspec.Struct, frozen=True):
    """What the index was made of, to tell a damaged or older one."""

    form: int
    count: int
    checks: tuple[int, ...]


class PostcodeIndex:
    """All postcodes of a list, sorted, mapped into memory from the user's cache.

    Args:
        codes: Postcodes without spaces, sorted, S7.
        eastings: Metres, int32.
        northings: Metres, int32.
        status: 1 with a position, 2 without.
    """

    def __init__(
        self,
        codes: NDArray[np.bytes_],
        eastings: NDArray[np.int32],
        northings: NDArray[np.int32],
        status: NDArray[np.uint8],
    ) -> None:
        """Keep the arrays as they are."""
        self._codes = codes
        self._eastings = eastings
        self._northings = northings
        self._status = status

    @classmethod
    def open(cls, path: Path, cache_dir: Path, progress: Progress | None = None) -> PostcodeIndex:
        """Open the index of a list of postcodes, made at first sight and kept in the cache.

        Args:
            path: OS Code-Point Open as downloaded (zip), one of its CSV files, or any list with columns of
                postcodes and coordinates.
            cache_dir: The user's cache folder; the index is kept below it, readable by the user alone.
            progress: Told how far the reading is.

        Raises:
            InputError: ``not_a_postcode_list`` and what open_source refuses.
            OutsideError: The list cannot be read.
            Cancelled: A person stopped the reading; the cache is as it was.
        """
        progress = progress or SilentProgress()
        folder = cache_dir / "postcodes" / f"{sha256_of_file(path)[:32]}-{_FORM}"
        kept = _read_cache(folder)
        if kept is None:
            kept = _sorted(_read_list(path, progress))
            if not len(kept[0]):
                raise _no_postcodes(path.name)
            progress.step(1, 1, "Keeping the index of postcodes")
            with suppress(OutsideError, OSError):
                # An index that cannot be kept still serves this time.
                _write_cache(folder, kept)
                kept = _read_cache(folder) or kept
        return cls(*kept)

    def __len__(self) -> int:
        """Count the postcodes."""
        return len(self._codes)

    def find(self, codes: NDArray[np.object_]) -> PostcodeHits:
        """Look postcodes up.

        Args:
            codes: Full postcodes with any spacing and case (n,); None and other text are unknown.
        """
        wanted = np.array([_key(code) for code in codes], dtype=_TYPES[0])
        place = np.searchsorted(self._codes, wanted)
        place[place == len(self._codes)] = 0
        known = (self._codes[place] == wanted) & (wanted != b"")
        status = np.where(known, self._status[place], UNKNOWN).astype(np.uint8)
        found = status == FOUND
        easting = np.where(found, self._eastings[place], np.nan)
        northing = np.where(found, self._northings[place], np.nan)
        return PostcodeHits(easting, northing, status)


def _key(code: object) -> bytes:
    if not isinstance(code, str):
        return b""
    key = "".join(code.split()).upper()
    return key.encode("ascii", "ignore") if key.isascii() and len(key) <= _LONGEST else b""


def _no_postcodes(file: str) -> InputError:
    return InputError(
        "not_a_postcode_list",
        f"“{file}” is not a list of postcodes with positions.",
        "Use OS Code-Point Open as downloaded (a zip), or a list with Postcode, Easting and Northing.",
    )


# --- reading a list ------------------------------------------------------------------------------


def _read_list(path: Path, progress: Progress) -> _Arrays:
    head = read_head(path)
    if head.startswith(b"PK"):
        check_archive(path, path.name)
        with ZipFile(path) as archive:
            members = [name for name in archive.namelist() if _holds_postcodes(name)]
            if not members:
                raise _no_postcodes(path.name)
            return _joined(_read_members(archive, members, path.name, progress))
    if _LINE.match(head.removeprefix(b"\xef\xbb\xbf")):
        return _joined([_parse(path.read_bytes().removeprefix(b"\xef\xbb\xbf"))])
    return _read_columns(path)


def _holds_postcodes(member: str) -> bool:
    lowered = member.lower()
    return lowered.endswith(".csv") and not lowered.startswith("doc/") and "/doc/" not in lowered


def _read_members(
    archive: ZipFile, members: Sequence[str], file: str, progress: Progress
) -> Iterator[_Arrays]:
    for done, member in enumerate(members):
        progress.step(done, len(members), "Reading the list of postcodes")
        yield _parse(b"".join(read_chunks(archive, member, file)))


def _parse(data: bytes) -> _Arrays:
    """Read lines of postcode, quality, easting, northing (Code-Point Open's user guide)."""
    found = _LINE.findall(data)
    if not found:
        return _nothing()
    codes, qualities, eastings, northings = zip(*found, strict=True)
    east = np.array(eastings, dtype="S10").astype(np.int32)
    north = np.array(northings, dtype="S10").astype(np.int32)
    quality = np.array(qualities, dtype="S3").astype(np.uint8)
    placed = (quality != NO_POSITION_QUALITY) & ((east != 0) | (north != 0))
    keys = np.array([code.replace(b" ", b"") for code in codes], dtype=_TYPES[0])
    return keys, east, north, np.where(placed, FOUND, WITHOUT_POSITION).astype(np.uint8)


def _nothing() -> _Arrays:
    empty = [np.empty(0, dtype=kind) for kind in _TYPES]
    return empty[0], empty[1], empty[2], empty[3]


def _joined(parts: Iterable[_Arrays]) -> _Arrays:
    codes, eastings, northings, status = zip(*[_nothing(), *parts], strict=True)
    return np.concatenate(codes), np.concatenate(eastings), np.concatenate(northings), np.concatenate(status)


def _sorted(arrays: _Arrays) -> _Arrays:
    """Sort by postcode; of equal ones the first stands."""
    codes, first = np.unique(arrays[0], return_index=True)
    start = 1 if len(codes) and codes[0] == b"" else 0
    first = first[start:]
    return codes[start:], arrays[1][first], arrays[2][first], arrays[3][first]


def _read_columns(path: Path) -> _Arrays:
    """Read a list with headings, in whatever coordinates."""
    table = open_source(path).read()
    name = next((each for each in table.columns if each.strip().casefold() in _POSTCODE_HEADINGS), None)
    found = coordinates_of(table)
    if name is None or found is None:
        raise _no_postcodes(path.name)
    x, y = found
    epsg = crs_of_values(x, y)
    if epsg is None:
        raise _no_postcodes(path.name)
    if epsg != BRITISH_GRID:
        from pyproj import Transformer

        x, y = Transformer.from_crs(epsg, BRITISH_GRID, always_xy=True).transform(x, y)
    placed = np.isfinite(x) & np.isfinite(y) & ((x != 0) | (y != 0))
    keys = np.array([_key(code) for code in table.column(name)], dtype=_TYPES[0])
    return (
        keys,
        np.where(placed, np.round(x), 0).astype(np.int32),
        np.where(placed, np.round(y), 0).astype(np.int32),
        np.where(placed, FOUND, WITHOUT_POSITION).astype(np.uint8),
    )


# --- the cache -----------------------------------------------------------------------------------


def _read_cache(folder: Path) -> _Arrays | None:
    """Map the arrays of an index into memory; None when it is missing, damaged or of another form."""
    try:
        card = msgspec.json.decode((folder / "index.json").read_bytes(), type=_Card)
        arrays = [np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False) for name in _NAMES]
    except (OSError, ValueError, EOFError, msgspec.DecodeError):
        return None
    whole = (
        card.form == _FORM
        and len(card.checks) == len(arrays)
        and all(len(array) == card.count for array in arrays)
        and all(array.dtype == kind for array, kind in zip(arrays, _TYPES, strict=True))
        and all(_check(array) == check for array, check in zip(arrays, card.checks, strict=True))
    )
    return (arrays[0], arrays[1], arrays[2], arrays[3]) if whole else None


def _check(array: NDArray[np.generic]) -> int:
    return zlib.crc32(np.ascontiguousarray(array).view(np.uint8).data)


def _write_cache(folder: Path, arrays: _Arrays) -> None:
    """Keep an index; its card is written last, so that half an index is none."""
    shutil.rmtree(folder, ignore_errors=True)
    for each in (folder.parent, folder):
        each.mkdir(mode=0o700, parents=True, exist_ok=True)
    kept: tuple[NDArray[np.generic], ...] = arrays
    for name, array in zip(_NAMES, kept, strict=True):
        write_file(folder / f"{name}.npy", _npy(array), private=True)
    card = _Card(_FORM, len(arrays[0]), tuple(_check(array) for array in kept))
    write_file(folder / "index.json", msgspec.json.encode(card), private=True)


def _npy(array: NDArray[np.generic]) -> bytes:
    buffer = io.BytesIO()
    np.save(buffer, array, allow_pickle=False)
    return buffer.getvalue()
