"""Stages whose work is not built yet: they say what would be here, why it is not, and where to go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from tpdesk.gui.stages.stage import Stage
from tpdesk.gui.theme import dress
from tpdesk.gui.widgets.empty import EmptyState
from tpdesk.gui.widgets.sections import SectionHeading

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from tpdesk.gui.desk import Desk
    from tpdesk.gui.theme import Theme


class WaitingStage(Stage):
    """A stage with an honest empty state below the map.

    Attributes:
        title: What is not there.
        why: Why not, and what can be done meanwhile.
        summary: What the stage is for.
        way_on: Words of the button, and the stage that it brings forward.
        other_way: The same for a second button, empty for none.
    """

    lower_height = 260
    ready = False
    title = ""
    why = ""
    summary = ""
    way_on = ("", "")
    other_way = ("", "")

    def __init__(self, theme: Theme, desk: Desk, parent: QObject | None = None) -> None:
        """Make nothing before the stage is entered."""
        super().__init__(theme, desk, parent)
        self._panel: QWidget | None = None
        self._lower: EmptyState | None = None

    def panel(self) -> QWidget:
        """What the stage is for."""
        if self._panel is None:
            self._panel = QWidget()
            column = QVBoxLayout(self._panel)
            column.setContentsMargins(14, 14, 14, 14)
            column.setSpacing(10)
            column.addWidget(SectionHeading(self.theme, self.label, role="heading"))
            text = QLabel(self.summary)
            text.setTextFormat(Qt.TextFormat.PlainText)
            text.setWordWrap(True)
            dress(text, look="second")
            column.addWidget(text)
            column.addStretch(1)
        return self._panel

    def lower(self) -> QWidget:
        """The empty state."""
        if self._lower is None:
            self._lower = EmptyState(self.theme, self.icon, self.title, self.why)
            self._lower.add_primary(self.way_on[0])
            self._lower.primary_clicked.connect(lambda: self.desk.stage_wanted.emit(self.way_on[1]))
            if self.other_way[0]:
                self._lower.add_secondary(self.other_way[0])
                self._lower.secondary_clicked.connect(lambda: self.desk.stage_wanted.emit(self.other_way[1]))
        return self._lower


class OptionsStage(WaitingStage):
    """Comparing what to keep, vacate and bring together."""

    key, icon = "options", "scale"

    @property
    def label(self) -> str:
        """What the rail calls it."""
        return self.tr("Options")

    def __init__(self, theme: Theme, desk: Desk, parent: QObject | None = None) -> None:
        """Choose the words."""
        super().__init__(theme, desk, parent)
        self.title = self.tr("No options to compare")
        self.why = self.tr(
            "Options set whole plans for the estate side by side: which buildings to keep, vacate or share. "
            "This version of tpdesk does not make them yet. Proposals for sharing, pair by pair, are ready."
        )
        self.summary = self.tr("Several plans for the same estate, compared by cost, room and distance.")
        self.way_on = (self.tr("See who could share"), "colocate")


class SpendStage(WaitingStage):
    """Adding up what the estate costs."""

    key, icon = "spend", "calculator"

    @property
    def label(self) -> str:
        """What the rail calls it."""
        return self.tr("Spend")

    def __init__(self, theme: Theme, desk: Desk, parent: QObject | None = None) -> None:
        """Choose the words."""
        super().__init__(theme, desk, parent)
        self.title = self.tr("Nothing is added up yet")
        self.why = self.tr(
            "Spend adds up rents, running costs and backlog by partner, and says which share is known. "
            "This version of tpdesk does not do so yet. What each building costs is in its details."
        )
        self.summary = self.tr("What the buildings cost, added up, with the share that is unknown.")
        self.way_on = (self.tr("Look at the buildings"), "register")
        self.other_way = (self.tr("Collect another list"), "collect")


class ShareStage(WaitingStage):
    """Sending each partner its part."""

    key, icon = "share", "send"

    @property
    def label(self) -> str:
        """What the rail calls it."""
        return self.tr("Share")

    def __init__(self, theme: Theme, desk: Desk, parent: QObject | None = None) -> None:
        """Choose the words."""
        super().__init__(theme, desk, parent)
        self.title = self.tr("Nothing to send yet")
        self.why = self.tr(
            "Share gives each partner the part of the register that it may see. This version of tpdesk does "
            "not do so yet. A printed map with its schedule leaves out what the chosen readers may not see."
        )
        self.summary = self.tr("Each partner’s own part of the register, and what the others released to it.")
        self.way_on = (self.tr("Print map and schedule"), "print")
