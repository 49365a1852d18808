"""The window on a register of 100,000 assets, from the start of the program to its first paint.

The yardstick is a bare PySide6 window. Both count the start of the process and the imports. The time until
the register's assets are in the window is told beside it.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from tests.bench.ratio import Bench, Side, since_start_s

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QPaintEvent

    from tpdesk.domain.changes import Writer

ASSETS = 100_000
_REGISTER = "estate.gpkg"
_PATIENCE_MS = 60_000


class _Stock:
    """Puts the assets of ten organisations into an empty register."""

    kind = "stock"

    def describe(self) -> str:
        """Say what is done."""
        return "Stock"

    def apply(self, writer: Writer) -> None:
        """Write organisations, assets and references."""
        import numpy as np
        import shapely

        from tpdesk.domain.identity import new_uids

        rng = np.random.default_rng(4)
        bodies = new_uids(10)
        rows = [(uid, f"Body {place}", "council") for place, uid in enumerate(bodies)]
        writer.insert("organisation", ["uid", "name", "kind"], rows)
        uids = new_uids(ASSETS)
        points = list(map(shapely.Point, rng.uniform(400_000, 450_000, (ASSETS, 2))))
        columns = ["uid", "organisation_uid", "geom", "name", "sensitivity"]
        writer.insert(
            "asset",
            columns,
            ((uid, bodies[row % 10], points[row], f"Building {row}", "open") for row, uid in enumerate(uids)),
        )
        writer.insert(
            "asset_reference",
            ["uid", "asset_uid", "organisation_uid", "scheme", "reference", "key", "derived"],
            (
                (uid, asset, bodies[row % 10], "main", f"B{row}", f"b{row}", False)
                for row, (uid, asset) in enumerate(zip(new_uids(ASSETS), uids, strict=True))
            ),
        )


def prepare(folder: Path) -> None:
    """Make the register."""
    from tpdesk.services.workspace import create_register

    with create_register(folder / _REGISTER, "Quillmere") as register:
        register.execute(_Stock())


def load(folder: Path) -> object:
    """Name the register; the program itself imports nothing before its clock runs."""
    os.environ["TPDESK_HOME"] = str(folder / "home")
    return folder / _REGISTER


def open_window(register: Any) -> float:  # noqa: ANN401 - what load gave
    """Start the program as `tpdesk REGISTER` does; seconds until its window was painted first."""
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication

    from tpdesk.gui.application import run_window
    from tpdesk.gui.main_window import MainWindow

    class Watch(QObject):
        """Notes the first paint, and ends the program once the assets are there."""

        painted_s = 0.0

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
            """Look at each event before its receiver does."""
            if event.type() == QEvent.Type.Paint and isinstance(watched, MainWindow) and not self.painted_s:
                watched.event(event)
                self.painted_s = since_start_s()
                self._wait(watched)
                return True
            return False

        def _wait(self, window: MainWindow) -> None:
            if window.desk.contents is None:
                QTimer.singleShot(5, lambda: self._wait(window))
                return
            print(f"  painted {self.painted_s:.2f} s, assets {since_start_s():.2f} s", file=sys.stderr)
            QApplication.quit()

    app = QApplication(sys.argv[:1])
    watch = Watch()
    app.installEventFilter(watch)
    QTimer.singleShot(_PATIENCE_MS, app.quit)
    run_window(register)
    if not watch.painted_s:
        raise RuntimeError("the window was not painted")
    return watch.painted_s


def open_bare_window(_nothing: object) -> float:
    """Start a bare window; seconds until it was painted first."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    class Bare(QMainWindow):
        """A window without anything in it."""

        painted_s = 0.0

        def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
            """Note the time of the first paint and end."""
            super().paintEvent(event)
            self.painted_s = self.painted_s or since_start_s()
            QApplication.quit()

    app = QApplication(sys.argv[:1])
    window = Bare()
    window.resize(1440, 900)
    window.show()
    app.processEvents()
    if not window.painted_s:
        app.exec()
    return window.painted_s


BENCH = Bench(
    module="tests.bench.bench_window",
    title=f"First paint of the window on {ASSETS:,} assets : a bare PySide6 window's",
    ours=Side("tpdesk REGISTER", open_window, load),
    yardstick=Side("QMainWindow", open_bare_window),
    limit=3.0,
    prepare=prepare,
)

if __name__ == "__main__":
    sys.exit(BENCH.main(sys.argv[1:]))
