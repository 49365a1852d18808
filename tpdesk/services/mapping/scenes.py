"""Composes the scene of a register: layers, the place with its veil and edge, and the buildings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import shapely

from tpdesk.domain.scene import Extent, LineLayer, MarkerLayer, Scene, SceneLayer, VeilLayer
from tpdesk.services.layers.kinds.catalogue import KINDS
from tpdesk.services.mapping.markers import MarkerOptions, build_markers

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tpdesk.domain.disclosure import Disclosed
    from tpdesk.domain.frame import AssetFrame
    from tpdesk.domain.organisation import Place
    from tpdesk.services.layers.features import LayerFeatures

PLACE_KEY = "place"
"""Key of the place's veil and edge in every scene."""

GREAT_BRITAIN = Extent(0.0, 0.0, 700_000.0, 1_300_000.0)
"""What is shown when there is nothing to go by."""

_MARGIN = 0.03
_LEAST_SIDE_M = 400.0


def build_scene(
    assets: Disclosed[AssetFrame],
    place: Place,
    layers: Sequence[LayerFeatures] = (),
    options: MarkerOptions | None = None,
) -> Scene:
    """Make the scene of what an audience may see.

    Args:
        assets: as disclosed to whoever looks at the map.
        place: its boundary veils what lies outside.
        layers: from the bottom to the top; hidden ones are left out.
        options: filter and states of the buildings.
    """
    shown = [layer for layer in layers if layer.visible and len(layer) > 0]
    markers = build_markers(assets, options or MarkerOptions())
    drawn: list[SceneLayer] = [each for layer in shown for each in KINDS[layer.kind].draw(layer)]
    drawn.extend(place_layers(place))
    return Scene(
        extent=scene_extent(place, markers, shown),
        layers=(*drawn, markers),
        attribution=attribution_of(shown),
    )


def replace_markers(scene: Scene, markers: MarkerLayer) -> Scene:
    """Give the same map with other buildings: everything else keeps what was worked out for it."""
    kept = tuple(layer for layer in scene.layers if not isinstance(layer, MarkerLayer))
    return Scene(scene.extent, (*kept, markers), scene.arcs, scene.circle, scene.highlight, scene.attribution)


def add_planned(scene: Scene, planned: MarkerLayer) -> Scene:
    """Put buildings on top that are not in the register yet; without any other extent, theirs is taken."""
    extent = scene.extent
    if extent == GREAT_BRITAIN and len(planned):
        corners = (planned.x.min(), planned.y.min(), planned.x.max(), planned.y.max())
        found = Extent(*(float(each) for each in corners))
        extent = found.grown(max(found.width * _MARGIN, found.height * _MARGIN, _LEAST_SIDE_M / 2))
    return replace(scene, extent=extent, layers=(*scene.layers, planned))


def place_layers(place: Place) -> tuple[SceneLayer, ...]:
    """Veil and edge of the place; nothing when its boundary is not known."""
    if place.boundary is None or place.boundary.is_empty:
        return ()
    edge = np.empty(1, dtype=object)
    edge[0] = place.boundary
    return (VeilLayer(PLACE_KEY, place.boundary), LineLayer(PLACE_KEY, edge, "place_edge"))


def scene_extent(place: Place, markers: MarkerLayer, layers: Sequence[LayerFeatures]) -> Extent:
    """Where "show everything" goes: the place, else the buildings, else the layers, with a margin."""
    bounds = (np.nan,) * 4
    if place.boundary is not None and not place.boundary.is_empty:
        bounds = place.boundary.bounds
    elif len(markers):
        bounds = (markers.x.min(), markers.y.min(), markers.x.max(), markers.y.max())
    elif layers:
        bounds = tuple(shapely.total_bounds(np.concatenate([layer.geometries for layer in layers])))
    if np.isnan(bounds).any():
        return GREAT_BRITAIN
    extent = Extent(*(float(each) for each in bounds))
    side = max(extent.width, extent.height)
    return extent.grown(max(side * _MARGIN, (_LEAST_SIDE_M - side) / 2))


def attribution_of(layers: Iterable[LayerFeatures]) -> tuple[str, ...]:
    """The licence lines of what is shown, each once, in the order of the layers."""
    return tuple(dict.fromkeys(layer.licence for layer in layers if layer.licence))
