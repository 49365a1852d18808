"""Every check of the house, run one after the other and told at the end in one table."""

from __future__ import annotations

import os
import re
import subprocess
import time
from dataclasses import dataclass

import environment
from environment import ROOT
from telling import FAILED, USAGE, Stop, say

SUMMARY = re.compile(r"^=+ .*\b(passed|failed|errors?|skipped|no tests ran)\b.* in [\d.]+s.*=+$")
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
LEAST_OVERALL = 85
# The rules of the trade and the changes of the register carry everything else.
WHOLLY_TESTED = ("tpdesk/domain/*", "tpdesk/services/commands/*")


@dataclass(frozen=True)
class Check:
    """One check: its name on the command line and the program that does it, started in the environment."""

    name: str
    line: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """How a check went, and the summary line that pytest gave, if it was pytest."""

    check: Check
    passed: bool
    seconds: float
    summary: str = ""

    def row(self) -> str:
        """Give the outcome as a row of the table."""
        counts = self.summary.strip("= ")
        return f"{self.check.name:<11}{_verdict(self.passed):<8}{self.seconds:8.1f} s  {counts}".rstrip()


def catalogue() -> tuple[Check, ...]:
    """Give the checks in their order: the quick ones first."""
    tests = ("pytest", "--no-header")
    at_once = ("-n", "2", "--dist", "worksteal")
    covered = ("--cov=tpdesk", "--cov-branch", "--cov-report=term:skip-covered")
    enough = f"--cov-fail-under={LEAST_OVERALL}"
    whole = (f"--include={','.join(WHOLLY_TESTED)}", "--fail-under=100")
    return (
        Check("ruff", ("ruff", "check", ".")),
        Check("format", ("ruff", "format", "--check", ".")),
        Check("imports", ("lint-imports", "--no-cache", "--no-logo")),
        Check("mypy", ("mypy",)),
        Check("contracts", (*tests, "tests/contracts")),
        Check("pytest", (*tests, "--ignore=tests/contracts", *at_once, *covered, enough)),
        Check("branches", ("coverage", "report", "--skip-covered", "-m", *whole)),
    )


def names() -> list[str]:
    """Give the names of all checks."""
    return [check.name for check in catalogue()]


def chosen(wanted: list[str]) -> list[Check]:
    """Give the checks of those names, in their order; all of them when none is named.

    Raises:
        Stop: There is no check of that name.
    """
    unknown = ", ".join(sorted(set(wanted) - set(names())))
    if unknown:
        raise Stop(f"There is no check called {unknown}.", f"There are: {', '.join(names())}.", USAGE)
    return [check for check in catalogue() if not wanted or check.name in wanted]


def run_all(checks: list[Check]) -> int:
    """Run the checks, tell how each went, and give the exit code."""
    outcomes = [_run(check) for check in checks]
    passed = all(outcome.passed for outcome in outcomes)
    say()
    for outcome in outcomes:
        say(outcome.row())
    say(f"{'all':<11}{_verdict(passed):<8}{sum(outcome.seconds for outcome in outcomes):8.1f} s")
    for summary in [outcome.summary for outcome in outcomes if outcome.summary][-1:]:
        say(summary)
    return 0 if passed else FAILED


def _verdict(passed: bool) -> str:
    return "passed" if passed else "FAILED"


def _run(check: Check) -> Outcome:
    program, *arguments = check.line
    say(f"\n--- {check.name}: {' '.join(check.line)}")
    began = time.monotonic()
    summary = ""
    with subprocess.Popen(
        [environment.program(program), *arguments],
        cwd=ROOT,
        env=_surroundings(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as running:
        for line in running.stdout or ():
            say(line.rstrip("\n"))
            plain = COLOUR.sub("", line.rstrip())
            if SUMMARY.match(plain):
                summary = plain
    return Outcome(check, running.returncode == 0, time.monotonic() - began, summary)


def _surroundings() -> dict[str, str]:
    """Give the variables that the checks run under: no window, and the project's own programs first."""
    path = os.pathsep.join([str(environment.python().parent), os.environ.get("PATH", "")])
    return os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1", "PATH": path}
