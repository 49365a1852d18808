"""The frozen program is believed only when it does its work and keeps silent."""

import os
import sys
from pathlib import Path

import pytest

import smoke
from telling import Stop

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-in is a script with a first line for Unix")
PROGRAM = """#!{python}
import json, os, sys, time
from pathlib import Path
fault = {fault!r}
verb = sys.argv[1]
if verb == "demo":
    out = Path(sys.argv[3])
    out.mkdir(parents=True)
    made = {{key: str(out / key) for key in ("register", "candidates", "map", "picture")}}
    for path in made.values():
        Path(path).write_text("made")
    if fault == "no map":
        Path(made["map"]).unlink()
    print(json.dumps(made))
    if fault == "complains":
        print("qt.core: a warning", file=sys.stderr)
    sys.exit(7 if fault == "fails" else 0)
if verb == "check":
    print(json.dumps({{"ok": fault != "unsound", "findings": []}}))
    sys.exit(0)
assert os.environ["QT_QPA_PLATFORM"] == "offscreen"
if fault == "window complains":
    print("libEGL warning", file=sys.stderr, flush=True)
if fault == "has no display":
    print("This plugin does not support propagateSizeHints()", file=sys.stderr, flush=True)
if fault != "closes":
    time.sleep(30)
"""


def _program(folder: Path, fault: str) -> Path:
    program = folder / "tpdesk"
    program.write_text(PROGRAM.format(python=sys.executable, fault=fault), "utf-8")
    program.chmod(0o755)
    for file in ("manual/README.md", "pictures/register.png"):
        path = folder / "_internal" / "tpdesk" / "resources" / file
        path.parent.mkdir(parents=True)
        path.touch()
    if fault == "no manual":
        (folder / "_internal" / "tpdesk" / "resources" / "manual" / "README.md").unlink()
    return folder


@pytest.fixture(autouse=True)
def short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smoke, "WINDOW_S", 0.5)


@pytest.mark.parametrize("fault", ["", "has no display"])
def test_a_sound_program_passes(tmp_path: Path, capsys: pytest.CaptureFixture[str], fault: str) -> None:
    smoke.prove(_program(tmp_path, fault))
    assert "in silence" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("fails", "exit code 7"),
        ("complains", "a warning"),
        ("no map", "left no map"),
        ("unsound", "not sound"),
        ("window complains", "libEGL warning"),
        ("closes", "closed by itself"),
        ("no manual", "no manual/README.md"),
    ],
)
def test_a_fault_is_named(tmp_path: Path, fault: str, words: str) -> None:
    with pytest.raises(Stop, match=words) as caught:
        smoke.prove(_program(tmp_path, fault))
    assert caught.value.code == 1


def test_a_missing_program_is_told(tmp_path: Path) -> None:
    with pytest.raises(Stop, match="no program"):
        smoke.prove(tmp_path)
