"""A copy a day of the open register, and File > Go back to an earlier copy with real clicks."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from tests.gui.window.conftest import Rename
from tpdesk.gui.copies_dialog import CopiesDialog
from tpdesk.gui.main_window import MainWindow
from tpdesk.gui.window_pictures import open_and_wait, wait_until, wait_until_drawn
from tpdesk.store.kept_copies import keep_copy, read_copies

NEW_NAME = "Hall of the past"


def settle(window: MainWindow) -> None:
    wait_until(lambda: not window.desk.runner.busy)


def names(window: MainWindow) -> list[str]:
    assert window.desk.contents is not None
    return [str(each) for each in window.desk.contents.assets["name"]]


def copies_dialog(window: MainWindow) -> CopiesDialog:
    window.actions_by_key["copies"].trigger()
    settle(window)
    dialog = next(each for each in window.findChildren(CopiesDialog) if each.isVisible())
    assert isinstance(dialog, CopiesDialog)
    return dialog


def click(dialog: CopiesDialog, place: int) -> None:
    QTest.mouseClick(dialog.rows.rows[place], Qt.MouseButton.LeftButton)
    assert dialog.go_back.isEnabled()
    QTest.mouseClick(dialog.go_back, Qt.MouseButton.LeftButton)


def test_one_copy_a_day_is_kept(window: MainWindow, register_path: Path) -> None:
    settle(window)
    (copy,) = read_copies(register_path)
    assert copy.reason == "on opening"
    window.desk.close_register()
    open_and_wait(window, register_path)
    assert read_copies(register_path) == (copy,)


def test_going_back_and_forth(window: MainWindow, register_path: Path) -> None:
    settle(window)
    window.desk.execute(Rename("a-hall", NEW_NAME, 5000.0))
    settle(window)
    assert NEW_NAME in names(window)
    dialog = copies_dialog(window)
    assert [row.text().count(":") for row in dialog.rows.rows] == [1]
    assert "Copy of the day" in dialog.rows.rows[0].accessibleName()
    assert not dialog.go_back.isEnabled()
    click(dialog, 0)
    wait_until_drawn(window)
    assert NEW_NAME not in names(window)
    assert window.stage is not None
    assert "Mere.gpkg is as it was on" in window.map_area.messages.text
    dialog = copies_dialog(window)
    assert len(dialog.rows.rows) == 2
    place = [each.reason for each in read_copies(register_path)].index("before going back")
    click(dialog, place)
    wait_until_drawn(window)
    assert NEW_NAME in names(window)


def test_cancel_changes_nothing(window: MainWindow, register_path: Path) -> None:
    settle(window)
    dialog = copies_dialog(window)
    QTest.mouseClick(dialog.cancel, Qt.MouseButton.LeftButton)
    settle(window)
    assert window.desk.register is not None
    assert len(read_copies(register_path)) == 1


def test_a_damaged_copy_leaves_the_register_open(window: MainWindow, register_path: Path) -> None:
    settle(window)
    (copy,) = read_copies(register_path)
    copy.path.write_bytes(b"no register")
    click(copies_dialog(window), 0)
    settle(window)
    assert window.desk.register is not None
    assert "cannot be used" in window.map_area.messages.text
    assert len(read_copies(register_path)) == 1


def test_a_register_that_does_not_open_has_a_way_back(
    empty_window: MainWindow, register_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_copy(register_path, "before import")
    register_path.write_bytes(b"\xff" * 100_000)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(register_path), ""))
    click(copies_dialog(empty_window), 0)
    wait_until(lambda: empty_window.desk.contents is not None)
    wait_until_drawn(empty_window)
    assert len(names(empty_window)) == 5


def test_without_a_copy_the_list_says_when_one_is_kept(
    empty_window: MainWindow, register_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(register_path), ""))
    dialog = copies_dialog(empty_window)
    assert dialog.note.text().startswith("No copy was kept yet.")
    assert not dialog.go_back.isEnabled()
    dialog.reject()


def test_no_register_chosen_shows_nothing(empty_window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    empty_window.actions_by_key["copies"].trigger()
    assert empty_window.findChildren(CopiesDialog) == []
