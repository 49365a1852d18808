"""How the set-up speaks: plain lines, and a stop that names what to do instead of a traceback."""

from __future__ import annotations

import sys

FAILED = 1
USAGE = 2
OUTSIDE = 5
CANCELLED = 130


class Stop(Exception):  # noqa: N818 - it is how a verb ends early, not always an error
    """An expected end of the work: what happened, what to do, and the exit code."""

    def __init__(self, message: str, hint: str = "", code: int = OUTSIDE) -> None:
        """Keep the words for the terminal."""
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.code = code


def say(line: str = "") -> None:
    """Write a line at once, so that it keeps its place among the lines of programs started from here."""
    print(line, flush=True)


def complain(stop: Stop) -> int:
    """Tell why the work ended and give the exit code."""
    print(stop.message, file=sys.stderr)
    if stop.hint:
        print(stop.hint, file=sys.stderr, flush=True)
    return stop.code
