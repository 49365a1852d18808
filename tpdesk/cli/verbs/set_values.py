"""`tpdesk set`: change facts of one asset."""

from collections.abc import Iterable
from typing import Annotated

import numpy as np
import typer

from tpdesk.cli.console import Conversation, TableColumn
from tpdesk.cli.options import AsJson, RegisterPath, read_conditions
from tpdesk.domain.fields.catalogue import FIELD_BY_KEY
from tpdesk.domain.wording import count_words
from tpdesk.services.changing import change_register
from tpdesk.services.editing.editing import plan_edits, read_edits
from tpdesk.services.editing.moving import POSITION_KEYS, plan_moves, read_position
from tpdesk.services.editing.one_asset import find_asset
from tpdesk.services.showing import plain_columns
from tpdesk.services.workspace import open_register
from tpdesk.store.register import Register


def set_values(
    register: RegisterPath,
    values: Annotated[
        list[str], typer.Argument(metavar="FIELD=VALUE", help="What is to hold; an empty value is unknown.")
    ],
    asset: Annotated[str, typer.Option("--asset", help="The asset's reference.")],
    organisation: Annotated[
        str, typer.Option("--organisation", help="Whose, where several use the reference.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Change facts of one asset, in one step that can be undone."""
    conversation = Conversation(as_json=as_json)
    typed = dict(read_conditions(values))
    with open_register(register) as opened:
        uid = find_asset(opened, asset, organisation)
        before, name = _facts(opened, uid, typed)
        position = read_position(typed)
        edits, notes = read_edits(
            [uid], {key: text for key, text in typed.items() if key not in POSITION_KEYS}
        )
        step = plan_edits(opened, edits, name)
        if position is not None:
            step = step.joined(plan_moves(opened, {uid: position}, name))
        change = change_register(opened, step)
        after, _ = _facts(opened, uid, typed)
    changed = [key for key in typed if before[key] != after[key]]
    conversation.answer(
        {
            "asset": {"uid": uid, "reference": asset, "name": name},
            "changed": [{"field": key, "before": before[key], "after": after[key]} for key in changed],
            "step": change.transaction,
        }
    )
    for note in notes:
        conversation.tell_aside(note)
    conversation.show_table(
        [TableColumn("Field"), TableColumn("Before"), TableColumn("After")],
        [[FIELD_BY_KEY[key].label, before[key], after[key]] for key in changed],
    )
    conversation.say(f"{count_words(len(changed), 'fact')} of {name} changed.")


def _facts(opened: Register, uid: str, keys: Iterable[str]) -> tuple[dict[str, object], str]:
    """Give some facts of an asset as JSON has them, and its name."""
    frame = opened.read_assets()
    rows = np.flatnonzero(frame.uids == uid)
    columns = plain_columns(frame, rows)
    return {key: columns[key][0] if key in columns else None for key in keys}, frame.label(int(rows[0]))
