"""A list of a million rows, by the command line: in, whole, in again without a change, and looked at.

    python -m tests.soak.soak_rows [--rows N]

Tells the time and the peak of memory of each step. Fails when a row is lost, when the second import changes
anything, or when an import takes over 4.6 GB for a million rows.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.soak.ground import COUNCIL, SoakError, tell, write_list

ROOT = Path(__file__).resolve().parents[2]
ROWS = 1_000_000
LIMIT_BYTES_PER_ROW, FLOOR_MB = 4_000, 600
PEAK_UNIT = 1 if sys.platform == "darwin" else 1024


def _verb(folder: Path, *words: object) -> tuple[dict[str, Any], float | None]:
    """Run a verb that has to go well; give its answer and its peak of memory in MB, and tell both."""
    line = [sys.executable, "-m", "tpdesk", *map(str, words), "--json"]
    surroundings = os.environ | {"TPDESK_HOME": str(folder / "home"), "QT_QPA_PLATFORM": "offscreen"}
    began = time.monotonic()
    with (
        (folder / "said.json").open("w+", encoding="utf-8") as said,
        subprocess.Popen(line, cwd=ROOT, env=surroundings, stdout=said) as program,
    ):
        peak_mb = _wait(program)
        said.seek(0)
        answer: dict[str, Any] = json.load(said)
    if program.returncode:
        raise SoakError(f"{words[0]} ended with {program.returncode}: {answer}")
    memory = "" if peak_mb is None else f", {peak_mb:,.0f} MB"
    tell(f"{words[0]:<12}{time.monotonic() - began:8.1f} s{memory}")
    return answer, peak_mb


def _wait(program: subprocess.Popen[bytes]) -> float | None:
    if sys.platform == "win32":
        program.wait()
        return None
    _, status, usage = os.wait4(program.pid, 0)
    program.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_maxrss * PEAK_UNIT / 1e6


def _counts(answer: dict[str, Any]) -> tuple[int, int, int, int]:
    created, updated, unchanged, vanished = (
        answer[f"assets_{what}"] for what in ("created", "updated", "unchanged", "vanished")
    )
    return created, updated, unchanged, vanished


def soak(folder: Path, rows: int) -> None:
    """Take the list through the verbs."""
    written = write_list(folder / "million.csv", range(rows), random.Random(1))
    register = folder / "million.gpkg"
    tell(f"{rows:,} rows, {written.stat().st_size / 1e6:,.0f} MB")
    _verb(folder, "new", register, "--place", "Quillmere")
    words = ("import", register, written, "--organisation", COUNCIL, "--kind", "council")
    first, peak_mb = _verb(folder, *words)
    if _counts(first) != (rows, 0, 0, 0) or first["rows_kept"] != rows:
        raise SoakError(f"rows are lost: {_counts(first)} of {rows}")
    allowed_mb = FLOOR_MB + LIMIT_BYTES_PER_ROW * rows / 1e6
    if peak_mb is not None and peak_mb > allowed_mb:
        raise SoakError(f"{peak_mb:,.0f} MB of memory, over {allowed_mb:,.0f}")
    tell(f"the register has {register.stat().st_size / 1e6:,.0f} MB")
    again, _ = _verb(folder, *words)
    if _counts(again) != (0, 0, rows, 0):
        raise SoakError(f"the second import changed something: {_counts(again)}")
    checked, _ = _verb(folder, "check", register)
    if not checked["ok"]:
        raise SoakError(f"the register is not whole: {checked['findings']}")
    shown, _ = _verb(folder, "show", register, "--where", "reference=B0000007", "--audience", "full")
    if [asset["name"] for asset in shown["assets"]] != ["Building 7"]:
        raise SoakError("an asset is not where it should be")


def main(arguments: list[str]) -> int:
    """Soak in a folder of its own."""
    parser = argparse.ArgumentParser(description="A list of a million rows, by the command line.")
    parser.add_argument("--rows", type=int, default=ROWS)
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="tpdesk-soak-") as name:
        soak(Path(name), given.rows)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except SoakError as error:
        sys.exit(f"FAILED: {error}")
