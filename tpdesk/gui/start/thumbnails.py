"""Small pictures of the map of each register, for the start page."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from tpdesk.files.settings import user_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tpdesk.domain.progress import Progress
    from tpdesk.domain.scene import Scene
    from tpdesk.render.map_look import MapLook

PICTURE_PX = (266, 171)
_RATIO = 2.0


def thumbnail_path(register: Path) -> Path:
    """Give the path of a register's picture; it need not exist."""
    name = hashlib.sha256(str(register.resolve()).encode()).hexdigest()[:24]
    return user_folder("thumbnails") / f"{name}.png"


def thumbnail_work(scene: Scene, look: MapLook, path: Path) -> Callable[[Progress], Path]:
    """Give the work that draws the whole map small and keeps it."""

    def work(_progress: Progress) -> Path:
        from tpdesk.render.pictures import render_view

        image = render_view(scene, scene.extent, PICTURE_PX, look, _RATIO)
        image.setDevicePixelRatio(1.0)
        image.save(str(path))
        return path

    return work
