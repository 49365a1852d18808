"""Hands what a list says about positions to placing: coordinates, shapes, grid references, postcodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tpdesk.services.importing.coded import cell_text
from tpdesk.services.importing.elsewhere import tell_elsewhere
from tpdesk.services.importing.parsing.numbers import read_coordinate
from tpdesk.services.importing.parsing.parsed import says_unknown
from tpdesk.services.importing.understanding import accepted_rows
from tpdesk.services.placing.coordinates import GivenCoordinates
from tpdesk.services.placing.placing import place_rows
from tpdesk.services.placing.positions import PlacingInput, Positions
from tpdesk.services.placing.systems import GRID, find_system
from tpdesk.services.placing.telling import find_outside

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tpdesk.domain.organisation import Place
    from tpdesk.services.doubts import DoubtBook
    from tpdesk.services.importing.coded import CodedColumn, CodedTable
    from tpdesk.services.importing.columns import ColumnProposal
    from tpdesk.services.importing.recipe import Recipe
    from tpdesk.services.importing.request import References
    from tpdesk.services.importing.understanding import Understood

_PAIRS = (("easting", "northing"), ("longitude", "latitude"))
_MANY_DECIMALS = 12


def locate(
    table: CodedTable,
    recipe: Recipe,
    understood: Understood,
    lookups: tuple[References, Place],
    book: DoubtBook,
) -> Positions:
    """Place the rows of a list."""
    references, place = lookups
    pairs, headings = _pairs(understood)
    given = PlacingInput(
        rows=understood.rows,
        coordinates=pairs,
        coordinate_columns=headings,
        accepted_swaps=accepted_rows(recipe.decisions, "axes_swapped", understood.rows),
        grid_references=understood.get("grid_reference"),
        postcodes=understood.get("postcode"),
        uprns=understood.get("uprn"),
        shapes=table.geometry,
        shape_system=table.crs or GRID,
        postcode_column=_postcode_heading(understood),
    )
    positions = place_rows(given, references.postcodes, place.boundary, book, references.uprns)
    tell_elsewhere(table, positions.placed, find_outside(positions, place.boundary), book)
    return positions


def _postcode_heading(understood: Understood) -> str:
    """Give the heading of the column that the postcodes are read from."""
    keys = (key for key in ("postcode", "address") if key in understood.sources)
    return next((understood.sources[key][0].heading for key in keys), "")


def _pairs(understood: Understood) -> tuple[tuple[GivenCoordinates, ...], tuple[tuple[str, str], ...]]:
    pairs, headings = [], []
    stated = np.array([find_system(text) if text else 0 for text in understood.get("coordinate_system")])
    for first, second in _PAIRS:
        if first in understood.sources and second in understood.sources:
            x, y = understood.sources[first], understood.sources[second]
            pairs.append(_pair(x, y, stated.astype(np.int32)))
            headings.append((x[0].heading, y[0].heading))
    return tuple(pairs), tuple(headings)


def _pair(
    x: tuple[CodedColumn, ColumnProposal],
    y: tuple[CodedColumn, ColumnProposal],
    stated: NDArray[np.int32],
) -> GivenCoordinates:
    system = np.where(stated > 0, stated, x[1].crs or GRID).astype(np.int32)
    degrees = x[1].field == "longitude"
    return GivenCoordinates(
        x=_numbers(x[0], degrees=degrees),
        y=_numbers(y[0], degrees=degrees),
        given=_says_something(x[0]) | _says_something(y[0]),
        system=system,
        decimals=np.minimum(_decimals(x[0]), _decimals(y[0])),
        cells_x=x[0].cells(),
        cells_y=y[0].cells(),
    )


def _numbers(column: CodedColumn, *, degrees: bool) -> NDArray[np.float64]:
    if _is_numeric(column):
        spread: NDArray[np.float64] = column.spread(column.uniques.astype(np.float64), blank=np.nan)
        return spread
    read = [read_coordinate(cell_text(cell), degrees=degrees) for cell in column.uniques]
    numbers = np.array([np.nan if number is None else number for number in read], dtype=np.float64)
    return column.spread(numbers, blank=np.nan)


def _is_numeric(column: CodedColumn) -> bool:
    return {float, int}.issuperset(map(type, column.uniques))


def _says_something(column: CodedColumn) -> NDArray[np.bool_]:
    if _is_numeric(column):
        return column.filled
    says = np.fromiter(
        (not says_unknown(cell_text(cell)) for cell in column.uniques), bool, len(column.uniques)
    )
    spread: NDArray[np.bool_] = column.spread(says, blank=False)
    return spread


def _decimals(column: CodedColumn) -> NDArray[np.int32]:
    if _is_numeric(column):
        numeric: NDArray[np.int32] = column.spread(_decimals_of(column.uniques.astype(np.float64)), blank=0)
        return numeric
    written = (cell_text(cell).replace(",", ".").partition(".")[2] for cell in column.uniques)
    lengths = np.fromiter(
        (min(len(digits), _MANY_DECIMALS) for digits in written), np.int32, len(column.uniques)
    )
    spread: NDArray[np.int32] = column.spread(lengths, blank=0)
    return spread


def _decimals_of(numbers: NDArray[np.float64]) -> NDArray[np.int32]:
    """Give the decimals that numbers need, as a person would write them."""
    decimals = np.full(len(numbers), _MANY_DECIMALS, dtype=np.int32)
    for count in range(_MANY_DECIMALS - 1, -1, -1):
        scaled = numbers * 10.0**count
        decimals[np.abs(scaled - np.rint(scaled)) < 1e-6 * np.maximum(1.0, np.abs(scaled) * 1e-6)] = count
    return decimals
