"""How a layer is shown: by which figure, in which classes and colours, how opaque."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from tpdesk.gui.stages.layers.details_tabs import FeatureFacts
from tpdesk.gui.stages.layers.feature_table import heading_words
from tpdesk.gui.stages.layers.legend import number_text, value_colours
from tpdesk.gui.stages.layers.panel import counted
from tpdesk.gui.stages.layers.swatches import RAMP_CLASSES, RAMP_PX, ramp_icon
from tpdesk.gui.theme import Theme, dress
from tpdesk.gui.widgets.charts import Bin, Histogram
from tpdesk.gui.widgets.pills import HatchedLabel
from tpdesk.gui.widgets.sections import SectionHeading
from tpdesk.services.layers.classes import METHODS, numeric_values
from tpdesk.services.layers.kinds.catalogue import KINDS

if TYPE_CHECKING:
    from tpdesk.gui.stages.layers.chosen import ChosenLayer
    from tpdesk.services.layers.classes import ValueClasses
    from tpdesk.services.layers.features import LayerFeatures

FADING_KINDS = frozenset(("areas", "built_up", "conservation", "flood", "green_space", "water", "zones"))
"""Kinds that can be made to let the map below show through."""

COLOURED_KINDS = frozenset(("zones",))
"""Kinds that can be coloured by a figure."""

_MOST_SINGLE_VALUES = 12
_BINS = 10
_WAIT_MS = 250
_LABEL_PX, _COUNT_PX = 68, 54
_LEAST_OPACITY = 10


class StyleTab(QWidget):
    """The style of the layer that is looked at; every choice is a step that can be undone."""

    def __init__(self, theme: Theme, chosen: ChosenLayer, parent: QWidget | None = None) -> None:
        """Lay it out, and follow the layer."""
        super().__init__(parent)
        self._theme = theme
        self._chosen = chosen
        self._showing = False
        self.heading = SectionHeading(theme, self.tr("How many areas have which value"))
        self.histogram = Histogram(theme)
        self.figure, self.method, self.count, self.ramp = QComboBox(), QComboBox(), QComboBox(), QComboBox()
        self.reverse = QCheckBox(self.tr("Low values dark"))
        self.no_value = HatchedLabel(theme, self.tr("Hatched"))
        self.opacity = QSlider(Qt.Orientation.Horizontal)
        self._percent = QLabel()
        self._fixed = QLabel()
        self.facts = FeatureFacts(theme, chosen)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_WAIT_MS)
        self._later.timeout.connect(self._fade)
        self._figure_rows: list[QWidget] = []
        self._opacity_rows: list[QWidget] = []
        self._lay_out()
        self._follow()
        self.refresh()

    # --- parts -----------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        for box in (self.figure, self.method, self.count, self.ramp):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(1)
        self.count.setFixedWidth(_COUNT_PX)
        for method, words in zip(METHODS, self._method_words(), strict=True):
            self.method.addItem(words, method)
        self.ramp.setIconSize(RAMP_PX)
        for place, (words, ramp) in enumerate(
            ((self.tr("Pale to dark"), "sequential"), (self.tr("Two sides of a middle"), "diverging"))
        ):
            self.ramp.addItem("", ramp)
            self.ramp.setItemData(place, words, Qt.ItemDataRole.AccessibleTextRole)
            self.ramp.setItemData(place, words, Qt.ItemDataRole.ToolTipRole)
        self.count.setAccessibleName(self.tr("Number of classes"))
        self.method.setAccessibleName(self.tr("How values are cut into classes"))
        self.opacity.setRange(_LEAST_OPACITY, 100)
        self.opacity.setAccessibleName(self.tr("Opacity"))
        self._percent.setFixedWidth(40)
        self._percent.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._fixed.setWordWrap(True)
        self._fixed.setTextFormat(Qt.TextFormat.PlainText)
        dress(self._fixed, look="second")
        classes = _beside(self.method, self.count)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 6, 0, 0)
        self._grid.setVerticalSpacing(7)
        self._grid.setColumnMinimumWidth(0, _LABEL_PX)
        self._grid.setColumnStretch(1, 1)
        rows = (
            (self.tr("Show by"), self.figure),
            (self.tr("Classes"), classes),
            (self.tr("Colours"), self.ramp),
            ("", self.reverse),
            (self.tr("No value"), self.no_value),
        )
        for words, widget in rows:
            self._figure_rows += self._add_row(words, widget)
        self._opacity_rows += self._add_row(self.tr("Opacity"), _beside(self.opacity, self._percent))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.heading)
        column.addWidget(self.histogram)
        column.addWidget(self._fixed)
        column.addLayout(self._grid)
        column.addSpacing(10)
        column.addWidget(self.facts)

    def _add_row(self, words: str, widget: QWidget) -> list[QWidget]:
        label = QLabel(words)
        dress(label, look="second")
        place = self._grid.rowCount()
        self._grid.addWidget(label, place, 0)
        self._grid.addWidget(widget, place, 1)
        if not widget.accessibleName():
            widget.setAccessibleName(words)
        return [label, widget]

    def _method_words(self) -> tuple[str, ...]:
        return (self.tr("Equal counts"), self.tr("Equal steps"), self.tr("Natural breaks"))

    def _follow(self) -> None:
        self.figure.activated.connect(lambda _: self._restyle(field=self.figure.currentData()))
        self.method.activated.connect(lambda _: self._restyle(method=self.method.currentData()))
        self.count.activated.connect(lambda _: self._restyle(classes=self.count.currentData()))
        self.ramp.activated.connect(lambda _: self._choose_ramp(self.ramp.currentData()))
        self.reverse.clicked.connect(lambda on: self._restyle(reversed=on))
        self.opacity.valueChanged.connect(self._turn_opacity)
        self._chosen.changed.connect(self.refresh)
        self._theme.changed.connect(self.refresh)
        self._chosen.desk.closed.connect(self._later.stop)

    # --- changing --------------------------------------------------------------------------------------

    def _restyle(self, **changes: object) -> None:
        if not self._showing:
            self._chosen.restyle(**changes)

    def _choose_ramp(self, ramp: str) -> None:
        layer = self._chosen.layer
        if layer is not None:
            self._restyle(ramp=ramp, classes=min(layer.style.classes, RAMP_CLASSES[ramp]))

    def _turn_opacity(self, percent: int) -> None:
        self._percent.setText(self.tr("{0} %").format(percent))
        if not self._showing:
            self._later.start()

    def _fade(self) -> None:
        self._chosen.restyle(opacity=self.opacity.value() / 100)

    # --- showing ---------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the style as it is."""
        layer = self._chosen.layer
        if layer is None or self._later.isActive():
            return
        self._showing = True
        coloured = layer.kind in COLOURED_KINDS
        classes = self._chosen.study.classes if self._chosen.study.layer is layer else None
        for widget in self._figure_rows:
            widget.setVisible(coloured)
        for widget in self._opacity_rows:
            widget.setVisible(layer.kind in FADING_KINDS)
        self.opacity.setValue(round(layer.style.opacity * 100))
        if coloured:
            self._show_choices(layer)
        self._show_histogram(layer, classes)
        self._fixed.setText(self._fixed_words(layer))
        self._fixed.setVisible(not coloured)
        self._showing = False

    def _fixed_words(self, layer: LayerFeatures) -> str:
        words = self.tr("{0}: drawn alike on every map and page, so that all maps read the same.")
        return words.format(KINDS[layer.kind].label)

    def _show_choices(self, layer: LayerFeatures) -> None:
        style, study = layer.style, self._chosen.study
        fields = study.fields if study.layer is layer else tuple(each for each in (style.field,) if each)
        self.figure.clear()
        self.figure.addItem(self.tr("One colour, no figure"), "")
        for each in fields:
            self.figure.addItem(heading_words(each), each)
        self.count.clear()
        for number in range(2, RAMP_CLASSES[style.ramp] + 1):
            self.count.addItem(str(number), number)
        ratio = self.devicePixelRatioF()
        self.ramp.setItemIcon(
            0, ramp_icon(self._theme, "sequential", is_reversed=style.reversed, ratio=ratio)
        )
        self.ramp.setItemIcon(1, ramp_icon(self._theme, "diverging", is_reversed=style.reversed, ratio=ratio))
        for box, value in (
            (self.figure, style.field),
            (self.method, style.method),
            (self.count, style.classes),
            (self.ramp, style.ramp),
        ):
            box.setCurrentIndex(max(0, box.findData(value)))
            if box is not self.figure:
                box.setEnabled(bool(style.field))
        self.reverse.setChecked(style.reversed)
        self.reverse.setEnabled(bool(style.field))

    def _show_histogram(self, layer: LayerFeatures, classes: ValueClasses | None) -> None:
        shown = classes is not None and layer.style.field in layer.properties
        self.histogram.setVisible(shown)
        self.heading.setVisible(shown)
        if classes is not None and shown:
            self.histogram.set_bins(value_bins(self._theme, layer, classes))
            field = heading_words(layer.style.field)
            self.heading.set_text(self.tr("{0}: how many of each").format(field))
            self.heading.set_aside(counted(layer))


def value_bins(theme: Theme, layer: LayerFeatures, classes: ValueClasses) -> tuple[Bin, ...]:
    """Count the values: one bar for each when there are few, else ten steps; each in its class's colour."""
    values = numeric_values(layer.properties[layer.style.field])
    values = values[~np.isnan(values)]
    colours = value_colours(theme, layer, classes)
    distinct, counts = np.unique(values, return_counts=True)
    if len(distinct) > _MOST_SINGLE_VALUES:
        counts, edges = np.histogram(values, bins=_BINS)
        labels = [number_text(float(f"{edge:.3g}")) for edge in edges[:-1]]
        at = (edges[:-1] + edges[1:]) / 2
    else:
        labels, at = [number_text(value) for value in distinct.tolist()], distinct
    places = np.minimum(np.searchsorted(classes.upper, at), len(classes.upper) - 1)
    return tuple(
        Bin(label, count, colours[place] or theme.map_colours.land)
        for label, count, place in zip(labels, counts.tolist(), places.tolist(), strict=True)
    )


def _beside(first: QWidget, second: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(first, 1)
    row.addWidget(second)
    return holder
