"""`tpdesk undo`: take back the newest steps."""

from typing import Annotated

import typer

from tpdesk.cli.console import Conversation
from tpdesk.cli.options import AsJson, RegisterPath
from tpdesk.domain.wording import count_words
from tpdesk.services.workspace import open_register


def undo(
    register: RegisterPath,
    steps: Annotated[int, typer.Option("--steps", min=1, help="How many steps.")] = 1,
    as_json: AsJson = False,
) -> None:
    """Take back the newest steps, the last first; each can be made again in the window."""
    conversation = Conversation(as_json=as_json)
    undone: list[str] = []
    with open_register(register) as opened, conversation.progress() as progress:
        for _ in range(steps):
            if undone and opened.undo_description is None:
                break
            undone.append(opened.undo(progress).description)
        left = opened.undo_description
    conversation.answer({"undone": undone, "next": left})
    for words in undone:
        conversation.say(f"Undone: {words}")
    if len(undone) < steps:
        conversation.say(f"The register had only {count_words(len(undone), 'step')} to undo.")
