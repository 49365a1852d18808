"""One sheet with every small widget of the window."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QRadioButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from pictures.widget_panels import collecting, details, facets, on_the_map, panel, proposal, row
from tpdesk.gui.theme import Theme
from tpdesk.gui.widgets.bars import MessageBar, MessageKind, MessageLink, TaskBar
from tpdesk.gui.widgets.buttons import (
    IconButton,
    LinkButton,
    PrimaryButton,
    SecondaryButton,
)
from tpdesk.gui.widgets.charts import ConfidenceBar, ScoreBar
from tpdesk.gui.widgets.empty import EmptyState
from tpdesk.gui.widgets.fields import NumberField
from tpdesk.gui.widgets.marks import SymbolMark
from tpdesk.gui.widgets.pills import Chip, HatchedLabel, Pill, StatusPill
from tpdesk.gui.widgets.rail import Rail
from tpdesk.gui.widgets.search import SearchField
from tpdesk.gui.widgets.sections import SectionHeading
from tpdesk.gui.widgets.segments import SegmentedControl, SegmentLook
from tpdesk.gui.widgets.table import CellRole, TableView
from tpdesk.gui.widgets.tabs import TabStrip

_STAGES = (
    ("collect", "inbox", "Collect"),
    ("register", "table-2", "Register"),
    ("layers", "layers", "Layers"),
    ("colocate", "combine", "Co-locate"),
    ("options", "scale", "Options"),
    ("spend", "calculator", "Spend"),
    ("print", "printer", "Print"),
    ("share", "send", "Share"),
)

Index = QModelIndex | QPersistentModelIndex


class Rows(QAbstractTableModel):
    """A few rows that show every kind of cell."""

    _HEADS = ("", "Name", "Organisation", "Found", "How sure", "Floor area", "Vacant", "Score")
    _ROWS: tuple[tuple[Any, ...], ...] = (
        (
            SymbolMark("council", "council"),
            "Sale Waterside",
            "Council",
            None,
            "sure",
            "12,298 m²",
            None,
            78.0,
        ),
        (
            SymbolMark("council", "council"),
            "Leisure Centre",
            "Council",
            "3 doubtful",
            "likely",
            "6,344 m²",
            None,
            74.0,
        ),
        (SymbolMark("nhs", "nhs"), "Chapel Road Clinic", "NHS trust", None, "check", "784 m²", "0 m²", 71.0),
        (
            SymbolMark("nhs", "spare2", "leaving"),
            "Crossgate House",
            "Mental health",
            None,
            "sure",
            "655 m²",
            "0 m²",
            52.0,
        ),
        (
            SymbolMark("police", "police", "vacant"),
            "Police Station",
            "Police",
            "1 row swapped",
            "sure",
            None,
            None,
            39.0,
        ),
    )

    def rowCount(self, _parent: Index | None = None) -> int:  # noqa: N802 Qt's name
        """How many rows there are."""
        return len(self._ROWS)

    def columnCount(self, _parent: Index | None = None) -> int:  # noqa: N802 Qt's name
        """How many columns there are."""
        return len(self._HEADS)

    def headerData(  # noqa: N802 Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Headings, aligned as their columns."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight if section >= 5 else Qt.AlignmentFlag.AlignLeft
        return self._HEADS[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell says."""
        value = self._ROWS[index.row()][index.column()]
        column = index.column()
        answers: dict[int, object] = {
            Qt.ItemDataRole.DisplayRole: value if isinstance(value, str) and column != 4 else None,
            Qt.ItemDataRole.TextAlignmentRole: Qt.AlignmentFlag.AlignRight if column >= 5 else None,
            CellRole.SYMBOL: value if column == 0 else None,
            CellRole.UNKNOWN: value is None and column in (5, 6),
            CellRole.CONFIDENCE: value if column == 4 else None,
            CellRole.SCORE: value if column == 7 else None,
            CellRole.STATUS: None if column != 3 or value is None else ("bad" if "row" in value else "warn"),
        }
        return answers.get(role)


def controls(theme: Theme) -> QWidget:
    """Buttons, fields, ticks, pills and segments."""
    frame, column = panel("card", 470)
    column.addWidget(SectionHeading(theme, "Controls", role="heading"))
    disabled = SecondaryButton(theme, "Undo")
    disabled.set_reason("Nothing to undo")
    buttons = (PrimaryButton(theme, "Take up"), SecondaryButton(theme, "Compare"), LinkButton(theme, "Clear"))
    focused = SecondaryButton(theme, "Focused")
    focused.setObjectName("focused")
    column.addLayout(row(*buttons, focused, disabled))
    small = SecondaryButton(theme, "XLSX", "download", small=True)
    column.addLayout(
        row(
            PrimaryButton(theme, "Collect another list", "inbox"),
            small,
            IconButton(theme, "columns-3", "Columns"),
        )
    )
    _add_fields(theme, column)
    _add_measures(theme, column)
    column.addStretch(1)
    return frame


