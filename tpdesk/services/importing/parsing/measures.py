"""Columns of numbers, money, areas, shares and whole numbers."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np

from tpdesk.domain.fields.field import FieldType
from tpdesk.services.importing.coded import as_objects, cell_text
from tpdesk.services.importing.parsing.numbers import decimal_of, is_plain, read_quantity, to_pence
from tpdesk.services.importing.parsing.parsed import FORMULA_ERRORS, Parsed, quoted, says_unknown
from tpdesk.services.importing.units import FACTORS, OWN_UNITS

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from tpdesk.domain.fields.field import Field
    from tpdesk.services.importing.parsing.numbers import Quantity

_INVALID = {
    FieldType.MONEY: ("money_invalid", "is not an amount of money"),
    FieldType.AREA: ("area_invalid", "is not an area"),
    FieldType.LAND_AREA: ("area_invalid", "is not an area"),
}
_ONE = Decimal(1)
DEFAULT_DEC_RATING = 9999
_LARGEST = 1e12
_ROUNDING = 1e-3
# "£95.000" is 95 pounds here and 95,000 on the continent.
_POINTED = re.compile(r"(?<![\d.,])\d{1,3}\.\d{3}(?![\d.,])")
_NUMBERS = frozenset((float, int))
_BEYOND_REASON = 1e13
"""No building costs ten billion pounds a thousand times over, and the register's whole numbers end."""


@dataclass(frozen=True, slots=True)
class _Reader:
    """How one column's numbers become values of one field."""

    field: Field
    factor: Decimal
    parsed: Parsed

    def read(self, index: int, cell: object) -> object:
        """Give the value of a distinct cell, None when unknown or doubtful."""
        if isinstance(cell, (int, float)) and not isinstance(cell, bool):
            if math.isnan(cell):
                return None
            if abs(cell) >= _BEYOND_REASON:
                self._refuse(index, cell_text(cell))
                return None
            return self._checked(index, cell_text(cell), self._number(cell))
        text = cell_text(cell)
        if is_plain(text) and abs(float(text)) < _BEYOND_REASON:
            return self._checked(index, text, self._number(float(text), text))
        if says_unknown(text):
            return None
        if text.casefold() in FORMULA_ERRORS:
            self.parsed.doubt(index, "formula_error", f"The workbook's formula gave {text}.")
            return None
        return self._written(index, text)

    def _number(self, number: float, text: str = "") -> object:
        if self.field.type is FieldType.MONEY:
            exact = Decimal(text) if text else decimal_of(number)
            return to_pence(exact * self.factor)
        if self.factor == _ONE:
            return float(number)
        return float(Decimal(text or repr(float(number))) * self.factor)

    def _written(self, index: int, text: str) -> object:
        quantity = read_quantity(text)
        factor = self._factor_of(quantity) if quantity else None
        if quantity is None or factor is None or abs(quantity.value) >= _BEYOND_REASON:
            self._refuse(index, text)
            return None
        if quantity.pounds and not quantity.multiplied and _POINTED.search(text):
            self.parsed.doubt(
                index,
                "money_invalid",
                f"“{text}” could be pounds with three decimals, or thousands of pounds.",
                "Left unknown; write it without a point, or with two decimals.",
            )
            return None
        exact = quantity.value * factor
        value: object = to_pence(exact) if self.field.type is FieldType.MONEY else float(exact)
        return self._checked(index, text, value)

    def _refuse(self, index: int, text: str) -> None:
        code, words = _INVALID.get(self.field.type, ("number_invalid", "is not a number"))
        self.parsed.doubt(index, code, f"“{quoted(text)}” {words}.", "Left unknown; give a number.")

    def _factor_of(self, quantity: Quantity) -> Decimal | None:
        kind = self.field.type
        if kind in (FieldType.AREA, FieldType.LAND_AREA):
            if quantity.multiplied or quantity.percent or quantity.pounds:
                return None
            return FACTORS[kind].get(quantity.unit) if quantity.unit else self.factor
        if kind is FieldType.MONEY:
            if quantity.percent or (quantity.unit and quantity.unit not in FACTORS[kind]):
                return None
            return _ONE if quantity.multiplied else FACTORS[kind].get(quantity.unit, self.factor)
        if quantity.unit or quantity.pounds or (quantity.percent and kind is not FieldType.PERCENT):
            return None
        return _ONE

    def _checked(self, index: int, text: str, value: object) -> object:
        kind = self.field.type
        if kind is FieldType.INTEGER and isinstance(value, float):
            if not value.is_integer():
                self.parsed.doubt(index, "number_invalid", f"“{quoted(text)}” is not a whole number.")
                return None
            value = int(value)
        if self.field.key == "dec_rating" and value == DEFAULT_DEC_RATING:
            self.parsed.doubt(index, "number_invalid", "9999 is the default of a rating, not a reading.")
            return None
        if isinstance(value, (int, float)) and value < 0:
            return self._negative(index, text, value)
        return value

    def _negative(self, index: int, text: str, value: float) -> object:
        money = self.field.type is FieldType.MONEY
        kept = "Kept as given." if money else "Left unknown."
        self.parsed.doubt(
            index, "value_negative", f"{self.field.label} is negative: {text}. {kept}", "Check the sign."
        )
        return value if money else None


