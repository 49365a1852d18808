"""Draws the window, every stage of it, to be laid beside the designed pictures.

    python packaging/pictures/stages.py [--register FILE] [--stage KEY ...] [--scheme light dark]
                                        [--size 1440x900 1280x720] [--ratio 1 2] [--select NAME]
                                        [--into FOLDER]

Without a register the demonstration is made. Without a folder the pictures go to out/pictures. No display is
needed. The start page is the stage "start".
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

if TYPE_CHECKING:
    from tpdesk.gui.main_window import MainWindow
    from tpdesk.gui.theme import Theme

START = "start"
_BETWEEN_S = 0.3


def main() -> int:
    """Draw what the words of the command line ask for, each screen density in a program of its own."""
    words = read_words()
    if words.inner:
        return draw(words)
    words.folder.mkdir(parents=True, exist_ok=True)
    register = words.register or make_demonstration(words.folder)
    for ratio in words.ratio:
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": str(ratio)}
        arguments = [*sys.argv[1:], "--inner", "--register", str(register), "--ratio", str(ratio)]
        done = subprocess.run([sys.executable, __file__, *arguments], env=environment, check=False)
        if done.returncode:
            return done.returncode
    return 0


def read_words() -> argparse.Namespace:
    """Read the words of the command line."""
    reader = argparse.ArgumentParser(description="Draw the stages of the window.")
    reader.add_argument("--into", dest="folder", type=Path, default=Path("out/pictures"))
    reader.add_argument("--register", type=Path)
    reader.add_argument("--stage", nargs="+", default=[])
    reader.add_argument("--scheme", nargs="+", choices=("light", "dark"), default=["light", "dark"])
    reader.add_argument("--size", nargs="+", default=["1440x900", "1280x720"])
    reader.add_argument("--ratio", nargs="+", type=int, default=[1])
    reader.add_argument("--select", default="")
    reader.add_argument("--inner", action="store_true", help=argparse.SUPPRESS)
    return reader.parse_args()


def make_demonstration(folder: Path) -> Path:
    """Make the demonstration register, unless an earlier run has."""
    from tpdesk.domain.progress import SilentProgress
    from tpdesk.services.demonstration import make_demo_register

    path = folder / "demonstration.gpkg"
    if not path.exists():
        make_demo_register(path, SilentProgress())
    return path


def draw(words: argparse.Namespace) -> int:
    """Draw the pictures at the density of this program."""
    from tpdesk.gui.application import make_application, make_window
    from tpdesk.gui.preferences import Preferences
    from tpdesk.gui.stages.catalogue import STAGES
    from tpdesk.gui.theme import apply_theme
    from tpdesk.gui.window_pictures import open_and_wait

    app = make_application()
    with tempfile.TemporaryDirectory() as home:
        os.environ["TPDESK_HOME"] = home
        theme = apply_theme(app, words.scheme[0])
        window = make_window(
            theme, Preferences(parent=app), [each for each in STAGES if _is_there(each.load)]
        )
        keys = words.stage or [START, *window.workplace.keys]
        window.resize(*_size(words.size[0]))
        window.show()
        open_and_wait(window, words.register)
        if words.select:
            _select(window, words.select)
        for scheme in words.scheme:
            theme.set_mode(cast("Literal['light', 'dark']", scheme))
            for size in words.size:
                window.resize(*_size(size))
                for key in keys:
                    print(
                        _draw_stage(
                            window, theme, key, words.folder / _name(key, size, words.ratio[0], theme)
                        )
                    )
        window.close()
    return 0


def _is_there(load: object) -> bool:
    try:
        cast("type", load)()
    except ModuleNotFoundError as error:
        print(f"left out: {error}", file=sys.stderr)
        return False
    return True


def _draw_stage(window: "MainWindow", _theme: "Theme", key: str, picture: Path) -> Path:
    from tpdesk.gui.window_pictures import save_picture, wait_until_drawn

    if key == START:
        window.show_start()
    else:
        window.bring_forward(key)
    wait_until_drawn(window)
    until = time.monotonic() + _BETWEEN_S
    while time.monotonic() < until:
        wait_until_drawn(window)
    save_picture(window, picture)
    return picture


def _select(window: "MainWindow", name: str) -> None:
    contents = window.desk.contents
    if contents is not None:
        names = contents.assets["name"]
        wanted = [str(uid) for uid, each in zip(contents.assets.uids, names, strict=True) if each == name]
        window.desk.show_assets(wanted, around_m=900.0)


def _size(text: str) -> tuple[int, int]:
    width, height = text.split("x")
    return int(width), int(height)


def _name(key: str, size: str, ratio: int, theme: "Theme") -> str:
    density = f"-{ratio}x" if ratio != 1 else ""
    return f"{key}-{size}-{theme.scheme}{density}.png"


if __name__ == "__main__":
    sys.exit(main())
