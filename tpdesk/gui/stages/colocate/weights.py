"""A slider for what one criterion weighs, with its share of all weights beside the name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QVBoxLayout, QWidget

from tpdesk.gui.widgets.texts import ElidedLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QWheelEvent

MOST_WEIGHT = 30
_PAGE = 5


class _QuietSlider(QSlider):
    """A slider that leaves the wheel to the panel it scrolls in."""

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 Qt's name
        event.ignore()


class WeightSlider(QWidget):
    """Name and share over a slider.

    Signals:
        moved: The weight that a person gave, 0 to MOST_WEIGHT.
    """

    moved = Signal(int)

    def __init__(self, label: str, definition: str, parent: QWidget | None = None) -> None:
        """Make a slider at zero.

        Args:
            label: of the criterion.
            definition: how its score comes about, told on hover.
            parent: the widget it is in.
        """
        super().__init__(parent)
        self.slider = _QuietSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, MOST_WEIGHT)
        self.slider.setPageStep(_PAGE)
        self.slider.setAccessibleName(self.tr("Weight of {0}").format(label))
        self.slider.setAccessibleDescription(definition)
        self.share = QLabel()
        self.setToolTip(definition)
        words = QHBoxLayout()
        words.setSpacing(8)
        words.addWidget(ElidedLabel(label))
        words.addStretch(1)
        words.addWidget(self.share)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 3)
        column.setSpacing(3)
        column.addLayout(words)
        column.addWidget(self.slider)
        self.slider.valueChanged.connect(self.moved)

    def show_weight(self, weight: int, percent: float) -> None:
        """Show a weight and its share of all."""
        self.slider.setValue(weight)
        self.share.setText(self.tr("{0} %").format(f"{percent:.0f}"))
