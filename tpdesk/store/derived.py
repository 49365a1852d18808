"""Flat keys worked out from an asset's many rows: the head interest, the latest year, the largest use."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from tpdesk.domain.fields.catalogue import fields_of_table
from tpdesk.domain.vocabularies.record import RUNNING_COST_KINDS
from tpdesk.store.arrays import array_of, days_of, numbers_of, objects_of, unknowns
from tpdesk.store.connection import fetch_rows
from tpdesk.store.latest import precedence_of_lists, rank_in_time

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import sqlalchemy as sa
    from numpy.typing import NDArray

    from tpdesk.domain.fields.field import Field

Columns = dict[str, "NDArray[Any]"]
Rows = tuple["NDArray[np.intp]", list[tuple[Any, ...]]]
"""For each row the asset it belongs to, and the other columns."""

_PERIOD = "coalesce(period_end, period_start, period, '')"
_HEAD_FIRST = {"held": 3, "in": 2, "out": 0}
_BACKLOG_RISKS = ("high", "significant", "moderate", "low")


class Keyed:
    """The assets' places in the frame, and the child rows that belong to them.

    Args:
        connection: Over which the rows are read.
        places: Index of each asset uid in the frame.
        few: Whether rows of other assets are many, and so are better not read.

    Attributes:
        shown: By field key the row that each asset's value is taken from, by its place in the table among the
            rows of these assets, -1 for none.
    """

    def __init__(self, connection: sa.Connection, places: Mapping[str, int], *, few: bool = False) -> None:
        """Take the assets in the order of the frame."""
        self._connection = connection
        self._places = places
        self._only = tuple(places) if few else ()
        self.count = len(places)
        self.shown: dict[str, NDArray[np.intp]] = {}

    def rows(self, sql: str, columns: int) -> Rows:
        """Run a query whose first column is an asset's uid; rows of no asset are left out."""
        if self._only:
            marks = ", ".join("?" * len(self._only))
            limited = f"SELECT * FROM ({sql}) WHERE asset_uid IN ({marks})"
            found = [tuple(row) for row in self._connection.exec_driver_sql(limited, self._only)]
        else:
            found = fetch_rows(self._connection, sql)
        if not found:
            return np.empty(0, dtype=np.intp), [()] * columns
        uids, *rest = zip(*found, strict=True)
        try:
            # Every row is of some asset but in odd files, and a loop in C is three times as fast.
            return np.fromiter(map(self._places.__getitem__, uids), dtype=np.intp, count=len(uids)), rest
        except KeyError:
            owned = np.array([self._places.get(uid, -1) for uid in uids], dtype=np.intp)
        kept = np.flatnonzero(owned >= 0)
        return owned[kept], [tuple(each[index] for index in kept.tolist()) for each in rest]

    def scalar(self, sql: str) -> object:
        """Run a query that gives one value."""
        return self._connection.exec_driver_sql(sql).scalar_one()

    def last(self, owned: NDArray[np.intp], *ranks: NDArray[Any]) -> NDArray[np.intp]:
        """For each asset the row that ranks highest, by the last rank first, then the newest; -1 for none."""
        order = np.lexsort((np.arange(len(owned)), *ranks)) if ranks else np.arange(len(owned))
        chosen = np.full(self.count, -1, dtype=np.intp)
        # Of repeated places the last assignment stands.
        chosen[owned[order]] = order
        return chosen

    def pick(self, field: Field, values: Sequence[Any], chosen: NDArray[np.intp]) -> NDArray[Any]:
        """Give a field's value in the chosen row of each asset."""
        self.shown[field.key] = chosen
        array = unknowns(field, self.count)
        known = chosen >= 0
        array[known] = array_of(field, values)[chosen[known]]
        return array

    def total(self, owned: NDArray[np.intp], values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Add up what is known of each asset; where nothing is known the sum is unknown."""
        known = ~np.isnan(values)
        sums = np.bincount(owned[known], weights=values[known], minlength=self.count)
        some = np.bincount(owned[known], minlength=self.count) > 0
        return np.where(some, sums, np.nan)


def _select(table: str, extra: str, fields: Sequence[Field]) -> str:
    names = ", ".join(f'"{field.column}"' for field in fields)
    return f'SELECT asset_uid, {extra}, {names} FROM "{table}" ORDER BY fid'


def references(keyed: Keyed) -> Columns:
    """The reference of the main list, else of the first; one made from name and place is shown as none."""
    owned, (scheme, reference, derived) = keyed.rows(
        "SELECT asset_uid, scheme, reference, derived FROM asset_reference ORDER BY fid DESC", 3
    )
    main = np.array([each == "main" for each in scheme], dtype=bool)
    shown = [None if made else text for text, made in zip(reference, derived, strict=True)]
    fields = {field.column: field for field in fields_of_table("asset_reference")}
    return {"reference": keyed.pick(fields["reference"], shown, keyed.last(owned, main))}


def interests(keyed: Keyed) -> Columns:
    """The current head interest: held or taken in before let out, running before run out, then the newest.

    Rent receivable is added up over all interests, for one building may be let to many.
    """
    fields = fields_of_table("interest")
    owned, (direction, *stored) = keyed.rows(_select("interest", "direction", fields), 1 + len(fields))
    values = dict(zip((field.key for field in fields), stored, strict=True))
    heads = np.array([_HEAD_FIRST.get(each, 1) for each in direction], dtype=np.int64)
    expiry, start = days_of(values["lease_expiry"]), days_of(values["lease_start"])
    running = ~(expiry < np.datetime64(date.today().isoformat()))
    head = keyed.last(owned, start.astype(np.int64), running, heads)
    columns = {field.key: keyed.pick(field, values[field.key], head) for field in fields}
    columns["rent_received_gbp"] = keyed.total(owned, numbers_of(values["rent_received_gbp"]) / 100)
    return columns


def occupations(keyed: Keyed) -> Columns:
    """The largest occupation's service; people, desks and places of all occupations together."""
    fields = fields_of_table("occupation")
    owned, (area, *stored) = keyed.rows(_select("occupation", "area_m2", fields), 1 + len(fields))
    size = np.nan_to_num(numbers_of(area), nan=-1.0)
    largest = keyed.last(owned, -np.arange(len(owned)), size)
    columns: Columns = {}
    for field, values in zip(fields, stored, strict=True):
        if field.key in ("fte", "workstations", "capacity"):
            columns[field.key] = keyed.total(owned, numbers_of(values))
        else:
            columns[field.key] = keyed.pick(field, values, largest)
    return columns


def surveys(keyed: Keyed) -> Columns:
    """The latest survey, and its backlog: the four risks together, else the total as reported."""
    columns = _latest(keyed, "survey", f"coalesce(surveyed_on, {_PERIOD})")
    risks = np.array([columns[f"backlog_{risk}_gbp"] for risk in _BACKLOG_RISKS])
    by_risk = ~np.isnan(risks).all(axis=0)
    columns["backlog_gbp"] = np.where(by_risk, np.nansum(risks, axis=0), columns["backlog_total_gbp"])
    return columns


def valuations(keyed: Keyed) -> Columns:
    """The latest valuation."""
    return _latest(keyed, "valuation", f"coalesce(valued_on, {_PERIOD})")


def energies(keyed: Keyed) -> Columns:
    """The latest year of energy."""
    return _latest(keyed, "energy", _PERIOD)


def _latest(keyed: Keyed, table: str, when: str) -> Columns:
    fields = fields_of_table(table)
    owned, (moment, *stored) = keyed.rows(_select(table, when, fields), 1 + len(fields))
    ranks = rank_in_time(keyed, table, owned, moment)
    asked = np.where(_newest(keyed, owned, ranks), owned, -1)
    lists = precedence_of_lists(keyed, table, asked, np.zeros(len(owned), dtype=np.intp))
    latest = keyed.last(owned, lists, ranks)
    return {
        field.key: keyed.pick(field, values, latest) for field, values in zip(fields, stored, strict=True)
    }


def _newest(keyed: Keyed, owned: NDArray[np.intp], when: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell which rows are of their asset's latest moment."""
    newest = np.full(keyed.count, -1, dtype=np.int64)
    np.maximum.at(newest, owned, when)
    latest: NDArray[np.bool_] = when == newest[owned]
    return latest


def costs(keyed: Keyed) -> Columns:
    """The latest year's costs by kind, and their sum: the kinds that run a building, else the total given."""
    fields = [field for field in fields_of_table("cost") if field.selector]
    kinds = {dict(field.selector)["kind"]: index for index, field in enumerate(fields)}
    owned, (moment, period, kind, pence) = keyed.rows(
        f"SELECT asset_uid, {_PERIOD}, period, kind, amount_pence FROM cost ORDER BY fid", 4
    )
    now = _newest(keyed, owned, rank_in_time(keyed, "cost", owned, moment))
    column = np.fromiter((kinds.get(each, -1) for each in kind), dtype=np.intp, count=len(kind))
    now &= column >= 0
    lists = precedence_of_lists(keyed, "cost", np.where(now, owned, -1), column)
    chosen = np.flatnonzero(now)
    # Of repeated places the last assignment stands.
    chosen = chosen[np.argsort(lists[chosen], kind="stable")]
    amounts = np.full((len(fields), keyed.count), np.nan)
    amounts[column[chosen], owned[chosen]] = numbers_of(pence)[chosen] / 100
    shown = np.full((len(fields), keyed.count), -1, dtype=np.intp)
    shown[column[chosen], owned[chosen]] = chosen
    keyed.shown |= {field.key: shown[index] for index, field in enumerate(fields)}
    columns: Columns = {field.key: amounts[index] for index, field in enumerate(fields)}
    running = amounts[[kinds[each] for each in RUNNING_COST_KINDS]]
    known = ~np.isnan(running).all(axis=0)
    columns["running_cost_gbp"] = np.where(known, np.nansum(running, axis=0), columns["cost_total_gbp"])
    years = np.full(keyed.count, None, dtype=object)
    years[owned[now]] = objects_of(period)[now]
    columns["cost_period"] = years
    return columns


def constraints(keyed: Keyed) -> Columns:
    """The newest answer to each constraint."""
    fields = fields_of_table("asset_constraint")
    columns: Columns = {field.key: unknowns(field, keyed.count) for field in fields}
    by_kind = {dict(field.selector)["kind"]: field.key for field in fields}
    keyed.shown |= {field.key: np.full(keyed.count, -1, dtype=np.intp) for field in fields}
    owned, (kinds, answers) = keyed.rows(
        "SELECT asset_uid, kind, answer FROM asset_constraint ORDER BY fid", 2
    )
    for row, (place, kind, answer) in enumerate(zip(owned.tolist(), kinds, answers, strict=True)):
        key = by_kind.get(kind)
        if key is not None:
            columns[key][place] = answer
            keyed.shown[key][place] = row
    return columns


DERIVED: dict[str, Callable[[Keyed], Columns]] = {
    "asset_reference": references,
    "interest": interests,
    "occupation": occupations,
    "survey": surveys,
    "cost": costs,
    "valuation": valuations,
    "energy": energies,
    "asset_constraint": constraints,
}
"""By table of an asset's many rows: what makes flat keys of them."""
