"""Draws the pictures of the manual from a fresh demonstration register.

    python3 packaging/dev.py pictures manual [--into FOLDER]

Without a folder they replace those of docs/pictures. No display is needed.
"""

import argparse
import os
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtGui import QImage

from pictures.palette import with_few_colours
from tpdesk.domain.candidates import Standing
from tpdesk.domain.progress import SilentProgress
from tpdesk.files.resources import resource_path
from tpdesk.gui.application import make_application, make_window
from tpdesk.gui.main_window import MainWindow
from tpdesk.gui.preferences import Preferences
from tpdesk.gui.stages.catalogue import STAGES
from tpdesk.gui.theme import apply_theme
from tpdesk.gui.window_pictures import open_and_wait, wait_until, wait_until_drawn
from tpdesk.render.printing import render_page_preview
from tpdesk.services.demonstration import make_demo_register, read_manifest

if TYPE_CHECKING:
    from tpdesk.gui.stages.collect.stage import CollectStage
    from tpdesk.gui.stages.colocate.stage import ColocateStage
    from tpdesk.gui.stages.layers.stage import LayersStage
    from tpdesk.gui.stages.print.stage import PrintStage
    from tpdesk.gui.stages.print.wish import ComposedWish

ROOT = Path(__file__).resolve().parents[2]
SIZE_PX = (1440, 900)
PAGE_WIDTH_PX = 1400
CHOSEN, AROUND_M = "Quillmere Town Hall", 900.0
SHOWN_LAYER = "deprivation"
# What is animated or waits for a pause in typing has come to rest by then.
REST_S = 1.0


def main() -> int:
    """Draw all of them."""
    reader = argparse.ArgumentParser(description="Draw the pictures of the manual.")
    reader.add_argument("--into", type=Path, default=ROOT / "docs" / "pictures")
    into: Path = reader.parse_args().into
    into.mkdir(parents=True, exist_ok=True)
    app = make_application()
    theme = apply_theme(app, "light")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        # The history tells who did what; the account of whoever draws the pictures is nobody's matter.
        os.environ |= {"TPDESK_HOME": home, "LOGNAME": "estates", "USER": "estates", "USERNAME": "estates"}
        register = Path(home) / "Quillmere.gpkg"
        make_demo_register(register, SilentProgress())
        window = make_window(theme, Preferences(parent=app), STAGES)
        window.resize(*SIZE_PX)
        window.show()
        open_and_wait(window, register)
        draw_register(window, into)
        draw_layers(window, into)
        draw_colocate(window, into)
        draw_print(window, into)
        draw_collect(window, into)
        window.close()
    return 0


def draw_register(window: MainWindow, into: Path) -> None:
    """One building selected, in light and in dark."""
    contents = window.desk.contents
    if contents is not None:
        named = zip(contents.assets.uids, contents.assets["name"], strict=True)
        window.desk.show_assets([str(uid) for uid, name in named if name == CHOSEN], around_m=AROUND_M)
    window.bring_forward("register")
    keep(window, into / "register.png")
    window.theme.set_mode("dark")
    keep(window, into / "dark.png")
    window.theme.set_mode("light")


def draw_layers(window: MainWindow, into: Path) -> None:
    """A layer coloured by a figure, the whole place in view."""
    window.desk.select(())
    window.bring_forward("layers")
    settle(window)
    chosen = cast("LayersStage", window.stage).chosen
    wanted = next((each for each in chosen.layers if SHOWN_LAYER in each.name.lower()), None)
    if wanted is not None:
        chosen.choose(wanted.key)
        if not wanted.visible:
            chosen.show(wanted, visible=True)
    window.work.show_everything()
    keep(window, into / "layers.png")
    if wanted is not None and not wanted.visible:
        window.desk.undo()
        settle(window)


def draw_colocate(window: MainWindow, into: Path) -> None:
    """The best of the proposals that still have something to ask, with its reasons."""
    window.bring_forward("colocate")
    settle(window)
    search = cast("ColocateStage", window.stage).search
    ranked = search.listed(Standing.RANKED)
    search.choose(next((each for each in ranked if each.coverage < 1), ranked[0]))
    keep(window, into / "colocate.png")


def draw_print(window: MainWindow, into: Path) -> None:
    """The composing of the page, and the page."""
    window.desk.select(())
    window.work.show_everything()
    window.bring_forward("print")
    making = cast("PrintStage", window.stage).making
    wait_until(lambda: making.is_fresh)
    keep(window, into / "print.png")
    made = cast("ComposedWish", making.made)
    save(render_page_preview(made.pages.pages[0], PAGE_WIDTH_PX, made.painter), into / "page.png")


def draw_collect(window: MainWindow, into: Path) -> None:
    """The partners' files on their way into a register that has none of them yet."""
    manifest = read_manifest()
    for _list in manifest.lists:
        window.desk.undo()
        wait_until_drawn(window)
    # It tells of the register as it was when it was opened.
    window.map_area.messages.hide()
    folder = resource_path("demo")
    window.bring_forward("collect")
    collection = cast("CollectStage", window.stage).collection
    collection.set_postcodes(str(folder / manifest.postcodes))
    collection.add(folder / partner.file for partner in manifest.lists)
    for file, partner in zip(collection.files, manifest.lists, strict=True):
        named = replace(file.request, sheet=partner.sheet or "", list_name=partner.list)
        collection.ask(file, replace(named, organisation=partner.organisation or "", kind=partner.kind))
    wait_until(lambda: len(collection.ready) == len(collection.files))
    window.work.show_everything()
    keep(window, into / "collect.png")


def settle(window: MainWindow) -> None:
    """Let the window work until it is at rest."""
    until = time.monotonic() + REST_S
    while time.monotonic() < until:
        wait_until_drawn(window)


def keep(window: MainWindow, picture: Path) -> None:
    """Save the window as it is seen when it has come to rest."""
    settle(window)
    save(window.grab().toImage(), picture)


def save(image: QImage, picture: Path) -> None:
    """Save an image as a small PNG."""
    with_few_colours(image).save(str(picture), quality=0)
    print(f"{picture} {picture.stat().st_size:,} bytes")


if __name__ == "__main__":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    sys.exit(main())