def _add_fields(theme: Theme, column: QVBoxLayout) -> None:
    ticked, partly = QCheckBox(), QCheckBox()
    ticked.setChecked(True)
    partly.setCheckState(Qt.CheckState.PartiallyChecked)
    radio = QRadioButton("One of them")
    radio.setChecked(True)
    column.addLayout(row(ticked, partly, QCheckBox(), radio, Chip(theme, "Vacant"), HatchedLabel(theme)))
    pills = (
        Pill(theme, "Freehold"),
        StatusPill(theme, "ok", "Operational"),
        StatusPill(theme, "warn", "Check"),
    )
    column.addLayout(row(*pills, StatusPill(theme, "bad", "Fault"), StatusPill(theme, "info", "Notice")))
    choice, number, slider = QComboBox(), NumberField("Within", "m"), QSlider(Qt.Orientation.Horizontal)
    choice.addItems(["Manual, 5 classes", "Equal counts"])
    number.setRange(0, 2000)
    number.setValue(400)
    slider.setValue(80)
    column.addLayout(row(choice, number, slider, stretch=False))
    column.addWidget(SearchField(theme, "Name, address, UPRN, postcode or grid reference", "Ctrl+F"))


def _add_measures(theme: Theme, column: QVBoxLayout) -> None:
    segments = (("savings", "Savings"), ("customers", "Customers"), ("quick", "Quick wins"))
    looks: tuple[tuple[SegmentLook, str], ...] = (("filled", "customers"), ("soft", "savings"))
    for look, chosen in looks:
        control = SegmentedControl(theme, segments, look=look)
        control.choose(chosen)
        column.addWidget(control)
    column.addLayout(
        row(
            ConfidenceBar(theme, "sure"),
            ConfidenceBar(theme, "likely"),
            ConfidenceBar(theme, "check"),
            ScoreBar(theme, 74),
        )
    )
    bar = TaskBar(theme)
    bar.start("Placing 100,000 rows")
    bar.set_progress(0.64, 3)
    column.addLayout(row(bar))


def messages(theme: Theme) -> QWidget:
    """The three kinds of message."""
    frame, column = panel("window")
    column.setContentsMargins(0, 0, 0, 0)
    texts: tuple[tuple[MessageKind, str, tuple[str, ...]], ...] = (
        (
            "warning",
            "214 council rows could not be placed: no coordinates and no full postcode.",
            ("Show them", "Make a gap workbook"),
        ),
        ("info", "Import cancelled. The register is as it was.", ("Start again",)),
        ("fault", "The map could not be drawn just now. The register is safe.", ("Draw again",)),
    )
    for kind, text, links in texts:
        bar = MessageBar(theme)
        bar.show_message(kind, text, [MessageLink(link, bar.update) for link in links])
        column.addWidget(bar)
    return frame


def table(theme: Theme) -> QWidget:
    """A table with every kind of cell."""
    frame, column = panel()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    tabs = TabStrip(theme)
    tabs.add_tab("assets", "Assets", "85 of 785")
    tabs.add_tab("sites", "Sites", "9")
    tabs.add_tab("issues", "Issues", "10")
    line = row(tabs)
    line.setContentsMargins(12, 0, 12, 0)
    column.addLayout(line)
    view = TableView(theme, name_column=1)
    view.setModel(Rows(view))
    for place, width in enumerate((40, 170, 130, 140, 110, 100, 90)):
        view.setColumnWidth(place, width)
    view.sortByColumn(5, Qt.SortOrder.DescendingOrder)
    view.selectRow(0)
    view.setFixedHeight(28 * 6 + 4)
    column.addWidget(view)
    return frame


def empties(theme: Theme) -> QWidget:
    """Two empty states."""
    frame = QFrame()
    line = QHBoxLayout(frame)
    line.setContentsMargins(0, 0, 0, 0)
    for icon, title, text, primary, secondary in (
        (
            "combine",
            "Nobody to share with yet",
            "Proposals need buildings of two organisations. This register has one, with 394 placed assets.",
            "Collect another list",
            "Try the demonstration",
        ),
        (
            "printer",
            "No page yet",
            "The map, legend and schedule fill themselves from the filter you have set.",
            "Map and schedule",
            "Other…",
        ),
    ):
        card, column = panel("card")
        column.setContentsMargins(0, 0, 0, 0)
        state = EmptyState(theme, icon, title, text)
        state.add_primary(primary, "inbox" if icon == "combine" else None)
        state.add_secondary(secondary)
        column.addWidget(state)
        line.addWidget(card)
    return frame


def widgets_sheet(theme: Theme) -> QWidget:
    """Every small widget on one sheet."""
    sheet = QWidget()
    sheet.setProperty("look", "window")
    line = QHBoxLayout(sheet)
    line.setContentsMargins(0, 0, 16, 16)
    line.setSpacing(16)
    rail = Rail(theme)
    for key, icon, text in _STAGES:
        rail.add_stage(key, icon, text)
    rail.add_foot("help", "circle-question-mark", "Help")
    rail.choose("register")
    rail.set_badge("collect", 3)
    line.addWidget(rail)
    grid = QGridLayout()
    grid.setContentsMargins(0, 16, 0, 0)
    grid.setSpacing(16)
    line.addLayout(grid)
    for place, make in enumerate((facets, collecting, details, on_the_map)):
        grid.addWidget(make(theme), 0, place)
    lower = QHBoxLayout()
    lower.addWidget(controls(theme))
    lower.addWidget(proposal(theme))
    right = QVBoxLayout()
    right.addWidget(messages(theme))
    right.addWidget(empties(theme))
    lower.addLayout(right, 1)
    grid.addLayout(lower, 1, 0, 1, 5)
    grid.addWidget(table(theme), 2, 0, 1, 5)
    grid.setColumnStretch(4, 1)
    return sheet
