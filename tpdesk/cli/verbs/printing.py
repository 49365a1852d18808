"""`tpdesk print`: the map and its schedule as a PDF."""

from pathlib import Path
from typing import Annotated

import typer

from tpdesk.cli.console import Conversation
from tpdesk.cli.options import AsJson, AudienceName, RegisterPath, check_out
from tpdesk.domain.disclosure import read_audience
from tpdesk.domain.wording import count_words
from tpdesk.render.printing import print_to_pdf
from tpdesk.services.printing.request import PrintRequest
from tpdesk.services.workspace import open_register


def print_map(  # noqa: PLR0913 - the command line's options are this function's parameters
    register: RegisterPath,
    out: Annotated[Path, typer.Option("--out", help="The PDF to write.")],
    size: Annotated[str, typer.Option("--size", help="A4, A3, A2, A1 or A0.")] = "A3",
    title: Annotated[str, typer.Option("--title", help="Title of the map.")] = "",
    layers: Annotated[list[str] | None, typer.Option("--layer", help="Layer to show; may repeat.")] = None,
    audience: AudienceName = "partners",
    as_json: AsJson = False,
) -> None:
    """Print the rationalisation map."""
    conversation = Conversation(as_json=as_json)
    check_out(out, register)
    request = PrintRequest(size=size, title=title, layers=tuple(layers) if layers else None)
    with conversation.progress() as progress, open_register(register, read_only=True) as opened:
        printed = print_to_pdf(opened, request, read_audience(audience), out, progress)
    answer: dict[str, object] = {
        "file": str(out),
        "pages": printed.pages,
        "scale": printed.scale,
        "withheld": printed.withheld,
    }
    if printed.notice:
        answer["notice"] = printed.notice
    conversation.answer(answer)
    pages = count_words(printed.pages, "page")
    conversation.say(f"Printed {pages} at 1:{printed.scale:,} to {out}. {printed.notice}".rstrip())
