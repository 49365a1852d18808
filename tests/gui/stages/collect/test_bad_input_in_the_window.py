"""What the command line refuses, the window refuses too: in words, and with the register as it was."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.journeys.bad_files import BOMB_BYTES, FILES, HALL, LIST, MACHINE_WORDS, zip_bomb
from tests.journeys.command_line import dump_register
from tpdesk.domain.errors import TpdeskError
from tpdesk.domain.identity import new_uid
from tpdesk.domain.organisation import Organisation
from tpdesk.gui.desk import Desk
from tpdesk.gui.stages.collect.collected_file import CollectedFile, FileState
from tpdesk.gui.stages.collect.stage import CollectStage
from tpdesk.gui.widgets.bars import Message
from tpdesk.services.commands.organisations import AddOrganisation
from tpdesk.store import connection
from tpdesk.store.checking import check_register

Adder = Callable[..., CollectedFile]
Waiter = Callable[..., None]
HOLDING = (
    "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None); "
    "c.execute('BEGIN IMMEDIATE'); print('held', flush=True); sys.stdin.readline(); c.execute('ROLLBACK')"
)


@pytest.fixture(autouse=True)
def _short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait less for somebody else's writing than a person's tpdesk does."""
    monkeypatch.setattr(connection, "WRITE_WAIT_S", 0.2)


def path_of(desk: Desk) -> Path:
    assert desk.register is not None
    return desk.register.path


def assert_worded(words: str, folder: Path) -> None:
    assert words.endswith(".")
    assert MACHINE_WORDS.search(words) is None, words
    assert str(folder) not in words


def many_rows(count: int) -> list[tuple[str, ...]]:
    return [
        ("Vale Council", f"V{n}", f"Building {n}", "AB1 2DB", "-2.28", "53.41", "Freehold", str(n))
        for n in range(count)
    ]


def test_no_file_that_is_no_list_comes_in(
    stage: CollectStage, desk: Desk, add_list: Adder, tmp_path: Path, ready: Waiter
) -> None:
    good = add_list()
    codes = {name: code for name, (_, code) in FILES.items()}
    paths = [tmp_path / name for name in codes]
    for path in paths:
        path.write_bytes(FILES[path.name][0]())
    for name, told_bytes in (("bomb.xlsx", BOMB_BYTES), ("lying bomb.xlsx", 40_000)):
        paths.append(zip_bomb(tmp_path / name, told_bytes=told_bytes))
    headings = tmp_path / "half.csv"
    headings.write_text(LIST, encoding="utf-8")
    before = dump_register(path_of(desk))
    stage.collection.add([*paths, headings, path_of(desk)])
    trouble = stage.widgets.tabs.trouble
    for file in stage.collection.files[1:]:
        ready(file, FileState.FAILED)
        assert file.error is not None
        name = file.request.path.name
        if name in codes:
            assert (name, file.error.code) == (name, codes[name])
        stage.collection.choose(file)
        assert name in trouble.accessibleName()
        assert_worded(f"{trouble.accessibleName()}. {file.error.message} {file.error.hint}", tmp_path)
    codes_of = {file.request.path.name: file.error.code for file in stage.collection.files if file.error}
    assert codes_of["bomb.xlsx"] == "zip_too_large"
    assert codes_of["lying bomb.xlsx"] in ("zip_too_large", "damaged")
    assert codes_of["half.csv"] == "no_data_rows"
    assert codes_of[path_of(desk).name] == "register_open"
    assert good.state is FileState.READY
    assert dump_register(path_of(desk)) == before


