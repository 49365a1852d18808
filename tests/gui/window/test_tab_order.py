"""Tab goes where the eye goes, and the focus never wanders by itself."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tpdesk.gui.main_window import MainWindow
from tpdesk.gui.widgets.buttons import PrimaryButton
from tpdesk.gui.window_pictures import wait_until


def activate(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitActive(window):
        window.activateWindow()
    window.workplace.setFocus()


def press_tab(*, back: bool = False) -> QWidget:
    focused = QApplication.focusWidget()
    assert focused is not None
    shift = Qt.KeyboardModifier.ShiftModifier if back else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(focused, Qt.Key.Key_Tab, shift)
    reached = QApplication.focusWidget()
    assert reached is not None
    return reached


def region_of(window: MainWindow, widget: QWidget) -> str:
    place = window.workplace
    stage = place.stage
    assert stage is not None
    lower = stage.lower()
    assert lower is not None
    parts = {
        "menu": window.menu,
        "rail": place.rail,
        "panel": stage.panel(),
        "message": place.map_area.messages,
        "map": place.map_area.canvas,
        "lower": lower,
        "details": place.asset_details,
    }
    return next(
        (name for name, part in parts.items() if part is widget or part.isAncestorOf(widget)), "elsewhere"
    )


def test_tab_goes_from_the_rail_through_panel_map_and_table_to_the_details(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.desk.select(("a-hall",))
    wait_until(lambda: not window.desk.runner.busy)
    activate(qtbot, window)
    reached = [press_tab()]
    while press_tab() is not reached[0] and len(reached) < 120:
        focused = QApplication.focusWidget()
        assert focused is not None
        reached.append(focused)
    regions = list(dict.fromkeys(region_of(window, each) for each in reached))
    assert regions == ["rail", "panel", "message", "map", "lower", "details", "menu"]
    assert reached[0].accessibleName() == "Register"


def test_backtab_goes_the_same_way_back(qtbot: QtBot, window: MainWindow) -> None:
    activate(qtbot, window)
    there = [press_tab() for _ in range(6)]
    back = [press_tab(back=True) for _ in range(5)]
    assert back == there[-2::-1]


def test_what_is_hidden_leaves_the_focus_to_the_page(qtbot: QtBot, window: MainWindow) -> None:
    activate(qtbot, window)
    button = PrimaryButton(window.theme, "Import", parent=window.workplace)
    button.show()
    button.setFocus(Qt.FocusReason.MouseFocusReason)
    button.hide()
    assert window.workplace.hasFocus()
    button.show()
    button.setFocus(Qt.FocusReason.MouseFocusReason)
    button.setEnabled(False)
    assert window.workplace.hasFocus()
