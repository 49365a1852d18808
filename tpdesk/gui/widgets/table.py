"""Tables: rows of 28 pixels with lines only between them, one yellow selection, a hatch for the unknown."""

from dataclasses import dataclass
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
from tpdesk.gui.widgets.charts import Confidence, paint_confidence, paint_score
from tpdesk.gui.widgets.marks import (
    STATUS_ICONS,
    StatusKind,
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

    CELL = Qt.ItemDataRole.UserRole + 1
    """A Cell: everything at once, which spares a large table most of its calls; the others are not asked."""
    SYMBOL = Qt.ItemDataRole.UserRole + 2
    UNKNOWN = Qt.ItemDataRole.UserRole + 3
    STATUS = Qt.ItemDataRole.UserRole + 4
    STRONG = Qt.ItemDataRole.UserRole + 5
    NOTE = Qt.ItemDataRole.UserRole + 6
    SCORE = Qt.ItemDataRole.UserRole + 7
    CONFIDENCE = Qt.ItemDataRole.UserRole + 8
    ICON = Qt.ItemDataRole.UserRole + 9
    QUIET = Qt.ItemDataRole.UserRole + 10


@dataclass(frozen=True, slots=True)
class Cell:
    """Everything a cell shows; each part has a role of its own in CellRole."""

    text: str = ""
    right: bool = False
    """Whether the text stands right, as numbers do."""
    symbol: SymbolMark | None = None
    """Drawn before the text, or alone in the middle of a narrow column."""
    unknown: bool = False
    """Nobody has told us: the cell is hatched."""
    status: StatusKind | None = None
    """Icon before the text, both in its colour."""
    strong: bool = False
    note: str = ""
    """A second text in grey behind the first."""
    score: float | None = None
    """0 to 100: drawn with a bar in place of the text."""
    confidence: Confidence | None = None
    """Blocks and word in place of the text."""
    icon: str | None = None
    """The name of an icon, drawn in the middle in place of the text."""
    quiet: bool = False
    """The text is in the second colour, as of derived values."""
    warned: bool = False
    """The text is in the colour of a warning, for a number that says so itself."""


def cell_at(index: Index) -> Cell:
    """What a model says of a cell, in one piece or role by role."""
    whole = index.data(CellRole.CELL)
    if isinstance(whole, Cell):
        return whole
    align = index.data(Qt.ItemDataRole.TextAlignmentRole)
    score = index.data(CellRole.SCORE)
    return Cell(
        text=str(index.data(Qt.ItemDataRole.DisplayRole) or ""),
        right=align is not None and bool(int(align) & Qt.AlignmentFlag.AlignRight.value),
        symbol=index.data(CellRole.SYMBOL),
        unknown=bool(index.data(CellRole.UNKNOWN)),
        status=index.data(CellRole.STATUS),
        strong=bool(index.data(CellRole.STRONG)),
        note=str(index.data(CellRole.NOTE) or ""),
        score=None if score is None else float(score),
        confidence=index.data(CellRole.CONFIDENCE),
        icon=index.data(CellRole.ICON),
        quiet=bool(index.data(CellRole.QUIET)),
    )


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

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 Qt's name
        """As wide as what it shows, and one row high."""
        cell = cell_at(index)
        width = text_width(self._theme.font("table", 600), f"{cell.text} {cell.note}".strip()) + 2 * _PAD
        if cell.symbol is not None or cell.status is not None:
            width += 21
        if cell.score is not None or cell.confidence is not None:
            width += 84
        return QSize(round(width + 0.5), self._theme.tokens.size.table_row)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell: ground, hatch, what it says, line below, edge and focus."""
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        view = option.widget
        selected = bool(state & QStyle.StateFlag.State_Selected)
        colours = self._theme
        painter.save()
        painter.fillRect(rect, colours.colour("sel_row" if selected else "panel"))
        cell = cell_at(index)
        if cell.unknown:
            paint_hatch(painter, QRectF(rect).adjusted(0, 0, 0, -1), self._hatch_colour(selected=selected))
        else:
            named = selected and index.column() == self._name_column
            self._paint_content(painter, QRectF(rect).adjusted(_PAD, 0, -_PAD, -1), cell, named=named)
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

    def _paint_content(self, painter: QPainter, box: QRectF, cell: Cell, *, named: bool) -> None:
        if cell.score is not None:
            paint_score(painter, self._theme, cell.score, box)
        elif cell.confidence is not None:
            paint_confidence(painter, self._theme, cell.confidence, box)
        elif cell.icon is not None:
            self._paint_icon(painter, cell.icon, "text2", QPointF(box.center().x() - 8, box.center().y() - 8))
        else:
            self._paint_text(painter, self._paint_symbol(painter, box, cell), cell, named=named)

    def _paint_symbol(self, painter: QPainter, box: QRectF, cell: Cell) -> QRectF:
        if cell.symbol is None:
            return box
        x = box.left() + 7 if cell.text else box.center().x()
        paint_symbol_icon(painter, cell.symbol.icon(self._theme), QPointF(x, box.center().y()), 12)
        return box.adjusted(21, 0, 0, 0)

    def _paint_text(self, painter: QPainter, box: QRectF, cell: Cell, *, named: bool) -> None:
        colour = "warn" if cell.warned else "text2" if cell.quiet else "text"
        if cell.status is not None:
            colour = cell.status
            corner = QPointF(box.left(), box.center().y() - 7)
            self._paint_icon(painter, STATUS_ICONS[cell.status], cell.status, corner, 14)
            box = box.adjusted(19, 0, 0, 0)
        font = self._theme.font("table", 600 if named or cell.strong else 400)
        text = elided(font, cell.text, box.width())
        painter.setFont(font)
        painter.setPen(self._theme.colour(colour))
        side = Qt.AlignmentFlag.AlignRight if cell.right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, text)
        if cell.note:
            painter.setFont(self._theme.font("table"))
            painter.setPen(self._theme.colour("text2"))
            box = box.adjusted(text_width(font, f"{text} "), 0, 0, 0)
            painter.drawText(
                box, Qt.AlignmentFlag.AlignVCenter, elided(painter.font(), cell.note, box.width())
            )

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
