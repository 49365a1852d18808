"""Tables: rows of 28 pixels with lines only between them, one yellow selection, a hatch for the unknown."""

from enum import IntEnum

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from tpdesk.gui.theme import Theme
from tpdesk.gui.widgets.charts import paint_confidence, paint_score
from tpdesk.gui.widgets.marks import (
    STATUS_ICONS,
    SymbolMark,
    elided,
    paint_hatch,
    paint_symbol_icon,
    text_width,
)

_PAD = 10
_EDGE = 3

Index = QModelIndex | QPersistentModelIndex


class CellRole(IntEnum):
    """What a model may say of a cell besides its text and alignment, in `data(index, role)`."""

    SYMBOL = Qt.ItemDataRole.UserRole + 1
    """A SymbolMark, drawn before the text, or alone in the middle of a narrow column."""
    UNKNOWN = Qt.ItemDataRole.UserRole + 2
    """True: nobody has told us; the cell is hatched."""
    STATUS = Qt.ItemDataRole.UserRole + 3
    """A StatusKind: icon before the text, both in its colour."""
    STRONG = Qt.ItemDataRole.UserRole + 4
    """True: the text is bold."""
    NOTE = Qt.ItemDataRole.UserRole + 5
    """A second text in grey behind the first."""
    SCORE = Qt.ItemDataRole.UserRole + 6
    """A number 0 to 100: drawn with a bar in place of the text."""
    CONFIDENCE = Qt.ItemDataRole.UserRole + 7
    """A Confidence: blocks and word in place of the text."""
    ICON = Qt.ItemDataRole.UserRole + 8
    """The name of an icon, drawn in the middle in place of the text."""
    QUIET = Qt.ItemDataRole.UserRole + 9
    """True: the text is in the second colour, as of unclaimed or computed values."""


