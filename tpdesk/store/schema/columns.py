"""How columns are made: from the fields of the trade, and the few that hold a record together."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from tpdesk.domain.fields.catalogue import fields_of_table
from tpdesk.domain.fields.field import Field, FieldType
from tpdesk.store.schema.types import Geometry, Moment, type_of_field

Column = sa.Column[Any]


def field_columns(table: str, *, without: tuple[str, ...] = ()) -> list[Column]:
    """Make one column for each column that the stored fields of a table name, in the fields' order."""
    columns: dict[str, Column] = {}
    for field in fields_of_table(table):
        if field.column not in columns and field.column not in without:
            columns[field.column] = _field_column(field)
    return list(columns.values())


def _field_column(field: Field) -> Column:
    if field.selector:
        # Several fields share the column: the row's other column says which of them it holds.
        title, vocabulary = ("Amount", "") if field.type is FieldType.MONEY else ("Answer", field.vocabulary)
        return _column(field.column, type_of_field(field.type), title, vocabulary=vocabulary)
    return _column(
        field.column,
        type_of_field(field.type),
        field.label,
        description=field.definition,
        vocabulary=field.vocabulary,
    )


def _column(
    name: str,
    kind: sa.types.TypeEngine[Any],
    title: str,
    *,
    description: str = "",
    vocabulary: str = "",
) -> Column:
    title = f"{title} (pence)" if name.endswith("_pence") else title
    info = {"title": title, "description": description, "vocabulary": vocabulary}
    return sa.Column(name, kind, info=info)


def text(name: str, title: str, *, vocabulary: str = "") -> Column:
    """Make a column of text."""
    return _column(name, sa.TEXT(), title, vocabulary=vocabulary)


def whole(name: str, title: str) -> Column:
    """Make a column of whole numbers."""
    return _column(name, sa.INTEGER(), title)


def real(name: str, title: str) -> Column:
    """Make a column of numbers."""
    return _column(name, sa.REAL(), title)


def truth(name: str, title: str) -> Column:
    """Make a column of yes and no."""
    return _column(name, sa.BOOLEAN(create_constraint=False), title)


def day(name: str, title: str) -> Column:
    """Make a column of days."""
    return _column(name, sa.DATE(), title)


def moment(name: str, title: str) -> Column:
    """Make a column of points in time."""
    return _column(name, Moment(), title)


def blob(name: str, title: str) -> Column:
    """Make a column of bytes."""
    return _column(name, sa.BLOB(), title)


def shape(kind: str) -> Column:
    """Make the geometry column of a table of features."""
    return sa.Column("geom", Geometry(kind), info={"title": "Shape", "description": "", "vocabulary": ""})


def link(table: str, *, column: str = "", title: str, owned: bool = False, indexed: bool = False) -> Column:
    """Make a column that points at another table's uid.

    Args:
        table: The table pointed at.
        column: Name of the column, ``TABLE_uid`` unless given.
        title: Shown to people.
        owned: Whether the row goes when the row it points at goes; otherwise only the link goes.
        indexed: Whether an index finds the rows that point at one uid.
    """
    return sa.Column(
        column or f"{table}_uid",
        sa.TEXT(),
        sa.ForeignKey(f"{table}.uid", ondelete="CASCADE" if owned else "SET NULL"),
        index=indexed,
        info={"title": title, "description": "", "vocabulary": ""},
    )
