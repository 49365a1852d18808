"""Adding layers: files are looked into, one of several layers is chosen in the panel, each is one step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tpdesk.gui.theme import Theme, dress
from tpdesk.gui.widgets.bars import MessageLink
from tpdesk.gui.widgets.buttons import LinkButton, PrimaryButton

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from tpdesk.domain.progress import Progress
    from tpdesk.gui.desk import Desk
    from tpdesk.gui.widgets.bars import MessageKind
    from tpdesk.services.commands.layers import AddLayer
    from tpdesk.services.layers.adding import LayerRequest
    from tpdesk.store.register import Register


@dataclass(frozen=True, slots=True)
class PlannedLayer:
    """A layer read from its file and ready to be added."""

    command: AddLayer
    repaired: int
    doubts: tuple[str, ...]


class LayerAdding(QObject):
    """Reads files beside the window, and adds their layers one after the other.

    Signals:
        several: A file holds several layers: its path and their names.
        added: Uid of a layer that is in the register now.
    """

    several = Signal(object, tuple)
    added = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        """Wait for files."""
        super().__init__(parent)
        self._desk = desk
        self._waiting: list[Path] = []

    def look_into(self, paths: Sequence[Path]) -> None:
        """Look into files, one after the other."""
        self._waiting += paths
        self._go_on()

    def _go_on(self) -> None:
        if not self._waiting:
            return
        path = self._waiting.pop(0)
        self._desk.preferences.change(last_folder=str(path.parent))
        self._desk.runner.read(
            f"layer names {path}",
            _names_work(path),
            lambda names: self._take_names(path, names),
            label=self.tr("Looking into {0}").format(path.name),
        )

    def _take_names(self, path: Path, names: tuple[str, ...]) -> None:
        if len(names) > 1:
            self.several.emit(path, names)
        else:
            self.add(path, "")
            self._go_on()

    def add_some(self, path: Path, names: Sequence[str]) -> None:
        """Add some of the layers of a file, then go on with the next file."""
        for name in names:
            self.add(path, name)
        self._go_on()

    def add(self, path: Path, within: str) -> None:
        """Read a layer of a file and add it; empty is its only one."""
        from tpdesk.services.layers.adding import LayerRequest

        register = self._desk.register
        if register is None:
            return
        request = LayerRequest(path, layer_name(within or path.stem), within)
        self._desk.runner.read(
            f"layer {path} {within}",
            _plan_work(register, request),
            self._execute,
            label=self.tr("Reading {0}").format(path.name),
        )

    def _execute(self, planned: PlannedLayer) -> None:
        name = planned.command.layer.name
        self._desk.execute(
            planned.command,
            lambda _changes: self._tell(planned),
            label=self.tr("Adding {0}").format(name),
        )

    def _tell(self, planned: PlannedLayer) -> None:
        layer = planned.command.layer
        count = f"{len(planned.command.properties):,}"
        words = [self.tr("“{0}” is added with {1} features.").format(layer.name, count)]
        if planned.repaired:
            words.append(self.tr("{0} outlines were repaired.").format(f"{planned.repaired:,}"))
        words += planned.doubts
        kind: MessageKind = "warning" if planned.doubts else "info"
        self._desk.tell(kind, " ".join(words), (MessageLink(self.tr("Undo"), self._desk.undo),))
        self.added.emit(layer.uid)


class AddingBox(QFrame):
    """Shown in the panel while a file with several layers waits: which of them are wanted."""

    def __init__(self, theme: Theme, adding: LayerAdding, parent: QWidget | None = None) -> None:
        """Make a hidden box."""
        super().__init__(parent)
        self._adding = adding
        self._path: Path | None = None
        self.boxes: tuple[QCheckBox, ...] = ()
        dress(self, look="note")
        self._title = QLabel()
        self._title.setWordWrap(True)
        self.add = PrimaryButton(theme, self.tr("Add"), small=True)
        self.cancel = LinkButton(theme, self.tr("Leave it"), small=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(10, 8, 10, 8)
        self._column.setSpacing(6)
        self._column.addWidget(self._title)
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addWidget(self.cancel)
        row.addStretch(1)
        self._column.addLayout(row)
        self.add.clicked.connect(self._add)
        self.cancel.clicked.connect(lambda: self._end(()))
        adding.several.connect(self.ask)
        self.hide()

    def ask(self, path: Path, names: tuple[str, ...]) -> None:
        """Ask which layers of a file are wanted."""
        self._clear()
        self._path = path
        self._title.setText(self.tr("{0} holds {1} layers.").format(path.name, len(names)))
        self.boxes = tuple(QCheckBox(name.replace("&", "&&")) for name in names)
        for place, (box, name) in enumerate(zip(self.boxes, names, strict=True)):
            box.setProperty("layer", name)
            box.toggled.connect(lambda _on: self._allow())
            self._column.insertWidget(1 + place, box)
        self._allow()
        self.show()

    def _allow(self) -> None:
        ticked = any(box.isChecked() for box in self.boxes)
        self.add.set_reason(None if ticked else self.tr("Tick the layers to add"))

    def _add(self) -> None:
        self._end([str(box.property("layer")) for box in self.boxes if box.isChecked()])

    def _end(self, names: Sequence[str]) -> None:
        path, self._path = self._path, None
        self.hide()
        self._clear()
        if path is not None:
            self._adding.add_some(path, names)

    def _clear(self) -> None:
        for box in self.boxes:
            self._column.removeWidget(box)
            box.hide()
            box.deleteLater()
        self.boxes = ()


def layer_name(stem: str) -> str:
    """Write a file's or table's own name as a layer is called: gm_lsoa is Gm lsoa."""
    words = " ".join(stem.replace("_", " ").replace("-", " ").split())
    return words[:1].upper() + words[1:]


def _names_work(path: Path) -> Callable[[Progress], tuple[str, ...]]:
    def work(_progress: Progress) -> tuple[str, ...]:
        # Reading shapes needs large libraries; the first window does not wait for them.
        from tpdesk.files.geodata import read_layer_names

        return read_layer_names(path)

    return work


def _plan_work(register: Register, request: LayerRequest) -> Callable[[Progress], PlannedLayer]:
    def work(progress: Progress) -> PlannedLayer:
        from tpdesk.files.fingerprints import sha256_of_file
        from tpdesk.files.geodata import read_layer_file
        from tpdesk.services.layers.adding import plan_layer
        from tpdesk.store.reads import read_layers

        progress.step(0, 2, f"Reading {request.path.name}")
        own = register.path.stat()
        table = read_layer_file(request.path, request.within or None, refuse={(own.st_dev, own.st_ino)})
        progress.step(1, 2, f"Reading {request.path.name}")
        taken = frozenset(layer.position for layer in read_layers(register))
        command = plan_layer(table, request, sha256_of_file(request.path), taken)
        doubts = tuple(issue.message for issue in table.issues if issue.code == "same_position")
        return PlannedLayer(command, table.repaired, doubts)

    return work
