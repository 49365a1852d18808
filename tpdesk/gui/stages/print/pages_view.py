"""The pages as they will be printed, one below the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from tpdesk.gui.theme import Theme, dress

if TYPE_CHECKING:
    from PySide6.QtGui import QImage, QPaintEvent, QResizeEvent

    from tpdesk.domain.page import Page
    from tpdesk.gui.stages.print.wish import PageMaking

MOST_PAGES = 60
"""So many pages can be looked at; all are printed."""

_MARGIN_PX, _GAP_PX = 16, 14
_CLOSE_UP = 2.2
_WAIT_MS = 60


class PagePicture(QWidget):
    """One page: bare paper until its picture is there."""

    def __init__(self, theme: Theme, page: Page, number: int, parent: QWidget | None = None) -> None:
        """Make bare paper."""
        super().__init__(parent)
        self._theme = theme
        self._shape = page.size.height / page.size.width
        self.number = number
        self.image: QImage | None = None
        self.wanted_px = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Page {0}").format(number + 1))

    def set_width(self, width_px: int) -> None:
        """Make the paper so wide."""
        self.setFixedSize(QSize(width_px, round(width_px * self._shape)))

    def show_image(self, image: QImage) -> None:
        """Show the page."""
        self.image = image
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 Qt's name
        """Draw the paper and what is on it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        if self.image is not None:
            painter.drawImage(QRectF(self.rect()), self.image)
        painter.setPen(QPen(self._theme.colour("line2"), 1))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()


class PagesView(QScrollArea):
    """Pages that are painted when they come into sight."""

    def __init__(self, theme: Theme, making: PageMaking, parent: QWidget | None = None) -> None:
        """Show no page yet."""
        super().__init__(parent)
        self._theme = theme
        self._making = making
        self._close_up = False
        self.pages: tuple[PagePicture, ...] = ()
        self._holder = QWidget()
        dress(self._holder, look="sunken")
        self._column = QVBoxLayout(self._holder)
        self._column.setContentsMargins(_MARGIN_PX, _MARGIN_PX, _MARGIN_PX, _MARGIN_PX)
        self._column.setSpacing(_GAP_PX)
        self._column.addStretch(1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setWidget(self._holder)
        self.setAccessibleName(self.tr("Pages"))
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_WAIT_MS)
        self._later.timeout.connect(self._paint_those_in_sight)
        self.verticalScrollBar().valueChanged.connect(lambda _: self._later.start())

    @property
    def close_up(self) -> bool:
        """Whether pages are larger than the room."""
        return self._close_up

    def set_close_up(self, on: bool) -> None:
        """Show pages as wide as the room, or large enough to be read."""
        self._close_up = on
        self._lay_out()

    def show_pages(self, pages: tuple[Page, ...]) -> None:
        """Show other pages; the old pictures stay until the new are painted."""
        before = self.pages
        for picture in before:
            self._column.removeWidget(picture)
            picture.hide()
            picture.deleteLater()
        self.pages = tuple(
            PagePicture(self._theme, page, number) for number, page in enumerate(pages[:MOST_PAGES])
        )
        for place, picture in enumerate(self.pages):
            if place < len(before) and before[place].image is not None:
                picture.image = before[place].image
            self._column.insertWidget(place, picture, 0, Qt.AlignmentFlag.AlignHCenter)
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 Qt's name
        """Make the pages as wide as the room."""
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        room = self.width() - 2 * _MARGIN_PX - self.verticalScrollBar().sizeHint().width()
        width = round(max(160, room) * (_CLOSE_UP if self._close_up else 1.0))
        for picture in self.pages:
            picture.set_width(width)
        if self.pages:
            self._later.start()

    def _paint_those_in_sight(self) -> None:
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        ratio = self.devicePixelRatioF()
        for picture in self.pages:
            in_sight = picture.y() < bottom and picture.y() + picture.height() > top
            wanted = round(picture.width() * ratio)
            if in_sight and picture.wanted_px != wanted:
                picture.wanted_px = wanted
                self._making.paint(picture.number, wanted, picture.show_image)

    def stop(self) -> None:
        """Paint nothing more."""
        self._later.stop()
