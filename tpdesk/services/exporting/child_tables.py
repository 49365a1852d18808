"""The many rows of an asset as tables of their own: interests, lease events, costs and the like."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tpdesk.domain.fields.catalogue import fields_of_table
from tpdesk.domain.vocabularies.catalogue import VOCABULARIES
from tpdesk.files.workbook_writing import ColumnType
from tpdesk.services.exporting.columns import COLUMN_TYPES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tpdesk.domain.disclosure import Extract

_TEXT, _DATE, _NUMBER, _MONEY = ColumnType.TEXT, ColumnType.DATE, ColumnType.NUMBER, ColumnType.MONEY
_OWNER = (("organisation", "Reporting organisation"), ("reference", "Local reference"), ("name", "Name"))


@dataclass(frozen=True, slots=True)
class ChildColumn:
    """One column of a child table.

    Attributes:
        name: As it is stored.
        heading: Shown to people.
        type: How a workbook shows it.
        vocabulary: Key of its vocabulary, empty when it has none.
    """

    name: str
    heading: str
    type: ColumnType = _TEXT
    vocabulary: str = ""


@dataclass(frozen=True, slots=True)
class ChildTable:
    """A child table as it is given out.

    Attributes:
        table: Its name in the register.
        title: Shown to people.
        columns: Its columns, those that say which asset they are of left out.
    """

    table: str
    title: str
    columns: tuple[ChildColumn, ...]


@dataclass(frozen=True, slots=True)
class ChildRows:
    """The rows of a child table, column by column, the asset's organisation, reference and name first."""

    table: ChildTable
    headings: tuple[str, ...]
    types: tuple[ColumnType, ...]
    columns: list[list[object]]


def _of_fields(table: str) -> tuple[ChildColumn, ...]:
    return tuple(
        ChildColumn(
            field.column, field.label, COLUMN_TYPES.get(field.type, ColumnType.TEXT), field.vocabulary
        )
        for field in fields_of_table(table)
    )


_YEAR = (ChildColumn("period", "Year"), ChildColumn("price_year", "Price year"))

CHILD_TABLES: tuple[ChildTable, ...] = (
    ChildTable(
        "interest",
        "All interests",
        (
            ChildColumn("direction", "Direction", vocabulary="interest_direction"),
            ChildColumn("kind", "Kind of interest", vocabulary="interest_kind"),
            ChildColumn("grantee", "Tenant"),
            *_of_fields("interest"),
        ),
    ),
    ChildTable(
        "interest_event",
        "Lease events",
        (
            ChildColumn("kind", "Event"),
            ChildColumn("on_date", "Day", _DATE),
            ChildColumn("penalty_pence", "Penalty", _MONEY),
            ChildColumn("note", "Note"),
        ),
    ),
    ChildTable(
        "asset_constraint",
        "All constraints",
        (
            ChildColumn("kind", "Constraint", vocabulary="constraint_kind"),
            ChildColumn("answer", "Answer", vocabulary="yes_no"),
            ChildColumn("source", "Source"),
            ChildColumn("note", "Note"),
        ),
    ),
    ChildTable(
        "occupation",
        "Occupations",
        (
            ChildColumn("occupier", "Occupier"),
            ChildColumn("area_m2", "Area", _NUMBER),
            *_of_fields("occupation"),
        ),
    ),
    ChildTable("survey", "Condition surveys", (*_YEAR[:1], *_of_fields("survey"))),
    ChildTable(
        "cost",
        "Costs by year",
        (
            _YEAR[0],
            ChildColumn("kind", "Kind of cost", vocabulary="cost_kind"),
            ChildColumn("amount_pence", "Amount", _MONEY),
            _YEAR[1],
        ),
    ),
    ChildTable("valuation", "Valuations", (*_YEAR[:1], *_of_fields("valuation"))),
    ChildTable("energy", "Energy by year", (*_YEAR[:1], *_of_fields("energy"))),
    ChildTable(
        "document",
        "Documents",
        (ChildColumn("title", "Title"), ChildColumn("link", "Link"), ChildColumn("note", "Note")),
    ),
)
"""The tables in the order in which they are given out."""


def child_rows(extract: Extract, table: ChildTable) -> ChildRows:
    """Give the rows of a child table for all assets of an extract, in the assets' order."""
    rows_of = extract.children.get(table.table, {})
    frame = extract.assets
    found = [
        (place, row) for place, uid in enumerate(frame.uids.tolist()) for row in rows_of.get(str(uid), ())
    ]
    owners: list[list[object]] = [[frame.value(place, key) for place, _ in found] for key, _ in _OWNER]
    own: list[list[object]] = [[_value(column, row) for _, row in found] for column in table.columns]
    return ChildRows(
        table,
        (*(heading for _, heading in _OWNER), *(column.heading for column in table.columns)),
        (_TEXT, _TEXT, _TEXT, *(column.type for column in table.columns)),
        owners + own,
    )


def _value(column: ChildColumn, row: Mapping[str, object]) -> object:
    value = row.get(column.name)
    if isinstance(value, int) and column.name.endswith("_pence"):
        return value / 100
    if column.vocabulary and isinstance(value, str):
        return VOCABULARIES[column.vocabulary].label_of(value)
    return value
