"""The demonstration register, made once, and a stage at work on a copy of it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tpdesk.domain.progress import SilentProgress
from tpdesk.gui.desk import Desk
from tpdesk.gui.preferences import Preferences
from tpdesk.gui.stages.stage import Stage
from tpdesk.gui.theme import Theme
from tpdesk.gui.widgets.bars import Message
from tpdesk.services.demonstration import make_demo_register

PATIENCE_MS = 20_000


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration register; tests work on copies."""
    folder = tmp_path_factory.mktemp("demonstration")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TPDESK_HOME", str(folder / "home"))
        make_demo_register(folder / "Quillmere.gpkg", SilentProgress())
    return folder / "Quillmere.gpkg"


@pytest.fixture
def open_desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[Path], Desk]]:
    """Opens a register on a desk of its own."""
    desks: list[Desk] = []

    def open_register(path: Path) -> Desk:
        desk = Desk(Preferences(tmp_path / "settings.toml"))
        desks.append(desk)
        with qtbot.waitSignal(desk.opened, timeout=PATIENCE_MS):
            desk.open(path)
        return desk

    yield open_register
    for desk in desks:
        desk.close_register()
        desk.close()


@pytest.fixture
def demo_desk(open_desk: Callable[[Path], Desk], demonstration: Path, tmp_path: Path) -> Desk:
    """A desk on a copy of the demonstration register."""
    copy = tmp_path / "Quillmere.gpkg"
    shutil.copy(demonstration, copy)
    return open_desk(copy)


@pytest.fixture
def settle(qtbot: QtBot) -> Callable[[Desk], None]:
    """Waits until nothing is read or written any more, and no answer is on its way."""

    def wait(desk: Desk) -> None:
        for _ in range(2):
            qtbot.wait(5)
            qtbot.waitUntil(lambda: not desk.runner.busy, timeout=PATIENCE_MS)

    return wait


@pytest.fixture
def hear() -> Callable[[Desk], list[Message]]:
    """Gathers what a desk tells from now on."""

    def gather(desk: Desk) -> list[Message]:
        messages: list[Message] = []
        desk.told.connect(messages.append)
        return messages

    return gather


@pytest.fixture
def bring_forward(
    qtbot: QtBot, settle: Callable[[Desk], None]
) -> Iterator[Callable[[type[Stage], Theme, Desk], Stage]]:
    """Puts a stage's panel, table and details side by side, as the window does."""
    stages: list[tuple[QWidget, Stage]] = []

    def make(kind: type[Stage], theme: Theme, desk: Desk) -> Stage:
        window = QWidget()
        stage = kind(theme, desk, window)
        stages.append((window, stage))
        panel, details, lower = stage.panel(), stage.details(), stage.lower()
        middle = QVBoxLayout()
        if lower is not None:
            middle.addWidget(lower, 1)
        row = QHBoxLayout(window)
        panel.setFixedWidth(stage.panel_width)
        row.addWidget(panel)
        row.addLayout(middle, 1)
        if details is not None:
            details.setFixedWidth(stage.details_width)
            row.addWidget(details)
        window.resize(1440, 860)
        qtbot.addWidget(window)
        window.show()
        stage.enter()
        settle(desk)
        return stage

    yield make
    for _, stage in stages:
        stage.leave()
