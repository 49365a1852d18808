"""The rows of an import as read, packed for the register: every distinct cell once, compressed."""

from __future__ import annotations

import zlib
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec
import numpy as np
import shapely

from tpdesk.services.importing.coded import CodedColumn, CodedTable, as_objects

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_FORM = 1
_LEVEL = 1
_PLAIN = frozenset((str, int, float, bool))
_NO_ASSET = bytes(16)
_TYPES: dict[str, Any] = {"date": date, "datetime": datetime, "time": time}


def pack_rows(table: CodedTable, assets: Sequence[str | None]) -> bytes:
    """Pack the rows of a list with the asset that each is about."""
    packed = {
        "form": _FORM,
        "file": table.file,
        "sheet": table.sheet,
        "header_row": table.header_row,
        "rows": table.rows.astype("<i4").tobytes(),
        "columns": [_pack_column(column) for column in table.columns],
        "assets": b"".join(
            _NO_ASSET if uid is None else bytes.fromhex(uid.replace("-", "")) for uid in assets
        ),
        "crs": table.crs,
        "shapes": None if table.geometry is None else list(shapely.to_wkb(table.geometry)),
    }
    return zlib.compress(msgspec.msgpack.encode(packed), _LEVEL)


def unpack_rows(packed: bytes) -> tuple[CodedTable, NDArray[np.object_]]:
    """Give the rows of a list as packed, and the uid of the asset that each is about."""
    stored = msgspec.msgpack.decode(zlib.decompress(packed))
    uids = stored["assets"]
    assets = [uids[start : start + 16] for start in range(0, len(uids), 16)]
    shapes = stored["shapes"]
    table = CodedTable(
        file=stored["file"],
        sheet=stored["sheet"],
        header_row=stored["header_row"],
        columns=tuple(_unpack_column(column) for column in stored["columns"]),
        rows=np.frombuffer(stored["rows"], dtype="<i4").astype(np.int32),
        geometry=None if shapes is None else shapely.from_wkb(as_objects(shapes)),
        crs=stored["crs"],
    )
    return table, as_objects([None if uid == _NO_ASSET else str(UUID(bytes=uid)) for uid in assets])


def _pack_column(column: CodedColumn) -> dict[str, object]:
    cells = column.uniques.tolist()
    kind = "<i2" if len(column.uniques) < np.iinfo(np.int16).max else "<i4"
    return {
        "heading": column.heading,
        "kind": kind,
        "codes": column.codes.astype(kind).tobytes(),
        "cells": cells if _PLAIN.issuperset(map(type, cells)) else [_pack_cell(cell) for cell in cells],
    }


def _unpack_column(stored: dict[str, Any]) -> CodedColumn:
    codes = np.frombuffer(stored["codes"], dtype=stored["kind"]).astype(np.int32)
    return CodedColumn(stored["heading"], codes, as_objects([_unpack_cell(cell) for cell in stored["cells"]]))


def _pack_cell(cell: object) -> object:
    if isinstance(cell, datetime):
        return ["datetime", cell.isoformat()]
    if isinstance(cell, (date, time)):
        return [type(cell).__name__, cell.isoformat()]
    if isinstance(cell, timedelta):
        return ["timedelta", cell.total_seconds()]
    if isinstance(cell, (np.integer, np.floating, np.bool_)):
        return cell.item()
    return cell


def _unpack_cell(stored: object) -> object:
    if not isinstance(stored, list):
        return stored
    kind, value = stored
    if kind == "timedelta":
        return timedelta(seconds=value)
    return _TYPES[kind].fromisoformat(value)
