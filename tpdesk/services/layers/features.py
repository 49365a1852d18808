"""A layer of the register as the map needs it: shapes, columns of facts, and how it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from tpdesk.domain.scene import Ramp  # noqa: TC001 - msgspec reads the types at run time

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray


class LayerStyle(msgspec.Struct, frozen=True, omit_defaults=True):
    """How a person wants a layer shown.

    Attributes:
        opacity: 0 to 1.
        field: Column whose values pick the colours; empty paints all alike.
        method: How values are cut into classes: quantile, equal or natural.
        classes: How many classes, 2 to 5 (7 when diverging).
        ramp: Row of colours.
        reversed: Whether the lowest values take the darkest colour.
        labelled: Whether names are written.
    """

    opacity: float = 1.0
    field: str = ""
    method: str = "quantile"
    classes: int = 5
    ramp: Ramp = "sequential"
    reversed: bool = False
    labelled: bool = True


def read_style(stored: object) -> LayerStyle:
    """Understand a stored style; an empty or damaged one is the default: it holds nothing typed."""
    try:
        return msgspec.convert(stored, LayerStyle)
    except msgspec.MsgspecError:
        return LayerStyle()


def write_style(style: LayerStyle) -> str:
    """Give a style as the register stores it."""
    return msgspec.json.encode(style).decode()


@dataclass(frozen=True, slots=True, eq=False)
class LayerFeatures:
    """One layer with everything in it.

    Attributes:
        key: The layer's uid.
        name: As the officer calls it.
        kind: A key of the catalogue of layer kinds.
        geometries: Shapes in EPSG:27700, object (n,).
        uids: Identity of each feature, object (n,).
        properties: Columns of facts by heading, object (n,) each; unknown is None.
        style: How it is shown.
        visible: Whether it is shown.
        licence: Line of the licence, empty when none was given.
    """

    key: str
    name: str
    kind: str
    geometries: NDArray[np.object_]
    uids: NDArray[np.object_]
    properties: Mapping[str, NDArray[np.object_]]
    style: LayerStyle
    visible: bool
    licence: str

    def __len__(self) -> int:
        """Count the features."""
        return len(self.geometries)
