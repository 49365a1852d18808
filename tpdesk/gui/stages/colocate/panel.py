"""The panel of the stage Co-locate: what matters, the hard rules, and how many pairs were looked at."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from tpdesk.analysis.candidates.catalogue import CRITERIA
from tpdesk.gui.stages.colocate.search import CandidateSearch, usual_options, with_weight
from tpdesk.gui.stages.colocate.weights import WeightSlider
from tpdesk.gui.theme import Theme, dress
from tpdesk.gui.widgets.buttons import InlineLink, LinkButton, thin_line
from tpdesk.gui.widgets.fields import NumberField
from tpdesk.gui.widgets.scrolling import scrolled
from tpdesk.gui.widgets.sections import SectionHeading
from tpdesk.gui.widgets.segments import SegmentedControl
from tpdesk.services.colocation.presets import PRESET_BY_KEY, PRESETS, preset_of

if TYPE_CHECKING:
    from tpdesk.domain.candidates import CandidateList

_MARGIN_PX = 14
_WITHIN_PX, _HORIZON_PX, _LEAST_PX = 84, 112, 236
_WITHIN_M = (20, 5000)
_MOST_MONTHS = 120


class ColocatePanel(QWidget):
    """Weights and rules; every change searches anew.

    Signals:
        reasons_wanted: A person asks why so much was ruled out.
    """

    reasons_wanted = Signal()

    def __init__(self, theme: Theme, search: CandidateSearch, parent: QWidget | None = None) -> None:
        """Lay it out, and follow the search."""
        super().__init__(parent)
        self._theme = theme
        self._search = search
        self._showing = False
        self.setMinimumWidth(_LEAST_PX)
        self.reset = LinkButton(theme, self.tr("Reset"), small=True)
        self.presets = SegmentedControl(theme, [(each.key, each.label) for each in PRESETS])
        for each in PRESETS:
            self.presets.button(each.key).setToolTip(each.purpose)
        self.sliders = {each.key: WeightSlider(each.label, each.definition) for each in CRITERIA}
        self.within = NumberField(self.tr("Greatest distance"), "m")
        self.within.setRange(*_WITHIN_M)
        self.within.setSingleStep(50)
        self.horizon = NumberField(self.tr("How far ahead a lease event counts"), self.tr("months"))
        self.horizon.setRange(0, _MOST_MONTHS)
        self.horizon.setSingleStep(6)
        self.looked_at, self.ruled_out = QLabel(), QLabel()
        self.why = InlineLink(theme, self.tr("Why?"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._make_head())
        column.addWidget(self._make_middle(), 1)
        column.addWidget(thin_line())
        column.addLayout(self._make_foot())
        self._follow()
        self.show_options()
        self.show_counts()

    # --- parts -----------------------------------------------------------------------------------------

    def _make_head(self) -> QVBoxLayout:
        heading = SectionHeading(self._theme, self.tr("Co-locate"), role="heading")
        heading.add_action(self.reset)
        head = QVBoxLayout()
        head.setContentsMargins(_MARGIN_PX, 0, _MARGIN_PX, 0)
        head.setSpacing(8)
        head.addWidget(heading)
        head.addWidget(self.presets)
        head.addSpacing(4)
        return head

    def _make_middle(self) -> QScrollArea:
        inside = QWidget()
        dress(inside, look="panel")
        column = QVBoxLayout(inside)
        column.setContentsMargins(_MARGIN_PX, 8, _MARGIN_PX, 12)
        column.setSpacing(6)
        column.addWidget(SectionHeading(self._theme, self.tr("What matters"), self.tr("weights")))
        for slider in self.sliders.values():
            column.addWidget(slider)
        column.addSpacing(8)
        column.addWidget(SectionHeading(self._theme, self.tr("Hard rules")))
        column.addLayout(_field_row(self.tr("Within"), self.within, _WITHIN_PX))
        column.addLayout(_field_row(self.tr("Lease event in"), self.horizon, _HORIZON_PX))
        column.addStretch(1)
        return scrolled(inside)

    def _make_foot(self) -> QVBoxLayout:
        for label in (self.looked_at, self.ruled_out):
            dress(label, type="small", look="second")
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.looked_at.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.ruled_out)
        row.addWidget(self.why)
        row.addStretch(1)
        foot = QVBoxLayout()
        foot.setContentsMargins(_MARGIN_PX, 10, _MARGIN_PX, 10)
        foot.setSpacing(0)
        foot.addWidget(self.looked_at)
        foot.addLayout(row)
        return foot

    def _follow(self) -> None:
        search = self._search
        self.reset.clicked.connect(lambda: search.ask(usual_options()))
        self.presets.chosen.connect(
            lambda key: search.ask(replace(search.options, weights=dict(PRESET_BY_KEY[key].weights)))
        )
        for key, slider in self.sliders.items():
            slider.moved.connect(lambda weight, key=key: self._weigh(key, weight))
        self.within.valueChanged.connect(lambda metres: self._change(within_m=float(metres)))
        self.horizon.valueChanged.connect(lambda months: self._change(horizon_months=months))
        self.why.clicked.connect(self.reasons_wanted)
        search.asked.connect(self.show_options)
        search.found.connect(self.show_counts)

    # --- asking and telling ----------------------------------------------------------------------------

    def _weigh(self, key: str, weight: int) -> None:
        if not self._showing:
            self._search.ask(with_weight(self._search.options, key, float(weight)))

    def _change(self, *, within_m: float | None = None, horizon_months: int | None = None) -> None:
        if self._showing:
            return
        options = self._search.options
        if within_m is not None:
            options = replace(options, within_m=within_m)
        if horizon_months is not None:
            options = replace(options, horizon_months=horizon_months)
        self._search.ask(options)

    def show_options(self) -> None:
        """Show what is asked."""
        options = self._search.options
        self._showing = True
        whole = sum(options.weights.values())
        for key, slider in self.sliders.items():
            weight = options.weights.get(key, 0.0)
            slider.show_weight(round(weight), 100.0 * weight / whole if whole else 0.0)
        self.within.setValue(round(options.within_m))
        self.horizon.setValue(options.horizon_months)
        self._choose_preset()
        self._showing = False

    def _choose_preset(self) -> None:
        preset = preset_of(self._search.options.weights)
        if preset is not None:
            self.presets.choose(preset.key)
            return
        # A person's own weights are none of the presets.
        for each in PRESETS:
            button = self.presets.button(each.key)
            group = button.group()
            group.setExclusive(False)
            button.setChecked(False)
            group.setExclusive(True)

    def show_counts(self) -> None:
        """Say how many pairs were looked at and how many moves the rules leave out."""
        search = self._search
        trouble, answer = search.trouble, search.answer
        if trouble is not None:
            self.looked_at.setText(f"{trouble.message} {trouble.hint}".strip())
        elif answer is not None:
            self.looked_at.setText(self._looked_at_words(answer))
        told = trouble is None and answer is not None
        moves = sum(each.pairs for each in answer.ruled_out) if answer is not None else 0
        self.ruled_out.setText(self.tr("{0} moves ruled out.").format(f"{moves:,}"))
        self.ruled_out.setToolTip(self.tr("A move is counted in each direction: guest to host."))
        self.ruled_out.setVisible(told)
        self.why.setVisible(told and moves > 0)
        self.looked_at.setVisible(trouble is not None or told)

    def _looked_at_words(self, answer: CandidateList) -> str:
        if answer.pairs_considered == 1:
            return self.tr("1 pair looked at, both ways.")
        return self.tr("{0} pairs looked at, both ways.").format(f"{answer.pairs_considered:,}")


def _field_row(text: str, field: QWidget, width_px: int) -> QHBoxLayout:
    label = QLabel(text)
    label.setBuddy(field)
    field.setFixedWidth(width_px)
    row = QHBoxLayout()
    row.addWidget(label)
    row.addStretch(1)
    row.addWidget(field)
    return row
