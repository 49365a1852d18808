"""`tpdesk` opens the window, `tpdesk VERB` runs a verb: the one module that knows both."""

from __future__ import annotations

import sys
from pathlib import Path

VERBS = frozenset(("demo", "new", "import", "layer", "candidates", "print", "show", "check"))


def main() -> int:
    """Start the program with the words of the command line and give its exit code."""
    words = sys.argv[1:]
    if words and (words[0] in VERBS or words[0].startswith("-")):
        from tpdesk.cli.app import run

        return run(words, draw_window)
    from tpdesk.gui.application import run_window

    return run_window(Path(words[0]) if words else None)


def draw_window(register: Path, picture: Path) -> None:
    """Draw the window on a register into a PNG, without a screen."""
    from tpdesk.gui.application import draw_window_picture

    draw_window_picture(register, picture)


if __name__ == "__main__":
    sys.exit(main())
