"""The tab of doubts: which kind is listed, the lines, and what can be done about those that are chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from tpdesk.gui.stages.register.line_table import LineTable
from tpdesk.gui.stages.register.lines import issue_columns
from tpdesk.gui.theme import Theme, dress
from tpdesk.gui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton, thin_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from tpdesk.domain.changes import Command
    from tpdesk.domain.progress import Progress
    from tpdesk.gui.desk import Desk
    from tpdesk.gui.stages.register.line_table import Line
    from tpdesk.services.checking_facts import Doubt

_KINDS_PX = 300


class ReasonLine(QWidget):
    """Asks why doubts may stand. Return accepts, Escape leaves them open.

    Signals:
        given: The reason, in words.
        left: They stay open.
    """

    given = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty line."""
        super().__init__(parent)
        self.question = QLabel()
        self.line = QLineEdit()
        self.line.setAccessibleName(self.tr("Reason"))
        self.line.setPlaceholderText(self.tr("Measured twice; the list is wrong …"))
        self.accept = PrimaryButton(theme, self.tr("Accept"), small=True)
        self.cancel = SecondaryButton(theme, self.tr("Cancel"), small=True)
        self.line.textChanged.connect(lambda _text: self._arrange())
        self.line.returnPressed.connect(self._give)
        self.accept.clicked.connect(self._give)
        self.cancel.clicked.connect(self.left.emit)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 4)
        row.setSpacing(8)
        row.addWidget(self.question)
        row.addWidget(self.line, 1)
        row.addWidget(self.accept)
        row.addWidget(self.cancel)

    def ask(self, question: str) -> None:
        """Begin to ask."""
        self.question.setText(question)
        self.line.clear()
        self._arrange()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 Qt's name
        """Escape leaves the doubts open."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _arrange(self) -> None:
        said = bool(self.line.text().strip())
        self.accept.set_reason(None if said else self.tr("Say why first"))

    def _give(self) -> None:
        if self.line.text().strip():
            self.given.emit(self.line.text().strip())


class DoubtPage(QWidget):
    """Doubts in a table, with their kind to choose from above it."""

    def __init__(self, theme: Theme, desk: Desk, parent: QWidget | None = None) -> None:
        """Make a page without doubts."""
        super().__init__(parent)
        self._desk = desk
        self._all: tuple[Line, ...] = ()
        self._asked: tuple[Doubt, ...] = ()
        self.table = LineTable(theme, desk, issue_columns())
        self.table.setAccessibleName(self.tr("Issues"))
        self.kinds = QComboBox()
        self.kinds.setAccessibleName(self.tr("Kind of issue"))
        self.kinds.setMinimumWidth(_KINDS_PX)
        self.fix = LinkButton(theme, self.tr("Fix"), small=True)
        self.accept = LinkButton(theme, self.tr("Accept because …"), small=True)
        self.reason = ReasonLine(theme)
        self._strip = QStackedWidget()
        self._strip.addWidget(self._make_tools())
        self._strip.addWidget(self.reason)
        self._strip.setFixedHeight(self._strip.sizeHint().height())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._strip)
        column.addWidget(thin_line())
        column.addWidget(self.table, 1)
        self.kinds.activated.connect(lambda _place: self._list())
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._arrange())
        self.table.lines.modelReset.connect(self._arrange)
        self.fix.clicked.connect(self._fix)
        self.accept.clicked.connect(self._ask)
        self.reason.given.connect(self._accept)
        self.reason.left.connect(self._stop_asking)
        self._arrange()

    def _make_tools(self) -> QWidget:
        tools, says = QWidget(), QLabel(self.tr("Kind"))
        dress(says, look="second")
        row = QHBoxLayout(tools)
        row.setContentsMargins(12, 4, 8, 4)
        row.setSpacing(8)
        row.addWidget(says)
        row.addWidget(self.kinds)
        row.addStretch(1)
        row.addWidget(self.fix)
        row.addWidget(self.accept)
        return tools

    @property
    def some(self) -> bool:
        """Whether there is any doubt, of whatever kind."""
        return bool(self._all)

    # --- what is listed --------------------------------------------------------------------------------

    def set_lines(self, lines: Sequence[Line]) -> None:
        """List other doubts; the kind that was chosen stays chosen while there are any of it."""
        self._all = tuple(lines)
        chosen = self.kinds.currentData()
        counts: dict[str, tuple[str, int]] = {}
        for line in self._all:
            if line.doubt is not None:
                _, count = counts.get(line.doubt.code, ("", 0))
                counts[line.doubt.code] = line.doubt.label, count + 1
        self.kinds.clear()
        self.kinds.addItem(self.tr("All kinds ({0})").format(f"{len(self._all):,}"), "")
        for code, (label, count) in counts.items():
            self.kinds.addItem(f"{label} ({count:,})", code)
        self.kinds.setCurrentIndex(max(0, self.kinds.findData(chosen)))
        self._list()

    def _list(self) -> None:
        code = self.kinds.currentData()
        self.table.lines.set_rows(
            [line for line in self._all if not code or (line.doubt is not None and line.doubt.code == code)]
        )
        self._arrange()

    def chosen(self) -> tuple[Doubt, ...]:
        """Give the doubts of the selected lines."""
        rows = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        found = (self.table.lines.rows[row].doubt for row in rows if row < self.table.lines.count())
        return tuple(doubt for doubt in found if doubt is not None)

    def _arrange(self) -> None:
        chosen = self.chosen()
        fixable = [each for each in chosen if each.fix is not None and each.accepted is None]
        why = self._why_not(bool(chosen))
        self.fix.set_reason(why or (None if fixable else self.tr("What is right is not certain")))
        remedy = fixable[0].fix.words if len(fixable) == 1 and fixable[0].fix is not None else ""
        self.fix.setText(remedy or self.tr("Fix"))
        self.accept.set_reason(why or (None if _acceptable(chosen) else self.tr("It is about no asset")))

    def _why_not(self, some: bool) -> str | None:
        register = self._desk.register
        if register is None or register.read_only:
            return self.tr("The register is open for reading only")
        return None if some else self.tr("Choose an issue first")

    # --- what is done ----------------------------------------------------------------------------------

    def _ask(self) -> None:
        self._asked = _acceptable(self.chosen())
        count = len(self._asked)
        words = (
            self.tr("Why may it stand?") if count == 1 else self.tr("Why may all {0} stand?").format(count)
        )
        self._strip.setCurrentWidget(self.reason)
        self.reason.ask(words)

    def _stop_asking(self) -> None:
        self._strip.setCurrentIndex(0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _accept(self, reason: str) -> None:
        from tpdesk.services.checking_facts import plan_acceptance

        doubts = self._asked
        self._stop_asking()
        self._desk.execute(
            plan_acceptance(doubts, reason, self._words(self.tr("Accept"), doubts)),
            lambda _changes: self._desk.tell("info", self.tr("Accepted. Undo takes it back.")),
        )

    def _fix(self) -> None:
        register = self._desk.register
        doubts = tuple(each for each in self.chosen() if each.fix is not None and each.accepted is None)
        if register is None or not doubts:
            return
        name = self._name(doubts[0])

        def plan(_progress: Progress) -> Command:
            # What reads lists is not needed before a fact is changed.
            from tpdesk.services.editing.fixes import plan_fixes

            return plan_fixes(register, doubts, name)

        self._desk.runner.read("fix", plan, self._execute_fix)

    def _execute_fix(self, command: Command) -> None:
        self._desk.execute(
            command, lambda _changes: self._desk.tell("info", self.tr("Put right. Undo takes it back."))
        )

    def _words(self, verb: str, doubts: Sequence[Doubt]) -> str:
        if len(doubts) == 1:
            return self.tr("{0} “{1}” of {2}").format(verb, doubts[0].label, self._name(doubts[0]))
        return self.tr("{0} {1} issues").format(verb, f"{len(doubts):,}")

    def _name(self, doubt: Doubt) -> str:
        contents = self._desk.contents
        row = None if contents is None else contents.rows.get(doubt.asset_uid or "")
        return "" if contents is None or row is None else contents.assets.label(row)


def _acceptable(doubts: Sequence[Doubt]) -> tuple[Doubt, ...]:
    return tuple(each for each in doubts if each.asset_uid is not None)
