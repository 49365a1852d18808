"""`tpdesk history`: who changed what and when, as an audience may know it."""

from datetime import date, datetime
from typing import Annotated

import typer

from tpdesk.cli.console import Conversation, TableColumn
from tpdesk.cli.options import AsJson, AudienceName, RegisterPath
from tpdesk.domain.disclosure import read_audience
from tpdesk.domain.errors import InputError
from tpdesk.domain.wording import count_words, date_words
from tpdesk.services.looking_back import tell_asset_history, tell_history
from tpdesk.services.workspace import open_register

_COLUMNS = (TableColumn("When"), TableColumn("Who"), TableColumn("What"))


def history(
    register: RegisterPath,
    asset: Annotated[str, typer.Option("--asset", help="Of this asset alone: its reference.")] = "",
    organisation: Annotated[
        str, typer.Option("--organisation", help="Whose, where several use the reference.")
    ] = "",
    since: Annotated[str, typer.Option("--since", metavar="DATE", help="From this day on: 2026-03-31.")] = "",
    audience: AudienceName = "partners",
    as_json: AsJson = False,
) -> None:
    """Tell what was done, the newest first."""
    conversation = Conversation(as_json=as_json)
    day, who = _read_since(since), read_audience(audience)
    if organisation and not asset:
        raise InputError(
            "asset_missing", "--organisation says whose asset is meant.", "Add --asset with its reference."
        )
    with open_register(register, read_only=True) as opened:
        if asset:
            told = tell_asset_history(opened, asset, who, organisation=organisation, since=day)
        else:
            told = tell_history(opened, who, day)
    answer: dict[str, object] = {"entries": list(told.entries), "withheld": told.withheld}
    if told.notice:
        answer["notice"] = told.notice
    conversation.answer(answer)
    last = TableColumn("Facts") if asset else TableColumn("Rows", right=True)
    rows = [
        [_moment_words(entry["at"]), entry["who"], entry["what"], _told(entry, asset)]
        for entry in told.entries
    ]
    conversation.show_table((*_COLUMNS, last), rows)
    conversation.say(f"{count_words(len(rows), 'step')}. {told.notice}".rstrip())


def _read_since(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise InputError("date_invalid", f"“{text}” is not a day.", "Write it as 2026-03-31.") from None


def _moment_words(at: object) -> str:
    if not isinstance(at, str) or not at:
        return ""
    here = datetime.fromisoformat(at).astimezone()
    return f"{date_words(here)} {here:%H:%M}"


def _told(entry: dict[str, object], asset: str) -> object:
    """Give the number of rows, or each fact on a line of its own."""
    changes = entry["changes"]
    if not asset or not isinstance(changes, list):
        return entry["rows"]
    return "\n".join(
        f"{each['field']}: {_value_words(each['before'])} → {_value_words(each['after'])}" for each in changes
    )


def _value_words(value: object) -> str:
    return "unknown" if value is None else str(value)
