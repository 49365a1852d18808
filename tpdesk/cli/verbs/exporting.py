"""`tpdesk export`: the assets as a file for an audience."""

from pathlib import Path
from typing import Annotated

import typer

from tpdesk.cli.console import Conversation
from tpdesk.cli.options import AsJson, AudienceName, Conditions, RegisterPath, check_out, read_conditions
from tpdesk.domain.disclosure import read_audience
from tpdesk.domain.wording import count_words
from tpdesk.services.exporting.exporting import ExportRequest, export_assets
from tpdesk.services.workspace import open_register


def export(  # noqa: PLR0913 - the command line's options are this function's parameters
    register: RegisterPath,
    out: Annotated[Path, typer.Option("--out", help="The file to write; its ending says of what kind.")],
    what: Annotated[
        str, typer.Option("--what", help="What to give out, where the ending alone does not tell.")
    ] = "",
    where: Conditions = None,
    fields: Annotated[str, typer.Option("--fields", help="Keys of the fields, with commas between.")] = "",
    purpose: Annotated[str, typer.Option("--purpose", help="Why, for the register's book of exports.")] = "",
    audience: AudienceName = "partners",
    as_json: AsJson = False,
) -> None:
    """Write the assets that meet every condition to a file."""
    conversation = Conversation(as_json=as_json)
    check_out(out, register)
    request = ExportRequest(
        read_audience(audience),
        read_conditions(where or []),
        tuple(key.strip() for key in fields.split(",") if key.strip()),
        what.strip(),
        purpose.strip(),
    )
    with open_register(register) as opened:
        exported = export_assets(opened, request, out)
    answer: dict[str, object] = {"file": str(out), "rows": exported.rows, "withheld": exported.withheld}
    if exported.notice:
        answer["notice"] = exported.notice
    conversation.answer(answer)
    conversation.say(f"Wrote {count_words(exported.rows, 'row')} to {out}. {exported.notice}".rstrip())
