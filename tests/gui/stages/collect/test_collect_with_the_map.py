"""Collect in the whole window: planned buildings and the card on the map, and real lists."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tpdesk.domain.organisation import Place
from tpdesk.files.resources import resource_path
from tpdesk.gui.desk import Desk
from tpdesk.gui.preferences import Preferences
from tpdesk.gui.stages.catalogue import STAGES
from tpdesk.gui.stages.collect.collected_file import FileState
from tpdesk.gui.stages.collect.lower import CONTROL
from tpdesk.gui.stages.collect.planned_markers import PLANNED_KEY
from tpdesk.gui.stages.collect.stage import CollectStage
from tpdesk.gui.theme import Theme
from tpdesk.gui.workplace import Workplace
from tpdesk.services.demonstration import read_manifest
from tpdesk.store.register import Register

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def workplace(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Workplace]:
    """The place of work with Collect alone, on an empty register."""
    path = tmp_path / "Empty.gpkg"
    Register.create(path, Place("Quillmere")).close()
    desk = Desk(Preferences(tmp_path / "settings.toml"))
    made = Workplace(
        theme,
        desk,
        [entry for entry in STAGES if entry.key == "collect"],
        lambda _entry: CollectStage(theme, desk),
    )
    made.resize(1400, 800)
    qtbot.addWidget(made)
    made.show()
    with qtbot.waitSignal(desk.opened, timeout=20_000):
        desk.open(path)
    made.bring_forward("collect")
    qtbot.waitUntil(lambda: made.map_area.canvas.scene is not None, timeout=20_000)
    yield made
    made.map_area.canvas.close_down()
    desk.close()


def collect_of(workplace: Workplace) -> CollectStage:
    stage = workplace.stage
    assert isinstance(stage, CollectStage)
    return stage


def test_planned_buildings_and_their_card_are_on_the_map_until_the_import(
    qtbot: QtBot, workplace: Workplace
) -> None:
    stage = collect_of(workplace)
    manifest = read_manifest()
    listed = next(each for each in manifest.lists if each.file.endswith(".geojson"))
    stage.collection.set_postcodes(str(resource_path("demo", manifest.postcodes)))
    stage.collection.add([resource_path("demo", *listed.file.split("/"))])
    (file,) = stage.collection.files
    qtbot.waitUntil(lambda: file.state in (FileState.READY, FileState.FAILED), timeout=30_000)
    if file.needs_organisation:
        stage.collection.name_organisation(file, listed.organisation or "")
    qtbot.waitUntil(lambda: file.state is FileState.READY, timeout=30_000)
    canvas = workplace.map_area.canvas
    assert canvas.scene is not None
    assert [layer.key for layer in canvas.scene.markers][-1] == PLANNED_KEY
    card = stage.card()
    assert card is not None
    assert card.isVisible()
    assert card.geometry().right() < canvas.width()
    stage.widgets.tabs.show_tab(CONTROL)
    QTest.mouseClick(stage.widgets.tabs.next, LEFT)
    qtbot.waitUntil(lambda: file.state is FileState.IMPORTED, timeout=30_000)
    qtbot.waitUntil(
        lambda: canvas.scene is not None and PLANNED_KEY not in [each.key for each in canvas.scene.markers],
        timeout=20_000,
    )
    assert not card.isVisible()


@pytest.mark.realdata
def test_the_councils_list_is_placed_as_its_readme_says(
    qtbot: QtBot, workplace: Workplace, realdata: Path
) -> None:
    stage = collect_of(workplace)
    stage.collection.set_postcodes(str(realdata / "reference" / "codepo_gb.zip"))
    stage.collection.add([realdata / "registers" / "trafford_land_and_building_assets.csv"])
    (file,) = stage.collection.files
    qtbot.waitUntil(lambda: file.state is FileState.READY, timeout=90_000)
    assert file.plan is not None
    assert (file.plan.placed(), file.plan.unplaced) == ({"own_coordinates": 372, "postcode": 21}, 215)
    swapped = next(each for each in stage.widgets.details.cards if each.group.kind.code == "axes_swapped")
    assert "TMBC0396" in swapped.accessibleDescription()
    QTest.mouseClick(swapped.fix, LEFT)
    qtbot.waitUntil(lambda: file.state is FileState.READY, timeout=30_000)
    assert (file.plan.placed(), file.plan.unplaced) == ({"own_coordinates": 373, "postcode": 21}, 214)
