"""Fields to type numbers and dates into."""

from PySide6.QtWidgets import QAbstractSpinBox, QDoubleSpinBox, QLineEdit, QSpinBox, QWidget

_INSET_PX = 6


def inset_text(box: QAbstractSpinBox) -> None:
    """Keep what is typed off the frame: the stylesheet's padding does not reach into such a box."""
    line = box.findChild(QLineEdit)
    if isinstance(line, QLineEdit):
        line.setTextMargins(_INSET_PX, 0, 0, 0)


class NumberField(QSpinBox):
    """A whole number with its unit: 400 m."""

    def __init__(self, name: str, unit: str = "", parent: QWidget | None = None) -> None:
        """Make a field.

        Args:
            name: what the number is, for screen readers.
            unit: written behind it.
            parent: the widget it is in.
        """
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSuffix(f" {unit}" if unit else "")
        self.setGroupSeparatorShown(True)
        inset_text(self)


class DecimalField(QDoubleSpinBox):
    """A number with decimals and its unit: 3.5 %."""

    def __init__(self, name: str, unit: str = "", parent: QWidget | None = None) -> None:
        """Make a field; arguments as of NumberField."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSuffix(f" {unit}" if unit else "")
        self.setGroupSeparatorShown(True)
        inset_text(self)
