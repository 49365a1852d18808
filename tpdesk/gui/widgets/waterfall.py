"""Why something scores what it scores: each criterion's points added to the one before."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from tpdesk.gui.theme import Theme, shows_focus
from tpdesk.gui.widgets.marks import elided, paint_hatch, text_width

_LABELS = 128
_NUMBERS = 96
_BAR = 14
_ROW, _ROW_COMPACT = 38, 22
_MOVES: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True, slots=True)
class WaterfallStep:
    """One criterion: its label, the reason in words, its points (None: unknown) and the most it can give."""

    label: str
    reason: str
    points: float | None
    most: float


class Waterfall(QWidget):
    """The criteria of a score from top to bottom; a click on one leads to what it rests on."""

    step_chosen = Signal(int)

    def __init__(self, theme: Theme, *, compact: bool = False, parent: QWidget | None = None) -> None:
        """Make an empty waterfall; a compact one leaves the reasons to the tool tip."""
        super().__init__(parent)
        self._theme = theme
        self._compact = compact
        self._steps: tuple[WaterfallStep, ...] = ()
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("own_focus", True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)
        self.set_steps(())

    def set_steps(self, steps: Sequence[WaterfallStep]) -> None:
        """Show these criteria."""
        self._steps = tuple(steps)
        self._at = 0
        self.setAccessibleName(self.tr("Why it scores this"))
        self.setAccessibleDescription("; ".join(self._spoken(step) for step in self._steps))
        self.updateGeometry()
        self.update()

    def set_compact(self, compact: bool) -> None:
        """Leave out the reasons where there is little height."""
        self._compact = compact
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 Qt's name
        """As high as its rows."""
        return QSize(420, self._row_height() * len(self._steps))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 Qt's name
        """Narrower, never lower."""
        return QSize(300, self._row_height() * len(self._steps))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 Qt's name
        """Choose the criterion below the pointer."""
        place = int(event.position().y() // self._row_height())
        if event.button() == Qt.MouseButton.LeftButton and 0 <= place < len(self._steps):
            self._at = place
            self.step_chosen.emit(place)
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 Qt's name
        """Move between criteria with the arrows, choose with Enter."""
        step = _MOVES.get(event.key())
        if step is not None and self._steps:
            self._at = min(len(self._steps) - 1, max(0, self._at + step))
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._steps:
            self.step_chosen.emit(self._at)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 Qt's name
        """Draw the rows, their bars and what joins them."""
        painter = QPainter(self)
        scale = (self.width() - _LABELS - _NUMBERS) / max(1.0, sum(step.most for step in self._steps))
        reached = float(_LABELS)
        for place, step in enumerate(self._steps):
            top = place * self._row_height()
            self._paint_bar(painter, step, QPointF(reached, top + 2), scale)
            if step.points is not None:
                reached += step.points * scale
                following = self._steps[place + 1 : place + 2]
                if following:
                    painter.fillRect(
                        QRectF(round(reached), top + 2, 1, self._row_height()), self._theme.colour("border")
                    )
            self._paint_words(painter, step, top)
            if shows_focus(self) and place == self._at:
                painter.setPen(QPen(self._theme.colour("accent"), 2))
                painter.drawRect(QRectF(1, top + 1, self.width() - 2, self._row_height() - 3))
        painter.end()

    def _row_height(self) -> int:
        return _ROW_COMPACT if self._compact else _ROW

    def _paint_bar(self, painter: QPainter, step: WaterfallStep, corner: QPointF, scale: float) -> None:
        whole = QRectF(round(corner.x()), corner.y(), max(2.0, round(step.most * scale)), _BAR)
        if step.points is None:
            paint_hatch(painter, whole, self._theme.colour("border"), 5)
            painter.setPen(QPen(self._theme.colour("border"), 1, Qt.PenStyle.DashLine))
            painter.drawRect(whole.adjusted(0.5, 0.5, -0.5, -0.5))
            return
        painter.fillRect(whole, self._theme.colour("accent_soft"))
        earned = QRectF(whole.left(), whole.top(), round(step.points * scale), _BAR)
        painter.fillRect(earned, self._theme.colour("accent"))

    def _paint_words(self, painter: QPainter, step: WaterfallStep, top: float) -> None:
        body, small = self._theme.font("body"), self._theme.font("small")
        painter.setFont(body)
        painter.setPen(self._theme.colour("text"))
        painter.drawText(QRectF(0, top, _LABELS - 6, 18), _LEFT, elided(body, step.label, _LABELS - 6))
        if not self._compact:
            painter.setFont(small)
            painter.setPen(self._theme.colour("text2"))
            room = self.width() - _NUMBERS
            reason = elided(small, step.reason, room)
            # The line that joins the bars goes behind the words.
            ground = QRectF(0, top + 17, text_width(small, reason) + 3, 16)
            painter.fillRect(ground, self._theme.colour("panel"))
            painter.drawText(QRectF(0, top + 17, room, 16), _LEFT, reason)
        most = self.tr("of {0}").format(_plain(step.most))
        widest = max(text_width(body, self.tr("of {0}").format(_plain(each.most))) for each in self._steps)
        tail = self.width() - max(widest, text_width(body, self.tr("of {0}").format("00")))
        if step.points is None:
            self._number(painter, f"0–{_plain(step.most)}", tail - 4, top, self._theme.colour("warn"))
            return
        painter.setFont(self._theme.font("body", 600))
        self._number(painter, f"{step.points:.1f}", tail - 4, top, self._theme.colour("text"))
        painter.setFont(body)
        painter.setPen(self._theme.colour("text2"))
        painter.drawText(QRectF(tail, top, self.width() - tail, 18), _LEFT, most)

    @staticmethod
    def _number(painter: QPainter, text: str, right: float, top: float, colour: QColor) -> None:
        if not painter.font().bold() and text.startswith("0–"):
            font = painter.font()
            font.setPixelSize(13)
            painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(QRectF(0, top, right, 18), _RIGHT, text)

    def _spoken(self, step: WaterfallStep) -> str:
        if step.points is None:
            return self.tr("{0}: unknown, 0 to {1}").format(step.label, _plain(step.most))
        return self.tr("{0}: {1} of {2}").format(step.label, f"{step.points:.1f}", _plain(step.most))


def _plain(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
