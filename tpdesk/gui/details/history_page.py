"""The tab of history: what was done with the asset, when and by whom, the newest first."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tpdesk.domain.fields.catalogue import FIELDS
from tpdesk.domain.wording import date_words
from tpdesk.gui.details.lease_page import stored_words
from tpdesk.gui.details.lines_page import LinesPage
from tpdesk.gui.theme import Theme, dress
from tpdesk.gui.widgets.buttons import InlineLink, thin_line
from tpdesk.gui.widgets.sections import SectionHeading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tpdesk.domain.fields.field import Field
    from tpdesk.gui.details.dossier import Dossier
    from tpdesk.store.asset_history import AssetStep, ValueChange

_FIELD_OF: dict[tuple[str, str], Field] = {}
for _field in FIELDS:
    _FIELD_OF.setdefault((_field.table, _field.column), _field)

_DATE_PX = 86
_RECENT = 3


class HistoryPage(LinesPage):
    """Every step that touched the asset."""

    def fill(self, dossier: Dossier) -> None:
        """Add the steps."""
        if dossier.background is None:
            self.add_text(self.tr("Being read."))
            return
        steps = dossier.background.history
        self.add_heading(self.tr("History"), steps_words(steps))
        for step in steps:
            self.add_widget(StepLine(step))
            self.add_widget(thin_line())
        if not steps:
            self.add_text(self.tr("Nothing is written down about it."))


class RecentSteps(QWidget):
    """The newest steps, below the facts.

    Signals:
        all_wanted: All steps are wanted.
    """

    all_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty list; it is hidden until the steps are read."""
        super().__init__(parent)
        self._heading = SectionHeading(theme, _tr("History"))
        self._all = InlineLink(theme, _tr("All of it"))
        self._all.clicked.connect(self.all_wanted)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._heading)
        column.addLayout(self._lines)
        column.addWidget(self._all, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_asset(self, dossier: Dossier) -> None:
        """Show the newest steps of an asset."""
        steps = () if dossier.background is None else dossier.background.history
        while (item := self._lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._heading.set_aside(steps_words(steps))
        for step in steps[:_RECENT]:
            self._lines.addWidget(StepLine(step))
            self._lines.addWidget(thin_line())
        self._all.setVisible(len(steps) > _RECENT)
        self.setVisible(bool(steps))


class StepLine(QWidget):
    """One step: its day, what changed, and by what and whom."""

    def __init__(self, step: AssetStep, parent: QWidget | None = None) -> None:
        """Write it out."""
        super().__init__(parent)
        day = QLabel(step_day(step.at))
        dress(day, look="second")
        day.setFixedWidth(_DATE_PX)
        day.setAlignment(Qt.AlignmentFlag.AlignTop)
        what, how = QLabel(step_title(step)), QLabel(step_note(step))
        dress(how, look="second", type="small")
        for label in (what, how):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        words = QVBoxLayout()
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(1)
        words.addWidget(what)
        words.addWidget(how)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 5)
        row.setSpacing(4)
        row.addWidget(day)
        row.addLayout(words, 1)
        self.setAccessibleName(f"{day.text()}: {what.text()}. {how.text()}")


def steps_words(steps: Sequence[AssetStep]) -> str:
    """Say how many steps there were."""
    return _tr("1 step") if len(steps) == 1 else _tr("{0} steps").format(len(steps))


def step_title(step: AssetStep) -> str:
    """Say what a step has done with the asset."""
    if step.added:
        return _tr("Imported") if step.description.startswith("Import ") else _tr("Added")
    if step.changes:
        return "\n".join(change_words(change) for change in step.changes)
    parts = []
    if step.added_rows:
        parts.append(_tr("{0} records added").format(step.added_rows))
    if step.removed_rows:
        parts.append(_tr("{0} records removed").format(step.removed_rows))
    return ", ".join(parts) or step.description


def step_note(step: AssetStep) -> str:
    """Say how it was done and by whom."""
    who = _tr("by {0}").format(step.who) if step.who else ""
    undone = {"undo": _tr("Taken back: {0}"), "redo": _tr("Made again: {0}")}
    text = undone.get(step.kind, "{0}").format(step.description)
    return " · ".join(part for part in (text, who) if part)


def change_words(change: ValueChange) -> str:
    """Write a change: Floor area 12,289 m² → 12,298 m²."""
    field = _FIELD_OF.get((change.table, change.column))
    label = field.label if field is not None else change.column.replace("_", " ").capitalize()
    old, new = (
        (stored_words(field, value) if field is not None else str(value or "")) or _tr("unknown")
        for value in (change.old, change.new)
    )
    return f"{label} {old} → {new}"


def step_day(at: str) -> str:
    """Write the day of a step as it was here."""
    try:
        when: date = datetime.fromisoformat(at).astimezone().date()
    except ValueError:
        return ""
    return date_words(when)


def _tr(text: str) -> str:
    return QCoreApplication.translate("History", text)
