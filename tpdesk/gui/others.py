"""Notices when another program, or another tpdesk, has changed the open register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from tpdesk.gui.runner import Runner
    from tpdesk.store.register import Register

_EVERY_MS = 3000


class OtherWriters(QObject):
    """Looks every few seconds, beside the window.

    Signals:
        wrote: Somebody else has changed the register.
    """

    wrote = Signal()

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        """Look at nothing yet."""
        super().__init__(parent)
        self._runner = runner
        self._register: Register | None = None
        self._version: int | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def watch(self, register: Register) -> None:
        """Watch a register from now on."""
        self._register, self._version = register, None
        self._timer.start()
        self.look()

    def stop(self) -> None:
        """Watch nothing."""
        self._timer.stop()
        self._register = None

    def look(self) -> None:
        """Look now, unless there is other work."""
        register = self._register
        if register is not None and not self._runner.busy:
            self._runner.read("version", lambda _: register.data_version(), self._compare)

    def _compare(self, version: int) -> None:
        before, self._version = self._version, version
        if before is not None and before != version:
            self.wrote.emit()
