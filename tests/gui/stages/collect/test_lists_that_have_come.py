"""Collect shows the lists that are in the register, and as what their organisations are drawn."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tpdesk.gui.desk import Desk
from tpdesk.gui.stages.collect.collected_file import CollectedFile, FileState
from tpdesk.gui.stages.collect.stage import CollectStage

AddList = Callable[..., CollectedFile]


def bring_in(qtbot: QtBot, stage: CollectStage, file: CollectedFile) -> None:
    stage.queue.start([file])
    qtbot.waitUntil(lambda: file.state is FileState.IMPORTED, timeout=20_000)
    qtbot.waitUntil(lambda: not stage.desk.runner.busy, timeout=20_000)


def test_an_empty_register_has_no_list(stage: CollectStage) -> None:
    assert not stage.widgets.known.isVisible()
    assert stage.widgets.empty.accessibleName() == "No list chosen yet"


def test_a_list_that_has_come_is_named_with_its_rows_and_day(
    qtbot: QtBot, stage: CollectStage, add_list: AddList
) -> None:
    bring_in(qtbot, stage, add_list())
    known = stage.widgets.known
    qtbot.waitUntil(lambda: len(known.rows) == 1)
    row = known.rows[0]
    assert row.text() == "Vale list"
    assert row.accessibleName().startswith("Vale list, 4 rows · Today")
    assert "Vale list.csv" in row.toolTip()
    stage.collection.remove(stage.collection.files[0])
    assert known.isVisible()
    assert stage.widgets.empty.accessibleName() == "No new list chosen"
    assert stage.widgets.empty.accessibleDescription().startswith("1 list is in the register.")


def test_undo_takes_the_list_away_again(
    qtbot: QtBot, stage: CollectStage, desk: Desk, add_list: AddList
) -> None:
    bring_in(qtbot, stage, add_list())
    qtbot.waitUntil(lambda: len(stage.widgets.known.rows) == 1)
    desk.undo()
    qtbot.waitUntil(lambda: not stage.widgets.known.rows)
    assert not stage.widgets.known.isVisible()


def test_a_click_on_a_list_shows_its_assets(
    qtbot: QtBot, stage: CollectStage, desk: Desk, add_list: AddList
) -> None:
    bring_in(qtbot, stage, add_list())
    known = stage.widgets.known
    qtbot.waitUntil(lambda: len(known.rows) == 1)
    with qtbot.waitSignal(desk.stage_wanted) as wanted:
        QTest.mouseClick(known.rows[0], Qt.MouseButton.LeftButton)
    assert wanted.args == ["register"]
    contents = desk.contents
    assert contents is not None
    assert desk.selection == frozenset(str(uid) for uid in contents.assets.uids)


def test_the_foot_says_as_what_an_organisation_is_drawn(stage: CollectStage, add_list: AddList) -> None:
    add_list()
    said = [label.text() for label in stage.widgets.panel.foot.findChildren(QLabel) if label.isVisible()]
    assert "Kind: Council" in said


def test_the_foot_names_the_other_lists_of_a_workbook(
    qtbot: QtBot, stage: CollectStage, tmp_path: Path, ready: Callable[[CollectedFile], None]
) -> None:
    from openpyxl import Workbook

    book = Workbook()
    owned, leased = book.worksheets[0], book.create_sheet("Leased in")
    for sheet in (owned, leased):
        sheet.append(["Organisation", "Asset Code", "Property Name", "Post Code"])
        sheet.append(["Vale Council", "V1", "Town Hall", "AB1 2DB"])
    owned.append(["Vale Council", "V2", "Library", "AB1 2DE"])
    book.save(tmp_path / "Two lists.xlsx")
    stage.collection.add([tmp_path / "Two lists.xlsx"])
    (file,) = stage.collection.files
    ready(file)
    foot = stage.widgets.panel.foot
    qtbot.waitUntil(foot.sheets.isVisible)
    assert foot.sheets.text().startswith("1 more sheet, “Leased in”, holds 1 row that looks like a list")
