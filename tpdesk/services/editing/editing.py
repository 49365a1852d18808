"""Plans changes of values: which row each is written into, and what else follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tpdesk.domain.errors import InputError
from tpdesk.domain.fields.catalogue import FIELD_BY_KEY, fields_of_table
from tpdesk.domain.identity import new_uid, reference_key
from tpdesk.domain.leases import head_terms
from tpdesk.domain.wording import count_words
from tpdesk.services.commands.values import ChangeValues, NewRow, NewValue
from tpdesk.services.editing.typed import editable_field, read_typed
from tpdesk.store.reads import read_children, read_references
from tpdesk.store.shown_rows import read_shown_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tpdesk.domain.fields.field import Field
    from tpdesk.store.connection import Readable
    from tpdesk.store.shown_rows import Shown

_TOTALS = frozenset(("fte", "workstations", "capacity", "rent_received_gbp"))
_TERMS = ("tenure", "tenure_detail")
_YEAR = ("period", "period_start", "period_end", "price_year")


class Edit(NamedTuple):
    """A value for an asset's field, as the column stores it."""

    asset_uid: str
    key: str
    value: object


def read_edits(
    asset_uids: Sequence[str], typed: Mapping[str, str]
) -> tuple[tuple[Edit, ...], tuple[str, ...]]:
    """Understand what was typed for some assets, by field key.

    Returns:
        The values, and what a person should know of how they were understood.

    Raises:
        InputError: A field is not changed by typing, or a value is nothing it can hold.
    """
    values: dict[str, object] = {}
    notes: list[str] = []
    for key, text in typed.items():
        understood = read_typed(editable_field(key), text)
        values[key] = understood.value
        notes += understood.notes
    edits = tuple(Edit(uid, key, value) for uid in asset_uids for key, value in values.items())
    return edits, tuple(notes)


def plan_edits(register: Readable, edits: Sequence[Edit], name: str = "") -> ChangeValues:
    """Work out what a change of values writes; nothing is written.

    Args:
        register: The register.
        edits: The values; what is there already is left out.
        name: What to call the asset in the words of the step, when it is one.

    Raises:
        InputError: A value is a sum over several rows, or a reference is another asset's.
    """
    keys = dict.fromkeys(edit.key for edit in edits)
    shown = read_shown_rows(register, [edit.asset_uid for edit in edits], [*keys, *_beside(keys)])
    changes: list[NewValue] = []
    written: list[Edit] = []
    rows: dict[tuple[str, str, tuple[tuple[str, str], ...]], dict[str, object]] = {}
    for edit in edits:
        field = FIELD_BY_KEY[edit.key]
        row = shown.get((edit.asset_uid, edit.key))
        if row is not None:
            if row.value != edit.value:
                _check_single(field, row.beside)
                changes.append(NewValue(field.table, field.column, row.uid, row.value, edit.value))
                written.append(edit)
        elif edit.value is not None:
            slot = (edit.asset_uid, field.table, field.selector)
            if slot not in rows:
                rows[slot] = {
                    "uid": new_uid(),
                    "asset_uid": edit.asset_uid,
                    **dict(field.selector),
                    **_year_shown(register, edit.asset_uid, field.table),
                }
            rows[slot][field.column] = edit.value
            written.append(edit)
    _follow_tenure(register, edits, shown, (changes, rows))
    _follow_reference(register, edits, changes)
    added = tuple(NewRow(table, values) for (_, table, _), values in rows.items())
    return ChangeValues(_words(written or edits, name), tuple(changes), added)


def _year_shown(register: Readable, asset_uid: str, table: str) -> dict[str, object]:
    """Give the year of the facts that are shown of an asset: what is typed beside them is about it too."""
    keys = [field.key for field in fields_of_table(table) if field.column != "period"]
    shown = {row.uid for row in read_shown_rows(register, [asset_uid], keys).values()}
    for row in read_children(register, table, [asset_uid]).get(asset_uid, []):
        if row["uid"] in shown and "period" in row:
            return {name: row[name] for name in _YEAR}
    return {}


def _beside(keys: Mapping[str, None]) -> tuple[str, ...]:
    return _TERMS if any(key in keys for key in _TERMS) else ()


def _check_single(field: Field, beside: int) -> None:
    if field.key in _TOTALS and beside:
        entries = count_words(beside + 1, "entry", "entries")
        raise InputError(
            "value_is_total",
            f"{field.label} is the sum of {entries}. Nothing was changed.",
            "Change the entries one by one.",
        )


_Rows = tuple[list[NewValue], dict[tuple[str, str, tuple[tuple[str, str], ...]], dict[str, object]]]


def _follow_tenure(register: Readable, edits: Sequence[Edit], shown: Shown, made: _Rows) -> None:
    """Let direction and kind of an interest follow from a new tenure."""
    changes, rows = made
    wanted = {(edit.asset_uid, edit.key): edit.value for edit in edits if edit.key in _TERMS}
    for uid in dict.fromkeys(asset for asset, _ in wanted):
        said = {key: row.value for key in _TERMS if (row := shown.get((uid, key)))}
        said |= {key: value for (asset, key), value in wanted.items() if asset == uid}
        if not any(said.values()):
            continue
        direction, kind = head_terms(_text(said.get("tenure")), _text(said.get("tenure_detail")))
        terms = {"direction": direction, "kind": kind}
        head = next((row for key in _TERMS if (row := shown.get((uid, key)))), None)
        if head is None:
            rows.get((uid, "interest", ()), {}).update(terms)
            continue
        standing = next(
            each for each in read_children(register, "interest", [uid])[uid] if each["uid"] == head.uid
        )
        changes += [
            NewValue("interest", column, head.uid, standing[column], value)
            for column, value in terms.items()
            if value is not None and standing[column] != value
        ]


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _follow_reference(register: Readable, edits: Sequence[Edit], changes: list[NewValue]) -> None:
    """Let the form in which a reference is compared follow from it, and refuse one that is taken."""
    mine = [each for each in changes if each.table == "asset_reference"]
    if not mine:
        return
    of_assets = read_children(register, "asset_reference", [edit.asset_uid for edit in edits])
    rows = {row["uid"]: row for each in of_assets.values() for row in each}
    taken = {(row[1], row[2], row[4]) for row in read_references(register)}
    for each in mine:
        row = rows[each.uid]
        key = reference_key(str(each.after or ""))
        if not key or (row["organisation_uid"], row["scheme"], key) in taken:
            raise InputError(
                "reference_taken" if key else "reference_missing",
                f"The organisation has an asset “{each.after}” already. Nothing was changed."
                if key
                else "An asset keeps a reference. Nothing was changed.",
                "Give another reference.",
            )
        changes.append(NewValue("asset_reference", "key", each.uid, row["key"], key))
        if row["derived"]:
            changes.append(NewValue("asset_reference", "derived", each.uid, row["derived"], False))


def _words(edits: Sequence[Edit], name: str) -> str:
    """Say what is changed: the field when it is one, the building when it is one."""
    keys = list(dict.fromkeys(edit.key for edit in edits))
    assets = len({edit.asset_uid for edit in edits})
    what = FIELD_BY_KEY[keys[0]].label if len(keys) == 1 else count_words(len(keys), "fact")
    where = name if assets == 1 and name else count_words(assets, "asset")
    return f"Change {what} of {where}"
