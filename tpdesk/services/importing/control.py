"""The control sheet: what each column of money or area adds up to, in the file and in the register."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from tpdesk.domain.fields.catalogue import FIELD_BY_KEY
from tpdesk.domain.fields.field import FieldType
from tpdesk.services.importing.coded import as_objects
from tpdesk.services.importing.parsing.measures import are_numbers, plain_numbers
from tpdesk.services.importing.parsing.numbers import is_plain, read_quantity
from tpdesk.services.importing.units import (
    FACTORS,
    MILLION_POUNDS,
    OWN_UNITS,
    PENNY,
    POUND,
    THOUSAND_POUNDS,
    split_heading,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from tpdesk.services.importing.coded import CodedColumn, CodedTable
    from tpdesk.services.importing.columns import ColumnProposal
    from tpdesk.services.importing.counts import RowCounts
    from tpdesk.services.importing.understanding import Understood

_ADDED = (FieldType.MONEY, FieldType.AREA, FieldType.LAND_AREA)
_PENCE = 100.0
_AMOUNTS = {POUND: "£{0}", THOUSAND_POUNDS: "£{0} thousand", MILLION_POUNDS: "£{0} million", PENNY: "{0}p"}
_MOSTLY = 0.8
_HALF_A_HUNDREDTH = 0.005
_LONGEST_AMOUNT = 1e10
"""Numbers from here on are UPRNs and telephone numbers."""


@dataclass(frozen=True, slots=True)
class ControlLine:
    """One column of money or area.

    Attributes:
        column: Heading.
        field: Key of the field, empty when the column is left out.
        source: Sum of the file's numbers, refused rows and subtotals apart, brought to the register's unit;
            that of a column left out as it is written.
        register: Sum of what stands in the register for these rows, in the field's unit.
        difference: Register less source.
        why: What the sum is in the file when that is another unit, what it would be with the subtotals, and
            what the difference comes from, in words; empty when there is none of them.
        written: The file's own sum with its unit, "5,550 sq ft"; empty when it has the register's unit.
        subtotals: What the file adds up to with its subtotal rows, and how many refused rows with a value
            count in neither, in words; empty when it has none of them.
        agrees: Whether file and register come to the same, apart from the unit and the subtotals.
    """

    column: str
    field: str
    source: float
    register: float
    difference: float
    why: str
    written: str = ""
    subtotals: str = ""
    agrees: bool = False

    @property
    def unit(self) -> str:
        """The register's unit of the field; empty for a column left out."""
        return OWN_UNITS.get(FIELD_BY_KEY[self.field].type, "") if self.field else ""

    @property
    def source_words(self) -> str:
        """The file's sum, in both units where they differ: "5,550 sq ft = 515.61 m²"."""
        words = total_words(self.source, self.unit)
        return f"{self.written} = {words}" if self.written else words

    def as_dict(self) -> dict[str, object]:
        """Give the line as the command line's JSON object."""
        return {
            "column": self.column,
            "source": self.source,
            "register": self.register,
            "difference": self.difference,
            "why": self.why,
        }


@dataclass(frozen=True, slots=True, eq=False)
class ControlInput:
    """What the totals are made of.

    Attributes:
        table: The rows kept.
        subtotals: The rows left out as subtotals.
        understood: The rows by field.
        kept_values: Values of the register where it keeps its own, by field: (rows, values).
        distinct: Rows that stand for an asset of their own.
        counts: What became of the rows.
        parts: What columns add to fields that a profile makes of several: field and values by heading.
        unnamed: Columns without a heading, which cannot say what their numbers are.
        refused: How many refused rows have a value, by heading; never which value.
    """

    table: CodedTable
    subtotals: CodedTable
    understood: Understood
    kept_values: Mapping[str, tuple[NDArray[np.intp], NDArray[np.object_]]]
    distinct: NDArray[np.bool_]
    counts: RowCounts
    parts: Mapping[str, tuple[str, NDArray[np.object_]]]
    unnamed: frozenset[str] = frozenset()
    refused: Mapping[str, int] = field(default_factory=dict)


def total_words(number: float, unit: str) -> str:
    """Write a total with its unit as people read it; pence and hundredths only where there are any."""
    decimals = 0 if abs(number - round(number)) < _HALF_A_HUNDREDTH else 2
    words = f"{abs(number):,.{decimals}f}"
    sign = "−" if number < 0 else ""
    if unit == POUND:
        return f"{sign}£{words}"
    return f"{sign}{words} {unit}".strip()


