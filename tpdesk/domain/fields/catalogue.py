"""The fields of the register in the order that forms, tables and exports show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpdesk.domain.fields import (
    area,
    condition,
    identity,
    interest,
    location,
    money,
    organisation,
    status,
    use,
)

if TYPE_CHECKING:
    from tpdesk.domain.fields.field import Field, FieldGroup

_MODULES = (identity, organisation, location, use, area, interest, money, condition, status)

GROUPS: tuple[FieldGroup, ...] = tuple(group for module in _MODULES for group in module.GROUPS)
FIELDS: tuple[Field, ...] = tuple(field for module in _MODULES for field in module.FIELDS)
FIELD_BY_KEY: dict[str, Field] = {field.key: field for field in FIELDS}

_NOT_TYPED = frozenset(
    ("location_method", "location_accuracy_m", "source_x", "source_y", "source_crs", "cost_period")
)
TYPED: frozenset[str] = frozenset(field.key for field in FIELDS if field.stored) - _NOT_TYPED
"""Keys of the fields that a person changes by typing; the others follow from these, or from the position."""


def field(key: str) -> Field:
    """Give the field with this key; KeyError when there is none."""
    return FIELD_BY_KEY[key]


def fields_of_table(table: str) -> tuple[Field, ...]:
    """Give the stored fields of a table, in order."""
    return tuple(each for each in FIELDS if each.table == table)


def fields_of_group(group: str) -> tuple[Field, ...]:
    """Give the fields of a group, in order."""
    return tuple(each for each in FIELDS if each.group == group)
