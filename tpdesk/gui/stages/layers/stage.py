"""The stage Layers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpdesk.gui.stages.layers.chosen import ChosenLayer
from tpdesk.gui.stages.stage import Stage
from tpdesk.gui.widgets.legend import LegendBox

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from tpdesk.gui.desk import Desk
    from tpdesk.gui.stages.layers.details import LayerDetails
    from tpdesk.gui.stages.layers.lower import LayerTables
    from tpdesk.gui.stages.layers.panel import LayersPanel
    from tpdesk.gui.theme import Theme


class LayersStage(Stage):
    """What lies under the buildings: list at the left, one layer’s features below, its style at the right."""

    key, icon = "layers", "layers"
    panel_width, details_width, lower_height = 268, 320, 196

    def __init__(self, theme: Theme, desk: Desk, parent: QObject | None = None) -> None:
        """Make no widget before the stage is entered."""
        super().__init__(theme, desk, parent)
        self.chosen = ChosenLayer(desk, self)
        self._panel: LayersPanel | None = None
        self._tables: LayerTables | None = None
        self._details: LayerDetails | None = None
        self._legend: LegendBox | None = None
        self.chosen.changed.connect(self._show_legend)

    @property
    def label(self) -> str:
        """What the rail calls it."""
        return self.tr("Layers")

    def panel(self) -> LayersPanel:
        """The list of layers."""
        if self._panel is None:
            from tpdesk.gui.stages.layers.panel import LayersPanel

            self._panel = LayersPanel(self.theme, self.desk, self.chosen)
        return self._panel

    def lower(self) -> LayerTables:
        """The features."""
        if self._tables is None:
            from tpdesk.gui.stages.layers.lower import LayerTables

            self._tables = LayerTables(self.theme, self.chosen)
            self._tables.nothing.primary_clicked.connect(lambda: self.panel().choose_files())
            self.panel().take_drops_of(self._tables.nothing)
        return self._tables

    def details(self) -> LayerDetails:
        """How the layer is shown."""
        if self._details is None:
            from tpdesk.gui.stages.layers.details import LayerDetails

            self._details = LayerDetails(self.theme, self.chosen)
        return self._details

    def legend(self) -> LegendBox | None:
        """The legend of the layer that is coloured by a figure, while it is on the map."""
        if self._legend is None:
            self._legend = LegendBox(self.theme)
            self.theme.changed.connect(self._show_legend)
        layer, study = self.chosen.layer, self.chosen.study
        if layer is None or study.classes is None or study.layer is not layer or not layer.visible:
            return None
        return self._legend

    def enter(self) -> None:
        """Follow the layers."""
        self.chosen.wake()

    def leave(self) -> None:
        """Follow them no more."""
        self.chosen.sleep()

    def copy(self) -> None:
        """Copy the table."""
        self.lower().copy()

    def _show_legend(self) -> None:
        box = self.legend()
        layer, classes = self.chosen.layer, self.chosen.study.classes
        if box is not None and layer is not None and classes is not None:
            from tpdesk.gui.stages.layers.legend import legend_entries, legend_title

            title, below = legend_title(layer)
            box.set_entries(title, legend_entries(self.theme, layer, classes), below)
        self.overlay_changed.emit()
