"""A field's value as the officer reads it: the vocabulary's label, an amount with its unit, a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tpdesk.domain.fields.field import Field, FieldType
from tpdesk.domain.vocabularies.catalogue import VOCABULARIES
from tpdesk.domain.wording import date_words, money_words

if TYPE_CHECKING:
    from tpdesk.domain.frame import Value

_WHOLE = frozenset((FieldType.AREA, FieldType.INTEGER, FieldType.PERCENT, FieldType.COORDINATE))
_LEAST_WHOLE = 10.0
_AS_GIVEN = frozenset(("source_x", "source_y"))


def field_words(field: Field, value: Value) -> str:
    """Write a value of a field; unknown is the empty text."""
    if value is None:
        return ""
    if isinstance(value, date):
        return date_words(value)
    if field.type is FieldType.MONEY:
        return money_words(float(value))
    if isinstance(value, str):
        vocabulary = VOCABULARIES.get(field.vocabulary)
        return vocabulary.label_of(value) if vocabulary is not None else value
    if field.key in _AS_GIVEN:
        return f"{float(value):.10g}"
    unit = "" if field.type is FieldType.COORDINATE else field.unit
    return f"{number_words(float(value), whole=field.type in _WHOLE)} {unit}".strip()


def number_words(value: float, *, whole: bool) -> str:
    """Write a number: small ones and those that are no whole by nature with up to two decimals."""
    if float(value).is_integer() or (whole and abs(value) >= _LEAST_WHOLE):
        return f"{value:,.0f}"
    return f"{value:,.2f}".rstrip("0").rstrip(".")
