"""The frame of the benchmarks measures what it says it does."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

BENCH = """
import sys, time
from tests.bench.ratio import Bench, Side

def prepare(folder):
    (folder / "input.txt").write_text("0.06")

def load(folder):
    time.sleep(0.6)
    return float((folder / "input.txt").read_text())

def nap(seconds):
    held = bytearray(200_000_000)
    time.sleep(seconds)

def short_nap(nothing):
    time.sleep(0.02)

def told(nothing):
    return 7.0

def broken(nothing):
    raise SystemExit(9)

OURS = {
    "nap": Side("a nap", nap, load),
    "told": Side("a told time", told),
    "process": Side("a whole life", short_nap, clock="process"),
    "broken": Side("a broken side", broken),
}
BENCH = Bench(
    module="bench_naps",
    title="Naps",
    ours=OURS["{ours}"],
    yardstick=Side("a short nap", short_nap),
    limit=100.0,
    limit_mb=150.0,
    prepare=prepare,
    repeats=3,
)
if __name__ == "__main__":
    sys.exit(BENCH.main(sys.argv[1:]))
"""


def _run(folder: Path, ours: str, *options: str) -> subprocess.CompletedProcess[str]:
    (folder / "bench_naps.py").write_text(BENCH.replace("{ours}", ours), "utf-8")
    surroundings = os.environ | {"PYTHONPATH": str(folder)}
    line = [sys.executable, "-m", "bench_naps", "--json", *options]
    root = Path(__file__).resolve().parents[2]
    return subprocess.run(
        line, cwd=root, env=surroundings, capture_output=True, encoding="utf-8", check=False
    )


def _answer(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def test_only_the_run_is_timed(tmp_path: Path) -> None:
    answer = _answer(_run(tmp_path, "nap"))
    assert len(answer["ours"]["runs_s"]) == len(answer["yardstick"]["runs_s"]) == 3
    # The load before it takes 0.6 s; a busy machine may add to either, but never takes away.
    assert min(answer["ours"]["runs_s"]) >= 0.06
    assert min(answer["ours"]["runs_s"]) < 0.6
    # A nap takes time and no work.
    assert answer["ours"]["median_cpu_s"] < answer["ours"]["median_s"]
    assert answer["ratio"] == pytest.approx(
        answer["ours"]["median_s"] / answer["yardstick"]["median_s"], rel=1e-3
    )


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell a process's peak of memory")
def test_the_peak_of_memory_belongs_to_one_side_and_has_a_limit(tmp_path: Path) -> None:
    done = _run(tmp_path, "nap", "--repeats", "1")
    answer = _answer(done)
    assert answer["ours"]["peak_mb"] - answer["yardstick"]["peak_mb"] > 190
    assert not answer["kept"]
    assert done.returncode == 1


def test_a_side_may_tell_its_own_time(tmp_path: Path) -> None:
    done = _run(tmp_path, "told", "--repeats", "2")
    answer = _answer(done)
    assert answer["ours"]["runs_s"] == [7.0, 7.0]
    assert answer["ratio"] > 100
    assert (answer["ours"]["median_cpu_s"], answer["cpu_ratio"]) == (None, None)
    assert "PASSED OVER" in done.stdout
    assert done.returncode == 1


def test_the_life_of_a_process_can_be_timed(tmp_path: Path) -> None:
    answer = _answer(_run(tmp_path, "process", "--repeats", "1"))
    assert answer["ours"]["median_s"] > answer["yardstick"]["median_s"]
    assert answer["kept"]


def test_a_broken_side_ends_the_benchmark(tmp_path: Path) -> None:
    done = _run(tmp_path, "broken")
    assert done.returncode == 1
    assert "ours ended with exit code 9" in done.stderr
