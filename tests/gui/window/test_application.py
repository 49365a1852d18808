"""Starting the window: what the first picture needs, what is caught, and pictures without a screen."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tpdesk.domain.errors import OutsideError
from tpdesk.gui.application import catch_faults
from tpdesk.gui.fault_page import FaultPage
from tpdesk.gui.main_window import MainWindow
from tpdesk.gui.window_pictures import save_picture, wait_until

HEAVY = (
    "sqlalchemy",
    "pandas",
    "geopandas",
    "pyogrio",
    "pyproj",
    "scipy",
    "openpyxl",
    "alembic",
    "shapely",
    "numpy",
)

FIRST_PAINT = """
import sys
from tpdesk.gui.application import make_application, make_window
from tpdesk.gui.preferences import Preferences
from tpdesk.gui.theme import apply_theme
app = make_application()
window = make_window(apply_theme(app, "light"), Preferences())
window.show()
app.processEvents()
print(" ".join(name for name in sys.argv[1:] if name in sys.modules))
window.close()
"""


def test_the_first_picture_waits_for_no_large_library() -> None:
    done = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT, *HEAVY], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == ""


def test_what_breaks_on_any_thread_is_shown(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    catch_faults(window)
    error = ValueError("a name")
    sys.excepthook(ValueError, error, None)
    page = window.findChild(FaultPage)
    assert page is not None
    page.closed.emit()
    assert window.workplace.isVisible()
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()
    wait_until(lambda: isinstance(window._front, FaultPage))


def test_a_picture_of_the_window_is_saved(window: MainWindow, tmp_path: Path) -> None:
    save_picture(window, tmp_path / "window.png")
    assert QImage(str(tmp_path / "window.png")).width() == 1440
    with pytest.raises(OutsideError):
        save_picture(window, tmp_path / "nowhere" / "window.png")
