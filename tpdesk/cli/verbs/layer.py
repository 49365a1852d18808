"""`tpdesk layer`: put a boundary or another vector file under the assets."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from tpdesk.cli.console import Conversation
from tpdesk.cli.options import AsJson, RegisterPath
from tpdesk.domain.issues import Issue
from tpdesk.domain.wording import count_words
from tpdesk.services.layers.adding import LayerRequest, add_layer_file, is_at_one_position
from tpdesk.services.workspace import open_register

_FEW = 5


def layer(
    register: RegisterPath,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="GeoJSON, GeoPackage or shapefile.")],
    name: Annotated[str, typer.Option("--name", help="What the layer is called.")],
    as_json: AsJson = False,
) -> None:
    """Add a layer to the register."""
    conversation = Conversation(as_json=as_json)
    with conversation.progress() as progress, open_register(register) as opened:
        added = add_layer_file(opened, LayerRequest(file, name), progress)
    issues = [{"code": each.code, "message": each.message} for each in added.issues]
    answer = {"name": added.name, "features": added.features, "crs": added.crs, "repaired": added.repaired}
    conversation.answer({**answer, "issues": issues})
    if added.name != name.strip():
        conversation.tell_aside(f"There is a layer “{name.strip()}” already: this one is “{added.name}”.")
    repaired = f", {added.repaired:,} repaired" if added.repaired else ""
    conversation.say(f"Added “{added.name}”: {count_words(added.features, 'feature')}{repaired}.")
    for line in _doubt_lines(added.issues):
        conversation.say(f"  {line}")
    if is_at_one_position(added.issues):
        conversation.say("  It is in the list of layers, but not shown.")


def _doubt_lines(issues: Sequence[Issue]) -> list[str]:
    """Tell each doubt once, with the first few of its rows."""
    rows: dict[str, list[int]] = {}
    for issue in issues:
        rows.setdefault(issue.message, []).append(issue.row)
    return [_where_words(numbers) + message for message, numbers in rows.items()]


def _where_words(rows: Sequence[int]) -> str:
    told = [f"{row:,}" for row in rows if row]
    if not told:
        return ""
    more = f" and {len(told) - _FEW:,} more" if len(told) > _FEW else ""
    return f"{'Feature' if len(told) == 1 else 'Features'} {', '.join(told[:_FEW])}{more}: "
