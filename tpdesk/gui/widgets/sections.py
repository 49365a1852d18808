"""Headings and rows of panels: sections, facets one can tick, facts with where they come from."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QStyle, QStyleOptionButton, QWidget

from tpdesk.gui.theme import Theme, dress
from tpdesk.gui.widgets.buttons import IconButton, InlineLink
from tpdesk.gui.widgets.marks import SymbolMark, elided, paint_symbol_icon
from tpdesk.gui.widgets.pills import HatchedLabel
from tpdesk.gui.widgets.texts import ElidedLabel

_LABEL_WIDTH, _MOST_LABEL_WIDTH = 106, 148
_VALUE_WIDTH = 120


class SectionHeading(QWidget):
    """A heading with its count or an action at the right."""

    def __init__(
        self,
        _theme: Theme,
        text: str,
        aside: str = "",
        *,
        role: str = "section",
        parent: QWidget | None = None,
    ) -> None:
        """Make a heading.

        Args:
            theme: the look.
            text: the heading.
            aside: a count or a note at the right.
            role: `section` within a panel, `heading` of a panel, `object` for what is selected.
            parent: the widget it is in.
        """
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._label = ElidedLabel(text, self)
        if role == "section":
            dress(self._label, look="second", type="strong")
        else:
            dress(self._label, type=role)
        self._aside = QLabel(aside, self)
        self._aside.setProperty("look", "second")
        row.addWidget(self._label)
        row.addStretch(1)
        row.addWidget(self._aside)
        self.setAccessibleName(text)

    def set_text(self, text: str) -> None:
        """Change the heading."""
        self._label.setText(text)
        self.setAccessibleName(text)

    def set_aside(self, aside: str) -> None:
        """Change the count or note at the right."""
        self._aside.setText(aside)

    def add_action(self, widget: QWidget) -> None:
        """Put a button at the right end."""
        layout = self.layout()
        if layout is not None:
            layout.addWidget(widget)


class FacetRow(QCheckBox):
    """One value of a facet: tick, symbol, label, and how many the filter leaves of it.

    A double click asks for this value alone.
    """

    only_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        label: str,
        count: int | None = None,
        symbol: SymbolMark | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Make a row.

        Args:
            theme: the look.
            label: the value.
            count: how many there are; None where it is not counted.
            symbol: drawn before the label.
            parent: the widget it is in.
        """
        super().__init__(label, parent)
        self._theme = theme
        self._count = count
        self._symbol = symbol
        self.setFixedHeight(theme.tokens.size.facet_row)
        theme.changed.connect(self.update)
        self._name()

    @property
    def count(self) -> int | None:
        """How many the filter leaves."""
        return self._count

    def set_count(self, count: int | None) -> None:
        """Change how many there are."""
        self._count = count
        self._name()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 Qt's name
        """Wide enough for a name."""
        return QSize(180, self._theme.tokens.size.facet_row)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 Qt's name
        """Narrower than the name if it must be: it is cut with an ellipsis."""
        return QSize(90, self._theme.tokens.size.facet_row)

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802 Qt's name
        """The whole row can be clicked."""
        return self.rect().contains(pos)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 Qt's name
        """Ask for this value alone."""
        super().mouseDoubleClickEvent(event)
        self.only_wanted.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 Qt's name
        """Draw tick, symbol, label and count."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter = QPainter(self)
        self.style().drawControl(QStyle.ControlElement.CE_CheckBox, option, painter, self)
        font = self._theme.font("body")
        painter.setFont(font)
        right = float(self.width())
        if self._count is not None:
            number = f"{self._count:,}"
            painter.setPen(self._theme.colour("text3"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, number)
            right -= painter.fontMetrics().horizontalAdvance(number) + 8
        left = 23.0
        if self._symbol is not None:
            paint_symbol_icon(painter, self._symbol.icon(self._theme), QPointF(32, self.height() / 2), 12)
            left = 50.0
        painter.setPen(self._theme.colour("text" if self.isEnabled() else "text3"))
        box = QRectF(left, 0, right - left, self.height())
        painter.drawText(
            box,
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
            elided(font, self.text(), box.width()),
        )
        painter.end()

    def _name(self) -> None:
        counted = "" if self._count is None else f", {self._count:,}"
        self.setAccessibleName(f"{self.text()}{counted}")


class FactRow(QWidget):
    """A fact: its label, its value or the hatch of the unknown, where it comes from, how to mend it."""

    action_clicked = Signal()
    link_clicked = Signal()
    edit_wanted = Signal()

    def __init__(self, theme: Theme, label: str, parent: QWidget | None = None) -> None:
        """Make a row whose value is unknown until it is set."""
        super().__init__(parent)
        self._theme = theme
        self._pencil: IconButton | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 1)
        self._row.setSpacing(6)
        self._label = ElidedLabel(label, self)
        self._label.setProperty("look", "second")
        self._label.setFixedWidth(_LABEL_WIDTH)
        self._value = ElidedLabel(parent=self)
        self._note = ElidedLabel(parent=self)
        self._note.setProperty("look", "third")
        self._unknown = HatchedLabel(theme, parent=self)
        self._link: InlineLink | None = None
        self._action: IconButton | None = None
        for widget in (self._label, self._value, self._note, self._unknown):
            self._row.addWidget(widget)
        self._row.addStretch(1)
        self.setMinimumHeight(theme.tokens.size.facet_row)
        theme.changed.connect(self.update)
        self.set_value(None)

    @property
    def action_button(self) -> IconButton | None:
        """The icon at the right end, if one was added."""
        return self._action

    @property
    def link(self) -> InlineLink | None:
        """The link after the value, if one was added."""
        return self._link

    def set_value(self, value: str | None, note: str = "", *, strong: bool = False) -> None:
        """Show a value.

        Args:
            value: in words; None is unknown.
            note: what is to be said with it, in grey: "from the file".
            strong: for a value that is pointed at.
        """
        known = value is not None
        self._value.setText(value or "")
        look = "strong" if strong else ""
        if self._value.property("type") != look:
            dress(self._value, type=look)
        # The note gives way before the value does.
        self._value.ensurePolished()
        self._value.setMinimumWidth(0)
        self._value.setMinimumWidth(min(self._value.sizeHint().width(), _VALUE_WIDTH) if known else 0)
        self._note.setText(note)
        self._value.setVisible(known)
        self._note.setVisible(bool(note))
        self._unknown.setVisible(not known)
        said = value if value is not None else self._unknown.text
        self.setAccessibleName(f"{self._label.text()}: {said} {note}".strip())

    @property
    def label_room_px(self) -> int:
        """Width in which the whole label can be read, within reason."""
        self._label.ensurePolished()
        return max(_LABEL_WIDTH, min(self._label.sizeHint().width() + 1, _MOST_LABEL_WIDTH))

    @property
    def value_room_px(self) -> int:
        """Width in which all that stands after the label can be read."""
        after = (self._value, self._note, self._unknown, self._link, self._action)
        shown = [part for part in after if part is not None and not part.isHidden()]
        for part in shown:
            part.ensurePolished()
        return sum(part.sizeHint().width() + self._row.spacing() for part in shown)

    def set_label_room(self, width_px: int) -> None:
        """Begin the value so far to the right, as in the other rows of the page."""
        self._label.setFixedWidth(width_px)

    def add_link(self, text: str) -> InlineLink:
        """Put an action after the value, such as asking whoever knows."""
        self._link = InlineLink(self._theme, text, parent=self)
        self._link.clicked.connect(self.link_clicked)
        self._row.insertWidget(self._row.count() - (2 if self._action else 1), self._link)
        return self._link

    def add_action(self, icon: str, name: str) -> IconButton:
        """Put an icon at the right end: show the source, edit."""
        self._action = IconButton(self._theme, icon, name, size=(22, 22), colour="text3", parent=self)
        self._action.clicked.connect(self.action_clicked)
        self._row.addWidget(self._action)
        return self._action

    @property
    def pencil(self) -> IconButton | None:
        """The icon that asks for a change, if one was added."""
        return self._pencil

    def add_pencil(self, name: str) -> IconButton:
        """Let the fact be changed: by the pencil that comes under the pointer, or by a double click."""
        self._pencil = IconButton(self._theme, "pencil", name, size=(22, 22), colour="text3", parent=self)
        self._pencil.clicked.connect(self.edit_wanted)
        self._pencil.hide()
        return self._pencil

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802 Qt's name
        """Show the pencil, over the right end of the value."""
        super().enterEvent(event)
        if self._pencil is not None:
            taken = self._action.width() + 2 if self._action and not self._action.isHidden() else 0
            top = (self.height() - self._pencil.height()) // 2
            self._pencil.move(self.width() - self._pencil.width() - taken, top)
            self._pencil.show()
            self._pencil.raise_()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 Qt's name
        """Put the pencil away."""
        super().leaveEvent(event)
        if self._pencil is not None:
            self._pencil.hide()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 Qt's name
        """Ask for a change."""
        super().mouseDoubleClickEvent(event)
        if self._pencil is not None:
            self.edit_wanted.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 Qt's name
        """Draw the line below."""
        painter = QPainter(self)
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), self._theme.colour("line"))
        painter.end()


def align_labels(rows: Sequence[FactRow], width_px: int) -> None:
    """Let the values of rows that stand together begin in one line.

    Args:
        rows: The rows.
        width_px: Of all of them; the labels have what the values leave, within reason.
    """
    wanted = max((row.label_room_px for row in rows), default=_LABEL_WIDTH)
    left = width_px - max((row.value_room_px for row in rows), default=0)
    for row in rows:
        row.set_label_room(max(_LABEL_WIDTH, min(wanted, left)))
