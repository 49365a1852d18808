"""The stage Register: facets, chips, the table and its one selection with the map, sites and doubts."""

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tpdesk.gui.main_window import MainWindow
from tpdesk.gui.stages.register.panel import RegisterPanel
from tpdesk.gui.stages.register.stage import RegisterStage
from tpdesk.gui.stages.register.tables import RegisterTables
from tpdesk.gui.widgets.table import Cell, CellRole
from tpdesk.gui.window_pictures import wait_until, wait_until_drawn


def tables(window: MainWindow) -> RegisterTables:
    stage = window.stage
    assert isinstance(stage, RegisterStage)
    return stage.tables


def panel(window: MainWindow) -> RegisterPanel:
    assert window.stage is not None
    found = window.stage.panel()
    assert isinstance(found, RegisterPanel)
    return found


def settle(window: MainWindow) -> None:
    wait_until(lambda: not window.desk.runner.busy)


def column(window: MainWindow, key: str) -> list[Cell]:
    model = tables(window).assets.assets
    place = model.keys.index(key)
    return [model.index(row, place).data(CellRole.CELL) for row in range(model.rowCount())]


def test_the_largest_stands_first_and_unknown_last(window: MainWindow) -> None:
    areas = column(window, "floor_area_m2")
    assert [cell.text for cell in areas] == ["5,000 m²", "800 m²", "640 m²", "", ""]
    assert [cell.unknown for cell in areas] == [False, False, False, True, True]
    assert all(cell.right for cell in areas)


def test_a_vacancy_of_nothing_is_not_unknown(window: MainWindow) -> None:
    assert [(cell.text, cell.unknown) for cell in column(window, "vacant_m2")][:3] == [
        ("200 m²", False),
        ("", True),
        ("0 m²", False),
    ]


def test_a_heading_sorts_and_is_remembered(window: MainWindow, qtbot: QtBot) -> None:
    table = tables(window).assets
    header = table.horizontalHeader()
    place = table.assets.keys.index("name")
    at = header.sectionViewportPosition(place) + 20
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(at, 8))
    settle(window)
    assert [cell.text for cell in column(window, "name")][:2] == ["Allotment hut", "Chapel Clinic"]
    qtbot.wait(500)
    assert window.desk.preferences.settings.tables["assets"].sorted_by == "name"


def test_the_sum_leaves_out_the_part_of_a_whole_and_says_what_is_known(window: MainWindow) -> None:
    settle(window)
    assert tables(window)._area.text() == "5,640 m²"
    assert tables(window)._share.text() == ", known for 60 % of rows"
    assert "1 parts of other assets" in tables(window)._area.toolTip()


def test_a_facet_ticked_off_leaves_table_map_and_counts(window: MainWindow) -> None:
    row = panel(window).facets["organisation"].rows["Mere Council"]
    assert row.count == 4
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    settle(window)
    assert [cell.text for cell in column(window, "name")] == ["Chapel Clinic"]
    assert panel(window).facets["status"].rows["operational"].count == 1
    assert row.count == 4
    scene = window.map_area.canvas.scene
    assert scene is not None
    assert scene.markers[0].names.tolist() == ["Chapel Clinic"]
    assert [chip.text for chip in panel(window).chips] == ["Mere NHS"]
    QTest.keyClick(panel(window).chips[0], Qt.Key.Key_Delete)
    settle(window)
    assert len(column(window, "name")) == 5


def test_a_double_click_shows_one_value_alone(window: MainWindow) -> None:
    panel(window).facets["status"].rows["vacant"].only_wanted.emit()
    settle(window)
    assert [cell.text for cell in column(window, "name")] == ["Depot"]


def test_what_is_in_view_follows_the_map(window: MainWindow) -> None:
    desk = window.desk
    desk.set_filter(replace(desk.filter, extent=desk.view))
    settle(window)
    assert len(column(window, "name")) == 4
    desk.show_assets(("a-depot",))
    wait_until_drawn(window)
    settle(window)
    assert [cell.text for cell in column(window, "name")] == ["Depot"]
    assert [chip.text for chip in panel(window).chips] == ["In view"]


