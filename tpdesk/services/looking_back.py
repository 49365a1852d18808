"""What was done with the register, as an audience may know it.

For less than everything a step is never told in its own words, for they may name what is withheld: it is
told by what it did to the assets that the audience may see, and only from when it may see them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime
from math import inf
from typing import TYPE_CHECKING

from tpdesk.domain.disclosure import AudienceKind, commercial_columns, disclose_assets, may_see
from tpdesk.domain.fields.catalogue import FIELDS
from tpdesk.domain.wording import count_words
from tpdesk.services.editing.one_asset import find_asset
from tpdesk.services.showing import plain_value
from tpdesk.store.asset_history import read_asset_history
from tpdesk.store.past_reads import read_past_states, read_touched_rows
from tpdesk.store.reads import read_history

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from tpdesk.domain.disclosure import Audience, Disclosed
    from tpdesk.domain.frame import AssetFrame
    from tpdesk.domain.organisation import Organisation
    from tpdesk.store.asset_history import AssetStep, ValueChange
    from tpdesk.store.reads import HistoryEntry
    from tpdesk.store.register import Register

_EVERY = -1
_FIELD_OF = {(field.table, field.column, field.selector): field for field in FIELDS if field.stored}
_LINKS = frozenset(("parent_interest_uid", "parent_asset_uid"))
"""Columns that name records which may be withheld."""
_AGAIN = {"undo": "Taken back: ", "redo": "Made again: "}


@dataclass(frozen=True, slots=True)
class ToldHistory:
    """Steps as an audience may know them, the newest first.

    Attributes:
        entries: One object per step: at, who, what, kind, changes, rows. Of one asset ``changes`` are its
            facts as {field, before, after} and ``rows`` is None; of the whole register it is the other way.
        withheld: 0 for full, None for every other audience.
        notice: Words the output carries, empty for full.
    """

    entries: tuple[dict[str, object], ...]
    withheld: int | None
    notice: str


def tell_history(register: Register, audience: Audience, since: date | None = None) -> ToldHistory:
    """Tell every step since a day, by the number of rows it touched."""
    shown = disclose_assets(register.read_assets(), audience)
    steps = [each for each in read_history(register, _EVERY) if _is_since(each.at, since)]
    if audience.kind is AudienceKind.FULL:
        entries = [_entry(each, each.description, None, each.rows) for each in steps]
    else:
        entries = _seen_entries(register, shown, steps)
    return ToldHistory(tuple(entries), shown.withheld, shown.notice)


def tell_asset_history(
    register: Register,
    reference: str,
    audience: Audience,
    *,
    organisation: str = "",
    since: date | None = None,
) -> ToldHistory:
    """Tell every step that touched one asset since a day, by the facts it changed.

    Raises:
        InputError: The audience sees no such asset, or several.
    """
    shown = disclose_assets(register.read_assets(), audience)
    full = audience.kind is AudienceKind.FULL
    uid = find_asset(register, reference, organisation, None if full else shown.value)
    sight = _sight(register, shown)
    names = {each.uid: each.name for each in _partners(register, shown)}
    entries = []
    for step in read_asset_history(register, uid):
        if not _is_since(step.at, since) or sight.hides(uid, step.number or inf):
            continue
        told = [each for each in step.changes if full or _is_told(each, own=uid in sight.own)]
        facts = [_fact(each, names) for each in told]
        if full or facts or step.added or step.added_rows or step.removed_rows:
            words = step.description if full else _asset_words(step, len(facts))
            entries.append(_entry(step, words, facts, None, who=_may_name(audience)))
    return ToldHistory(tuple(entries), shown.withheld, shown.notice)


def _partners(register: Register, shown: Disclosed[AssetFrame]) -> tuple[Organisation, ...]:
    full = shown.audience.kind is AudienceKind.FULL
    return register.read_organisations() if full else shown.value.organisations


def _is_since(at: str, since: date | None) -> bool:
    """Compare by the day as it was here, as the window shows it."""
    return since is None or not at or datetime.fromisoformat(at).astimezone().date() >= since


def _entry(
    step: HistoryEntry | AssetStep, what: str, changes: object, rows: int | None, *, who: bool = True
) -> dict[str, object]:
    name = (step.who or None) if who else None
    return {"at": step.at, "who": name, "what": what, "kind": step.kind, "changes": changes, "rows": rows}


def _may_name(audience: Audience) -> bool:
    return audience.kind is not AudienceKind.PUBLIC


# --- one asset ----------------------------------------------------------------------------------------


def _is_told(change: ValueChange, *, own: bool) -> bool:
    """Say whether an audience other than full is told: of its own everything but what is linked to it."""
    return change.column not in _LINKS if own else _is_open(change)


def _is_open(change: ValueChange) -> bool:
    """Say whether a fact is a field of the register and no commercial one."""
    known = change.column == "organisation_uid" or _key(change) is not None
    return known and change.column not in commercial_columns(change.table)


def _key(change: ValueChange) -> str | None:
    selector = (("kind", change.kind),)
    field = _FIELD_OF.get((change.table, change.column, selector)) or _FIELD_OF.get(
        (change.table, change.column, ())
    )
    return None if field is None else field.key


def _fact(change: ValueChange, names: Mapping[str, str]) -> dict[str, object]:
    """Give a change by field key and plain values; what is no field has its column's name."""
    values: list[object] = [change.old, change.new]
    key = _key(change) or change.column
    if change.column.endswith("_pence"):
        values = [value / 100 if isinstance(value, int) else None for value in values]
        key = _key(change) or f"{change.column.removesuffix('_pence')}_gbp"
    if change.column == "organisation_uid":
        # Of a partner whose assets are all withheld not even the name is given.
        values = [names.get(str(value)) for value in values]
        key = "organisation"
    before, after = map(plain_value, values)
    return {"field": key, "before": before, "after": after}


