"""The lists that are in the register already, below the files on their way in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tpdesk.gui.moments import said_day
from tpdesk.gui.widgets.rows import TwoLineRow
from tpdesk.gui.widgets.sections import SectionHeading

if TYPE_CHECKING:
    from tpdesk.gui.desk import Desk
    from tpdesk.gui.theme import Theme
    from tpdesk.store.known_lists import KnownList
    from tpdesk.store.register import Register

_PAD = 14


class KnownLists(QWidget):
    """Which lists have come, whose they are and when; a click shows the assets of one.

    Signals:
        changed: Other lists are in the register.
    """

    changed = Signal()

    def __init__(self, theme: Theme, desk: Desk, parent: QWidget | None = None) -> None:
        """Show nothing before the register was asked."""
        super().__init__(parent)
        self._theme = theme
        self._desk = desk
        self.lists: tuple[KnownList, ...] = ()
        self.rows: tuple[TwoLineRow, ...] = ()
        self._heading = SectionHeading(theme, self.tr("In the register"))
        padded = QVBoxLayout()
        padded.setContentsMargins(_PAD, 0, _PAD, 0)
        padded.addWidget(self._heading)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 10)
        column.setSpacing(4)
        column.addLayout(padded)
        column.addLayout(self._column)
        self.hide()
        desk.contents_changed.connect(self.refresh)
        desk.closed.connect(lambda: self._take(()))
        self.refresh()

    def refresh(self) -> None:
        """Ask the register again."""
        register = self._desk.register
        if register is not None:
            self._desk.runner.read("known lists", lambda _: _read(register), self._take)

    def _take(self, lists: tuple[KnownList, ...]) -> None:
        if lists == self.lists:
            return
        self.lists = lists
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = tuple(self._make_row(each) for each in lists)
        for row in self.rows:
            self._column.addWidget(row)
        self._heading.set_aside(f"{len(lists):,}")
        self.setVisible(bool(lists))
        self.changed.emit()

    def _make_row(self, known: KnownList) -> TwoLineRow:
        rows = self.tr("1 row") if known.rows == 1 else self.tr("{0} rows").format(f"{known.rows:,}")
        row = TwoLineRow(
            self._theme,
            known.name or known.file,
            f"{rows} · {said_day(known.imported_at)}",
            "circle-check",
            "ok",
        )
        row.setCheckable(False)
        whose = known.organisation or self.tr("each row names its organisation")
        editions = self.tr("{0} editions").format(known.editions) if known.editions > 1 else ""
        row.setToolTip("\n".join(part for part in (known.name, whose, known.file, editions) if part))
        row.clicked.connect(lambda: self._show_assets(known))
        return row

    def _show_assets(self, known: KnownList) -> None:
        register = self._desk.register
        if register is None:
            return
        # The store's libraries are large; the first window does not wait for them.
        from tpdesk.store.known_lists import read_assets_of_list

        def show(uids: frozenset[str]) -> None:
            self._desk.stage_wanted.emit("register")
            self._desk.show_assets(uids)

        self._desk.runner.read("assets of a list", lambda _: read_assets_of_list(register, known.uid), show)


def _read(register: Register) -> tuple[KnownList, ...]:
    from tpdesk.store.known_lists import read_known_lists

    return read_known_lists(register)
