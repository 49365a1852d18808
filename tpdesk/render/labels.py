"""Places the names of a scene at one resolution, so that none covers a symbol or another name."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tpdesk.domain.scene import Extent, LabelLayer, LineLabelLayer
from tpdesk.render.label_lines import stretches
from tpdesk.render.label_style import LABEL_STYLES, label_size
from tpdesk.render.symbols import EDGE_PX
from tpdesk.render.symbols_bubble import bubble_radius

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tpdesk.domain.scene import LabelRole
    from tpdesk.render.markers import MarkerPainter

_BUCKET = 96.0
_BESIDE = 12.0
_FARTHER = 16.0
_SAME_NAME = 320.0
_ON_SURFACES = ("green", "water", "ward")
_ROOM = 1.5
_ROOM_OF_WARD = 1.1


class Box(NamedTuple):
    """A rectangle in units, counted from the origin of the map, downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether two rectangles overlap."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


class PlacedLabel(NamedTuple):
    """A name and where it stands: its middle in metres, its angle in degrees clockwise."""

    text: str
    role: LabelRole
    x: float
    y: float
    angle: float


class Obstacles:
    """What a name must not cover: symbols, bubbles, and names that were placed before.

    Args:
        markers: painters of the buildings.
        resolution: metres in a unit.
        symbol: size of a symbol in units.
        also: more rectangles to be kept free.
    """

    def __init__(
        self, markers: Sequence[MarkerPainter], resolution: float, symbol: float, also: Sequence[Box] = ()
    ) -> None:
        """Take the bubbles; symbols are asked for when needed."""
        self._markers = markers
        self._resolution = resolution
        self._symbol = symbol / 2 + EDGE_PX
        self._buckets: defaultdict[tuple[int, int], list[Box]] = defaultdict(list)
        self._named: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
        for box in also:
            self.add(box)
        for each in markers:
            crowds = each.crowds(resolution)
            xs, ys = (crowds.x / resolution).tolist(), (-crowds.y / resolution).tolist()
            for x, y, count in zip(xs, ys, crowds.counts.tolist(), strict=True):
                radius = bubble_radius(count)
                self.add(Box(x - radius, y - radius, x + radius, y + radius))

    def add(self, box: Box) -> None:
        """Keep a rectangle free from now on."""
        for bucket in _buckets(box):
            self._buckets[bucket].append(box)

    def named(self, text: str, x: float, y: float) -> None:
        """Remember that a name stands about a place."""
        self._named[text].append((x, y))

    def is_named(self, text: str, x: float, y: float) -> bool:
        """Whether the same name stands near already: a town and its ward often share theirs."""
        return any(math.dist(place, (x, y)) < _SAME_NAME for place in self._named.get(text, ()))

    def free(self, box: Box, role: LabelRole) -> bool:
        """Whether a name of a role covers nothing there and has its room among other names."""
        room = LABEL_STYLES[role].room
        wide = Box(box.left - room, box.top - room / 3, box.right + room, box.bottom + room / 3)
        for bucket in _buckets(wide):
            if any(wide.meets(other) for other in self._buckets.get(bucket, ())):
                return False
        return not any(self._covers_symbol(each, box) for each in self._markers)

    def _covers_symbol(self, markers: MarkerPainter, box: Box) -> bool:
        scale, reach = self._resolution, self._symbol
        extent = Extent(
            (box.left - reach) * scale,
            (-box.bottom - reach) * scale,
            (box.right + reach) * scale,
            (-box.top + reach) * scale,
        )
        return markers.grid.any_in(extent)


def place_labels(
    layers: Sequence[LabelLayer | LineLabelLayer],
    obstacles: Obstacles,
    resolution: float,
    pause: Callable[[], None],
) -> list[PlacedLabel]:
    """Place as many names as fit, the more important first.

    Args:
        layers: the names.
        obstacles: what must stay free; placed names are added to it.
        resolution: metres in a unit.
        pause: called after each name, may raise to give up.
    """
    placed: list[PlacedLabel] = []
    shown = [layer for layer in layers if resolution <= LABEL_STYLES[layer.role].widest]
    for layer in sorted(shown, key=lambda each: LABEL_STYLES[each.role].rank):
        for row in np.argsort(-layer.priorities, kind="stable").tolist():
            if isinstance(layer, LabelLayer):
                placed.extend(_place_at_point(layer, row, obstacles, resolution))
            else:
                placed.extend(_place_along(layer, row, obstacles, resolution))
            pause()
    return placed


def _place_at_point(
    layer: LabelLayer, row: int, obstacles: Obstacles, resolution: float
) -> Iterator[PlacedLabel]:
    text = str(layer.texts[row])
    width, height = label_size(text, layer.role)
    if layer.role in _ON_SURFACES:
        room = math.sqrt(max(float(layer.priorities[row]), 0.0)) / resolution
        if width > room * (_ROOM_OF_WARD if layer.role == "ward" else _ROOM):
            return
    x, y = float(layer.x[row]) / resolution, -float(layer.y[row]) / resolution
    if obstacles.is_named(text, x, y):
        return
    for right, down in _places(width, height, centred=layer.centred):
        box = Box(x + right - width / 2, y + down - height / 2, x + right + width / 2, y + down + height / 2)
        if obstacles.free(box, layer.role):
            obstacles.add(box)
            obstacles.named(text, x, y)
            yield PlacedLabel(text, layer.role, (x + right) * resolution, -(y + down) * resolution, 0.0)
            return


def _places(width: float, height: float, *, centred: bool) -> list[tuple[float, float]]:
    """The places of a name about its point, the best first: on it, above, below, right, left, farther off."""
    aside, over = width / 2 + _BESIDE, height / 2 + _BESIDE
    around = [(0.0, -over), (0.0, over), (aside, 0.0), (-aside, 0.0)]
    if centred:
        farther = [(0.0, -over - _FARTHER), (0.0, over + _FARTHER)]
        return [(0.0, 0.0), *around, *farther]
    return [around[2], around[3], around[0], around[1], (aside, -over)]


def _place_along(
    layer: LineLabelLayer, row: int, obstacles: Obstacles, resolution: float
) -> Iterator[PlacedLabel]:
    text = str(layer.texts[row])
    width, height = label_size(text, layer.role)
    for places in stretches(layer.geometries[row], resolution, width):
        for place in places:
            boxes = _boxes_along(place.x, place.y, place.angle, width, height)
            if all(obstacles.free(box, layer.role) for box in boxes):
                for box in boxes:
                    obstacles.add(box)
                yield PlacedLabel(text, layer.role, place.x * resolution, -place.y * resolution, place.angle)
                break


def _boxes_along(x: float, y: float, angle: float, width: float, height: float) -> list[Box]:
    """Squares that together cover a slanted name."""
    turn = math.radians(angle)
    count = max(math.ceil(width / height), 1)
    half = height / 2
    boxes = []
    for number in range(count):
        along = (number + 0.5) / count * width - width / 2
        middle_x, middle_y = x + along * math.cos(turn), y + along * math.sin(turn)
        boxes.append(Box(middle_x - half, middle_y - half, middle_x + half, middle_y + half))
    return boxes


def _buckets(box: Box) -> Iterator[tuple[int, int]]:
    for column in range(math.floor(box.left / _BUCKET), math.floor(box.right / _BUCKET) + 1):
        for line in range(math.floor(box.top / _BUCKET), math.floor(box.bottom / _BUCKET) + 1):
            yield column, line
