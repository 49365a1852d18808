"""Reading what is in a register beside the flat assets; nothing here writes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tpdesk.domain.issues import ISSUE_KINDS, Issue
from tpdesk.domain.organisation import Organisation, Place
from tpdesk.store.child_rows import ChildRows, shared
from tpdesk.store.encoding import read_day, value_column
from tpdesk.store.gpkg import decode_shapes
from tpdesk.store.schema.tables import tracked_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    import numpy as np
    import sqlalchemy as sa
    from numpy.typing import NDArray

    from tpdesk.store.connection import Readable

_AT_ONCE = 500
"""Uids in one query; SQLite takes 999 on the oldest machines."""


# --- place and partners -------------------------------------------------------------------------------


def read_place(register: Readable) -> Place:
    """Read the partnership's area."""
    with register.reading() as connection:
        row = connection.exec_driver_sql("SELECT name, geom FROM place ORDER BY fid LIMIT 1").one_or_none()
    if row is None:
        return Place("")
    return Place(row[0] or "", decode_shapes([row[1]])[0])


def read_organisations(register: Readable) -> tuple[Organisation, ...]:
    """Read the partners in the order in which they were added."""
    with register.reading() as connection:
        return organisations_of(connection)


def organisations_of(connection: sa.Connection) -> tuple[Organisation, ...]:
    """Read the partners over a connection that is held already."""
    rows = connection.exec_driver_sql("SELECT uid, name, kind, code, colour FROM organisation ORDER BY fid")
    return tuple(
        Organisation(uid, name or "", kind or "other", code or "", colour or "other")
        for uid, name, kind, code, colour in rows
    )


# --- rows of the child tables -------------------------------------------------------------------------


def read_children(register: Readable, table: str, asset_uids: Iterable[str] | None = None) -> ChildRows:
    """Read the rows of a table that belong to assets, by asset, each in the order of its addition.

    Args:
        register: The register.
        table: A table with ``asset_uid``, or ``interest_event``, which is given by its interest's asset.
        asset_uids: Only these assets; None means all.

    Returns:
        For each asset that has any, its rows by stored column name: days as dates, truths as bool, shapes
        as shapely geometries, money in pence.

    Raises:
        KeyError: No such table, or none of assets.
    """
    target = tracked_table(table)
    columns = [column for column in target.c if column.name != "fid"]
    names = ", ".join(f't."{column.name}"' for column in columns)
    if "asset_uid" in target.c:
        source, owner = f'"{table}" AS t', "t.asset_uid"
    elif table == "interest_event":
        source, owner = "interest_event AS t JOIN interest AS i ON i.uid = t.interest_uid", "i.asset_uid"
    else:
        raise KeyError(table)
    with register.reading() as connection:
        rows = _rows_of(connection, f"SELECT {owner}, {names} FROM {source}", owner, asset_uids)
    if not rows:
        return ChildRows((), {})
    owners, *stored = zip(*rows, strict=True)
    values = {
        column.name: each if column.unique else shared(value_column(column, each))
        for column, each in zip(columns, stored, strict=True)
    }
    return ChildRows(values.get("asset_uid", owners), values)


def _rows_of(
    connection: sa.Connection, select: str, owner: str, asset_uids: Iterable[str] | None
) -> list[Sequence[Any]]:
    if asset_uids is None:
        sql = f"{select} WHERE {owner} IS NOT NULL ORDER BY t.fid"
        return list(connection.exec_driver_sql(sql).all())
    wanted, rows = list(dict.fromkeys(asset_uids)), list[Any]()
    for start in range(0, len(wanted), _AT_ONCE):
        part = tuple(wanted[start : start + _AT_ONCE])
        marks = ", ".join("?" * len(part))
        rows += connection.exec_driver_sql(f"{select} WHERE {owner} IN ({marks}) ORDER BY t.fid", part).all()
    return rows


ReferenceRow = tuple[str, str | None, str, str, str, bool]
"""Asset uid, organisation uid, scheme, reference, key, whether it was derived."""


