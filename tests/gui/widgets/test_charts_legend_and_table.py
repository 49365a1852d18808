"""Charts, the waterfall, the legend and the table, looked at pixel by pixel where it matters."""

import pytest
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tpdesk.gui.theme import Theme
from tpdesk.gui.widgets.charts import Bin, Confidence, ConfidenceBar, Histogram, ScoreBar, confidence_word
from tpdesk.gui.widgets.legend import LegendBox, LegendEntry
from tpdesk.gui.widgets.marks import SymbolMark
from tpdesk.gui.widgets.table import Cell, CellRole, TableView, cell_at
from tpdesk.gui.widgets.waterfall import Waterfall, WaterfallStep

LEFT = Qt.MouseButton.LeftButton
STEPS = (
    WaterfallStep("Distance", "53 m, a minute on foot", 19.6, 20),
    WaterfallStep("Condition", "Host not surveyed", None, 8),
    WaterfallStep("Lease event", "Both freehold", 5.0, 14),
)


def shown(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()


class TestConfidenceAndScore:
    @pytest.mark.parametrize(("level", "filled"), [("sure", 4), ("likely", 3), ("check", 2)])
    def test_blocks_and_word(self, level: Confidence, filled: int, theme: Theme, qtbot: QtBot) -> None:
        bar = ConfidenceBar(theme, level)
        shown(qtbot, bar)
        picture = bar.grab().toImage()
        colour = theme.colour({"sure": "ok", "likely": "accent", "check": "warn"}[level])
        middles = [picture.pixelColor(7 * block + 3, 9) == colour for block in range(4)]

        assert middles == [block < filled for block in range(4)]
        assert bar.accessibleName() == confidence_word(level) == level.capitalize()

    def test_a_score_is_a_number_and_a_bar(self, theme: Theme, qtbot: QtBot) -> None:
        bar = ScoreBar(theme, 50)
        shown(qtbot, bar)
        picture = bar.grab().toImage()

        assert picture.pixelColor(bar.width() - 40, 9) == theme.colour("accent")
        assert picture.pixelColor(bar.width() - 4, 9) == theme.colour("sunken")
        bar.set_score(74)
        assert bar.accessibleName() == "Score 74 of 100"


class TestHistogram:
    BINS = (Bin("<50", 26), Bin("100", 13), Bin("more", 0))

    def test_a_bar_leads_to_its_rows(self, theme: Theme, qtbot: QtBot) -> None:
        chart = Histogram(theme, self.BINS)
        chart.resize(300, 92)
        shown(qtbot, chart)
        with qtbot.waitSignal(chart.bin_chosen) as told:
            QTest.mouseClick(chart, LEFT, pos=QPoint(150, 60))
        assert told.args == [1]
        with qtbot.waitSignal(chart.bin_chosen) as told:
            QTest.keyClick(chart, Qt.Key.Key_Left)
            QTest.keyClick(chart, Qt.Key.Key_Return)
        assert told.args == [0]
        with qtbot.assertNotEmitted(chart.bin_chosen):
            QTest.keyClick(chart, Qt.Key.Key_A)
        assert chart.accessibleDescription() == "<50: 26; 100: 13; more: 0"

    def test_heights_are_to_scale(self, theme: Theme, qtbot: QtBot) -> None:
        chart = Histogram(theme, self.BINS)
        chart.resize(300, 92)
        shown(qtbot, chart)
        chart.clearFocus()
        picture = chart.grab().toImage()

        def height(x: int) -> int:
            return sum(picture.pixelColor(x, y) == theme.colour("accent") for y in range(92))

        assert height(50) == pytest.approx(2 * height(150), abs=2)
        assert height(250) == 0

    def test_it_may_be_empty_and_have_colours_of_its_own(self, theme: Theme, qtbot: QtBot) -> None:
        chart = Histogram(theme)
        chart.resize(200, 92)
        shown(qtbot, chart)
        with qtbot.assertNotEmitted(chart.bin_chosen):
            QTest.mouseClick(chart, LEFT)
            QTest.keyClick(chart, Qt.Key.Key_Return)
        ramp = theme.tokens.light.sequential
        chart.set_bins([Bin("1", 5, ramp[4])])
        assert chart.grab().toImage().pixelColor(100, 50).name().upper() == ramp[4]
        QTest.mouseMove(chart, QPoint(100, 50))


class TestWaterfall:
    def test_a_row_leads_to_its_reasons(self, theme: Theme, qtbot: QtBot) -> None:
        fall = Waterfall(theme)
        fall.set_steps(STEPS)
        fall.resize(440, fall.sizeHint().height())
        shown(qtbot, fall)
        with qtbot.waitSignal(fall.step_chosen) as told:
            QTest.mouseClick(fall, LEFT, pos=QPoint(30, 50))
        assert told.args == [1]
        with qtbot.waitSignal(fall.step_chosen) as told:
            QTest.keyClick(fall, Qt.Key.Key_Down)
            QTest.keyClick(fall, Qt.Key.Key_Space)
        assert told.args == [2]
        with qtbot.assertNotEmitted(fall.step_chosen):
            QTest.keyClick(fall, Qt.Key.Key_A)

    def test_the_unknown_earns_nothing_and_says_so(self, theme: Theme, qtbot: QtBot) -> None:
        fall = Waterfall(theme)
        fall.set_steps(STEPS)
        qtbot.addWidget(fall)

        assert fall.accessibleDescription() == (
            "Distance: 19.6 of 20; Condition: unknown, 0 to 8; Lease event: 5.0 of 14"
        )

    def test_each_bar_begins_where_the_last_known_one_ended(self, theme: Theme, qtbot: QtBot) -> None:
        fall = Waterfall(theme)
        fall.set_steps(STEPS)
        fall.resize(440, fall.sizeHint().height())
        shown(qtbot, fall)
        picture = fall.grab().toImage()

        def ends(y: int) -> tuple[int, int]:
            inked = [x for x in range(120, 344) if picture.pixelColor(x, y) == theme.colour("accent")]
            return min(inked), max(inked)

        assert ends(9)[1] + 1 == pytest.approx(ends(2 * 38 + 9)[0], abs=1)

    def test_a_compact_one_leaves_out_the_reasons(self, theme: Theme, qtbot: QtBot) -> None:
        fall = Waterfall(theme, compact=True)
        fall.set_steps(STEPS)
        shown(qtbot, fall)
        low = fall.sizeHint().height()
        fall.set_compact(False)

        assert (low, fall.sizeHint().height(), fall.minimumSizeHint().height()) == (66, 114, 114)


class TestLegend:
    def test_it_shows_what_is_drawn_and_hides_when_nothing_is(self, theme: Theme, qtbot: QtBot) -> None:
        box = LegendBox(theme)
        qtbot.addWidget(box)
        assert box.isHidden()
        ramp = theme.tokens.light.sequential
        entries = [LegendEntry("1–2", "most deprived", "11", ramp[4]), LegendEntry("No value", count="2")]
        box.set_entries("Deprivation decile, 2019", entries, "by LSOA, England")
        assert box.isVisible()
        assert box.accessibleDescription() == "1–2 most deprived 11; No value 2"
        assert box.grab().toImage().pixelColor(20, 60).name().upper() == ramp[4]

        box.set_entries("", [])
        assert box.isHidden()

    def test_symbols_and_icons_stand_for_themselves(self, theme: Theme, qtbot: QtBot) -> None:
        box = LegendBox(theme)
        qtbot.addWidget(box)
        mark = SymbolMark("council", "council")
        box.set_entries(
            "Where", [LegendEntry("Own", symbol=mark), LegendEntry("Not placed", icon="map-pin-off")]
        )

        assert box.grab().toImage().pixelColor(22, 42) == theme.organisation_colour("council")


class Cells(QAbstractTableModel):
    """Two rows with one cell of each kind."""

    ROLES: tuple[dict[int, object], ...] = (
        {CellRole.SYMBOL: SymbolMark("council", "council")},
        {
            Qt.ItemDataRole.DisplayRole: "Sale Waterside",
            CellRole.NOTE: "hall",
            CellRole.SYMBOL: SymbolMark("nhs", "nhs"),
        },
        {
            Qt.ItemDataRole.DisplayRole: "12,298 m²",
            Qt.ItemDataRole.TextAlignmentRole: Qt.AlignmentFlag.AlignRight,
        },
        {CellRole.UNKNOWN: True},
        {Qt.ItemDataRole.DisplayRole: "3 doubtful", CellRole.STATUS: "warn"},
        {CellRole.SCORE: 74.0},
        {CellRole.CONFIDENCE: "likely"},
        {CellRole.ICON: "arrow-right"},
        {CellRole.CELL: Cell("derived", quiet=True, strong=True, right=True, note="by rule")},
    )

    def rowCount(self, _parent: QModelIndex | QPersistentModelIndex | None = None) -> int:  # noqa: N802
        return 2

    def columnCount(self, _parent: QModelIndex | QPersistentModelIndex | None = None) -> int:  # noqa: N802
        return len(self.ROLES)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> object:
        return self.ROLES[index.column()].get(role)

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return f"Column {section}"
        if role == Qt.ItemDataRole.TextAlignmentRole and section == 2:
            return Qt.AlignmentFlag.AlignRight
        return None


class TestTable:
    @pytest.fixture
    def view(self, theme: Theme, qtbot: QtBot) -> TableView:
        view = TableView(theme, name_column=1)
        view.setModel(Cells(view))
        for column in range(len(Cells.ROLES)):
            view.setColumnWidth(column, 100)
        view.resize(920, 120)
        shown(qtbot, view)
        view.clearSelection()
        return view

    def picture(self, view: TableView) -> QImage:
        return view.viewport().grab().toImage()

    def test_rows_and_header_are_28_pixels_with_lines_only_between_rows(
        self, view: TableView, theme: Theme
    ) -> None:
        picture = self.picture(view)

        assert view.rowHeight(0) == view.horizontalHeader().height() == 28
        assert picture.pixelColor(150, 27) == theme.colour("line")
        assert picture.pixelColor(99, 14) == theme.colour("panel")

    def test_a_click_selects_the_row_in_yellow(self, view: TableView, theme: Theme) -> None:
        QTest.mouseClick(view.viewport(), LEFT, pos=QPoint(250, 40))
        picture = self.picture(view)

        assert [index.row() for index in view.selectionModel().selectedRows()] == [1]
        assert picture.pixelColor(1, 40) == theme.colour("sel")
        assert picture.pixelColor(60, 50) == theme.colour("sel_row")
        assert picture.pixelColor(1, 14) == theme.colour("panel")

    def test_the_yellow_edge_stays_at_the_left_when_columns_move(self, view: TableView, theme: Theme) -> None:
        view.horizontalHeader().moveSection(4, 0)
        view.selectRow(0)
        picture = self.picture(view)

        assert picture.pixelColor(1, 14) == theme.colour("sel")
        assert picture.pixelColor(101, 24) == theme.colour("sel_row")

    def test_the_unknown_is_hatched_and_empty(self, view: TableView) -> None:
        picture = self.picture(view)
        colours = {picture.pixelColor(x, 14).name() for x in range(300, 400)}

        assert len(colours) > 2

    def test_numbers_stand_right_under_their_heading(self, view: TableView) -> None:
        picture = self.picture(view)

        def dark(left: int, right: int) -> bool:
            return any(
                picture.pixelColor(x, y).lightness() < 90 for x in range(left, right) for y in range(4, 24)
            )

        assert dark(250, 300)
        assert not dark(201, 225)

    def test_symbols_scores_and_blocks_are_drawn(self, view: TableView, theme: Theme) -> None:
        picture = self.picture(view)

        assert picture.pixelColor(50, 13) == theme.organisation_colour("council")
        assert picture.pixelColor(117, 13) == theme.organisation_colour("nhs")
        assert picture.pixelColor(550, 13) == theme.colour("accent")
        assert picture.pixelColor(613, 13) == theme.colour("accent")

    def test_the_current_cell_is_outlined_for_the_keyboard_alone(self, view: TableView, theme: Theme) -> None:
        QTest.mouseClick(view.viewport(), LEFT, pos=QPoint(250, 14))
        assert self.picture(view).pixelColor(250, 1) != theme.colour("accent")

        QTest.keyClick(view, Qt.Key.Key_Down)

        assert view.by_keyboard
        assert self.picture(view).pixelColor(250, 29) == theme.colour("accent")

    def test_a_click_on_a_heading_sorts_and_shows_the_arrow(self, view: TableView) -> None:
        header = view.horizontalHeader()
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        before = header.viewport().grab().toImage()
        for column in (1, 2):
            QTest.mouseClick(header.viewport(), LEFT, pos=QPoint(100 * column + 40, 14))
            assert header.sortIndicatorSection() == column
        QTest.mouseClick(header.viewport(), LEFT, pos=QPoint(240, 14))

        assert header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
        assert header.viewport().grab().toImage() != before

    def test_a_model_may_tell_a_cell_in_one_piece_or_role_by_role(self, view: TableView) -> None:
        model = view.model()
        cells = [cell_at(model.index(0, column)) for column in range(model.columnCount())]

        assert cells[1] == Cell("Sale Waterside", note="hall", symbol=SymbolMark("nhs", "nhs"))
        assert cells[2] == Cell("12,298 m²", right=True)
        assert cells[3] == Cell(unknown=True)
        assert cells[4] == Cell("3 doubtful", status="warn")
        assert cells[5] == Cell(score=74.0)
        assert cells[8] == Cell("derived", quiet=True, strong=True, right=True, note="by rule")

    def test_columns_can_be_fitted_to_what_they_hold(self, view: TableView) -> None:
        for column in range(9):
            view.resizeColumnToContents(column)
        assert 110 < view.columnWidth(1) < 220
        assert view.columnWidth(6) > 84

    def test_it_is_drawn_in_the_dark_too(self, view: TableView, theme: Theme) -> None:
        theme.set_mode("dark")
        view.selectRow(0)

        assert self.picture(view).pixelColor(60, 24) == theme.colour("sel_row")
