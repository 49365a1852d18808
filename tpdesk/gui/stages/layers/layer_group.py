"""The layers under one heading, which can be moved among each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from tpdesk.gui.stages.layers.layer_row import paint_ground

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from tpdesk.gui.stages.layers.layer_row import LayerRow
    from tpdesk.gui.theme import Theme
    from tpdesk.services.layers.features import LayerFeatures


_HEADING_PX, _HEADING_LEFT_PX = 27, 31


class _DropLine(QWidget):
    """Where a layer will stand when it is let go."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 Qt's name
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("accent"))
        painter.end()


class GroupHeading(QAbstractButton):
    """The name of a group; a click folds what is below it."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        """Make an open heading."""
        super().__init__(parent)
        self._theme = theme
        self.setText(name)
        self.setAccessibleName(name)
        self.setCheckable(True)
        self.setChecked(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("own_focus", True)
        self.setFixedHeight(_HEADING_PX)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 Qt's name
        """Draw the arrow and the name."""
        painter = QPainter(self)
        paint_ground(painter, self._theme, self, choosable=False)
        arrow = "chevron-down" if self.isChecked() else "chevron-right"
        pixmap = self._theme.pixmap(arrow, "text2", 14, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(13, (self.height() - 14) / 2), pixmap)
        painter.setFont(self._theme.font("body", 600))
        painter.setPen(self._theme.colour("text2"))
        box = QRectF(_HEADING_LEFT_PX, 0, self.width() - _HEADING_LEFT_PX, self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        painter.end()


class LayerGroup(QWidget):
    """A heading that folds, and rows below it, the uppermost layer first.

    Signals:
        ordered: Keys of the group's layers in the order in which a person has put them.
    """

    ordered = Signal(tuple)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        """Make an empty group."""
        super().__init__(parent)
        self._theme = theme
        self.rows: tuple[LayerRow, ...] = ()
        self._target: int | None = None
        self.heading = GroupHeading(theme, name)
        self._holder = QWidget()
        self._column = QVBoxLayout(self._holder)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._line = _DropLine(theme, self._holder)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.heading)
        column.addWidget(self._holder)
        self.heading.toggled.connect(self._holder.setVisible)

    def add_widget(self, widget: QWidget) -> None:
        """Put a widget that is no layer under the heading."""
        self._column.addWidget(widget)

    def set_rows(self, rows: Sequence[LayerRow]) -> None:
        """Show other layers."""
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = tuple(rows)
        for row in self.rows:
            self._column.addWidget(row)
            row.dragged.connect(lambda y, row=row: self._drag(row, y))
            row.dropped.connect(lambda row=row: self._drop(row))
            row.moved.connect(lambda step, row=row: self._step(row, step))

    @property
    def layers(self) -> tuple[LayerFeatures, ...]:
        """The layers in the order of the rows."""
        return tuple(row.layer for row in self.rows)

    def _drag(self, row: LayerRow, y: float) -> None:
        height = row.y() + y
        self._target = sum(height > each.y() + each.height() / 2 for each in self.rows)
        last = self.rows[-1]
        top = self.rows[self._target].y() if self._target < len(self.rows) else last.y() + last.height()
        self._line.setGeometry(QRect(0, max(0, top - 1), self._holder.width(), 2))
        self._line.show()
        self._line.raise_()

    def _drop(self, row: LayerRow) -> None:
        target, self._target = self._target, None
        self._line.hide()
        if target is not None:
            place = self.rows.index(row)
            self._put(place, target - 1 if target > place else target)

    def _step(self, row: LayerRow, step: int) -> None:
        place = self.rows.index(row)
        self._put(place, place + step)

    def _put(self, place: int, target: int) -> None:
        if place == target or not 0 <= target < len(self.rows):
            return
        keys = [row.layer.key for row in self.rows]
        keys.insert(target, keys.pop(place))
        self.ordered.emit(tuple(keys))
