"""What tests/conftest.py promises: silence in the log, nothing left running, a home of one's own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GUARDED = """
import logging, os, threading
from pathlib import Path
import pytest
from PySide6.QtCore import QObject, QRunnable, QThread, QThreadPool, QTimer
kept = []
class Sleeper(QThread):
    def run(self):
        QThread.msleep(self.for_ms)
def started(for_ms):
    thread = Sleeper()
    thread.for_ms = for_ms
    thread.start()
    kept.append(thread)
def test_quiet():
    logging.getLogger("tpdesk").info("all is well")
def test_warns():
    logging.getLogger("tpdesk").warning("the disc is nearly full")
@pytest.mark.logs
def test_warns_on_purpose(caplog):
    logging.getLogger("tpdesk").warning("the disc is nearly full")
    assert "nearly full" in caplog.text
def test_leaves_a_thread(qapp):
    started(1500)
def test_thread_ends_in_time(qapp):
    started(100)
def test_leaves_a_timer(qapp):
    timer = QTimer()
    timer.start(10_000)
    kept.append(timer)
def test_stops_its_timer(qapp):
    timer = QTimer()
    timer.start(10_000)
    timer.stop()
    kept.append(timer)
def test_timer_goes_with_its_parent(qtbot):
    from PySide6.QtWidgets import QWidget
    widget = QWidget()
    qtbot.addWidget(widget)
    timer = QTimer(widget)
    timer.start(10_000)
def test_leaves_work_in_a_pool(qapp):
    class Work(QRunnable):
        def run(self):
            QThread.msleep(1500)
    pool = QThreadPool()
    kept.append(pool)
    pool.start(Work())
def test_leaves_a_python_thread():
    threading.Thread(target=threading.Event().wait, args=(1.5,)).start()
def test_home_is_its_own(tmp_path):
    assert Path(os.environ["TPDESK_HOME"]).is_relative_to(tmp_path)
    assert not Path(os.environ["TPDESK_HOME"]).exists()
@pytest.mark.realdata
def test_of_a_real_place(realdata):
    assert realdata.is_dir()
"""


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The outcome, by name, of tests that keep and break the promises, run by a pytest of their own."""
    folder = tmp_path_factory.mktemp("guarded")
    frame = (ROOT / "tests" / "conftest.py").read_text("utf-8").replace("GRACE_S = 2.0", "GRACE_S = 0.4")
    (folder / "conftest.py").write_text(frame, "utf-8")
    (folder / "test_guarded.py").write_text(GUARDED, "utf-8")
    ini = "[pytest]\nmarkers =\n    logs: x\n    realdata: x\nqt_api = pyside6\n"
    (folder / "pytest.ini").write_text(ini, "utf-8")
    line = [sys.executable, "-m", "pytest", "-rA", "-q", "--no-header", "-p", "no:cacheprovider", str(folder)]
    surroundings = os.environ | {"TPDESK_REALDATA": str(folder / "nowhere")}
    surroundings.pop("PYTEST_XDIST_WORKER", None)
    done = subprocess.run(line, cwd=folder, env=surroundings, capture_output=True, text=True, check=False)
    found: dict[str, str] = {}
    for row in done.stdout.splitlines():
        word, _, rest = row.partition(" ")
        if word in {"PASSED", "FAILED", "ERROR"} and "::" in rest:
            found[rest.split("::")[1].split(" ")[0]] = word
        if word == "SKIPPED":
            found["skipped"] = rest
    return found


@pytest.mark.parametrize(
    ("name", "outcome"),
    [
        ("test_quiet", "PASSED"),
        ("test_warns", "FAILED"),
        ("test_warns_on_purpose", "PASSED"),
        ("test_leaves_a_thread", "ERROR"),
        ("test_thread_ends_in_time", "PASSED"),
        ("test_leaves_a_timer", "ERROR"),
        ("test_stops_its_timer", "PASSED"),
        ("test_timer_goes_with_its_parent", "PASSED"),
        ("test_leaves_work_in_a_pool", "ERROR"),
        ("test_leaves_a_python_thread", "ERROR"),
        ("test_home_is_its_own", "PASSED"),
    ],
)
def test_a_test_is_judged(outcomes: dict[str, str], name: str, outcome: str) -> None:
    assert outcomes[name] == outcome


def test_real_data_is_skipped_where_there_is_none(outcomes: dict[str, str]) -> None:
    assert "the published data of a real place is not beside the project" in outcomes["skipped"]
