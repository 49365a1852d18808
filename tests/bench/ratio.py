"""Speed and memory told as ratios to a yardstick that is measured in the same run.

A benchmark is a module `bench_NAME.py` beside this one. It declares a `Bench` and ends with

    if __name__ == "__main__":
        sys.exit(BENCH.main(sys.argv[1:]))

Every measurement happens in a fresh process of its own, the two sides by turns, so that neither warms the
caches of the other and the peak of memory belongs to one side alone. Only the median is compared. The time
that the processor worked is told beside: other programs at work lengthen it less than the seconds on the
wall. A side's `load` is not timed: imports and reading that the comparison is not about belong there. The
module itself imports nothing heavy, because what starts a process is counted in that process's peak. Run by

    python -m tests.bench.bench_NAME [--repeats N] [--json]
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
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
# Linux counts the peak in KiB, macOS in bytes.
PEAK_UNIT = 1 if sys.platform == "darwin" else 1024
Clock = Literal["run", "process"]


def _nothing(folder: Path) -> None:
    """Make or load nothing: the side needs no input."""


class Told(NamedTuple):
    """Seconds that a side measured itself, and those that the processor worked in them."""

    seconds: float
    cpu_s: float


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two things compared.

    Args:
        name: What it is, in the table.
        run: The work, given what `load` gave. A number that it returns takes the place of the measured
            seconds (a slowest frame); `Told` tells the processor's share too (a time to the first paint).
        load: Work before the clock starts, given the folder of inputs.
        clock: "run" times `run` alone, "process" the whole life of the process, its start included.
    """

    name: str
    run: Callable[[Any], float | Told | None]
    load: Callable[[Path], object] = _nothing
    clock: Clock = "run"


@dataclass(frozen=True, slots=True)
class Run:
    """One run of one side.

    Attributes:
        seconds: That it took.
        cpu_s: That the processor worked in them, all threads together; None where it was not told.
        peak_mb: The process's highest memory, where the system tells it.
    """

    seconds: float
    cpu_s: float | None
    peak_mb: float | None