def test_a_row_selects_on_the_map_and_the_map_selects_rows(window: MainWindow) -> None:
    table = tables(window).assets
    cell = table.visualRect(table.assets.index(2, 1)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    assert window.desk.selection == {"a-clinic"}
    assert window.map_area.canvas.selection == {"a-clinic"}
    window.map_area.canvas.selection_changed.emit(frozenset(("a-hall", "a-wing")))
    assert sorted({index.row() for index in table.selectionModel().selectedRows()}) == [0, 1]
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert len(window.desk.selection) == 1


def test_rows_are_copied_with_headings_and_bare_numbers(window: MainWindow) -> None:
    window.desk.select(("a-hall", "a-depot"))
    window.actions_by_key["copy"].trigger()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[:2] == ["Name", "Organisation"]
    assert lines[1].split("\t")[0] == "Town Hall"
    assert "5000" in lines[1].split("\t")
    assert len(lines) == 3
    assert window.map_area.messages.text == "2 rows are on the clipboard, with headings."


def test_columns_are_chosen_moved_and_remembered(window: MainWindow, qtbot: QtBot) -> None:
    table = tables(window).assets
    table.show_column("postcode", on=True)
    table.show_column("tenure", on=False)
    table.horizontalHeader().moveSection(table.assets.keys.index("postcode"), 2)
    assert table.keys_in_order()[:3] == ("symbol", "name", "postcode")
    qtbot.wait(500)
    kept = window.desk.preferences.settings.tables["assets"].columns
    assert kept[:3] == ("symbol", "name", "postcode")
    assert "tenure" not in kept
    table.show_usual_columns()
    assert table.keys_in_order()[-1] == "vacant_m2"
    assert table.column_menu().actions()[-1].text() == "The usual columns"


def test_sites_list_what_shares_a_upr_number(window: MainWindow) -> None:
    settle(window)
    tables(window).tabs.choose("sites")
    lines = tables(window).sites.lines.rows
    assert [(line.cells[0].text, line.cells[1].text, line.cells[4].text) for line in lines] == [
        ("Town Hall", "2", "Same UPRN")
    ]
    table = tables(window).sites
    at = table.visualRect(table.lines.index(0, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert window.desk.selection == {"a-hall", "a-wing"}
    assert table.copy() == 1


def test_without_doubts_the_tab_says_so(window: MainWindow) -> None:
    settle(window)
    tables(window).tabs.choose("issues")
    assert tables(window).no_issues.isVisible()
    assert tables(window).no_issues.accessibleName() == "No issue stands"


def test_a_filter_that_leaves_nothing_says_so_and_offers_the_way_back(window: MainWindow) -> None:
    window.desk.set_filter(replace(window.desk.filter, text="zeppelin"))
    settle(window)
    state = tables(window).nothing
    assert state.isVisible()
    assert state.narrow.accessibleName() == "No asset meets the filter"
    assert not state.drop.isVisible()
    assert not tables(window)._area.isVisible()
    QTest.mouseClick(state.clear_all, Qt.MouseButton.LeftButton)
    settle(window)
    assert tables(window).assets.isVisible()


def test_a_filter_of_several_parts_says_which_one_to_drop(window: MainWindow) -> None:
    settle(window)
    council = window.desk.filter.without("organisation", "Mere NHS")
    window.desk.set_filter(replace(council, text="clinic"))
    settle(window)
    state = tables(window).nothing
    assert state.narrow.accessibleName() == "No asset meets both"
    assert state.narrow.accessibleDescription() == "Without “clinic” 4; without “Mere Council” 1."
    assert state.drop.text() == "Drop “clinic”"
    QTest.mouseClick(state.drop, Qt.MouseButton.LeftButton)
    settle(window)
    assert window.desk.filter.text == ""
    assert tables(window).assets.isVisible()


def test_an_empty_register_leads_to_collect(window: MainWindow, qtbot: QtBot) -> None:
    window.desk.undo()
    settle(window)
    state = tables(window).nothing
    assert state.empty.isVisible()
    assert state.empty.primary is not None
    with qtbot.waitSignal(window.desk.stage_wanted) as wanted:
        QTest.mouseClick(state.empty.primary, Qt.MouseButton.LeftButton)
    assert wanted.args == ["collect"]


def test_what_was_found_is_not_cut_by_the_edge(window: MainWindow) -> None:
    table = tables(window).issues
    tables(window).tabs.choose("issues")
    table.setFixedWidth(700)
    tables(window).doubts.show()
    wait_until(lambda: table.width() == 700)
    assert table.isColumnHidden(4)
    assert table.horizontalHeader().length() <= table.viewport().width()
    table.setFixedWidth(1200)
    wait_until(lambda: table.width() == 1200)
    assert not table.isColumnHidden(4)
    assert table.horizontalHeader().length() <= table.viewport().width()
