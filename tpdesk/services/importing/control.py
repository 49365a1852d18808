"""The control sheet: what each column of money or area adds up to, in the file and in the register."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tpdesk.domain.fields.catalogue import FIELD_BY_KEY
from tpdesk.domain.fields.field import FieldType
from tpdesk.services.importing.coded import as_objects
from tpdesk.services.importing.parsing.measures import has_own_unit, plain_number
from tpdesk.services.importing.units import FACTORS, OWN_UNITS, split_heading

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from tpdesk.services.importing.coded import CodedColumn, CodedTable
    from tpdesk.services.importing.columns import ColumnProposal
    from tpdesk.services.importing.counts import RowCounts
    from tpdesk.services.importing.understanding import Understood

_ADDED = (FieldType.MONEY, FieldType.AREA, FieldType.LAND_AREA)
_PENCE = 100.0
_MOSTLY = 0.8
_LONGEST_AMOUNT = 1e10
"""Numbers from here on are UPRNs and telephone numbers."""


@dataclass(frozen=True, slots=True)
class ControlLine:
    """One column of money or area.

    Attributes:
        column: Heading.
        field: Key of the field, empty when the column is left out.
        source: Sum of the file's numbers in the file's unit, refused rows apart.
        register: Sum of what stands in the register for these rows, in the field's unit.
        difference: Register less source.
        why: What the difference comes from, in words; empty when there is none.
    """

    column: str
    field: str
    source: float
    register: float
    difference: float
    why: str

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
    """

    table: CodedTable
    subtotals: CodedTable
    understood: Understood
    kept_values: Mapping[str, tuple[NDArray[np.intp], NDArray[np.object_]]]
    distinct: NDArray[np.bool_]
    counts: RowCounts
    parts: Mapping[str, tuple[str, NDArray[np.object_]]]
    unnamed: frozenset[str] = frozenset()


def make_control(given: ControlInput, proposals: tuple[ColumnProposal, ...]) -> tuple[ControlLine, ...]:
    """Add up every column of money and area; those left out come last."""
    taken, left = [], []
    for proposal in proposals:
        column = given.table.find(proposal.column)
        if column is None:
            continue
        if proposal.field and FIELD_BY_KEY[proposal.field].type in _ADDED:
            taken.append(_line(given, proposal, column))
        elif proposal.column in given.parts:
            line = _part(given, proposal.column, column)
            taken += [line] if line else []
        elif not proposal.field:
            line = _left(given, proposal.column, column)
            left += [line] if line else []
    return (*taken, *left)


def _left(given: ControlInput, heading: str, column: CodedColumn) -> ControlLine | None:
    """Give the line of a column that is not imported and holds money, areas, or numbers without a name."""
    named = heading not in given.unnamed
    if not (_is_measured(heading) if named else _holds_amounts(column)):
        return None
    source = _rounded(_sum(column) + _subtotal(given, heading))
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
    source = _rounded(_sum(column) + _subtotal(given, heading))
    register = _rounded(_total(values[given.distinct], field))
    why = f"Counted in “{FIELD_BY_KEY[field].label}”"
    why += ", rows left out or known better apart." if source != register else "."
    return ControlLine(heading, field, source, register, _rounded(register - source), why)


def _is_measured(heading: str) -> bool:
    _, unit = split_heading(heading)
    return any(unit in FACTORS[kind] for kind in _ADDED)


def _numbers(column: CodedColumn) -> NDArray[np.float64]:
    """Give the number a spreadsheet adds up for each distinct cell, NaN for none."""
    if {float, int}.issuperset(map(type, column.uniques)):
        return column.uniques.astype(np.float64)
    read = (plain_number(cell) for cell in column.uniques)
    return np.array([np.nan if number is None else number for number in read], dtype=np.float64)


def _sum(column: CodedColumn) -> float:
    return float(np.nan_to_num(_numbers(column)) @ column.counts()) if len(column.uniques) else 0.0


def _subtotal(given: ControlInput, heading: str) -> float:
    column = given.subtotals.find(heading) if len(given.subtotals) else None
    return _sum(column) if column is not None else 0.0


def _total(values: NDArray[np.object_], field: str) -> float:
    scale = _PENCE if FIELD_BY_KEY[field].type is FieldType.MONEY else 1.0
    return float(sum(filter(None, values.tolist()))) / scale


def _line(given: ControlInput, proposal: ColumnProposal, column: CodedColumn) -> ControlLine:
    field = proposal.field
    subtotal = _subtotal(given, proposal.column)
    source = _sum(column) + subtotal
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
    unread, cells = _unread(column, values)
    parts = (
        (-subtotal, f"in {_rows(given.counts.subtotals, 'subtotal')} left out"),
        (-unread, f"in {cells} cell{'s' if cells > 1 else ''} that cannot be taken"),
        (read - (source - subtotal - unread), _conversion_words(proposal, column)),
        (-duplicate, f"in {_rows(given.counts.duplicates, 'repeated')} counted once"),
        (register - (read - duplicate), "where the register keeps its own value"),
    )
    words = "; ".join(f"{_rounded(amount):+,.2f} {cause}" for amount, cause in parts if _rounded(amount))
    source, register = _rounded(source), _rounded(register)
    difference = _rounded(register - source)
    return ControlLine(proposal.column, field, source, register, difference, words + "." if words else "")


def _rows(count: int, kind: str) -> str:
    return f"{count} {kind} row{'s' if count > 1 else ''}"


def _conversion_words(proposal: ColumnProposal, column: CodedColumn) -> str:
    own = OWN_UNITS[FIELD_BY_KEY[proposal.field].type]
    if proposal.unit and proposal.unit != own:
        return f"by bringing {proposal.unit} to {own}"
    if any(has_own_unit(cell) for cell in column.uniques if isinstance(cell, str)):
        return f"by bringing cells in other units to {own}"
    return "by rounding"


def _unread(column: CodedColumn, values: NDArray[np.object_]) -> tuple[float, int]:
    """Add up and count the cells that hold a number and give no value: a negative area, a default rating."""
    unknown = np.asarray(values == None, dtype=bool)  # noqa: E711 - elementwise on an object array
    if not unknown.any():
        return 0.0, 0
    numbers: NDArray[np.float64] = column.spread(_numbers(column), blank=np.nan)
    lost = numbers[unknown & ~np.isnan(numbers)]
    return float(lost.sum()), len(lost)


def _rounded(number: float) -> float:
    return round(number, 2) + 0.0
