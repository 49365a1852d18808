"""The window on a register of 100,000 assets, from the start of the program to its first paint.

The yardstick is a bare PySide6 window. Both count the start of the process and the imports; both sides start
in processes of their own that import nothing for the measurement, with modules compiled as those of an
installed program are. The time for which other programs kept them from the processor is left out on both
sides. The time by the clock, and until the list and the whole map are in the window, is told beside it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from tests.bench.first_picture import STARTED
from tests.bench.ratio import ROOT, Bench, Side, Told

if TYPE_CHECKING:
    from pathlib import Path

    from tpdesk.domain.changes import Writer

ASSETS = 100_000
_REGISTER = "estate.gpkg"


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
    """Make the register, and start each side once: its modules are compiled then, and warm on the disc."""
    from tpdesk.services.workspace import create_register

    with create_register(folder / _REGISTER, "Quillmere") as register:
        register.execute(_Stock())
    open_window(folder)
    open_bare_window(folder)


def the_folder(folder: Path) -> Path:
    """Give the folder; neither side brings anything into this process."""
    return folder


def open_window(folder: Path) -> Told:
    """Start `tpdesk REGISTER`; the time until its window was painted first."""
    told = _started(folder, str(folder / _REGISTER))
    words = (
        "  painted after {painted_clock_s:.2f} s by the clock; list and whole map there after"
        " {filled_clock_s:.2f} s (processor {filled_cpu_s:.2f} s)"
    )
    print(words.format(**told), file=sys.stderr)
    return Told(told["painted_s"], told["painted_cpu_s"])


def open_bare_window(folder: Path) -> Told:
    """Start a bare window; the time until it was painted first."""
    told = _started(folder)
    return Told(told["painted_s"], told["painted_cpu_s"])


def _started(folder: Path, *words: str) -> dict[str, float]:
    """Start one side in a process that has nothing of this one, its modules compiled."""
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    surroundings |= {
        "TPDESK_HOME": str(folder / "home"),
        "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
        STARTED: repr(time.time()),
    }
    line = [sys.executable, "-m", "tests.bench.first_picture", *words]
    done = subprocess.run(line, cwd=ROOT, env=surroundings, stdout=subprocess.PIPE, check=True)
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return told


BENCH = Bench(
    module="tests.bench.bench_window",
    title=f"First paint of the window on {ASSETS:,} assets : a bare PySide6 window's",
    ours=Side("tpdesk REGISTER", open_window, the_folder),
    yardstick=Side("QMainWindow", open_bare_window, the_folder),
    limit=3.0,
    prepare=prepare,
    repeats=7,
)

if __name__ == "__main__":
    sys.exit(BENCH.main(sys.argv[1:]))
