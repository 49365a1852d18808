"""Where UPRNs lie: OS Open UPRN, searched from end to end for the few that a list asks about."""

from __future__ import annotations

import zipfile
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

import numpy as np
import pandas as pd

from tpdesk.domain.errors import InputError, OutsideError
from tpdesk.domain.progress import Progress, SilentProgress

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

_COLUMNS = ("UPRN", "X_COORDINATE", "Y_COORDINATE")
_ROWS_AT_A_TIME = 1_000_000


@dataclass(frozen=True, slots=True, eq=False)
class UprnHits:
    """Where some UPRNs lie.

    Attributes:
        easting: Metres east on the National Grid, NaN when unknown.
        northing: Metres north on the National Grid, NaN when unknown.
    """

    easting: NDArray[np.float64]
    northing: NDArray[np.float64]


class UprnList:
    """OS Open UPRN as downloaded: a zip with one CSV, or the CSV.

    Args:
        path: The file; nothing is read before it is asked.
        progress: Told how many rows have been looked through; may cancel.
    """

    def __init__(self, path: Path, progress: Progress | None = None) -> None:
        """Keep where it lies."""
        self._path = path
        self._progress = progress or SilentProgress()

    def find(self, uprns: NDArray[np.object_]) -> UprnHits:
        """Look UPRNs up in one pass through the file.

        Args:
            uprns: Digits as text, or None; object (n,).

        Raises:
            InputError: ``not_a_uprn_list``: the file lacks the columns UPRN, X_COORDINATE, Y_COORDINATE.
            OutsideError: The file cannot be read.
            Cancelled: A person stopped it.
        """
        wanted = np.array([int(uprn) if uprn else 0 for uprn in uprns], dtype=np.int64)
        easting = np.full(len(wanted), np.nan)
        northing = np.full(len(wanted), np.nan)
        if not wanted.any():
            return UprnHits(easting, northing)
        asked = np.unique(wanted[wanted > 0])
        for keys, x, y in self._parts():
            row = np.searchsorted(asked, keys)
            row[row == len(asked)] = 0
            hit = asked[row] == keys
            for key, found_x, found_y in zip(keys[hit], x[hit], y[hit], strict=True):
                easting[wanted == key] = found_x
                northing[wanted == key] = found_y
        return UprnHits(easting, northing)

    def _parts(self) -> Iterator[tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]]:
        read = 0
        try:
            with _open_csv(self._path) as stream:
                parts = pd.read_csv(
                    stream,
                    usecols=list(_COLUMNS),
                    dtype={"UPRN": np.int64, "X_COORDINATE": np.float64, "Y_COORDINATE": np.float64},
                    chunksize=_ROWS_AT_A_TIME,
                    encoding="utf-8-sig",
                )
                for part in parts:
                    read += len(part)
                    self._progress.step(read, read + _ROWS_AT_A_TIME, "Looking through the list of UPRNs")
                    yield tuple(part[name].to_numpy() for name in _COLUMNS)  # type: ignore[misc]
        except (ValueError, zipfile.BadZipFile, UnicodeDecodeError) as error:
            raise InputError(
                "not_a_uprn_list",
                f"{self._path.name} is not a list of UPRNs.",
                "Choose OS Open UPRN as downloaded, with the columns UPRN, X_COORDINATE and Y_COORDINATE.",
            ) from error
        except OSError as error:
            raise OutsideError(
                "file_unreadable",
                f"{self._path.name} cannot be read.",
                "Check that it is there and may be read.",
            ) from error


@contextmanager
def _open_csv(path: Path) -> Iterator[IO[bytes]]:
    """Open the CSV, straight from the zip when it lies in one."""
    if not zipfile.is_zipfile(path):
        with path.open("rb") as stream:
            yield stream
        return
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.casefold().endswith(".csv")]
        if not names:
            raise ValueError("no CSV inside")
        with archive.open(names[0]) as member:
            yield member
