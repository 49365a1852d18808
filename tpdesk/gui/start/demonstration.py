"""Opens the invented place from wherever one is; it is made the first time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpdesk.gui.start.places import demonstration_path

if TYPE_CHECKING:
    from pathlib import Path

    from tpdesk.domain.progress import Progress
    from tpdesk.gui.desk import Desk


def open_demonstration(desk: Desk) -> None:
    """Open the person's own copy of the demonstration register."""
    path = demonstration_path()

    def make(progress: Progress) -> Path:
        from tpdesk.services.demonstration import make_demo_register

        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            make_demo_register(path, progress)
        return path

    desk.open_made(path, make)
