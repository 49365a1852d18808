"""What every test may count on: an empty home, silence in the log, and nothing left running."""

import logging
import os
import threading
import time
import weakref
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

ROOT = Path(__file__).resolve().parents[1]
GRACE_S = 2.0

settings.register_profile("gate", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "gate"))


def _realdata_folder() -> Path:
    named = os.environ.get("TPDESK_REALDATA")
    return Path(named) if named else ROOT.parent / "shared" / "realdata"


@pytest.fixture(scope="session")
def realdata() -> Path:
    """The folder of published data of a real place; the test is skipped without it."""
    folder = _realdata_folder()
    if not folder.is_dir():
        pytest.skip("the published data of a real place is not beside the project")
    return folder


@pytest.fixture(scope="session", autouse=True)
def one_application(qapp: object) -> object:
    """The program that all tests of a process share: a page alone would make one without windows."""
    return qapp


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings, caches and logs of the test, empty at its start and away from the person's own."""
    home = tmp_path / "tpdesk-home"
    monkeypatch.setenv("TPDESK_HOME", str(home))
    for variable, folder in (
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_CACHE_HOME", "cache"),
        ("XDG_DATA_HOME", "data"),
        ("XDG_STATE_HOME", "state"),
    ):
        monkeypatch.setenv(variable, str(home / folder))
    return home


# --- an unexpected log line fails -------------------------------------------------------------------


class _Ear(logging.Handler):
    """Keeps every line of the log at warning level or above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None]:
    """Fail a test that logs a warning or worse and has not said so with `@pytest.mark.logs`."""
    ear = _Ear()
    root = logging.getLogger()
    root.addHandler(ear)
    try:
        yield
    finally:
        root.removeHandler(ear)
    if ear.lines and item.get_closest_marker("logs") is None:
        pytest.fail("unexpected log lines:\n  " + "\n  ".join(ear.lines), pytrace=False)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what needs the published data where there is none."""
    if item.get_closest_marker("realdata") is not None and not _realdata_folder().is_dir():
        pytest.skip("the published data of a real place is not beside the project")


# --- nothing is left running ------------------------------------------------------------------------


class _Runners:
    """Remembers, without keeping them alive, the Qt threads, pools and timers that tests have started."""

    def __init__(self) -> None:
        self.threads: weakref.WeakSet[object] = weakref.WeakSet()
        self.pools: weakref.WeakSet[object] = weakref.WeakSet()
        self.timers: weakref.WeakSet[object] = weakref.WeakSet()

    def watch(self, patch: pytest.MonkeyPatch) -> None:
        """Note every start from now on; a search of all living objects after each test would be too slow."""
        from PySide6.QtCore import QThread, QThreadPool, QTimer

        for kind, seen in ((QThread, self.threads), (QThreadPool, self.pools), (QTimer, self.timers)):
            patch.setattr(kind, "start", _noting(kind.start, seen))

    def running(self) -> set[object]:
        """The threads, pools and timers that are at work now."""
        from PySide6.QtCore import QThread, QThreadPool, QTimer
        from shiboken6 import isValid

        found: set[object] = set()
        for one in (*self.threads, *self.pools, *self.timers):
            if not isValid(one):
                continue
            if (
                (isinstance(one, QThread) and one.isRunning())
                or (isinstance(one, QThreadPool) and one.activeThreadCount() > 0)
                or (isinstance(one, QTimer) and one.isActive())
            ):
                found.add(one)
        return found


def _noting(start: Callable[..., object], seen: weakref.WeakSet[object]) -> Callable[..., object]:
    def noted(self: object, *arguments: object, **named: object) -> object:
        seen.add(self)
        return start(self, *arguments, **named)

    return noted


@pytest.fixture(scope="session")
def _runners() -> Iterator[_Runners]:
    runners = _Runners()
    with pytest.MonkeyPatch.context() as patch:
        runners.watch(patch)
        yield runners


def _settle() -> None:
    """Let Qt delete what was told to delete itself, and let ending threads end."""
    from PySide6.QtCore import QCoreApplication, QEvent

    if QCoreApplication.instance() is not None:
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    time.sleep(0.005)


def _python_threads() -> set[threading.Thread]:
    return {thread for thread in threading.enumerate() if not thread.daemon}


@pytest.fixture(autouse=True)
def _nothing_left_running(_runners: _Runners) -> Iterator[None]:
    """Fail a test that leaves a thread, a pool's work or a timer behind it."""
    before = _runners.running() | _python_threads()
    yield
    deadline = time.monotonic() + GRACE_S
    while left := (_runners.running() | _python_threads()) - before:
        if time.monotonic() > deadline:
            pytest.fail(f"left running: {', '.join(sorted(map(repr, left)))}", pytrace=False)
        _settle()
