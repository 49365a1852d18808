"""Brings planned files into the register, one after the other, each as one step that undo takes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from tpdesk.domain.errors import Cancelled, ConflictError
from tpdesk.gui.stages.collect.collected_file import CollectedFile, FileState
from tpdesk.gui.widgets.bars import MessageLink
from tpdesk.services.asset_filter import AssetFilter

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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
        self._done: list[ImportPlan] = []
        collection.file_changed.connect(self._go_on)

    @property
    def busy(self) -> bool:
        """Whether files are being imported or wait for it."""
        return self._running or bool(self._queue)

    def start(self, files: Iterable[CollectedFile]) -> None:
        """Import files in this order; each is planned again after the one before it."""
        if not self.busy:
            self._done.clear()
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
            self._done.append(plan)
            self._tell()
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

    def _tell(self) -> None:
        """Say what this run has brought in by now, the first list to the last."""
        plans = tuple(self._done)
        last = self.tr("Undo") if len(plans) == 1 else self.tr("Undo the last")
        links = [MessageLink(last, self._desk.undo)]
        if any(plan.unplaced for plan in plans):
            links.insert(0, MessageLink(self.tr("Show them"), lambda: self._show_unplaced(plans)))
        self._desk.tell("info", imported_words(*plans), links)

    def _show_unplaced(self, plans: Sequence[ImportPlan]) -> None:
        """Show the register's assets without a position that these lists report."""
        contents = self._desk.contents
        if contents is None:
            return
        methods = frozenset(contents.assets[METHOD].tolist()) - {"none"}
        names = frozenset(str(each.name) for each in contents.assets.organisations)
        others = names - {each.name for plan in plans for each in plan.organisations}
        hidden = {METHOD: frozenset(str(each) for each in methods if each)}
        if others:
            hidden["organisation"] = others
        self._desk.set_filter(AssetFilter(hidden=hidden))
        self._desk.stage_wanted.emit("register")


def imported_words(*plans: ImportPlan) -> str:
    """Say what one import has done, or several together."""
    created, updated = sum(each.created for each in plans), sum(each.updated for each in plans)
    unchanged, unplaced = sum(each.unchanged for each in plans), sum(each.unplaced for each in plans)
    parts = []
    if created or not (updated or unchanged):
        parts.append(_assets(created, "" if not updated and not unchanged else " new"))
    if updated:
        parts.append(_assets(updated, " changed"))
    if unchanged:
        parts.append(_assets(unchanged, " unchanged"))
    if unplaced:
        parts.append(f"{unplaced:,} without position")
    what = plans[0].file if len(plans) == 1 else f"{len(plans)} lists"
    return f"Imported {what}: {', '.join(parts)}."


def _assets(count: int, what: str) -> str:
    return f"{count:,}{what} asset" if count == 1 else f"{count:,}{what} assets"
