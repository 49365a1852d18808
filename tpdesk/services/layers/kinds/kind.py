"""What a kind of layer is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from tpdesk.domain.scene import LabelLayer, LabelRole, LineLabelLayer, SceneLayer

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from tpdesk.services.layers.features import LayerFeatures

AREA, LINE, POINT = 2, 1, 0
"""Dimensions of shapes, as shapely counts them."""


@dataclass(frozen=True, slots=True)
class LayerKind:
    """One kind of layer: how it is recognised, where it stands and how it is drawn.

    Attributes:
        key: Stored in the register.
        label: Shown to people.
        group: Heading of the list of layers it stands under.
        dimension: AREA, LINE or POINT: the shapes it holds.
        words: Words of a layer's name that tell this kind, lower case.
        position: Where it stands in the drawing order, lowest first.
        draw: Makes the scene's layers of its features.
        legend: Line of the printed legend.
    """

    key: str
    label: str
    group: str
    dimension: int
    words: tuple[str, ...]
    position: int
    draw: Callable[[LayerFeatures], tuple[SceneLayer, ...]]
    legend: str = ""


def names_of(layer: LayerFeatures) -> NDArray[np.object_] | None:
    """Give the column that names the features, or None when none does."""
    for heading, column in layer.properties.items():
        folded = heading.casefold()
        if folded in _NAME_HEADINGS or folded.endswith(("name", "nm")):
            return column
    return None


_NAME_HEADINGS = frozenset(("name", "title", "label", "site", "ward", "locality"))


def point_labels(layer: LayerFeatures, role: LabelRole) -> tuple[LabelLayer, ...]:
    """Write each feature's name at a point within it, the largest first; nothing when none is named."""
    names = names_of(layer) if layer.style.labelled else None
    if names is None:
        return ()
    named = np.array([bool(name) for name in names], dtype=bool)
    if not named.any():
        return ()
    shapes = layer.geometries[named]
    points = shapely.point_on_surface(shapes)
    size = shapely.area(shapes)
    texts = np.array([str(name) for name in names[named]], dtype=object)
    return (
        LabelLayer(f"{layer.key}:names", shapely.get_x(points), shapely.get_y(points), texts, role, size),
    )


def line_labels(layer: LayerFeatures, role: LabelRole) -> tuple[LineLabelLayer, ...]:
    """Write the name of each line along it, one label per name; nothing when none is named."""
    names = names_of(layer) if layer.style.labelled else None
    if names is None:
        return ()
    rows: dict[str, list[int]] = {}
    for row, name in enumerate(names):
        if name:
            rows.setdefault(str(name), []).append(row)
    if not rows:
        return ()
    texts = sorted(rows)
    joined = [shapely.line_merge(shapely.union_all(layer.geometries[rows[text]])) for text in texts]
    shapes = np.array(joined, dtype=object)
    return (
        LineLabelLayer(
            f"{layer.key}:names", shapes, np.array(texts, dtype=object), role, shapely.length(shapes)
        ),
    )
