"""Facets, facts, rows, steps, rail, tabs and segments, clicked and walked by keyboard."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tpdesk.gui.theme import Theme
from tpdesk.gui.widgets.buttons import LinkButton
from tpdesk.gui.widgets.empty import EmptyState
from tpdesk.gui.widgets.marks import SymbolMark
from tpdesk.gui.widgets.pills import HatchedLabel
from tpdesk.gui.widgets.rail import Rail
from tpdesk.gui.widgets.rows import RowList, Step, StepList, TwoLineRow
from tpdesk.gui.widgets.sections import FacetRow, FactRow, SectionHeading
from tpdesk.gui.widgets.segments import SegmentedControl
from tpdesk.gui.widgets.tabs import TabStrip

LEFT = Qt.MouseButton.LeftButton


def shown(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()


class TestFacetRow:
    def test_the_whole_row_ticks(self, theme: Theme, qtbot: QtBot) -> None:
        row = FacetRow(theme, "Trafford Council", 55, SymbolMark("council", "council"))
        row.resize(220, 26)
        shown(qtbot, row)
        with qtbot.waitSignal(row.toggled) as told:
            QTest.mouseClick(row, LEFT, pos=QPoint(200, 13))
        assert told.args == [True]
        with qtbot.waitSignal(row.toggled):
            QTest.keyClick(row, Qt.Key.Key_Space)
        assert not row.isChecked()

    def test_its_name_tells_the_count(self, theme: Theme, qtbot: QtBot) -> None:
        row = FacetRow(theme, "Trafford Council", 1055)
        qtbot.addWidget(row)
        assert row.accessibleName() == "Trafford Council, 1,055"
        row.set_count(None)
        assert (row.accessibleName(), row.count) == ("Trafford Council", None)
        assert row.sizeHint().height() == 26
        assert row.minimumSizeHint().width() < row.sizeHint().width()

    def test_a_double_click_asks_for_this_alone(self, theme: Theme, qtbot: QtBot) -> None:
        row = FacetRow(theme, "Vacant", 2)
        shown(qtbot, row)
        with qtbot.waitSignal(row.only_wanted):
            QTest.mouseDClick(row, LEFT)

    def test_symbol_and_tick_are_drawn_in_both_themes(self, theme: Theme, qtbot: QtBot) -> None:
        row = FacetRow(theme, "NHS", 1, SymbolMark("nhs", "nhs"))
        row.setChecked(True)
        row.resize(220, 26)
        shown(qtbot, row)
        for mode in ("light", "dark"):
            theme.set_mode("dark" if mode == "dark" else "light")
            picture = row.grab().toImage()
            assert picture.pixelColor(1, 13) == theme.colour("accent")
            assert picture.pixelColor(32, 13) == theme.organisation_colour("nhs")


class TestFactRow:
    def test_a_value_nobody_knows_is_hatched(self, theme: Theme, qtbot: QtBot) -> None:
        row = FactRow(theme, "Vacant")
        shown(qtbot, row)
        assert row.findChildren(HatchedLabel)[0].isVisible()
        assert row.accessibleName() == "Vacant: Unknown"

        row.set_value("0 m²", "from the file", strong=True)

        assert not row.findChildren(HatchedLabel)[0].isVisible()
        assert row.accessibleName() == "Vacant: 0 m² from the file"

    def test_link_and_icon_act(self, theme: Theme, qtbot: QtBot) -> None:
        row = FactRow(theme, "Vacant")
        action, link = row.add_action("file-spreadsheet", "Show the cell"), row.add_link("Ask the owner")
        row.resize(340, 26)
        shown(qtbot, row)
        with qtbot.waitSignal(row.link_clicked):
            QTest.mouseClick(link, LEFT)
        with qtbot.waitSignal(row.action_clicked):
            QTest.mouseClick(action, LEFT)

        assert (row.link, row.action_button) == (link, action)
        assert link.x() < action.x()

    def test_links_of_rows_without_icons_stand_after_the_value(self, theme: Theme, qtbot: QtBot) -> None:
        row = FactRow(theme, "Vacant")
        link = row.add_link("Ask the owner")
        row.resize(340, 26)
        shown(qtbot, row)

        assert row.action_button is None
        assert link.x() > row.findChildren(HatchedLabel)[0].x()
        assert link.x() < 250


class TestHeadingsAndEmptyStates:
    def test_a_heading_has_a_count_and_may_have_an_action(self, theme: Theme, qtbot: QtBot) -> None:
        heading = SectionHeading(theme, "Organisation", "10 of 12")
        heading.add_action(LinkButton(theme, "Reset"))
        shown(qtbot, heading)
        heading.set_text("Status")
        heading.set_aside("3 of 3")

        assert heading.accessibleName() == "Status"
        assert [button.text() for button in heading.findChildren(LinkButton)] == ["Reset"]

    def test_an_empty_state_starts_something(self, theme: Theme, qtbot: QtBot) -> None:
        state = EmptyState(theme, "combine", "Nobody to share with yet", "Proposals need two organisations.")
        primary, secondary = state.add_primary("Collect another list", "inbox"), state.add_secondary("Try")
        shown(qtbot, state)
        with qtbot.waitSignal(state.primary_clicked):
            QTest.mouseClick(primary, LEFT)
        with qtbot.waitSignal(state.secondary_clicked):
            QTest.mouseClick(secondary, LEFT)

        assert (state.primary, state.secondary) == (primary, secondary)
        assert primary.x() < secondary.x()
        assert state.accessibleDescription() == "Proposals need two organisations."

    def test_it_may_have_no_icon_and_a_link(self, theme: Theme, qtbot: QtBot) -> None:
        state = EmptyState(theme, None, "No asset meets all three", "")
        link = state.add_secondary("Clear the filter", link=True)
        shown(qtbot, state)
        state.set_words("No asset meets both", "Without “Vacant” there are 2.")

        assert isinstance(link, LinkButton)
        assert state.primary is None
        assert state.accessibleName() == "No asset meets both"


class TestRowsAndSteps:
    def test_one_row_is_selected_and_yellow(self, theme: Theme, qtbot: QtBot) -> None:
        rows = RowList(theme)
        for title in ("One.csv", "Two.csv"):
            rows.add_row(TwoLineRow(theme, title, "608 rows", "file-spreadsheet"))
        rows.resize(240, 100)
        shown(qtbot, rows)
        rows.choose(0)
        with qtbot.waitSignal(rows.row_chosen) as told:
            QTest.mouseClick(rows.rows[1], LEFT)

        assert told.args == [1]
        assert not rows.rows[0].isChecked()
        rows.rows[1].clearFocus()
        picture = rows.rows[1].grab().toImage()
        assert picture.pixelColor(1, 20) == theme.colour("sel")
        assert picture.pixelColor(220, 40) == theme.colour("sel_row")
        rows.clear()
        assert rows.rows == ()

    def test_a_row_tells_all_it_shows(self, theme: Theme, qtbot: QtBot) -> None:
        row = TwoLineRow(theme, "Not a full postcode", "M41 98 rows", "triangle-alert", "warn")
        row.set_count("229")
        row.set_note("M33 38 rows")
        shown(qtbot, row)

        assert row.accessibleName() == "Not a full postcode, M33 38 rows, 229"
        assert TwoLineRow(theme, "One line").sizeHint().height() < row.sizeHint().height()

    def test_a_step_is_reached_by_click(self, theme: Theme, qtbot: QtBot) -> None:
        steps = StepList(theme)
        steps.set_steps(
            [Step("Read", "CSV", "done"), Step("Match", "17 done", "active"), Step("Import", "One step")]
        )
        steps.resize(240, 160)
        shown(qtbot, steps)
        with qtbot.waitSignal(steps.step_chosen) as told:
            QTest.mouseClick(steps.rows[2], LEFT)

        assert told.args == [2]
        assert [row.accessibleDescription() for row in steps.rows] == ["done", "now", "to do"]
        assert steps.rows[1].grab().toImage().pixelColor(200, 40) == theme.colour("accent_soft")
        assert steps.rows[0].grab().toImage().pixelColor(17, 17) == theme.colour("accent")

    def test_steps_may_be_set_again(self, theme: Theme, qtbot: QtBot) -> None:
        steps = StepList(theme)
        qtbot.addWidget(steps)
        steps.set_steps([Step("Read", "")])
        steps.set_steps([Step("Read", "", "done"), Step("Import", "")])

        assert [row.text() for row in steps.rows] == ["Read", "Import"]

    def test_the_keyboard_outlines_the_row_it_is_on(self, theme: Theme, qtbot: QtBot) -> None:
        rows = RowList(theme)
        for title in ("One.csv", "Two.csv"):
            rows.add_row(TwoLineRow(theme, title))
        shown(qtbot, rows)
        rows.activateWindow()
        rows.rows[1].setFocus(Qt.FocusReason.TabFocusReason)

        assert rows.rows[1].grab().toImage().pixelColor(60, 1) == theme.colour("accent")
        assert rows.rows[0].grab().toImage().pixelColor(60, 1) != theme.colour("accent")


class TestRail:
    def rail(self, theme: Theme, qtbot: QtBot) -> Rail:
        rail = Rail(theme)
        rail.add_stage("collect", "inbox", "Collect")
        rail.add_stage("register", "table-2", "Register")
        rail.add_foot("help", "circle-question-mark", "Help")
        rail.resize(64, 500)
        shown(qtbot, rail)
        return rail

    def test_a_click_turns_to_a_stage(self, theme: Theme, qtbot: QtBot) -> None:
        rail = self.rail(theme, qtbot)
        rail.choose("collect")
        with qtbot.waitSignal(rail.stage_chosen) as told:
            QTest.mouseClick(rail.button("register"), LEFT)

        assert told.args == ["register"]
        assert rail.button("register").isChecked()
        assert not rail.button("collect").isChecked()
        assert rail.button("register").grab().toImage().pixelColor(1, 30) == theme.colour("accent")

    def test_the_foot_acts_and_stays_unchosen(self, theme: Theme, qtbot: QtBot) -> None:
        rail = self.rail(theme, qtbot)
        with qtbot.waitSignal(rail.stage_chosen) as told:
            QTest.mouseClick(rail.button("help"), LEFT)

        assert told.args == ["help"]
        assert not rail.button("help").isChecked()

    def test_arrows_walk_and_space_chooses(self, theme: Theme, qtbot: QtBot) -> None:
        rail = self.rail(theme, qtbot)
        rail.activateWindow()
        rail.button("collect").setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(rail, Qt.Key.Key_Down)
        assert rail.button("register").hasFocus()
        with qtbot.waitSignal(rail.stage_chosen):
            QTest.keyClick(rail.button("register"), Qt.Key.Key_Space)
        QTest.keyClick(rail, Qt.Key.Key_Up)
        QTest.keyClick(rail, Qt.Key.Key_Up)
        assert rail.button("help").hasFocus()
        QTest.keyClick(rail, Qt.Key.Key_A)
        assert rail.button("help").hasFocus()

    def test_a_badge_is_seen_and_told(self, theme: Theme, qtbot: QtBot) -> None:
        rail = self.rail(theme, qtbot)
        rail.set_badge("collect", 3)
        button = rail.button("collect")
        assert button.accessibleName() == "Collect, 3 waiting"
        assert button.grab().toImage().pixelColor(42, 13) == theme.colour("text2")
        rail.set_badge("collect", 1200)
        assert not button.grab().isNull()
        rail.set_badge("collect", 0)
        assert button.accessibleName() == "Collect"


class TestTabStrip:
    def strip(self, theme: Theme, qtbot: QtBot) -> TabStrip:
        strip = TabStrip(theme)
        strip.add_tab("assets", "Assets", "85 of 785")
        strip.add_tab("sites", "Sites", "9")
        strip.add_tab("access", "Access")
        shown(qtbot, strip)
        return strip

    def test_a_click_turns_to_a_tab(self, theme: Theme, qtbot: QtBot) -> None:
        strip = self.strip(theme, qtbot)
        assert strip.current_key == "assets"
        with qtbot.waitSignal(strip.tab_chosen) as told:
            QTest.mouseClick(strip, LEFT, pos=strip.tabRect(1).center())
        assert told.args == ["sites"]
        with qtbot.waitSignal(strip.tab_chosen) as told:
            QTest.keyClick(strip, Qt.Key.Key_Right)
        assert told.args == ["access"]
        strip.choose("assets")
        assert strip.current_key == "assets"

    def test_the_count_stands_beside_the_name(self, theme: Theme, qtbot: QtBot) -> None:
        strip = self.strip(theme, qtbot)
        narrow = strip.tabRect(1).width()
        strip.set_count("sites", "1,204 of 9,999")
        qtbot.waitUntil(lambda: strip.tabRect(1).width() > narrow)

        assert strip.accessibleTabName(1) == "Sites 1,204 of 9,999"
        assert strip.height() == 36
        assert strip.minimumSizeHint().width() < strip.sizeHint().width()

    def test_the_tab_that_is_on_is_underlined(self, theme: Theme, qtbot: QtBot) -> None:
        strip = self.strip(theme, qtbot)
        picture = strip.grab().toImage()
        at = strip.tabRect(0)

        assert picture.pixelColor(at.left() + 4, at.bottom() - 1) == theme.colour("accent")
        assert picture.pixelColor(strip.tabRect(1).left() + 4, at.bottom() - 1) != theme.colour("accent")
        assert TabStrip(theme).current_key == ""


class TestSegments:
    def test_one_choice_is_on(self, theme: Theme, qtbot: QtBot) -> None:
        control = SegmentedControl(theme, [("a", "Savings"), ("b", "Customers"), ("c", "Quick wins")])
        shown(qtbot, control)
        assert control.current == "a"
        with qtbot.waitSignal(control.chosen) as told:
            QTest.mouseClick(control.button("b"), LEFT)
        assert told.args == ["b"]
        assert control.current == "b"
        control.choose("c")
        assert control.current == "c"

    def test_arrows_move_the_choice(self, theme: Theme, qtbot: QtBot) -> None:
        control = SegmentedControl(theme, [("a", "Savings"), ("b", "Customers")], look="soft")
        shown(qtbot, control)
        control.activateWindow()
        control.button("a").setFocus(Qt.FocusReason.TabFocusReason)
        with qtbot.waitSignal(control.chosen):
            QTest.keyClick(control.button("a"), Qt.Key.Key_Right)

        assert control.current == "b"