def make_control(given: ControlInput, proposals: tuple[ColumnProposal, ...]) -> tuple[ControlLine, ...]:
    """Add up every column of money and area; those left out come last."""
    taken, left = [], []
    for proposal in proposals:
        column = given.table.find(proposal.column)
        if column is None:
            continue
        if proposal.field and FIELD_BY_KEY[proposal.field].type in _ADDED:
            taken += [_line(given, proposal, column)] if _has_total(given, proposal.field, column) else []
        elif proposal.column in given.parts:
            line = _part(given, proposal.column, column)
            taken += [line] if line else []
        elif not proposal.field:
            line = _left(given, proposal.column, column)
            left += [line] if line else []
    return (*taken, *left)


def _has_total(given: ControlInput, field_key: str, column: CodedColumn) -> bool:
    """Tell whether there is anything to add up: in the file, or where the register keeps its own."""
    kept = given.kept_values.get(field_key)
    return bool(column.counts().sum()) or (kept is not None and any(value is not None for value in kept[1]))


def _left(given: ControlInput, heading: str, column: CodedColumn) -> ControlLine | None:
    """Give the line of a column that is not imported and holds money, areas, or numbers without a name."""
    named = heading not in given.unnamed
    if not (_is_measured(heading) if named else _holds_amounts(column)):
        return None
    source = _rounded(_sum(column))
    why = "The column is not imported." if named else "The column has no heading and is not imported."
    return ControlLine(heading, "", source, 0.0, -source, why) if source else None


def _holds_amounts(column: CodedColumn) -> bool:
    """Tell whether the cells of a column without heading can be amounts: numbers, and no long codes."""
    if not len(column.uniques):
        return False
    numbers = _numbers(column)
    counts = column.counts()
    known = ~np.isnan(numbers)
    if counts[known].sum() < _MOSTLY * counts.sum():
        return False
    return bool(np.abs(numbers[known]).max() < _LONGEST_AMOUNT)


def _part(given: ControlInput, heading: str, column: CodedColumn) -> ControlLine | None:
    field, values = given.parts[heading]
    if FIELD_BY_KEY[field].type not in _ADDED:
        return None
    measure = _Measure(FIELD_BY_KEY[field].type, split_heading(heading)[1])
    source = _rounded(measure.sum(column))
    register = _rounded(_total(values[given.distinct], field))
    written = measure.written(column, _sum(column))
    why = f"Counted in “{FIELD_BY_KEY[field].label}”"
    why += ", rows left out or known better apart" if source != register else ""
    why += f"; {_in_file(written)}." if written else "."
    return ControlLine(heading, field, source, register, _rounded(register - source), why, written)


def _is_measured(heading: str) -> bool:
    _, unit = split_heading(heading)
    return any(unit in FACTORS[kind] for kind in _ADDED)


def _numbers(column: CodedColumn) -> NDArray[np.float64]:
    """Give the number a spreadsheet adds up for each distinct cell, NaN for none."""
    return plain_numbers(column.uniques)


def _sum(column: CodedColumn) -> float:
    return float(np.nan_to_num(_numbers(column)) @ column.counts()) if len(column.uniques) else 0.0


def _with_subtotals(given: ControlInput, measure: _Measure, column: CodedColumn) -> str:
    """Say what the file adds up to with the rows that sum others, as its reader would see it."""
    sums = given.subtotals.find(column.heading) if len(given.subtotals) else None
    added = _sum(sums) if sums is not None else 0.0
    if not added:
        return ""
    rows = given.counts.subtotals
    return f"{measure.words(column, _sum(column) + added)} with its {_rows(rows, 'subtotal')}"


def _refused_words(given: ControlInput, column: CodedColumn) -> str:
    """Say how many refused rows have a value in a column; nothing of the value is told."""
    rows = given.refused.get(column.heading, 0)
    return f"{_rows(rows, 'refused')} count{'s' if rows == 1 else ''} in neither" if rows else ""


