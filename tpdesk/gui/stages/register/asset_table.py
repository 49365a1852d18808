"""The table of assets: sorted by its headings, its columns as the person likes them, one with the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QMenu, QWidget

from tpdesk.domain.fields.catalogue import FIELDS, GROUPS
from tpdesk.files.settings import ColumnLayout
from tpdesk.gui.stages.register.asset_model import SYMBOL, USUAL_COLUMNS, AssetModel
from tpdesk.gui.widgets.table import TableView
from tpdesk.services.ordering import AssetOrder

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray
    from PySide6.QtGui import QResizeEvent

    from tpdesk.domain.progress import Progress
    from tpdesk.gui.contents import Contents
    from tpdesk.gui.desk import Desk
    from tpdesk.gui.theme import Theme

TABLE_KEY = "assets"
_WIDTHS_PX = {SYMBOL: 36, "organisation": 150, "service": 124, "tenure": 84, "vacant_m2": 84}
_LEAST_NAME_PX = 150
_NUMBER_PX, _TEXT_PX = 104, 130
_USUAL_SORT = ("floor_area_m2", True)
_NARROW_PX = 740
_FIRST_TO_GO = "service"
_KEEP_AFTER_MS = 400


class AssetTable(TableView):
    """Every asset that the filter leaves.

    Signals:
        opened: Uid of an asset that was double-clicked or entered.
    """

    opened = Signal(str)

    def __init__(self, theme: Theme, desk: Desk, parent: QWidget | None = None) -> None:
        """Follow the desk."""
        super().__init__(theme, name_column=1, parent=parent)
        self._desk = desk
        self._order: tuple[Contents, AssetOrder] | None = None
        self._sort = _USUAL_SORT
        self._selecting = False
        self._laying_out = False
        self.assets = AssetModel(self)
        self.setAccessibleName(self.tr("Assets"))
        self._keep_later = QTimer(self)
        self._keep_later.setSingleShot(True)
        self._keep_later.setInterval(_KEEP_AFTER_MS)
        self._keep_later.timeout.connect(self._keep_layout)
        self._take_layout()
        self.setModel(self.assets)
        header = self.horizontalHeader()
        self._lay_out_columns()
        self.assets.sort_wanted.connect(self._sort_by)
        header.sectionMoved.connect(lambda *_: self._keep_soon())
        header.sectionResized.connect(lambda *_: self._keep_dragged())
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(lambda at: self.column_menu().popup(header.mapToGlobal(at)))
        self.selectionModel().selectionChanged.connect(self._tell_selection)
        self.activated.connect(lambda index: self.opened.emit(self.assets.uid(index.row())))
        desk.filter_changed.connect(self.refresh)
        desk.selection_changed.connect(self.show_selection)
        desk.closed.connect(self._keep_later.stop)
        self.refresh()

    # --- rows ------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show what the filter leaves, in order; worked out beside the window."""
        contents = self._desk.contents
        if contents is None:
            return
        if self._order is None or self._order[0] is not contents:
            self._order = (contents, AssetOrder(contents.assets))
        work = _order_work(self._order[1], self._desk.shown, self._sort)
        self._desk.runner.read("order", work, lambda rows: self._take_rows(contents, rows))

    def _take_rows(self, contents: Contents, rows: NDArray[np.intp]) -> None:
        self._selecting = True
        self.assets.set_rows(contents, rows)
        self._selecting = False
        self.show_selection()

    def _sort_by(self, key: str, descending: bool) -> None:
        if not self._laying_out and (key, descending) != self._sort:
            self._sort = (key, descending)
            self._keep_soon()
            self.refresh()

    # --- the one selection -----------------------------------------------------------------------------

    def show_selection(self) -> None:
        """Select the rows of what is selected; one that stands alone comes into sight."""
        if self._selecting:
            return
        selected = np.flatnonzero(np.isin(self.assets.rows, self._desk.selected_rows()))
        chosen = QItemSelection()
        last = self.assets.columnCount() - 1
        for start, end in _runs(selected):
            chosen.select(self.assets.index(start, 0), self.assets.index(end, last))
        self._selecting = True
        model = self.selectionModel()
        flags = QItemSelectionModel.SelectionFlag
        model.select(chosen, flags.ClearAndSelect)
        if len(selected) and not model.isRowSelected(self.currentIndex().row()):
            first = self.assets.index(int(selected[0]), min(1, last))
            model.setCurrentIndex(first, flags.NoUpdate)
            self.scrollTo(first, QAbstractItemView.ScrollHint.EnsureVisible)
        self._selecting = False

    def _tell_selection(self) -> None:
        if self._selecting:
            return
        rows = [
            row
            for each in self.selectionModel().selection().toList()
            for row in range(each.top(), each.bottom() + 1)
        ]
        self._selecting = True
        self._desk.select(self.assets.uid(row) for row in rows)
        self._selecting = False

    # --- columns ---------------------------------------------------------------------------------------

    def column_menu(self) -> QMenu:
        """Give the menu of columns, by the groups of the form."""
        menu = QMenu(self)
        for group in GROUPS:
            inner = menu.addMenu(group.label)
            for field in FIELDS:
                if field.group == group.key and field.key != "name":
                    action = inner.addAction(field.label)
                    action.setCheckable(True)
                    action.setChecked(field.key in self.assets.keys)
                    action.toggled.connect(lambda on, key=field.key: self.show_column(key, on=on))
        menu.addSeparator()
        menu.addAction(self.tr("The usual columns")).triggered.connect(self.show_usual_columns)
        return menu

    def show_column(self, key: str, *, on: bool) -> None:
        """Show a column at the right end, or hide it; the name stays."""
        keys = [each for each in self.keys_in_order() if each != key]
        self._show_keys((*keys, key) if on else tuple(keys))
        self._keep_soon()

    def show_usual_columns(self) -> None:
        """Go back to the usual columns in their usual widths and order."""
        tables = {
            key: kept for key, kept in self._desk.preferences.settings.tables.items() if key != TABLE_KEY
        }
        self._desk.preferences.change(tables=tables)
        self._sort = _USUAL_SORT
        self._show_keys(self._usual_keys())
        self._keep_later.stop()
        self.refresh()

    def keys_in_order(self) -> tuple[str, ...]:
        """Give the columns as they stand from left to right."""
        header = self.horizontalHeader()
        return tuple(self.assets.keys[header.logicalIndex(place)] for place in range(header.count()))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 Qt's name
        """Leave out a column where there is little room, unless the person has chosen theirs."""
        super().resizeEvent(event)
        if TABLE_KEY not in self._desk.preferences.settings.tables and not self._keep_later.isActive():
            usual = self._usual_keys()
            if usual != self.assets.keys:
                self._show_keys(usual)
            else:
                self._lay_out_columns()

    def _usual_keys(self) -> tuple[str, ...]:
        narrow = 0 < self.width() < _NARROW_PX
        return tuple(key for key in USUAL_COLUMNS if not (narrow and key == _FIRST_TO_GO))

    def _show_keys(self, keys: tuple[str, ...]) -> None:
        self._selecting = True
        self.assets.set_keys(keys)
        self._selecting = False
        self._lay_out_columns()
        self.show_selection()

    def _lay_out_columns(self) -> None:
        self._laying_out = True
        header = self.horizontalHeader()
        for logical in range(header.count()):
            header.moveSection(header.visualIndex(logical), logical)
        layout = self._desk.preferences.settings.tables.get(TABLE_KEY, ColumnLayout())
        kept = dict(zip(layout.columns, layout.widths_px, strict=False))
        for logical, key in enumerate(self.assets.keys):
            self.setColumnWidth(logical, kept.get(key) or self._usual_px(key))
        if not kept.get("name"):
            others = sum(kept.get(key) or self._usual_px(key) for key in self.assets.keys if key != "name")
            room = self.viewport().width() - others
            self.setColumnWidth(self.assets.keys.index("name"), max(_LEAST_NAME_PX, room))
        key, descending = self._sort
        place = self.assets.keys.index(key) if key in self.assets.keys else -1
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.sortByColumn(place, order)
        self._laying_out = False

    def _usual_px(self, key: str) -> int:
        return _WIDTHS_PX.get(key, _NUMBER_PX if self.assets.is_number(key) else _TEXT_PX)

    def _take_layout(self) -> None:
        layout = self._desk.preferences.settings.tables.get(TABLE_KEY)
        if layout is None:
            return
        known = {field.key for field in FIELDS} | {SYMBOL}
        keys = tuple(key for key in layout.columns if key in known)
        if "name" in keys:
            self.assets.set_keys(keys)
        if layout.sorted_by in known:
            self._sort = (layout.sorted_by, layout.descending)

    def _keep_dragged(self) -> None:
        # The last column follows the window by itself; only a person's own drag is a choice.
        if QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
            self._keep_soon()

    def _keep_soon(self) -> None:
        if not self._laying_out:
            self._keep_later.start()

    def _keep_layout(self) -> None:
        keys = self.keys_in_order()
        widths = tuple(self.columnWidth(self.assets.keys.index(key)) for key in keys)
        self._desk.preferences.keep_table(
            TABLE_KEY, ColumnLayout(keys, (*widths[:-1], 0), self._sort[0], self._sort[1])
        )

    # --- copying ---------------------------------------------------------------------------------------

    def copy(self) -> int:
        """Copy the selected rows, else all that are shown, with headings; give their number."""
        keys = [key for key in self.keys_in_order() if key != SYMBOL]
        columns = [self.assets.keys.index(key) for key in keys]
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        chosen = rows or range(self.assets.rowCount())
        lines = ["\t".join(self.assets.heading(column) for column in columns)]
        lines += ["\t".join(self.assets.copied(row, column) for column in columns) for row in chosen]
        QGuiApplication.clipboard().setText("\n".join(lines) + "\n")
        return len(chosen)

    def menu_corner(self) -> QPoint:
        """Where the menu of columns comes up when it is asked for by a button."""
        return self.mapToGlobal(QPoint(self.width(), 0))


def _order_work(
    order: AssetOrder, shown: NDArray[np.bool_], sort: tuple[str, bool]
) -> Callable[[Progress], NDArray[np.intp]]:
    return lambda _progress: order.rows(shown, sort[0], descending=sort[1])


def _runs(rows: NDArray[np.intp]) -> list[tuple[int, int]]:
    """Give the first and last of each unbroken run of ascending numbers."""
    if not len(rows):
        return []
    breaks = np.flatnonzero(np.diff(rows) > 1)
    starts = rows[np.concatenate(([0], breaks + 1))]
    ends = rows[np.concatenate((breaks, [len(rows) - 1]))]
    return list(zip(starts.tolist(), ends.tolist(), strict=True))