def read_references(register: Readable) -> list[ReferenceRow]:
    """Read every reference of every asset, derived ones included, in the order of their addition."""
    with register.reading() as connection:
        rows = connection.exec_driver_sql(
            "SELECT asset_uid, organisation_uid, scheme, reference, key, derived FROM asset_reference"
            " WHERE asset_uid IS NOT NULL AND key IS NOT NULL ORDER BY fid"
        ).all()
    return [
        (asset, organisation, scheme or "main", reference or "", key, bool(derived))
        for asset, organisation, scheme, reference, key, derived in rows
    ]


# --- lists, imports and their doubts ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ListRecord:
    """A list that a partner sends again and again."""

    uid: str
    name: str
    organisation_uid: str | None
    profile: str
    row_filter: str
    published: bool


@dataclass(frozen=True, slots=True)
class BatchRecord:
    """One edition of a list, as it was imported."""

    uid: str
    list_uid: str | None
    file: str
    sheet: str
    sha256: str
    header_row: int
    as_at: date | None
    period: str
    imported_at: str
    parser_version: str
    column_map: Any
    decisions: Any
    raw_rows: bytes | None
    rows_read: int
    rows_kept: int
    rows_refused: int


def read_lists(register: Readable) -> tuple[ListRecord, ...]:
    """Read the lists in the order in which they first came."""
    with register.reading() as connection:
        rows = connection.exec_driver_sql(
            "SELECT uid, name, organisation_uid, profile, row_filter, published FROM list ORDER BY fid"
        ).all()
    return tuple(
        ListRecord(uid, name or "", organisation, profile or "", row_filter or "", bool(published))
        for uid, name, organisation, profile, row_filter, published in rows
    )


def read_batches(register: Readable, list_uid: str | None = None) -> tuple[BatchRecord, ...]:
    """Read the imports, of one list or of all, the oldest first."""
    where, values = (" WHERE list_uid = ?", (list_uid,)) if list_uid is not None else ("", ())
    with register.reading() as connection:
        rows = connection.exec_driver_sql(
            "SELECT uid, list_uid, file, sheet, sha256, header_row, as_at, period, imported_at,"
            " parser_version, column_map, decisions, raw_rows, rows_read, rows_kept, rows_refused"
            f" FROM batch{where} ORDER BY fid",
            values,
        ).all()
    return tuple(_batch(*row) for row in rows)


def _batch(*row: Any) -> BatchRecord:  # noqa: ANN401 - one value per column, each of its own type
    uid, list_uid, file, sheet, sha256, header_row, as_at, period, imported_at, parser, *rest = row
    column_map, decisions, raw_rows, rows_read, rows_kept, rows_refused = rest
    return BatchRecord(
        uid,
        list_uid,
        file or "",
        sheet or "",
        sha256 or "",
        header_row or 0,
        read_day(as_at),
        period or "",
        imported_at or "",
        parser or "",
        read_json(column_map),
        read_json(decisions),
        raw_rows,
        rows_read or 0,
        rows_kept or 0,
        rows_refused or 0,
    )


def read_json(text: str | None) -> Any:  # noqa: ANN401 - JSON is whatever was put in
    """Read a column of JSON; None for nothing or what is none."""
    try:
        return None if text is None else json.loads(text)
    except ValueError:
        return None


def read_issues(register: Readable, batch_uid: str | None = None) -> tuple[Issue, ...]:
    """Read the doubts of one import or of all, in their order, without kinds unknown to this tpdesk."""
    where, values = (" WHERE batch_uid = ?", (batch_uid,)) if batch_uid is not None else ("", ())
    with register.reading() as connection:
        rows = connection.exec_driver_sql(
            "SELECT code, message, file, sheet, row, column_name, value, suggestion"
            f" FROM issue{where} ORDER BY fid",
            values,
        ).all()
    return tuple(
        Issue(code, message or "", file or "", sheet or "", row or 0, column or "", value or "", hint or "")
        for code, message, file, sheet, row, column, value, hint in rows
        if code in ISSUE_KINDS
    )


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """Where a record came from: the import, and the row as Excel counts."""

    batch_uid: str
    file: str
    sheet: str
    row: int
    imported_at: str


