"""The layers of a register, read for the map, the list of layers and the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tpdesk.services.layers.features import LayerFeatures, read_style
from tpdesk.store.reads import read_layer_features, read_layers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from tpdesk.store.register import Register


def read_all_layers(register: Register, *, visible_only: bool = False) -> tuple[LayerFeatures, ...]:
    """Read the layers with their features, lowest in the drawing order first."""
    layers = []
    for record in sorted(read_layers(register), key=lambda each: each.position):
        if visible_only and not record.visible:
            continue
        geometries, uids, properties = read_layer_features(register, record.uid)
        layers.append(
            LayerFeatures(
                key=record.uid,
                name=record.name,
                kind=record.kind,
                geometries=geometries,
                uids=np.array(uids, dtype=object),
                properties=columns_of(properties),
                style=read_style(record.style),
                visible=record.visible,
                licence=record.licence,
            )
        )
    return tuple(layers)


def columns_of(properties: Sequence[Mapping[str, object]]) -> dict[str, NDArray[np.object_]]:
    """Turn the features' facts into columns in the order the headings first appear."""
    headings = dict.fromkeys(heading for row in properties for heading in row)
    columns = {heading: np.empty(len(properties), dtype=object) for heading in headings}
    for heading, column in columns.items():
        column[:] = [row.get(heading) for row in properties]
    return columns
