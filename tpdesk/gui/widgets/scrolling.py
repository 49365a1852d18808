"""Where more stands than there is room for: contents that scroll upright, as wide as their place."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


def scrolled(inside: QWidget, *, by_keyboard: bool = False) -> QScrollArea:
    """Let contents scroll without an edge.

    Args:
        inside: The contents.
        by_keyboard: Whether the area takes the keyboard itself, for contents in which nothing else does.
    """
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    if not by_keyboard:
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    return area
