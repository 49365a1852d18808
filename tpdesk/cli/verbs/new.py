"""`tpdesk new`: make an empty register for a place."""

from pathlib import Path
from typing import Annotated

import typer

from tpdesk.cli.console import Conversation
from tpdesk.cli.options import AsJson, RegisterPath
from tpdesk.services.workspace import create_register


def new(
    register: RegisterPath,
    place: Annotated[str, typer.Option("--place", help="Name of the place.")],
    boundary: Annotated[
        Path | None, typer.Option("--boundary", help="File with the place's boundary.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Make an empty register."""
    conversation = Conversation(as_json=as_json)
    with create_register(register, place, boundary, conversation.tell_aside) as made:
        conversation.answer({"register": str(register), "register_uid": made.uid})
        conversation.say(f"Made {register.name} for {place}. It holds no assets yet.")
