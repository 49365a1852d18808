"""The window's shell: start page, rail, menus, status, messages, what is remembered."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tpdesk.domain.errors import InputError
from tpdesk.files.settings import read_settings
from tpdesk.gui.application import make_window
from tpdesk.gui.fault_page import FaultPage
from tpdesk.gui.help_page import HelpPage
from tpdesk.gui.main_window import LEAST_PX, MainWindow
from tpdesk.gui.preferences import Preferences
from tpdesk.gui.stages.catalogue import STAGES
from tpdesk.gui.start.thumbnails import thumbnail_path
from tpdesk.gui.theme import Theme
from tpdesk.gui.widgets.marks import text_width
from tpdesk.gui.window_pictures import open_and_wait, wait_until, wait_until_drawn
from tpdesk.store.register import Register


def settle(window: MainWindow) -> None:
    wait_until(lambda: not window.desk.runner.busy)


def test_the_first_window_shows_the_ways_in(empty_window: MainWindow) -> None:
    assert [way.text() for way in empty_window.start.ways] == [
        "Open the demonstration place",
        "New register",
        "Open a register…",
    ]
    assert [step.text() for step in empty_window.start.steps] == [
        "1. Register",
        "2. Options",
        "3. Spend",
        "4. Share",
    ]
    assert empty_window.stage is None
    assert "Ready" in empty_window.status.text
    assert not empty_window.actions_by_key["copy"].isEnabled()


def test_the_year_has_its_eight_stages_in_order() -> None:
    assert [entry.label for entry in STAGES] == [
        "Collect",
        "Register",
        "Layers",
        "Co-locate",
        "Options",
        "Spend",
        "Print",
        "Share",
    ]


def test_a_register_opens_on_the_map_and_says_what_is_not_placed(window: MainWindow) -> None:
    assert window.stage is not None
    assert window.stage.key == "register"
    assert window.windowTitle() == "Mere.gpkg - tpdesk"
    assert "5 assets" in window.status.text
    assert "1 not placed" in window.status.text
    bar = window.map_area.messages
    assert bar.text == "1 asset has no position, so it is not on the map."
    QTest.mouseClick(bar.links[0], Qt.MouseButton.LeftButton)
    settle(window)
    contents = window.desk.contents
    assert contents is not None
    assert contents.assets["name"][window.desk.shown].tolist() == ["Allotment hut"]


def test_the_rail_and_the_keys_bring_stages_forward(window: MainWindow) -> None:
    QTest.mouseClick(window.workplace.rail.button("options"), Qt.MouseButton.LeftButton)
    assert window.stage is not None
    assert window.stage.key == "options"
    window.actions_by_key["stage_share"].trigger()
    assert window.stage.key == "share"
    lower = window.stage.lower()
    assert lower is not None
    assert lower.isVisible()
    assert lower.accessibleName() == "Nothing to send yet"
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert window.stage.key == "register"


def test_every_menu_item_can_be_chosen(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    monkeypatch.setattr("tpdesk.gui.window_work.QDesktopServices.openUrl", lambda _url: True)
    away = {"quit", "close", "demo"}
    for key in window.actions_by_key.keys:
        if key not in away:
            window.actions_by_key[key].trigger()
            settle(window)
            window.bring_forward("register")
    assert window.desk.register is not None
    assert QGuiApplication.clipboard().pixmap().width() > 0


def test_undo_and_redo_say_what_they_would_do(window: MainWindow) -> None:
    assert window.actions_by_key["undo"].text() == "Undo: Fill the register"
    QTest.mouseClick(window.menu.undo, Qt.MouseButton.LeftButton)
    settle(window)
    assert "0 assets" in window.status.text
    assert "Nothing to undo" in window.status.text
    assert window.menu.redo.toolTip() == "Redo: Fill the register"
    window.actions_by_key["redo"].trigger()
    settle(window)
    assert "5 assets" in window.status.text


def test_what_is_not_placed_is_not_told_when_it_is_so_no_longer(window: MainWindow) -> None:
    bar = window.map_area.messages
    assert bar.text == "1 asset has no position, so it is not on the map."
    window.actions_by_key["undo"].trigger()
    settle(window)
    assert bar.text == ""
    window.actions_by_key["redo"].trigger()
    settle(window)
    assert bar.text == ""


def test_another_message_is_left_alone_when_the_register_changes(window: MainWindow) -> None:
    window.work.show_about()
    window.actions_by_key["undo"].trigger()
    settle(window)
    assert window.map_area.messages.text.startswith("tpdesk ")


def test_stages_that_this_version_does_not_have_say_so(window: MainWindow) -> None:
    button = window.workplace.rail.button("spend")
    assert button.accessibleName() == "Spend: not in this version yet"
    window.show_start()
    said = {step.key: step.accessibleName() for step in window.start.steps}
    assert said["register"] == "1. Register, Check, mend and find"
    assert said["spend"] == "3. Spend, Not in this version yet"


@pytest.mark.parametrize("width", [1280, 1440])
def test_the_words_of_the_start_page_are_whole(empty_window: MainWindow, width: int) -> None:
    empty_window.resize(width, 720)
    wait_until(lambda: empty_window.width() == width)
    for way in empty_window.start.ways:
        heading = text_width(empty_window.theme.font("heading", 600), way.text())
        assert way.width() >= 44 + heading + 8 + 42
    for step in empty_window.start.steps:
        note = step.accessibleName().partition(", ")[2]
        assert step.width() >= text_width(empty_window.theme.font("body"), note)


def test_nothing_stands_before_ready(empty_window: MainWindow) -> None:
    ready = next(each for each in empty_window.status.findChildren(QLabel) if each.text() == "Ready")
    assert ready.x() == 12


def test_a_closed_register_leaves_its_card_and_picture(window: MainWindow, register_path: Path) -> None:
    wait_until_drawn(window)
    window.actions_by_key["close"].trigger()
    assert window.desk.register is None
    assert [card.path for card in window.start.cards] == [register_path]
    assert window.start.cards[0].accessibleName().startswith("Mere.gpkg, 5 assets · 2 organisations, Today")
    assert thumbnail_path(register_path).exists()


def test_a_card_opens_its_register_again(window: MainWindow) -> None:
    window.actions_by_key["close"].trigger()
    QTest.mouseClick(window.start.cards[0], Qt.MouseButton.LeftButton)
    wait_until(lambda: window.desk.register is not None)
    assert window.stage is not None


def test_a_step_of_the_year_opens_the_newest_register_there(window: MainWindow) -> None:
    window.actions_by_key["close"].trigger()
    QTest.mouseClick(window.start.steps[2], Qt.MouseButton.LeftButton)
    wait_until(lambda: window.stage is not None)
    assert window.stage is not None
    assert window.stage.key == "spend"


def test_a_new_register_is_made_by_the_form(empty_window: MainWindow, tmp_path: Path) -> None:
    window = empty_window
    QTest.mouseClick(window.start.ways[1], Qt.MouseButton.LeftButton)
    form = window.start.form
    assert form.make.toolTip() == "Name the place first"
    QTest.keyClicks(form.place, "Fen/land")
    assert form.path.text().endswith("Fen land.gpkg")
    form.path.setText(str(tmp_path / "Fenland.gpkg"))
    assert form.make.isEnabled()
    QTest.mouseClick(form.make, Qt.MouseButton.LeftButton)
    wait_until(lambda: window.desk.contents is not None)
    assert window.desk.contents is not None
    assert window.desk.contents.place.name == "Fen/land"
    assert (tmp_path / "Fenland.gpkg").exists()


def test_a_file_that_is_no_register_is_refused_in_words(empty_window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "letter.gpkg"
    path.write_text("Dear all")
    with pytest.raises(InputError):
        open_and_wait(empty_window, path)
    assert empty_window.start.messages.text
    assert empty_window.desk.register is None


def test_another_program_that_writes_is_noticed(window: MainWindow, register_path: Path) -> None:
    import sqlite3

    settle(window)
    before = window.desk.contents
    window.desk._others.look()
    settle(window)
    with sqlite3.connect(register_path) as other:
        other.execute("CREATE TABLE beside (n INTEGER)")
    other.close()
    window.desk._others.look()
    wait_until(lambda: window.desk.contents is not before)


def test_the_theme_changes_at_once_and_is_kept(window: MainWindow, theme: Theme) -> None:
    window.actions_by_key["theme_dark"].trigger()
    assert theme.scheme == "dark"
    assert read_settings().theme == "dark"


def test_what_broke_is_told_and_the_way_goes_on(window: MainWindow) -> None:
    window.show_fault(RuntimeError("secret name"))
    page = window.findChild(FaultPage)
    assert page is not None
    assert page.isVisible()
    assert "secret name" not in page.report
    assert "RuntimeError" in page.report
    report = page.findChild(QPlainTextEdit)
    assert report is not None
    assert page.go_on.geometry().top() > report.geometry().bottom()
    QTest.mouseClick(page.go_on, Qt.MouseButton.LeftButton)
    assert window.workplace.isVisible()


def test_work_that_breaks_shows_the_fault_page(window: MainWindow) -> None:
    def work(_progress: object) -> None:
        raise RuntimeError("x")

    window.desk.runner.read("test", work, lambda _: None)
    wait_until(lambda: window.findChild(FaultPage) is not None)


def test_f1_shows_the_manual_of_the_stage_and_escape_goes_back(window: MainWindow) -> None:
    window.actions_by_key["manual"].trigger()
    page = window.findChild(HelpPage)
    assert page is not None
    assert page.text.toPlainText().startswith("Register")
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert window.workplace.isVisible()


def test_the_window_remembers_its_place(qtbot: QtBot, theme: Theme) -> None:
    first = make_window(theme, Preferences(), ())
    qtbot.addWidget(first)
    first.restore()
    first.setGeometry(40, 30, 1100, 700)
    first.show()
    first.close()
    second = make_window(theme, Preferences(), ())
    qtbot.addWidget(second)
    second.restore()
    assert (second.width(), second.height()) == (1100, 700)
    second.close()


@pytest.mark.parametrize("size", [LEAST_PX, (1280, 720), (1440, 900)])
def test_everything_has_room(window: MainWindow, size: tuple[int, int]) -> None:
    window.resize(*size)
    wait_until_drawn(window)
    assert (window.width(), window.height()) == size
    canvas = window.map_area.canvas
    assert canvas.width() >= 480
    assert canvas.height() >= 240
    details = window.workplace.asset_details
    assert details.mapTo(window, details.rect().bottomRight()).x() < window.width()


def test_every_control_has_a_name(window: MainWindow) -> None:
    window.desk.select(("a-hall",))
    settle(window)
    nameless = [
        type(widget).__name__
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not (widget.accessibleName() or getattr(widget, "text", lambda: "")())
        and widget.objectName() != "qt_scrollarea_viewport"
    ]
    assert [name for name in nameless if name not in ("QScrollArea", "TabStrip", "TableHeader")] == []


def test_a_register_may_be_put_away_while_it_is_read(window: MainWindow) -> None:
    window.desk.refresh()
    window.desk.close_register()
    settle(window)
    assert window.desk.contents is None


def test_the_same_register_is_not_opened_twice(window: MainWindow, register_path: Path) -> None:
    register = window.desk.register
    open_and_wait(window, register_path)
    settle(window)
    assert window.desk.register is register
    assert isinstance(register, Register)
