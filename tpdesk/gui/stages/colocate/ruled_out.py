"""The table of what was ruled out: each reason with its number, and the nearest pairs when it is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal

from tpdesk.gui.stages.colocate.asset_marks import AssetMarks, name_of
from tpdesk.gui.widgets.cell_model import CellModel
from tpdesk.gui.widgets.table import Cell, TableView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from tpdesk.domain.candidates import Party, RuledOut
    from tpdesk.gui.theme import Theme

_FOLD, _GUEST, _ARROW, _HOST, _APART, _MOVES = range(6)
_WIDTHS_PX = {_FOLD: 36, _ARROW: 36, _APART: 72, _MOVES: 84}
_LEAST_NAME_PX = 120


class _Row(NamedTuple):
    """A reason, or one of its nearest pairs."""

    reason: RuledOut
    pair: tuple[Party, Party, float] | None = None


class RuledOutModel(CellModel):
    """Reasons in the order in which the rules are asked."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start without reasons."""
        super().__init__(parent)
        self._marks: AssetMarks | None = None
        self._reasons: tuple[RuledOut, ...] = ()
        self._open: set[str] = set()
        self.rows: tuple[_Row, ...] = ()
        self.right = frozenset((_APART, _MOVES))
        self.headings = ("", self.tr("Reason"), "", "", self.tr("Apart"), self.tr("Moves"))

    def set_reasons(self, reasons: Sequence[RuledOut], marks: AssetMarks | None) -> None:
        """Show other reasons, the most frequent first; what was open stays open."""
        self._reasons = tuple(sorted(reasons, key=lambda each: -each.pairs))
        self._marks = marks
        self._lay_out()

    def turn(self, row: int) -> None:
        """Open or fold a reason."""
        key = self.rows[row].reason.key
        self._open ^= {key}
        self._lay_out()

    def _lay_out(self) -> None:
        self.beginResetModel()
        self.rows = tuple(
            row
            for reason in self._reasons
            for row in (
                _Row(reason),
                *(_Row(reason, pair) for pair in reason.nearest if reason.key in self._open),
            )
        )
        self.endResetModel()

    def count(self) -> int:
        """How many rows are shown."""
        return len(self.rows)

    def cell(self, row: int, column: int) -> Cell:
        """Give a cell of a reason, or of a pair."""
        shown = self.rows[row]
        if shown.pair is None:
            return self._reason_cell(shown.reason, column)
        return self._pair_cell(shown.pair, column)

    def _reason_cell(self, reason: RuledOut, column: int) -> Cell:
        if column == _FOLD and reason.nearest:
            return Cell(icon="chevron-down" if reason.key in self._open else "chevron-right")
        if column == _GUEST:
            return Cell(reason.words)
        return Cell(f"{reason.pairs:,}", right=True) if column == _MOVES else Cell()

    def _pair_cell(self, pair: tuple[Party, Party, float], column: int) -> Cell:
        guest, host, distance_m = pair
        if column in (_GUEST, _HOST) and self._marks is not None:
            party = guest if column == _GUEST else host
            return Cell(name_of(party), symbol=self._marks.symbol(party.uid), quiet=True)
        if column == _ARROW:
            return Cell(icon="arrow-right")
        return Cell(f"{distance_m:,.0f} m", right=True, quiet=True) if column == _APART else Cell()


class RuledOutTable(TableView):
    """What was ruled out. A click opens a reason, or shows a pair on the map.

    Signals:
        pair_wanted: The uids of guest and host.
    """

    pair_wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make a table without reasons."""
        super().__init__(theme, parent=parent)
        self.reasons = RuledOutModel(self)
        self.setSortingEnabled(False)
        self.setSelectionMode(TableView.SelectionMode.SingleSelection)
        self.setModel(self.reasons)
        self.horizontalHeader().setSectionsMovable(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.reasons.modelReset.connect(self._span)
        self.setAccessibleName(self.tr("Ruled out"))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 Qt's name
        """Open a reason, or show a pair."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self._act(index.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 Qt's name
        """Enter does what a click does."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.currentIndex().isValid():
            self._act(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 Qt's name
        """Share the room that the numbers leave among guest and host."""
        super().resizeEvent(event)
        each = max(_LEAST_NAME_PX, (self.viewport().width() - sum(_WIDTHS_PX.values())) // 2)
        for column in range(self.reasons.columnCount()):
            self.setColumnWidth(column, _WIDTHS_PX.get(column, each))

    def _act(self, row: int) -> None:
        pair = self.reasons.rows[row].pair
        if pair is not None:
            self.pair_wanted.emit((pair[0].uid, pair[1].uid))
        elif self.reasons.rows[row].reason.nearest:
            self.reasons.turn(row)
            self.setCurrentIndex(self.reasons.index(row, _GUEST))

    def _span(self) -> None:
        self.clearSpans()
        for place, row in enumerate(self.reasons.rows):
            if row.pair is None:
                self.setSpan(place, _GUEST, 1, _APART - _GUEST)
