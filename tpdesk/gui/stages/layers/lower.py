"""Below the map: the features of the layer that is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from tpdesk.gui.stages.layers.feature_table import FeatureTable, heading_words
from tpdesk.gui.theme import Theme, dress
from tpdesk.gui.widgets.buttons import IconButton, thin_line
from tpdesk.gui.widgets.empty import EmptyState
from tpdesk.gui.widgets.tabs import TabStrip
from tpdesk.services.layers.kinds.catalogue import KINDS

if TYPE_CHECKING:
    from tpdesk.gui.stages.layers.chosen import ChosenLayer

ALL, UNKNOWN = "all", "unknown"


class LayerTables(QWidget):
    """The table of the stage Layers."""

    def __init__(self, theme: Theme, chosen: ChosenLayer, parent: QWidget | None = None) -> None:
        """Lay it out, and follow the layer."""
        super().__init__(parent)
        self._theme = theme
        self._chosen = chosen
        dress(self, look="panel")
        self.tabs = TabStrip(theme)
        self.tabs.add_tab(ALL, self.tr("Areas"))
        self.tabs.add_tab(UNKNOWN, self.tr("Without a value"))
        self.table = FeatureTable(theme)
        self.nothing = EmptyState(
            theme,
            "layers",
            self.tr("No layer yet"),
            self.tr(
                "Begin with the boundary of your place; wards, flood zones and deprivation follow. "
                "Add a GeoJSON, GeoPackage or shapefile, or drop it here."
            ),
        )
        self.add = self.nothing.add_primary(self.tr("Add layer"), "plus")
        self.no_facts = EmptyState(
            theme, None, self.tr("No facts"), self.tr("This layer holds shapes alone.")
        )
        self.copy_button = IconButton(theme, "copy", self.tr("Copy with headings"))
        self._stack = QStackedWidget()
        for page in (self.table, self.nothing, self.no_facts):
            self._stack.addWidget(page)
        head = QHBoxLayout()
        head.setContentsMargins(12, 0, 8, 0)
        head.addWidget(self.tabs)
        head.addStretch(1)
        head.addWidget(self.copy_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(thin_line())
        column.addWidget(self._stack, 1)
        self.copy_button.clicked.connect(self.copy)
        self.tabs.tab_chosen.connect(lambda _key: self.refresh())
        self.table.picked.connect(chosen.select_feature)
        chosen.changed.connect(self.refresh)
        chosen.feature_changed.connect(lambda: self.table.show_feature(chosen.feature))
        self.refresh()

    def refresh(self) -> None:
        """Show the layer as it is."""
        chosen = self._chosen
        layer, study = chosen.layer, chosen.study
        columns = study.columns if study.layer is layer else None
        unknown = 0 if study.classes is None else study.classes.unknown
        has_figure = layer is not None and bool(layer.style.field)
        if layer is not None:
            names = {2: self.tr("Areas"), 1: self.tr("Lines"), 0: self.tr("Points")}
            self.tabs.setTabText(0, names[KINDS[layer.kind].dimension])
            self.tabs.set_count(ALL, f"{len(layer):,}")
            self.tabs.set_count(UNKNOWN, f"{unknown:,}")
            self.tabs.setTabToolTip(1, self.tr("No {0} is known").format(heading_words(layer.style.field)))
        self.tabs.setTabVisible(1, has_figure)
        self.tabs.setVisible(layer is not None)
        only = (
            layer.style.field if layer is not None and has_figure and self.tabs.current_key == UNKNOWN else ""
        )
        self.table.show_layer(columns, only)
        self.table.show_feature(chosen.feature)
        page: QWidget = self.table
        if layer is None:
            page = self.nothing
        elif not layer.properties:
            page = self.no_facts
        self._stack.setCurrentWidget(page)
        self.copy_button.setVisible(page is self.table)

    def copy(self) -> None:
        """Copy the table, and say how many rows."""
        count = self.table.copy()
        words = self.tr("1 row is on the clipboard, with headings.")
        if count != 1:
            words = self.tr("{0} rows are on the clipboard, with headings.").format(f"{count:,}")
        self._chosen.desk.tell("info", words)
