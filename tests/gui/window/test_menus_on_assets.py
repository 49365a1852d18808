"""What the right button and a double click do, on the map and in the table."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from tpdesk.gui.main_window import MainWindow
from tpdesk.gui.stages.register.stage import RegisterStage
from tpdesk.gui.window_pictures import wait_until, wait_until_drawn


def click_through(
    window: MainWindow, widget: QWidget, at: QPoint, button: Qt.MouseButton = Qt.MouseButton.RightButton
) -> None:
    """Click as the screen does: on the window, which finds the widget and asks it for its menu."""
    # The pointer comes from elsewhere, or the click counts as one inside a menu that was here before.
    QTest.mouseMove(window.windowHandle(), QPoint(2, 2))
    QTest.mouseClick(window.windowHandle(), button, Qt.KeyboardModifier.NoModifier, widget.mapTo(window, at))


def menu_in_front() -> QMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def words(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if action.text()]


def choose(menu: QMenu, text: str) -> None:
    next(action for action in menu.actions() if action.text() == text).trigger()
    menu.close()


def spot_of(window: MainWindow, uid: str) -> QPoint:
    """Bring a building near and say where it is seen on the map."""
    window.desk.show_assets((uid,))
    window.desk.select(())
    wait_until_drawn(window)
    contents, canvas = window.desk.contents, window.map_area.canvas
    assert contents is not None
    row = contents.rows[uid]
    column, line = canvas.viewport.to_widget(
        float(contents.assets.easting[row]), float(contents.assets.northing[row])
    )
    return QPoint(round(column), round(line))


def register_stage(window: MainWindow) -> RegisterStage:
    window.bring_forward("register")
    assert isinstance(window.stage, RegisterStage)
    return window.stage


def test_the_right_button_on_a_building_selects_it_and_offers_what_can_be_done(window: MainWindow) -> None:
    at = spot_of(window, "a-clinic")
    click_through(window, window.map_area.canvas, at)
    menu = menu_in_front()
    assert words(menu) == [
        "Show it on the map",
        "What is within 800 m",
        "Who could share with it",
        "Move it on the map…",
        "Copy the name",
        "Copy the address",
        "Copy the grid reference",
        "Copy the UPRN",
    ]
    assert window.desk.selection == frozenset(("a-clinic",))
    choose(menu, "Copy the UPRN")
    assert QGuiApplication.clipboard().text() == "102"


def test_what_is_near_a_building_is_selected_and_seen(window: MainWindow) -> None:
    at = spot_of(window, "a-clinic")
    click_through(window, window.map_area.canvas, at)
    choose(menu_in_front(), "What is within 800 m")
    assert window.desk.selection == frozenset(("a-clinic", "a-hall", "a-wing", "a-depot"))
    view = window.map_area.canvas.viewport.extent
    assert min(view.width, view.height) >= 1600


def test_the_bare_ground_has_a_menu_too(window: MainWindow) -> None:
    window.work.show_everything()
    wait_until_drawn(window)
    click_through(window, window.map_area.canvas, QPoint(120, window.map_area.canvas.height() - 60))
    menu = menu_in_front()
    assert words(menu)[:3] == ["What is within 800 m", "Look closer here", "Show everything"]
    before = window.map_area.canvas.viewport.resolution
    choose(menu, "Look closer here")
    assert window.map_area.canvas.viewport.resolution < before
    copied = words(menu)[3]
    assert copied.startswith("Copy SE ")


def test_a_double_click_on_a_building_opens_its_details(window: MainWindow) -> None:
    window.bring_forward("options")
    at = spot_of(window, "a-depot")
    QTest.mouseDClick(window.map_area.canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    panel = window.workplace.asset_details
    assert panel.head.title.text() == "Depot"
    assert panel.isVisible()
    assert panel.tabs.hasFocus()


def test_a_row_has_the_menu_of_its_asset(window: MainWindow) -> None:
    table = register_stage(window).tables.assets
    wait_until(lambda: table.assets.rowCount() == 5)
    row = next(row for row in range(5) if table.assets.uid(row) == "a-lost")
    at = table.viewport().mapTo(table, table.visualRect(table.assets.index(row, 1)).center())
    click_through(window, table, at)
    menu = menu_in_front()
    assert window.desk.selection == frozenset(("a-lost",))
    assert "What is within 800 m" not in words(menu)
    show = menu.actions()[0]
    assert not show.isEnabled()
    assert show.toolTip() == "It has no position"
    choose(menu, "Copy the name")
    assert QGuiApplication.clipboard().text() == "Allotment hut"


def test_return_in_the_table_goes_to_the_details(window: MainWindow) -> None:
    table = register_stage(window).tables.assets
    wait_until(lambda: table.assets.rowCount() == 5)
    table.setFocus()
    table.selectRow(0)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert window.workplace.asset_details.tabs.hasFocus()


def test_below_the_last_row_there_is_no_menu(window: MainWindow) -> None:
    table = register_stage(window).tables.assets
    wait_until(lambda: table.assets.rowCount() == 5)
    click_through(window, table, QPoint(60, table.height() - 4))
    assert QApplication.activePopupWidget() is None
