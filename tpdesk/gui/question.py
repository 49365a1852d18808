"""A question worked on beside the window: asked anew when it changes, dropped when a newer one comes."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer

from tpdesk.domain.errors import Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable

    from tpdesk.domain.errors import TpdeskError
    from tpdesk.domain.progress import Progress
    from tpdesk.gui.runner import Runner

Answer = TypeVar("Answer")


class Question(QObject):
    """A question of which only the newest form is worked on, and only while somebody looks.

    Attributes:
        awake: Whether anybody waits for the answer.
    """

    def __init__(
        self, runner: Runner, key: str, wait_ms: int, begin: Callable[[], None], parent: QObject | None = None
    ) -> None:
        """Wait asleep.

        Args:
            runner: Works beside the window.
            key: What is asked; see ``Runner.read``.
            wait_ms: How long there must be no other change before work begins.
            begin: Called then; it gives the work to ``work_on``.
            parent: Who asks.
        """
        super().__init__(parent)
        self.awake = False
        self._runner = runner
        self._key = key
        self._number = 0
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(wait_ms)
        self._later.timeout.connect(begin)

    def sleep(self) -> None:
        """Nobody looks any more: nothing is begun."""
        self.awake = False
        self._later.stop()

    def ask_soon(self) -> None:
        """Begin when no more changes come."""
        if self.awake:
            self._later.start()

    def forget(self) -> None:
        """What is under way is about something that is gone."""
        self._later.stop()
        self._number += 1

    def work_on(
        self,
        work: Callable[[Progress], Answer],
        on_answer: Callable[[Answer], None],
        on_trouble: Callable[[TpdeskError], None],
        *,
        label: str = "",
    ) -> None:
        """Work on it now; what is under way is overtaken and stops at its next step.

        Args:
            work: Gets a progress and gives the answer; on another thread.
            on_answer: Gets the answer on the window's thread, if it is still the newest.
            on_trouble: Gets an expected error in the same way; being cancelled is none.
            label: Shown in the status bar with a cancel button; empty for short work.
        """
        self._number += 1
        number = self._number

        def overtakable(progress: Progress) -> Answer:
            return work(_Overtakable(progress, lambda: number == self._number))

        def trouble(error: TpdeskError) -> None:
            if not isinstance(error, Cancelled):
                on_trouble(error)

        self._runner.read(self._key, overtakable, on_answer, trouble, label=label)


class _Overtakable:
    """Progress that stops the work when it is not wanted any more."""

    def __init__(self, told: Progress, wanted: Callable[[], bool]) -> None:
        self._told = told
        self._wanted = wanted

    def step(self, done: int, total: int, label: str) -> None:
        """Pass it on, or stop."""
        if not self._wanted():
            raise Cancelled
        self._told.step(done, total, label)
