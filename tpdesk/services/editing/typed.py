"""Reads what a person types into a field, by the rules by which lists are read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tpdesk.domain.errors import InputError
from tpdesk.domain.fields.catalogue import FIELD_BY_KEY, TYPED
from tpdesk.domain.fields.field import FieldType
from tpdesk.domain.vocabularies.catalogue import VOCABULARIES
from tpdesk.services.editing.moving import POSITION_KEYS
from tpdesk.services.importing.coded import as_objects
from tpdesk.services.importing.parsing.cells import ParsingHints, parse_cells
from tpdesk.services.importing.parsing.parsed import quoted, says_unknown

if TYPE_CHECKING:
    from tpdesk.domain.fields.field import Field


@dataclass(frozen=True, slots=True)
class Typed:
    """What was understood.

    Attributes:
        value: As the column stores it: days as dates, money in pence; None is unknown.
        notes: What a person should know of how it was understood.
    """

    value: object
    notes: tuple[str, ...] = ()


def editable_field(key: str) -> Field:
    """Give a field that is changed by typing.

    Raises:
        InputError: There is none of that key, it is worked out from others, or it is set in another way.
    """
    field = FIELD_BY_KEY.get(key)
    if field is None:
        raise InputError(
            "field_unknown", f"There is no field “{key}”.", "The manual's page Fields lists all keys."
        )
    if key in POSITION_KEYS:
        raise InputError(
            "field_not_editable",
            f"{field.label} follows from where the building stands. Nothing was changed.",
            "Move the building instead.",
        )
    if key not in TYPED:
        raise InputError(
            "field_not_editable",
            f"{field.label} is worked out from other facts. Nothing was changed.",
            "Change the facts that it rests on.",
        )
    return field


def read_typed(field: Field, text: str) -> Typed:
    """Understand what was typed; nothing, or a word for it such as “not known”, is unknown.

    Raises:
        InputError: It is nothing that the field can hold.
    """
    if says_unknown(text.strip()):
        return Typed(None)
    parsed = parse_cells(as_objects([text.strip()]), field, ParsingHints())
    value = parsed.values[0]
    if value is None:
        raise InputError(
            "value_invalid",
            f"“{quoted(text.strip())}” cannot be read as {field.label}. Nothing was changed.",
            what_takes(field),
        )
    return Typed(value, tuple(each.message for each in parsed.doubts))


def typed_words(value: object) -> str:
    """Write a value as a person would type it again; unknown is empty, a word of a vocabulary its key."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.4f}".rstrip("0").rstrip(".")
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return str(value)


def what_takes(field: Field) -> str:
    """Say what a field takes, in a sentence; a text takes anything and needs no word."""
    if field.type in (FieldType.TEXT, FieldType.NOTE):
        return ""
    if field.vocabulary:
        labels = [term.label for term in VOCABULARIES[field.vocabulary].terms]
        more = f" and {len(labels) - _NAMED} more" if len(labels) > _NAMED else ""
        return f"It takes {', '.join(labels[:_NAMED])}{more}."
    return _TAKES.get(field.type, "It takes a number, for instance 1,250.")


_NAMED = 8
_TAKES = {
    FieldType.DATE: "It takes a day, for instance 31/03/2030.",
    FieldType.MONEY: "It takes pounds, for instance 45,000 or £1.2m.",
    FieldType.AREA: "It takes square metres, or another unit that is named: 5,000 sq ft.",
    FieldType.LAND_AREA: "It takes hectares, or another unit that is named: 2 acres.",
    FieldType.POSTCODE: "It takes a postcode, for instance M33 7ZF.",
    FieldType.UPRN: "It takes 1 to 12 digits.",
    FieldType.PERCENT: "It takes a percentage from 0 to 100.",
}
