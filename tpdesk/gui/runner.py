"""Long work beside the window: one thread writes, a few read, answers come on the window's own thread."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from tpdesk.domain.errors import Cancelled, TpdeskError
from tpdesk.domain.progress import Progress, ReportedProgress

Result = TypeVar("Result")
Work = Callable[[Progress], Result]

_READERS = 2


class _Answer(Generic[Result]):
    """Who waits for a result, and whether it is still wanted."""

    def __init__(
        self,
        on_result: Callable[[Result], None],
        on_error: Callable[[TpdeskError], None] | None,
        fresh: Callable[[], bool],
    ) -> None:
        """Keep the three."""
        self.on_result = on_result
        self.on_error = on_error
        self.fresh = fresh


class Runner(QObject):
    """Runs work off the window's thread.

    Requests are numbered under a key: when a newer one of the same key was made, the older one's answer is
    dropped. A cancelled piece of work is silent.

    Signals:
        started: The label of a piece of work that a person may watch and cancel.
        progressed: Done, total, label, and seconds left (negative when unknown).
        finished: Nothing watched is under way any more.
        failed: A TpdeskError that nobody else took care of.
        broke: Any other exception: a bug.
    """

    started = Signal(str)
    progressed = Signal(int, int, str, float)
    finished = Signal()
    failed = Signal(object)
    broke = Signal(object)
    _delivered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Start no thread before there is work."""
        super().__init__(parent)
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="tpdesk-write")
        self._readers = ThreadPoolExecutor(_READERS, thread_name_prefix="tpdesk-read")
        self._numbers: dict[str, int] = {}
        self._watched: list[ReportedProgress] = []
        self._pending = 0
        self._closed = False
        self._delivered.connect(self._receive, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether any work is under way or its answer on the way."""
        return self._pending > 0

    def read(
        self,
        key: str,
        work: Work[Result],
        on_result: Callable[[Result], None],
        on_error: Callable[[TpdeskError], None] | None = None,
        *,
        label: str = "",
    ) -> None:
        """Run work that changes nothing.

        Args:
            key: What is asked; a newer request under the same key makes this one's answer stale.
            work: Gets a progress and gives the result; on another thread.
            on_result: Gets the result on the window's thread.
            on_error: Gets an expected error, else ``failed`` tells it.
            label: Shown in the status bar with a cancel button; empty for short work.
        """
        number = self._numbers[key] = self._numbers.get(key, 0) + 1
        answer = _Answer(on_result, on_error, lambda: self._numbers.get(key) == number)
        self._submit(self._readers, work, answer, label)

    def write(
        self,
        work: Work[Result],
        on_result: Callable[[Result], None],
        on_error: Callable[[TpdeskError], None] | None = None,
        *,
        label: str = "",
    ) -> None:
        """Run work that changes the register; one at a time, in the order asked."""
        self._submit(self._writer, work, _Answer(on_result, on_error, lambda: True), label)

    def forget_reads(self) -> None:
        """Drop the answers of everything read so far, for the register they are about is put away."""
        self._numbers = {key: number + 1 for key, number in self._numbers.items()}

    def cancel(self) -> None:
        """Ask everything that can be watched to stop at its next step."""
        for progress in self._watched:
            progress.cancel()

    def close(self) -> None:
        """Stop: cancel, wait for the threads, deliver nothing more."""
        self._closed = True
        self.cancel()
        self._writer.shutdown(wait=True, cancel_futures=True)
        self._readers.shutdown(wait=True, cancel_futures=True)

    def _submit(
        self, pool: ThreadPoolExecutor, work: Work[Result], answer: _Answer[Result], label: str
    ) -> None:
        if self._closed:
            return
        started_s = time.monotonic()

        def report(done: int, total: int, text: str) -> None:
            passed_s = time.monotonic() - started_s
            left_s = passed_s * (total - done) / done if done and total else -1.0
            self.progressed.emit(done, total, text, left_s)

        progress = ReportedProgress(report if label else lambda *_: None)
        self._pending += 1
        if label:
            self._watched.append(progress)
            self.started.emit(label)
        future = pool.submit(work, progress)
        future.add_done_callback(lambda done: self._delivered.emit((done, answer, progress)))

    def _receive(self, packet: tuple[Future[Result], _Answer[Result], ReportedProgress]) -> None:
        future, answer, progress = packet
        self._pending -= 1
        if progress in self._watched:
            self._watched.remove(progress)
            if not self._watched:
                self.finished.emit()
        if self._closed or future.cancelled() or not answer.fresh():
            return
        error = future.exception()
        if error is None:
            answer.on_result(future.result())
        elif isinstance(error, TpdeskError):
            self._tell(error, answer)
        else:
            self.broke.emit(error)

    def _tell(self, error: TpdeskError, answer: _Answer[Result]) -> None:
        if answer.on_error is not None:
            answer.on_error(error)
        elif not isinstance(error, Cancelled):
            self.failed.emit(error)
