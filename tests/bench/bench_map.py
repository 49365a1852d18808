"""A million buildings over 35,000 coloured areas: the slowest frame while the map is dragged and zoomed.

A frame is everything the window's thread does between a movement of the mouse and the end of painting,
while the worker paints tiles beside it, less the time for which other programs had the processor: that the
window's thread stood in the queue for one, and that it waited for Python's lock while the worker that held it
stood in the queue. The yardstick is the time of one frame at 60 in a second.

    python -m tests.bench.bench_map --detail    tells the frames of each part apart, without the comparison,
                                                and beside them what the clock on the wall saw
"""

from __future__ import annotations

import gc
import json
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tests.bench.ratio import Bench, Side

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication

    from tpdesk.domain.scene import Scene
    from tpdesk.gui.canvas.map_canvas import MapCanvas

POINTS = 1_000_000
SIDE = 187
VERTICES = 60
SQUARE_M = 2_000.0
FRAME_S = 1 / 60
WIDTH, HEIGHT = 1600, 1000
FRAMES = 150
THREADS = Path("/proc/self/task")


class Frame(NamedTuple):
    """Seconds that a frame took of the program's own doing, and by the clock."""

    own_s: float
    clock_s: float


@dataclass(frozen=True)
class Bed:
    """What is measured on."""

    app: QApplication
    canvas: MapCanvas


def make_scene() -> Scene:
    """Lay 34,969 areas of 60 corners side by side and strew a million buildings, most of them in towns."""
    import numpy as np
    import shapely

    from tpdesk.domain.look import COLOUR_KEYS, ORGANISATION_KINDS
    from tpdesk.domain.scene import Extent, FillLayer, MarkerLayer, Scene

    chance = np.random.default_rng(7)
    turn = np.linspace(0, 2 * np.pi, VERTICES, endpoint=False)
    middle = (np.arange(SIDE) + 0.5) * SQUARE_M
    x, y = (each.ravel() for each in np.meshgrid(middle, middle))
    radius = SQUARE_M * 0.55 * (1 + 0.15 * chance.standard_normal((len(x), VERTICES)))
    corners = np.stack((x[:, None] + radius * np.cos(turn), y[:, None] + radius * np.sin(turn)), axis=-1)
    areas = np.asarray(shapely.polygons(np.concatenate((corners, corners[:, :1]), axis=1)), dtype=object)
    classes = chance.integers(0, 5, len(areas)).astype(np.int8)
    fills = FillLayer("areas", areas, "zone", "sequential", classes, 5, outlined=True)
    towns = chance.uniform(0, SIDE * SQUARE_M, (2000, 2))
    home = chance.integers(0, len(towns), POINTS)
    places = towns[home] + chance.normal(0, 2500, (POINTS, 2))
    kinds = chance.integers(0, len(ORGANISATION_KINDS), POINTS).astype(np.int8)
    markers = MarkerLayer(
        "assets",
        np.ascontiguousarray(places[:, 0]),
        np.ascontiguousarray(places[:, 1]),
        np.array([f"u{each}" for each in range(POINTS)], dtype=object),
        kinds,
        (kinds % len(COLOUR_KEYS)).astype(np.int8),
        chance.integers(0, 3, POINTS).astype(np.int8),
        np.zeros(POINTS, dtype=bool),
        np.full(POINTS, "Town hall", dtype=object),
        np.zeros(POINTS, dtype=np.int32),
        ("Borough Council",),
    )
    return Scene(Extent(0, 0, SIDE * SQUARE_M, SIDE * SQUARE_M), (fills, markers))


def load(_folder: Path) -> Bed:
    """Open the map and let the widest view come."""
    from PySide6.QtWidgets import QApplication

    from tpdesk.gui.canvas.map_canvas import MapCanvas
    from tpdesk.gui.theme import apply_theme

    app = QApplication([])
    canvas = MapCanvas(apply_theme(app, "light"))
    canvas.resize(WIDTH, HEIGHT)
    canvas.show()
    canvas.set_scene(make_scene())
    supply(Bed(app, canvas), 120.0)
    return Bed(app, canvas)


def supply(bed: Bed, most_s: float = 30.0) -> float:
    """Wait until everything in view is there; gives how long it took."""
    began = time.perf_counter()
    while not bed.canvas.feed.is_complete(bed.canvas.viewport) and time.perf_counter() - began < most_s:
        bed.app.processEvents()
        time.sleep(0.005)
    return time.perf_counter() - began


def drag(bed: Bed, frames: int, step: tuple[int, int]) -> list[Frame]:
    """Drag the map with the middle button, one movement to a frame."""
    from PySide6.QtCore import QEvent, QPointF, Qt
    from PySide6.QtGui import QMouseEvent

    at = QPointF(WIDTH / 2, HEIGHT / 2)
    middle, none = Qt.MouseButton.MiddleButton, Qt.KeyboardModifier.NoModifier

    def send(kind: QEvent.Type) -> None:
        event = QMouseEvent(kind, at, bed.canvas.mapToGlobal(at), middle, middle, none)
        bed.app.sendEvent(bed.canvas, event)

    send(QEvent.Type.MouseButtonPress)
    taken = []
    for number in range(frames):
        turn = 1 if (number // 60) % 2 == 0 else -1
        at += QPointF(step[0] * turn, step[1])
        taken.append(frame(bed, lambda: send(QEvent.Type.MouseMove)))
    send(QEvent.Type.MouseButtonRelease)
    return taken


def frame(bed: Bed, change: Callable[[], object] | None = None) -> Frame:
    """Make a change, take what the worker has sent, paint; then rest until the next frame is due."""
    from PySide6.QtCore import QCoreApplication, QEvent

    queued, worked, began = queued_s(), time.thread_time(), time.perf_counter()
    if change is not None:
        change()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.MetaCall.value)
    bed.canvas.repaint()
    taken = Frame(*_own_and_clock(time.perf_counter() - began, time.thread_time() - worked, queued))
    rest = began + FRAME_S
    while True:
        bed.app.processEvents()
        left = rest - time.perf_counter()
        if left <= 0:
            return taken
        time.sleep(min(left, 0.004))


