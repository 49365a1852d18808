"""The stage Print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpdesk.gui.stages.print.wish import PageMaking
from tpdesk.gui.stages.stage import Stage

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from tpdesk.gui.desk import Desk
    from tpdesk.gui.stages.print.details import PrintPreview
    from tpdesk.gui.stages.print.panel import PrintPanel
    from tpdesk.gui.theme import Theme


class PrintStage(Stage):
    """The map with its schedule on paper: settings at the left, the pages at the right, the map between."""

    key, icon = "print", "printer"
    panel_width, details_width = 250, 640

    def __init__(self, theme: Theme, desk: Desk, parent: QObject | None = None) -> None:
        """Make no widget before the stage is entered."""
        super().__init__(theme, desk, parent)
        self.making = PageMaking(desk, self)
        self._panel: PrintPanel | None = None
        self._details: PrintPreview | None = None

    @property
    def label(self) -> str:
        """What the rail calls it."""
        return self.tr("Print")

    def panel(self) -> PrintPanel:
        """The settings."""
        if self._panel is None:
            from tpdesk.gui.stages.print.panel import PrintPanel

            self._panel = PrintPanel(self.theme, self.desk, self.making)
        return self._panel

    def details(self) -> PrintPreview:
        """The pages."""
        if self._details is None:
            from tpdesk.gui.stages.print.details import PrintPreview

            self._details = PrintPreview(self.theme, self.making)
        return self._details

    def enter(self) -> None:
        """Make the pages, if they have become stale or Co-locate is set to something else."""
        self.making.wake()
        if self._panel is not None:
            self._panel.follow_sharing()

    def leave(self) -> None:
        """Make none while nobody looks."""
        self.making.sleep()
