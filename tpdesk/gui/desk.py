"""What lies on the desk: the open register, its filter and the one selection. Every view follows it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from tpdesk.gui.others import OtherWriters
from tpdesk.gui.runner import Runner
from tpdesk.gui.widgets.bars import Message
from tpdesk.services.asset_filter import AssetFilter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from tpdesk.domain.candidates import CandidateOptions
    from tpdesk.domain.changes import ChangeSet, Command
    from tpdesk.domain.errors import TpdeskError
    from tpdesk.domain.progress import Progress
    from tpdesk.domain.scene import Extent
    from tpdesk.gui.contents import Contents
    from tpdesk.gui.preferences import Preferences
    from tpdesk.gui.register_work import Step
    from tpdesk.gui.widgets.bars import MessageKind, MessageLink
    from tpdesk.store.register import Register

_AROUND_M = 150.0


class Desk(QObject):
    """The open register as the window knows it.

    Signals:
        opened: A register was opened and read.
        closed: No register is open any more.
        contents_changed: Assets, layers or undo changed.
        filter_changed: Another part of the assets is shown.
        selection_changed: Other assets are selected.
        told: A Message for the bar.
        stage_wanted: Key of the stage that should come forward.
        zoom_wanted: Extent that the map should show.
        placing_wanted: Uid of an asset whose place a person is to click.
    """

    opened = Signal()
    closed = Signal()
    contents_changed = Signal()
    filter_changed = Signal()
    selection_changed = Signal()
    told = Signal(object)
    stage_wanted = Signal(str)
    zoom_wanted = Signal(object)
    placing_wanted = Signal(str)

    def __init__(self, preferences: Preferences, parent: QObject | None = None) -> None:
        """Start with an empty desk."""
        super().__init__(parent)
        self.preferences = preferences
        self.runner = Runner(self)
        self._register: Register | None = None
        self._contents: Contents | None = None
        self._filter = AssetFilter()
        self._shown: NDArray[np.bool_] | None = None
        self._selection: frozenset[str] = frozenset()
        self._view: Extent | None = None
        self.sharing: CandidateOptions | None = None  # What Co-locate is set to, for pages that show it.
        self._others = OtherWriters(self.runner, self)
        self._others.wrote.connect(self.refresh)
        self.runner.failed.connect(self.tell_error)

    @property
    def register(self) -> Register | None:
        """The open register, None when there is none."""
        return self._register

    @property
    def contents(self) -> Contents | None:
        """Its contents as last read, None before the first reading."""
        return self._contents

    @property
    def filter(self) -> AssetFilter:
        """What is shown."""
        return self._filter

    @property
    def shown(self) -> NDArray[np.bool_]:
        """Which assets of the contents the filter leaves, bool (n,)."""
        return _no_assets().astype(bool) if self._shown is None else self._shown

    @property
    def selection(self) -> frozenset[str]:
        """Uids of the selected assets."""
        return self._selection

    @property
    def view(self) -> Extent | None:
        """The part of the map that is seen, None before the map was drawn."""
        return self._view

    # --- opening and closing ---------------------------------------------------------------------------

    def open(self, path: Path, on_open: Callable[[], None] | None = None) -> None:
        """Open a register and read it; the one that is open is closed when that worked."""
        self.open_made(path, lambda _progress: path, on_open)

    def open_made(
        self, path: Path, make: Callable[[Progress], Path], on_open: Callable[[], None] | None = None
    ) -> None:
        """Make a register, then open it.

        Args:
            path: By whose name the work is called.
            make: Makes it, on the write thread, and says where it lies.
            on_open: Called when it lies open.
        """
        before = self._register

        def work(progress: Progress) -> tuple[Register, Contents]:
            from tpdesk.gui.register_work import open_and_read

            return open_and_read(make(progress), before, progress)

        def done(opened: tuple[Register, Contents]) -> None:
            self._put_down(*opened)
            if on_open is not None:
                on_open()

        self.runner.write(work, done, label=self.tr("Opening {0}").format(path.name))

    def _put_down(self, register: Register, contents: Contents) -> None:
        if register is not self._register:
            self._close_register()
        self._register, self._contents = register, contents
        self._filter = AssetFilter()
        self._selection = frozenset()
        self._refilter()
        self._others.watch(register)
        for signal in (self.opened, self.contents_changed, self.filter_changed, self.selection_changed):
            signal.emit()
        if register.read_only:
            why = self.tr("the file or its folder may not be changed, or a newer tpdesk made it")
            text = self.tr("{0} is open for reading only: {1}.")
            self.tell("info", text.format(register.path.name, why))

    def close(self) -> None:
        """Stop all work and let the register go."""
        self._others.stop()
        self.runner.close()
        self._close_register()

    def close_register(self) -> None:
        """Put the register away; the start page comes back."""
        if self._register is None:
            return
        self._others.stop()
        self._close_register()
        self._contents = None
        self._shown = None
        self._selection = frozenset()
        self.closed.emit()

    def _close_register(self) -> None:
        if self._register is not None:
            self.runner.forget_reads()
            self._register.close()
            self._register = None

    # --- changing and reading --------------------------------------------------------------------------

    def execute(
        self,
        command: Command,
        on_done: Callable[[ChangeSet], None] | None = None,
        on_error: Callable[[TpdeskError], None] | None = None,
        *,
        label: str = "",
    ) -> None:
        """Change the register, then read it again; without `on_error` an error is told under the menu."""
        self._change(command, on_done, label, on_error)

    def undo(self) -> None:
        """Take back the newest step."""
        if self._contents is not None and self._contents.undo is not None:
            self._change("undo", None, self.tr("Undoing"))

    def redo(self) -> None:
        """Make the step again that was taken back last."""
        if self._contents is not None and self._contents.redo is not None:
            self._change("redo", None, self.tr("Redoing"))

    def refresh(self) -> None:
        """Read the register again, for instance because another program has changed it."""
        register = self._register
        if register is not None:
            self.runner.read("contents", lambda _: _read(register), self._take)

    def _change(
        self,
        change: Command | Step,
        on_done: Callable[[ChangeSet], None] | None,
        label: str,
        on_error: Callable[[TpdeskError], None] | None = None,
    ) -> None:
        register, before = self._register, self._contents
        if register is None:
            return

        def work(progress: Progress) -> tuple[ChangeSet, Contents]:
            from tpdesk.gui.register_work import change_and_read

            return change_and_read(register, change, before, progress)

        def done(answer: tuple[ChangeSet, Contents]) -> None:
            changes, contents = answer
            if register is self._register:
                self._take(contents)
            if on_done is not None:
                on_done(changes)

        self.runner.write(work, done, on_error, label=label)

    def _take(self, contents: Contents) -> None:
        self._contents = contents
        self._refilter()
        self.contents_changed.emit()
        self.filter_changed.emit()
        self.select(uid for uid in self._selection if uid in contents.rows)

    def set_filter(self, chosen: AssetFilter) -> None:
        """Show another part of the assets."""
        if chosen != self._filter:
            self._filter = chosen
            self._refilter()
            self.filter_changed.emit()

    def set_view(self, extent: Extent) -> None:
        """Say which part of the map is seen; a filter by what is in view follows it."""
        self._view = extent
        if self._filter.extent is not None:
            self.set_filter(replace(self._filter, extent=extent))

    def select(self, uids: Iterable[str]) -> None:
        """Make these assets the one selection."""
        chosen = frozenset(uids)
        if chosen != self._selection:
            self._selection = chosen
            self.selection_changed.emit()

    def selected_rows(self) -> NDArray[np.intp]:
        """Rows of the selected assets in the contents' frame, ascending."""
        contents = self._contents
        return _no_assets() if contents is None else contents.rows_of(self._selection)

    def show_assets(self, uids: Iterable[str], *, around_m: float = _AROUND_M) -> None:
        """Select assets and bring those with a position into view."""
        self.select(uids)
        contents, rows = self._contents, self.selected_rows()
        if contents is None:
            return
        extent = contents.extent_of(rows)
        if extent is not None:
            self.zoom_wanted.emit(extent.grown(around_m))

    def zoom_to(self, extent: Extent) -> None:
        """Show a part of the map."""
        self.zoom_wanted.emit(extent)

    def _refilter(self) -> None:
        if self._contents is not None:
            self._shown = self._contents.index.mask(self._filter)

    def tell(self, kind: MessageKind, text: str, links: Sequence[MessageLink] = ()) -> None:
        """Show a message under the menu."""
        self.told.emit(Message(kind, text, tuple(links)))

    def tell_error(self, error: TpdeskError) -> None:
        """Show an expected error under the menu, its hint behind it."""
        self.tell("fault", f"{error.message} {error.hint}".strip())


def _read(register: Register) -> Contents:
    from tpdesk.gui.contents import read_contents

    return read_contents(register)


def _no_assets() -> NDArray[np.intp]:
    # Arrays come with the first register; the first window does not wait for them.
    import numpy as np

    return np.zeros(0, dtype=np.intp)
