"""The program killed in the middle of an import or of its undo: all of the step is there, or nothing of it.

    python -m tests.soak.soak_kills [--trials N] [--seed S]

Each trial starts a program of its own, lets it plan, and kills it at a random moment of its writing, as a
power cut would. Then the register is whole, holds exactly what it held before or everything that was coming,
and the same step done again goes well.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.soak.ground import SoakError, demand_whole, make_register, request_for, tell, write_list
from tests.store.stocking import Dump, dump
from tpdesk.domain.progress import SilentProgress
from tpdesk.services.changing import change_register
from tpdesk.services.commands.apply_import import ApplyImport
from tpdesk.services.importing.planning import plan_import
from tpdesk.services.importing.request import Decisions, References
from tpdesk.services.workspace import open_register

ROOT = Path(__file__).resolve().parents[2]
ROWS, MORE_ROWS, TRIALS = 2_000, 12_000, 20
READY, WRITTEN = "ready\n", "written\n"
STEPS = ("import", "undo")
# Not much later than it took at first: some trials end undisturbed, or the end of a step is never hit.
_BEYOND = 1.02


def work(step: str, path: Path, written: Path) -> None:
    """Do the step, as the program that is killed; say when the writing begins and when it has ended."""
    with open_register(path) as register:
        progress = SilentProgress()
        command = None
        if step == "import":
            plan = plan_import(request_for(written), register, References(), Decisions(), progress)
            command = ApplyImport(plan)
        _say(READY)
        if command is None:
            register.undo()
        else:
            change_register(register, command, progress)
        _say(WRITTEN)


def _say(line: str) -> None:
    sys.stdout.write(line)
    sys.stdout.flush()


def _start(step: str, path: Path, written: Path) -> subprocess.Popen[str]:
    line = [sys.executable, "-m", "tests.soak.soak_kills", "--step", step, str(path), str(written)]
    program = subprocess.Popen(line, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8")
    if program.stdout is None or program.stdout.readline() != READY:
        program.kill()
        raise SoakError(f"the {step} did not begin")
    return program


def _done(step: str, path: Path, written: Path) -> float:
    """Let the step end by itself; give the seconds of its writing."""
    with _start(step, path, written) as program:
        began = time.monotonic()
        told = program.stdout.readline() if program.stdout else ""
        taken_s = time.monotonic() - began
        program.communicate()
    if program.returncode or told != WRITTEN:
        raise SoakError(f"the {step} ended with {program.returncode}")
    return taken_s


def _held(path: Path) -> Dump:
    with open_register(path) as register:
        return dump(register)


def _sizes(held: Dump) -> dict[str, int]:
    return {table: len(rows) for table, rows in held.items()}


class Trials:
    """Registers before and after the step, and what each trial came to."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        """Make the registers, and see how long the steps take."""
        self.folder, self.chance = folder, chance
        self.more = write_list(folder / "more.csv", range(ROWS // 2, MORE_ROWS), chance)
        self.before = make_register(folder / "before.gpkg", write_list(folder / "a.csv", range(ROWS), chance))
        self.after = Path(shutil.copyfile(self.before, folder / "after.gpkg"))
        self.seconds = {"import": _done("import", self.after, self.more)}
        undone = Path(shutil.copyfile(self.after, folder / "undone.gpkg"))
        self.seconds["undo"] = _done("undo", undone, self.more)
        self.held = {"before": _held(self.before), "after": _held(self.after)}
        if _held(undone) != self.held["before"]:
            raise SoakError("an undo that nobody killed does not give what was")
        tell(", ".join(f"{step} writes for {seconds:.2f} s" for step, seconds in self.seconds.items()))

    def kill_once(self, step: str) -> str:
        """Kill a step at some moment and look at what is left; "before" or "after"."""
        path = self.folder / "trial.gpkg"
        for old in self.folder.glob("trial.gpkg*"):
            old.unlink()
        shutil.copyfile(self.before if step == "import" else self.after, path)
        moment_s = self.chance.uniform(0, self.seconds[step] * _BEYOND)
        with _start(step, path, self.more) as program:
            time.sleep(moment_s)
            program.kill()
        when = f"{step} killed after {moment_s:.3f} s"
        left = self._left(path, step, when)
        demand_whole(path, when)
        wanted = "after" if step == "import" else "before"
        if left != wanted:
            _done(step, path, self.more)
            if self._left(path, step, f"{when}, done again") != wanted:
                raise SoakError(f"{when}: done again, it changes nothing")
            demand_whole(path, f"{when}, done again")
        return left

    def _left(self, path: Path, step: str, when: str) -> str:
        held = _held(path)
        for name, known in self.held.items():
            # An import gives new identities each time, so only how much there is can be compared.
            new = step == "import" and name == "after"
            if held == known or (new and _sizes(held) == _sizes(known)):
                return name
        raise SoakError(f"{when}: a part of it is left: {_sizes(held)}")


def main(arguments: list[str]) -> int:
    """Do the trials, or be the program that is killed."""
    parser = argparse.ArgumentParser(description="The program killed in the middle of a step.")
    parser.add_argument("--trials", type=int, default=TRIALS)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--step", choices=STEPS, help=argparse.SUPPRESS)
    parser.add_argument("paths", nargs="*", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.step:
        work(given.step, *given.paths)
        return 0
    tell(f"--seed {given.seed}")
    with tempfile.TemporaryDirectory(prefix="tpdesk-soak-") as name:
        trials = Trials(Path(name), random.Random(given.seed))
        left = [(step, trials.kill_once(step)) for step in STEPS * (given.trials // len(STEPS))]
    for step in STEPS:
        found = [state for each, state in left if each == step]
        tell(f"{step}: {found.count('before')} left what was, {found.count('after')} what came")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except SoakError as error:
        sys.exit(f"FAILED: {error}")
