"""What a row says beyond the asset itself: interests, occupation, constraints and dated facts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from tpdesk.domain.fields.catalogue import FIELD_BY_KEY, fields_of_table
from tpdesk.domain.fields.field import FieldType
from tpdesk.domain.leases import head_terms
from tpdesk.services.importing.merging import is_known
from tpdesk.services.importing.parsing.dates import read_period

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from tpdesk.services.importing.understanding import Understood
    from tpdesk.store.child_rows import ChildRows

    Objects = NDArray[np.object_]
    Mask = NDArray[np.bool_]

HEAD, LET = "head", "let"
DATED_TABLES = ("survey", "valuation", "energy")
_OCCUPATION_FACTS = tuple(each.column for each in fields_of_table("occupation"))
_OWN_OF_HEAD = frozenset(("tenure", "tenure_detail", "unitary_charge_pence", "annual_rent_pence"))


@dataclass(slots=True, eq=False)
class FactRows:
    """Rows of one table of facts, at most one for each row of the list.

    Attributes:
        table: The table.
        slot: Which of an asset's rows in the table: head, let, or the kind.
        columns: Values by column, None when unknown; object (n,) each.
        fixed: Values that are the same for all and are part of the slot.
        present: Whether the list's row says anything of it; bool (n,).
        dated: Whether list and period are part of what tells the rows apart.
        headings: Heading of the column that each value comes from, by column.
        field_keys: Key of the field that each value is, by column.
    """

    table: str
    slot: str
    columns: dict[str, Objects]
    fixed: dict[str, object]
    present: Mask
    dated: bool = False
    headings: dict[str, str] = field(default_factory=dict)
    field_keys: dict[str, str] = field(default_factory=dict)

    def heading_of(self, column: str) -> str:
        """Give the heading a column comes from; its field's label where a profile made it of several."""
        found = FIELD_BY_KEY.get(self.field_keys.get(column, ""))
        return self.headings.get(column) or (found.label if found else "")

    def matches(self, row: dict[str, object]) -> bool:
        """Whether a row of the register stands in this slot, list and period apart."""
        if self.table == "interest":
            return (row.get("direction") == "out") == (self.slot == LET)
        return all(row.get(name) == value for name, value in self.fixed.items())

    def matching(self, rows: ChildRows) -> Iterator[int]:
        """Give the places of the register's rows that stand in this slot, list and period apart."""
        if self.table == "interest":
            directions = rows.columns.get("direction", ())
            return (at for at, each in enumerate(directions) if (each == "out") == (self.slot == LET))
        if not self.fixed:
            return iter(range(len(rows.owners)))
        wanted = tuple(self.fixed.values())
        found = zip(*(rows.columns.get(name, ()) for name in self.fixed), strict=True)
        return (at for at, each in enumerate(found) if each == wanted)


def read_facts(understood: Understood, organisations: Objects, source: str) -> list[FactRows]:
    """Give all that the rows of a list say beyond the assets themselves.

    Args:
        understood: The list's rows by field.
        organisations: Uid of each row's organisation.
        source: What is named as the source of constraints.
    """
    let = _let_rows(understood)
    facts = [*_interests(understood, let), *_occupations(understood, organisations, let)]
    facts += _constraints(understood, source)
    facts += _costs(understood)
    facts += [_dated(understood, table) for table in DATED_TABLES]
    return [each for each in facts if each.present.any() or each.headings]


def _heading(understood: Understood, key: str) -> str:
    found = understood.sources.get(key)
    return found[0].heading if found else ""


def _given(understood: Understood, table: str) -> dict[str, tuple[str, Objects]]:
    """Give the columns of a table that the list fills, with the field each comes from."""
    return {
        each.column: (each.key, understood.values[each.key])
        for each in fields_of_table(table)
        if each.key in understood.values and not each.selector and each.column != "period"
    }


def _any_known(columns: dict[str, Objects], count: int) -> Mask:
    present = np.zeros(count, dtype=bool)
    for values in columns.values():
        present |= is_known(values)
    return present


def _let_rows(understood: Understood) -> Mask:
    let: Mask = np.asarray(understood.get("tenure_detail") == "leased_out", dtype=bool)
    received = understood.get("rent_received_gbp")
    income = np.fromiter((value is not None and value > 0 for value in received), bool, len(received))
    both: Mask = let | income
    return both


