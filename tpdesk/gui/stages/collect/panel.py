"""The stage's panel: the files of the import, the steps of the one that is looked at, whose list it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from tpdesk.gui.stages.collect.panel_foot import PanelFoot
from tpdesk.gui.stages.collect.postcode_choice import choose_postcodes
from tpdesk.gui.stages.collect.request_form import RequestForm
from tpdesk.gui.stages.collect.words import file_icon, file_note, steps_of
from tpdesk.gui.theme import Theme, dress
from tpdesk.gui.widgets.buttons import IconButton, SecondaryButton
from tpdesk.gui.widgets.rows import RowList, StepList, TwoLineRow
from tpdesk.gui.widgets.sections import SectionHeading

if TYPE_CHECKING:
    from tpdesk.gui.stages.collect.collected_file import CollectedFile
    from tpdesk.gui.stages.collect.collection import Collection
    from tpdesk.gui.stages.collect.known_lists import KnownLists

_PAD = 14


class CollectPanel(QWidget):
    """Files, steps and foot; a form takes their place while it is filled in.

    Signals:
        files_wanted: Files are to be added.
        step_chosen: Place of a step that is to be worked on.
        profile_wanted: Name of a profile that fits and is to be used.
    """

    files_wanted = Signal()
    step_chosen = Signal(int)
    profile_wanted = Signal(str)

    def __init__(
        self, theme: Theme, collection: Collection, known: KnownLists, parent: QWidget | None = None
    ) -> None:
        """Follow the collection, and show what has come before below it."""
        super().__init__(parent)
        self._theme = theme
        self._collection = collection
        self._known = known
        self._shown: tuple[tuple[int, str, str], ...] = ()
        self._step = 1
        dress(self, look="panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.add = SecondaryButton(theme, self.tr("Add files"), "plus")
        self.add.clicked.connect(self.files_wanted)
        self._count = SectionHeading(theme, self.tr("Files in this import"), "0")
        self.files = RowList(theme)
        self.files.row_chosen.connect(lambda place: collection.choose(collection.files[place]))
        self._name = SectionHeading(theme, "")
        self.remove = IconButton(theme, "x", self.tr("Take this file out of the import"), size=(24, 24))
        self.remove.clicked.connect(self._remove)
        self._name.add_action(self.remove)
        self.steps = StepList(theme)
        self.steps.step_chosen.connect(self.step_chosen)
        self.form = RequestForm(theme, collection)
        self.form.closed.connect(self._close_form)
        self.foot = PanelFoot(theme)
        self.foot.change.clicked.connect(self.open_form)
        self.foot.use.clicked.connect(lambda: self.profile_wanted.emit(self.foot.suggested))
        self.foot.choose_postcodes.clicked.connect(lambda: choose_postcodes(collection, self.window()))
        self._pages = QStackedWidget()
        self._pages.addWidget(self._make_lists())
        self._pages.addWidget(self.form)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_head())
        column.addWidget(self._pages, 1)
        collection.files_changed.connect(self.refresh)
        collection.chosen_changed.connect(self._look_elsewhere)
        collection.file_changed.connect(lambda _file: self.refresh())
        collection.postcode_list.changed.connect(self.refresh)
        self.refresh()

    def open_form(self) -> None:
        """Let a person say whose list it is and how it is read."""
        file = self._collection.chosen
        if file is not None:
            self.form.show_file(file)
            self._pages.setCurrentWidget(self.form)
            self.form.first_field.setFocus()

    def set_step(self, place: int) -> None:
        """Say which step is worked on."""
        self._step = place
        self.refresh()

    def refresh(self) -> None:
        """Show the files as they are now."""
        files, chosen = self._collection.files, self._collection.chosen
        looks = tuple((each.number, *file_icon(each)) for each in files)
        if looks != self._shown:
            self._shown = looks
            self._fill(files)
        for row, file in zip(self.files.rows, files, strict=True):
            row.set_note(file_note(file))
        if chosen is not None and chosen in files:
            self.files.choose(files.index(chosen))
        self._count.set_aside(f"{len(files):,}")
        for widget in (self._above, self._line, self._below, self.foot):
            widget.setVisible(bool(files))
        if chosen is not None:
            self._name.set_text(chosen.name)
            self.steps.set_steps(steps_of(chosen, self._step))
            self.foot.show_file(chosen, self._collection.postcode_list.path)
            self.form.follow(chosen)

    def _fill(self, files: tuple[CollectedFile, ...]) -> None:
        had_focus = any(row.hasFocus() for row in self.files.rows)
        self.files.clear()
        for file in files:
            icon, colour = file_icon(file)
            row = self.files.add_row(TwoLineRow(self._theme, file.name, file_note(file), icon, colour))
            row.setToolTip(file.name)
        if had_focus and self.files.rows:
            self.files.rows[-1].setFocus()

    def _look_elsewhere(self) -> None:
        self._close_form()
        self.refresh()

    def _remove(self) -> None:
        file = self._collection.chosen
        if file is not None:
            self._collection.remove(file)

    def _close_form(self) -> None:
        self._pages.setCurrentIndex(0)

    def _make_head(self) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(_PAD, 10, _PAD, 8)
        title = QLabel(self.tr("Collect"))
        dress(title, type="heading")
        row.addWidget(title)
        row.addStretch(1)
        row.addWidget(self.add)
        return head

    def _make_lists(self) -> QWidget:
        self._line = QFrame()
        dress(self._line, look="line")
        upper = QWidget()
        above = QVBoxLayout(upper)
        above.setContentsMargins(0, 8, 0, 10)
        self._above = upper
        above.setSpacing(4)
        above.addWidget(_padded(self._count))
        above.addWidget(self.files)
        self._below = QWidget()
        below = QVBoxLayout(self._below)
        below.setContentsMargins(0, 8, 0, 8)
        below.setSpacing(4)
        below.addWidget(_padded(self._name))
        below.addWidget(self.steps)
        inner = QWidget()
        dress(inner, look="panel")
        listed = QVBoxLayout(inner)
        listed.setContentsMargins(0, 0, 0, 0)
        listed.setSpacing(0)
        for widget in (upper, self._line, self._below, self._known):
            listed.addWidget(widget)
        listed.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        lists = QWidget()
        column = QVBoxLayout(lists)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scroll, 1)
        column.addWidget(self.foot)
        return lists


def _padded(widget: QWidget) -> QWidget:
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(_PAD, 0, _PAD, 0)
    row.addWidget(widget)
    return box
