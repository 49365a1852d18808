"""What else stands on the site of the selected asset."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tpdesk.domain.wording import area_words
from tpdesk.gui.details.dossier import Dossier
from tpdesk.gui.details.head import SymbolPicture, symbol_of
from tpdesk.gui.theme import dress
from tpdesk.gui.widgets.buttons import InlineLink
from tpdesk.gui.widgets.pills import HatchedLabel
from tpdesk.gui.widgets.sections import SectionHeading
from tpdesk.services.shared_sites import find_shared_sites

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tpdesk.gui.desk import Desk
    from tpdesk.gui.theme import Theme

_MOST = 6
_SAME_SPOT_M = 1.0


class SiteBox(QWidget):
    """The other assets of the site; hidden when the asset stands alone."""

    def __init__(self, theme: Theme, desk: Desk, parent: QWidget | None = None) -> None:
        """Make an empty box."""
        super().__init__(parent)
        self._theme = theme
        self._desk = desk
        self._heading = SectionHeading(theme, "")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._heading)
        column.addLayout(self._lines)
        self.hide()

    def show_asset(self, dossier: Dossier) -> None:
        """Show what shares the asset's site, UPRN or spot."""
        contents = dossier.contents
        near = _neighbours(dossier)
        sites = find_shared_sites(dossier.frame, near, contents.sites)
        site = next((each for each in sites if dossier.uid in each.uids), None)
        self.setVisible(site is not None)
        while (item := self._lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        if site is None:
            return
        reasons = {
            "site": self.tr("Site: {0} assets"),
            "uprn": self.tr("One UPRN: {0} assets"),
            "position": self.tr("One position: {0} assets"),
        }
        self._heading.set_text(reasons[site.reason].format(len(site.uids)))
        self._heading.set_aside(site.name if site.reason == "site" else "")
        for uid in site.uids[:_MOST]:
            self._lines.addWidget(self._line(Dossier(contents, contents.rows[uid]), dossier.uid))

    def _line(self, member: Dossier, selected: str) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        symbol = SymbolPicture(self._theme, 12)
        symbol.set_mark(symbol_of(member))
        row.addWidget(symbol)
        name = member.name or self.tr("No name")
        if member.uid == selected:
            label = QLabel(name)
            label.setTextFormat(Qt.TextFormat.PlainText)
            row.addWidget(label, 1)
        else:
            link = InlineLink(self._theme, name)
            link.clicked.connect(lambda: self._desk.select((member.uid,)))
            row.addWidget(link)
            row.addStretch(1)
        area = member.value("floor_area_m2")
        if isinstance(area, float):
            words = QLabel(area_words(area))
            dress(words, look="second")
            row.addWidget(words)
        else:
            row.addWidget(HatchedLabel(self._theme, self.tr("area unknown")))
        return line


def _neighbours(dossier: Dossier) -> NDArray[np.bool_]:
    """Tell which assets may share a site with one: same site, same UPRN or within a metre."""
    frame, row = dossier.frame, dossier.row
    same = np.zeros(len(frame), dtype=bool)
    for column in (frame.sites, frame["uprn"]):
        if column[row] is not None:
            same |= column == column[row]
    if frame.placed[row]:
        same |= (np.abs(frame.easting - frame.easting[row]) < _SAME_SPOT_M) & (
            np.abs(frame.northing - frame.northing[row]) < _SAME_SPOT_M
        )
    same[row] = True
    return same
