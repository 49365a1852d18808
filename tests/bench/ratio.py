"""Speed and memory told as ratios to a yardstick that is measured in the same run.

A benchmark is a module `bench_NAME.py` beside this one. It declares a `Bench` and ends with

    if __name__ == "__main__":
        sys.exit(BENCH.main(sys.argv[1:]))

Every measurement happens in a fresh process of its own, the two sides by turns, so that neither warms the
caches of the other and the peak of memory belongs to one side alone. Only the median is compared. A side's
`load` is not timed: imports and reading that the comparison is not about belong there. The module itself
imports nothing heavy, because what starts a process is counted in that process's peak. Run one by

    python -m tests.bench.bench_NAME [--repeats N]
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
# Linux counts the peak in KiB, macOS in bytes.
PEAK_UNIT = 1 if sys.platform == "darwin" else 1024
STARTED = "TPDESK_BENCH_STARTED"
Clock = Literal["run", "process"]


def _nothing(folder: Path) -> None:
    """Make or load nothing: the side needs no input."""


def since_start_s() -> float:
    """Tell how long ago this process was started, its own start included."""
    return time.time() - float(os.environ[STARTED])


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two things compared.

    Args:
        name: What it is, in the table.
        run: The work, given what `load` gave. A number that it returns takes the place of the measured
            seconds (a slowest frame, a time to the first paint).
        load: Work before the clock starts, given the folder of inputs.
        clock: "run" times `run` alone, "process" the whole life of the process, its start included.
    """

    name: str
    run: Callable[[Any], float | None]
    load: Callable[[Path], object] = _nothing
    clock: Clock = "run"


@dataclass(frozen=True, slots=True)
class Measured:
    """What the runs of one side came to: seconds of each run, and the highest peak of memory in MB."""

    seconds: tuple[float, ...]
    peak_mb: float | None

    @property
    def median_s(self) -> float:
        """The middle run."""
        return statistics.median(self.seconds)


@dataclass(frozen=True, slots=True)
class Bench:
    """A comparison with its limits.

    Args:
        module: The benchmark's own dotted name, which is started anew for every run.
        title: What is compared, in words.
        ours: tpdesk's side.
        yardstick: What it is held against.
        limit: The highest ratio of medians, ours to the yardstick's.
        limit_mb: The highest peak of memory of our side.
        prepare: Makes the inputs in a folder once, in a process of its own.
        repeats: Runs of each side.
    """

    module: str
    title: str
    ours: Side
    yardstick: Side
    limit: float
    limit_mb: float | None = None
    prepare: Callable[[Path], None] = _nothing
    repeats: int = 5

    def main(self, arguments: list[str]) -> int:
        """Do what the command line asks for: compare, or one step of it in this process."""
        parser = argparse.ArgumentParser(description=self.title)
        parser.add_argument("--repeats", type=int, default=self.repeats)
        parser.add_argument("--step", choices=["prepare", "ours", "yardstick"], help=argparse.SUPPRESS)
        parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
        given = parser.parse_args(arguments)
        if given.step == "prepare":
            self.prepare(given.folder)
            return 0
        if given.step is not None:
            print(json.dumps({"seconds": _once(self._side(given.step), given.folder)}))
            return 0
        return self._compare(given.repeats)

    def _side(self, step: str) -> Side:
        return self.ours if step == "ours" else self.yardstick

    def _compare(self, repeats: int) -> int:
        """Measure both sides by turns, print the table and the JSON line; 1 when a limit is passed."""
        runs: dict[str, list[tuple[float, float | None]]] = {"ours": [], "yardstick": []}
        with tempfile.TemporaryDirectory(prefix="tpdesk-bench-") as name:
            self._start("prepare", name)
            for _ in range(repeats):
                for step, found in runs.items():
                    found.append(self._start(step, name))
        ours, yardstick = (_measured(runs[step]) for step in ("ours", "yardstick"))
        ratio = ours.median_s / yardstick.median_s
        kept = ratio <= self.limit
        if self.limit_mb is not None and ours.peak_mb is not None:
            kept = kept and ours.peak_mb <= self.limit_mb
        self._print(ours, yardstick, ratio, kept)
        return 0 if kept else 1

    def _start(self, step: str, folder: str) -> tuple[float, float | None]:
        """Do one step in a fresh process; its seconds and its peak in MB."""
        line = [sys.executable, "-m", self.module, "--step", step, "--folder", folder]
        began = time.perf_counter()
        surroundings = {"QT_QPA_PLATFORM": "offscreen"} | os.environ | {STARTED: repr(time.time())}
        with subprocess.Popen(
            line, cwd=ROOT, env=surroundings, stdout=subprocess.PIPE, encoding="utf-8"
        ) as process:
            said = process.stdout.read() if process.stdout else ""
            peak_mb = _wait(process)
        life_s = time.perf_counter() - began
        if process.returncode != 0:
            sys.exit(f"{self.title}: {step} ended with exit code {process.returncode}")
        if step == "prepare":
            return life_s, peak_mb
        measured = json.loads(said.splitlines()[-1])["seconds"]
        return (life_s if measured is None else float(measured)), peak_mb

    def _print(self, ours: Measured, yardstick: Measured, ratio: float, kept: bool) -> None:
        print(f"\n{self.title}")
        for side, found in ((self.ours, ours), (self.yardstick, yardstick)):
            peak = "" if found.peak_mb is None else f"{found.peak_mb:9.0f} MB"
            spread = f"({min(found.seconds):.3f} to {max(found.seconds):.3f})"
            print(f"  {side.name:<44}{found.median_s:9.3f} s  {spread:<20}{peak}")
        verdict = "kept" if kept else "PASSED OVER"
        memory = "" if self.limit_mb is None else f", {self.limit_mb:.0f} MB"
        print(f"  ratio {ratio:.2f}, limit {self.limit:g}{memory}: {verdict}")
        answer = {
            "bench": self.title,
            "ratio": round(ratio, 4),
            "limit": self.limit,
            "limit_mb": self.limit_mb,
            "kept": kept,
            "ours": _as_json(self.ours, ours),
            "yardstick": _as_json(self.yardstick, yardstick),
        }
        print(json.dumps(answer), flush=True)


def _once(side: Side, folder: Path) -> float | None:
    """Run one side in this process; None when the process as a whole is timed."""
    loaded = side.load(folder)
    began = time.perf_counter()
    told = side.run(loaded)
    taken = time.perf_counter() - began
    if told is not None:
        return told
    return None if side.clock == "process" else taken


def _wait(process: subprocess.Popen[str]) -> float | None:
    """Wait for the process to end and give its own peak of memory, in MB, where the system tells it."""
    if sys.platform == "win32":
        process.wait()
        return None
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_maxrss * PEAK_UNIT / 1e6


def _measured(runs: list[tuple[float, float | None]]) -> Measured:
    peaks = [peak for _, peak in runs if peak is not None]
    return Measured(tuple(seconds for seconds, _ in runs), max(peaks) if peaks else None)


def _as_json(side: Side, found: Measured) -> dict[str, object]:
    return {
        "name": side.name,
        "median_s": round(found.median_s, 6),
        "runs_s": [round(one, 6) for one in found.seconds],
        "peak_mb": None if found.peak_mb is None else round(found.peak_mb, 1),
    }
