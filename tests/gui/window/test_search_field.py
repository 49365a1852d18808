"""The search field: results while one types, chosen by key or click."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tpdesk.gui.main_window import MainWindow
from tpdesk.gui.window_pictures import wait_until


def type_in(window: MainWindow, text: str) -> None:
    window.activateWindow()
    window.actions_by_key["find"].trigger()
    wait_until(window.menu.search.hasFocus)
    window.menu.search.clear()
    QTest.keyClicks(window.menu.search, text)
    wait_until(lambda: not window.desk.runner.busy)


def test_results_come_while_one_types_and_enter_chooses(window: MainWindow) -> None:
    type_in(window, "clin")
    assert window.results.isVisible()
    assert [window.results.item(row).text() for row in range(window.results.count())] == ["Chapel Clinic"]
    QTest.keyClick(window.menu.search, Qt.Key.Key_Return)
    assert window.desk.selection == {"a-clinic"}
    assert not window.results.isVisible()
    extent = window.map_area.canvas.viewport.extent
    assert extent.holds(431_300, 421_300)


def test_arrows_move_in_the_list(window: MainWindow) -> None:
    type_in(window, "town hall")
    assert window.results.count() == 2
    QTest.keyClick(window.menu.search, Qt.Key.Key_Down)
    QTest.keyClick(window.menu.search, Qt.Key.Key_Return)
    assert window.desk.selection == {"a-wing"}


def test_a_grid_reference_leads_to_its_place(window: MainWindow) -> None:
    type_in(window, "SE 3050 2050")
    QTest.mouseClick(
        window.results.viewport(),
        Qt.MouseButton.LeftButton,
        pos=window.results.visualItemRect(window.results.item(0)).center(),
    )
    assert window.map_area.canvas.viewport.extent.holds(430_505, 420_505)
    assert window.desk.selection == frozenset()


def test_nothing_found_is_said(window: MainWindow) -> None:
    type_in(window, "zeppelin")
    assert window.results.item(0).text() == "Nothing holds “zeppelin”"
    QTest.keyClick(window.menu.search, Qt.Key.Key_Escape)
    assert not window.results.isVisible()
