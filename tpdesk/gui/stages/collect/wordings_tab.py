"""The wordings of a file's facets: what each is taken for, with how many rows have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHeaderView, QStackedWidget, QVBoxLayout, QWidget

from tpdesk.domain.fields.catalogue import FIELD_BY_KEY
from tpdesk.domain.vocabularies.catalogue import VOCABULARIES
from tpdesk.gui.stages.collect.choices import Choice, ChoiceTable
from tpdesk.gui.stages.collect.list_model import ListModel
from tpdesk.gui.widgets.empty import EmptyState
from tpdesk.gui.widgets.table import Cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tpdesk.gui.theme import Theme
    from tpdesk.services.importing.plan import ImportPlan
    from tpdesk.services.importing.understanding import Wording

_FACET, _WORDING, _ROWS, _WORD, _HOW = range(5)
_WIDTHS = (150, 240, 70, 220, 170)


class WordingsTab(QWidget):
    """The wordings of a file.

    Signals:
        word_chosen: Field key, wording, and the word it is taken for.
    """

    word_chosen = Signal(str, str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty table."""
        super().__init__(parent)
        self._wordings: tuple[Wording, ...] = ()
        self._decided: frozenset[tuple[str, str]] = frozenset()
        self._model = ListModel(self)
        self.table = ChoiceTable(theme, _WORD, self._choices_of, _WORDING)
        self.table.setAccessibleName(self.tr("Wordings of the file"))
        self.table.setModel(self._model)
        self.table.choice_made.connect(self._choose_word)
        self._empty = EmptyState(
            theme,
            None,
            self.tr("No wordings to match"),
            self.tr(
                "No column of this file goes to a field with words of its own, such as tenure or service."
            ),
        )
        self._pages = QStackedWidget()
        self._pages.addWidget(self.table)
        self._pages.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)

    def show_plan(self, plan: ImportPlan) -> None:
        """Show the wordings of a plan: of each facet those first that are new, then the most frequent."""
        facets = {each.field: place for place, each in reversed(list(enumerate(plan.wordings)))}
        self._wordings = tuple(
            sorted(plan.wordings, key=lambda each: (facets[each.field], bool(each.word), -each.rows))
        )
        self._decided = frozenset(plan.decisions.wordings)
        row = self.table.currentIndex().row()
        self._model.show_rows(
            [
                self.tr("Field"),
                self.tr("Wording in the file"),
                self.tr("Rows"),
                self.tr("Is taken for"),
                self.tr("How"),
            ],
            len(self._wordings),
            self._cell,
            right=(_ROWS,),
            current=lambda place: self._wordings[place].word,
        )
        for place, width in enumerate(_WIDTHS):
            self.table.setColumnWidth(place, width)
        self.table.horizontalHeader().setStretchLastSection(False)
        self.table.horizontalHeader().setSectionResizeMode(_WORDING, QHeaderView.ResizeMode.Stretch)
        if self._wordings:
            self.table.selectRow(min(max(row, 0), len(self._wordings) - 1))
        self._pages.setCurrentWidget(self.table if self._wordings else self._empty)

    def _choices_of(self, row: int) -> Sequence[Choice]:
        """The words of the facet's vocabulary, and the possibility of none."""
        vocabulary = VOCABULARIES[FIELD_BY_KEY[self._wordings[row].field].vocabulary]
        terms = (Choice(term.key, term.label, words=" ".join(term.synonyms)) for term in vocabulary.terms)
        return (Choice("", self.tr("Unknown")), *terms)

    def _cell(self, row: int, column: int) -> Cell:
        each = self._wordings[row]
        field = FIELD_BY_KEY[each.field]
        if column == _FACET:
            first = row == 0 or self._wordings[row - 1].field != each.field
            return Cell(text=field.label, strong=first, quiet=not first)
        if column == _WORDING:
            return Cell(text=each.wording)
        if column == _ROWS:
            return Cell(text=f"{each.rows:,}", right=True)
        vocabulary = VOCABULARIES[field.vocabulary]
        if column == _WORD:
            words = vocabulary.label_of(each.word) if each.word else self.tr("Unknown")
            return Cell(text=words, quiet=not each.word)
        return self._how(each, vocabulary.label_of(each.proposal) if each.proposal else "")

    def _how(self, each: Wording, proposal: str) -> Cell:
        if (each.field, each.wording) in self._decided:
            return Cell(text=self.tr("As you chose"), status="ok")
        if each.word:
            return Cell(text=self.tr("Known wording"), quiet=True)
        if proposal:
            return Cell(text=self.tr("New; near “{0}”").format(proposal), status="warn")
        return Cell(text=self.tr("New wording"), status="warn")

    def _choose_word(self, row: int, key: str) -> None:
        each = self._wordings[row]
        if key != each.word:
            self.word_chosen.emit(each.field, each.wording, key)
