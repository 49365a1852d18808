"""A fact is changed where it is shown: pencil or double click, what it takes, what is wrong, undo."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tpdesk.gui.details.fact_page import FactPage
from tpdesk.gui.main_window import MainWindow
from tpdesk.gui.widgets.sections import FactRow
from tpdesk.gui.window_pictures import wait_until

NO_KEYS = Qt.KeyboardModifier.NoModifier


def page_of(window: MainWindow, uid: str, tab: str = "facts") -> FactPage:
    window.desk.select((uid,))
    settle(window)
    panel = window.workplace.asset_details
    panel.tabs.choose(tab)
    page = panel.page(tab)
    assert isinstance(page, FactPage)
    return page


def settle(window: MainWindow) -> None:
    wait_until(lambda: not window.desk.runner.busy)


def row_of(page: FactPage, key: str) -> FactRow:
    return next(group.rows[key] for group in page.groups.values() if key in group.rows)


def begin(page: FactPage, key: str) -> None:
    row = row_of(page, key)
    page.ensureWidgetVisible(row)
    QTest.mouseDClick(row, Qt.MouseButton.LeftButton, NO_KEYS, row.rect().center())


def value(window: MainWindow, uid: str, key: str) -> object:
    contents = window.desk.contents
    assert contents is not None
    return contents.assets.value(contents.rows[uid], key)


def test_a_fact_is_typed_saved_and_taken_back(window: MainWindow) -> None:
    page = page_of(window, "a-hall")
    before = value(window, "a-hall", "floor_area_m2")
    begin(page, "floor_area_m2")
    assert page.editor.isVisible()
    window.activateWindow()
    wait_until(page.editor.line.hasFocus)
    QTest.keyClicks(page.editor.line, "5,000 sq ft")
    QTest.keyClick(page.editor.line, Qt.Key.Key_Return)
    settle(window)
    assert not page.editor.isVisible()
    assert value(window, "a-hall", "floor_area_m2") == 464.5152
    assert window.desk.contents is not None
    assert window.desk.contents.undo == "Change Gross internal area of Town Hall"
    window.desk.undo()
    settle(window)
    assert value(window, "a-hall", "floor_area_m2") == before


def test_what_cannot_be_read_is_said_where_it_was_typed(window: MainWindow) -> None:
    page = page_of(window, "a-hall")
    begin(page, "uprn")
    page.editor.line.clear()
    QTest.keyClicks(page.editor.line, "1.0E+11")
    QTest.mouseClick(page.editor.save, Qt.MouseButton.LeftButton)
    settle(window)
    assert page.editor.isVisible()
    assert "cannot be read as UPRN" in page.editor.says
    assert "12 digits" in page.editor.says
    assert value(window, "a-hall", "uprn") == "100"


def test_escape_leaves_a_fact_as_it_was(window: MainWindow) -> None:
    page = page_of(window, "a-hall")
    begin(page, "uprn")
    QTest.keyClicks(page.editor.line, "7")
    QTest.keyClick(page.editor.line, Qt.Key.Key_Escape)
    settle(window)
    assert not page.editor.isVisible()
    assert value(window, "a-hall", "uprn") == "100"


def test_a_word_of_a_vocabulary_is_chosen(window: MainWindow) -> None:
    page = page_of(window, "a-hall")
    begin(page, "status")
    assert page.editor.choice.isVisible()
    assert page.editor.choice.currentText() == "Operational"
    wait_until(lambda: not page.editor.visibleRegion().isEmpty())
    assert page.editor.visibleRegion().boundingRect().height() >= page.editor.height() - 1
    page.editor.choice.setCurrentText("Vacant")
    QTest.mouseClick(page.editor.save, Qt.MouseButton.LeftButton)
    settle(window)
    assert value(window, "a-hall", "status") == "vacant"


def test_the_pencil_comes_under_the_pointer(window: MainWindow) -> None:
    page = page_of(window, "a-hall")
    row = row_of(page, "uprn")
    pencil = row.pencil
    assert pencil is not None
    assert not pencil.isVisible()
    QTest.mouseMove(window.windowHandle(), row.mapTo(window, QPoint(20, 8)))
    wait_until(pencil.isVisible)
    assert pencil.accessibleName() == "Change UPRN"
    QTest.mouseClick(pencil, Qt.MouseButton.LeftButton)
    assert page.editor.isVisible()


def test_what_follows_from_other_facts_has_no_pencil(window: MainWindow) -> None:
    page = page_of(window, "a-hall")
    assert row_of(page, "organisation").pencil is None
    begin(page, "organisation")
    assert not page.editor.isVisible()


def test_a_position_is_changed_on_the_map(window: MainWindow) -> None:
    page = page_of(window, "a-hall")
    begin(page, "easting")
    assert window.map_area.placing.picker.asking
    assert not page.editor.isVisible()


def test_another_asset_closes_the_card(window: MainWindow) -> None:
    page = page_of(window, "a-hall")
    begin(page, "uprn")
    window.desk.select(("a-clinic",))
    settle(window)
    assert not page.editor.isVisible()
