"""`tpdesk` opens the window, `tpdesk VERB` runs a verb: the one module that knows both."""

from __future__ import annotations

import sys
from pathlib import Path

VERBS = frozenset(
    (
        "demo",
        "new",
        "import",
        "layer",
        "candidates",
        "print",
        "show",
        "export",
        "check",
        "issues",
        "set",
        "history",
        "undo",
    )
)
CANCELLED = 130


def main() -> int:
    """Start the program with the words of the command line and give its exit code."""
    try:
        return start(sys.argv[1:])
    except KeyboardInterrupt:
        # Before a verb runs there is nothing to undo; libraries are being loaded.
        sys.stderr.write("tpdesk: Cancelled. Nothing was changed.\n")
        return CANCELLED


def start(words: list[str]) -> int:
    """Open the window or run the verb that the words ask for."""
    if words and not _is_register(words[0]):
        from tpdesk.cli.app import run

        return run(words, draw_window)
    from tpdesk.gui.application import run_window

    return run_window(Path(words[0]) if words else None)


def _is_register(word: str) -> bool:
    """Tell a register from a verb, an option, or a verb written wrongly."""
    if word in VERBS or word.startswith("-"):
        return False
    return word.casefold().endswith(".gpkg") or Path(word).exists()


def draw_window(register: Path, picture: Path) -> None:
    """Draw the window on a register into a PNG, without a screen."""
    from tpdesk.gui.application import draw_window_picture

    draw_window_picture(register, picture)


if __name__ == "__main__":
    sys.exit(main())
