"""The stage Register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpdesk.gui.stages.register.panel import RegisterPanel
from tpdesk.gui.stages.register.tables import RegisterTables
from tpdesk.gui.stages.stage import Stage

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QWidget

    from tpdesk.gui.desk import Desk
    from tpdesk.gui.theme import Theme


class RegisterStage(Stage):
    """All assets: facets at the left, the table below the map."""

    key, icon = "register", "table-2"
    panel_width = 243

    def __init__(self, theme: Theme, desk: Desk, parent: QObject | None = None) -> None:
        """Make nothing before the stage is entered."""
        super().__init__(theme, desk, parent)
        self._panel: RegisterPanel | None = None
        self._tables: RegisterTables | None = None

    @property
    def label(self) -> str:
        """What the rail calls it."""
        return self.tr("Register")

    @property
    def tables(self) -> RegisterTables:
        """The tables of assets, sites and doubts."""
        if self._tables is None:
            self._tables = RegisterTables(self.theme, self.desk, lambda: self.panel().parts())
            self._tables.assets.opened.connect(self.opened)
        return self._tables

    def panel(self) -> RegisterPanel:
        """Chips and facets."""
        if self._panel is None:
            self._panel = RegisterPanel(self.theme, self.desk)
        return self._panel

    def lower(self) -> QWidget:
        """The tables."""
        return self.tables

    def copy(self) -> None:
        """Copy the selected rows of the table that is in front."""
        self.tables.copy()
