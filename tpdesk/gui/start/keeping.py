"""Keeps what the start page shows of a register: its counts and a picture of its map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from tpdesk.files.settings import RecentRegister
from tpdesk.gui.start.thumbnails import thumbnail_path, thumbnail_work

if TYPE_CHECKING:
    from tpdesk.domain.scene import Scene
    from tpdesk.gui.desk import Desk
    from tpdesk.gui.theme import Theme


class RecentKeeper(QObject):
    """Follows the open register."""

    def __init__(self, theme: Theme, desk: Desk, parent: QObject | None = None) -> None:
        """Keep the counts whenever the contents change; pictures come with ``keep_picture``."""
        super().__init__(parent)
        self._theme = theme
        self._desk = desk
        desk.contents_changed.connect(self.keep_counts)

    def keep_counts(self) -> None:
        """Put the open register first among the recent ones."""
        register, contents = self._desk.register, self._desk.contents
        if register is None or contents is None:
            return
        assets = contents.assets
        self._desk.preferences.keep_recent(
            RecentRegister(
                str(register.path.resolve()),
                contents.place.name,
                assets=len(assets),
                organisations=len(assets.organisations),
                unplaced=int((~assets.placed).sum()),
            )
        )

    def keep_picture(self, scene: Scene) -> None:
        """Draw the whole map small, beside the window."""
        register = self._desk.register
        if register is None:
            return
        from tpdesk.render.map_look import MapLook

        look = MapLook.of(self._theme.tokens, self._theme.scheme)
        work = thumbnail_work(scene, look, thumbnail_path(register.path))
        self._desk.runner.read("thumbnail", work, lambda _: None)
