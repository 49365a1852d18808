"""What one person prefers, held while the window is open and written to their settings file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal

from tpdesk.domain.errors import OutsideError
from tpdesk.files.settings import Settings, read_settings, write_settings

if TYPE_CHECKING:
    from pathlib import Path

    from tpdesk.files.settings import ColumnLayout, RecentRegister


class Preferences(QObject):
    """The settings of the person at the window.

    Signals:
        changed: Other settings hold.
        unwritable: The OutsideError with which writing failed; told once.
    """

    changed = Signal()
    unwritable = Signal(object)

    def __init__(self, path: Path | None = None, parent: QObject | None = None) -> None:
        """Read them; without a file the usual ones hold.

        Args:
            path: Another file than the person's own.
            parent: Who keeps it.
        """
        super().__init__(parent)
        self._path = path
        self._told = False
        self.settings: Settings = read_settings(path)

    def change(self, **changes: object) -> None:
        """Change some of them and write them all."""
        self._take(msgspec.structs.replace(self.settings, **changes))

    def change_window(self, **changes: object) -> None:
        """Change where the window is and how it is divided."""
        self.change(window=msgspec.structs.replace(self.settings.window, **changes))

    def keep_table(self, key: str, layout: ColumnLayout) -> None:
        """Keep how a table's columns stand."""
        if self.settings.tables.get(key) != layout:
            self.change(tables={**self.settings.tables, key: layout})

    def keep_recent(self, register: RecentRegister) -> None:
        """Put a register first among the recent ones."""
        self._take(self.settings.with_recent(register))

    def drop_recent(self, path: str) -> None:
        """Take a register off the recent ones."""
        self._take(self.settings.without_recent(path))

    def _take(self, settings: Settings) -> None:
        if settings == self.settings:
            return
        self.settings = settings
        try:
            write_settings(settings, self._path)
        except OutsideError as error:
            if not self._told:
                self._told = True
                self.unwritable.emit(error)
        self.changed.emit()
