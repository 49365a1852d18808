"""Tabs with an underline, and a count beside the name."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QTabBar, QWidget

from tpdesk.gui.theme import Theme, shows_focus
from tpdesk.gui.widgets.marks import text_width

_GAP = 14
_COUNT_GAP = 6


class TabStrip(QTabBar):
    """The tabs of a table or of the details: "Assets 85 of 785"."""

    tab_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make a strip without tabs."""
        super().__init__(parent)
        self._gap = _GAP
        self._theme = theme
        self._counts: dict[str, str] = {}
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setProperty("own_focus", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(theme.tokens.size.tabs)
        self.currentChanged.connect(self._announce)
        theme.changed.connect(self.update)

    @property
    def current_key(self) -> str:
        """The key of the tab that is on, empty without tabs."""
        return str(self.tabData(self.currentIndex()) or "")

    def set_gap(self, gap_px: int) -> None:
        """Leave so much room between the tabs."""
        if gap_px != self._gap:
            self._gap = gap_px
            for place in range(self.count()):
                self.setTabText(place, self.tabText(place))
            self.updateGeometry()

    def add_tab(self, key: str, text: str, count: str = "") -> None:
        """Add a tab at the right.

        Args:
            key: by which it is known.
            text: its name.
            count: written after the name in grey: "85 of 785".
        """
        self._counts[key] = count
        before = self.blockSignals(True)
        place = self.addTab(text)
        self.setTabData(place, key)
        self.blockSignals(before)
        self._name(place)

    def set_count(self, key: str, count: str) -> None:
        """Change the count beside a name."""
        self._counts[key] = count
        place = self._place(key)
        self._name(place)
        self.setTabText(place, self.tabText(place))
        self.updateGeometry()
        self.update()

    def choose(self, key: str) -> None:
        """Turn to a tab; it is announced as if it had been clicked."""
        self.setCurrentIndex(self._place(key))

    def tabSizeHint(self, index: int) -> QSize:  # noqa: N802 Qt's name
        """As wide as the name in bold with its count."""
        name, count = self._widths(index)
        last = index == self.count() - 1
        return QSize(round(name + count + 0.5) + (0 if last else self._gap), self._theme.tokens.size.tabs)

    def minimumTabSizeHint(self, index: int) -> QSize:  # noqa: N802 Qt's name
        """Tabs are never cut."""
        return self.tabSizeHint(index)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 Qt's name
        """May be narrower than its tabs."""
        return QSize(60, self._theme.tokens.size.tabs)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 Qt's name
        """Draw names, counts and the underline."""
        painter = QPainter(self)
        for index in range(self.count()):
            self._paint_tab(painter, index)
        painter.end()

    def _paint_tab(self, painter: QPainter, index: int) -> None:
        on = index == self.currentIndex()
        rect = QRectF(self.tabRect(index))
        name, count = self._widths(index)
        painter.setFont(self._theme.font("body", 600 if on else 400))
        painter.setPen(self._theme.colour("text" if on else "text2"))
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        drawn = text_width(painter.font(), self.tabText(index))
        painter.drawText(rect, align, self.tabText(index))
        painter.setFont(self._theme.font("body"))
        painter.setPen(self._theme.colour("text2" if on else "text3"))
        painter.drawText(
            rect.adjusted(drawn + _COUNT_GAP, 0, 0, 0), align, self._counts.get(self.tabData(index), "")
        )
        shown = QRectF(rect.left(), rect.top(), name + count, rect.height())
        if on:
            painter.fillRect(
                QRectF(shown.left(), rect.bottom() - 2, shown.width(), 2), self._theme.colour("accent")
            )
            if shows_focus(self):
                painter.setPen(QPen(self._theme.colour("accent"), 2))
                painter.drawRoundedRect(shown.adjusted(1, 5, -1, -6), 3, 3)

    def _widths(self, index: int) -> tuple[float, float]:
        name = text_width(self._theme.font("body", 600), self.tabText(index))
        count = self._counts.get(str(self.tabData(index) or ""), "")
        return name, _COUNT_GAP + text_width(self._theme.font("body"), count) if count else 0.0

    def _place(self, key: str) -> int:
        return next(place for place in range(self.count()) if self.tabData(place) == key)

    def _name(self, place: int) -> None:
        count = self._counts.get(self.tabData(place), "")
        self.setAccessibleTabName(place, f"{self.tabText(place)} {count}".strip())

    def _announce(self, index: int) -> None:
        if index >= 0:
            self.tab_chosen.emit(self.current_key)