@dataclass(frozen=True, slots=True)
class Measured:
    """What the runs of one side came to."""

    runs: tuple[Run, ...]

    @property
    def median_s(self) -> float:
        """The middle run's seconds."""
        return statistics.median(run.seconds for run in self.runs)

    @property
    def median_cpu_s(self) -> float | None:
        """The middle of the processor's seconds; None when a run does not tell them."""
        told = [run.cpu_s for run in self.runs if run.cpu_s is not None]
        return statistics.median(told) if len(told) == len(self.runs) else None

    @property
    def peak_mb(self) -> float | None:
        """The highest peak of memory of all runs."""
        return max((run.peak_mb for run in self.runs if run.peak_mb is not None), default=None)


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
        parser.add_argument("--json", action="store_true", help="tell it as one line of JSON too, the last")
        parser.add_argument("--step", choices=["prepare", "ours", "yardstick"], help=argparse.SUPPRESS)
        parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
        given = parser.parse_args(arguments)
        if given.step == "prepare":
            self.prepare(given.folder)
            return 0
        if given.step is not None:
            print(json.dumps(_once(self._side(given.step), given.folder)))
            return 0
        return self._compare(given.repeats, as_json=given.json)

    def _side(self, step: str) -> Side:
        return self.ours if step == "ours" else self.yardstick

    def _compare(self, repeats: int, *, as_json: bool) -> int:
        """Measure both sides by turns and print what came of it; 1 when a limit is passed."""
        print(f"\n{self.title}", flush=True)
        runs: dict[str, list[Run]] = {"ours": [], "yardstick": []}
        with tempfile.TemporaryDirectory(prefix="tpdesk-bench-") as name:
            self._start("prepare", name)
            for _ in range(repeats):
                for step, found in runs.items():
                    found.append(self._start(step, name))
        ours, yardstick = (Measured(tuple(runs[step])) for step in ("ours", "yardstick"))
        ratio = ours.median_s / yardstick.median_s
        kept = ratio <= self.limit
        if self.limit_mb is not None and ours.peak_mb is not None:
            kept = kept and ours.peak_mb <= self.limit_mb
        self._print(ours, yardstick, ratio, kept)
        if as_json:
            print(json.dumps(self._as_json(ours, yardstick, ratio, kept)), flush=True)
        return 0 if kept else 1

    def _start(self, step: str, folder: str) -> Run:
        """Do one step in a fresh process and measure it."""
        line = [sys.executable, "-m", self.module, "--step", step, "--folder", folder]
        began = time.perf_counter()
        surroundings = {"QT_QPA_PLATFORM": "offscreen"} | os.environ
        with subprocess.Popen(
            line, cwd=ROOT, env=surroundings, stdout=subprocess.PIPE, encoding="utf-8"
        ) as process:
            said = process.stdout.read() if process.stdout else ""
            peak_mb = _wait(process)
        life_s = time.perf_counter() - began
        if process.returncode != 0:
            sys.exit(f"{self.title}: {step} ended with exit code {process.returncode}")
        if step == "prepare":
            return Run(life_s, None, peak_mb)
        told = json.loads(said.splitlines()[-1])
        return Run(life_s if told["seconds"] is None else told["seconds"], told["cpu_s"], peak_mb)

    def _print(self, ours: Measured, yardstick: Measured, ratio: float, kept: bool) -> None:
        for side, found in ((self.ours, ours), (self.yardstick, yardstick)):
            peak = "" if found.peak_mb is None else f"{found.peak_mb:8.0f} MB"
            seconds = [run.seconds for run in found.runs]
            spread = f"({min(seconds):.3f} to {max(seconds):.3f})"
            cpu_s = found.median_cpu_s
            worked = "" if cpu_s is None else f"processor {cpu_s:.3f} s"
            print(f"  {side.name:<38}{found.median_s:9.3f} s  {spread:<20}  {worked:<20}{peak}")
        verdict = "kept" if kept else "PASSED OVER"
        memory = "" if self.limit_mb is None else f", {self.limit_mb:.0f} MB"
        cpu_ratio = _cpu_ratio(ours, yardstick)
        beside = "" if cpu_ratio is None else f" (of the processor's time {cpu_ratio:.2f})"
        print(f"  ratio {ratio:.2f}{beside}, limit {self.limit:g}{memory}: {verdict}", flush=True)

    def _as_json(self, ours: Measured, yardstick: Measured, ratio: float, kept: bool) -> dict[str, object]:
        cpu_ratio = _cpu_ratio(ours, yardstick)
        return {
            "bench": self.title,
            "ratio": round(ratio, 4),
            "cpu_ratio": None if cpu_ratio is None else round(cpu_ratio, 4),
            "limit": self.limit,
            "limit_mb": self.limit_mb,
            "kept": kept,
            "ours": _as_json(self.ours, ours),
            "yardstick": _as_json(self.yardstick, yardstick),
        }


def _once(side: Side, folder: Path) -> dict[str, float | None]:
    """Run one side in this process; its seconds are None when the process as a whole is timed.

    Of a time that the side tells itself, the processor's share is known only if it tells that too.
    """
    loaded = side.load(folder)
    began, worked = time.perf_counter(), time.process_time()
    told = side.run(loaded)
    taken, cpu_s = time.perf_counter() - began, time.process_time() - worked
    if isinstance(told, Told):
        return told._asdict()
    if told is not None:
        return {"seconds": float(told), "cpu_s": None}
    # A process's own clock counts from its start, the imports included.
    whole = side.clock == "process"
    return {"seconds": None if whole else taken, "cpu_s": time.process_time() if whole else cpu_s}


def _wait(process: subprocess.Popen[str]) -> float | None:
    """Wait for the process to end and give its own peak of memory, in MB, where the system tells it."""
    if sys.platform == "win32":
        process.wait()
        return None
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_maxrss * PEAK_UNIT / 1e6


def _cpu_ratio(ours: Measured, yardstick: Measured) -> float | None:
    """Compare what the processor worked; None where a side does not tell it, or it was next to nothing."""
    if ours.median_cpu_s is None or not yardstick.median_cpu_s:
        return None
    return ours.median_cpu_s / yardstick.median_cpu_s


def _as_json(side: Side, found: Measured) -> dict[str, object]:
    return {
        "name": side.name,
        "median_s": round(found.median_s, 6),
        "runs_s": [round(run.seconds, 6) for run in found.runs],
        "median_cpu_s": None if found.median_cpu_s is None else round(found.median_cpu_s, 6),
        "peak_mb": None if found.peak_mb is None else round(found.peak_mb, 1),
    }
