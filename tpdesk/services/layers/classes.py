"""Cutting the values of a layer into a few classes of colour."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tpdesk.domain.scene import NO_CLASS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tpdesk.services.layers.features import LayerFeatures, LayerStyle

_MOST_FOR_NATURAL = 500
METHODS = ("quantile", "equal", "natural")


@dataclass(frozen=True, slots=True, eq=False)
class ValueClasses:
    """Values cut into classes.

    Attributes:
        classes: Class of each feature, int8 (n,), NO_CLASS when unknown; 0 takes the palest colour.
        upper: Highest value of each class from the lowest values up, float64 (k,).
        lower: Lowest value of each class, float64 (k,).
        counts: Features in each class, int (k,).
        unknown: Features without a value.
        reversed: Whether class numbers run against the values.
    """

    classes: NDArray[np.int8]
    upper: NDArray[np.float64]
    lower: NDArray[np.float64]
    counts: NDArray[np.intp]
    unknown: int
    reversed: bool


def numeric_values(column: NDArray[np.object_]) -> NDArray[np.float64]:
    """Give a column as numbers, NaN where a value is no number."""
    values = np.full(len(column), np.nan)
    for row, value in enumerate(column):
        if isinstance(value, bool) or value is None:
            continue
        try:
            values[row] = float(value)
        except (TypeError, ValueError):
            continue
    return values


def numeric_fields(layer: LayerFeatures) -> tuple[str, ...]:
    """Name the columns most of whose values are numbers: those a map may be coloured by."""
    return tuple(
        name
        for name, column in layer.properties.items()
        if len(column) and np.count_nonzero(~np.isnan(numeric_values(column))) * 2 > len(column)
    )


def class_bounds(values: NDArray[np.float64], method: str, count: int) -> NDArray[np.float64]:
    """Give the highest value of each class.

    Args:
        values: Known values, float64 (n,), n > 0.
        method: quantile, equal or natural (Fisher-Jenks).
        count: How many classes at the most; fewer when there are fewer different values.
    """
    distinct = np.unique(values)
    count = min(count, len(distinct))
    if count == len(distinct):
        return distinct
    if method == "equal":
        bounds = np.linspace(distinct[0], distinct[-1], count + 1)[1:]
    elif method == "natural":
        bounds = _natural_bounds(values, count)
    else:
        bounds = np.quantile(values, np.linspace(0, 1, count + 1)[1:], method="inverted_cdf")
    bounds[-1] = distinct[-1]
    return np.unique(bounds)


def _natural_bounds(values: NDArray[np.float64], count: int) -> NDArray[np.float64]:
    # The search takes the square of the number of values; evenly thinned, the breaks hardly move.
    import mapclassify  # type: ignore[import-untyped]

    ordered = np.sort(values)
    step = max(1, len(ordered) // _MOST_FOR_NATURAL)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return np.asarray(mapclassify.FisherJenks(ordered[::step], k=count).bins, dtype=np.float64)


def classify(layer: LayerFeatures, style: LayerStyle) -> ValueClasses | None:
    """Cut the values of the style's field into classes; None when there is no field or no number in it."""
    column = layer.properties.get(style.field)
    if column is None:
        return None
    values = numeric_values(column)
    known = ~np.isnan(values)
    if not known.any():
        return None
    upper = class_bounds(values[known], style.method, style.classes)
    number = np.searchsorted(upper, values[known], side="left")
    counts = np.bincount(number, minlength=len(upper))
    lower = np.array(
        [values[known][number == each].min() if counts[each] else upper[each] for each in range(len(upper))]
    )
    classes = np.full(len(values), NO_CLASS, dtype=np.int8)
    classes[known] = len(upper) - 1 - number if style.reversed else number
    return ValueClasses(classes, upper, lower, counts, int((~known).sum()), style.reversed)
