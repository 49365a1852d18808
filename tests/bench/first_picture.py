"""Starts the program, or a bare window, as a person would, and tells when it was painted.

    python -m tests.bench.first_picture [REGISTER]

Without a register it is the bare window. The answer is a line of JSON about two moments: the first paint, and
the register's list and whole map in the window. Each is told by the clock since the moment it was started,
less the time for which this thread waited for a processor that other programs had, and as processor time.
Nothing is imported here that the program itself does not bring.
"""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

STARTED = "TPDESK_BENCH_STARTED"
_LOOK_MS = 5
_PATIENCE_MS = 120_000


def _tell(**moments: dict[str, float]) -> None:
    parts = (f'"{name}_{key}": {each}' for name, told in moments.items() for key, each in told.items())
    sys.stdout.write("{" + ", ".join(parts) + "}\n")


def _now() -> dict[str, float]:
    clock_s = time.time() - float(os.environ[STARTED])
    return {"s": clock_s - _queued_s(), "clock_s": clock_s, "cpu_s": time.process_time()}


def _queued_s() -> float:
    """How long this thread has waited for a processor that others had; 0 where the system does not say."""
    try:
        with open("/proc/thread-self/schedstat", encoding="ascii") as told:  # noqa: PTH123 imports nothing more
            return int(told.read().split()[1]) / 1e9
    except OSError:
        return 0.0


def start_bare() -> None:
    """Show a window without anything in it."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow

    class Bare(QMainWindow):
        """An empty window."""

        def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 Qt's name
            """End as soon as this is done."""
            super().paintEvent(event)
            QTimer.singleShot(0, app.quit)

    app = QApplication(sys.argv[:1])
    window = Bare()
    window.resize(1440, 900)
    window.show()
    app.exec()
    _tell(painted=_now())


def start_program(register: str) -> None:
    """Run `tpdesk REGISTER` until its list and its map are there."""
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication

    class Watch(QObject):
        """Looks at the events of the window that the program shows."""

        painted: dict[str, float] | None = None

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 Qt's name
            """Note the first paint when it is done, which is when the program is asked for the next thing."""
            if event.type() == QEvent.Type.Paint and type(watched).__name__ == "MainWindow":
                app.removeEventFilter(self)
                QTimer.singleShot(0, lambda: self._note(watched))
            return False

        def _note(self, window: QObject) -> None:
            self.painted = _now()
            self._wait(window)

        def _wait(self, window: QObject) -> None:
            if not _is_filled(window):
                QTimer.singleShot(_LOOK_MS, lambda: self._wait(window))
                return
            assert self.painted is not None
            _tell(painted=self.painted, filled=_now())
            QApplication.quit()

    app = QApplication(sys.argv[:1])
    watch = Watch()
    app.installEventFilter(watch)
    QTimer.singleShot(_PATIENCE_MS, app.quit)
    from tpdesk.__main__ import start

    start([register])


def _is_filled(window: object) -> bool:
    """Whether the register's assets stand in the list, and every tile of the map's view is painted."""
    from tpdesk.gui.main_window import MainWindow
    from tpdesk.gui.stages.register.asset_table import AssetTable

    assert isinstance(window, MainWindow)
    if window.stage is None:
        return False
    table, canvas = window.findChild(AssetTable), window.map_area.canvas
    listed = table is not None and table.model().rowCount() > 0
    return listed and canvas.feed.is_complete(canvas.viewport)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        start_program(sys.argv[1])
    else:
        start_bare()
