"""What a person does about the file that is looked at: decide, look at rows on the map, write its issues."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from tpdesk.domain.scene import RadiusCircle
from tpdesk.gui.stages.collect.collected_file import (
    CollectedFile,
    with_accepted,
    with_column,
    with_row_kept,
    with_row_left_out,
    with_unit,
    with_word,
)
from tpdesk.gui.stages.collect.issue_groups import positions_of
from tpdesk.gui.widgets.bars import MessageLink

if TYPE_CHECKING:
    import numpy as np

    from tpdesk.domain.progress import Progress
    from tpdesk.gui.desk import Desk
    from tpdesk.gui.stages.collect.collection import Collection
    from tpdesk.gui.stages.collect.details import CollectDetails
    from tpdesk.gui.stages.collect.lower import CollectLower
    from tpdesk.services.doubts import IssueTable

_AROUND_M, _CIRCLE_M = 400.0, 120.0


class FileActions(QObject):
    """Acts on the chosen file.

    Signals:
        circle_changed: RadiusCircle around the row that is looked at on the map, or None.
    """

    circle_changed = Signal(object)

    def __init__(self, desk: Desk, collection: Collection, parent: QObject | None = None) -> None:
        """Act for this desk and these files."""
        super().__init__(parent)
        self._desk = desk
        self._collection = collection
        self.window: QWidget | None = None

    def serve(self, tabs: CollectLower, details: CollectDetails) -> None:
        """Do what tabs and details ask for."""
        tabs.columns.field_chosen.connect(self.send_column)
        tabs.wordings.word_chosen.connect(self.take_wording)
        tabs.issues.row_decided.connect(lambda code, row: self.settle_fix(code, row, accept=True))
        tabs.issues.row_kept.connect(self.keep_row)
        tabs.issues.row_left_out.connect(lambda row, out: self.leave_row_out(row, leave_out=out))
        tabs.issues.row_shown.connect(self.show_row)
        tabs.profile_wanted.connect(self.save_profile)
        tabs.trouble.password_given.connect(self.give_password)
        tabs.trouble.profile_wanted.connect(self.use_profile)
        tabs.trouble.organisation_named.connect(self.name_organisation)
        tabs.trouble.again_wanted.connect(self.read_again)
        tabs.trouble.skipped.connect(self.skip)
        details.unit_chosen.connect(self.set_unit)
        details.field_chosen.connect(self.send_column)
        details.fix_decided.connect(lambda code, row, accept: self.settle_fix(code, row, accept=accept))
        details.left.connect(lambda code, row, leave: self.leave_doubt(code, row, leave=leave))
        details.shown.connect(self.show_doubts)
        details.workbook_wanted.connect(self.write_issues)

    # --- decisions

    def send_column(self, heading: str, field_key: str) -> None:
        """Let a column go to a field; empty leaves it out. A column that goes there now is left out."""
        file = self._collection.chosen
        if file is None:
            return
        decisions = file.decisions
        columns = file.plan.columns if file.plan is not None else ()
        for each in columns:
            if field_key and each.field == field_key and each.column != heading:
                decisions = with_column(decisions, each.column, "")
        self._collection.decide(file, with_column(decisions, heading, field_key))

    def set_unit(self, heading: str, unit: str) -> None:
        """Say which unit a column's numbers are in."""
        file = self._collection.chosen
        if file is not None:
            self._collection.decide(file, with_unit(file.decisions, heading, unit))

    def take_wording(self, field_key: str, wording: str, word: str) -> None:
        """Say what a wording means."""
        file = self._collection.chosen
        if file is not None:
            self._collection.decide(file, with_word(file.decisions, field_key, wording, word))

    def settle_fix(self, code: str, row: int, *, accept: bool) -> None:
        """Accept a proposed fix in one row or, with 0, in all; or take that back."""
        file = self._collection.chosen
        if file is not None:
            self._collection.decide(file, with_accepted(file.decisions, code, row, accept=accept))

    def leave_doubt(self, code: str, row: int, *, leave: bool) -> None:
        """Leave a doubt as it is, or decide after all."""
        file = self._collection.chosen
        if file is not None:
            self._collection.leave(file, code, row, leave=leave)

    def keep_row(self, row: int) -> None:
        """Keep a row that was taken for a subtotal."""
        file = self._collection.chosen
        if file is not None:
            self._collection.decide(file, with_row_kept(file.decisions, row))

    def leave_row_out(self, row: int, *, leave_out: bool) -> None:
        """Leave a row out of the import, or take it in again."""
        file = self._collection.chosen
        if file is None:
            return
        self._collection.decide(file, with_row_left_out(file.decisions, row, leave_out=leave_out))
        if leave_out:
            again = MessageLink(self.tr("Take it in again"), lambda: self.leave_row_out(row, leave_out=False))
            text = self.tr("Row {0} of {1} is left out of the import.").format(f"{row:,}", file.name)
            self._desk.tell("info", text, [again])

    def use_profile(self, name: str) -> None:
        """Read the file by a profile."""
        file = self._collection.chosen
        if file is not None:
            self._collection.ask(file, replace(file.request, profile=name))

    def give_password(self, password: str) -> None:
        """Open the file with its password."""
        file = self._collection.chosen
        if file is not None:
            self._collection.give_password(file, password)

    def name_organisation(self, name: str) -> None:
        """Say who reports the file."""
        file = self._collection.chosen
        if file is not None:
            self._collection.name_organisation(file, name)

    def read_again(self) -> None:
        """Read the file again."""
        file = self._collection.chosen
        if file is not None:
            self._collection.start_again(file)

    def skip(self) -> None:
        """Take the file out of the import."""
        file = self._collection.chosen
        if file is not None:
            self._collection.remove(file)

    # --- looking

    def show_doubts(self, code: str) -> None:
        """Bring the rows of a kind of doubt into view on the map."""
        file = self._collection.chosen
        if file is not None and file.plan is not None:
            self._show(file, file.plan.issues.of_code(code))

    def show_row(self, code: str, row: int) -> None:
        """Bring one row into view on the map."""
        file = self._collection.chosen
        if file is not None and file.plan is not None:
            table = file.plan.issues.of_code(code)
            self._show(file, table.take(_places(table, row)))

    def _show(self, file: CollectedFile, table: IssueTable) -> None:
        plan = file.plan
        extent = positions_of(plan, table) if plan is not None else None
        if extent is None:
            text = self.tr("None of these rows has a position, so the map cannot show them.")
            self._desk.tell("info", text)
            return
        single = max(extent.width, extent.height) < _CIRCLE_M
        self.circle_changed.emit(RadiusCircle(*extent.centre, _CIRCLE_M) if single else None)
        self._desk.zoom_to(extent.grown(_AROUND_M))

    # --- files written

    def write_issues(self) -> None:
        """Write the issues to a workbook that can go back to the partner."""
        file = self._collection.chosen
        plan = file.plan if file is not None else None
        if plan is None:
            return
        proposed = Path(self._collection.last_folder) / f"{Path(plan.file).stem} issues.xlsx"
        path = self._ask(
            self.tr("Write the issues as a workbook"), proposed, self.tr("Excel workbook (*.xlsx)")
        )
        if path is None:
            return

        def work(_progress: Progress) -> int:
            # Writing workbooks brings a library that the first window does not wait for.
            from tpdesk.files.issue_workbook import write_issue_workbook

            write_issue_workbook(path, tuple(plan.issues), subjects=plan.subjects())
            return len(plan.issues)

        def done(count: int) -> None:
            self._desk.tell(
                "info", self.tr("{0} issues were written to {1}.").format(f"{count:,}", path.name)
            )

        self._desk.runner.read("issues", work, done, label=self.tr("Writing {0}").format(path.name))

    def save_profile(self) -> None:
        """Keep columns, wordings and units as a profile for the next edition of the list."""
        file = self._collection.chosen
        plan = file.plan if file is not None else None
        if plan is None:
            return
        proposed = Path(self._collection.last_folder) / f"{plan.list_name}.toml"
        path = self._ask(self.tr("Save as a profile"), proposed, self.tr("Profile (*.toml)"))
        if path is None:
            return

        def work(_progress: Progress) -> str:
            # The readers of lists bring more than the first window needs.
            from tpdesk.files.profiles import write_profile
            from tpdesk.services.importing.profile_making import profile_of

            write_profile(path, profile_of(plan, path.stem))
            return path.name

        def done(name: str) -> None:
            text = self.tr("The profile {0} is saved. Choose it for the next edition of the list.").format(
                name
            )
            self._desk.tell("info", text)

        self._desk.runner.read("profile", work, done)

    def _ask(self, title: str, proposed: Path, kinds: str) -> Path | None:
        path, _ = QFileDialog.getSaveFileName(self.window, title, str(proposed), kinds)
        if not path:
            return None
        chosen = Path(path)
        return chosen if chosen.suffix else chosen.with_suffix(proposed.suffix)


def _places(table: IssueTable, row: int) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    import numpy

    return numpy.flatnonzero(table.rows == row)
