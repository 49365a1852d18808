"""Files dropped anywhere on the window come into the import while the stage is in front."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class FileDrop(QObject):
    """Watches a window for files.

    Signals:
        dropped: Paths of the files, a list.
    """

    dropped = Signal(list)

    def __init__(self, parent: QObject | None = None) -> None:
        """Watch nothing yet."""
        super().__init__(parent)
        self._window: QWidget | None = None

    def watch(self, window: QWidget) -> None:
        """Take files dropped on a window."""
        self.rest()
        self._window = window
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def rest(self) -> None:
        """Take no files any more."""
        if self._window is not None:
            self._window.removeEventFilter(self)
            self._window.setAcceptDrops(False)
            self._window = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 Qt's name
        """Accept files and nothing else."""
        if event.type() == QEvent.Type.DragEnter and isinstance(event, QDragEnterEvent) and _files(event):
            event.acceptProposedAction()
            return True
        if event.type() == QEvent.Type.Drop and isinstance(event, QDropEvent):
            paths = _files(event)
            if paths:
                event.acceptProposedAction()
                self.dropped.emit(paths)
                return True
        return super().eventFilter(watched, event)


def _files(event: QDropEvent) -> list[Path]:
    paths = (Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
    return [path for path in paths if path.is_file()]