def read_sources(register: Readable, record_uid: str) -> tuple[SourceRecord, ...]:
    """Read where a record came from, the oldest import first."""
    with register.reading() as connection:
        rows = connection.exec_driver_sql(
            "SELECT batch.uid, batch.file, coalesce(s.sheet, batch.sheet), s.row, batch.imported_at"
            " FROM record_source AS s JOIN batch ON batch.uid = s.batch_uid WHERE s.record_uid = ?"
            " ORDER BY batch.fid, s.fid",
            (record_uid,),
        ).all()
    return tuple(
        SourceRecord(batch, file or "", sheet or "", row or 0, imported_at or "")
        for batch, file, sheet, row, imported_at in rows
    )


# --- layers -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LayerRecord:
    """A layer under or over the assets; ``style`` is what its kind wrote there."""

    uid: str
    name: str
    kind: str
    position: int
    visible: bool
    style: Any
    licence: str
    source_file: str
    sha256: str
    crs: str
    geometry_type: str
    features: int


def read_layers(register: Readable) -> tuple[LayerRecord, ...]:
    """Read the layers by their position, the lowest first, with the number of their features."""
    with register.reading() as connection:
        rows = connection.exec_driver_sql(
            "SELECT uid, name, kind, position, visible, style, licence, source_file, sha256, crs,"
            " geometry_type, (SELECT count(*) FROM layer_feature WHERE layer_uid = layer.uid)"
            " FROM layer ORDER BY position, fid"
        ).all()
    return tuple(_layer(*row) for row in rows)


def _layer(*row: Any) -> LayerRecord:  # noqa: ANN401 - one value per column, each of its own type
    uid, name, kind, position, visible, style, licence, source_file, sha256, crs, geometry, count = row
    return LayerRecord(
        uid,
        name or "",
        kind or "",
        position or 0,
        visible is None or bool(visible),
        read_json(style),
        licence or "",
        source_file or "",
        sha256 or "",
        crs or "",
        geometry or "",
        count,
    )


def read_layer_features(
    register: Readable, layer_uid: str
) -> tuple[NDArray[np.object_], tuple[str, ...], list[dict[str, Any]]]:
    """Read the features of a layer: shapes (EPSG:27700, None where there is none), uids, properties."""
    with register.reading() as connection:
        rows = connection.exec_driver_sql(
            "SELECT geom, uid, properties FROM layer_feature WHERE layer_uid = ? ORDER BY fid", (layer_uid,)
        ).all()
    shapes = decode_shapes([row[0] for row in rows])
    properties = [read_json(row[2]) for row in rows]
    return shapes, tuple(row[1] for row in rows), [each or {} for each in properties]


# --- history ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One change of the register.

    Attributes:
        number: Of the transaction; 0 for changes of other programs that no step of tpdesk has followed yet.
        kind: create, command, undo, redo or outside.
        description: In the officer's words.
        who: Account of the operating system, empty for other programs.
        computer: Name of the computer, empty for other programs.
        at: When, UTC, ``YYYY-MM-DDTHH:MM:SS.sssZ``.
        rows: How many rows it changed.
    """

    number: int
    kind: str
    description: str
    who: str
    computer: str
    at: str
    rows: int


_ENTRIES = (
    "SELECT 0, 'outside', 'Changed by another program', '', '', min(at), count(*)"
    " FROM history WHERE tx_id IS NULL HAVING count(*) > 0"
    " UNION ALL SELECT * FROM (SELECT id, kind, description, coalesce(who, ''), coalesce(computer, ''), at,"
    " (SELECT coalesce(sum(coalesce(last_fid - first_fid + 1, 1)), 0) FROM history WHERE tx_id = audit_tx.id)"
    " FROM audit_tx ORDER BY id DESC LIMIT ?)"
)


def read_history(register: Readable, limit: int = 200) -> tuple[HistoryEntry, ...]:
    """Read the newest changes, the newest first, those of other programs included."""
    with register.reading() as connection:
        rows = connection.exec_driver_sql(_ENTRIES, (limit,)).all()
    return tuple(HistoryEntry(*row) for row in rows)