@dataclass(frozen=True, slots=True)
class _Measure:
    """What the numbers of a column are worth in the unit of its field.

    Attributes:
        kind: Money, floor area or land area.
        unit: Unit of the column; empty for the field's own.
    """

    kind: FieldType
    unit: str

    @property
    def factor(self) -> float:
        """What one of the column's unit is worth."""
        return float(FACTORS[self.kind].get(self.unit or OWN_UNITS[self.kind], 1))

    def worths(self, column: CodedColumn) -> NDArray[np.float64]:
        """Give the number of each distinct cell in the field's unit, NaN for none."""
        return _numbers(column) * self._factors(column)

    def sum(self, column: CodedColumn | None) -> float:
        """Add up a column in the field's unit."""
        if column is None or not len(column.uniques):
            return 0.0
        return float(np.nan_to_num(self.worths(column)) @ column.counts())

    def written(self, column: CodedColumn, total: float) -> str:
        """Write the column's own total with its unit; empty when that is the field's."""
        own = not self._is_mixed(column) and self.unit in ("", OWN_UNITS[self.kind])
        return "" if own else self.words(column, total)

    def words(self, column: CodedColumn, total: float) -> str:
        """Write a total of the column's own numbers with its unit."""
        number = f"{_rounded(total):,.2f}".rstrip("0").rstrip(".")
        if self._is_mixed(column):
            return f"{number} in mixed units"
        unit = self.unit or OWN_UNITS[self.kind]
        return _AMOUNTS.get(unit, "{0} " + unit).format(number)

    def _is_mixed(self, column: CodedColumn) -> bool:
        factors = self._factors(column)[~np.isnan(_numbers(column))]
        return bool((factors != self.factor).any())

    def _factors(self, column: CodedColumn) -> NDArray[np.float64]:
        factors = np.full(len(column.uniques), self.factor)
        for index in np.flatnonzero(~are_numbers(column.uniques)).tolist():
            factors[index] = self._factor_of(column.uniques[index])
        return factors

    def _factor_of(self, cell: object) -> float:
        """Give what one is worth in a cell that may state a unit by itself."""
        if not isinstance(cell, str) or is_plain(cell.strip()):
            return self.factor
        quantity = read_quantity(cell)
        if quantity is None:
            return self.factor
        if quantity.multiplied:
            return 1.0
        return float(FACTORS[self.kind].get(quantity.unit, self.factor))


def _total(values: NDArray[np.object_], field: str) -> float:
    scale = _PENCE if FIELD_BY_KEY[field].type is FieldType.MONEY else 1.0
    return float(sum(filter(None, values.tolist()))) / scale


def _line(given: ControlInput, proposal: ColumnProposal, column: CodedColumn) -> ControlLine:
    field = proposal.field
    measure = _Measure(FIELD_BY_KEY[field].type, proposal.unit)
    source = measure.sum(column)
    written = measure.written(column, _sum(column))
    apart = (_with_subtotals(given, measure, column), _refused_words(given, column))
    subtotals = "; ".join(words for words in apart if words)
    values = given.understood.get(field)
    read = _total(values, field)
    whole = bool(given.distinct.all())
    duplicate = 0.0 if whole else read - _total(values[given.distinct], field)
    rows, kept = given.kept_values.get(field, (np.empty(0, np.intp), as_objects([])))
    register = read - duplicate
    if len(rows):
        final = values.copy()
        final[rows] = kept
        register = _total(final[given.distinct], field)
    unread, cells = _unread(measure, column, values)
    parts = (
        (-unread, f"in {cells} cell{'s' if cells > 1 else ''} that cannot be taken"),
        (read - (source - unread), "by rounding"),
        (-duplicate, f"in {_rows(given.counts.duplicates, 'repeated')} counted once"),
        (register - (read - duplicate), "where the register keeps its own value"),
    )
    causes = [f"{_rounded(amount):+,.2f} {cause}" for amount, cause in parts if _rounded(amount)]
    told = [words for words in (_in_file(written) if written else "", subtotals, *causes) if words]
    why = "; ".join(told) + "." if told else ""
    source, register = _rounded(source), _rounded(register)
    difference = _rounded(register - source)
    agrees = not difference and not causes
    return ControlLine(proposal.column, field, source, register, difference, why, written, subtotals, agrees)


def _rows(count: int, kind: str) -> str:
    return f"{count} {kind} row{'s' if count > 1 else ''}"


def _in_file(written: str) -> str:
    return f"{written} in the file"


def _unread(measure: _Measure, column: CodedColumn, values: NDArray[np.object_]) -> tuple[float, int]:
    """Add up and count the cells that hold a number and give no value: a negative area, a default rating."""
    unknown = np.asarray(values == None, dtype=bool)  # noqa: E711 - elementwise on an object array
    if not unknown.any():
        return 0.0, 0
    numbers: NDArray[np.float64] = column.spread(measure.worths(column), blank=np.nan)
    lost = numbers[unknown & ~np.isnan(numbers)]
    return float(lost.sum()), len(lost)


def _rounded(number: float) -> float:
    return round(number, 2) + 0.0
