"""At the right: the column that is looked at, and the doubts of the whole file with what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from tpdesk.domain.fields.catalogue import FIELD_BY_KEY
from tpdesk.gui.stages.collect.column_findings import FLOOR_AREAS, histogram_of, numbers_of, sentence_of
from tpdesk.gui.stages.collect.issue_groups import IssueGroup, group_issues
from tpdesk.gui.stages.collect.issues_tab import SEVERITY_ICONS
from tpdesk.gui.theme import Theme, dress
from tpdesk.gui.widgets.buttons import InlineLink, SecondaryButton
from tpdesk.gui.widgets.charts import Histogram
from tpdesk.gui.widgets.flow import FlowLayout
from tpdesk.gui.widgets.sections import SectionHeading
from tpdesk.gui.widgets.texts import ElidedLabel
from tpdesk.services.importing.units import FACTORS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tpdesk.gui.stages.collect.collected_file import CollectedFile
    from tpdesk.services.importing.columns import ColumnProposal
    from tpdesk.services.importing.plan import ImportPlan

_PAD = 14


class CollectDetails(QWidget):
    """The column that is looked at, and the doubts of the file.

    Signals:
        unit_chosen: Heading, and the unit its numbers are in.
        field_chosen: Heading, and key of the field it goes to.
        fix_decided: Code, row (0 for all), and whether the proposed fix is accepted.
        left: Code, row (0 for all), and whether the doubt stays as it is.
        shown: Code of the doubts that are to be shown on the map.
        opened: Code of the doubts whose rows are wanted.
        workbook_wanted: The doubts are to be written to a workbook.
        postcodes_wanted: The list of postcodes is to be chosen.
    """

    unit_chosen = Signal(str, str)
    field_chosen = Signal(str, str)
    fix_decided = Signal(str, int, bool)
    left = Signal(str, int, bool)
    shown = Signal(str)
    opened = Signal(str)
    workbook_wanted = Signal()
    postcodes_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make empty details."""
        super().__init__(parent)
        self._theme = theme
        dress(self, look="panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.column = ColumnFacts(theme)
        self.column.unit_chosen.connect(self.unit_chosen)
        self.column.field_chosen.connect(self.field_chosen)
        self._heading = SectionHeading(theme, self.tr("Issues"), role="heading")
        self._cards: list[IssueCard] = []
        self._listed = QVBoxLayout()
        self._listed.setContentsMargins(0, 0, 0, 0)
        self._listed.setSpacing(0)
        self._none = QLabel(self.tr("Nothing doubtful was found."))
        dress(self._none, look="second")
        self._none.setContentsMargins(_PAD, 4, _PAD, 4)
        self.workbook = SecondaryButton(theme, self.tr("Issues as XLSX"), "download", small=True)
        self.workbook.clicked.connect(self.workbook_wanted)
        self._lay_out()

    @property
    def cards(self) -> Sequence[IssueCard]:
        """The doubts, one card for each kind."""
        return tuple(self._cards)

    def show_file(self, file: CollectedFile, heading: str) -> None:
        """Show a column of a file, and the file's doubts."""
        plan = file.plan
        if plan is None:
            return
        self.column.show_column(plan, heading)
        groups = group_issues(file)
        for card in self._cards:
            self._listed.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = [self._make_card(group) for group in groups]
        for place, card in enumerate(self._cards):
            self._listed.insertWidget(place, card)
        self._heading.set_aside(
            self.tr("{0} in {1} rows").format(f"{len(plan.issues):,}", f"{plan.counts.kept:,}")
        )
        self._none.setVisible(not groups)
        self.workbook.set_reason(None if groups else self.tr("There is no issue to write"))

    def _make_card(self, group: IssueGroup) -> IssueCard:
        card = IssueCard(self._theme, group)
        code, row = group.kind.code, group.row
        card.fix.clicked.connect(lambda: self.fix_decided.emit(code, row, not group.accepted))
        card.leave.clicked.connect(lambda: self.left.emit(code, row, not group.left))
        card.show_on_map.clicked.connect(lambda: self.shown.emit(code))
        card.choose_list.clicked.connect(self.postcodes_wanted)
        card.count.clicked.connect(lambda: self.opened.emit(code))
        return card

    def _lay_out(self) -> None:
        line = QFrame()
        dress(line, look="line")
        head = QHBoxLayout()
        head.setContentsMargins(_PAD, 12, _PAD, 6)
        head.addWidget(self._heading)
        inner = QWidget()
        dress(inner, look="panel")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.column)
        column.addWidget(line)
        column.addLayout(head)
        column.addWidget(self._none)
        column.addLayout(self._listed)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        foot_line = QFrame()
        dress(foot_line, look="line")
        foot = QHBoxLayout()
        foot.setContentsMargins(_PAD, 9, _PAD, 9)
        foot.addWidget(self.workbook)
        foot.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scroll, 1)
        whole.addWidget(foot_line)
        whole.addLayout(foot)


