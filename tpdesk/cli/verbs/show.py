"""`tpdesk show`: the assets as an audience may see them."""

from tpdesk.cli.console import Conversation, TableColumn
from tpdesk.cli.options import AsJson, AudienceName, Conditions, RegisterPath, read_conditions
from tpdesk.domain.disclosure import read_audience
from tpdesk.services.showing import show_assets
from tpdesk.services.workspace import open_register

_COLUMNS = (
    ("reference", TableColumn("Reference")),
    ("name", TableColumn("Name")),
    ("organisation", TableColumn("Organisation")),
    ("postcode", TableColumn("Postcode")),
    ("tenure", TableColumn("Tenure")),
    ("floor_area_m2", TableColumn("Floor area, m²", right=True)),
    ("location_method", TableColumn("Placed")),
)


def show(
    register: RegisterPath,
    where: Conditions = None,
    audience: AudienceName = "partners",
    as_json: AsJson = False,
) -> None:
    """List the assets that meet every condition."""
    conversation = Conversation(as_json=as_json)
    with open_register(register, read_only=True) as opened:
        shown = show_assets(opened, read_conditions(where or []), read_audience(audience))
    answer: dict[str, object] = {"assets": list(shown.assets), "withheld": shown.withheld}
    if shown.notice:
        answer["notice"] = shown.notice
    conversation.answer(answer)
    rows = [[asset.get(key) for key, _ in _COLUMNS] for asset in shown.assets]
    conversation.show_table([column for _, column in _COLUMNS], rows)
    conversation.say(f"{len(rows):,} assets. {shown.notice}".rstrip())
