"""Small charts in panels and cells: a histogram, a score as a bar, how sure a proposal is as blocks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from tpdesk.gui.theme import Theme, shows_focus
from tpdesk.gui.widgets.marks import text_width

Confidence = Literal["sure", "likely", "check"]

# Blocks filled of four, and their colour.
_CONFIDENCE: dict[Confidence, tuple[int, str]] = {
    "sure": (4, "ok"),
    "likely": (3, "accent"),
    "check": (2, "warn"),
}
_BLOCKS = 4
_BLOCK_WIDTH, _BLOCK_HEIGHT, _BLOCK_STEP = 6, 9, 7
_MOVES: dict[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


def confidence_word(level: Confidence) -> str:
    """Sure, Likely or Check, in the language of the window."""
    words: dict[Confidence, str] = {
        "sure": QCoreApplication.translate("Confidence", "Sure"),
        "likely": QCoreApplication.translate("Confidence", "Likely"),
        "check": QCoreApplication.translate("Confidence", "Check"),
    }
    return words[level]


def paint_confidence(painter: QPainter, theme: Theme, level: Confidence, rect: QRectF) -> None:
    """Draw four blocks and the word, from the left of a rectangle."""
    filled, colour_name = _CONFIDENCE[level]
    colour = theme.colour(colour_name)
    painter.save()
    top = rect.center().y() - _BLOCK_HEIGHT / 2
    for block in range(_BLOCKS):
        box = QRectF(rect.left() + block * _BLOCK_STEP, round(top), _BLOCK_WIDTH, _BLOCK_HEIGHT)
        if block < filled:
            painter.fillRect(box, colour)
        else:
            painter.setPen(QPen(colour, 1))
            painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
    painter.setFont(theme.font("body"))
    painter.setPen(theme.colour("warn" if level == "check" else "text"))
    box = rect.adjusted(_BLOCKS * _BLOCK_STEP + 6, 0, 0, 0)
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, confidence_word(level))
    painter.restore()


def paint_score(painter: QPainter, theme: Theme, score: float, rect: QRectF, most: float = 100.0) -> None:
    """Draw a score in bold and as a bar of 44 pixels, in a rectangle."""
    painter.save()
    bar = QRectF(rect.right() - 44, round(rect.center().y() - 3), 44, 6)
    painter.setFont(theme.font("body", 600))
    painter.setPen(theme.colour("text"))
    number = QRectF(rect.left(), rect.top(), bar.left() - 6 - rect.left(), rect.height())
    painter.drawText(number, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, f"{score:.0f}")
    painter.fillRect(bar, theme.colour("sunken"))
    share = min(1.0, max(0.0, score / most))
    painter.fillRect(QRectF(bar.left(), bar.top(), bar.width() * share, bar.height()), theme.colour("accent"))
    painter.restore()


class ConfidenceBar(QWidget):
    """How sure a proposal is: four blocks and a word, never a number."""

    def __init__(self, theme: Theme, level: Confidence = "check", parent: QWidget | None = None) -> None:
        """Show a level."""
        super().__init__(parent)
        self._theme = theme
        self._level: Confidence = level
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)
        self.set_level(level)

    def set_level(self, level: Confidence) -> None:
        """Show another level."""
        self._level = level
        self.setAccessibleName(confidence_word(level))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 Qt's name
        """Room for blocks and word."""
        word = text_width(self._theme.font("body"), confidence_word(self._level))
        return QSize(round(word) + _BLOCKS * _BLOCK_STEP + 8, 18)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 Qt's name
        """Draw blocks and word."""
        painter = QPainter(self)
        paint_confidence(painter, self._theme, self._level, QRectF(self.rect()))
        painter.end()


class ScoreBar(QWidget):
    """A score as a number and a bar."""

    def __init__(
        self, theme: Theme, score: float, most: float = 100.0, parent: QWidget | None = None
    ) -> None:
        """Show a score of so many at the most."""
        super().__init__(parent)
        self._theme = theme
        self._score = score
        self._most = most
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)
        self.set_score(score)

    def set_score(self, score: float) -> None:
        """Show another score."""
        self._score = score
        self.setAccessibleName(self.tr("Score {0} of {1}").format(f"{score:.0f}", f"{self._most:.0f}"))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 Qt's name
        """Room for three figures and the bar."""
        return QSize(80, 18)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 Qt's name
        """Draw number and bar."""
        painter = QPainter(self)
        paint_score(painter, self._theme, self._score, QRectF(self.rect()), self._most)
        painter.end()


@dataclass(frozen=True, slots=True)
class Bin:
    """One bar of a histogram: its label, its count, and a colour if not the accent."""

    label: str
    count: int
    colour: str | None = None


class Histogram(QWidget):
    """How many have which value. A bar is a button: it leads to its rows."""

    bin_chosen = Signal(int)

    def __init__(self, theme: Theme, bins: Sequence[Bin] = (), parent: QWidget | None = None) -> None:
        """Show bars."""
        super().__init__(parent)
        self._theme = theme
        self._bins: tuple[Bin, ...] = ()
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("own_focus", True)
        self.setMouseTracking(True)
        self.setMinimumHeight(92)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)
        self.set_bins(bins)

    def set_bins(self, bins: Sequence[Bin]) -> None:
        """Show other bars."""
        self._bins = tuple(bins)
        self._at = 0
        self.setAccessibleName(self.tr("Histogram"))
        self.setAccessibleDescription("; ".join(f"{item.label}: {item.count:,}" for item in self._bins))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 Qt's name
        """As wide as the panel."""
        return QSize(240, 92)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 Qt's name
        """Choose the bar below the pointer."""
        place = self._bin_at(event.position())
        if place is not None and event.button() == Qt.MouseButton.LeftButton:
            self._at = place
            self.bin_chosen.emit(place)
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 Qt's name
        """Say what the bar below the pointer holds."""
        place = self._bin_at(event.position())
        if place is not None:
            item = self._bins[place]
            QToolTip.showText(event.globalPosition().toPoint(), f"{item.label}: {item.count:,}", self)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 Qt's name
        """Move between bars with the arrows, choose with Enter."""
        step = _MOVES.get(event.key())
        if step is not None and self._bins:
            self._at = min(len(self._bins) - 1, max(0, self._at + step))
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._bins:
            self.bin_chosen.emit(self._at)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 Qt's name
        """Draw bars, counts, labels and the base line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        base = self.height() - 20.0
        font = self._theme.font("small")
        painter.setFont(font)
        tallest = max((item.count for item in self._bins), default=0)
        for place, item in enumerate(self._bins):
            box = self._column(place)
            height = (base - 20) * item.count / tallest if tallest else 0.0
            bar = QRectF(box.left() + 1.5, round(base - height), box.width() - 3, round(height))
            painter.fillRect(bar, QColor(item.colour) if item.colour else self._theme.colour("accent"))
            if item.colour:
                painter.setPen(QPen(self._theme.colour("line2"), 1))
                painter.drawRect(bar.adjusted(0.5, 0.5, -0.5, 0))
            painter.setPen(self._theme.colour("text2"))
            above = QRectF(box.left() - 8, bar.top() - 17, box.width() + 16, 16)
            painter.drawText(above, Qt.AlignmentFlag.AlignCenter, f"{item.count:,}")
            below = QRectF(box.left() - 4, base + 3, box.width() + 8, 16)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, item.label)
            if shows_focus(self) and place == self._at:
                painter.setPen(QPen(self._theme.colour("accent"), 2))
                painter.drawRoundedRect(QRectF(box.left() + 1, 1, box.width() - 2, self.height() - 2), 3, 3)
        painter.fillRect(QRectF(0, base, self.width(), 1), self._theme.colour("border"))
        painter.end()

    def _column(self, place: int) -> QRectF:
        width = self.width() / max(1, len(self._bins))
        return QRectF(place * width, 0, width, self.height())

    def _bin_at(self, position: QPointF) -> int | None:
        place = int(position.x() * len(self._bins) / max(1, self.width()))
        return place if 0 <= place < len(self._bins) else None
