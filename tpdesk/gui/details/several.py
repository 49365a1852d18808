"""The details of several assets at once: how many, whose, and what they add up to."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from tpdesk.domain.wording import area_words, money_words
from tpdesk.gui.theme import Theme, dress
from tpdesk.gui.widgets.buttons import InlineLink, SecondaryButton
from tpdesk.gui.widgets.sections import FactRow, SectionHeading
from tpdesk.services.totals import total_area

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from tpdesk.gui.contents import Contents

_MONEY = (
    ("annual_rent_gbp", "Rent payable"),
    ("running_cost_gbp", "Running cost"),
    ("backlog_gbp", "Backlog"),
)
_MOST_NAMED = 8


class SeveralPanel(QWidget):
    """Counts and totals.

    Signals:
        cleared: Nothing is to be selected.
        shown_wanted: The selection is to be brought into view.
        one_wanted: Uid of the one asset that is to be selected.
    """

    cleared = Signal()
    shown_wanted = Signal()
    one_wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Lay out the panel."""
        super().__init__(parent)
        self._theme = theme
        self._title = SectionHeading(theme, "", role="object")
        self._whose = QLabel()
        self._whose.setWordWrap(True)
        dress(self._whose, look="second")
        self.area = FactRow(theme, self.tr("Floor area"))
        self.vacant = FactRow(theme, self.tr("Vacant"))
        self.money = {key: FactRow(theme, label) for key, label in _MONEY}
        self.placed = FactRow(theme, self.tr("Placed"))
        self._names = QVBoxLayout()
        self._names.setSpacing(2)
        show = SecondaryButton(theme, self.tr("Show them on the map"))
        show.clicked.connect(self.shown_wanted)
        clear = InlineLink(theme, self.tr("Clear the selection"))
        clear.clicked.connect(self.cleared)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 14, 14, 14)
        column.setSpacing(0)
        column.addWidget(self._title)
        column.addSpacing(6)
        column.addWidget(self._whose)
        column.addSpacing(14)
        column.addWidget(SectionHeading(theme, self.tr("Together")))
        column.addSpacing(3)
        for row in (self.area, self.vacant, *self.money.values(), self.placed):
            column.addWidget(row)
        column.addSpacing(14)
        column.addWidget(SectionHeading(theme, self.tr("Assets")))
        column.addSpacing(3)
        column.addLayout(self._names)
        column.addSpacing(14)
        column.addWidget(show)
        column.addSpacing(8)
        column.addWidget(clear)
        column.addStretch(1)

    def show_assets(self, contents: Contents, rows: NDArray[np.intp]) -> None:
        """Show assets."""
        frame = contents.assets
        self._title.set_text(self.tr("{0} assets selected").format(f"{len(rows):,}"))
        owners = Counter(str(name or self.tr("no organisation")) for name in frame["organisation"][rows])
        self._whose.setText(" · ".join(f"{name} {count:,}" for name, count in owners.most_common(6)))
        total = total_area(frame, rows, contents.parents)
        bases = (
            self.tr("{0} bases").format(len(total.bases)) if len(total.bases) > 1 else ", ".join(total.bases)
        )
        share = self._share(total.known, total.rows)
        self.area.set_value(
            None if total.area_m2 is None else area_words(total.area_m2),
            ", ".join(part for part in (bases.lower(), share) if part) if total.area_m2 is not None else "",
        )
        vacant = frame["vacant_m2"][rows]
        self._tell_sum(self.vacant, vacant, area_words)
        for key, row in self.money.items():
            self._tell_sum(row, frame[key][rows], money_words)
        placed = int(frame.placed[rows].sum())
        self.placed.set_value(self.tr("{0} of {1}").format(f"{placed:,}", f"{len(rows):,}"))
        self._name(contents, rows)

    def _tell_sum(self, row: FactRow, values: NDArray[np.float64], write: Callable[[float], str]) -> None:
        known = ~np.isnan(values)
        some = bool(known.any())
        row.set_value(
            write(float(values[known].sum())) if some else None,
            self._share(int(known.sum()), len(values)) if some else "",
        )

    def _share(self, known: int, count: int) -> str:
        if known == count:
            return ""
        return self.tr("known for {0} of {1}").format(f"{known:,}", f"{count:,}")

    def _name(self, contents: Contents, rows: NDArray[np.intp]) -> None:
        while (item := self._names.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        names: Sequence[object] = contents.assets["name"][rows[:_MOST_NAMED]].tolist()
        for row, name in zip(rows[:_MOST_NAMED].tolist(), names, strict=True):
            link = InlineLink(self._theme, str(name or self.tr("No name")))
            uid = str(contents.assets.uids[row])
            link.clicked.connect(lambda _checked=False, uid=uid: self.one_wanted.emit(uid))
            self._names.addWidget(link)
        if len(rows) > _MOST_NAMED:
            more = QLabel(self.tr("and {0} more").format(f"{len(rows) - _MOST_NAMED:,}"))
            dress(more, look="second")
            self._names.addWidget(more)
