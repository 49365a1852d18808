"""An open register, the Collect stage beside it, and lists written as partners write them."""

import csv
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
import shapely
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tpdesk.domain.organisation import Place
from tpdesk.gui.desk import Desk
from tpdesk.gui.preferences import Preferences
from tpdesk.gui.stages.collect.collected_file import CollectedFile, FileState
from tpdesk.gui.stages.collect.stage import CollectStage
from tpdesk.gui.theme import Theme
from tpdesk.gui.widgets.bars import Message
from tpdesk.store.register import Register

HEADINGS = (
    "Organisation",
    "Asset Code",
    "Property Name",
    "Post Code",
    "GeoX",
    "GeoY",
    "Tenure",
    "Building Size",
)
ROWS = (
    ("Vale Council", "V1", "Town Hall", "AB1 2DB", "-2.2862", "53.4157", "Freehold", "415.05"),
    ("Vale Council", "V2", "Library", "AB1 2DE", "-2.2801", "53.4160", "Leasehold", "872.8"),
    ("Vale Council", "V3", "Youth Centre", "AB1", "53.4161", "-2.2790", "On a handshake", "1047"),
    ("Vale Council", "V4", "Depot", "AB1 2DX", "", "", "Freehold", "25"),
)

ListWriter = Callable[..., Path]
Workshop = tuple[Desk, CollectStage]


@pytest.fixture(scope="session")
def empty_register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty register of an invented place, made once and copied."""
    path = tmp_path_factory.mktemp("vale") / "Vale.gpkg"
    Register.create(path, Place("Vale", shapely.box(375_000, 385_000, 385_000, 395_000))).close()
    return path


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, empty_register: Path) -> Iterator[Desk]:
    """A desk on an empty register of an invented place."""
    path = tmp_path / "Vale.gpkg"
    shutil.copyfile(empty_register, path)
    made = Desk(Preferences(tmp_path / "settings.toml"))
    with qtbot.waitSignal(made.opened, timeout=20_000):
        made.open(path)
    yield made
    made.close()


@pytest.fixture
def told(desk: Desk) -> list[Message]:
    """What the desk has told so far."""
    messages: list[Message] = []
    desk.told.connect(messages.append)
    return messages


@pytest.fixture
def stage(qtbot: QtBot, theme: Theme, desk: Desk) -> Iterator[CollectStage]:
    """The stage in front, its panel, tabs and details side by side."""
    window = QWidget()
    made = CollectStage(theme, desk, window)
    row = QHBoxLayout(window)
    row.addWidget(made.panel())
    row.addWidget(made.lower(), 1)
    row.addWidget(made.widgets.details)
    made.widgets.panel.setFixedWidth(made.panel_width)
    made.widgets.details.setFixedWidth(made.details_width)
    window.resize(1400, 800)
    qtbot.addWidget(window)
    window.show()
    made.enter()
    yield made
    made.leave()


@pytest.fixture
def write_list(tmp_path: Path) -> ListWriter:
    """Writes a CSV file."""

    def write(
        name: str = "Vale list.csv",
        rows: Sequence[Sequence[str]] = ROWS,
        headings: Sequence[str] = HEADINGS,
    ) -> Path:
        path = tmp_path / name
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([headings, *rows])
        return path

    return write


def wait_for(qtbot: QtBot, file: CollectedFile, *states: FileState) -> None:
    """Wait until a file has come as far as that."""
    wanted = states or (FileState.READY,)
    qtbot.waitUntil(lambda: file.state in wanted, timeout=20_000)


@pytest.fixture
def add_list(qtbot: QtBot, stage: CollectStage, write_list: ListWriter) -> Callable[..., CollectedFile]:
    """Writes a list, adds it, and waits until it is planned."""

    def add(**options: object) -> CollectedFile:
        path = write_list(**options)
        stage.collection.add([path])
        file = next(each for each in stage.collection.files if each.request.path == path)
        wait_for(qtbot, file, FileState.READY, FileState.FAILED)
        return file

    return add


@pytest.fixture
def ready(qtbot: QtBot) -> Callable[..., None]:
    """Waits until a file has come as far as wanted, ready when nothing else is said."""

    def wait(file: CollectedFile, *states: FileState) -> None:
        wait_for(qtbot, file, *states)

    return wait


@pytest.fixture
def answer_dialogs(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Answers every dialog for files with a path."""

    def answer(path: Path) -> None:
        monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(path)], ""))
        for name in ("getOpenFileName", "getSaveFileName"):
            monkeypatch.setattr(QFileDialog, name, lambda *_: (str(path), ""))

    return answer
