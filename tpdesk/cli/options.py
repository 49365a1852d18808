"""Options that several verbs share."""

from pathlib import Path
from typing import Annotated

import typer

from tpdesk.domain.errors import InputError

RegisterPath = Annotated[Path, typer.Argument(metavar="REGISTER", help="The register, a .gpkg file.")]
AsJson = Annotated[bool, typer.Option("--json", help="Answer with one JSON object.")]
Conditions = Annotated[
    list[str] | None, typer.Option("--where", help='Condition, as "FIELD=VALUE"; may repeat.')
]
AudienceName = Annotated[
    str, typer.Option("--audience", help="public, partners, organisation:NAME or full.", show_default=True)
]


def read_conditions(words: list[str]) -> tuple[tuple[str, str], ...]:
    """Take "NAME=VALUE" apart; the value may hold further equal signs.

    Raises:
        InputError: A word has no equal sign.
    """
    pairs = []
    for word in words:
        name, equals, value = word.partition("=")
        if not equals or not name.strip():
            raise InputError(
                "condition_invalid",
                f"“{word}” is not a condition.",
                'Write it as "NAME=VALUE", in quotation marks.',
            )
        pairs.append((name.strip(), value.strip()))
    return tuple(pairs)


def check_out(out: Path | None, *inputs: Path) -> None:
    """Refuse to write over what is being read: the register, or the partner's list.

    Raises:
        InputError: The file to write is one of those read.
    """
    if out is None or not out.exists():
        return
    for path in inputs:
        if path.exists() and out.samefile(path):
            raise InputError(
                "out_is_input",
                f"“{out.name}” would be written over itself. Nothing was changed.",
                "Give the new file another name.",
            )
