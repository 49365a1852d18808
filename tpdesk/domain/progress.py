"""How long work tells how far it is, and learns that it should stop."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Protocol

from tpdesk.domain.errors import Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable


class Progress(Protocol):
    """What long work calls between its steps."""

    def step(self, done: int, total: int, label: str) -> None:
        """Tell that ``done`` of ``total`` is behind us; raise Cancelled when asked to stop."""
        ...


class SilentProgress:
    """Progress that nobody watches."""

    def step(self, done: int, total: int, label: str) -> None:
        """Do nothing."""


class ReportedProgress:
    """Progress that passes on at most one report per interval and stops when asked.

    Args:
        report: Called with (done, total, label), at most once per interval and always at the end.
        interval_s: Least time between two reports in seconds.
    """

    def __init__(self, report: Callable[[int, int, str], None], interval_s: float = 0.1) -> None:
        """Start with nothing reported."""
        self._report = report
        self._interval_s = interval_s
        self._last_s = float("-inf")
        self._label = ""
        self._cancelled = False

    def cancel(self) -> None:
        """Ask the work to stop at its next step; may be called from any thread."""
        self._cancelled = True

    def step(self, done: int, total: int, label: str) -> None:
        """Report when due; raise Cancelled when asked to stop."""
        if self._cancelled:
            raise Cancelled
        now = time.monotonic()
        due = now - self._last_s >= self._interval_s or label != self._label or done >= total
        if due:
            self._last_s = now
            self._label = label
            self._report(done, total, label)


class CancellingProgress:
    """Progress for tests: cancels at the nth step."""

    def __init__(self, at_step: int) -> None:
        """Start at step 0."""
        self.steps = 0
        self._at_step = at_step

    def step(self, done: int, total: int, label: str) -> None:  # noqa: ARG002 - the protocol's names
        """Count the step; raise Cancelled at the chosen one."""
        self.steps += 1
        if self.steps >= self._at_step:
            raise Cancelled
