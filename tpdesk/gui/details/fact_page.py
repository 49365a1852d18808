"""A tab of facts: the fields of some groups, what is unknown hatched, each value with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from tpdesk.domain.fields.catalogue import FIELD_BY_KEY, GROUPS, TYPED, fields_of_group
from tpdesk.gui.details.fact_editor import FactEditor
from tpdesk.gui.details.source_card import SourceCard
from tpdesk.gui.theme import Theme, dress
from tpdesk.gui.widgets.buttons import InlineLink
from tpdesk.gui.widgets.sections import FactRow, SectionHeading, align_labels
from tpdesk.services.field_words import field_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QResizeEvent

    from tpdesk.domain.fields.field import Field, FieldGroup
    from tpdesk.gui.details.dossier import Dossier
    from tpdesk.services.provenance import SourceCell

_LEFT_PX = _RIGHT_PX = 14

POSITION = "easting"
"""The field under which the position is shown, as a grid reference."""

ALWAYS_SHOWN = frozenset(
    (
        "reference",
        "uprn",
        "organisation",
        POSITION,
        "service",
        "holding",
        "floor_area_m2",
        "vacant_m2",
        "status",
        "sensitivity",
        "running_cost_gbp",
        "annual_rent_gbp",
        "valuation_gbp",
        "condition",
        "backlog_gbp",
        "energy_band",
        "as_at",
    )
)
"""Facts whose absence is worth a line."""

ASKED = frozenset(
    ("uprn", "floor_area_m2", "vacant_m2", "service", "condition", "running_cost_gbp", "backlog_gbp")
)
"""Unknown facts that a proposal waits for, so that their organisation is worth asking."""

LEFT_OUT = frozenset(
    ("name", "northing", "longitude", "latitude", "grid_reference", "coordinate_system", "floor_area_basis")
)
"""Fields that stand elsewhere, or that only a list has."""

MOVED: Mapping[str, tuple[str, ...]] = {"identity": (POSITION,), "area": ("energy_band",)}
"""Fields of other groups that stand in these, where one looks for them first."""

ORDER = (
    "identity",
    "area",
    "use",
    "people",
    "status",
    "constraint",
    "address",
    "organisation",
    "location",
    "sensitivity",
)
"""Groups of the facts; those of other tabs stand in the order of the catalogue."""

FLOOR_AREA = "floor_area_m2"
EDITABLE = TYPED | {POSITION, FLOOR_AREA}
"""Facts that can be changed where they are shown."""

_AREAS = {"gia_m2": "GIA", "nia_m2": "NIA", "gea_m2": "GEA", "area_unstated_m2": "unknown"}


class FactGroup(QWidget):
    """The facts of one group; those that nobody knows are folded away, with their number.

    Signals:
        source_wanted: Key of the field whose source is wanted.
        asked: Key of the field that somebody is to be asked for.
        edit_wanted: Key of the field that is to be changed.
        unfolded: The unknown facts are shown too.
    """

    source_wanted = Signal(str)
    edit_wanted = Signal(str)
    asked = Signal(str)
    unfolded = Signal()

    def __init__(self, theme: Theme, key: str, label: str, parent: QWidget | None = None) -> None:
        """Make a row for each field."""
        super().__init__(parent)
        self._theme = theme
        self._unfolded = False
        self._said: dict[str, tuple[str, str, bool]] = {}
        self._dossier: Dossier | None = None
        self.heading = SectionHeading(theme, label)
        self.rows: dict[str, FactRow] = {}
        moved = MOVED.get(key, ())
        elsewhere = {each for keys in MOVED.values() for each in keys} - set(moved)
        every = (*fields_of_group(key), *(FIELD_BY_KEY[each] for each in moved))
        self._fields = {each.key: each for each in every if each.key not in LEFT_OUT | elsewhere}
        self._more = InlineLink(theme, "")
        self._more.clicked.connect(self._unfold)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.heading)
        self._column.addSpacing(3)
        self._more.setContentsMargins(0, 0, 0, 6)
        for field in self._fields.values():
            self._column.addWidget(self._make_row(field))
        self._column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)

    def show_asset(self, dossier: Dossier, pointed: str) -> None:
        """Show the facts of an asset.

        Args:
            dossier: The asset.
            pointed: Key of the field whose source is shown.
        """
        self._dossier = dossier
        unknown = 0
        for key, field in self._fields.items():
            row = self.rows[key]
            text = fact_words(dossier, field)
            note = fact_note(dossier, key) if text else ""
            said = (text, note, key == pointed and bool(text))
            if self._said.get(key) != said:
                self._said[key] = said
                row.set_value(text or None, note, strong=said[2])
            hidden = (not text and key not in ALWAYS_SHOWN) or _is_said_already(dossier, key)
            unknown += hidden and not text
            row.setVisible(not hidden or (self._unfolded and not text))
            if row.link is not None:
                row.link.setVisible(not text)
            if row.action_button is not None:
                row.action_button.setVisible(bool(text) and source_of(dossier, key) is not None)
        self._more.setText(self.tr("Not known: {0}").format(unknown))
        self._more.setVisible(unknown > 0 and not self._unfolded)

    @property
    def empty(self) -> bool:
        """Whether nothing of the group is shown."""
        return not self._more.isVisibleTo(self) and not any(
            row.isVisibleTo(self) for row in self.rows.values()
        )

    def place_card(self, card: SourceCard) -> None:
        """Put the card below the facts."""
        self._column.addWidget(card)

    def place_editor(self, editor: FactEditor, key: str) -> None:
        """Put the card in which a fact is changed below the fact."""
        self._column.insertWidget(self._column.indexOf(self.rows[key]) + 1, editor)

    def _make_row(self, field: Field) -> FactRow:
        row = FactRow(self._theme, self.tr("Position") if field.key == POSITION else field.label)
        row.setToolTip(f"{field.definition} ({field.source})" if field.source else field.definition)
        if field.key in ASKED:
            row.add_link(self.tr("Ask for it"))
            row.link_clicked.connect(lambda key=field.key: self.asked.emit(key))
        row.add_action("file-spreadsheet", self.tr("Where {0} comes from").format(field.label))
        row.action_clicked.connect(lambda key=field.key: self.source_wanted.emit(key))
        if field.key in EDITABLE:
            row.add_pencil(self.tr("Change {0}").format(field.label))
            row.edit_wanted.connect(lambda key=field.key: self.edit_wanted.emit(key))
        self.rows[field.key] = row
        return row

    def _unfold(self) -> None:
        self._unfolded = True
        if self._dossier is not None:
            self.show_asset(self._dossier, "")
            self.unfolded.emit()


class FactPage(QScrollArea):
    """The groups of one tab.

    Signals:
        asked: Key of the field that somebody is to be asked for.
        row_wanted: The whole row of the list is wanted.
        changed: Key of a stored field and what was typed for it.
        place_wanted: Where the asset stands is to be changed.
    """

    asked = Signal(str)
    row_wanted = Signal()
    changed = Signal(str, str)
    place_wanted = Signal()

    def __init__(
        self, theme: Theme, tab: str, pointed_first: str = "", parent: QWidget | None = None
    ) -> None:
        """Make the groups of a tab.

        Args:
            theme: The look.
            tab: Key of the tab.
            pointed_first: Field whose source is shown when nothing else was asked for.
            parent: The widget it is in.
        """
        super().__init__(parent)
        self._dossier: Dossier | None = None
        self._pointed_first = pointed_first
        self._pointed = pointed_first
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        dress(inside, look="panel")
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(_LEFT_PX, 12, _RIGHT_PX, 14)
        self.column.setSpacing(12)
        self.card = SourceCard(theme)
        self.card.row_wanted.connect(self.row_wanted)
        self.editor = FactEditor(theme)
        self.editor.saved.connect(self.changed)
        self.editor.installEventFilter(self)
        self.groups = {
            group.key: FactGroup(theme, group.key, group.label)
            for group in sorted(GROUPS, key=_place_of_group)
            if group.tab == tab
        }
        for group in self.groups.values():
            group.source_wanted.connect(self._point)
            group.asked.connect(self.asked)
            group.edit_wanted.connect(self._edit)
            group.unfolded.connect(self._align)
            self.column.addWidget(group)
        self.column.addStretch(1)
        self.setWidget(inside)

    def show_asset(self, dossier: Dossier) -> None:
        """Show the facts of an asset."""
        if self._dossier is None or self._dossier.uid != dossier.uid:
            self._pointed = self._pointed_first
            self.verticalScrollBar().setValue(0)
            self.editor.hide()
        self._dossier = dossier
        for group in self.groups.values():
            group.show_asset(dossier, self._pointed)
            group.setVisible(not group.empty)
        self._align()
        self._show_card()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 Qt's name
        """Give labels and values their shares of the new width."""
        super().resizeEvent(event)
        self._align()

    def _align(self) -> None:
        rows = [row for group in self.groups.values() for row in group.rows.values()]
        room = self.viewport().width() - _LEFT_PX - _RIGHT_PX
        align_labels([row for row in rows if not row.isHidden()], room)

    def _edit(self, key: str) -> None:
        dossier = self._dossier
        if dossier is None:
            return
        if key == POSITION:
            self.place_wanted.emit()
            return
        group = next(each for each in self.groups.values() if key in each.rows)
        group.place_editor(self.editor, key)
        stored = stored_key(dossier, key)
        # What reads lists is not needed before a fact is changed.
        from tpdesk.services.editing.typed import typed_words, what_takes

        field = FIELD_BY_KEY[stored]
        self.editor.edit(field, typed_words(dossier.value(stored)), what_takes(field))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 Qt's name
        """Keep the whole card in view while a fact is changed: it has its size and place only later."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self.ensureWidgetVisible(self.editor, 0, _LEFT_PX)
        return super().eventFilter(watched, event)

    def _point(self, key: str) -> None:
        self._pointed = key
        if self._dossier is not None:
            self.show_asset(self._dossier)

    def _show_card(self) -> None:
        dossier, key = self._dossier, self._pointed
        group = next((each for each in self.groups.values() if key in each.rows), None)
        cell = source_of(dossier, key) if dossier is not None else None
        if dossier is None or group is None or cell is None:
            self.card.hide()
            return
        group.place_card(self.card)
        self.card.show_cell(fact_words(dossier, FIELD_BY_KEY[key]) or cell.wording, cell)