def _interests(understood: Understood, let: Mask) -> list[FactRows]:
    given = _given(understood, "interest")
    if not given:
        return []
    count = len(understood)
    direction, kind = _head_terms(understood)
    # The terms of a freehold that is let out are the terms of the letting.
    to_let = let & np.asarray(direction == "held", dtype=bool)
    head: dict[str, Objects] = {}
    letting: dict[str, Objects] = {}
    for column, (_, values) in given.items():
        moved = let if column == "rent_received_pence" else to_let & (column not in _OWN_OF_HEAD)
        head[column] = only(values, ~moved)
        letting[column] = only(values, moved)
    headings = {column: _heading(understood, key) for column, (key, _) in given.items()}
    present = _any_known(head, count)
    named = {"direction": only(direction, present), "kind": only(kind, present)}
    keys = {column: key for column, (key, _) in given.items()}
    rows = [FactRows("interest", HEAD, {**named, **head}, {}, present, headings=headings, field_keys=keys)]
    if let.any():
        under = np.asarray(direction == "in", dtype=bool)
        letting["direction"] = _filled("out", let)
        letting["kind"] = np.where(under & let, "underlease", _filled("lease", let)).astype(object)
        letting["grantee"] = only(understood.get("occupier"), let)
        rows.append(FactRows("interest", LET, letting, {}, let, headings=headings, field_keys=keys))
    return rows


def _head_terms(understood: Understood) -> tuple[Objects, Objects]:
    tenures, details = understood.get("tenure"), understood.get("tenure_detail")
    pairs = {pair: head_terms(*pair) for pair in set(zip(tenures.tolist(), details.tolist(), strict=True))}
    direction = np.empty(len(tenures), dtype=object)
    kind = np.empty(len(tenures), dtype=object)
    found = [pairs[pair] for pair in zip(tenures.tolist(), details.tolist(), strict=True)]
    direction[:] = [each[0] for each in found]
    kind[:] = [each[1] for each in found]
    return direction, kind


def _occupations(understood: Understood, organisations: Objects, let: Mask) -> list[FactRows]:
    given = _given(understood, "occupation")
    if not given:
        return []
    columns = {column: values for column, (_, values) in given.items()}
    present = _any_known(columns, len(understood))
    headings = {column: _heading(understood, key) for column, (key, _) in given.items()}
    columns["area_m2"] = only(understood.get("occupied_m2"), present)
    columns["occupier"] = only(understood.get("occupier"), present)
    # Who reports a building that is let to others does not occupy it.
    columns["organisation_uid"] = only(organisations, present & ~let)
    keys = {column: key for column, (key, _) in given.items()}
    return [FactRows("occupation", HEAD, columns, {}, present, headings=headings, field_keys=keys)]


def _constraints(understood: Understood, source: str) -> list[FactRows]:
    rows = []
    for each in fields_of_table("asset_constraint"):
        values = understood.values.get(each.key)
        if values is None:
            continue
        present = is_known(values)
        columns = {"answer": values, "source": _filled(source, present)}
        headings, keys = {"answer": _heading(understood, each.key)}, {"answer": each.key}
        fixed: dict[str, object] = dict(each.selector)
        rows.append(
            FactRows(
                "asset_constraint", each.key, columns, fixed, present, headings=headings, field_keys=keys
            )
        )
    return rows


def _costs(understood: Understood) -> list[FactRows]:
    rows = []
    for each in fields_of_table("cost"):
        values = understood.values.get(each.key)
        if values is None or each.type is not FieldType.MONEY:
            continue
        columns = {"amount_pence": values}
        headings = {"amount_pence": _heading(understood, each.key)}
        fixed: dict[str, object] = dict(each.selector)
        keys = {"amount_pence": each.key}
        rows.append(FactRows("cost", each.key, columns, fixed, is_known(values), True, headings, keys))
    return rows


def _dated(understood: Understood, table: str) -> FactRows:
    given = _given(understood, table)
    columns = {column: values for column, (_, values) in given.items()}
    headings = {column: _heading(understood, key) for column, (key, _) in given.items()}
    keys = {column: key for column, (key, _) in given.items()}
    present = _any_known(columns, len(understood))
    return FactRows(table, table, columns, {}, present, True, headings, keys)


def only(values: Objects, mask: Mask) -> Objects:
    """Give values where a mask is True, None elsewhere."""
    kept = np.full(len(values), None, dtype=object)
    kept[mask] = values[mask]
    return kept


def _filled(value: str, mask: Mask) -> Objects:
    filled = np.full(len(mask), None, dtype=object)
    filled[mask] = value
    return filled


def period_columns(periods: Objects) -> dict[str, Objects]:
    """Give period, its first and last day, and the price year of each row's period."""
    read = {text: read_period(text) for text in set(periods.tolist()) if text}
    names = [read[text].name if text and read[text] else text for text in periods]  # type: ignore[union-attr]
    columns = {
        name: np.empty(len(periods), dtype=object) for name in ("period", "period_start", "period_end")
    }
    columns["period"][:] = names
    columns["period_start"][:] = [found.start if text and (found := read[text]) else None for text in periods]
    columns["period_end"][:] = [found.end if text and (found := read[text]) else None for text in periods]
    return {**columns, "price_year": columns["period"]}
