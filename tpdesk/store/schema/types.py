"""Column types that a GeoPackage knows, under the exact names that it gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from tpdesk.domain.fields.field import FieldType

if TYPE_CHECKING:
    from sqlalchemy.types import TypeEngine


class Moment(sa.types.UserDefinedType[str]):
    """A point in time, text ``YYYY-MM-DDTHH:MM:SS.sssZ``."""

    cache_ok = True

    def get_col_spec(self, **_: object) -> str:
        """Name the type as the format does."""
        return "DATETIME"


class Geometry(sa.types.UserDefinedType[bytes]):
    """A shape on the British National Grid, kept as GeoPackage binary.

    Args:
        kind: POINT, MULTIPOLYGON or GEOMETRY.
    """

    cache_ok = True

    def __init__(self, kind: str) -> None:
        """Keep the kind for the column's declaration."""
        self.kind = kind

    def get_col_spec(self, **_: object) -> str:
        """Name the type as the format does."""
        return self.kind


_BY_FIELD_TYPE: dict[FieldType, type[TypeEngine[Any]]] = {
    FieldType.TEXT: sa.TEXT,
    FieldType.NOTE: sa.TEXT,
    FieldType.VOCABULARY: sa.TEXT,
    FieldType.UPRN: sa.TEXT,
    FieldType.POSTCODE: sa.TEXT,
    FieldType.INTEGER: sa.INTEGER,
    FieldType.NUMBER: sa.REAL,
    FieldType.PERCENT: sa.REAL,
    FieldType.AREA: sa.REAL,
    FieldType.LAND_AREA: sa.REAL,
    FieldType.MONEY: sa.INTEGER,
    FieldType.DATE: sa.DATE,
    FieldType.COORDINATE: sa.REAL,
}


def type_of_field(kind: FieldType) -> TypeEngine[Any]:
    """Give the column type that stores a field of this kind."""
    return _BY_FIELD_TYPE[kind]()
