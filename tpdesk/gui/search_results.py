"""What the search field has found, in a list below it while one types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QWidget

from tpdesk.gui.theme import Theme, dress
from tpdesk.gui.widgets.marks import elided
from tpdesk.services.asset_filter import AssetFilter

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionViewItem

    from tpdesk.gui.desk import Desk
    from tpdesk.gui.widgets.search import SearchField
    from tpdesk.gui.widgets.table import Index
    from tpdesk.services.searching import Found, Hit

_ROW_PX = 42
_HIT = Qt.ItemDataRole.UserRole
_NOTE = Qt.ItemDataRole.UserRole + 1
_ALIGN = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_STEPS: dict[int, int] = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class SearchResults(QListWidget):
    """The list under the search field; the keyboard stays in the field."""

    def __init__(self, theme: Theme, desk: Desk, field: SearchField, window: QWidget) -> None:
        """Follow what is typed into the field."""
        super().__init__(window)
        self._desk = desk
        self._field = field
        self.setObjectName("search_results")
        self.setAccessibleName(self.tr("Found"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_HitDelegate(theme, self))
        dress(self, look="card")
        self.setFrameShape(QListWidget.Shape.Box)
        field.textEdited.connect(self._look)
        field.textChanged.connect(lambda text: self.hide() if not text else None)
        field.installEventFilter(self)
        self.itemClicked.connect(self._choose)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 Qt's name
        """Move in the list and choose from it by the keys of the field."""
        if watched is self._field:
            if event.type() is QEvent.Type.FocusOut:
                self.hide()
            elif event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._take_key(event.key())
        return super().eventFilter(watched, event)

    def _take_key(self, key: int) -> bool:
        if key in _STEPS and self.isVisible() and self.count():
            self.setCurrentRow((self.currentRow() + _STEPS[key]) % self.count())
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.isVisible() and self.count():
            self._choose(self.item(max(0, self.currentRow())))
            return True
        if key == Qt.Key.Key_Escape and self.isVisible():
            self.hide()
            return True
        return False

    def _look(self, text: str) -> None:
        contents = self._desk.contents
        if contents is None or not text.strip():
            self.hide()
            return
        from tpdesk.services.searching import search

        index = contents.index
        self._desk.runner.read("search", lambda _: search(index, text), lambda found: self._show(found, text))

    def _show(self, found: Found, text: str) -> None:
        if not self._field.hasFocus():
            return
        self.clear()
        for hit in found.hits:
            self._add(hit.title, hit.note, hit)
        if found.total > len(found.hits):
            self._add(self.tr("Show all {0} in the table").format(f"{found.total:,}"), text, None)
        if not self.count():
            self._add(self.tr("Nothing holds “{0}”").format(text), self.tr("Names, addresses, numbers"), None)
            self.item(0).setFlags(Qt.ItemFlag.NoItemFlags)
        else:
            self.setCurrentRow(0)
        corner = self._field.mapTo(self.window(), QPoint(0, self._field.height() + 4))
        height = min(self.count() * _ROW_PX + 4, self.window().height() - corner.y() - 60)
        self.setGeometry(corner.x(), corner.y(), self._field.width(), height)
        self.show()
        self.raise_()

    def _add(self, title: str, note: str, hit: Hit | None) -> None:
        item = QListWidgetItem(title)
        item.setData(_NOTE, note)
        item.setData(_HIT, hit)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{title}, {note}")
        self.addItem(item)

    def _choose(self, item: QListWidgetItem) -> None:
        hit: Hit | None = item.data(_HIT)
        self.hide()
        if hit is None:
            if item.flags() & Qt.ItemFlag.ItemIsEnabled:
                self._desk.set_filter(AssetFilter(text=str(item.data(_NOTE))))
                self._desk.stage_wanted.emit("register")
            return
        if hit.uids:
            self._desk.select(hit.uids)
        if hit.extent is not None:
            self._desk.zoom_to(hit.extent)


class _HitDelegate(QStyledItemDelegate):
    """Draws a title over a quieter line."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802 Qt's name
        return QSize(200, _ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self._theme
        box = QRectF(option.rect).adjusted(12, 0, -12, 0)
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(option.rect, theme.colour("accent_soft" if chosen else "panel"))
        for font, colour, role, top in (
            ("body", "text", Qt.ItemDataRole.DisplayRole, 4.0),
            ("small", "text2", _NOTE, 21.0),
        ):
            painter.setFont(theme.font(font))
            painter.setPen(theme.colour(colour))
            text = elided(painter.font(), str(index.data(role) or ""), box.width())
            painter.drawText(QRectF(box.left(), box.top() + top, box.width(), 18), _ALIGN, text)
        painter.restore()
