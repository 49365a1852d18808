"""`tpdesk show`: the assets as an audience may see them."""

from tpdesk.cli.console import Conversation, TableColumn
from tpdesk.cli.options import AsJson, AudienceName, Conditions, RegisterPath, read_conditions
from tpdesk.domain.disclosure import read_audience
from tpdesk.domain.fields.catalogue import FIELD_BY_KEY
from tpdesk.domain.vocabularies.catalogue import VOCABULARIES
from tpdesk.domain.wording import count_words
from tpdesk.services.showing import show_assets
from tpdesk.services.workspace import open_register

_COLUMNS = (
    ("reference", TableColumn("Reference")),
    ("name", TableColumn("Name")),
    ("organisation", TableColumn("Organisation")),
    ("postcode", TableColumn("Postcode")),
    ("tenure", TableColumn("Tenure")),
    ("floor_area_m2", TableColumn("Floor area, m²", right=True)),
    ("easting", TableColumn("Easting", right=True)),
    ("northing", TableColumn("Northing", right=True)),
    ("location_method", TableColumn("Placed")),
)
_ONE_DECIMAL = {"floor_area_m2": ",.1f", "easting": ".1f", "northing": ".1f"}


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
    rows = [[_words(key, asset.get(key)) for key, _ in _COLUMNS] for asset in shown.assets]
    conversation.show_table([column for _, column in _COLUMNS], rows)
    conversation.say(f"{count_words(len(rows), 'asset')}. {shown.notice}".rstrip())


def _words(key: str, value: object) -> str:
    """Write a value for a person: a vocabulary's label, a number to one decimal, nothing for unknown."""
    if value is None:
        return ""
    if key in _ONE_DECIMAL and isinstance(value, (int, float)):
        return format(value, _ONE_DECIMAL[key]).removesuffix(".0")
    vocabulary = FIELD_BY_KEY[key].vocabulary if key in FIELD_BY_KEY else ""
    return VOCABULARIES[vocabulary].label_of(str(value)) if vocabulary else str(value)