class ColumnFacts(QWidget):
    """Where a column goes, what it holds, and what its numbers are.

    Signals:
        unit_chosen: Heading and unit.
        field_chosen: Heading and key of the field.
    """

    unit_chosen = Signal(str, str)
    field_chosen = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make empty facts."""
        super().__init__(parent)
        self._theme = theme
        self._heading = ""
        self._from, self._to, self._text = ElidedLabel(), ElidedLabel(), QLabel()
        self._arrow = QLabel()
        dress(self._from, type="object")
        dress(self._to, type="heading")
        dress(self._text, look="second")
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self.histogram = Histogram(theme)
        self.unit, self.basis = QComboBox(), QComboBox()
        self._unit_label, self._basis_label = QLabel(self.tr("Unit")), QLabel(self.tr("Basis"))
        bases = (
            self.tr("Gross internal"),
            self.tr("Net internal"),
            self.tr("Gross external"),
            self.tr("Unknown"),
        )
        for key, words in zip(FLOOR_AREAS, bases, strict=True):
            self.basis.addItem(words, key)
        for box, label in ((self.unit, self._unit_label), (self.basis, self._basis_label)):
            dress(label, look="second")
            label.setBuddy(box)
            box.setAccessibleName(label.text())
            box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.unit.activated.connect(
            lambda _place: self.unit_chosen.emit(self._heading, self.unit.currentData())
        )
        self.basis.activated.connect(
            lambda _place: self.field_chosen.emit(self._heading, self.basis.currentData())
        )
        theme.changed.connect(self._dress)
        self._lay_out()
        self._dress()

    @property
    def text(self) -> str:
        """What is said about the column."""
        return self._text.text()

    def show_column(self, plan: ImportPlan, heading: str) -> None:
        """Show a column of a plan."""
        proposal = next((each for each in plan.columns if each.column == heading), None)
        self.setVisible(proposal is not None)
        if proposal is None:
            return
        self._heading = heading
        self._from.setText(heading)
        field = FIELD_BY_KEY.get(proposal.field)
        self._to.setText(self._goes_to(proposal))
        self._text.setText(sentence_of(proposal, plan))
        bins = histogram_of(numbers_of(plan, proposal.field)) if field is not None else ()
        self.histogram.set_bins(bins)
        self.histogram.setVisible(bool(bins))
        self.histogram.setAccessibleName(self.tr("How the numbers of {0} are spread").format(heading))
        units = FACTORS.get(field.type, {}) if field is not None else {}
        self.unit.clear()
        for unit in units:
            self.unit.addItem(unit, unit)
        self.unit.setCurrentIndex(max(0, self.unit.findData(proposal.unit)))
        self.basis.setCurrentIndex(max(0, self.basis.findData(proposal.field)))
        for widget in (self.unit, self._unit_label):
            widget.setVisible(bool(units))
        for widget in (self.basis, self._basis_label):
            widget.setVisible(proposal.field in FLOOR_AREAS)

    def _goes_to(self, proposal: ColumnProposal) -> str:
        if not proposal.field:
            return self.tr("Left out")
        if proposal.field in FLOOR_AREAS:
            return self.tr("Floor area")
        return FIELD_BY_KEY[proposal.field].label

    def _lay_out(self) -> None:
        names = QHBoxLayout()
        names.setSpacing(8)
        for widget in (self._from, self._arrow, self._to):
            names.addWidget(widget)
        names.addStretch(1)
        grid = QGridLayout()
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, 56)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._unit_label, 0, 0)
        grid.addWidget(self.unit, 0, 1)
        grid.addWidget(self._basis_label, 1, 0)
        grid.addWidget(self.basis, 1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(_PAD, 12, _PAD, 12)
        column.setSpacing(6)
        column.addLayout(names)
        column.addWidget(self._text)
        column.addWidget(self.histogram)
        column.addLayout(grid)

    def _dress(self) -> None:
        self._arrow.setPixmap(self._theme.pixmap("arrow-right", "text2", 16, self.devicePixelRatioF()))


class IssueCard(QWidget):
    """One kind of doubt: icon, title, example, number, and what can be done about it."""

    def __init__(self, theme: Theme, group: IssueGroup, parent: QWidget | None = None) -> None:
        """Show a kind of doubt."""
        super().__init__(parent)
        self._theme = theme
        self.group = group
        self._icon = QLabel()
        self.count = InlineLink(theme, f"{group.count:,}")
        self.count.setAccessibleName(
            self.tr("Show the {0} rows with: {1}").format(f"{group.count:,}", group.kind.title)
        )
        self.fix = InlineLink(theme, self._fix_words())
        self.leave = InlineLink(theme, self._leave_words())
        self.show_on_map = InlineLink(theme, self.tr("Show on the map"))
        self.choose_list = InlineLink(theme, self.tr("Choose the list of postcodes…"))
        self._lay_out()
        self.setAccessibleName(f"{group.kind.title}, {group.count:,}")
        self.setAccessibleDescription(self._note())
        theme.changed.connect(self._dress)
        self._dress()

    def _lay_out(self) -> None:
        group = self.group
        title = QLabel(group.kind.title)
        title.setWordWrap(True)
        example = _ShortText(self._note())
        dress(example, look="second", type="small")
        links = FlowLayout(gap_px=12)
        shown = (
            (self.fix, group.kind.fixable and not group.left),
            (self.leave, group.waits or group.left),
            (self.choose_list, group.without_list > 0),
            (self.show_on_map, group.has_positions and not group.waits),
        )
        for link, wanted in shown:
            links.addWidget(link)
            if not wanted:
                link.hide()
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(title)
        words.addWidget(example)
        if any(wanted for _, wanted in shown):
            words.addLayout(links)
        row = QHBoxLayout()
        row.setContentsMargins(_PAD, 8, _PAD, 8)
        row.setSpacing(9)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self.count, 0, Qt.AlignmentFlag.AlignTop)
        line = QFrame()
        dress(line, look="line")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(line)

    def _note(self) -> str:
        if self.group.accepted:
            return self.tr("Accepted: {0}").format(self.group.example)
        if self.group.left:
            return self.tr("Left as it is: {0}").format(self.group.example)
        return self.group.example

    def _fix_words(self) -> str:
        return self.tr("Take that back") if self.group.accepted else self.group.fix_words

    def _leave_words(self) -> str:
        if self.group.left:
            return self.tr("Decide after all")
        if self.group.kind.code == "axes_swapped":
            return self.tr("Leave unplaced")
        return self.tr("Leave as it is")

    def _dress(self) -> None:
        icon, colour = SEVERITY_ICONS[self.group.kind.severity]
        self._icon.setPixmap(self._theme.pixmap(icon, colour, 16, self.devicePixelRatioF()))


class _ShortText(ElidedLabel):
    """A line that takes the room there is."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:  # noqa: N802 Qt's name
        """As wide as it may be."""
        return QSize(120, super().sizeHint().height())