def _asset_words(step: AssetStep, facts: int) -> str:
    parts = ["Added"] if step.added else []
    if facts:
        parts.append(f"{count_words(facts, 'fact')} changed")
    if step.added_rows and not step.added:
        parts.append(f"{count_words(step.added_rows, 'record')} added")
    if step.removed_rows:
        parts.append(f"{count_words(step.removed_rows, 'record')} removed")
    return _AGAIN.get(step.kind, "") + ", ".join(parts)


# --- the whole register -------------------------------------------------------------------------------


def _seen_entries(
    register: Register, shown: Disclosed[AssetFrame], steps: list[HistoryEntry]
) -> list[dict[str, object]]:
    rows, added, changed = _seen_rows(register, shown)
    frame = shown.value
    names = {str(uid): frame.label(place) for place, uid in enumerate(frame.uids)}
    entries = []
    for step in steps:
        number = step.number or inf
        if rows[number]:
            words = _AGAIN.get(step.kind, "") + _step_words(added[number], changed[number], names)
            entries.append(_entry(step, words, None, rows[number], who=_may_name(shown.audience)))
    return entries


def _seen_rows(
    register: Register, shown: Disclosed[AssetFrame]
) -> tuple[Counter[float], dict[float, set[str]], dict[float, set[str]]]:
    """Count rows by step, and name the assets that were added and changed by it."""
    sight, seen = _sight(register, shown), set(shown.value.uids)
    rows: Counter[float] = Counter()
    added: dict[float, set[str]] = defaultdict(set)
    changed: dict[float, set[str]] = defaultdict(set)
    for row in read_touched_rows(register):
        uid = row.asset_uid
        if uid not in seen or sight.hides(uid, row.step):
            continue
        if row.op == "U" and uid not in sight.own and row.columns <= commercial_columns(row.table):
            continue
        rows[row.step] += 1
        (added if row.table == "asset" and row.op == "I" else changed)[row.step].add(uid)
    return rows, added, changed


def _step_words(added: set[str], changed: set[str], names: Mapping[str, str]) -> str:
    parts = []
    for uids, verb in ((added, "added"), (changed - added, "changed")):
        if len(uids) == 1:
            parts.append(f"{names[next(iter(uids))]} {verb}")
        elif uids:
            parts.append(f"{count_words(len(uids), 'asset')} {verb}")
    return ", ".join(parts)


# --- who could see it ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Sight:
    """What an audience could see of the past.

    Attributes:
        own: Uids of assets that have always been the audience's own: of these it knows commercial facts too.
        hidden_until: Number of the last step before or in which an asset was withheld from it.
    """

    own: frozenset[str]
    hidden_until: Mapping[str, float]

    def hides(self, uid: str, step: float) -> bool:
        return step <= self.hidden_until.get(uid, -1)


def _sight(register: Register, shown: Disclosed[AssetFrame]) -> _Sight:
    audience = shown.audience
    if audience.kind is AudienceKind.FULL:
        return _Sight(frozenset(), {})
    name = audience.organisation.casefold()
    owned = {each.uid for each in register.read_organisations() if name and each.name.casefold() == name}
    pairs = zip(shown.value.uids, shown.value["organisation"], strict=True)
    own = {str(uid) for uid, owner in pairs if name and owner and owner.casefold() == name}
    until: dict[str, float] = {}
    for state in read_past_states(register):
        theirs = state.organisation_uid in owned
        if not theirs:
            own.discard(state.asset_uid)
        if state.unknown or not may_see(audience, state.sensitivity, own=theirs):
            until[state.asset_uid] = max(until.get(state.asset_uid, -1), state.step)
    return _Sight(frozenset(own), until)
