"""The right side of the stage Layers: how a layer is shown, its names, its facts, where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from tpdesk.gui.stages.layers.details_tabs import FactsTab, LabelsTab, SourceTab
from tpdesk.gui.stages.layers.panel import counted
from tpdesk.gui.stages.layers.style_tab import StyleTab
from tpdesk.gui.theme import Theme, dress
from tpdesk.gui.widgets.buttons import thin_line
from tpdesk.gui.widgets.empty import EmptyState
from tpdesk.gui.widgets.scrolling import scrolled
from tpdesk.gui.widgets.sections import SectionHeading
from tpdesk.gui.widgets.tabs import TabStrip
from tpdesk.gui.widgets.texts import ElidedLabel
from tpdesk.services.layers.kinds.catalogue import KINDS

if TYPE_CHECKING:
    from tpdesk.gui.stages.layers.chosen import ChosenLayer

STYLE, LABELS, FACTS, SOURCE = "style", "labels", "facts", "source"
_MARGIN_PX = 14


class LayerDetails(QWidget):
    """Follows the layer that is looked at."""

    def __init__(self, theme: Theme, chosen: ChosenLayer, parent: QWidget | None = None) -> None:
        """Lay it out, and follow the layer."""
        super().__init__(parent)
        self._chosen = chosen
        dress(self, look="panel")
        self.title = SectionHeading(theme, "", role="object")
        self._about = ElidedLabel()
        dress(self._about, look="second")
        self.tabs = TabStrip(theme)
        self.style_tab = StyleTab(theme, chosen)
        self.labels_tab = LabelsTab(chosen)
        self.facts_tab = FactsTab(theme, chosen)
        self.source_tab = SourceTab(theme, chosen)
        self._pages = QStackedWidget()
        self._places: dict[str, int] = {}
        for key, words, page in (
            (STYLE, self.tr("Style"), self.style_tab),
            (LABELS, self.tr("Labels"), self.labels_tab),
            (FACTS, self.tr("Facts"), self.facts_tab),
            (SOURCE, self.tr("Source"), self.source_tab),
        ):
            self.tabs.add_tab(key, words)
            self._places[key] = self._pages.addWidget(_scrolled(page))
        self._licence = QLabel()
        self._licence.setTextFormat(Qt.TextFormat.PlainText)
        self._licence.setWordWrap(True)
        dress(self._licence, look="second", type="small")
        self.nothing = EmptyState(
            theme, "layers", self.tr("No layer yet"), self.tr("Add a layer to read about it here.")
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.nothing)
        self._stack.addWidget(self._make_layer())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.tabs.tab_chosen.connect(lambda key: self._pages.setCurrentIndex(self._places[key]))
        chosen.changed.connect(self.refresh)
        self.refresh()

    def _make_layer(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(_MARGIN_PX, 12, _MARGIN_PX, 0)
        head.setSpacing(3)
        head.addWidget(self.title)
        head.addWidget(self._about)
        head.addWidget(self.tabs)
        column.addLayout(head)
        column.addWidget(thin_line())
        column.addWidget(self._pages, 1)
        self._rule = thin_line()
        column.addWidget(self._rule)
        foot = QVBoxLayout()
        foot.setContentsMargins(_MARGIN_PX, 9, _MARGIN_PX, 9)
        foot.addWidget(self._licence)
        column.addLayout(foot)
        return page

    def refresh(self) -> None:
        """Show the layer as it is."""
        layer = self._chosen.layer
        self._stack.setCurrentIndex(0 if layer is None else 1)
        if layer is None:
            return
        self.title.set_text(layer.name)
        record = self._chosen.study.records.get(layer.key)
        parts = (KINDS[layer.kind].label, counted(layer), record.source_file if record else "")
        self._about.setText(" · ".join(part for part in parts if part))
        self._licence.setText(layer.licence)
        for widget in (self._licence, self._rule):
            widget.setVisible(bool(layer.licence))


def _scrolled(page: QWidget) -> QScrollArea:
    holder = QWidget()
    dress(holder, look="panel")
    column = QVBoxLayout(holder)
    column.setContentsMargins(_MARGIN_PX, 12, _MARGIN_PX, _MARGIN_PX)
    column.addWidget(page)
    column.addStretch(1)
    return scrolled(holder, by_keyboard=True)
