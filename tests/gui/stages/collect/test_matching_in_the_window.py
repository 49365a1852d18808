"""Columns and wordings are matched in the window, and the rows looked at before they come in."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tpdesk.domain.fields.catalogue import FIELD_BY_KEY
from tpdesk.gui.stages.collect.choices import ChoicePicker, ChoiceTable
from tpdesk.gui.stages.collect.collected_file import CollectedFile
from tpdesk.gui.stages.collect.lower import COLUMNS, PREVIEW, WORDINGS
from tpdesk.gui.stages.collect.stage import CollectStage
from tpdesk.gui.stages.collect.value_words import field_words

Adder = Callable[..., CollectedFile]
Waiter = Callable[..., None]
Answerer = Callable[[Path], None]
LEFT = Qt.MouseButton.LeftButton


def cell_texts(table: ChoiceTable, row: int) -> list[str]:
    model = table.model()
    return [str(model.index(row, column).data()) for column in range(model.columnCount())]


def row_with(table: ChoiceTable, text: str, column: int = 0) -> int:
    model = table.model()
    return next(row for row in range(model.rowCount()) if model.index(row, column).data() == text)


def open_picker(table: ChoiceTable, row: int) -> ChoicePicker:
    box = table.visualRect(table.model().index(row, table.choice_column))
    QTest.mouseClick(table.viewport(), LEFT, pos=box.center())
    assert table.picker is not None
    return table.picker


def pick(picker: ChoicePicker, words: str) -> None:
    QTest.keyClicks(picker.search, words)
    QTest.keyClick(picker.search, Qt.Key.Key_Return)


# --- columns


def test_columns_say_where_they_go_how_sure_and_what_was_found(stage: CollectStage, add_list: Adder) -> None:
    add_list()
    tabs = stage.widgets.tabs
    assert tabs.tab == COLUMNS
    table = tabs.columns.table
    assert cell_texts(table, row_with(table, "Asset Code")) == [
        "Asset Code",
        "V1 · V2 · V3",
        "Local reference",
        "Sure",
        "4 different",
    ]
    assert cell_texts(table, row_with(table, "GeoX"))[2:] == ["Longitude", "Sure", "1 row swapped"]
    assert cell_texts(table, row_with(table, "Tenure"))[1] == (
        "Freehold (2) · Leasehold (1) · On a handshake (1)"
    )
    assert cell_texts(table, row_with(table, "Building Size"))[4] == "Basis not stated"


def test_a_column_is_sent_elsewhere_by_searching_for_the_field(
    stage: CollectStage, add_list: Adder, ready: Waiter
) -> None:
    file = add_list()
    table = stage.widgets.tabs.columns.table
    picker = open_picker(table, row_with(table, "Building Size"))
    pick(picker, "gross internal")
    ready(file)
    assert file.field_of("Building Size") == "gia_m2"
    assert cell_texts(table, row_with(table, "Building Size"))[2:4] == ["Gross internal area, m²", "Sure"]
    assert file.plan is not None
    assert "area_basis_unknown" not in file.plan.issues.counts()


def test_a_field_taken_from_another_column_leaves_that_one_out(
    stage: CollectStage, add_list: Adder, ready: Waiter
) -> None:
    file = add_list()
    table = stage.widgets.tabs.columns.table
    pick(open_picker(table, row_with(table, "Asset Code")), "Name")
    ready(file)
    assert file.field_of("Asset Code") == "name"
    assert file.field_of("Property Name") == ""


def test_the_keyboard_opens_the_list_moves_in_it_and_closes_it(
    stage: CollectStage,
    add_list: Adder,
) -> None:
    file = add_list()
    table = stage.widgets.tabs.columns.table
    table.setFocus()
    table.selectRow(row_with(table, "Tenure"))
    table.setCurrentIndex(table.model().index(row_with(table, "Tenure"), 0))
    QTest.keyClick(table, Qt.Key.Key_F2)
    picker = table.picker
    assert picker is not None
    assert picker.list.currentItem().text() == "Tenure"
    QTest.keyClicks(picker.search, "no such field at all")
    assert picker.list.currentItem() is None
    QTest.keyClick(picker.search, Qt.Key.Key_Return)
    assert picker.isVisible()
    QTest.keyClick(picker.search, Qt.Key.Key_Escape)
    assert picker.search.text() == ""
    QTest.keyClick(picker.search, Qt.Key.Key_Down)
    chosen = picker.list.currentItem().text()
    QTest.keyClick(picker.search, Qt.Key.Key_Escape)
    assert file.field_of("Tenure") == "tenure"
    assert chosen != "Tenure"


def test_the_details_follow_the_column_and_take_unit_and_basis(
    stage: CollectStage, add_list: Adder, ready: Waiter
) -> None:
    file = add_list()
    table, facts = stage.widgets.tabs.columns.table, stage.widgets.details.column
    table.setCurrentIndex(table.model().index(row_with(table, "Building Size"), 0))
    assert facts.basis.isVisible()
    assert facts.basis.currentText() == "Unknown"
    assert "4 of 4 rows hold a number, from 25 to 1,047." in facts.text
    facts.unit.setCurrentText("sq ft")
    facts.unit.activated.emit(facts.unit.currentIndex())
    ready(file)
    assert file.decisions.units == {"Building Size": "sq ft"}
    facts.basis.setCurrentIndex(facts.basis.findData("nia_m2"))
    facts.basis.activated.emit(facts.basis.currentIndex())
    ready(file)
    assert file.field_of("Building Size") == "nia_m2"
    assert file.plan is not None
    assert "sq ft" in file.plan.control[0].why


# --- wordings, preview


def test_a_new_wording_is_matched(stage: CollectStage, add_list: Adder, ready: Waiter) -> None:
    file = add_list()
    tabs = stage.widgets.tabs
    QTest.mouseClick(tabs.next, LEFT)
    assert tabs.tab == WORDINGS
    table = tabs.wordings.table
    row = row_with(table, "On a handshake", 1)
    assert row == 0
    assert cell_texts(table, row) == ["Tenure", "On a handshake", "1", "Unknown", "New wording"]
    pick(open_picker(table, row), "Licence")
    ready(file)
    assert cell_texts(table, row_with(table, "On a handshake", 1))[3:] == ["Licence", "As you chose"]
    assert file.plan is not None
    assert "wording_unknown" not in file.plan.issues.counts()


def test_the_preview_shows_rows_as_they_would_be(stage: CollectStage, add_list: Adder) -> None:
    add_list()
    stage.widgets.tabs.show_tab(PREVIEW)
    model = stage.widgets.tabs.preview.table.model()
    headings = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())]
    values = {heading: model.index(0, column).data() for column, heading in enumerate(headings)}
    assert values["Becomes"] == "New asset"
    assert values["Name"] == "Town Hall"
    assert values["Tenure"] == "Freehold"
    assert values[field_words(FIELD_BY_KEY["area_unstated_m2"])] == "415.05"
    assert model.index(2, headings.index("Easting, m")).data() == "Unknown"


def test_a_planned_building_clicked_on_the_map_is_shown_in_the_preview(
    stage: CollectStage, add_list: Adder
) -> None:
    add_list()
    markers = stage.planned()
    assert markers is not None
    assert list(markers.names) == ["Town Hall", "Library"]
    stage.desk.select([markers.uids[1]])
    assert stage.widgets.tabs.tab == PREVIEW
    assert stage.widgets.tabs.preview.table.currentIndex().row() == 1


def test_the_card_on_the_map_counts_where_the_rows_would_go(stage: CollectStage, add_list: Adder) -> None:
    add_list()
    card = stage.card()
    assert card is not None
    assert card.accessibleName() == "Where the 4 rows would go"
    assert card.accessibleDescription() == "Own coordinates 2; Not placed, listed 2"
