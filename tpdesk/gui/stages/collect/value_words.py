"""Writes a value of a field as the officer reads it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from tpdesk.domain.fields.field import FieldType
from tpdesk.domain.vocabularies.catalogue import VOCABULARIES
from tpdesk.domain.wording import date_words

if TYPE_CHECKING:
    from tpdesk.domain.fields.field import Field


def field_words(field: Field) -> str:
    """Name a field with its unit, as a heading does."""
    return f"{field.label}, {field.unit}" if field.unit else field.label


def value_words(field: Field, value: object) -> str:
    """Write a known value."""
    if field.type is FieldType.VOCABULARY:
        return VOCABULARIES[field.vocabulary].label_of(str(value))
    if isinstance(value, date):
        return date_words(value)
    if isinstance(value, bool):
        tr = QCoreApplication.translate
        return tr("Collect", "Yes") if value else tr("Collect", "No")
    if isinstance(value, int | float):
        return number_words(field, float(value))
    return str(value)


def number_words(field: Field, number: float) -> str:
    """Write a number of a field: pounds and pence as far as there are any, no needless decimals."""
    if field.type is FieldType.MONEY:
        pounds = number / 100
        whole = f"{abs(pounds):,.0f}" if pounds == round(pounds) else f"{abs(pounds):,.2f}"
        return f"{'−' if pounds < 0 else ''}£{whole}"
    if field.type is FieldType.COORDINATE:
        return f"{number:,.0f}" if abs(number) > 1000 else f"{number:.5f}"
    return plain_words(number)


def plain_words(number: float) -> str:
    """Write a number with at most two decimals."""
    return f"{number:,.2f}".rstrip("0").rstrip(".").replace("-", "−")
