"""A row of the list of layers: grip, eye, swatch, name and what is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from tpdesk.gui.stages.layers.swatches import SWATCH_PX, paint_swatch
from tpdesk.gui.theme import Theme, shows_focus
from tpdesk.gui.widgets.buttons import IconButton
from tpdesk.gui.widgets.marks import SymbolMark, elided, paint_symbol_icon

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QEnterEvent, QPaintEvent

    from tpdesk.services.layers.features import LayerFeatures

_HIGH_PX, _LOW_PX = 42, 33
_GRIP_PX = 30
_EYE_LEFT_PX, _SWATCH_LEFT_PX, _TEXT_LEFT_PX = 27, 61, 91
_ALIGN = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class LayerRow(QAbstractButton):
    """One layer. A click looks at it; the grip moves it within its group.

    Signals:
        turned: The eye was pressed.
        menu_wanted: The actions of the layer are asked for, at a point on the screen.
        dragged: It is held, with the pointer at a height within the row.
        dropped: It is let go.
        moved: A person moves it by the keyboard, -1 up and 1 down.
        renamed: Another name was typed.
    """

    turned = Signal()
    menu_wanted = Signal(object)
    dragged = Signal(float)
    dropped = Signal()
    moved = Signal(int)
    renamed = Signal(str)

    def __init__(self, theme: Theme, layer: LayerFeatures, parent: QWidget | None = None) -> None:
        """Make a row of a layer; its note is set afterwards."""
        super().__init__(parent)
        self._theme = theme
        self.layer = layer
        self._note = ""
        self._warned = False
        self._held = False
        self._field: QLineEdit | None = None
        self.setCheckable(True)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("own_focus", True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(lambda at: self.menu_wanted.emit(self.mapToGlobal(at)))
        shown = layer.visible
        words = self.tr("Hide {0}") if shown else self.tr("Show {0}")
        self.eye = IconButton(theme, "eye" if shown else "eye-off", words.format(layer.name), size=(28, 28))
        self.more = IconButton(theme, "ellipsis", self.tr("What can be done with {0}").format(layer.name))
        self.more.hide()
        self.eye.clicked.connect(self.turned)
        self.more.clicked.connect(self._ask_for_menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(_EYE_LEFT_PX, 0, 4, 0)
        row.addWidget(self.eye)
        row.addStretch(1)
        row.addWidget(self.more)
        self.setText(layer.name)
        theme.changed.connect(self.update)

    def set_note(self, note: str, *, warned: bool = False) -> None:
        """Say what is in it."""
        self._note, self._warned = note, warned
        self.setAccessibleName(", ".join(part for part in (self.text(), note) if part))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 Qt's name
        """One or two lines high."""
        return QSize(200, _HIGH_PX if self._note else _LOW_PX)

    def start_renaming(self) -> None:
        """Let the name be typed in its place."""
        if self._field is not None:
            return
        field = QLineEdit(self.layer.name, self)
        field.setAccessibleName(self.tr("Name of the layer"))
        field.setGeometry(_TEXT_LEFT_PX - 9, (self.height() - 28) // 2, self.width() - _TEXT_LEFT_PX + 4, 28)
        field.selectAll()
        field.show()
        field.setFocus()
        field.returnPressed.connect(lambda: self._end_renaming(field.text()))
        field.editingFinished.connect(lambda: self._end_renaming(field.text()))
        self._field = field

    def _end_renaming(self, name: str) -> None:
        field, self._field = self._field, None
        if field is not None:
            field.hide()
            field.deleteLater()
            self.renamed.emit(name)

    # --- pointer and keys ------------------------------------------------------------------------------

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802 Qt's name
        """Offer the actions."""
        self.more.show()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 Qt's name
        """Put them away."""
        self.more.hide()
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 Qt's name
        """Take hold of the grip, or press the row."""
        self._held = event.button() == Qt.MouseButton.LeftButton and event.position().x() < _GRIP_PX
        if self._held:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 Qt's name
        """Move while the grip is held."""
        if self._held:
            self.dragged.emit(event.position().y())
            return
        on_grip = event.position().x() < _GRIP_PX
        self.setCursor(Qt.CursorShape.OpenHandCursor if on_grip else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 Qt's name
        """Let go."""
        if self._held:
            self._held = False
            self.setCursor(Qt.CursorShape.OpenHandCursor)
            self.dropped.emit()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 Qt's name
        """Alt with an arrow moves the layer, F2 renames it."""
        steps = {Qt.Key.Key_Up.value: -1, Qt.Key.Key_Down.value: 1}
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in steps:
            self.moved.emit(steps[event.key()])
        elif event.key() == Qt.Key.Key_F2:
            self.start_renaming()
        else:
            super().keyPressEvent(event)

    def _ask_for_menu(self) -> None:
        self.menu_wanted.emit(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    # --- painting --------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 Qt's name
        """Draw ground, grip, swatch and words."""
        theme = self._theme
        painter = QPainter(self)
        paint_ground(painter, theme, self)
        ratio = self.devicePixelRatioF()
        middle = self.height() / 2
        grip = theme.pixmap("grip-vertical", "text3", 14, ratio)
        painter.drawPixmap(QPointF(9, middle - 7), grip)
        painter.setOpacity(1.0 if self.layer.visible else 0.6)
        top = round(middle - SWATCH_PX.height() / 2)
        swatch = QRectF(_SWATCH_LEFT_PX, top, SWATCH_PX.width(), SWATCH_PX.height())
        paint_swatch(painter, theme, self.layer, swatch)
        painter.setOpacity(1.0)
        title = "text" if self.layer.visible else "text2"
        note = "warn" if self._warned else "text2"
        room = self.width() - _TEXT_LEFT_PX - (34 if self.more.isVisible() else 8)
        paint_two_lines(
            painter,
            theme,
            QRectF(_TEXT_LEFT_PX, 0, room, self.height()),
            (self.text(), title),
            (self._note, note),
        )
        painter.end()


class BuildingsRow(QAbstractButton):
    """The buildings themselves, which lie above all layers. A click goes to where they are filtered."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make the row."""
        super().__init__(parent)
        self._theme = theme
        self._note = ""
        self._symbol = SymbolMark("nhs", "nhs")
        self.setText(self.tr("Public buildings"))
        self.setToolTip(self.tr("Filter them in Register"))
        self.setFixedHeight(_HIGH_PX)
        self.setProperty("own_focus", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.changed.connect(self.update)

    def show_counts(self, shown: int, placed: int, symbol: SymbolMark) -> None:
        """Say how many of those with a position the filter shows."""
        self._symbol = symbol
        self._note = self.tr("{0} of {1} shown").format(f"{shown:,}", f"{placed:,}")
        self.setAccessibleName(f"{self.text()}, {self._note}")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 Qt's name
        """Draw symbol and words."""
        painter = QPainter(self)
        paint_ground(painter, self._theme, self)
        centre = QPointF(_SWATCH_LEFT_PX + SWATCH_PX.width() / 2, self.height() / 2)
        paint_symbol_icon(painter, self._symbol.icon(self._theme), centre, 12)
        box = QRectF(_TEXT_LEFT_PX, 0, self.width() - _TEXT_LEFT_PX - 8, self.height())
        paint_two_lines(painter, self._theme, box, (self.text(), "text"), (self._note, "text2"))
        painter.end()


def paint_ground(painter: QPainter, theme: Theme, row: QAbstractButton, *, choosable: bool = True) -> None:
    """Draw the ground of a row: yellow when it is looked at, darker under the pointer, with its focus."""
    if row.isChecked() and choosable:
        painter.fillRect(row.rect(), theme.colour("sel_row"))
        painter.fillRect(0, 0, 3, row.height(), theme.colour("sel"))
    elif row.underMouse():
        painter.fillRect(row.rect(), theme.colour("hover"))
    if shows_focus(row):
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.drawRect(QRectF(row.rect()).adjusted(1, 1, -1, -1))


def paint_two_lines(
    painter: QPainter, theme: Theme, box: QRectF, title: tuple[str, str], note: tuple[str, str]
) -> None:
    """Write a title with a quieter line below it, each with the name of its colour; an empty note is none."""
    body, small = theme.font("body"), theme.font("small")
    painter.setFont(body)
    painter.setPen(theme.colour(title[1]))
    upper = QRectF(box.left(), box.center().y() - 18, box.width(), 18) if note[0] else box
    painter.drawText(upper, _ALIGN, elided(body, title[0], box.width()))
    if note[0]:
        painter.setFont(small)
        painter.setPen(theme.colour(note[1]))
        lower = QRectF(box.left(), box.center().y(), box.width(), 16)
        painter.drawText(lower, _ALIGN, elided(small, note[0], box.width()))
