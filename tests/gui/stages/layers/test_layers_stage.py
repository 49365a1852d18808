"""The stage Layers: the list with its eyes and grips, one layer with its style, and how layers come in."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import shapely
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from tpdesk.domain.organisation import Place
from tpdesk.files.resources import resource_path
from tpdesk.gui.desk import Desk
from tpdesk.gui.stages.layers.layer_row import LayerRow
from tpdesk.gui.stages.layers.lower import UNKNOWN
from tpdesk.gui.stages.layers.stage import LayersStage
from tpdesk.gui.theme import Theme
from tpdesk.gui.widgets.bars import Message
from tpdesk.gui.widgets.table import Cell, CellRole
from tpdesk.services.layers.features import LayerFeatures
from tpdesk.store.register import Register

Settle = Callable[[Desk], None]


@pytest.fixture
def stage(bring_forward: Callable[..., LayersStage], theme: Theme, demo_desk: Desk) -> LayersStage:
    """The stage on the demonstration register."""
    return bring_forward(LayersStage, theme, demo_desk)


def layer_of(stage: LayersStage, kind: str) -> LayerFeatures:
    return next(layer for layer in stage.chosen.layers if layer.kind == kind)


def row_of(stage: LayersStage, kind: str) -> LayerRow:
    return stage.panel().row_of(layer_of(stage, kind).key)


def pick(box: QComboBox, data: object) -> None:
    """Choose an item as a person does: the box tells it."""
    box.setCurrentIndex(box.findData(data))
    box.activated.emit(box.currentIndex())


# --- the list ------------------------------------------------------------------------------------------


def test_layers_stand_under_their_groups_the_uppermost_first(stage: LayersStage) -> None:
    transport = [row.layer.kind for row in stage.panel().groups["Transport"].rows]
    assert transport == ["stops", "rail", "roads"]
    assert stage.panel().groups["Other"].isHidden()
    assert "of 524 shown" in stage.panel().buildings.accessibleName()


def test_a_layer_with_figures_is_looked_at_first(stage: LayersStage) -> None:
    assert stage.chosen.layer is layer_of(stage, "zones")
    assert row_of(stage, "zones").isChecked()
    assert row_of(stage, "zones").accessibleName().endswith("60 areas")


def test_another_layer_can_be_looked_at_while_a_feature_is_selected(
    stage: LayersStage, settle: Settle
) -> None:
    zones = layer_of(stage, "zones")
    stage.chosen.select_feature(str(zones.uids[3]))
    settle(stage.desk)
    QTest.mouseClick(row_of(stage, "stops"), Qt.MouseButton.LeftButton)
    settle(stage.desk)
    assert stage.chosen.layer is layer_of(stage, "stops")
    assert stage.desk.selection == frozenset()
    stop = str(stage.chosen.layer.uids[0])
    stage.chosen.select_feature(stop)
    settle(stage.desk)
    assert stage.chosen.feature == stop


def test_the_eye_shows_and_undo_hides_again(stage: LayersStage, settle: Settle) -> None:
    QTest.mouseClick(row_of(stage, "flood").eye, Qt.MouseButton.LeftButton)
    settle(stage.desk)
    assert layer_of(stage, "flood").visible
    stage.desk.undo()
    settle(stage.desk)
    assert not layer_of(stage, "flood").visible


def test_the_grip_moves_a_layer_in_its_group(stage: LayersStage, settle: Settle) -> None:
    row = row_of(stage, "roads")
    QTest.mousePress(row, Qt.MouseButton.LeftButton, pos=QPoint(14, 20))
    QTest.mouseMove(row, QPoint(14, -30))
    QTest.mouseMove(row, QPoint(14, -90))
    QTest.mouseRelease(row, Qt.MouseButton.LeftButton, pos=QPoint(14, -90))
    settle(stage.desk)
    kinds = [each.layer.kind for each in stage.panel().groups["Transport"].rows]
    assert kinds == ["roads", "stops", "rail"]
    # The wards lay over the roads and still do: only the places of the group were dealt anew.
    order = [layer.kind for layer in stage.chosen.layers]
    assert order.index("wards") > order.index("roads")


def test_the_keyboard_moves_it_too(stage: LayersStage, settle: Settle) -> None:
    row = row_of(stage, "stops")
    QTest.keyClick(row, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    settle(stage.desk)
    kinds = [each.layer.kind for each in stage.panel().groups["Transport"].rows]
    assert kinds == ["rail", "stops", "roads"]
    QTest.keyClick(row_of(stage, "roads"), Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    settle(stage.desk)
    assert [each.layer.kind for each in stage.panel().groups["Transport"].rows] == kinds


def test_a_name_is_typed_in_its_place(stage: LayersStage, settle: Settle) -> None:
    row = row_of(stage, "wards")
    QTest.keyClick(row, Qt.Key.Key_F2)
    field = row.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    field.selectAll()
    QTest.keyClicks(field, "Wards 2026")
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle(stage.desk)
    assert layer_of(stage, "wards").name == "Wards 2026"


def test_removing_asks_nothing_and_can_be_undone(
    stage: LayersStage, settle: Settle, hear: Callable[..., list[Message]]
) -> None:
    told = hear(stage.desk)
    menu = stage.panel().menu_of(row_of(stage, "conservation"))
    menu.actions()[-1].trigger()
    settle(stage.desk)
    assert not [layer for layer in stage.chosen.layers if layer.kind == "conservation"]
    assert [link.text for link in told[-1].links] == ["Undo"]
    told[-1].links[0].act()
    settle(stage.desk)
    assert len(layer_of(stage, "conservation")) == 10


def test_a_group_folds(stage: LayersStage) -> None:
    group = stage.panel().groups["Background"]
    QTest.mouseClick(group.heading, Qt.MouseButton.LeftButton)
    assert not group.rows[0].isVisible()
    QTest.mouseClick(group.heading, Qt.MouseButton.LeftButton)
    assert group.rows[0].isVisible()


# --- one layer -----------------------------------------------------------------------------------------


def test_a_row_of_the_table_is_the_selection(stage: LayersStage) -> None:
    table = stage.lower().table
    at = table.visualRect(table.features.index(2, 1)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    uid = str(layer_of(stage, "zones").uids[2])
    assert stage.desk.selection == {uid}
    assert stage.chosen.feature == uid
    facts = stage.details().facts_tab.facts
    assert facts.rows[0].accessibleName() == "Code: Z01000003"


def test_a_feature_clicked_on_the_map_brings_its_layer(stage: LayersStage, settle: Settle) -> None:
    areas = layer_of(stage, "zones")
    stage.chosen.choose(layer_of(stage, "roads").key)
    settle(stage.desk)
    stage.desk.select((str(areas.uids[5]),))
    settle(stage.desk)
    assert stage.chosen.layer is areas
    assert stage.lower().table.currentIndex().row() == 5


def test_numbers_stand_right_and_the_unknown_is_hatched(stage: LayersStage, settle: Settle) -> None:
    stage.chosen.choose(layer_of(stage, "roads").key)
    settle(stage.desk)
    model = stage.lower().table.features
    assert model.columns is not None
    number = model.columns.headings.index("number")
    cells = [model.index(row, number).data(CellRole.CELL) for row in range(50)]
    assert any(isinstance(cell, Cell) and cell.unknown for cell in cells)
    stage.chosen.choose(layer_of(stage, "zones").key)
    settle(stage.desk)
    assert model.columns.headings[3] == "population"
    assert model.index(0, 3).data(CellRole.CELL).right


def test_a_heading_sorts_numbers_as_numbers(stage: LayersStage) -> None:
    table = stage.lower().table
    assert table.features.columns is not None
    place = table.features.columns.headings.index("population")
    table.sortByColumn(place, Qt.SortOrder.DescendingOrder)
    texts = [table.features.index(row, place).data().replace(",", "") for row in range(60)]
    assert [int(text) for text in texts] == sorted(map(int, texts), reverse=True)


def test_style_choices_are_steps_that_can_be_undone(stage: LayersStage, qtbot: QtBot, settle: Settle) -> None:
    tab = stage.details().style_tab
    pick(tab.figure, "population")
    settle(stage.desk)
    pick(tab.method, "equal")
    settle(stage.desk)
    pick(tab.count, 3)
    settle(stage.desk)
    pick(tab.ramp, "diverging")
    settle(stage.desk)
    tab.reverse.click()
    settle(stage.desk)
    style = layer_of(stage, "zones").style
    assert (style.field, style.method, style.classes, style.ramp) == ("population", "equal", 3, "diverging")
    assert not style.reversed
    tab.opacity.setValue(50)
    qtbot.waitUntil(lambda: layer_of(stage, "zones").style.opacity == 0.5)
    settle(stage.desk)
    stage.desk.undo()
    settle(stage.desk)
    assert layer_of(stage, "zones").style.opacity == 0.9
    assert tab.opacity.value() == 90


def test_one_colour_has_no_classes_and_no_legend(stage: LayersStage, settle: Settle) -> None:
    stage.chosen.show(layer_of(stage, "zones"), visible=True)
    settle(stage.desk)
    box = stage.legend()
    assert box is not None
    assert box.accessibleName() == "Decile"
    pick(stage.details().style_tab.figure, "")
    settle(stage.desk)
    assert stage.legend() is None
    assert not stage.details().style_tab.histogram.isVisible()


def test_names_are_written_or_not(stage: LayersStage, settle: Settle) -> None:
    tab = stage.details().labels_tab
    assert not tab.box.isEnabled()
    stage.chosen.choose(layer_of(stage, "wards").key)
    settle(stage.desk)
    stage.details().tabs.choose("labels")
    QTest.mouseClick(tab.box, Qt.MouseButton.LeftButton, pos=QPoint(8, tab.box.height() // 2))
    settle(stage.desk)
    assert not layer_of(stage, "wards").style.labelled


def test_the_source_is_told(stage: LayersStage) -> None:
    source = stage.details().source_tab
    assert source.file.accessibleName() == "File: layers.gpkg"
    assert source.licence.accessibleName() == "Licence: Invented data made for tpdesk"
    assert source.system.accessibleName() == "Coordinates: EPSG:27700"


def test_the_table_is_copied_with_headings(stage: LayersStage) -> None:
    stage.copy()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].startswith("code\tname")
    assert len(lines) == 61


# --- coming in -----------------------------------------------------------------------------------------


def feature(east: float, value: object) -> dict[str, object]:
    ring = [[east, 0.0], [east + 500, 0.0], [east + 500, 500.0], [east, 0.0]]
    moved = [[x + 400_000, y + 400_000] for x, y in ring]
    return {
        "type": "Feature",
        "properties": {"name": f"Zone {east:.0f}", "score": value},
        "geometry": {"type": "Polygon", "coordinates": [moved]},
    }


@pytest.fixture
def geojson(tmp_path: Path) -> Path:
    """A layer of figures, one of them unknown."""
    path = tmp_path / "imd_zones.geojson"
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}
    features = [feature(0, 1), feature(600, 4), feature(1200, None)]
    path.write_text(
        json.dumps({"type": "FeatureCollection", "crs": crs, "features": features}), encoding="utf-8"
    )
    return path


@pytest.fixture
def bare(
    bring_forward: Callable[..., LayersStage], open_desk: Callable[[Path], Desk], theme: Theme, tmp_path: Path
) -> LayersStage:
    """The stage on a register without layers."""
    path = tmp_path / "Bare.gpkg"
    Register.create(path, Place("Bare", shapely.box(400_000, 400_000, 402_000, 402_000))).close()
    return bring_forward(LayersStage, theme, open_desk(path))


def test_a_file_is_chosen_and_added_as_one_step(
    bare: LayersStage,
    geojson: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
    settle: Settle,
    hear: Callable[..., list[Message]],
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(geojson)], ""))
    told = hear(bare.desk)
    assert bare.lower().nothing.isVisible()
    assert bare.details().nothing.isVisible()
    QTest.mouseClick(bare.lower().add, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(bare.chosen.layers) == 1)
    settle(bare.desk)
    layer = bare.chosen.layers[0]
    assert (layer.name, layer.kind, layer.style.field) == ("Imd zones", "zones", "score")
    assert bare.chosen.layer is layer
    assert told[-1].text == "“Imd zones” is added with 3 features."
    assert row_of(bare, "zones").accessibleName().endswith("3 areas, 1 without a value")
    bare.lower().tabs.choose(UNKNOWN)
    assert bare.lower().table.features.rowCount() == 1
    bare.desk.undo()
    settle(bare.desk)
    assert bare.chosen.layers == ()


def test_files_can_be_dropped(bare: LayersStage, geojson: Path, qtbot: QtBot, settle: Settle) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(geojson))])
    panel = bare.panel()
    event = QDropEvent(
        QPointF(20, 200),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    panel.dropEvent(event)
    qtbot.waitUntil(lambda: len(bare.chosen.layers) == 1)
    settle(bare.desk)
    assert event.isAccepted()


def test_of_several_layers_some_are_ticked_in_the_panel(
    bare: LayersStage, qtbot: QtBot, settle: Settle
) -> None:
    bare.panel().adding.look_into([resource_path("demo", "layers.gpkg")])
    box = bare.panel().box
    qtbot.waitUntil(box.isVisible)
    assert not box.add.isEnabled()
    wanted = next(each for each in box.boxes if "ward" in str(each.property("layer")).casefold())
    QTest.mouseClick(wanted, Qt.MouseButton.LeftButton, pos=QPoint(8, wanted.height() // 2))
    QTest.mouseClick(box.add, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(bare.chosen.layers) == 1)
    settle(bare.desk)
    assert bare.chosen.layers[0].kind == "wards"
    assert box.isHidden()


def test_a_file_that_is_no_layer_is_explained(
    bare: LayersStage, tmp_path: Path, settle: Settle, hear: Callable[..., list[Message]]
) -> None:
    path = tmp_path / "notes.geojson"
    path.write_text("not a map", encoding="utf-8")
    told = hear(bare.desk)
    bare.panel().adding.look_into([path])
    settle(bare.desk)
    assert told[-1].kind == "fault"
    assert bare.chosen.layers == ()
