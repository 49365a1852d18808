"""A register that is open: the one thing through which the rest of the program reaches the file."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

from tpdesk.domain.errors import OutsideError
from tpdesk.domain.identity import new_uid
from tpdesk.domain.progress import SilentProgress
from tpdesk.store.asset_frame import read_assets
from tpdesk.store.backup import back_up
from tpdesk.store.connection import Connections, claim, may_write, release
from tpdesk.store.creation import create_file
from tpdesk.store.export_log import log_export
from tpdesk.store.failures import read_only as read_only_error
from tpdesk.store.history import History
from tpdesk.store.meta import check_editions, edition, read_meta
from tpdesk.store.reads import read_organisations, read_place
from tpdesk.store.schema.version import SCHEMA
from tpdesk.store.styles import store_asset_style

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from types import TracebackType

    import sqlalchemy as sa

    from tpdesk.domain.changes import ChangeSet, Command
    from tpdesk.domain.frame import AssetFrame
    from tpdesk.domain.organisation import Organisation, Place
    from tpdesk.domain.progress import Progress
    from tpdesk.store.export_log import ExportEntry
    from tpdesk.store.styles import AssetMark

_SILENT = SilentProgress()


class Register:
    """An open register. Changes on one thread, reads on any; close it when done."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        """Open an existing register; ``Register.open`` reads better."""
        self._path = path
        self._read_only = read_only
        self._closed = False
        if not read_only and path.exists() and not may_write(path):
            raise read_only_error(path.name)
        self._key = claim(path)
        try:
            self._connections = Connections(path, read_only=read_only)
            try:
                self._uid = self._check()
            except BaseException:
                self._connections.close()
                raise
        except BaseException:
            release(self._key)
            raise
        self._history = History(self._connections)

    @classmethod
    def create(cls, path: Path, place: Place) -> Self:
        """Make a new register and open it.

        Raises:
            ConflictError: There is a file of that name already; it is left as it is.
            OutsideError: The folder cannot be written or the disc is full; no file is left behind.
        """
        create_file(path, place, new_uid())
        return cls(path)

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Self:
        """Open a register; one of an older edition is copied and brought up to date.

        Raises:
            InputError: There is none, or it is not a register.
            OutsideError: It is locked, read-only, damaged, or the disc is full.
            VersionError: A newer tpdesk made it.
        """
        return cls(path, read_only=read_only)

    def _check(self) -> str:
        with self._connections.reading() as connection:
            meta = read_meta(connection, self._path)
        check_editions(meta, self._path, read_only=self._read_only)
        if not self._read_only:
            self._connections.prepare_writing()
            self._check_writable()
            if edition(meta) < SCHEMA:
                self._bring_up_to_date()
        return meta["register_uid"]

    def _check_writable(self) -> None:
        try:
            with self._connections.writing():
                pass
        except OutsideError as error:
            # Whoever is writing just now ends some time; reading goes on meanwhile.
            if error.code != "register_locked":
                raise

    def _bring_up_to_date(self) -> None:
        # Alembic is large and rarely needed; a start should not wait for it.
        from tpdesk.store.migrations.upgrade import migrate

        back_up(self._path, "before migration")
        with self._connections.maintaining() as connection:
            migrate(connection)

    def close(self) -> None:
        """Let the file go; a second time does nothing."""
        if self._closed:
            return
        self._closed = True
        self._connections.close()
        release(self._key)

    def __enter__(self) -> Self:
        """Give the register itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the register."""
        self.close()

    @property
    def path(self) -> Path:
        """The register's file."""
        return self._path

    @property
    def uid(self) -> str:
        """What tells this register from every other."""
        return self._uid

    @property
    def read_only(self) -> bool:
        """Whether it was opened for reading alone."""
        return self._read_only

    @property
    def place(self) -> Place:
        """The partnership's area."""
        return read_place(self)

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """Give the store's reads one state of the register for as long as they hold it."""
        with self._connections.reading() as connection:
            yield connection

    def execute(self, command: Command, progress: Progress = _SILENT) -> ChangeSet:
        """Apply a command; any exception leaves the register and its history as they were.

        Raises:
            ConflictError: The register has moved on since the command was made.
            OutsideError: It is locked or read-only, or the disc is full.
            Cancelled: The progress asked to stop.
        """
        return self._history.execute(command, progress)

    def undo(self, progress: Progress = _SILENT) -> ChangeSet:
        """Take back the newest step.

        Raises:
            ConflictError: There is none, or somebody else has changed its rows since.
        """
        return self._history.undo(progress)

    def redo(self, progress: Progress = _SILENT) -> ChangeSet:
        """Make the step again that was taken back last.

        Raises:
            ConflictError: There is none, or somebody else has changed its rows since.
        """
        return self._history.redo(progress)

    @property
    def undo_description(self) -> str | None:
        """The words of the step that undo takes back, None when there is none."""
        return self._history.undo_description

    @property
    def redo_description(self) -> str | None:
        """The words of the step that redo makes again, None when there is none."""
        return self._history.redo_description

    def read_assets(self) -> AssetFrame:
        """Read all assets, flattened to one row each."""
        return read_assets(self)

    def read_organisations(self) -> tuple[Organisation, ...]:
        """Read the partners in the order in which they were added."""
        return read_organisations(self)

    def store_asset_style(self, marks: Sequence[AssetMark]) -> None:
        """Let QGIS draw the assets as tpdesk does; no step of the history, for no fact changes."""
        with self._connections.writing() as connection:
            store_asset_style(connection, marks)

    def log_export(self, entry: ExportEntry) -> None:
        """Note in the register what was given out, to whom and why."""
        with self._connections.writing() as connection:
            log_export(connection, entry)

    def data_version(self) -> int:
        """Give a number that changes when another program or another tpdesk has changed the file."""
        return self._connections.others_version()
