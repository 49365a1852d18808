"""Things on the start page that one clicks: ways in, recent registers, the stages of the year."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from tpdesk.gui.moments import said_day
from tpdesk.gui.start.thumbnails import PICTURE_PX
from tpdesk.gui.theme import Theme, shows_focus
from tpdesk.gui.widgets.marks import elided
from tpdesk.gui.widgets.search import KeyChip

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from tpdesk.files.settings import RecentRegister
    from tpdesk.gui.start.year import YearEntry

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_CARD_PX, _NARROW_CARD_PX = QSize(266, 243), QSize(246, 243)


class _Clickable(QAbstractButton):
    """What all of them share: they take the focus, and follow the theme."""

    def __init__(self, theme: Theme, text: str, note: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._note = note
        self.setText(text)
        self.setAccessibleName(f"{text}, {note}" if note else text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setProperty("own_focus", True)
        theme.changed.connect(self.update)

    def _paint_focus(self, painter: QPainter, box: QRectF) -> None:
        if shows_focus(self):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.drawRoundedRect(box, 5, 5)

    def _write(self, painter: QPainter, box: QRectF, text: str, font: tuple[str, int], colour: str) -> None:
        painter.setFont(self._theme.font(*font))
        painter.setPen(self._theme.colour(colour))
        painter.drawText(box, _LEFT, elided(painter.font(), text, box.width()))


class WayIn(_Clickable):
    """One of the three ways in: icon, words, a quieter line, and the keys that do the same."""

    def __init__(self, theme: Theme, icon: str, text: str, note: str, keys: str) -> None:
        """Make a way in; the first of them is written in the accent colour by ``setChecked``."""
        super().__init__(theme, text, note)
        self._icon = icon
        self.main = False
        self._chip = KeyChip(theme, keys, self)
        self.setFixedHeight(68)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 Qt's name
        """As wide as its column."""
        return QSize(364, 68)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 Qt's name
        """Keep the keys at the right end."""
        super().resizeEvent(event)
        hint = self._chip.sizeHint()
        self._chip.setGeometry(
            self.width() - hint.width(), (68 - hint.height()) // 2, hint.width(), hint.height()
        )

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 Qt's name
        """Draw icon, words and the line above."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.fillRect(self.rect(), self._theme.colour("hover"))
        painter.fillRect(0, 0, self.width(), 1, self._theme.colour("line"))
        pixmap = self._theme.pixmap(
            self._icon, "accent" if self.main else "text2", 22, self.devicePixelRatioF()
        )
        painter.drawPixmap(QPointF(0, 23), pixmap)
        width = self.width() - 44 - self._chip.width() - 8
        colour = "accent" if self.main else "text"
        self._write(painter, QRectF(44, 13, width, 22), self.text(), ("heading", 600), colour)
        self._write(painter, QRectF(44, 35, width, 18), self._note, ("body", 400), "text2")
        self._paint_focus(painter, QRectF(self.rect()).adjusted(1, 2, -1, -1))
        painter.end()


class RecentCard(_Clickable):
    """A register that was open lately, with its map."""

    def __init__(self, theme: Theme, recent: RecentRegister, picture: Path | None) -> None:
        """Make a card; without a picture it says the name of the place where the map would be."""
        self._path = Path(recent.path)
        counted = recent_counts(recent)
        super().__init__(theme, self._path.name, counted)
        self._when = f"{said_day(recent.opened_at)} · {self._path.parent.name or self._path.anchor}"
        self._place = recent.place
        self._picture = QPixmap(str(picture)) if picture is not None else QPixmap()
        self.setAccessibleName(f"{self.text()}, {counted}, {self._when}")
        self.setToolTip(str(self._path))
        self.setFixedSize(_CARD_PX)

    @property
    def path(self) -> Path:
        """Where the register lies."""
        return self._path

    def set_narrow(self, narrow: bool) -> None:
        """Take a little less room, so that three stand side by side in a narrow window."""
        self.setFixedSize(_NARROW_CARD_PX if narrow else _CARD_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 Qt's name
        """Draw the map, and what there is to say of it below."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        focus = shows_focus(self)
        edge = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        outline = QPainterPath()
        outline.addRoundedRect(edge, 5, 5)
        painter.fillPath(outline, theme.colour("hover" if self.underMouse() else "panel"))
        painter.save()
        painter.setClipPath(outline)
        self._paint_picture(painter, QRectF(0, 0, self.width(), PICTURE_PX[1]))
        painter.restore()
        painter.setPen(QPen(theme.colour("accent" if focus else "line2"), 1))
        painter.drawPath(outline)
        width = self.width() - 26
        self._write(painter, QRectF(13, 181, width, 17), self.text(), ("body", 600), "text")
        self._write(painter, QRectF(13, 198, width, 17), self._note, ("body", 400), "text2")
        self._write(painter, QRectF(13, 215, width, 17), self._when, ("small", 400), "text3")
        self._paint_focus(painter, edge.adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_picture(self, painter: QPainter, box: QRectF) -> None:
        painter.fillRect(box, self._theme.colour("sunken"))
        if not self._picture.isNull():
            whole = QRectF(self._picture.rect())
            beside = whole.width() * (1 - box.width() / PICTURE_PX[0]) / 2
            painter.drawPixmap(box, self._picture, whole.adjusted(beside, 0, -beside, 0))
        else:
            painter.setFont(self._theme.font("body"))
            painter.setPen(self._theme.colour("text3"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._place)
        painter.fillRect(QRectF(0, box.bottom() - 1, box.width(), 1), self._theme.colour("line"))


class YearStep(_Clickable):
    """A stage of the year: its icon and number, and what one does there."""

    def __init__(self, theme: Theme, number: int, stage: YearEntry) -> None:
        """Make a step."""
        super().__init__(theme, f"{number}. {stage.label}", stage.promise)
        self.key = stage.key
        self._ready = stage.ready
        self._icon = stage.icon
        self.setMinimumSize(150, 60)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 Qt's name
        """A quarter of the page."""
        return QSize(193, 60)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 Qt's name
        """Draw the line above, icon, number and promise."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(0, 0, self.width(), 1, self._theme.colour("line2"))
        hovered = self.underMouse() and self.isEnabled()
        pixmap = self._theme.pixmap(self._icon, "text2", 18, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(0, 16), pixmap)
        plain = "text" if self._ready else "text2"
        colour = "accent" if hovered else plain
        self._write(painter, QRectF(27, 15, self.width() - 27, 19), self.text(), ("body", 600), colour)
        note = "text2" if self._ready else "text3"
        self._write(painter, QRectF(0, 36, self.width(), 18), self._note, ("body", 400), note)
        self._paint_focus(painter, QRectF(self.rect()).adjusted(1, 3, -1, -1))
        painter.end()


def recent_counts(recent: RecentRegister) -> str:
    """Say how much a register held when it was last open."""
    assets = "1 asset" if recent.assets == 1 else f"{recent.assets:,} assets"
    partners = "1 organisation" if recent.organisations == 1 else f"{recent.organisations:,} organisations"
    return f"{assets} · {partners}"
