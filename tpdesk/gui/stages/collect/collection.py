"""The files of the import: chosen, read beside the window, planned again after every decision."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from tpdesk.domain.errors import Cancelled, InputError
from tpdesk.gui.stages.collect.collected_file import CollectedFile, FileState
from tpdesk.gui.stages.collect.postcode_reference import PostcodeReference
from tpdesk.services.importing.request import Decisions, ImportRequest, References

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from tpdesk.domain.errors import TpdeskError
    from tpdesk.domain.progress import Progress
    from tpdesk.gui.desk import Desk
    from tpdesk.services.importing.plan import ImportPlan

_PAUSE_MS = 200
"""Decisions that follow one another within this time are planned once."""


class Collection(QObject):
    """The files a person has put into the import, and which of them is looked at.

    Signals:
        files_changed: A file came or went.
        file_changed: A CollectedFile is elsewhere on its way, or has another plan.
        chosen_changed: Another file is looked at, or none.
    """

    files_changed = Signal()
    file_changed = Signal(object)
    chosen_changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        """Start without files."""
        super().__init__(parent)
        self._desk = desk
        self._files: list[CollectedFile] = []
        self._chosen: CollectedFile | None = None
        self._count = 0
        self._waiting: list[CollectedFile] = []
        self.postcode_list = PostcodeReference(desk, self)
        self.postcode_list.opened.connect(self._plan_waiting)
        self.postcode_list.stopped.connect(self._stop_waiting)
        self._assets: object = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._plan_waiting)
        desk.contents_changed.connect(self._follow_register)
        desk.closed.connect(self.clear)

    # --- what there is

    @property
    def files(self) -> tuple[CollectedFile, ...]:
        """The files in the order they were added."""
        return tuple(self._files)

    @property
    def chosen(self) -> CollectedFile | None:
        """The file that is looked at."""
        return self._chosen

    @property
    def ready(self) -> tuple[CollectedFile, ...]:
        """The files that can be imported now."""
        return tuple(each for each in self._files if each.state is FileState.READY)

    @property
    def last_folder(self) -> str:
        """Folder of the last file chosen."""
        return self._desk.preferences.settings.last_folder

    @property
    def organisation_names(self) -> tuple[str, ...]:
        """Names of the partners that the register knows."""
        contents = self._desk.contents
        return tuple(each.name for each in contents.assets.organisations) if contents is not None else ()

    # --- files

    def add(self, paths: Iterable[Path]) -> None:
        """Put files into the import; one that is there already is looked at again."""
        added: list[CollectedFile] = []
        known = {each.request.path: each for each in self._files}
        for path in paths:
            file = known.get(path)
            if file is None:
                self._count += 1
                file = known[path] = CollectedFile(self._count, ImportRequest(path))
                self._files.append(file)
                self._plan_soon(file)
            added.append(file)
        if added:
            self._desk.preferences.change(last_folder=str(added[0].request.path.parent))
            self.files_changed.emit()
            self.choose(added[0])

    def remove(self, file: CollectedFile) -> None:
        """Take a file out of the import; the register is not touched."""
        if file not in self._files:
            return
        place = self._files.index(file)
        self._files.remove(file)
        self._forget(file)
        self.files_changed.emit()
        if self._chosen is file:
            left = self._files[min(place, len(self._files) - 1)] if self._files else None
            self.choose(left)

    def clear(self) -> None:
        """Take all files out."""
        for file in self._files:
            self._forget(file)
        self._files.clear()
        self._assets = None
        self.files_changed.emit()
        self.choose(None)

    def choose(self, file: CollectedFile | None) -> None:
        """Look at a file."""
        if file is not self._chosen:
            self._chosen = file
            self.chosen_changed.emit()

    # --- decisions

    def decide(self, file: CollectedFile, decisions: Decisions) -> None:
        """Take decisions about a file and plan it again."""
        file.decisions = decisions
        self._plan_soon(file)

    def ask(self, file: CollectedFile, request: ImportRequest) -> None:
        """Ask something else of a file and plan it again."""
        if request.sheet != file.request.sheet or request.profile != file.request.profile:
            file.decisions = Decisions()
            file.left = frozenset()
        file.request = request
        self._plan_soon(file)

    def name_organisation(self, file: CollectedFile, name: str) -> None:
        """Say who reports a file."""
        self.ask(file, replace(file.request, organisation=name))

    def give_password(self, file: CollectedFile, password: str) -> None:
        """Try to open a file with its password."""
        self.ask(file, replace(file.request, password=password))

    def leave(self, file: CollectedFile, code: str, row: int, *, leave: bool = True) -> None:
        """Note that a doubt was looked at and stays as it is, or take that back."""
        file.left = file.left | {(code, row)} if leave else file.left - {(code, row)}
        self.file_changed.emit(file)

    def start_again(self, file: CollectedFile) -> None:
        """Read a file again, for instance after it was stopped or mended."""
        self._plan_soon(file)

    def set_postcodes(self, path: str) -> None:
        """Use another list of postcodes for every file, now and later; empty uses none."""
        self.postcode_list.set_path(path)
        for file in self._files:
            if file.state is not FileState.IMPORTED:
                self._plan_soon(file)

    def set_state(self, file: CollectedFile, state: FileState) -> None:
        """Say how far a file has come."""
        file.state = state
        self.file_changed.emit(file)

    # --- planning

    def _plan_soon(self, file: CollectedFile) -> None:
        file.version += 1
        file.progress = None
        if file not in self._waiting:
            self._waiting.append(file)
        self.set_state(file, FileState.READING)
        self._pause.start()

    def _plan_waiting(self) -> None:
        if self._desk.register is None or not self.postcode_list.prepare():
            return
        waiting, self._waiting = self._waiting, []
        for file in waiting:
            self._plan(file)

    def _stop_waiting(self) -> None:
        waiting, self._waiting = self._waiting, []
        for file in waiting:
            file.error = Cancelled()
            self.set_state(file, FileState.STOPPED)

    def _plan(self, file: CollectedFile) -> None:
        register = self._desk.register
        if register is None:
            return
        version, request, decisions = file.version, file.request, file.decisions
        references = References(self.postcode_list.index)

        def report(done: int, total: int) -> None:
            file.progress = done / total if total else None

        def work(progress: Progress) -> ImportPlan:
            # The readers of lists bring more than the first window needs.
            from tpdesk.gui.stages.collect.headings import look_at_headings
            from tpdesk.services.importing.planning import plan_import

            watched = _Watched(progress, lambda: file.version == version, report)
            try:
                return plan_import(request, register, references, decisions, watched)
            except InputError as error:
                if error.code == "organisation_missing":
                    file.headings, file.likely_profile = look_at_headings(request)
                raise

        def done(plan: ImportPlan) -> None:
            if file.version == version:
                file.plan, file.error = plan, None
                self.set_state(file, FileState.READY)

        def failed(error: TpdeskError) -> None:
            if file.version == version:
                stopped = isinstance(error, Cancelled)
                file.error = error
                self.set_state(file, FileState.STOPPED if stopped else FileState.FAILED)

        label = self.tr("Reading {0}").format(file.name)
        self._desk.runner.read(_key(file), work, done, failed, label=label)

    def _forget(self, file: CollectedFile) -> None:
        file.version += 1
        if file in self._waiting:
            self._waiting.remove(file)

    def _follow_register(self) -> None:
        """Plan again against the register as it is now, when more than its layers has changed."""
        contents, register = self._desk.contents, self._desk.register
        if contents is None or register is None or contents.assets is self._assets:
            return
        self._assets = contents.assets
        for file in self._files:
            if file.state in (FileState.READY, FileState.READING):
                self._plan_soon(file)
        imported = [file for file in self._files if file.state is FileState.IMPORTED]
        if imported:
            self._look_for_undone(imported)

    def _look_for_undone(self, imported: list[CollectedFile]) -> None:
        register = self._desk.register

        def work(_progress: Progress) -> frozenset[str]:
            # The store's libraries are large; the first window does not wait for them.
            from tpdesk.store.reads import read_batches

            return frozenset(batch.uid for batch in read_batches(register)) if register else frozenset()

        def done(batches: frozenset[str]) -> None:
            for file in imported:
                if file.state is FileState.IMPORTED and file.batch_uid not in batches:
                    self._plan_soon(file)

        self._desk.runner.read("batches", work, done)


class _Watched:
    """Progress of one plan: stops when a newer decision was taken, and tells the file how far it is."""

    def __init__(
        self, inner: Progress, is_wanted: Callable[[], bool], report: Callable[[int, int], None]
    ) -> None:
        self._inner = inner
        self._is_wanted = is_wanted
        self._report = report

    def step(self, done: int, total: int, label: str) -> None:
        """Pass on how far it is."""
        if not self._is_wanted():
            raise Cancelled
        self._report(done, total)
        self._inner.step(done, total, label)


def _key(file: CollectedFile) -> str:
    return f"plan-{file.number}"
