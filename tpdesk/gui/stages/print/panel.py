"""The panel of the stage Print: the template's settings, and the button that saves the page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from tpdesk.domain.disclosure import FULL, PARTNERS, PUBLIC, Audience, AudienceKind
from tpdesk.domain.page import PAGE_SIZES
from tpdesk.gui.stages.print.saving import PrintSaving
from tpdesk.gui.stages.print.wish import PrintWish, can_print, sharing_of
from tpdesk.gui.theme import Theme, dress
from tpdesk.gui.widgets.buttons import PrimaryButton, thin_line
from tpdesk.gui.widgets.fields import NumberField
from tpdesk.gui.widgets.scrolling import scrolled
from tpdesk.gui.widgets.sections import FacetRow, SectionHeading
from tpdesk.gui.widgets.segments import SegmentedControl
from tpdesk.services.printing.request import PrintRequest
from tpdesk.store.audit import account

if TYPE_CHECKING:
    from tpdesk.domain.page import Theme as PageTheme
    from tpdesk.gui.desk import Desk
    from tpdesk.gui.stages.print.wish import PageMaking
    from tpdesk.services.printing.request import Marking

_MARGIN_PX = 14
_USUAL, _MOST_PROPOSALS = -1, 200
_PLACE, _VIEW = "place", "view"


class PrintPanel(QWidget):
    """Settings of the template Map and schedule; every change shows on the page."""

    def __init__(self, theme: Theme, desk: Desk, making: PageMaking, parent: QWidget | None = None) -> None:
        """Lay it out, and follow register and wish."""
        super().__init__(parent)
        self._theme = theme
        self._desk = desk
        self._making = making
        self._showing = False
        self._layer_names: tuple[tuple[str, bool], ...] | None = None
        self._organisations: tuple[str, ...] | None = None
        self.layers: tuple[QCheckBox, ...] = ()
        self._make_fields()
        self.saving = PrintSaving(desk, self)
        self.save = PrimaryButton(theme, self.tr("Save as PDF..."), "download")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        head = QVBoxLayout()
        head.setContentsMargins(_MARGIN_PX, 0, _MARGIN_PX, 0)
        head.addWidget(SectionHeading(theme, self.tr("Print"), self.tr("Map and schedule"), role="heading"))
        column.addLayout(head)
        column.addWidget(self._make_middle(), 1)
        column.addWidget(thin_line())
        foot = QVBoxLayout()
        foot.setContentsMargins(_MARGIN_PX, 2, _MARGIN_PX, 12)
        foot.addWidget(self.save)
        column.addLayout(foot)
        self._follow()
        self.refresh()

    # --- parts -----------------------------------------------------------------------------------------

    def _make_fields(self) -> None:
        self.title, self.subtitle, self.author = QLineEdit(), QLineEdit(), QLineEdit()
        self.paper = QComboBox()
        for name in sorted(PAGE_SIZES, reverse=True):
            self.paper.addItem(name, name)
        self.inks = SegmentedControl(self._theme, [("colour", self.tr("Colour")), ("grey", self.tr("Greys"))])
        self.frame = SegmentedControl(
            self._theme, [(_PLACE, self.tr("Whole place")), (_VIEW, self.tr("As on screen"))]
        )
        self.no_boundary = QLabel(
            self.tr("The place has no boundary. Add a layer of wards, and the map shows where it lies.")
        )
        self.no_boundary.setWordWrap(True)
        dress(self.no_boundary, look="second", type="small")
        self.no_boundary.hide()
        self.readers = QComboBox()
        self.marking = QComboBox()
        self.marking.addItem(self.tr("As its readers need"), None)
        for marking in ("OFFICIAL", "OFFICIAL-SENSITIVE"):
            self.marking.addItem(marking, marking)
        self.draft = QCheckBox(self.tr("Draft, no decision made"))
        self.closed = QCheckBox(self.tr("Not for publication (12A)"))
        self.closed.setToolTip(self.tr("Schedule 12A of the Local Government Act 1972, paragraph 3"))
        self.proposals = NumberField(self.tr("Proposals in the schedule"))
        self.proposals.setRange(_USUAL, _MOST_PROPOSALS)
        for box in (self.paper, self.readers, self.marking):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(4)

    def _make_middle(self) -> QScrollArea:
        inside = QWidget()
        dress(inside, look="panel")
        column = QVBoxLayout(inside)
        column.setContentsMargins(_MARGIN_PX, 0, _MARGIN_PX, 12)
        column.setSpacing(4)
        self._column = column
        for words, field in (
            (self.tr("Title"), self.title),
            (self.tr("Subtitle"), self.subtitle),
            (self.tr("Made by"), self.author),
            (self.tr("Paper"), self.paper),
            ("", self.inks),
            (self.tr("The map shows"), self.frame),
            (self.tr("For"), self.readers),
            (self.tr("Marking"), self.marking),
        ):
            self._add_field(words, field)
            if field is self.frame:
                column.addWidget(self.no_boundary)
        column.addSpacing(4)
        column.addWidget(self.draft)
        column.addWidget(self.closed)
        self._add_field(self.tr("Proposals"), self.proposals)
        column.addSpacing(6)
        self._layers_heading = SectionHeading(self._theme, self.tr("Layers"))
        column.addWidget(self._layers_heading)
        self._layers_place = QVBoxLayout()
        self._layers_place.setSpacing(0)
        column.addLayout(self._layers_place)
        column.addStretch(1)
        return scrolled(inside)

    def _add_field(self, words: str, field: QWidget) -> None:
        if words:
            label = QLabel(words)
            dress(label, look="second")
            label.setBuddy(field)
            self._column.addSpacing(2)
            self._column.addWidget(label)
        field.setAccessibleName(field.accessibleName() or words)
        self._column.addWidget(field)

    def _follow(self) -> None:
        for line in (self.title, self.subtitle, self.author):
            line.textChanged.connect(lambda _text: self._tell())
        for box in (self.paper, self.readers, self.marking):
            box.currentIndexChanged.connect(lambda _place: self._tell())
        for tick in (self.draft, self.closed):
            tick.toggled.connect(lambda _on: self._tell())
        self.inks.chosen.connect(lambda _key: self._tell())
        self.frame.chosen.connect(lambda _key: self._tell())
        self.proposals.valueChanged.connect(lambda _value: self._tell())
        self.save.clicked.connect(lambda: self.saving.choose_file(self.wish()))
        self._desk.contents_changed.connect(self.refresh)
        self._desk.opened.connect(self._start_anew)
        self._making.composed.connect(self._show_usual)

    # --- wishing ---------------------------------------------------------------------------------------

    def _tell(self) -> None:
        if self._showing:
            return
        self._making.ask(self.wish())
        self.proposals.setSpecialValueText(self._usual_words())

    def follow_sharing(self) -> None:
        """Wish for the proposals that Co-locate is set to."""
        self._tell()

    def wish(self) -> PrintWish:
        """Give what the fields say, with the proposals that Co-locate shows."""
        request = PrintRequest(
            size=str(self.paper.currentData()),
            title=self.title.text().strip(),
            subtitle=self.subtitle.text().strip(),
            layers=self._chosen_layers(),
            theme=cast("PageTheme", self.inks.current),
            marking=cast("Marking | None", self.marking.currentData()),
            draft=self.draft.isChecked(),
            not_for_publication=self.closed.isChecked(),
            on=self._making.wish.request.on,
            author=self.author.text().strip() or self._usual_author(),
            top=None if self.proposals.value() == _USUAL else self.proposals.value(),
            sharing=sharing_of(self._desk.sharing),
            extent=self._desk.view if self.frame.current == _VIEW else None,
        )
        audience = self.readers.currentData()
        return PrintWish(request, audience if isinstance(audience, Audience) else PARTNERS)

    def _usual_author(self) -> str:
        return self._desk.preferences.settings.display_name or account()

    def _chosen_layers(self) -> tuple[str, ...] | None:
        if all(box.isChecked() == bool(box.property("usual")) for box in self.layers):
            return None
        return tuple(str(box.property("layer")) for box in self.layers if box.isChecked())

    # --- showing ---------------------------------------------------------------------------------------

    def _start_anew(self) -> None:
        self._layer_names = self._organisations = None
        self.refresh()

    def refresh(self) -> None:
        """Follow the register: its partners and layers."""
        contents = self._desk.contents
        if contents is None:
            return
        self._showing = True
        names = tuple((layer.name, layer.visible) for layer in reversed(contents.layers))
        if names != self._layer_names:
            self._layer_names = names
            self._make_layers(names)
        organisations = tuple(sorted(each.name for each in contents.assets.organisations))
        if organisations != self._organisations:
            self._organisations = organisations
            self._make_readers(organisations)
        if self._making.wish == PrintWish(replace(PrintRequest(), on=self._making.wish.request.on)):
            self._show_first()
        self._showing = False
        self.no_boundary.setVisible(contents.place.boundary is None and not contents.layers)
        reason = None if can_print(contents) else self.tr("There is no building with a position and no layer")
        self.save.set_reason(reason)
        self._tell()

    def _show_first(self) -> None:
        request = self._making.wish.request
        self.paper.setCurrentIndex(self.paper.findData(request.size))
        self.draft.setChecked(request.draft)
        self.proposals.setValue(_USUAL)
        self.proposals.setSpecialValueText(self._usual_words())

    def _usual_words(self) -> str:
        most = replace(self._making.wish.request, top=None).most_candidates
        return self.tr("Usual, {0}").format(most)

    def _show_usual(self) -> None:
        """Say in empty fields what the page says without them."""
        made = self._making.made
        if made is not None and not made.wish.request.title:
            self.title.setPlaceholderText(made.pages.title)
        self.subtitle.setPlaceholderText(self.tr("What the map shows"))
        self.author.setPlaceholderText(self._usual_author())

    def _make_readers(self, organisations: tuple[str, ...]) -> None:
        chosen = self.readers.currentData()
        self.readers.clear()
        self.readers.addItem(self.tr("Partners"), PARTNERS)
        self.readers.addItem(self.tr("The public"), PUBLIC)
        for name in organisations:
            self.readers.addItem(name, Audience(AudienceKind.ORGANISATION, name))
        self.readers.addItem(self.tr("Everything, not to be passed on"), FULL)
        places = (place for place in range(self.readers.count()) if self.readers.itemData(place) == chosen)
        self.readers.setCurrentIndex(next(places, 0))

    def _make_layers(self, names: tuple[tuple[str, bool], ...]) -> None:
        before = {str(box.property("layer")): box.isChecked() for box in self.layers}
        changed = {
            str(box.property("layer"))
            for box in self.layers
            if box.isChecked() != bool(box.property("usual"))
        }
        for box in self.layers:
            self._layers_place.removeWidget(box)
            box.hide()
            box.deleteLater()
        boxes = []
        for name, visible in names:
            box = FacetRow(self._theme, name)
            box.setProperty("layer", name)
            box.setProperty("usual", visible)
            box.setChecked(before[name] if name in changed else visible)
            box.setToolTip(name)
            box.toggled.connect(lambda _on: self._tell())
            self._layers_place.addWidget(box)
            boxes.append(box)
        self.layers = tuple(boxes)
        self._layers_heading.setVisible(bool(boxes))
