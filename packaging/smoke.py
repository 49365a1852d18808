"""Start the frozen program without a display and demand that it does its work in silence.

python packaging/smoke.py dist/tpdesk
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from telling import FAILED, Stop, complain, say

LONGEST_S = 600
# Long enough for the window to open and to have drawn its first map.
WINDOW_S = 15
# What Qt itself says of windows with a least size, where there is no display.
OF_QT_ALONE = "This plugin does not support propagateSizeHints()"


def prove(folder: Path) -> None:
    """Run the demonstration, check its register, and open the window on it.

    Raises:
        Stop: The program failed, complained, or left something out.
    """
    program = folder / ("tpdesk.exe" if os.name == "nt" else "tpdesk")
    if not program.is_file():
        raise Stop(f"There is no program {program}.", "Build it with: python3 packaging/dev.py build", FAILED)
    with tempfile.TemporaryDirectory(prefix="tpdesk frozen ", ignore_cleanup_errors=True) as name:
        home = Path(name)
        made = _answer([str(program), "demo", "--out", str(home / "demo"), "--json"], home)
        for key in ("register", "candidates", "map", "picture"):
            path = Path(str(made[key]))
            if not path.is_file() or path.stat().st_size == 0:
                raise Stop(f"The demonstration left no {key} at {path}.", code=FAILED)
        found = _answer([str(program), "check", str(made["register"]), "--json"], home)
        if found["ok"] is not True:
            raise Stop(f"The register of the demonstration is not sound: {found['findings']}", code=FAILED)
        _open_window([str(program), str(made["register"])], home)
        _demand_manual(program)
    say(f"{program} does the demonstration and opens its window in silence")


def _demand_manual(program: Path) -> None:
    """The manual and its pictures lie where the window looks for them."""
    resources = program.parent / "_internal" / "tpdesk" / "resources"
    for file in ("manual/README.md", "pictures/register.png"):
        if not (resources / file).is_file():
            raise Stop(f"The frozen program has no {file}: F1 would show nothing.", code=FAILED)


def _surroundings(home: Path) -> dict[str, str]:
    """Give the variables of a computer without Python or display, where tpdesk was never started."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV"))}
    return kept | {"QT_QPA_PLATFORM": "offscreen", "TPDESK_HOME": str(home / "home")}


def _answer(line: list[str], home: Path) -> dict[str, object]:
    done = subprocess.run(
        line,
        cwd=home,
        env=_surroundings(home),
        capture_output=True,
        encoding="utf-8",
        timeout=LONGEST_S,
        check=False,
    )
    _demand_silence(line, done.returncode, done.stderr)
    answer: dict[str, object] = json.loads(done.stdout)
    return answer


def _demand_silence(line: list[str], code: int, said: str) -> None:
    complaint = "\n".join(one for one in said.splitlines() if one != OF_QT_ALONE)
    if code != 0 or complaint:
        raise Stop(f"{' '.join(line)}\nended with exit code {code} and said:\n{complaint}", code=FAILED)


def _open_window(line: list[str], home: Path) -> None:
    """Open the window; it must still be open after a while and have said nothing."""
    with subprocess.Popen(
        line, cwd=home, env=_surroundings(home), stderr=subprocess.PIPE, encoding="utf-8"
    ) as window:
        try:
            _, complaint = window.communicate(timeout=WINDOW_S)
        except subprocess.TimeoutExpired:
            window.kill()
            _, complaint = window.communicate()
            _demand_silence(line, 0, complaint)
            return
    raise Stop(
        f"{' '.join(line)}\nclosed by itself ({window.returncode}) and said:\n{complaint}", code=FAILED
    )


if __name__ == "__main__":
    try:
        prove(Path(sys.argv[1]).resolve())
    except Stop as stop:
        sys.exit(complain(stop))
