"""`tpdesk demo`: the whole job on the demonstration place."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from tpdesk.cli.console import Conversation
from tpdesk.cli.options import AsJson
from tpdesk.domain.candidates import CandidateOptions
from tpdesk.domain.disclosure import PARTNERS, disclose_assets
from tpdesk.domain.errors import ConflictError
from tpdesk.render.printing import print_to_pdf
from tpdesk.services.colocation.finding import find_candidates
from tpdesk.services.colocation.workbook import write_candidates_workbook
from tpdesk.services.demonstration import REGISTER_NAME, make_demo_register
from tpdesk.services.printing.request import PrintRequest
from tpdesk.services.workspace import open_register

WindowPicture = Callable[[Path, Path], None]


def make_verb(window_picture: WindowPicture | None) -> Callable[..., None]:
    """Give the verb, knowing who can draw the window: the command line itself cannot."""

    def demo(
        out: Annotated[Path, typer.Option("--out", help="Folder for what is made.")] = Path("tpdesk-demo"),
        as_json: AsJson = False,
    ) -> None:
        """Make the demonstration register and run the whole job on it."""
        conversation = Conversation(as_json=as_json)
        made = run_demo(out, window_picture, conversation)
        conversation.answer({name: str(path) for name, path in made.items()})
        for name, path in made.items():
            conversation.say(f"{name}: {path}")

    return demo


def run_demo(
    folder: Path, window_picture: WindowPicture | None, conversation: Conversation
) -> dict[str, Path]:
    """Make register, candidates workbook, printed map and picture of the window, and give their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    made = {
        "register": folder / REGISTER_NAME,
        "candidates": folder / "Candidates.xlsx",
        "map": folder / "Map.pdf",
        "picture": folder / "Window.png",
    }
    _clear_earlier(made["register"])
    with conversation.progress() as progress:
        make_demo_register(made["register"], progress)
        with open_register(made["register"], read_only=True) as register:
            assets = disclose_assets(register.read_assets(), PARTNERS)
            options = CandidateOptions(ruled_out_top=100)
            found = find_candidates(assets, options, progress, register.place.boundary)
            write_candidates_workbook(found, made["candidates"])
        # A window needs more of Qt than a page does, and a program can have only one of the two.
        if window_picture is None:
            del made["picture"]
        else:
            window_picture(made["register"], made["picture"])
        with open_register(made["register"], read_only=True) as register:
            print_to_pdf(register, PrintRequest(), PARTNERS, made["map"], progress)
    return made


def _clear_earlier(register: Path) -> None:
    """Take an earlier demonstration register away; one that somebody has open stays."""
    try:
        for name in (register.name, f"{register.name}-wal", f"{register.name}-shm"):
            register.with_name(name).unlink(missing_ok=True)
    except OSError as error:
        raise ConflictError(
            "demo_in_use",
            f"{register.name} is open in another program.",
            "Close it there, or choose another folder with --out.",
        ) from error
