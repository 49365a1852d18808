"""`tpdesk layer`: put a boundary or another vector file under the assets."""

from pathlib import Path
from typing import Annotated

import typer

from tpdesk.cli.console import Conversation
from tpdesk.cli.options import AsJson, RegisterPath
from tpdesk.services.layers.adding import LayerRequest, add_layer_file
from tpdesk.services.workspace import open_register


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
    repaired = f", {added.repaired:,} repaired" if added.repaired else ""
    conversation.say(f"Added “{added.name}”: {added.features:,} features{repaired}.")
    for each in added.issues:
        conversation.say(f"  {each.message}")