class TableDelegate(QStyledItemDelegate):
    """Draws the cells of every table."""

    def __init__(self, theme: Theme, name_column: int | None = None, parent: QWidget | None = None) -> None:
        """Make a delegate.

        Args:
            theme: the look.
            name_column: the column whose text is bold in the selected row.
            parent: the table.
        """
        super().__init__(parent)
        self._theme = theme
        self._name_column = name_column

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 Qt's name
        """As wide as text and symbol, and one row high."""
        hint = super().sizeHint(option, index)
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        width = text_width(self._theme.font("table", 600), text) + 2 * _PAD
        if index.data(CellRole.SYMBOL) is not None:
            width += 20
        return QSize(max(hint.width(), round(width + 0.5)), self._theme.tokens.size.table_row)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell: ground, hatch, what it says, line below, edge and focus."""
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        view = option.widget
        selected = bool(state & QStyle.StateFlag.State_Selected)
        colours = self._theme
        painter.save()
        painter.fillRect(rect, colours.colour("sel_row" if selected else "panel"))
        if index.data(CellRole.UNKNOWN):
            paint_hatch(painter, QRectF(rect).adjusted(0, 0, 0, -1), self._hatch_colour(selected=selected))
        else:
            self._paint_content(painter, QRectF(rect).adjusted(_PAD, 0, -_PAD, -1), index, selected=selected)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, colours.colour("line"))
        if selected and isinstance(view, QTableView) and _is_first(view, index):
            painter.fillRect(rect.left(), rect.top(), _EDGE, rect.height(), colours.colour("sel"))
        shown = isinstance(view, TableView) and view.by_keyboard
        if shown and state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(colours.colour("accent"), 2))
            painter.drawRect(QRectF(rect).adjusted(1, 1, -1, -2))
        painter.restore()

    def _hatch_colour(self, *, selected: bool) -> QColor:
        colour = self._theme.colour("border" if selected else "line")
        if selected:
            colour.setAlphaF(0.35)
        return colour

    def _paint_content(self, painter: QPainter, box: QRectF, index: Index, *, selected: bool) -> None:
        score, confidence, icon = (
            index.data(role) for role in (CellRole.SCORE, CellRole.CONFIDENCE, CellRole.ICON)
        )
        if score is not None:
            paint_score(painter, self._theme, float(score), box)
        elif confidence is not None:
            paint_confidence(painter, self._theme, confidence, box)
        elif icon is not None:
            self._paint_icon(painter, str(icon), "text2", QPointF(box.center().x() - 8, box.center().y() - 8))
        else:
            self._paint_text(painter, self._paint_symbol(painter, box, index), index, selected=selected)

    def _paint_symbol(self, painter: QPainter, box: QRectF, index: Index) -> QRectF:
        mark = index.data(CellRole.SYMBOL)
        if not isinstance(mark, SymbolMark):
            return box
        alone = not index.data(Qt.ItemDataRole.DisplayRole)
        x = box.center().x() if alone else box.left() + 7
        paint_symbol_icon(painter, mark.icon(self._theme), QPointF(x, box.center().y()), 12)
        return box.adjusted(21, 0, 0, 0)

    def _paint_text(self, painter: QPainter, box: QRectF, index: Index, *, selected: bool) -> None:
        status = index.data(CellRole.STATUS)
        colour = "text2" if index.data(CellRole.QUIET) else "text"
        if status in STATUS_ICONS:
            colour = status
            self._paint_icon(
                painter, STATUS_ICONS[status], status, QPointF(box.left(), box.center().y() - 7), 14
            )
            box = box.adjusted(19, 0, 0, 0)
        named = selected and index.column() == self._name_column
        font = self._theme.font("table", 600 if named or index.data(CellRole.STRONG) else 400)
        text = elided(font, str(index.data(Qt.ItemDataRole.DisplayRole) or ""), box.width())
        painter.setFont(font)
        painter.setPen(self._theme.colour(colour))
        align = _alignment(index)
        painter.drawText(box, align, text)
        note = index.data(CellRole.NOTE)
        if note:
            painter.setFont(self._theme.font("table"))
            painter.setPen(self._theme.colour("text2"))
            painter.drawText(box.adjusted(text_width(font, f"{text} "), 0, 0, 0), align, str(note))

    def _paint_icon(self, painter: QPainter, name: str, colour: str, corner: QPointF, size: int = 16) -> None:
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(QPointF(corner.toPoint()), self._theme.pixmap(name, colour, size, ratio))


class TableHeader(QHeaderView):
    """Headings aligned as their columns, with the arrow of the sort behind the word."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make a header for the top of a table."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self.setFixedHeight(theme.tokens.size.table_header)
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setStretchLastSection(True)
        self.setMinimumSectionSize(36)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        theme.changed.connect(self.viewport().update)

    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:  # noqa: N802 Qt's name
        """Draw a heading."""
        painter.save()
        painter.fillRect(rect, self._theme.colour("window"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, self._theme.colour("line2"))
        model = self.model()
        heading = str(model.headerData(logical_index, Qt.Orientation.Horizontal) or "")
        align = model.headerData(logical_index, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        right = bool(align is not None and int(align) & Qt.AlignmentFlag.AlignRight.value)
        sorted_by = self.isSortIndicatorShown() and self.sortIndicatorSection() == logical_index
        box = QRectF(rect).adjusted(_PAD, 0, -_PAD, -1)
        font = self._theme.font("table", 600)
        text = elided(font, heading, box.width() - (16 if sorted_by else 0))
        width = text_width(font, text) + (16 if sorted_by else 0)
        left = box.right() - width if right else box.left()
        painter.setFont(font)
        painter.setPen(self._theme.colour("text2"))
        painter.drawText(QRectF(left, box.top(), width, box.height()), Qt.AlignmentFlag.AlignVCenter, text)
        if sorted_by:
            down = self.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
            arrow = self._theme.pixmap(
                "arrow-down" if down else "arrow-up", "text2", 14, self.devicePixelRatioF()
            )
            painter.drawPixmap(QPoint(round(left + width - 14), rect.center().y() - 7), arrow)
        painter.restore()


class TableView(QTableView):
    """A table as every stage shows it: whole rows are selected, headings sort, columns move."""

    def __init__(self, theme: Theme, name_column: int | None = None, parent: QWidget | None = None) -> None:
        """Make a table without a model; arguments as of TableDelegate."""
        super().__init__(parent)
        self._by_keyboard = False
        self.setHorizontalHeader(TableHeader(theme, self))
        self.setItemDelegate(TableDelegate(theme, name_column, self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSortingEnabled(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(theme.tokens.size.table_row)
        rows.setDefaultSectionSize(theme.tokens.size.table_row)
        theme.changed.connect(self.viewport().update)

    @property
    def by_keyboard(self) -> bool:
        """Whether the last move came from the keyboard, so that the current cell is outlined."""
        return self._by_keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 Qt's name
        """Show where the keyboard is from now on."""
        self._by_keyboard = True
        super().keyPressEvent(event)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 Qt's name
        """The pointer shows itself where it is."""
        self._by_keyboard = False
        super().mousePressEvent(event)


def _is_first(view: QTableView, index: Index) -> bool:
    header = view.horizontalHeader()
    return header.sectionPosition(index.column()) == 0 or header.logicalIndexAt(0) == index.column()


def _alignment(index: Index) -> Qt.AlignmentFlag:
    wanted = index.data(Qt.ItemDataRole.TextAlignmentRole)
    right = wanted is not None and int(wanted) & Qt.AlignmentFlag.AlignRight.value
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
