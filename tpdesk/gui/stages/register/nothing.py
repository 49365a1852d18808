"""What stands in the table's place when no asset is shown: the register is empty, or the filter narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from tpdesk.gui.widgets.empty import EmptyState
from tpdesk.services.asset_filter import AssetFilter

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tpdesk.gui.desk import Desk
    from tpdesk.gui.theme import Theme


class NothingShown(QStackedWidget):
    """Says why the table is empty, and offers the way on."""

    def __init__(
        self,
        theme: Theme,
        desk: Desk,
        parts: Callable[[], Mapping[str, AssetFilter]],
        parent: QWidget | None = None,
    ) -> None:
        """Make both faces.

        Args:
            theme: The look.
            desk: The desk.
            parts: Gives the words of each part of the filter with the filter that is left without it.
            parent: The widget it is in.
        """
        super().__init__(parent)
        self._desk = desk
        self._parts = parts
        self._without = AssetFilter()
        self.empty = EmptyState(
            theme,
            None,
            self.tr("No asset yet"),
            self.tr("The register fills with the lists that partners send. Collect the first one."),
        )
        self.empty.add_primary(self.tr("Collect a list"), "inbox")
        self.empty.primary_clicked.connect(lambda: desk.stage_wanted.emit("collect"))
        self.narrow = EmptyState(theme, None, "", "")
        self.drop = self.narrow.add_primary("")
        self.clear_all = self.narrow.add_secondary(self.tr("Clear the filter"))
        self.narrow.primary_clicked.connect(lambda: desk.set_filter(self._without))
        self.narrow.secondary_clicked.connect(lambda: desk.set_filter(AssetFilter()))
        for page in (self.empty, self.narrow):
            self.addWidget(page)

    def refresh(self) -> None:
        """Find out which part of the filter leaves nothing."""
        contents = self._desk.contents
        assets = 0 if contents is None else len(contents.assets)
        if contents is None or not assets:
            self.setCurrentWidget(self.empty)
            return
        self.setCurrentWidget(self.narrow)
        parts = self._parts()
        left = {words: int(contents.index.mask(without).sum()) for words, without in parts.items()}
        best = max(left, key=lambda words: left[words], default="")
        helps = len(parts) > 1 and left.get(best, 0) > 0
        if len(parts) > 1:
            told = [
                self.tr("without {0} {1}").format(_quoted(each), f"{count:,}") for each, count in left.items()
            ]
            text = "; ".join(told)
            self.narrow.set_words(self._title(len(parts)), f"{text[:1].upper()}{text[1:]}.")
        else:
            words = self.tr("{0} assets are in the register; the filter leaves none of them.")
            self.narrow.set_words(self.tr("No asset meets the filter"), words.format(f"{assets:,}"))
        if helps:
            self._without = parts[best]
            self.drop.setText(self.tr("Drop {0}").format(_quoted(best)))
        self.drop.setVisible(helps)

    def _title(self, count: int) -> str:
        names = {2: self.tr("both"), 3: self.tr("all three"), 4: self.tr("all four"), 5: self.tr("all five")}
        return self.tr("No asset meets {0}").format(names.get(count, self.tr("all {0}").format(count)))


def _quoted(words: str) -> str:
    return words if words.startswith("“") else f"“{words}”"
