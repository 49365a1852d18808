"""What a stage is: a panel at the left, a table below the map, and what it puts beside and onto the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tpdesk.domain.scene import Arc, MarkerLayer, RadiusCircle
    from tpdesk.gui.desk import Desk
    from tpdesk.gui.theme import Theme


class Stage(QObject):
    """One stage of the officer's year.

    A stage makes its widgets when it is first entered; the map, its view and the selection are not its own.

    Attributes:
        key: Stable name.
        icon: Name of its icon.
        details_width, panel_width, lower_height: Usual sizes in a window of 1440 x 900 pixels.
        ready: Whether this version does its work.
        panel_folds: Whether the panel gives its room to the map in a narrow window.

    Signals:
        overlay_changed: Other arcs, circle, planned buildings or card belong on the map.
        details_changed: Another widget belongs at the right.
        badge_changed: Another number of things waits in it.
        opened: Uid of an asset of which a person wants to see everything.
        panel_wanted: A person asks for the panel that is folded away, or to fold it again.
    """

    key = ""
    icon = ""
    details_width = 343
    panel_width = 236
    lower_height = 330
    panel_folds = False
    ready = True

    overlay_changed = Signal()
    details_changed = Signal()
    badge_changed = Signal(int)
    opened = Signal(str)
    panel_wanted = Signal()

    def __init__(self, theme: Theme, desk: Desk, parent: QObject | None = None) -> None:
        """Keep the look and the desk."""
        super().__init__(parent)
        self.theme = theme
        self.desk = desk
        self._empty: QWidget | None = None

    @property
    def label(self) -> str:
        """What the rail calls it."""
        return self.key

    def panel(self) -> QWidget:
        """The widget at the left; the same one each time."""
        if self._empty is None:
            self._empty = QWidget()
        return self._empty

    def lower(self) -> QWidget | None:
        """The widget below the map; None gives the map the room."""
        return None

    def details(self) -> QWidget | None:
        """The widget at the right; None shows the details of the selected asset."""
        return None

    def arcs(self) -> Sequence[Arc]:
        """Proposals drawn on the map while the stage is in front."""
        return ()

    def circle(self) -> RadiusCircle | None:
        """The circle drawn on the map while the stage is in front."""
        return None

    def planned(self) -> MarkerLayer | None:
        """Buildings that are not in the register yet, drawn on the map while the stage is in front."""
        return None

    def card(self) -> QWidget | None:
        """A card over the upper right corner of the map while the stage is in front."""
        return None

    def legend(self) -> QWidget | None:
        """A legend over the lower left corner of the map while the stage is in front."""
        return None

    def set_folded(self, folded: bool) -> None:
        """Learn that the window is too narrow for the panel, so that it is there only when asked for."""

    def enter(self) -> None:
        """Come to the front."""

    def leave(self) -> None:
        """Go to the back."""

    def copy(self) -> None:
        """Copy what is selected in the table to the clipboard."""