def stored_key(dossier: Dossier, key: str) -> str:
    """Give the field that is changed where another is shown: the floor area is one of four."""
    if key != FLOOR_AREA:
        return key
    basis = dossier.value("floor_area_basis")
    return next((area for area, word in _AREAS.items() if word == basis), "gia_m2")


def fact_words(dossier: Dossier, field: Field) -> str:
    """Write a fact of an asset; unknown is empty."""
    if field.key == POSITION:
        return dossier.grid_reference
    return field_words(field, dossier.value(field.key))


def fact_note(dossier: Dossier, key: str) -> str:
    """Say what belongs to a value: its basis, how a position was found, the year of a cost."""
    beside = {
        "floor_area_m2": "floor_area_basis",
        POSITION: "location_method",
        "running_cost_gbp": "cost_period",
        "valuation_gbp": "valuation_basis",
    }
    if key not in beside:
        return ""
    value = dossier.value(beside[key])
    if value == "own_coordinates":
        return "as given"
    words = field_words(FIELD_BY_KEY[beside[key]], value)
    return words if key == "running_cost_gbp" else f"{words[:1].lower()}{words[1:]}"


def source_of(dossier: Dossier, key: str) -> SourceCell | None:
    """Give the cell from which a fact was read, None when no list gave it."""
    return None if dossier.background is None else dossier.background.provenance.cell_of(key)


def _place_of_group(group: FieldGroup) -> int:
    return ORDER.index(group.key) if group.key in ORDER else len(ORDER)


def _is_said_already(dossier: Dossier, key: str) -> bool:
    """Whether the floor area above says the same."""
    return key in _AREAS and dossier.value("floor_area_basis") == _AREAS[key]
