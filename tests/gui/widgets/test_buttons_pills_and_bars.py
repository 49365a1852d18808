"""Buttons, pills, bars and fields, clicked and typed into."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tpdesk.gui.theme import Theme
from tpdesk.gui.widgets.bars import MessageBar, MessageKind, MessageLink, TaskBar
from tpdesk.gui.widgets.buttons import (
    ActionButton,
    IconButton,
    InlineLink,
    LinkButton,
    PrimaryButton,
    SecondaryButton,
    Tool,
    ToolStack,
)
from tpdesk.gui.widgets.fields import DecimalField, NumberField
from tpdesk.gui.widgets.flow import FlowLayout
from tpdesk.gui.widgets.pills import Chip, HatchedLabel, Pill, StatusPill
from tpdesk.gui.widgets.search import KeyChip, SearchField
from tpdesk.gui.widgets.texts import ElidedLabel

LEFT = Qt.MouseButton.LeftButton


def shown(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()


class TestButtons:
    @pytest.mark.parametrize("kind", [PrimaryButton, SecondaryButton, LinkButton, InlineLink])
    def test_a_click_and_the_space_key_press_it(
        self, kind: type[ActionButton], theme: Theme, qtbot: QtBot
    ) -> None:
        button = kind(theme, "Collect another list", "inbox")
        shown(qtbot, button)
        with qtbot.waitSignal(button.clicked):
            QTest.mouseClick(button, LEFT)
        with qtbot.waitSignal(button.clicked):
            QTest.keyClick(button, Qt.Key.Key_Space)

        assert button.accessibleName() == "Collect another list"

    def test_a_disabled_button_says_why(self, theme: Theme, qtbot: QtBot) -> None:
        button = SecondaryButton(theme, "Undo")
        shown(qtbot, button)
        button.set_reason("Nothing to undo")
        with qtbot.assertNotEmitted(button.clicked):
            QTest.mouseClick(button, LEFT)
        assert (button.toolTip(), button.accessibleDescription()) == ("Nothing to undo", "Nothing to undo")

        button.set_reason(None)
        with qtbot.waitSignal(button.clicked):
            QTest.mouseClick(button, LEFT)
        assert button.toolTip() == ""

    def test_the_main_action_is_filled_with_the_accent_of_the_theme(self, theme: Theme, qtbot: QtBot) -> None:
        button = PrimaryButton(theme, "Take up")
        shown(qtbot, button)
        light = button.grab().toImage().pixelColor(6, 6)
        assert light == theme.colour("accent")

        theme.set_mode("dark")

        assert button.grab().toImage().pixelColor(6, 6) == theme.colour("accent") != light

    def test_heights_are_those_of_the_design(self, theme: Theme, qtbot: QtBot) -> None:
        large, small = (
            SecondaryButton(theme, "Compare"),
            SecondaryButton(theme, "XLSX", "download", small=True),
        )
        qtbot.addWidget(large)
        qtbot.addWidget(small)

        assert (large.sizeHint().height(), small.sizeHint().height()) == (30, 26)

    def test_an_icon_button_has_a_name_and_may_change_its_icon(self, theme: Theme, qtbot: QtBot) -> None:
        button = IconButton(theme, "eye", "Hide the layer")
        shown(qtbot, button)
        before = button.icon().pixmap(16).toImage()
        button.set_icon("eye-off")

        assert button.toolTip() == button.accessibleName() == "Hide the layer"
        assert button.icon().pixmap(16).toImage() != before


class TestToolStack:
    TOOLS = (Tool("pan", "hand", "Move the map"), Tool("point", "mouse-pointer-2", "Select"))

    def test_one_tool_stays_chosen(self, theme: Theme, qtbot: QtBot) -> None:
        stack = ToolStack(theme, self.TOOLS, exclusive=True)
        shown(qtbot, stack)
        stack.choose("pan")
        with qtbot.waitSignal(stack.chosen) as told:
            QTest.mouseClick(stack.button("point"), LEFT)

        assert told.args == ["point"]
        assert stack.button("point").isChecked()
        assert not stack.button("pan").isChecked()

    def test_plain_tools_act_and_stay_as_they_were(self, theme: Theme, qtbot: QtBot) -> None:
        stack = ToolStack(theme, self.TOOLS, exclusive=False)
        shown(qtbot, stack)
        with qtbot.waitSignal(stack.chosen):
            QTest.mouseClick(stack.button("pan"), LEFT)

        assert not stack.button("pan").isChecked()
        assert stack.button("pan").size().toTuple() == theme.tokens.size.map_tool


class TestPills:
    def test_it_is_as_wide_as_its_word(self, theme: Theme, qtbot: QtBot) -> None:
        pill = Pill(theme, "Council")
        shown(qtbot, pill)
        narrow = pill.sizeHint().width()
        pill.set_text("Central government")

        assert pill.sizeHint().width() > narrow
        assert pill.minimumSizeHint() == pill.sizeHint()
        assert pill.accessibleName() == pill.text == "Central government"

    def test_a_state_has_its_own_ground(self, theme: Theme, qtbot: QtBot) -> None:
        pill = StatusPill(theme, "ok", "Operational")
        shown(qtbot, pill)
        good = pill.grab().toImage().pixelColor(6, 10)
        pill.set_status("bad", "Not found")

        assert good == theme.colour("ok_bg")
        assert pill.grab().toImage().pixelColor(6, 10) == theme.colour("bad_bg")
        assert pill.accessibleName() == "Not found"

    def test_the_cross_takes_a_chip_off_but_its_word_does_not(self, theme: Theme, qtbot: QtBot) -> None:
        chip = Chip(theme, "Vacant")
        shown(qtbot, chip)
        with qtbot.assertNotEmitted(chip.removed):
            QTest.mouseClick(chip, LEFT, pos=QPoint(12, 12))
        with qtbot.waitSignal(chip.removed):
            QTest.mouseClick(chip, LEFT, pos=QPoint(chip.width() - 12, 12))

    @pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return])
    def test_keys_take_a_chip_off(self, key: Qt.Key, theme: Theme, qtbot: QtBot) -> None:
        chip = Chip(theme, "Vacant")
        shown(qtbot, chip)
        with qtbot.waitSignal(chip.removed):
            QTest.keyClick(chip, key)
        with qtbot.assertNotEmitted(chip.removed):
            QTest.keyClick(chip, Qt.Key.Key_A)

    def test_the_unknown_is_a_word_on_a_hatch(self, theme: Theme, qtbot: QtBot) -> None:
        plain, other = HatchedLabel(theme), HatchedLabel(theme, "area unknown")
        shown(qtbot, plain)
        qtbot.addWidget(other)
        picture = plain.grab().toImage()
        colours = {picture.pixelColor(x, 2).name() for x in range(picture.width())}

        assert (plain.text, other.text) == ("Unknown", "area unknown")
        assert len(colours) > 2

    def test_chips_break_the_line_where_it_is_full(self, theme: Theme, qtbot: QtBot) -> None:
        host = QWidget()
        flow = FlowLayout(host)
        for text in ("Buildings only", "In view", "Sale Moor"):
            flow.addWidget(Chip(theme, text))
        host.resize(230, 120)
        shown(qtbot, host)
        tops = [chip.y() for chip in host.findChildren(Chip)]

        assert tops[0] == tops[1] < tops[2]
        assert flow.heightForWidth(1000) == 25 < flow.heightForWidth(230)
        assert flow.count() == 3
        assert flow.itemAt(9) is None
        assert flow.takeAt(9) is None
        taken = flow.takeAt(0)
        assert taken is not None
        assert flow.count() == 2


class TestMessageBar:
    @pytest.mark.parametrize(
        ("kind", "ground"), [("info", "info_bg"), ("warning", "warn_bg"), ("fault", "bad_bg")]
    )
    def test_it_shows_what_happened_in_its_colour(
        self, kind: MessageKind, ground: str, theme: Theme, qtbot: QtBot
    ) -> None:
        bar = MessageBar(theme)
        qtbot.addWidget(bar)
        bar.resize(600, 34)
        assert bar.isHidden()
        bar.show_message(kind, "Import cancelled. The register is as it was.")

        assert bar.isVisible()
        assert bar.text == bar.accessibleName() == "Import cancelled. The register is as it was."
        assert bar.grab().toImage().pixelColor(500, 4) == theme.colour(ground)
        assert bar.height() == 34

    def test_its_links_act_and_it_closes(self, theme: Theme, qtbot: QtBot) -> None:
        bar = MessageBar(theme)
        qtbot.addWidget(bar)
        bar.resize(700, 34)
        done: list[str] = []

        def noting(text: str) -> MessageLink:
            return MessageLink(text, lambda: done.append(text))

        links = [noting(text) for text in ("Show them", "Workbook", "Third")]
        bar.show_message("warning", "214 rows could not be placed.", links)
        for link in bar.links:
            QTest.mouseClick(link, LEFT)
        assert done == ["Show them", "Workbook"]

        close = bar.findChildren(IconButton)[0]
        with qtbot.waitSignal(bar.closed):
            QTest.mouseClick(close, LEFT)
        assert bar.isHidden()
        assert bar.text == ""
        assert bar.links == ()

    def test_a_new_message_takes_the_place_of_the_last(self, theme: Theme, qtbot: QtBot) -> None:
        bar = MessageBar(theme)
        qtbot.addWidget(bar)
        bar.show_message("warning", "One", [MessageLink("Show", bar.update)])
        bar.show_message("info", "Two")

        assert (bar.text, bar.links) == ("Two", ())


class TestTaskBar:
    def test_it_tells_how_far_and_how_long(self, theme: Theme, qtbot: QtBot) -> None:
        bar = TaskBar(theme)
        qtbot.addWidget(bar)
        assert bar.isHidden()
        bar.start("Placing 100,000 rows")
        assert bar.text == "Placing 100,000 rows"
        bar.set_progress(0.64, 3)
        assert bar.text == "Placing 100,000 rows 64 % · 3 s left"
        bar.set_progress(0.7, 130, "Writing")
        assert bar.text == "Writing 70 % · 2 min left"
        bar.set_progress(0.8)
        assert bar.text == "Writing 80 %"
        bar.finish()
        assert bar.isHidden()

    def test_cancel_is_told_once_and_shows_that_it_was_heard(self, theme: Theme, qtbot: QtBot) -> None:
        bar = TaskBar(theme)
        shown(qtbot, bar)
        bar.start("Placing")
        with qtbot.waitSignal(bar.cancelled):
            QTest.mouseClick(bar.cancel_button, LEFT)
        with qtbot.assertNotEmitted(bar.cancelled):
            QTest.mouseClick(bar.cancel_button, LEFT)
        assert bar.text == "Placing stopping"
        assert bar.cancel_button.toolTip() == "It is being stopped"

        bar.start("Again")
        assert bar.cancel_button.isEnabled()


class TestFields:
    def test_the_keys_show_only_while_the_search_is_empty(self, theme: Theme, qtbot: QtBot) -> None:
        field = SearchField(theme, "Name, address, UPRN", "Ctrl+F")
        field.resize(420, 28)
        shown(qtbot, field)
        chip = field.findChildren(KeyChip)[0]
        assert chip.isVisible()
        assert chip.accessibleName() == "Ctrl F"

        QTest.keyClicks(field, "Sale")
        assert (field.text(), chip.isVisible()) == ("Sale", False)
        QTest.keyClick(field, Qt.Key.Key_Escape)
        assert (field.text(), chip.isVisible()) == ("", True)
        QTest.keyClick(field, Qt.Key.Key_Escape)
        assert field.text() == ""

    def test_a_search_may_have_no_keys(self, theme: Theme, qtbot: QtBot) -> None:
        field = SearchField(theme, "Name")
        shown(qtbot, field)

        assert field.findChildren(KeyChip) == []
        assert field.accessibleDescription() == "Name"

    @pytest.mark.usefixtures("theme")
    def test_numbers_are_typed_with_their_unit(self, qtbot: QtBot) -> None:
        number, decimal = NumberField("Within", "m"), DecimalField("Discount rate")
        shown(qtbot, number)
        qtbot.addWidget(decimal)
        number.setRange(0, 5000)
        number.selectAll()
        QTest.keyClicks(number, "1200")

        assert number.value() == 1200
        assert number.suffix() == " m"
        assert (number.accessibleName(), decimal.accessibleName(), decimal.suffix()) == (
            "Within",
            "Discount rate",
            "",
        )

    @pytest.mark.usefixtures("theme")
    def test_a_long_text_is_cut_and_told_whole_on_hover(self, qtbot: QtBot) -> None:
        host = QWidget()
        row = QHBoxLayout(host)
        label = ElidedLabel("A name that is much longer than its column")
        row.addWidget(label)
        host.resize(120, 40)
        shown(qtbot, host)
        assert label.width() <= 120
        assert label.toolTip() == label.text()

        host.resize(600, 40)
        label.setText("Short")
        assert label.toolTip() == ""
