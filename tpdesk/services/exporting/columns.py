"""The fields of exported assets as columns: which ones, in which order, and with which values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from tpdesk.domain.errors import InputError
from tpdesk.domain.fields.catalogue import FIELD_BY_KEY, FIELDS
from tpdesk.domain.fields.field import FieldType
from tpdesk.domain.vocabularies.catalogue import VOCABULARIES
from tpdesk.files.workbook_writing import ColumnType
from tpdesk.services.showing import nearest_fields

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from tpdesk.domain.fields.field import Field
    from tpdesk.domain.frame import AssetFrame

_OF_LISTS = frozenset(("longitude", "latitude", "grid_reference", "coordinate_system"))
"""Known only while a list is read; the register keeps easting and northing."""
_MILLIMETRES, _DECIMALS = 3, 9
"""What lies beyond these decimals is the machine's, not the register's."""

COLUMN_TYPES = {
    FieldType.INTEGER: ColumnType.INTEGER,
    FieldType.NUMBER: ColumnType.NUMBER,
    FieldType.PERCENT: ColumnType.PERCENT,
    FieldType.AREA: ColumnType.NUMBER,
    FieldType.LAND_AREA: ColumnType.NUMBER,
    FieldType.MONEY: ColumnType.MONEY,
    FieldType.COORDINATE: ColumnType.NUMBER,
    FieldType.DATE: ColumnType.DATE,
}
"""How a workbook shows each type; the rest is text."""

Plain = None | str | int | float | date


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """One field of the exported assets, as people read it.

    Attributes:
        field: The field.
        values: A value for each asset: numbers, days, and the words of vocabularies; unknown is None.
    """

    field: Field
    values: list[Plain]

    @property
    def known(self) -> bool:
        """Whether anything is known of any asset."""
        return any(value is not None for value in self.values)

    @property
    def column_type(self) -> ColumnType:
        """How a workbook shows it."""
        return COLUMN_TYPES.get(self.field.type, ColumnType.TEXT)


def chosen_fields(keys: Sequence[str]) -> tuple[Field, ...]:
    """Give the fields with these keys; without any, all that a register keeps or works out.

    Raises:
        InputError: ``field_unknown`` or ``field_not_exported``.
    """
    if not keys:
        return tuple(field for field in FIELDS if field.key not in _OF_LISTS)
    for key in keys:
        if key not in FIELD_BY_KEY:
            raise InputError("field_unknown", f"There is no field “{key}”.", nearest_fields(key))
        if key in _OF_LISTS:
            raise InputError(
                "field_not_exported",
                f"The register does not keep {FIELD_BY_KEY[key].label.lower()}.",
                "Choose easting and northing, or write GeoJSON, which has longitude and latitude.",
            )
    return tuple(FIELD_BY_KEY[key] for key in dict.fromkeys(keys))


def export_columns(frame: AssetFrame, keys: Sequence[str]) -> list[ExportColumn]:
    """Give the columns of the chosen fields for all assets of a frame."""
    return [ExportColumn(field, _values(field, frame[field.key])) for field in chosen_fields(keys)]


def _values(field: Field, column: NDArray[np.generic]) -> list[Plain]:
    if column.dtype.kind == "f":
        decimals = _MILLIMETRES if field.type is FieldType.COORDINATE else _DECIMALS
        rounded = np.round(column.astype(np.float64), decimals).tolist()
        return [None if value != value else plain_number(value) for value in rounded]
    if column.dtype.kind == "M":
        return list(column.astype("datetime64[D]").tolist())
    vocabulary = VOCABULARIES.get(field.vocabulary)
    if vocabulary is None:
        return [None if value is None else str(value) for value in column.tolist()]
    return [None if value is None else vocabulary.label_of(str(value)) for value in column.tolist()]


def plain_number(value: float) -> int | float:
    """Give whole numbers without a fraction."""
    return int(value) if value.is_integer() and abs(value) < 2**53 else value
