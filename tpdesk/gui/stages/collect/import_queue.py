"""Brings planned files into the register, one after the other, each as one step that undo takes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from tpdesk.domain.errors import Cancelled, ConflictError
from tpdesk.gui.stages.collect.collected_file import CollectedFile, FileState
from tpdesk.gui.widgets.bars import MessageLink
from tpdesk.services.asset_filter import AssetFilter

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tpdesk.domain.changes import ChangeSet
    from tpdesk.domain.errors import TpdeskError
    from tpdesk.gui.desk import Desk
    from tpdesk.gui.stages.collect.collection import Collection
    from tpdesk.services.importing.plan import ImportPlan

METHOD = "location_method"


class ImportQueue(QObject):
    """The files that are to come into the register.

    Signals:
        ended: Nothing is being imported any more.
    """

    ended = Signal()

    def __init__(self, desk: Desk, collection: Collection, parent: QObject | None = None) -> None:
        """Start with nothing to import."""
        super().__init__(parent)
        self._desk = desk
        self._collection = collection
        self._queue: list[CollectedFile] = []
        self._running = False
        collection.file_changed.connect(self._go_on)

    @property
    def busy(self) -> bool:
        """Whether files are being imported or wait for it."""
        return self._running or bool(self._queue)

    def start(self, files: Iterable[CollectedFile]) -> None:
        """Import files in this order; each is planned again after the one before it."""
        self._queue += [file for file in files if file not in self._queue]
        self._go_on()

    def _go_on(self, _changed: object = None) -> None:
        while self._queue and not self._running:
            file = self._queue[0]
            if file not in self._collection.files:
                self._queue.pop(0)
            elif file.state is FileState.READING:
                return
            else:
                self._queue.pop(0)
                if file.state is FileState.READY and file.plan is not None:
                    self._import(file, file.plan)
                if not self.busy:
                    self.ended.emit()

    def _import(self, file: CollectedFile, plan: ImportPlan) -> None:
        register = self._desk.register
        if register is None:
            return
        self._running = True
        self._collection.set_state(file, FileState.IMPORTING)
        # The command brings more than the first window needs.
        from tpdesk.services.commands.apply_import import ApplyImport

        def done(_changes: ChangeSet) -> None:
            self._running = False
            self._collection.set_state(file, FileState.IMPORTED)
            self._tell(plan)
            self._end()

        def failed(error: TpdeskError) -> None:
            self._running = False
            self._queue.clear()
            self._tell_failure(file, error)
            self._end()

        self._desk.execute(ApplyImport(plan), done, failed, label=self.tr("Importing {0}").format(plan.file))

    def _end(self) -> None:
        self._go_on()
        if not self.busy:
            self.ended.emit()

    def _tell_failure(self, file: CollectedFile, error: TpdeskError) -> None:
        again = MessageLink(self.tr("Start again"), lambda: self.start([file]))
        if isinstance(error, Cancelled):
            self._collection.set_state(file, FileState.READY)
            text = self.tr("Import cancelled. The register is as it was.")
            self._desk.tell("info", text, [again])
        elif isinstance(error, ConflictError):
            self._collection.start_again(file)
            text = self.tr("{0} It is being planned again.").format(error.message)
            self._desk.tell("warning", text)
        else:
            self._collection.set_state(file, FileState.READY)
            self._desk.tell("fault", f"{error.message} {error.hint}".strip(), [again])

    def _tell(self, plan: ImportPlan) -> None:
        links = [MessageLink(self.tr("Undo"), self._desk.undo)]
        if plan.unplaced:
            links.insert(0, MessageLink(self.tr("Show them"), lambda: self._show_unplaced(plan)))
        self._desk.tell("info", imported_words(plan), links)

    def _show_unplaced(self, plan: ImportPlan) -> None:
        """Show the register's assets without a position that this list reports."""
        contents = self._desk.contents
        if contents is None:
            return
        methods = frozenset(contents.assets[METHOD].tolist()) - {"none"}
        names = frozenset(str(each.name) for each in contents.assets.organisations)
        others = names - {each.name for each in plan.organisations}
        hidden = {METHOD: frozenset(str(each) for each in methods if each)}
        if others:
            hidden["organisation"] = others
        self._desk.set_filter(AssetFilter(hidden=hidden))
        self._desk.stage_wanted.emit("register")


def imported_words(plan: ImportPlan) -> str:
    """Say what an import has done."""
    parts = []
    if plan.created or not (plan.updated or plan.unchanged):
        parts.append(_assets(plan.created, "" if not plan.updated and not plan.unchanged else " new"))
    if plan.updated:
        parts.append(_assets(plan.updated, " changed"))
    if plan.unchanged:
        parts.append(_assets(plan.unchanged, " unchanged"))
    if plan.unplaced:
        parts.append(f"{plan.unplaced:,} without position")
    return f"Imported {plan.file}: {', '.join(parts)}."


def _assets(count: int, what: str) -> str:
    return f"{count:,}{what} asset" if count == 1 else f"{count:,}{what} assets"
