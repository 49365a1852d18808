"""The legend of a layer that is coloured by a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from tpdesk.gui.stages.layers.feature_table import heading_words
from tpdesk.gui.stages.layers.swatches import class_colours, map_look
from tpdesk.gui.widgets.legend import LegendEntry

if TYPE_CHECKING:
    from tpdesk.gui.theme import Theme
    from tpdesk.services.layers.classes import ValueClasses
    from tpdesk.services.layers.features import LayerFeatures


def legend_entries(theme: Theme, layer: LayerFeatures, classes: ValueClasses) -> tuple[LegendEntry, ...]:
    """Give the lines of the legend from the lowest values up, and the hatch last if it is on the map."""
    colours = value_colours(theme, layer, classes)
    entries = [
        LegendEntry(_between(low, high), count=f"{count:,}", colour=colour or theme.map_colours.land)
        for low, high, count, colour in zip(
            classes.lower.tolist(), classes.upper.tolist(), classes.counts.tolist(), colours, strict=True
        )
    ]
    if classes.unknown:
        words = QCoreApplication.translate("Legend", "No value")
        entries.append(LegendEntry(words, count=f"{classes.unknown:,}"))
    return tuple(entries)


def legend_title(layer: LayerFeatures) -> tuple[str, str]:
    """Give the legend's title and the line below it."""
    return heading_words(layer.style.field), layer.name


def value_colours(theme: Theme, layer: LayerFeatures, classes: ValueClasses) -> list[str | None]:
    """Give the colour of each class from the lowest values up; None is left unpainted."""
    colours = class_colours(map_look(theme), layer.style.ramp, len(classes.upper))
    return colours[::-1] if classes.reversed else colours


def number_text(value: float) -> str:
    """Write a bound of a class as short as it can be told apart."""
    if value.is_integer():
        return f"{value:,.0f}"
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:,.3g}"


def _between(low: float, high: float) -> str:
    first, last = number_text(low), number_text(high)
    return first if first == last else f"{first}–{last}"