def test_a_register_that_somebody_writes_to_is_left_alone_and_the_import_goes_on_later(
    stage: CollectStage,
    desk: Desk,
    add_list: Adder,
    told: list[Message],
    ready: Waiter,
) -> None:
    file = add_list()
    with subprocess.Popen(
        [sys.executable, "-c", HOLDING, path_of(desk)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        stage.queue.start([file])
        ready(file, FileState.READY)
        other.communicate("go\n")
    assert told[-1].kind == "fault"
    assert told[-1].text.startswith("Somebody else is writing to Vale.gpkg. Nothing was changed.")
    told[-1].links[0].act()
    ready(file, FileState.IMPORTED)


def test_an_import_cancelled_in_the_middle_of_its_writing_changes_nothing(
    qtbot: QtBot, stage: CollectStage, desk: Desk, add_list: Adder, told: list[Message], ready: Waiter
) -> None:
    file = add_list(rows=many_rows(6000))
    before = dump_register(path_of(desk))
    steps: list[int] = []

    def stop(done: int, _total: int, _label: str, _left_s: float) -> None:
        steps.append(done)
        if len(steps) == 3:
            desk.runner.cancel()

    # On the writing thread itself: a busy machine might deliver it when all is written.
    desk.runner.progressed.connect(stop, Qt.ConnectionType.DirectConnection)
    stage.queue.start([file])
    ready(file, FileState.READY)
    qtbot.waitUntil(lambda: not desk.runner.busy, timeout=20_000)
    assert len(steps) >= 3
    assert told[-1].text == "Import cancelled. The register is as it was."
    assert dump_register(path_of(desk)) == before
    assert desk.contents is not None
    assert len(desk.contents.assets) == 0


# --- discs ------------------------------------------------------------------------------------------


@pytest.fixture
def disc(tmp_path: Path) -> Iterator[Path]:
    """A disc of five megabytes, mounted; only root may."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root may mount a small disc")
    folder = tmp_path / "disc"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=5m", "none", str(folder)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("no disc can be mounted here")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture
def open_on_disc(qtbot: QtBot, desk: Desk, disc: Path, empty_register: Path) -> Callable[[str], Path]:
    """Opens a copy of the empty register on the disc, mounted anew with these options."""

    def open_there(options: str) -> Path:
        path = Path(shutil.copyfile(empty_register, disc / "Vale.gpkg"))
        subprocess.run(["mount", "-o", f"remount,{options}", str(disc)], check=True)
        with qtbot.waitSignal(desk.opened, timeout=20_000):
            desk.open(path)
        return path

    return open_there


def import_fails(
    stage: CollectStage, file: CollectedFile, told: list[Message], ready: Waiter, folder: Path
) -> str:
    """Import a file that cannot be; give what is told."""
    before = dump_register(path_of(stage.desk)) if os.access(folder, os.W_OK) else []
    count = len(told)
    stage.queue.start([file])
    ready(file, FileState.READY)
    assert len(told) > count
    assert told[-1].kind == "fault"
    assert_worded(told[-1].text, folder)
    if before:
        assert dump_register(path_of(stage.desk)) == before
    return told[-1].text


def test_an_import_on_a_full_disc_changes_nothing(
    stage: CollectStage,
    desk: Desk,
    add_list: Adder,
    told: list[Message],
    ready: Waiter,
    open_on_disc: Callable[[str], Path],
) -> None:
    path = open_on_disc("rw")
    file = add_list(rows=many_rows(12_000))
    words = import_fails(stage, file, told, ready, path.parent)
    assert words.startswith("The disc is full, so Vale.gpkg could not be written. Nothing was changed.")
    desk.close_register()
    assert list(check_register(path)) == []
    with closing(sqlite3.connect(path)) as left:
        assert left.execute("SELECT count(*) FROM asset").fetchone() == (0,)


def test_a_register_on_a_read_only_disc_is_shown_and_not_changed(
    stage: CollectStage,
    add_list: Adder,
    told: list[Message],
    ready: Waiter,
    open_on_disc: Callable[[str], Path],
    empty_register: Path,
) -> None:
    path = open_on_disc("ro")
    assert told[-1].kind == "info"
    assert told[-1].text.startswith("Vale.gpkg is open for reading only")
    file = add_list()
    assert "read-only" in import_fails(stage, file, told, ready, path.parent)
    assert stage.desk.contents is not None
    stage.desk.close_register()
    assert path.read_bytes() == empty_register.read_bytes()
    assert [each.name for each in path.parent.iterdir()] == ["Vale.gpkg"]


# --- registers --------------------------------------------------------------------------------------


def _text(path: Path) -> None:
    path.write_text(LIST + HALL, encoding="utf-8")


def _statements(*statements: str) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        with closing(sqlite3.connect(path)) as database:
            for statement in statements:
                database.execute(statement)
            database.commit()

    return change


NO_REGISTERS: dict[str, tuple[bool, Callable[[Path], None]]] = {
    "register_missing": (False, lambda _path: None),
    "not_a_geopackage": (False, _text),
    "not_a_register": (
        False,
        _statements("PRAGMA application_id = 0x47504B47", "CREATE TABLE wards (fid INTEGER PRIMARY KEY)"),
    ),
    "register_newer": (
        True,
        _statements(
            "UPDATE app_meta SET value = '99' WHERE key IN ('schema', 'min_reader', 'min_writer')",
        ),
    ),
}


def test_a_newer_register_that_may_be_read_is_shown_and_not_changed(
    qtbot: QtBot, desk: Desk, told: list[Message], empty_register: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copyfile(empty_register, tmp_path / "newer.gpkg"))
    _statements("UPDATE app_meta SET value = '99' WHERE key IN ('schema', 'min_writer')")(path)
    with qtbot.waitSignal(desk.opened, timeout=20_000):
        desk.open(path)
    assert told[-1].text.startswith("newer.gpkg is open for reading only")
    partner = Organisation(new_uid(), "Vale Council", "council")
    with qtbot.waitSignal(desk.told, timeout=20_000):
        desk.execute(AddOrganisation(partner), lambda _changes: None)
    assert told[-1].text.startswith("newer.gpkg cannot be changed")


@pytest.mark.parametrize("code", NO_REGISTERS)
def test_a_register_that_cannot_be_opened_is_told_and_the_open_one_stays(
    qtbot: QtBot, desk: Desk, empty_register: Path, tmp_path: Path, code: str
) -> None:
    known, spoil = NO_REGISTERS[code]
    path = tmp_path / "other.gpkg"
    if known:
        shutil.copyfile(empty_register, path)
    spoil(path)
    opened = desk.register
    with qtbot.waitSignal(desk.runner.failed, timeout=20_000) as failed:
        desk.open(path)
    (error,) = failed.args
    assert isinstance(error, TpdeskError)
    assert error.code == code
    assert_worded(f"{error.message} {error.hint}", tmp_path)
    assert desk.register is opened
    assert not (tmp_path / "other.gpkg-wal").exists()
