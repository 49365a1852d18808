"""Set up, run, test and build tpdesk on any computer that has Python 3.11 or newer.

python3 packaging/dev.py demo           the main job on the demonstration place
python3 packaging/dev.py run [ARGS]     the program itself
python3 packaging/dev.py test [CHECKS]  every check, or those named
python3 packaging/dev.py bench [NAMES]  speed and memory against their yardsticks
python3 packaging/dev.py soak [NAMES]   long trials: a million rows, kills, random walks, random input
python3 packaging/dev.py pictures       a picture of every stage of the window (manual: those of the manual)
python3 packaging/dev.py build          the frozen program, started once to prove it
"""

from __future__ import annotations

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - this is where an older Python is told so
    sys.exit("tpdesk needs Python 3.11 or newer; this is " + sys.version.split()[0])

import argparse
import json
import os
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

import checks
import environment
import systemlibs
from environment import ROOT
from telling import CANCELLED, FAILED, USAGE, Stop, complain, say

if TYPE_CHECKING:
    from collections.abc import Callable

DEMO = ROOT / "out" / "demo"
MANUAL = "manual"
FUZZ = "fuzz"
# PyInstaller greets before it reads its options, and warns of parts that other systems or uses would need;
# what it lacks in earnest is an error, or is found when the frozen program is started.
QUIET_PACKING = {"PYI_LOG_LEVEL": "ERROR"}


def _tpdesk(*arguments: str) -> list[str]:
    return [str(environment.python()), "-m", "tpdesk", *arguments]


def _offscreen() -> dict[str, str]:
    return os.environ | {"QT_QPA_PLATFORM": "offscreen"}


def demo(out: Path) -> int:
    """Do the main job on the demonstration place; open the window on it, or say where its results lie."""
    systemlibs.ensure()
    environment.ensure()
    line = _tpdesk("demo", "--out", str(out), "--json")
    done = subprocess.run(line, env=_offscreen(), stdout=subprocess.PIPE, encoding="utf-8", check=False)
    if done.returncode != 0:
        return done.returncode
    try:
        made: dict[str, str] = json.loads(done.stdout)
    except ValueError as error:
        raise Stop("The demonstration ended without naming its results.", code=FAILED) from error
    for key, label in (
        ("register", "Register"),
        ("candidates", "Candidates"),
        ("map", "Map on paper"),
        ("picture", "The window"),
    ):
        say(f"{label:<14}{made[key]}")
    if not systemlibs.has_display():
        say("There is no display here, so no window was opened.")
        return 0
    return subprocess.run(_tpdesk(made["register"]), check=False).returncode


def run(arguments: list[str]) -> int:
    """Start the program with the arguments given."""
    systemlibs.ensure()
    environment.ensure()
    return subprocess.run(_tpdesk(*arguments), check=False).returncode


def test(names: list[str]) -> int:
    """Run every check, or those named."""
    chosen = checks.chosen(names)
    systemlibs.ensure(testing=True)
    environment.ensure(testing=True)
    return checks.run_all(chosen)


def bench(names: list[str]) -> int:
    """Run the benchmarks, each as a program of its own."""
    return _run_each("bench", names, "Over their limit or broken")


def soak(names: list[str]) -> int:
    """Run the long trials, each as a program of its own, then the tests of random input for longer."""
    return _run_each("soak", names, "Failed", {FUZZ: _fuzz})


def _fuzz() -> bool:
    """Run every test of random input with new and with many more examples."""
    tests = sorted((ROOT / "tests").glob("*/**/test_*.py"))
    random = [
        str(file.relative_to(ROOT)) for file in tests if "from hypothesis import" in file.read_text("utf-8")
    ]
    return _script(["-m", "pytest", "-q", "--no-header", *random], {"HYPOTHESIS_PROFILE": "explore"})


