"""A register named on the command line: its name stands in the window until it is there or will not come."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from tpdesk.domain.errors import Cancelled
from tpdesk.gui.application import make_window
from tpdesk.gui.main_window import MainWindow
from tpdesk.gui.preferences import Preferences
from tpdesk.gui.stages.catalogue import STAGES
from tpdesk.gui.start.opening import OpeningPage
from tpdesk.gui.start.page import StartPage
from tpdesk.gui.theme import Theme
from tpdesk.gui.window_pictures import wait_until_drawn

STAGES_HERE = tuple(entry for entry in STAGES if entry.key in ("register", "share"))


@pytest.fixture
def opening(qtbot: QtBot, theme: Theme) -> Iterator[MainWindow]:
    """A window as it stands before the register is opened."""
    window = make_window(theme, Preferences(), STAGES_HERE, opening="Mere.gpkg")
    window.resize(1440, 900)
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)


def is_gone(window: MainWindow) -> bool:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return window.findChild(OpeningPage) is None


def test_the_registers_name_stands_there_and_no_start_page_is_made(opening: MainWindow) -> None:
    page = opening.findChild(OpeningPage)
    assert page is not None
    assert page.isVisible()
    assert page.label.text() == "Opening Mere.gpkg"
    assert not opening.menu.search.hasFocus()
    assert opening.findChild(StartPage) is None


def test_the_register_takes_its_place(qtbot: QtBot, opening: MainWindow, register_path: Path) -> None:
    opening.desk.open(register_path)
    qtbot.waitUntil(lambda: opening.stage is not None)
    wait_until_drawn(opening)
    qtbot.waitUntil(lambda: is_gone(opening))
    assert opening.workplace.isVisible()
    assert opening.findChild(StartPage) is None


def cancelled(_progress: object) -> Path:
    raise Cancelled


def test_what_will_not_come_leaves_the_start_page(qtbot: QtBot, opening: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "Mere.gpkg").write_bytes(b"no register")
    assert opening.workplace is not None
    opening.desk.open(tmp_path / "Mere.gpkg")
    qtbot.waitUntil(lambda: is_gone(opening))
    assert opening.start.isVisible()
    assert "Mere.gpkg" in opening.start.messages.text


def test_stopping_it_leaves_the_start_page_too(qtbot: QtBot, opening: MainWindow, tmp_path: Path) -> None:
    opening.desk.open_made(tmp_path / "Mere.gpkg", cancelled)
    qtbot.waitUntil(lambda: is_gone(opening))
    assert opening.start.isVisible()
