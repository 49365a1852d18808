"""Raw rows of a list, packed for keeping with its batch: by column, exact, a fraction of the file's size."""

from __future__ import annotations

import zlib
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np
import shapely

from tpdesk.domain.table import RawTable
from tpdesk.files.grid import as_cells

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tpdesk.domain.table import Cell

_FORM = 1
_LEVEL = 3
_LARGEST_BYTES = 4_000_000_000
_PLAIN = frozenset((type(None), str, bool, float, int))
_DATE, _DATETIME, _TIME, _SPAN, _LARGE_INTEGER, _ODD_TEXT = 1, 2, 3, 4, 5, 6
_INTEGER_BITS = 63


class _Packed(msgspec.Struct, frozen=True, array_like=True):
    form: int
    file: str
    sheet: str
    header_row: int
    columns: tuple[str, ...]
    rows: bytes
    subtotals: bytes
    crs: int | None
    other_sheets: tuple[str, ...]
    facts: dict[str, str]
    cells: tuple[list[Any], ...]
    geometry: list[bytes | None] | None


def pack_rows(table: RawTable) -> bytes:
    """Pack a table; unpack_rows gives the same table back, every cell of its own type."""
    packed = _Packed(
        _FORM,
        table.file,
        table.sheet,
        table.header_row,
        table.columns,
        table.rows.astype("<i4").tobytes(),
        np.packbits(table.subtotals).tobytes(),
        table.crs,
        table.other_sheets,
        dict(table.facts),
        tuple(_pack_column(column.tolist()) for column in table.cells),
        None if table.geometry is None else shapely.to_wkb(table.geometry).tolist(),
    )
    return zlib.compress(msgspec.msgpack.encode(packed), _LEVEL)


def unpack_rows(packed: bytes) -> RawTable:
    """Unpack a table that pack_rows has packed.

    Raises:
        ValueError: It is damaged or of another form.
    """
    engine = zlib.decompressobj()
    try:
        data = engine.decompress(packed, _LARGEST_BYTES)
        if not engine.eof:
            raise ValueError("the packed rows are cut short")
        raw = msgspec.msgpack.decode(data, type=_Packed, ext_hook=_unpack_cell)
    except (zlib.error, msgspec.DecodeError) as error:
        raise ValueError("the packed rows are damaged") from error
    if raw.form != _FORM:
        raise ValueError(f"the packed rows have the form {raw.form}, not {_FORM}")
    rows = np.frombuffer(raw.rows, dtype="<i4").astype(np.int32)
    subtotals = np.unpackbits(np.frombuffer(raw.subtotals, dtype=np.uint8), count=len(rows)).astype(bool)
    geometry = None
    if raw.geometry is not None:
        geometry = np.full(len(rows), None, dtype=object)
        geometry[:] = shapely.from_wkb(np.array(raw.geometry, dtype=object))
    return RawTable(
        raw.file,
        raw.sheet,
        raw.header_row,
        raw.columns,
        tuple(as_cells(column) for column in raw.cells),
        rows,
        subtotals,
        geometry,
        raw.crs,
        raw.other_sheets,
        raw.facts,
    )


def _pack_column(cells: Sequence[Cell]) -> list[Any]:
    """Give a column in types that msgpack has; what it has not is wrapped."""
    kinds = set(map(type, cells))
    if kinds <= _PLAIN and (str not in kinds or _encodable(cells)) and (int not in kinds or _small(cells)):
        return list(cells)
    return [_pack_cell(cell) for cell in cells]


def _encodable(cells: Sequence[Cell]) -> bool:
    try:
        "".join(cell for cell in cells if type(cell) is str).encode()
    except UnicodeEncodeError:
        return False
    return True


def _small(cells: Sequence[Cell]) -> bool:
    return max(cell.bit_length() for cell in cells if type(cell) is int) <= _INTEGER_BITS


def _pack_cell(cell: Cell) -> Any:  # noqa: ANN401 - what msgpack takes
    if isinstance(cell, str):
        return cell if _encodable((cell,)) else _wrapped(_ODD_TEXT, cell.encode("utf-8", "surrogatepass"))
    if isinstance(cell, bool) or cell is None or isinstance(cell, float):
        return cell
    if isinstance(cell, int):
        return cell if cell.bit_length() <= _INTEGER_BITS else _wrapped(_LARGE_INTEGER, str(cell).encode())
    if isinstance(cell, timedelta):
        return _wrapped(_SPAN, f"{cell.days} {cell.seconds} {cell.microseconds}".encode())
    code = _DATETIME if isinstance(cell, datetime) else _DATE if isinstance(cell, date) else _TIME
    return _wrapped(code, cell.isoformat().encode())


def _wrapped(code: int, data: bytes) -> msgspec.msgpack.Ext:
    return msgspec.msgpack.Ext(code, data)


def _span(text: str) -> timedelta:
    days, seconds, microseconds = map(int, text.split())
    return timedelta(days, seconds, microseconds)


_UNWRAPPED: dict[int, Callable[[str], Cell]] = {
    _DATE: date.fromisoformat,
    _DATETIME: datetime.fromisoformat,
    _TIME: time.fromisoformat,
    _SPAN: _span,
    _LARGE_INTEGER: int,
    _ODD_TEXT: str,
}


def _unpack_cell(code: int, data: memoryview) -> Cell:
    return _UNWRAPPED[code](bytes(data).decode("utf-8", "surrogatepass"))
