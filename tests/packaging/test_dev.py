"""The verbs of the set-up script start the right program and pass its exit code on."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import dev
import environment
import systemlibs
from telling import Stop

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The programs that are started; all of them end well, and the demonstration tells its paths."""
    lines: list[list[str]] = []
    made = {"register": "r.gpkg", "candidates": "c.xlsx", "map": "m.pdf", "picture": "p.png"}

    def run(line: list[str], **_named: object) -> subprocess.CompletedProcess[str]:
        lines.append(line)
        return subprocess.CompletedProcess(line, 0, stdout=json.dumps(made))

    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setattr(systemlibs, "ensure", lambda **_named: None)
    monkeypatch.setattr(environment, "ensure", lambda **_named: None)
    return lines


def test_demo_without_a_display_says_where_everything_lies(
    started: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(systemlibs, "has_display", lambda: False)
    assert dev.main(["demo", "--out", "here"]) == 0
    assert [line[1:] for line in started] == [["-m", "tpdesk", "demo", "--out", "here", "--json"]]
    out = capsys.readouterr().out
    for name in ("r.gpkg", "c.xlsx", "m.pdf", "p.png"):
        assert name in out


def test_demo_with_a_display_opens_the_window(
    started: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(systemlibs, "has_display", lambda: True)
    assert dev.main(["demo"]) == 0
    assert started[-1][1:] == ["-m", "tpdesk", "r.gpkg"]


@pytest.mark.usefixtures("started")
def test_a_failed_demo_passes_its_code_on(monkeypatch: pytest.MonkeyPatch) -> None:
    failed = subprocess.CompletedProcess(["tpdesk"], 5, stdout="")
    monkeypatch.setattr(subprocess, "run", lambda *_a, **_k: failed)
    assert dev.main(["demo"]) == 5


@pytest.mark.usefixtures("started")
def test_a_demo_that_names_nothing_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    silent = subprocess.CompletedProcess(["tpdesk"], 0, stdout="")
    monkeypatch.setattr(subprocess, "run", lambda *_a, **_k: silent)
    with pytest.raises(Stop, match="without naming its results"):
        dev.main(["demo"])


def test_run_passes_every_word_on(started: list[list[str]]) -> None:
    assert dev.main(["run", "show", "a register.gpkg", "--json", "--help"]) == 0
    assert started[0][1:] == ["-m", "tpdesk", "show", "a register.gpkg", "--json", "--help"]


def test_bench_runs_the_named_benchmarks(
    started: list[list[str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "tests" / "bench").mkdir(parents=True)
    for name in ("bench_one.py", "bench_two.py", "ratio.py"):
        (tmp_path / "tests" / "bench" / name).touch()
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    assert dev.main(["bench"]) == 0
    assert dev.main(["bench", "two"]) == 0
    assert [line[1:] for line in started] == [
        ["-m", "tests.bench.bench_one"],
        ["-m", "tests.bench.bench_two"],
        ["-m", "tests.bench.bench_two"],
    ]
    with pytest.raises(Stop, match="three"):
        dev.main(["bench", "three"])


def test_soak_runs_the_long_trials_and_the_tests_of_random_input(
    started: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, text in (
        ("soak/soak_rows.py", ""),
        ("soak/ground.py", ""),
        ("domain/test_any.py", "from hypothesis import given\n"),
        ("domain/test_one.py", "import pytest\n"),
    ):
        (tmp_path / "tests" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "tests" / name).write_text(text, "utf-8")
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    assert dev.main(["soak"]) == 0
    fuzz = ["-m", "pytest", "-q", "--no-header", str(Path("tests/domain/test_any.py"))]
    assert [line[1:] for line in started] == [["-m", "tests.soak.soak_rows"], fuzz]
    assert "All went well." in capsys.readouterr().out
    monkeypatch.setattr(subprocess, "run", lambda *_a, **_k: subprocess.CompletedProcess([], 1))
    assert dev.main(["soak", "rows"]) == 1
    assert "Failed: rows" in capsys.readouterr().out


def test_the_program_that_draws_pictures_is_run_by_name_and_all_but_the_manuals_without(
    started: list[list[str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tmp_path / "packaging" / "pictures"
    folder.mkdir(parents=True)
    for name in ("gallery", "manual", "stages"):
        (folder / f"{name}.py").write_text('if __name__ == "__main__":\n    pass\n', "utf-8")
    (folder / "parts.py").touch()
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    assert dev.main(["pictures", "out"]) == 0
    assert [line[1:] for line in started] == [
        ["-m", "pictures.gallery", "out"],
        ["-m", "pictures.stages", "out"],
    ]
    assert dev.main(["pictures", "manual", "--into", "here"]) == 0
    assert started[2:] == [[started[0][0], "-m", "pictures.manual", "--into", "here"]]


def test_the_frozen_program_is_started_after_it_is_built(started: list[list[str]]) -> None:
    assert dev.main(["build"]) == 0
    assert "PyInstaller" in started[0]
    assert started[1][1].endswith("smoke.py")


def test_the_script_tells_its_verbs() -> None:
    line = [sys.executable, str(ROOT / "packaging" / "dev.py"), "--help"]
    done = subprocess.run(line, capture_output=True, encoding="utf-8", check=True)
    for verb in ("demo", "run", "test", "bench", "soak", "pictures", "build"):
        assert verb in done.stdout


def test_an_older_python_is_told_so() -> None:
    old = "import sys\nsys.version_info = (3, 9, 2)\nsys.argv = ['dev.py']\n"
    path = str(ROOT / "packaging" / "dev.py")
    code = f"{old}exec(compile(open({path!r}, encoding='utf-8').read(), {path!r}, 'exec'))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("tpdesk needs Python 3.11 or newer")


def test_an_expected_failure_shows_no_traceback(tmp_path: Path) -> None:
    line = [sys.executable, str(ROOT / "packaging" / "dev.py"), "test", "nothing-of-that-name"]
    done = subprocess.run(line, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith("There is no check called nothing-of-that-name.")
