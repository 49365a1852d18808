"""The tables of proposals: ranked with their score, or to be asked about first with the missing fact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from tpdesk.gui.stages.colocate.asset_marks import AssetMarks, name_of
from tpdesk.gui.widgets.cell_model import SortedModel
from tpdesk.gui.widgets.table import Cell, TableView

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from tpdesk.domain.candidates import Candidate
    from tpdesk.gui.theme import Theme

LITTLE_KNOWN = 0.5
"""Below this share of known points the share itself is a warning."""


@dataclass(frozen=True, slots=True)
class CandidateColumn:
    """One column.

    Attributes:
        heading: Above it; empty for the rank and the arrow.
        width_px: Usual width; 0 shares what is left.
        cell: What it shows of a proposal.
        sort_key: By what it is sorted; None cannot be sorted by.
        right: Whether it holds numbers.
        best_first: Whether it gives the order in which proposals are found.
    """

    heading: str
    width_px: int
    cell: Callable[[Candidate, AssetMarks], Cell]
    sort_key: Callable[[Candidate], float | str] | None = None
    right: bool = False
    best_first: bool = False


class CandidateModel(SortedModel["Candidate"]):
    """Proposals in the order in which they were found, or sorted by a column."""

    def __init__(self, columns: Sequence[CandidateColumn], parent: QObject | None = None) -> None:
        """Start without proposals."""
        super().__init__(columns, parent)
        self._columns = tuple(columns)
        self._marks: AssetMarks | None = None

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """The proposals as they stand."""
        return self.rows

    def set_candidates(self, candidates: Sequence[Candidate], marks: AssetMarks | None) -> None:
        """Show other proposals."""
        self._marks = marks
        self.set_rows(candidates)

    def place_of(self, candidate: Candidate | None) -> int | None:
        """Give the row of a proposal, None when it is not listed."""
        if candidate is None:
            return None
        pair = (candidate.guest.uid, candidate.host.uid)
        rows = enumerate(self.candidates)
        return next((row for row, each in rows if (each.guest.uid, each.host.uid) == pair), None)

    def cell(self, row: int, column: int) -> Cell:
        """Give what a column shows of a proposal."""
        assert self._marks is not None
        return self._columns[column].cell(self.rows[row], self._marks)

    def sort_key(self, column: int) -> Callable[[Candidate], float | str] | None:
        """Give that by which a column sorts."""
        return self._columns[column].sort_key


class CandidateTable(TableView):
    """A table of proposals of which one at most is looked at.

    Signals:
        picked: The Candidate of the row that a person went to.
    """

    picked = Signal(object)

    def __init__(
        self, theme: Theme, columns: Sequence[CandidateColumn], parent: QWidget | None = None
    ) -> None:
        """Make a table without proposals."""
        super().__init__(theme, name_column=1, parent=parent)
        self._columns = tuple(columns)
        self._showing = False
        self.model_of_candidates = CandidateModel(columns, self)
        self.setSelectionMode(TableView.SelectionMode.SingleSelection)
        self.setModel(self.model_of_candidates)
        self.horizontalHeader().setSectionsMovable(False)
        self.horizontalHeader().setMinimumSectionSize(_LEAST_PX)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        best_first = next((place for place, column in enumerate(columns) if column.best_first), -1)
        self.sortByColumn(best_first, Qt.SortOrder.DescendingOrder)
        self.selectionModel().currentRowChanged.connect(self._pick)

    def show_candidates(
        self, candidates: Sequence[Candidate], marks: AssetMarks | None, chosen: Candidate | None
    ) -> None:
        """Show proposals with the one that is looked at."""
        self._showing = True
        self.model_of_candidates.set_candidates(candidates, marks)
        self._showing = False
        self.show_chosen(chosen)

    def show_chosen(self, chosen: Candidate | None) -> None:
        """Show which proposal is looked at."""
        row = self.model_of_candidates.place_of(chosen)
        if row == (self.currentIndex().row() if self.currentIndex().isValid() else None):
            return
        self._showing = True
        flags = QItemSelectionModel.SelectionFlag
        if row is None:
            self.selectionModel().clear()
        else:
            at = self.model_of_candidates.index(row, 1)
            self.selectionModel().setCurrentIndex(at, flags.ClearAndSelect | flags.Rows)
            self.scrollTo(at)
        self._showing = False

    def copy(self) -> int:
        """Copy all that is listed, with headings; give the number of rows."""
        kept = [place for place, column in enumerate(self._columns) if place == 0 or column.heading]
        model = self.model_of_candidates
        QGuiApplication.clipboard().setText(model.as_text(range(model.count()), kept))
        return model.count()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 Qt's name
        """Share the room that the numbers leave among the names; with little room the last column goes."""
        super().resizeEvent(event)
        last = len(self._columns) - 1
        cramped = self._name_px(self._columns) < _CRAMPED_PX
        self.setColumnHidden(last, cramped)
        each = max(_LEAST_NAME_PX, self._name_px(self._columns[:last] if cramped else self._columns))
        for place, column in enumerate(self._columns):
            self.setColumnWidth(place, column.width_px or each)

    def _name_px(self, columns: Sequence[CandidateColumn]) -> int:
        fixed = sum(column.width_px for column in columns)
        shares = sum(1 for column in columns if not column.width_px)
        return (self.viewport().width() - fixed) // shares

    def _pick(self, current: QModelIndex) -> None:
        if not self._showing and current.isValid():
            self.picked.emit(self.model_of_candidates.candidates[current.row()])


_LEAST_NAME_PX, _LEAST_PX, _CRAMPED_PX = 100, 12, 140


# --- columns -------------------------------------------------------------------------------------------


def ranked_columns(words: Callable[[str], str]) -> tuple[CandidateColumn, ...]:
    """Give the columns of ranked proposals.

    Args:
        words: Translates a heading.
    """
    return (
        CandidateColumn("", 46, _rank_cell, lambda each: each.rank or 0),
        *_party_columns(words),
        _apart_column(words),
        CandidateColumn(words("Score"), 94, _score_cell, lambda each: each.score or 0.0, best_first=True),
        CandidateColumn(words("Known"), 70, _known_cell, lambda each: each.coverage, right=True),
    )


def asked_columns(words: Callable[[str], str]) -> tuple[CandidateColumn, ...]:
    """Give the columns of proposals that need a fact first."""
    return (
        CandidateColumn("", 12, lambda _each, _marks: Cell()),
        *_party_columns(words),
        _apart_column(words),
        CandidateColumn(words("Ask for"), 0, _fact_cell, lambda each: _fact(each)),
        CandidateColumn(words("Ask"), 0, _whom_cell, lambda each: _whom(each)),
    )


def _party_columns(words: Callable[[str], str]) -> tuple[CandidateColumn, ...]:
    return (
        CandidateColumn(
            words("Guest"),
            0,
            lambda each, marks: Cell(name_of(each.guest), symbol=marks.symbol(each.guest.uid)),
            lambda each: name_of(each.guest).casefold(),
        ),
        CandidateColumn("", 30, lambda _each, _marks: Cell(icon="arrow-right")),
        CandidateColumn(
            words("Host"),
            0,
            lambda each, marks: Cell(name_of(each.host), symbol=marks.symbol(each.host.uid)),
            lambda each: name_of(each.host).casefold(),
        ),
    )


def _apart_column(words: Callable[[str], str]) -> CandidateColumn:
    return CandidateColumn(
        words("Apart"),
        66,
        lambda each, _marks: Cell(f"{each.distance_m:,.0f} m", right=True),
        lambda each: each.distance_m,
        right=True,
    )


def _rank_cell(each: Candidate, _marks: AssetMarks) -> Cell:
    return Cell(str(each.rank or ""), right=True, quiet=True)


def _score_cell(each: Candidate, _marks: AssetMarks) -> Cell:
    return Cell(unknown=True) if each.score is None else Cell(score=each.score)


def _known_cell(each: Candidate, _marks: AssetMarks) -> Cell:
    return Cell(f"{100 * each.coverage:.0f} %", right=True, warned=each.coverage < LITTLE_KNOWN)


def _fact(each: Candidate) -> str:
    return each.ask[0].fact if each.ask else ""


def _whom(each: Candidate) -> str:
    return each.ask[0].organisation if each.ask else ""


def _fact_cell(each: Candidate, _marks: AssetMarks) -> Cell:
    fact = _fact(each)
    return Cell(fact[:1].upper() + fact[1:])


def _whom_cell(each: Candidate, _marks: AssetMarks) -> Cell:
    return Cell(_whom(each), quiet=True)
