"""The two stacks of buttons on the map: tools on the left, nearer and farther on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from tpdesk.gui.canvas.tools import TOOLS
from tpdesk.gui.widgets.buttons import Tool, ToolStack

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from tpdesk.gui.theme import Theme

MARGIN = 10
"""Pixels between the stacks and the edge of the map."""


def tool_column(theme: Theme, parent: QWidget) -> ToolStack:
    """Make the stack of tools, the pointer chosen."""
    tr = QCoreApplication.translate
    named = {
        "pan": ("hand", tr("MapCanvas", "Move the map")),
        "select": ("mouse-pointer-2", tr("MapCanvas", "Select")),
        "rectangle": ("square-dashed", tr("MapCanvas", "Select in a rectangle")),
        "lasso": ("lasso", tr("MapCanvas", "Select within a line drawn by hand")),
        "radius": ("radius", tr("MapCanvas", "What is within 800 m")),
        "measure": ("ruler", tr("MapCanvas", "Measure distance and area")),
    }
    column = ToolStack(
        theme, [Tool(each.key, *named[each.key]) for each in TOOLS], exclusive=True, parent=parent
    )
    column.choose("select")
    return column


def zoom_column(theme: Theme, parent: QWidget, actions: Mapping[str, Callable[[], None]]) -> ToolStack:
    """Make the stack that zooms.

    Args:
        theme: the look.
        parent: the map.
        actions: what `in`, `out` and `fit` do.
    """
    tr = QCoreApplication.translate
    zooms = [
        Tool("in", "plus", tr("MapCanvas", "Nearer")),
        Tool("out", "minus", tr("MapCanvas", "Farther")),
        Tool("fit", "maximize", tr("MapCanvas", "Show everything")),
    ]
    column = ToolStack(theme, zooms, exclusive=False, parent=parent)
    column.chosen.connect(lambda key: actions[key]())
    return column
