"""The list in which postcodes are looked up: chosen once, remembered, opened when it is needed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from tpdesk.domain.errors import Cancelled

if TYPE_CHECKING:
    from tpdesk.domain.errors import TpdeskError
    from tpdesk.domain.progress import Progress
    from tpdesk.files.postcodes import PostcodeIndex
    from tpdesk.gui.desk import Desk


class PostcodeReference(QObject):
    """The person's list of postcodes.

    Signals:
        changed: Another list is used, or none.
        opened: It can be used now, or has turned out not to be usable.
        stopped: A person has stopped its opening.
    """

    changed = Signal()
    opened = Signal()
    stopped = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        """Open nothing yet."""
        super().__init__(parent)
        self._desk = desk
        self._opened = ""
        self._opening = ""
        self.index: PostcodeIndex | None = None

    @property
    def path(self) -> str:
        """Path of the list, empty when there is none."""
        return self._desk.preferences.settings.postcodes

    def set_path(self, path: str) -> None:
        """Use another list, now and later; empty uses none."""
        self._desk.preferences.change(postcodes=path)
        self.index, self._opened = None, ""
        self.changed.emit()

    def prepare(self) -> bool:
        """Say whether rows can be placed; when not, the list is being opened and `opened` will follow."""
        path = self.path
        if path == self._opened:
            return True
        if path != self._opening:
            self._open(path)
        return False

    def _open(self, path: str) -> None:
        self._opening = path

        def work(progress: Progress) -> PostcodeIndex:
            # The index brings libraries that the first window does not wait for.
            from tpdesk.files.postcodes import PostcodeIndex
            from tpdesk.files.settings import user_folder

            return PostcodeIndex.open(Path(path), user_folder("cache"), progress)

        def done(index: PostcodeIndex) -> None:
            self._opening = ""
            if path == self.path:
                self.index, self._opened = index, path
            self.opened.emit()

        def failed(error: TpdeskError) -> None:
            self._opening = ""
            if isinstance(error, Cancelled):
                self.stopped.emit()
                return
            if path == self.path:
                self.set_path("")
            words = self.tr("No row is placed by its postcode: {0}")
            self._desk.tell("warning", words.format(f"{error.message} {error.hint}".strip()))
            self.opened.emit()

        label = self.tr("Reading the list of postcodes")
        self._desk.runner.read("postcodes", work, done, failed, label=label)