def _own_and_clock(clock_s: float, worked_s: float, before: dict[int, float]) -> tuple[float, float]:
    """Take from a frame what other programs added.

    The frame waits for the worker when that holds Python's lock. This is the program's own doing and stays in
    the frame, but for the part in which the worker itself was kept from the processor.
    """
    put_off = {thread: queued - before.get(thread, queued) for thread, queued in queued_s().items()}
    own_s = clock_s - put_off.pop(threading.get_native_id(), 0.0)
    waited_s = max(own_s - worked_s, 0.0)
    return own_s - min(waited_s, max(put_off.values(), default=0.0)), clock_s


def queued_s() -> dict[int, float]:
    """How long each thread has waited for a processor that others had; empty where the system is silent."""
    found = {}
    for thread in THREADS.iterdir() if THREADS.is_dir() else ():
        # A thread may end while one looks.
        with suppress(OSError):
            found[int(thread.name)] = int((thread / "schedstat").read_text("ascii").split()[1]) / 1e9
    return found


def wheel(bed: Bed, notches: int) -> list[Frame]:
    """Turn the wheel at the middle of the map, and paint frames until it has come to rest."""
    from PySide6.QtCore import QPoint, QPointF, Qt
    from PySide6.QtGui import QWheelEvent

    at = QPointF(WIDTH / 2 + 111, HEIGHT / 2 - 77)
    taken = []
    for _ in range(abs(notches)):
        turn = QPoint(0, 120 if notches > 0 else -120)
        event = QWheelEvent(
            at,
            bed.canvas.mapToGlobal(at),
            QPoint(),
            turn,
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        taken.append(frame(bed, partial(bed.app.sendEvent, bed.canvas, event)))
        while bed.canvas.zoom.running:
            taken.append(frame(bed))
    return taken


def parts(bed: Bed) -> dict[str, list[Frame]]:
    """Drag and zoom at several views, cold and warm."""
    from tpdesk.domain.scene import Extent

    gc.collect()
    gc.freeze()
    found: dict[str, list[Frame]] = {}
    middle = SIDE * SQUARE_M / 2
    found["zoom in"] = wheel(bed, 8)
    for name, resolution in (("county", 64.0), ("city", 16.0), ("street", 2.0)):
        width, height = WIDTH * resolution / 2, HEIGHT * resolution / 2
        bed.canvas.zoom_to(Extent(middle - width, middle - height, middle + width, middle + height))
        found[f"cold drag, {name}"] = drag(bed, FRAMES, (24, 9))
        supply(bed)
        found[f"warm drag, {name}"] = drag(bed, FRAMES // 2, (4, 0))
    found["zoom out"] = wheel(bed, -8)
    return found


def slowest_frame(bed: Bed) -> float:
    """The slowest frame of all."""
    found = parts(bed)
    bed.canvas.close()
    return max(each.own_s for frames in found.values() for each in frames)


def budget(_loaded: object) -> float:
    """The time there is for one frame."""
    return FRAME_S


def spread(times: list[float]) -> list[tuple[str, float]]:
    """Name the middle, the slow and the slowest of some times."""
    ordered = sorted(times)
    places = (("median", 0.5), ("95 %", 0.95), ("99 %", 0.99))
    return [(key, ordered[int(len(ordered) * place)]) for key, place in places] + [("max", ordered[-1])]


def detail() -> None:
    """Print the frames of each part."""
    began = time.perf_counter()
    bed = load(Path())
    print(json.dumps({"first view s": round(time.perf_counter() - began, 2)}))
    found = parts(bed)
    found["all"] = [each for frames in found.values() for each in frames]
    for name, frames in found.items():
        own = " ".join(f"{key} {1000 * value:6.2f}" for key, value in spread([each.own_s for each in frames]))
        clock = " ".join(f"{1000 * value:6.2f}" for _, value in spread([each.clock_s for each in frames]))
        over = sum(each.own_s > FRAME_S for each in frames)
        print(f"{name:<22}{len(frames):4} frames, ms: {own}   over: {over}   by the clock: {clock}")
    bed.canvas.close()


BENCH = Bench(
    module="tests.bench.bench_map",
    title="Slowest frame while a map of 1M buildings over 35k areas is dragged and zoomed",
    ours=Side("the slowest frame", slowest_frame, load),
    yardstick=Side("a frame at 60 in a second", budget),
    limit=1.0,
    limit_mb=1500.0,
    repeats=3,
)

if __name__ == "__main__":
    if "--detail" in sys.argv:
        detail()
        sys.exit(0)
    sys.exit(BENCH.main(sys.argv[1:]))
