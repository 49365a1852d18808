"""Stages are made when they are first wanted; what they need is loaded beside the window."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from tpdesk.gui.application import make_window
from tpdesk.gui.preferences import Preferences
from tpdesk.gui.stages.catalogue import STAGES
from tpdesk.gui.stages.entry import StageEntry
from tpdesk.gui.stages.stage import Stage
from tpdesk.gui.theme import Theme
from tpdesk.gui.window_pictures import open_and_wait


def test_a_stage_loads_when_it_comes_forward_and_the_rest_beside_the_map(
    qtbot: QtBot, theme: Theme, register_path: Path
) -> None:
    loaded: list[tuple[str, bool]] = []
    at_home = QThread.currentThread()

    def watched(entry: StageEntry) -> StageEntry:
        def load() -> type[Stage]:
            loaded.append((entry.key, QThread.currentThread() == at_home))
            return entry.load()

        return replace(entry, load=load)

    entries = [watched(entry) for entry in STAGES if entry.key in ("register", "options", "share")]
    window = make_window(theme, Preferences(), entries)
    window.resize(1440, 900)
    window.show()
    qtbot.waitExposed(window)
    assert window.workplace.keys == ("register", "options", "share")
    assert loaded == []
    open_and_wait(window, register_path)
    qtbot.waitUntil(lambda: len(loaded) == 3)
    assert loaded == [("register", True), ("options", False), ("share", False)]
    qtbot.waitUntil(lambda: not window.desk.runner.busy)
    window.bring_forward("share")
    assert window.stage is not None
    assert window.stage.key == "share"
    assert loaded[3:] == [("share", True)]
    window.close()
