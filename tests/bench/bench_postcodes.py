"""All postcodes of Great Britain indexed once, and 100,000 looked up, against reading the file's bytes.

Needs OS Code-Point Open as downloaded: beside the project, or in the folder that TPDESK_REALDATA names. The
index is made anew in every run; the look-up is in it, and both have a limit of their own in seconds of the
processor, for other programs at work are not to blame.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import Any

from tests.bench.ratio import ROOT, Bench, Side

POSTCODES = 1_600_000
SOUGHT = 100_000
INDEX_S, LOOKUP_S = 15.0, 1.0


def code_point() -> Path:
    """Give the file of postcodes; the benchmark is left out where there is none."""
    named = os.environ.get("TPDESK_REALDATA")
    folder = Path(named) if named else ROOT.parent / "shared" / "realdata"
    path = folder / "reference" / "codepo_gb.zip"
    if not path.exists():
        print("The published postcodes are not beside the project: nothing to measure.")
        sys.exit(0)
    return path


def load(_folder: Path) -> object:
    """Import what the index needs, and choose the postcodes that are looked up."""
    import tempfile

    import numpy as np

    from tpdesk.files.postcodes import PostcodeIndex

    rng = np.random.default_rng(3)
    codes = np.array([f"M{area}{space}{unit}" for area, space, unit in _some(rng)], dtype=object)
    return PostcodeIndex, codes, code_point(), Path(tempfile.mkdtemp(dir=_folder))


def _some(rng: Any) -> list[tuple[int, str, str]]:  # noqa: ANN401 - numpy's
    letters = "ABDEFGHJLNPQRSTUWXYZ"
    areas, firsts, seconds, digits = (rng.integers(0, top, SOUGHT).tolist() for top in (46, 20, 20, 10))
    return [
        (area + 1, " " if digit % 2 else "", f"{digit}{letters[first]}{letters[second]}")
        for area, first, second, digit in zip(areas, firsts, seconds, digits, strict=True)
    ]


def index_and_find(given: Any) -> None:  # noqa: ANN401 - what load made
    """Index every postcode, and look some up."""
    postcode_index, codes, path, cache = given
    began = time.process_time()
    index = postcode_index.open(path, cache)
    indexed = time.process_time()
    hits = index.find(codes)
    found = time.process_time()
    print(f"  index {indexed - began:.2f} s, {SOUGHT:,} look-ups {found - indexed:.3f} s", file=sys.stderr)
    if len(index) < POSTCODES or not (hits.status == 1).any():
        raise RuntimeError("postcodes are missing")
    if indexed - began > INDEX_S or found - indexed > LOOKUP_S:
        raise RuntimeError(f"over {INDEX_S} s for the index or {LOOKUP_S} s for the look-up")


def bare_load(_folder: Path) -> object:
    """Import the readers of the standard library."""
    import csv
    import io
    import zipfile

    return csv, io, zipfile, code_point()


def bare_read(given: Any) -> None:  # noqa: ANN401 - what bare_load made
    """Read every row of the file with the csv module and keep none."""
    csv, io, zipfile, path = given
    rows = 0
    with zipfile.ZipFile(path) as archive:
        for member in archive.namelist():
            if member.startswith("Data/CSV/") and member.endswith(".csv"):
                with archive.open(member) as data:
                    rows += sum(1 for _ in csv.reader(io.TextIOWrapper(data, "utf-8")))
    if rows < POSTCODES:
        raise RuntimeError("rows are missing")


def prepare(_folder: Path) -> None:
    """Look whether the file is there."""
    code_point()


BENCH = Bench(
    module="tests.bench.bench_postcodes",
    title=f"Every postcode of Great Britain indexed and {SOUGHT:,} looked up : csv's bare read",
    ours=Side("PostcodeIndex.open and find", index_and_find, load),
    yardstick=Side("zipfile and csv.reader", bare_read, bare_load),
    limit=3.0,
    limit_mb=500.0,
    prepare=prepare,
    repeats=3,
)

if __name__ == "__main__":
    code_point()
    sys.exit(BENCH.main(sys.argv[1:]))
