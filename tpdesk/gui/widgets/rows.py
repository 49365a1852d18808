"""Rows of two lines that one clicks: files, steps, issues, scenarios."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from tpdesk.gui.theme import Theme, shows_focus
from tpdesk.gui.widgets.marks import elided

StepState = Literal["done", "active", "todo"]

_TEXT_LEFT = 46
_ALIGN = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class TwoLineRow(QAbstractButton):
    """A title over a quieter line, with an icon before and a number behind; yellow when selected."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        note: str = "",
        icon: str | None = None,
        icon_colour: str = "text2",
        parent: QWidget | None = None,
    ) -> None:
        """Make a row.

        Args:
            theme: the look.
            title: the first line.
            note: the second line.
            icon: name of an icon.
            icon_colour: its colour in the window, such as `warn`.
            parent: the widget it is in.
        """
        super().__init__(parent)
        self._theme = theme
        self._note = note
        self._icon = icon
        self._icon_colour = icon_colour
        self._count = ""
        self.setText(title)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)
        self._name()

    def set_note(self, note: str) -> None:
        """Change the second line."""
        self._note = note
        self._name()
        self.update()

    def set_count(self, count: str) -> None:
        """Show a number at the right."""
        self._count = count
        self._name()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 Qt's name
        """Two lines high."""
        return QSize(200, 49 if self._note else 34)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 Qt's name
        """Draw ground, edge, icon and lines."""
        painter = QPainter(self)
        self._paint_ground(painter)
        self._paint_mark(painter)
        self._paint_lines(painter, strong=False)
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        if self.isChecked():
            painter.fillRect(self.rect(), self._theme.colour("sel_row"))
            painter.fillRect(0, 0, 3, self.height(), self._theme.colour("sel"))
        elif self.underMouse():
            painter.fillRect(self.rect(), self._theme.colour("hover"))
        if shows_focus(self):
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))

    def _paint_mark(self, painter: QPainter) -> None:
        if self._icon is not None:
            pixmap = self._theme.pixmap(self._icon, self._icon_colour, 16, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(15, 8 if self._note else (self.height() - 16) / 2), pixmap)

    def _paint_lines(self, painter: QPainter, *, strong: bool) -> None:
        left = _TEXT_LEFT - (0 if self._icon else 30)
        right = self.width() - 14.0
        if self._count:
            painter.setFont(self._theme.font("body", 600))
            painter.setPen(self._theme.colour("text"))
            box = QRectF(left, 7, right - left, 18)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._count)
            right -= painter.fontMetrics().horizontalAdvance(self._count) + 8
        title = self._theme.font("body", 600 if strong else 400)
        painter.setFont(title)
        painter.setPen(self._theme.colour("text" if self.isEnabled() else "text3"))
        box = (
            QRectF(left, 7, right - left, 18) if self._note else QRectF(left, 0, right - left, self.height())
        )
        painter.drawText(box, _ALIGN, elided(title, self.text(), box.width()))
        note = self._theme.font("small")
        painter.setFont(note)
        painter.setPen(self._theme.colour("text2"))
        if self._note:
            box = QRectF(left, 25, right - left, 16)
            painter.drawText(box, _ALIGN, elided(note, self._note, box.width()))

    def _name(self) -> None:
        self.setAccessibleName(", ".join(part for part in (self.text(), self._note, self._count) if part))


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a piece of work: its title, what there is to say of it, and whether it is done."""

    title: str
    note: str
    state: StepState = "todo"


class _StepRow(TwoLineRow):
    """A numbered step: a disc with its number, or with a tick when it is done."""

    def __init__(self, theme: Theme, number: int, step: Step, parent: QWidget) -> None:
        super().__init__(theme, step.title, step.note, parent=parent)
        self._icon = "circle"
        self._number = number
        self._state: StepState = step.state
        self.setCheckable(False)
        self.setProperty("own_focus", True)

    def _paint_ground(self, painter: QPainter) -> None:
        super()._paint_ground(painter)
        if self._state == "active":
            painter.fillRect(self.rect(), self._theme.colour("accent_soft"))
            painter.fillRect(0, 0, 3, self.height(), self._theme.colour("accent"))

    def _paint_mark(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        disc = QRectF(14.5, 7.5, 19, 19)
        accent = self._theme.colour("accent")
        if self._state == "done":
            painter.setPen(QPen(accent, 1))
            painter.setBrush(accent)
            painter.drawEllipse(disc)
            tick = self._theme.pixmap("check", "on_accent", 13, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(17.5, 10.5), tick)
            return
        active = self._state == "active"
        painter.setPen(QPen(accent if active else self._theme.colour("border"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(disc)
        painter.setFont(self._theme.font("small", 600))
        painter.setPen(accent if active else self._theme.colour("text2"))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(self._number))

    def _paint_lines(self, painter: QPainter, *, strong: bool) -> None:
        super()._paint_lines(painter, strong=strong or self._state == "active")


class StepList(QWidget):
    """The steps of a piece of work in order: done, active, still to do. A click goes to a step."""

    step_chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make a list without steps."""
        super().__init__(parent)
        self._theme = theme
        self._rows: list[_StepRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    @property
    def rows(self) -> Sequence[QAbstractButton]:
        """The buttons of the steps."""
        return tuple(self._rows)

    def set_steps(self, steps: Sequence[Step]) -> None:
        """Show these steps in place of the last ones."""
        words = {"done": self.tr("done"), "active": self.tr("now"), "todo": self.tr("to do")}
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [_StepRow(self._theme, place + 1, step, self) for place, step in enumerate(steps)]
        for place, (row, step) in enumerate(zip(self._rows, steps, strict=True)):
            row.setAccessibleDescription(words[step.state])
            row.clicked.connect(lambda _checked=False, chosen=place: self.step_chosen.emit(chosen))
            self._column.addWidget(row)


class RowList(QWidget):
    """Rows of two lines of which one at most is selected: files, scenarios."""

    row_chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make a list without rows."""
        super().__init__(parent)
        self._theme = theme
        self._rows: list[TwoLineRow] = []
        self._group = QButtonGroup(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    @property
    def rows(self) -> Sequence[TwoLineRow]:
        """The rows from top to bottom."""
        return tuple(self._rows)

    def clear(self) -> None:
        """Take all rows away."""
        for row in self._rows:
            self._group.removeButton(row)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows.clear()

    def add_row(self, row: TwoLineRow) -> TwoLineRow:
        """Add a row at the bottom."""
        place = len(self._rows)
        row.setProperty("own_focus", True)
        row.clicked.connect(lambda _checked=False: self.row_chosen.emit(place))
        self._group.addButton(row)
        self._rows.append(row)
        self._column.addWidget(row)
        return row

    def choose(self, place: int) -> None:
        """Show a row as selected, without a signal."""
        self._rows[place].setChecked(True)
