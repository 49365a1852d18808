"""Pictures of the window, drawn without a screen."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEventLoop

from tpdesk.domain.errors import OutsideError, TpdeskError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tpdesk.gui.main_window import MainWindow

_PATIENCE_S = 90.0
_REST_S = 0.01


def draw_window(window: MainWindow, register: Path, picture: Path, size: tuple[int, int]) -> None:
    """Open a register, wait until everything is drawn, and save the window as a PNG.

    Raises:
        TpdeskError: The register cannot be opened, or the picture cannot be written.
    """
    window.resize(*size)
    window.show()
    open_and_wait(window, register)
    save_picture(window, picture)


def open_and_wait(window: MainWindow, register: Path) -> None:
    """Open a register and wait until the map is drawn.

    Raises:
        TpdeskError: It cannot be opened.
    """
    faults: list[TpdeskError] = []
    window.desk.runner.failed.connect(faults.append)
    window.desk.open(register)
    wait_until(lambda: bool(faults) or window.desk.contents is not None)
    if faults:
        raise faults[0]
    wait_until_drawn(window)


def wait_until_drawn(window: MainWindow) -> None:
    """Let the window work until nothing is being read and every part of the map is painted."""
    wait_until(lambda: not window.desk.runner.busy and window.map_area.settled)


def wait_until(is_so: Callable[[], bool]) -> None:
    """Let Qt work until something is so; three times in a row, for one thing leads to another.

    Raises:
        OutsideError: It did not become so in good time.
    """
    deadline = time.monotonic() + _PATIENCE_S
    often = 0
    while often < 3:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        often = often + 1 if is_so() else 0
        time.sleep(_REST_S)
        if time.monotonic() > deadline:
            raise OutsideError(
                "window_slow", "The window was not drawn in good time.", "The register is unchanged."
            )


def save_picture(window: MainWindow, picture: Path) -> None:
    """Save the window as it is seen.

    Raises:
        OutsideError: The file cannot be written.
    """
    if not window.grab().save(str(picture), "PNG"):
        raise OutsideError(
            "picture_unwritable",
            f"The picture {picture.name} could not be written.",
            "Check that the folder exists and that your account may write there.",
        )
