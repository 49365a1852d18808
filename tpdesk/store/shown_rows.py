"""Which row of an asset's many a flat key shows: the one that is changed when its value is changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from tpdesk.domain.fields.catalogue import FIELD_BY_KEY
from tpdesk.store.derived import DERIVED, Keyed
from tpdesk.store.encoding import value_column
from tpdesk.store.schema.tables import tracked_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import sqlalchemy as sa

    from tpdesk.domain.fields.field import Field
    from tpdesk.store.connection import Readable

_NEWEST_FIRST = frozenset(("asset_reference",))
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class ShownRow:
    """What stands behind a value.

    Attributes:
        uid: Of the row.
        value: As the column holds it: days as dates, money in pence; None is unknown.
        beside: How many of the asset's other rows say something there too.
    """

    uid: str
    value: object
    beside: int


Shown = dict[tuple[str, str], ShownRow]
"""By asset uid and field key; a value that no row holds is not there."""


def read_shown_rows(register: Readable, asset_uids: Sequence[str], keys: Iterable[str]) -> Shown:
    """Read what stands behind some fields of some assets.

    Args:
        register: The register.
        asset_uids: The assets.
        keys: Keys of stored fields.

    Raises:
        KeyError: A key is of no field.
    """
    by_table: dict[str, list[Field]] = {}
    for key in dict.fromkeys(keys):
        by_table.setdefault(FIELD_BY_KEY[key].table, []).append(FIELD_BY_KEY[key])
    shown: Shown = {}
    wanted = list(dict.fromkeys(asset_uids))
    with register.reading() as connection:
        for start in range(0, len(wanted), _AT_ONCE):
            uids = wanted[start : start + _AT_ONCE]
            for table, fields in by_table.items():
                shown |= _own(connection, uids, fields) if table == "asset" else _of(connection, uids, fields)
    return shown


def _own(connection: sa.Connection, uids: Sequence[str], fields: Sequence[Field]) -> Shown:
    names = ", ".join(f'"{field.column}"' for field in fields)
    marks = ", ".join("?" * len(uids))
    rows = connection.exec_driver_sql(f"SELECT uid, {names} FROM asset WHERE uid IN ({marks})", tuple(uids))
    shown: Shown = {}
    columns = tracked_table("asset").c
    for uid, *stored in rows.all():
        for field, value in zip(fields, stored, strict=True):
            shown[uid, field.key] = ShownRow(uid, value_column(columns[field.column], [value])[0], 0)
    return shown


def _of(connection: sa.Connection, uids: Sequence[str], fields: Sequence[Field]) -> Shown:
    table = fields[0].table
    keyed = Keyed(connection, {uid: place for place, uid in enumerate(uids)}, few=True)
    DERIVED[table](keyed)
    names = ["uid", *dict.fromkeys(name for field in fields for name in _columns_of(field))]
    order = "DESC" if table in _NEWEST_FIRST else "ASC"
    listed = ", ".join(f'"{name}"' for name in names)
    owned, stored = keyed.rows(f'SELECT asset_uid, {listed} FROM "{table}" ORDER BY fid {order}', len(names))
    values = dict(zip(names, stored, strict=True))
    shown: Shown = {}
    for field in fields:
        told = _told(field, values)
        column = value_column(tracked_table(table).c[field.column], values[field.column])
        for place, row in enumerate(keyed.shown[field.key].tolist()):
            if row >= 0:
                beside = int((told & (owned == place)).sum()) - bool(told[row])
                shown[uids[place], field.key] = ShownRow(values["uid"][row], column[row], beside)
    return shown


def _columns_of(field: Field) -> tuple[str, ...]:
    return field.column, *(name for name, _ in field.selector)


def _told(field: Field, values: dict[str, tuple[Any, ...]]) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Tell which rows say something in a field."""
    told = np.array([each is not None for each in values[field.column]], dtype=bool)
    for name, wanted in field.selector:
        told &= np.array([each == wanted for each in values[name]], dtype=bool)
    return told
