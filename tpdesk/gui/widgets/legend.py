"""The legend on the map: a card that explains what is drawn, and nothing that is not."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from tpdesk.gui.theme import Theme
from tpdesk.gui.widgets.marks import SymbolMark, paint_hatch, paint_symbol_icon, text_width

_PAD = 13
_ROW = 20
_SWATCH = QSize(22, 14)


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One line: what it looks like (colour, symbol or icon; none is the hatch of no value) and means."""

    label: str
    note: str = ""
    count: str = ""
    colour: str | None = None
    symbol: SymbolMark | None = None
    icon: str | None = None


class LegendBox(QWidget):
    """A title, a line below it, and entries with their counts."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty legend; it hides itself while it has no entries."""
        super().__init__(parent)
        self._theme = theme
        self._title = ""
        self._subtitle = ""
        self._entries: tuple[LegendEntry, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self.update)
        self.hide()

    def set_entries(self, title: str, entries: Sequence[LegendEntry], subtitle: str = "") -> None:
        """Show what is on the map."""
        self._title = title
        self._subtitle = subtitle
        self._entries = tuple(entries)
        self.setAccessibleName(title)
        lines = (" ".join(filter(None, (entry.label, entry.note, entry.count))) for entry in self._entries)
        self.setAccessibleDescription("; ".join(lines))
        self.setVisible(bool(entries))
        self.adjustSize()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 Qt's name
        """As large as its words need."""
        body, bold = self._theme.font("body"), self._theme.font("body", 600)
        lines = [text_width(bold, self._title), text_width(body, self._subtitle)]
        for entry in self._entries:
            words = text_width(body, f"{entry.label} {entry.note}".strip()) + self._text_left() - _PAD
            lines.append(words + (text_width(body, entry.count) + 24 if entry.count else 0))
        width = max(max(lines, default=0) + 2 * _PAD, 150)
        return QSize(round(width + 0.5), self._rows_top() + _ROW * len(self._entries) + _PAD - 4)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 Qt's name
        """Draw the card and its lines."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("line2"), 1))
        painter.setBrush(self._theme.colour("panel"))
        radius = self._theme.tokens.radius.card
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setFont(self._theme.font("body", 600))
        painter.setPen(self._theme.colour("text"))
        painter.drawText(QRectF(_PAD, 9, self.width(), 18), left, self._title)
        painter.setFont(self._theme.font("body"))
        painter.setPen(self._theme.colour("text2"))
        painter.drawText(QRectF(_PAD, 26, self.width(), 18), left, self._subtitle)
        for place, entry in enumerate(self._entries):
            box = QRectF(_PAD, self._rows_top() + place * _ROW, self.width() - 2 * _PAD, _ROW)
            self._paint_mark(painter, entry, box)
            self._paint_words(painter, entry, box)
        painter.end()

    def _rows_top(self) -> int:
        return 50 if self._subtitle else 32

    def _text_left(self) -> int:
        return _PAD + (31 if any(entry.symbol is None for entry in self._entries) else 26)

    def _paint_words(self, painter: QPainter, entry: LegendEntry, box: QRectF) -> None:
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        words = box.adjusted(self._text_left() - _PAD, 0, 0, 0)
        painter.setFont(self._theme.font("body"))
        painter.setPen(self._theme.colour("text"))
        painter.drawText(words, left, entry.label)
        painter.setPen(self._theme.colour("text2"))
        beyond = text_width(painter.font(), f"{entry.label} ")
        painter.drawText(words.adjusted(beyond, 0, 0, 0), left, entry.note)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, entry.count)

    def _paint_mark(self, painter: QPainter, entry: LegendEntry, box: QRectF) -> None:
        if entry.symbol is not None:
            centre = QPointF(box.left() + 9, box.center().y())
            paint_symbol_icon(painter, entry.symbol.icon(self._theme), centre, 12)
            return
        if entry.icon is not None:
            pixmap = self._theme.pixmap(entry.icon, "text2", 16, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(box.left() + 1, round(box.center().y() - 8)), pixmap)
            return
        swatch = QRectF(box.left(), round(box.center().y() - 7), _SWATCH.width(), _SWATCH.height())
        if entry.colour is None:
            paint_hatch(painter, swatch, self._theme.colour("text2"), 5)
        else:
            painter.fillRect(swatch, QColor(entry.colour))
        painter.setPen(QPen(self._theme.colour("line2"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(swatch.adjusted(0.5, 0.5, -0.5, -0.5))