def parse_measures(uniques: NDArray[np.object_], field: Field, unit: str) -> Parsed:
    """Read the distinct cells of a numeric column.

    Args:
        uniques: The distinct cells.
        field: The field they go to.
        unit: The unit of the column; empty means the field's own.
    """
    factors = FACTORS.get(field.type, {})
    factor = factors.get(unit or OWN_UNITS.get(field.type, ""), _ONE)
    parsed = Parsed(np.full(len(uniques), None, dtype=object))
    numeric = are_numbers(uniques)
    swift = _read_numbers(uniques[numeric], field, factor)
    if swift is not None:
        parsed.values[numeric] = swift
    read: Callable[[int, object], object] = _Reader(field, factor, parsed).read
    for index in range(len(uniques)) if swift is None else np.flatnonzero(~numeric).tolist():
        parsed.values[index] = read(index, uniques[index])
    if field.type is FieldType.PERCENT:
        _bring_shares_to_percent(uniques, parsed)
    return parsed


def _read_numbers(uniques: NDArray[np.object_], field: Field, factor: Decimal) -> NDArray[np.object_] | None:
    """Read sound numbers all at once; None when they have to be read cell by cell."""
    if not len(uniques):
        return None
    numbers = uniques.astype(np.float64)
    plain = bool((numbers >= 0).all()) and not (field.key == "dec_rating" and DEFAULT_DEC_RATING in numbers)
    if not plain or float(numbers.max()) > _LARGEST:
        return None
    if field.type is FieldType.MONEY:
        pence = numbers * (100.0 * float(factor))
        whole = np.rint(pence)
        # A third decimal is rounded by the rule for pence, not by the machine's.
        return (
            as_objects(whole.astype(np.int64).tolist()) if np.abs(pence - whole).max() < _ROUNDING else None
        )
    if field.type is FieldType.INTEGER:
        return as_objects(numbers.astype(np.int64).tolist()) if (numbers == np.rint(numbers)).all() else None
    return as_objects(numbers.tolist()) if factor == _ONE else None


def _bring_shares_to_percent(uniques: NDArray[np.object_], parsed: Parsed) -> None:
    """A workbook stores 45 % as 0.45: believed when all cells are numbers, none over 1, one a fraction."""
    numbers = [cell for cell in uniques if isinstance(cell, float)]
    if len(numbers) == len(uniques) and any(0 < cell < 1 for cell in numbers) and max(numbers) <= 1:
        parsed.values = as_objects(
            [None if value is None else round(float(value) * 100, 6) for value in parsed.values]
        )


def are_numbers(cells: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Tell which cells are numbers as a workbook keeps them."""
    return np.fromiter(map(_NUMBERS.__contains__, map(type, cells)), dtype=bool, count=len(cells))


def plain_numbers(cells: NDArray[np.object_]) -> NDArray[np.float64]:
    """Give the number that a spreadsheet would add up from each cell, NaN where it adds none."""
    numbers = np.full(len(cells), np.nan)
    numeric = are_numbers(cells)
    numbers[numeric] = cells[numeric].astype(np.float64)
    for index in np.flatnonzero(~numeric).tolist():
        number = plain_number(cells[index])
        numbers[index] = np.nan if number is None else number
    return numbers


def plain_number(cell: object) -> float | None:
    """Give the number a spreadsheet would add up from a cell, whatever its unit; None when it adds none."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, (int, float)):
        return None if math.isnan(cell) else float(cell)
    if not isinstance(cell, str):
        return None
    text = cell.strip()
    if is_plain(text):
        return float(text)
    quantity = read_quantity(text) if text and not says_unknown(text) else None
    return float(quantity.value) if quantity else None
