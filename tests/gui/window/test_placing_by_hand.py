"""A building is put where a person clicks on the map."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from tpdesk.gui.details.asset_menu import asset_menu
from tpdesk.gui.main_window import MainWindow
from tpdesk.gui.window_pictures import wait_until, wait_until_drawn

NO_KEYS = Qt.KeyboardModifier.NoModifier


def ask(window: MainWindow, uid: str, words: str) -> None:
    """Choose from an asset's menu that it is to be placed."""
    menu = asset_menu(window.desk, uid, window)
    assert isinstance(menu, QMenu)
    next(action for action in menu.actions() if action.text() == words).trigger()
    menu.close()


def click(window: MainWindow, at: QPoint, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
    QTest.mouseClick(window.map_area.canvas, button, NO_KEYS, at)
    wait_until(lambda: not window.desk.runner.busy)


def fact(window: MainWindow, uid: str, key: str) -> object:
    contents = window.desk.contents
    assert contents is not None
    return contents.assets.value(contents.rows[uid], key)


def test_an_unplaced_building_is_placed_by_a_click_and_the_step_goes_back(window: MainWindow) -> None:
    wait_until_drawn(window)
    canvas = window.map_area.canvas
    ask(window, "a-lost", "Place it on the map…")
    assert window.map_area.messages.isVisible()
    assert canvas.cursor().shape() == Qt.CursorShape.CrossCursor
    at = QPoint(200, 150)
    wanted = canvas.viewport.to_map(at.x(), at.y())
    click(window, at)
    assert (fact(window, "a-lost", "easting"), fact(window, "a-lost", "northing")) == pytest.approx(
        wanted, abs=0.1
    )
    assert fact(window, "a-lost", "location_method") == "by_hand"
    assert window.desk.selection == frozenset(("a-lost",))
    assert not window.map_area.messages.isVisible()
    contents = window.desk.contents
    assert contents is not None
    assert contents.undo == "Place Allotment hut on the map"
    window.desk.undo()
    wait_until(lambda: not window.desk.runner.busy)
    assert fact(window, "a-lost", "easting") is None


def test_a_placed_building_is_moved(window: MainWindow) -> None:
    wait_until_drawn(window)
    before = fact(window, "a-depot", "easting")
    ask(window, "a-depot", "Move it on the map…")
    click(window, QPoint(220, 160))
    assert fact(window, "a-depot", "easting") != before
    click(window, QPoint(20, 20))
    assert window.desk.contents is not None
    assert window.desk.contents.undo == "Move Depot"


@pytest.mark.parametrize("how", ["Escape", "right button", "message closed"])
def test_it_can_be_given_up(window: MainWindow, how: str) -> None:
    wait_until_drawn(window)
    canvas = window.map_area.canvas
    ask(window, "a-lost", "Place it on the map…")
    if how == "Escape":
        QTest.keyClick(canvas, Qt.Key.Key_Escape)
    elif how == "right button":
        click(window, QPoint(200, 150), Qt.MouseButton.RightButton)
    else:
        window.map_area.messages.close_message()
    assert not window.map_area.placing.picker.asking
    assert canvas.cursor().shape() != Qt.CursorShape.CrossCursor
    assert QApplication.activePopupWidget() is None
    click(window, QPoint(200, 150))
    assert fact(window, "a-lost", "easting") is None


def test_the_wheel_still_goes_nearer_meanwhile(window: MainWindow) -> None:
    wait_until_drawn(window)
    canvas = window.map_area.canvas
    ask(window, "a-lost", "Place it on the map…")
    QTest.mousePress(canvas, Qt.MouseButton.MiddleButton, NO_KEYS, QPoint(200, 150))
    QTest.mouseRelease(canvas, Qt.MouseButton.MiddleButton, NO_KEYS, QPoint(240, 150))
    assert window.map_area.placing.picker.asking
    window.desk.close_register()
    assert not window.map_area.placing.picker.asking


def test_an_asset_that_is_not_there_is_not_asked_for(window: MainWindow) -> None:
    window.desk.placing_wanted.emit("nobody")
    assert not window.map_area.placing.picker.asking
