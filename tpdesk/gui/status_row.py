"""The status row: register, counts, what undo would take back, long work with Cancel, pointer and scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tpdesk import __version__
from tpdesk.gui.theme import Theme, dress
from tpdesk.gui.widgets.bars import TaskBar
from tpdesk.gui.widgets.texts import ElidedLabel

if TYPE_CHECKING:
    from tpdesk.gui.desk import Desk


class StatusRow(QWidget):
    """The lowest row of the window."""

    def __init__(self, theme: Theme, desk: Desk, parent: QWidget | None = None) -> None:
        """Lay out the parts and follow the desk."""
        super().__init__(parent)
        self._desk = desk
        self.setAccessibleName(self.tr("Status"))
        self.setFixedHeight(theme.tokens.size.status)
        self._name, self._assets, self._unplaced = QLabel(), QLabel(), QLabel()
        self._confidential, self._undo = QLabel(), ElidedLabel()
        self._pointer, self._scale = QLabel(), QLabel()
        self.task = TaskBar(theme)
        row = QHBoxLayout()
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(15)
        dress(self._name, type="small-strong")
        quiet = (self._assets, self._unplaced, self._confidential, self._undo)
        for label in (self._name, *quiet):
            row.addWidget(label)
        row.addStretch(1)
        for widget in (self.task, self._pointer, self._scale):
            row.addWidget(widget)
        for label in (*quiet, self._pointer, self._scale):
            dress(label, look="second", type="small")
        line = QFrame()
        dress(line, look="line")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(line)
        column.addLayout(row, 1)
        self.task.cancelled.connect(desk.runner.cancel)
        desk.runner.started.connect(self.task.start)
        desk.runner.progressed.connect(self._progress)
        desk.runner.finished.connect(self.task.finish)
        desk.contents_changed.connect(self._tell_contents)
        desk.closed.connect(self._tell_contents)
        self._tell_contents()

    @property
    def text(self) -> str:
        """What the row says at the left, as a person reads it."""
        labels = (self._name, self._assets, self._unplaced, self._confidential, self._undo)
        return " · ".join(label.text() for label in labels if label.text())

    def show_pointer(self, grid_reference: str) -> None:
        """Say where the pointer is; nothing when it has left the map."""
        self._pointer.setText(grid_reference)

    def show_scale(self, text: str) -> None:
        """Say how large the map is."""
        self._scale.setText(text)

    def _tell_contents(self) -> None:
        contents, register = self._desk.contents, self._desk.register
        if contents is None or register is None:
            self._assets.setText(self.tr("Ready"))
            for label in (self._name, self._unplaced, self._confidential, self._undo):
                # An empty label would push the others to the right.
                label.hide()
            for label in (self._name, self._unplaced, self._confidential, self._undo, self._pointer):
                label.clear()
            self._scale.setText(f"tpdesk {__version__}")
            return
        frame = contents.assets
        for label in (self._name, self._unplaced, self._confidential, self._undo):
            label.show()
        if self._scale.text().startswith("tpdesk"):
            self._scale.clear()
        self._name.setText(register.path.name)
        self._assets.setText(
            self.tr("1 asset") if len(frame) == 1 else self.tr("{0} assets").format(f"{len(frame):,}")
        )
        self._unplaced.setText(self.tr("{0} not placed").format(f"{int((~frame.placed).sum()):,}"))
        sensitive = int((frame["sensitivity"] == "confidential").sum())
        self._confidential.setText(self.tr("{0} confidential").format(f"{sensitive:,}"))
        self._undo.setText(
            self.tr("Undo: {0}").format(contents.undo) if contents.undo else self.tr("Nothing to undo")
        )

    def _progress(self, done: int, total: int, label: str, seconds_left: float) -> None:
        if total:
            left = seconds_left if seconds_left >= 0 else None
            self.task.set_progress(min(1.0, done / total), left, label)
