"""Starts the window: look, settings, what happens when something breaks, and pictures without a screen."""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from tpdesk.gui.desk import Desk
from tpdesk.gui.main_window import USUAL_PX, MainWindow
from tpdesk.gui.preferences import Preferences
from tpdesk.gui.stages.catalogue import STAGES
from tpdesk.gui.theme import Theme, apply_theme

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from types import TracebackType

    from tpdesk.gui.stages.entry import StageEntry

_WAIT_MS = 60_000


def run_window(path: Path | None) -> int:
    """Open the window, on a register if one is named, and give the exit code when it is closed."""
    app = make_application()
    preferences = Preferences(parent=app)
    theme = apply_theme(app, preferences.settings.theme)
    window = make_window(theme, preferences, opening="" if path is None else path.name)
    catch_faults(window)
    window.restore()
    # Whatever the first picture does not need is made after it was painted.
    AfterFirstPaint(window, lambda: _go_on(window, path))
    window.show()
    return app.exec()


class AfterFirstPaint(QObject):
    """Does something once, when a widget has been painted for the first time."""

    def __init__(self, widget: QWidget, act: Callable[[], None]) -> None:
        """Wait for the widget's first picture."""
        super().__init__(widget)
        self._act = act
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 Qt's name
        """Let the picture be finished, then act."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._act)
        return False


def _go_on(window: MainWindow, path: Path | None) -> None:
    if path is not None:
        window.desk.open(path)
    assert window.workplace is not None


def make_application() -> QApplication:
    """Give the program, which there is once."""
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("tpdesk")
    app.setApplicationDisplayName("tpdesk")
    return app


def make_window(
    theme: Theme, preferences: Preferences, stages: Sequence[StageEntry] = STAGES, opening: str = ""
) -> MainWindow:
    """Make a window on an empty desk; nothing is shown yet.

    Args:
        theme: The look.
        preferences: The person's settings.
        stages: Other stages than all of the year.
        opening: Name of the register that will be opened as soon as the window is there.
    """
    desk = Desk(preferences)
    window = MainWindow(theme, desk, stages, opening)
    desk.setParent(window)
    desk.runner.broke.connect(window.show_fault)
    return window


class _FaultCatcher(QObject):
    """Brings what broke, on whatever thread, to the window."""

    caught = Signal(object)

    def catch(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Take an exception that nobody has dealt with."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            self.caught.emit(error.with_traceback(trace))


def catch_faults(window: MainWindow) -> None:
    """Show whatever breaks in the window from now on, instead of ending the program."""
    catcher = _FaultCatcher(window)
    catcher.caught.connect(window.show_fault)
    sys.excepthook = catcher.catch
    threading.excepthook = lambda each: (
        catcher.catch(each.exc_type, each.exc_value, each.exc_traceback) if each.exc_value else None
    )


def draw_window_picture(register: Path, picture: Path) -> None:
    """Draw the window on a register into a PNG, without a screen.

    Raises:
        TpdeskError: The register cannot be opened, or the picture cannot be written.
    """
    import os

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from tpdesk.gui.window_pictures import draw_window

    app = make_application()
    preferences = Preferences(parent=app)
    window = make_window(apply_theme(app, "light"), preferences)
    try:
        draw_window(window, register, picture, USUAL_PX)
    finally:
        window.close()
