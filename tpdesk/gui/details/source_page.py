"""The tab of sources: each list the asset came from, and its row there as it came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from tpdesk.domain.fields.catalogue import FIELD_BY_KEY, fields_of_group
from tpdesk.gui.details.lines_page import LinesPage
from tpdesk.gui.details.source_card import edition_dates
from tpdesk.gui.widgets.buttons import InlineLink
from tpdesk.services.field_words import field_words

if TYPE_CHECKING:
    from tpdesk.gui.details.dossier import Dossier
    from tpdesk.services.provenance import SourceCell, SourceEdition


class SourcePage(LinesPage):
    """The newest edition first, every filled cell of its row."""

    def fill(self, dossier: Dossier) -> None:
        """Add the record's own facts and the rows."""
        self.add_heading(self.tr("The record"))
        for field in fields_of_group("record"):
            self.add_fact(field.label, field_words(field, dossier.value(field.key)) or None)
        if dossier.background is None:
            self.add_text(self.tr("Being read."))
            return
        provenance = dossier.background.provenance
        if not provenance.editions:
            self.add_heading(self.tr("Lists"))
            self.add_text(self.tr("No list gave it: it was made by hand or by another program."))
        for edition in reversed(provenance.editions):
            self._add_edition(edition, provenance.cells[edition])

    def _add_edition(self, edition: SourceEdition, cells: tuple[SourceCell, ...]) -> None:
        self.add_heading(edition.list_name or edition.file, self.tr("row {0}").format(f"{edition.row:,}"))
        place = (
            self.tr("{0}, sheet {1}").format(edition.file, edition.sheet) if edition.sheet else edition.file
        )
        self.add_text(place)
        self.add_text(edition_dates(edition.as_at, edition.imported_at))
        for cell in cells:
            known = cell.field in FIELD_BY_KEY
            row = self.add_fact(cell.column, cell.wording)
            label = FIELD_BY_KEY[cell.field].label if known else self.tr("left out")
            row.setToolTip(f"{cell.column} → {label}: {cell.wording}")
        if not cells:
            self.add_text(self.tr("The row as it came is not kept."))
            return
        copy = InlineLink(self._theme, self.tr("Copy the row"))
        lines = "\n".join(
            (
                "\t".join(cell.column for cell in cells),
                "\t".join(" ".join(cell.wording.split()) for cell in cells),
            )
        )
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(lines))
        self.add_widget(copy)
