"""What the cells of a column say about the field it holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tpdesk.domain.fields.field import Field, FieldType
from tpdesk.domain.grid import EASTING_MAX_M, read_grid_reference
from tpdesk.domain.postcode import PostcodeForm, read_postcode
from tpdesk.domain.uprn import read_uprn
from tpdesk.domain.vocabularies.catalogue import VOCABULARIES
from tpdesk.services.importing.coded import cell_text
from tpdesk.services.importing.parsing.dates import date_of, month_comes_first, read_month
from tpdesk.services.importing.parsing.measures import plain_number
from tpdesk.services.importing.parsing.numbers import read_coordinate
from tpdesk.services.importing.parsing.parsed import says_unknown

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from tpdesk.services.importing.coded import CodedColumn

_SAMPLE = 400
_NUMBERS = frozenset((float, int))
_DIGIT = re.compile(r"\d")
_FIGURES = 6
LONGITUDES = (-9.5, 2.5)
LATITUDES = (49.0, 61.5)
MERCATOR_X = (-1_060_000.0, 280_000.0)
MERCATOR_Y = (6_250_000.0, 8_650_000.0)


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """Some distinct cells of a column that say something, and how many rows each stands for."""

    cells: tuple[object, ...]
    texts: tuple[str, ...]
    weights: NDArray[np.float64]

    def share(self, holds: Callable[[object], bool]) -> float:
        """Give the share of rows whose cell holds, 0 to 1."""
        if not self.cells:
            return 0.0
        weights = self.weights.tolist()
        held = sum(weight for cell, weight in zip(self.cells, weights, strict=True) if holds(cell))
        return float(held / sum(weights))

    @property
    def numbers_only(self) -> bool:
        """Whether every cell is a number as a workbook keeps it."""
        return _NUMBERS.issuperset(map(type, self.cells))

    @property
    def has_digits(self) -> bool:
        """Whether any cell has a digit in it."""
        return any(map(_DIGIT.search, self.texts))


def take_sample(column: CodedColumn) -> Sample:
    """Take distinct cells of a column, those that say "unknown" left out."""
    counts = column.counts()
    chosen = [
        index
        for index in range(min(len(column.uniques), 2 * _SAMPLE))
        if not says_unknown(cell_text(column.uniques[index]))
    ][:_SAMPLE]
    cells = tuple(column.uniques[index] for index in chosen)
    return Sample(cells, tuple(map(cell_text, cells)), counts[chosen].astype(np.float64))


def share_that_fits(sample: Sample, field: Field) -> float:
    """Give the share of rows whose cell can be a value of the field; 1 for text."""
    if field.key == "grid_reference":
        return sample.share(lambda cell: read_grid_reference(cell_text(cell)) is not None)
    if field.type is FieldType.VOCABULARY:
        vocabulary = VOCABULARIES[field.vocabulary]
        return sample.share(lambda cell: vocabulary.find(_worded(cell)) is not None)
    if field.type is FieldType.DATE:
        month_first = month_comes_first(sample.texts)
        return sample.share(lambda cell: _is_day(cell, month_first=month_first))
    rule = _RULES.get(field.type)
    return sample.share(rule) if rule else 1.0


def _is_day(cell: object, *, month_first: bool) -> bool:
    day = date_of(cell, month_first=month_first)
    return day is not None or read_month(cell_text(cell), last_day=False) is not None


def _worded(cell: object) -> str:
    return ("yes" if cell else "no") if isinstance(cell, bool) else cell_text(cell)


def _is_number(cell: object) -> bool:
    return plain_number(cell) is not None


def _is_postcode(cell: object) -> bool:
    return read_postcode(cell_text(cell)).form is not PostcodeForm.INVALID


def _is_coordinate(cell: object) -> bool:
    return read_coordinate(cell_text(cell), degrees=True) is not None


_RULES: dict[FieldType, Callable[[object], bool]] = {
    FieldType.UPRN: lambda cell: read_uprn(cell) is not None,
    FieldType.POSTCODE: _is_postcode,
    FieldType.COORDINATE: _is_coordinate,
    **dict.fromkeys(
        (
            FieldType.INTEGER,
            FieldType.NUMBER,
            FieldType.PERCENT,
            FieldType.AREA,
            FieldType.LAND_AREA,
            FieldType.MONEY,
        ),
        _is_number,
    ),
}


def share_of_full_postcodes(sample: Sample) -> float:
    """Give the share of rows with a whole postcode."""
    whole = (PostcodeForm.FULL, PostcodeForm.SPACED)
    return sample.share(lambda cell: isinstance(cell, str) and read_postcode(cell).form in whole)


def share_of_long_uprns(sample: Sample) -> float:
    """Give the share of rows with a number like a long UPRN: 11 or 12 digits, 100 in front."""
    return sample.share(
        lambda cell: (uprn := cell_text(cell)).startswith("100") and uprn.isdigit() and 11 <= len(uprn) <= 12
    )


def share_of_grid_references(sample: Sample) -> float:
    """Give the share of rows with a grid reference of letters and at least six figures.

    Fewer are the number of a map sheet as often as the place of a building.
    """
    return sample.share(
        lambda cell: (
            isinstance(cell, str)
            and sum(map(str.isdigit, cell)) >= _FIGURES
            and read_grid_reference(cell) is not None
        )
    )


def coordinate_kind(sample: Sample) -> str:
    """Tell what numbers can be: longitude, latitude, metres, mercator_x, mercator_y, or nothing."""
    read = [read_coordinate(text, degrees=True) for text in sample.texts]
    numbers = np.array([number for number in read if number], dtype=np.float64)
    if len(numbers) == 0 or len(numbers) < 0.5 * len(read):
        return ""
    middle = float(np.median(numbers))
    ranges = (
        ("latitude", LATITUDES),
        ("longitude", LONGITUDES),
        ("mercator_y", MERCATOR_Y),
        ("metres", (1_000.0, 1_300_000.0)),
        ("mercator_x", MERCATOR_X),
    )
    kind = next((name for name, (least, most) in ranges if least <= middle <= most), "")
    if kind == "metres" and middle > EASTING_MAX_M and float(numbers.min()) < 0:
        return "mercator_x"
    return kind


def looks_like_degrees(sample: Sample) -> bool:
    """Whether numbers are written with the decimals that only degrees need."""
    long = sample.share(lambda cell: len(cell_text(cell).partition(".")[2]) >= 3)
    return long >= 0.8


def looks_like_words(sample: Sample) -> bool:
    """Whether cells are words: letters, no digits, none of the signs of addresses on the web."""
    return sample.share(lambda cell: isinstance(cell, str) and cell.replace(" ", "").isalpha()) >= 0.5


def looks_like_names(column: CodedColumn, sample: Sample) -> bool:
    """Whether cells can be names: short words that differ from row to row."""
    filled = int(column.filled.sum())
    differ = len(column.uniques) >= 0.8 * filled and filled >= 0.8 * len(column)
    short = sample.share(lambda cell: isinstance(cell, str) and 2 < len(cell) <= 60)
    codes = sample.share(lambda cell: any(map(str.isdigit, cell_text(cell))))
    links = sample.share(lambda cell: any(sign in cell_text(cell) for sign in ("://", "@", "www.")))
    return differ and short >= 0.9 and codes < 0.2 and links < 0.1
