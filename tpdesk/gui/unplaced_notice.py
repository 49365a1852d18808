"""Says how many assets have no position when a register opens, and no longer than it is so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from tpdesk.gui.widgets.bars import MessageLink

if TYPE_CHECKING:
    from collections.abc import Callable

    from tpdesk.gui.desk import Desk
    from tpdesk.gui.widgets.bars import MessageBar


class UnplacedNotice(QObject):
    """A message that follows the register: an undone import changes it, the last one placed takes it away."""

    def __init__(self, desk: Desk, bar: MessageBar, show: Callable[[], object], parent: QObject) -> None:
        """Follow a desk.

        Args:
            desk: The desk.
            bar: Where the message is seen.
            show: Lists what is not placed.
            parent: What it lives as long as.
        """
        super().__init__(parent)
        self._desk = desk
        self._bar = bar
        self._show = show
        self._said = ""
        desk.contents_changed.connect(self._follow)

    def tell(self) -> None:
        """Say how many are not placed, if any are."""
        words = self._words()
        if words:
            # After the message bar was cleared for the register that was opened.
            QTimer.singleShot(0, self, lambda: self._say(words))

    def _follow(self) -> None:
        if not self._said or self._bar.text != self._said:
            return
        words = self._words()
        if not words:
            self._bar.close_message()
        elif words != self._said:
            self._say(words)

    def _say(self, words: str) -> None:
        self._said = words
        self._desk.tell("warning", words, (MessageLink(self.tr("Show them"), self._show),))

    def _words(self) -> str:
        contents = self._desk.contents
        count = 0 if contents is None else int((~contents.assets.placed).sum())
        if count == 1:
            return self.tr("1 asset has no position, so it is not on the map.")
        several = self.tr("{0} assets have no position, so they are not on the map.")
        return several.format(f"{count:,}") if count else ""
