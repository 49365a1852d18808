"""Saving proposals as a workbook for those who are to read it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from tpdesk.domain.disclosure import (
    FULL,
    PARTNERS,
    PUBLIC,
    Audience,
    AudienceKind,
    disclose_assets,
)
from tpdesk.gui.widgets.bars import MessageLink

if TYPE_CHECKING:
    from collections.abc import Callable

    from tpdesk.domain.candidates import CandidateList, CandidateOptions
    from tpdesk.domain.progress import Progress
    from tpdesk.gui.contents import Contents
    from tpdesk.gui.desk import Desk
    from tpdesk.gui.stages.colocate.search import CandidateSearch


_RULED_OUT_LISTED = 100
"""Pairs in the workbook under each reason, of those that its readers may see."""


class SavingMenu(QMenu):
    """For whom the workbook is; partners stand first."""

    def __init__(self, desk: Desk, search: CandidateSearch, parent: QWidget | None = None) -> None:
        """Make an empty menu; it is filled before it comes up."""
        super().__init__(parent)
        self._desk = desk
        self._search = search

    def fill(self) -> None:
        """Offer every audience that the register has."""
        self.clear()
        first = self.addAction(self.tr("For partners..."))
        first.triggered.connect(lambda: self.choose_file(PARTNERS))
        self.addAction(self.tr("For the public...")).triggered.connect(lambda: self.choose_file(PUBLIC))
        contents = self._desk.contents
        if contents is not None:
            inner = self.addMenu(self.tr("For one organisation"))
            for name in sorted(each.name for each in contents.assets.organisations):
                audience = Audience(AudienceKind.ORGANISATION, name)
                inner.addAction(f"{name}...").triggered.connect(
                    lambda _checked=False, audience=audience: self.choose_file(audience)
                )
        self.addSeparator()
        whole = self.addAction(self.tr("With everything, not to be passed on..."))
        whole.triggered.connect(lambda: self.choose_file(FULL))
        self.setActiveAction(first)

    def choose_file(self, audience: Audience) -> None:
        """Ask where to, then save."""
        contents = self._desk.contents
        if contents is None:
            return
        folder = self._desk.preferences.settings.last_folder or str(Path.home())
        name = self.tr("{0}, who could share.xlsx").format(contents.place.name)
        chosen, _ = QFileDialog.getSaveFileName(
            self.parentWidget(),
            self.tr("Save the proposals"),
            str(Path(folder) / name),
            self.tr("Workbooks (*.xlsx)"),
        )
        if chosen:
            self.save(audience, Path(chosen))

    def save(self, audience: Audience, path: Path) -> None:
        """Find the proposals that the audience may see, and write them."""
        contents = self._desk.contents
        if contents is None:
            return
        work = _saving_work(contents, self._search.options, audience, path)
        self._desk.runner.read(
            "candidates workbook",
            work,
            lambda written: self._tell(written, path),
            label=self.tr("Saving {0}").format(path.name),
        )

    def _tell(self, written: CandidateList, path: Path) -> None:
        count = len(written.candidates)
        words = self.tr("{0} with {1} proposals is saved.").format(path.name, f"{count:,}")
        if written.notice:
            words += " " + self.tr("It says: “{0}”.").format(written.notice)
        url = QUrl.fromLocalFile(str(path))
        link = MessageLink(self.tr("Open it"), lambda: QDesktopServices.openUrl(url))
        self._desk.tell("info", words, (link,))


def _saving_work(
    contents: Contents, options: CandidateOptions, audience: Audience, path: Path
) -> Callable[[Progress], CandidateList]:
    def work(progress: Progress) -> CandidateList:
        # The analysis brings more than the first window needs.
        from tpdesk.services.colocation import find_candidates, write_candidates_workbook

        asked = replace(options, ruled_out_top=_RULED_OUT_LISTED)
        found = find_candidates(
            disclose_assets(contents.assets, audience), asked, progress, contents.place.boundary
        )
        write_candidates_workbook(found, path)
        return found

    return work
