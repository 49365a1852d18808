"""The start page: ways in at the left, recent registers and the year at the right."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from tpdesk.gui.start.cards import RecentCard, WayIn, YearStep
from tpdesk.gui.start.thumbnails import thumbnail_path
from tpdesk.gui.theme import Theme, dress
from tpdesk.gui.widgets.bars import MessageBar
from tpdesk.gui.widgets.buttons import InlineLink, thin_line
from tpdesk.gui.widgets.marks import SymbolMark, paint_symbol_icon
from tpdesk.gui.widgets.sections import SectionHeading
from tpdesk.gui.widgets.texts import ElidedLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from tpdesk.files.settings import RecentRegister
    from tpdesk.gui.desk import Desk
    from tpdesk.gui.start.new_register import NewRegisterForm
    from tpdesk.gui.start.year import YearEntry
    from tpdesk.gui.widgets.bars import Message

_LEFT_PX, _NARROW_LEFT_PX = 470, 420
_MARGINS_PX, _NARROW_MARGINS_PX = (56, 56, 48, 24), (40, 48, 28, 24)
_PAGE_MARGINS_PX, _NARROW_PAGE_MARGINS_PX = (56, 56, 56, 32), (40, 48, 32, 32)
_WIDE_PX = 1400
_GAP_PX, _NARROW_GAP_PX = 24, 16
_MOST_CARDS = 3


class StartPage(QWidget):
    """Where one begins.

    Signals:
        demonstration_wanted, open_wanted, tour_wanted: One of the ways in, or the tour, was chosen.
        register_wanted: Path of a recent register.
        unplaced_wanted: Path of a recent register whose rows without position are to be shown.
        stage_wanted: Key of a stage of the year.
    """

    demonstration_wanted = Signal()
    open_wanted = Signal()
    tour_wanted = Signal()
    register_wanted = Signal(object)
    unplaced_wanted = Signal(object)
    stage_wanted = Signal(str)

    def __init__(
        self, theme: Theme, desk: Desk, stages: Sequence[YearEntry], parent: QWidget | None = None
    ) -> None:
        """Lay out the page."""
        super().__init__(parent)
        self._theme = theme
        self._desk = desk
        self._stages = stages
        self.messages = MessageBar(theme)
        self.ways: tuple[WayIn, ...] = ()
        self.cards: tuple[RecentCard, ...] = ()
        self.steps: tuple[YearStep, ...] = ()
        self._notice_path = Path()
        self._notice_text = ElidedLabel()
        self._left = self._make_left()
        self._right = QStackedWidget()
        self._paper = [self._make_overview()]
        self._right.addWidget(self._scrolled(self._paper[0]))
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left)
        row.addWidget(thin_line(self, upright=True))
        row.addWidget(self._right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.messages)
        column.addLayout(row, 1)
        dress(self._left, look="panel")
        self.refresh()

    @cached_property
    def form(self) -> NewRegisterForm:
        """The form for a new register, made when it is first asked for."""
        from tpdesk.gui.start.new_register import NewRegisterForm

        form = NewRegisterForm(self._theme, self._desk)
        form.cancelled.connect(self.show_overview)
        return form

    @cached_property
    def _form_page(self) -> QWidget:
        self._paper.append(self._padded(self.form))
        page = self._scrolled(self._paper[-1])
        self._right.addWidget(page)
        self._fit()
        return page

    def show_message(self, message: Message) -> None:
        """Show a message above the page."""
        self.messages.show_message(message.kind, message.text, message.links)

    def show_new_register(self) -> None:
        """Show the form for a new register."""
        self._right.setCurrentIndex(self._right.indexOf(self._form_page))
        self.form.begin()

    def show_overview(self) -> None:
        """Show the recent registers and the year."""
        self._right.setCurrentIndex(0)

    def refresh(self) -> None:
        """Show the recent registers as they are now; those whose file is gone are left out."""
        self.show_overview()
        while (item := self._cards_row.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        recent = [each for each in self._desk.preferences.settings.recent if Path(each.path).exists()]
        self.cards = tuple(self._make_card(each) for each in recent[:_MOST_CARDS])
        for card in self.cards:
            self._cards_row.addWidget(card)
        self._cards_row.addStretch(1)
        self._none.setVisible(not self.cards)
        self._recent_heading.set_aside(self.tr("Newest first") if len(self.cards) > 1 else "")
        self._notice_about(recent[0] if recent else None)
        self.setFocusProxy(self.cards[0] if self.cards else self.ways[0])
        self._fit()
        for step in self.steps:
            step.setEnabled(self._desk.register is not None or bool(self.cards))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 Qt's name
        """Give the left side less where there is little room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wide = self.width() >= _WIDE_PX
        self._left.setFixedWidth(_LEFT_PX if wide else _NARROW_LEFT_PX)
        for part, margins in (
            (self._left, _MARGINS_PX if wide else _NARROW_MARGINS_PX),
            *((page, _PAGE_MARGINS_PX if wide else _NARROW_PAGE_MARGINS_PX) for page in self._paper),
        ):
            layout = part.layout()
            if layout is not None:
                layout.setContentsMargins(*margins)
        for row in (self._cards_row, self._year):
            gap = _GAP_PX if wide else _NARROW_GAP_PX
            row.setSpacing(gap) if isinstance(row, QHBoxLayout) else row.setHorizontalSpacing(gap)
        for card in self.cards:
            card.set_narrow(not wide)

    def _make_card(self, recent: RecentRegister) -> RecentCard:
        picture = thumbnail_path(Path(recent.path))
        card = RecentCard(self._theme, recent, picture if picture.exists() else None)
        card.clicked.connect(lambda _checked=False, path=card.path: self.register_wanted.emit(path))
        return card

    def _notice_about(self, recent: RecentRegister | None) -> None:
        self._notice.setVisible(recent is not None and recent.unplaced > 0)
        if recent is not None:
            words = self.tr("In {0}, {1} assets still have no position.")
            self._notice_text.setText(words.format(Path(recent.path).name, f"{recent.unplaced:,}"))
            self._notice_path = Path(recent.path)

    def _make_left(self) -> QWidget:
        left = QWidget()
        left.setFixedWidth(_LEFT_PX)
        column = QVBoxLayout(left)
        column.setSpacing(0)
        column.addWidget(_Brand(self._theme))
        column.addSpacing(18)
        column.addWidget(
            _Promise(
                self._theme,
                (self.tr("Every public building in your place,"), self.tr("on one map, in one register.")),
            )
        )
        column.addSpacing(34)
        demo = WayIn(
            self._theme,
            "play",
            self.tr("Open the demonstration place"),
            self.tr("An invented borough, 7 partners"),
            "Ctrl+D",
        )
        demo.main = True
        new = WayIn(
            self._theme, "file-plus", self.tr("New register"), self.tr("For your own place"), "Ctrl+N"
        )
        open_one = WayIn(
            self._theme,
            "folder-open",
            self.tr("Open a register…"),
            self.tr("From this computer or the network"),
            "Ctrl+O",
        )
        self.ways = (demo, new, open_one)
        for way in self.ways:
            column.addWidget(way)
        column.addWidget(thin_line())
        column.addStretch(1)
        promise = QLabel(self.tr("Nothing leaves this computer unless you print, export or send it."))
        promise.setWordWrap(True)
        dress(promise, look="second")
        tour = InlineLink(self._theme, self.tr("What tpdesk does in five minutes"))
        column.addWidget(promise)
        column.addWidget(tour, 0, Qt.AlignmentFlag.AlignLeft)
        demo.clicked.connect(self.demonstration_wanted)
        new.clicked.connect(self.show_new_register)
        open_one.clicked.connect(self.open_wanted)
        tour.clicked.connect(self.tour_wanted)
        return left

    def _make_overview(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setSpacing(0)
        self._recent_heading = SectionHeading(self._theme, self.tr("Recent registers"), role="heading")
        self._none = QLabel(
            self.tr("None yet. The demonstration place is ready in a minute and needs no data of yours.")
        )
        self._none.setWordWrap(True)
        dress(self._none, look="second")
        self._cards_row = QHBoxLayout()
        self._notice = self._make_notice()
        column.addWidget(self._recent_heading)
        column.addSpacing(14)
        column.addWidget(self._none)
        column.addLayout(self._cards_row)
        column.addSpacing(26)
        column.addWidget(self._notice)
        column.addSpacing(40)
        column.addWidget(SectionHeading(self._theme, self.tr("The year, in order"), role="heading"))
        column.addSpacing(14)
        self._year = grid = QGridLayout()
        grid.setVerticalSpacing(17)
        self.steps = tuple(YearStep(self._theme, number, each) for number, each in enumerate(self._stages, 1))
        for place, step in enumerate(self.steps):
            grid.addWidget(step, place // 4, place % 4)
            step.clicked.connect(lambda _checked=False, key=step.key: self.stage_wanted.emit(key))
        column.addLayout(grid)
        column.addStretch(1)
        page.setMaximumWidth(960)
        return page

    def _make_notice(self) -> QFrame:
        notice = QFrame()
        dress(notice, look="warning")
        notice.setFixedHeight(40)
        row = QHBoxLayout(notice)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(10)
        row.addWidget(_Icon(self._theme, "triangle-alert", "warn"))
        row.addWidget(self._notice_text)
        row.addStretch(1)
        link = InlineLink(self._theme, self.tr("Open and show them"))
        link.clicked.connect(lambda: self.unplaced_wanted.emit(self._notice_path))
        row.addWidget(link)
        return notice

    def _padded(self, form: QWidget) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.addWidget(form)
        return page

    def _scrolled(self, page: QWidget) -> QScrollArea:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAlignment(Qt.AlignmentFlag.AlignLeft)
        area.setWidget(page)
        return area


class _Icon(QWidget):
    """An icon that follows the theme."""

    def __init__(self, theme: Theme, name: str, colour: str) -> None:
        super().__init__()
        self._theme, self._name, self._colour = theme, name, colour
        self.setFixedSize(QSize(16, 16))
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 Qt's name
        painter = QPainter(self)
        painter.drawPixmap(
            QPointF(0, 0), self._theme.pixmap(self._name, self._colour, 16, self.devicePixelRatioF())
        )
        painter.end()


class _Promise(QWidget):
    """What tpdesk is for, in two lines."""

    def __init__(self, theme: Theme, lines: tuple[str, ...]) -> None:
        super().__init__()
        self._theme = theme
        self._lines = lines
        self.setFixedHeight(28 * len(lines))
        self.setAccessibleName(" ".join(lines))
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 Qt's name
        painter = QPainter(self)
        painter.setFont(self._theme.font("title", 500))
        painter.setPen(self._theme.colour("text"))
        for place, line in enumerate(self._lines):
            painter.drawText(QPointF(0, 21 + 28 * place), line)
        painter.end()


class _Brand(QWidget):
    """Three symbols of three partners, and the name."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedHeight(38)
        self.setAccessibleName("tpdesk")
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for kind, x, y in (("council", 10, 14), ("nhs", 28, 9), ("police", 19, 28)):
            paint_symbol_icon(painter, SymbolMark(kind, kind).icon(self._theme, 14), QPointF(x, y), 14)
        painter.setFont(self._theme.font("display"))
        painter.setPen(self._theme.colour("text"))
        painter.drawText(self.rect().adjusted(52, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, "tpdesk")
        painter.end()