def _run_each(
    family: str, names: list[str], failed: str, beside: dict[str, Callable[[], bool]] | None = None
) -> int:
    """Run the programs `FAMILY_NAME.py` of a folder of tests, or those named, and what stands beside them."""
    folder = ROOT / "tests" / family
    files = sorted(folder.glob(f"{family}_*.py"))
    known = {file.stem.removeprefix(f"{family}_"): _starting(f"tests.{family}.{file.stem}") for file in files}
    known |= beside or {}
    unknown = ", ".join(sorted(set(names) - set(known)))
    if unknown:
        there = ", ".join(known) or "none"
        raise Stop(f"There is no {family} called {unknown} in {folder}.", f"There are: {there}.", USAGE)
    systemlibs.ensure(testing=True)
    environment.ensure(testing=True)
    wrong = []
    for name, start in known.items():
        if names and name not in names:
            continue
        say(f"\n--- {family} {name}")
        began = time.monotonic()
        well = start()
        say(f"{name}: {'done' if well else failed.lower()}, {time.monotonic() - began:.0f} s")
        wrong += [] if well else [name]
    say(f"\n{failed}: {', '.join(wrong)}" if wrong else "\nAll went well.")
    return FAILED if wrong else 0


def _starting(module: str) -> Callable[[], bool]:
    return lambda: _script(["-m", module])


def pictures(arguments: list[str]) -> int:
    """Draw the window to PNG files, without a display: by the program named, or by all but the manual's.

    The manual's pictures belong to the project and are replaced when asked for by name alone.
    """
    systemlibs.ensure()
    environment.ensure()
    files = sorted((ROOT / "packaging" / "pictures").glob("*.py"))
    programs = [file.stem for file in files if 'if __name__ == "__main__":' in file.read_text("utf-8")]
    if arguments and arguments[0] in programs:
        programs, arguments = arguments[:1], arguments[1:]
    else:
        programs = [name for name in programs if name != MANUAL]
    failed = [name for name in programs if not _script(["-m", f"pictures.{name}", *arguments])]
    if failed:
        say(f"Not drawn: {', '.join(failed)}")
    return FAILED if failed else 0


def build() -> int:
    """Freeze the program into one folder and start it there."""
    systemlibs.ensure(building=True)
    environment.ensure(testing=True)
    packer = ["-m", "PyInstaller", "--noconfirm", "packaging/tpdesk.spec"]
    if not _script([*packer, "--distpath", "dist", "--workpath", "build"], QUIET_PACKING):
        return FAILED
    return 0 if _script([str(ROOT / "packaging" / "smoke.py"), str(ROOT / "dist" / "tpdesk")]) else FAILED


def _script(arguments: list[str], more: dict[str, str] | None = None) -> bool:
    """Run a program of the checkout with the environment's Python; whether it went well."""
    line = [str(environment.python()), *arguments]
    own = os.pathsep.join([str(ROOT), str(ROOT / "packaging")])
    surroundings = _offscreen() | {"PYTHONPATH": own} | (more or {})
    return subprocess.run(line, cwd=ROOT, env=surroundings, check=False).returncode == 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dev.py", description="Set up, run, test and build tpdesk.")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    one = verbs.add_parser("demo", help="do the main job on the demonstration place")
    one.add_argument("--out", type=Path, default=DEMO, help="where to put it (out/demo)")
    one = verbs.add_parser("run", help="start the program", add_help=False)
    one.add_argument("rest", nargs=argparse.REMAINDER)
    one = verbs.add_parser("test", help="run every check, or those named")
    one.add_argument("rest", nargs="*", metavar="CHECK", help=", ".join(checks.names()))
    one = verbs.add_parser("bench", help="measure speed and memory against their yardsticks")
    one.add_argument("rest", nargs="*", metavar="NAME")
    one = verbs.add_parser("soak", help="try for long what every test tries shortly")
    one.add_argument("rest", nargs="*", metavar="NAME")
    one = verbs.add_parser("pictures", help="picture every stage of the window", add_help=False)
    one.add_argument("rest", nargs=argparse.REMAINDER)
    verbs.add_parser("build", help="freeze the program and start it once")
    return parser


def main(arguments: list[str]) -> int:
    """Do a verb and give its exit code."""
    # Everything after these verbs belongs to the program they start, options included.
    if arguments[:1] == ["run"]:
        return run(arguments[1:])
    if arguments[:1] == ["pictures"]:
        return pictures(arguments[1:])
    given = _parser().parse_args(arguments)
    if given.verb == "demo":
        return demo(given.out)
    if given.verb == "build":
        return build()
    verbs = {"test": test, "bench": bench, "soak": soak}
    return verbs[given.verb](given.rest)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Stop as stop:
        sys.exit(complain(stop))
    except KeyboardInterrupt:
        sys.exit(CANCELLED)
