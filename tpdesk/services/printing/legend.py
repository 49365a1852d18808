"""The legend: one line for everything that is on this page, and none for what is not."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import shapely

from tpdesk.domain.look import ORGANISATION_KINDS, SYMBOL_STATES, SymbolState
from tpdesk.domain.page import FillSample, LineSample, PointSample, Sample
from tpdesk.domain.scene import NO_CLASS, FillLayer, LineLayer, PointLayer
from tpdesk.domain.vocabularies.organisations import KINDS as KIND_WORDS
from tpdesk.services.layers.classes import classify
from tpdesk.services.layers.kinds.catalogue import KINDS
from tpdesk.services.mapping.scenes import PLACE_KEY
from tpdesk.services.printing.lettering import calm_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tpdesk.domain.page import MapFrame, PageMetrics
    from tpdesk.domain.scene import MarkerLayer, SceneLayer
    from tpdesk.services.layers.features import LayerFeatures
    from tpdesk.services.printing.content import PrintContent

MOST_ORGANISATIONS = 12
"""Organisations named one by one; of more, the smallest are gathered by kind."""

_MAIN_ROADS = ("Motorway", "Road", "Road", "Road")


@dataclass(frozen=True, slots=True)
class SymbolMark:
    """A building's symbol; an empty colour is plain ink."""

    kind: str
    colour: str = ""
    state: SymbolState = "in_use"
    shared: bool = False


@dataclass(frozen=True, slots=True)
class NumberMark:
    """The box of a number."""

    number: int


@dataclass(frozen=True, slots=True)
class ArrowMark:
    """From guest to host; dashed when something has to be asked first."""

    dashed: bool


@dataclass(frozen=True, slots=True)
class AsideMark:
    """A dot where a symbol that was drawn aside really is."""


@dataclass(frozen=True, slots=True)
class HeadingMark:
    """No mark: the name of the layer whose classes follow."""


Mark: TypeAlias = SymbolMark | NumberMark | ArrowMark | AsideMark | HeadingMark | Sample


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A line of the legend."""

    label: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Overlay:
    """What is drawn above the map.

    Attributes:
        number: An example of a number; None when nothing is numbered.
        certain, asked: Whether there are arrows of each sort.
        aside: Whether a symbol was drawn aside.
        leaving: Words for the hatched state.
    """

    number: int | None = None
    certain: bool = False
    asked: bool = False
    aside: bool = False
    leaving: str = "To be left"


@dataclass(frozen=True, slots=True)
class Legend:
    """The lines of the legend in two groups: buildings, and the map beneath them."""

    buildings: tuple[LegendEntry, ...] = field(default=())
    ground: tuple[LegendEntry, ...] = field(default=())

    @property
    def entries(self) -> tuple[LegendEntry, ...]:
        """All lines."""
        return (*self.buildings, *self.ground)


def build_legend(
    frame: MapFrame,
    markers: MarkerLayer,
    content: PrintContent,
    overlay: Overlay,
    metrics: PageMetrics,
) -> Legend:
    """Give the legend of what lies in the map's frame.

    Args:
        frame: the map.
        markers: all buildings, numbered or not.
        content: names the place and has the layers that were drawn.
        overlay: what lies above the map.
        metrics: knows what of a layer shows at the map's scale.
    """
    rows = _rows_in(frame, markers)
    buildings = [
        *_organisations(markers, rows),
        *_states(markers, rows, overlay),
        *_overlay_entries(overlay),
    ]
    ground = _Ground(frame, metrics)
    entries = list(ground.place_entries(content.place.name))
    for layer in reversed(content.layers):
        entries.extend(ground.layer_entries(layer))
    return Legend(tuple(buildings), tuple(dict.fromkeys(entries)))


def _rows_in(frame: MapFrame, markers: MarkerLayer) -> list[int]:
    extent = frame.extent
    inside = (markers.x >= extent.xmin) & (markers.x <= extent.xmax)
    inside &= (markers.y >= extent.ymin) & (markers.y <= extent.ymax)
    rows: list[int] = np.flatnonzero(inside).tolist()
    return rows


def _organisations(markers: MarkerLayer, rows: Sequence[int]) -> Iterator[LegendEntry]:
    counts = Counter(
        (int(markers.kinds[row]), int(markers.owners[row]), markers.owner(row), markers.colour(row))
        for row in rows
    )
    named = set(counts)
    if len(counts) > MOST_ORGANISATIONS:
        named = {key for key, _ in counts.most_common(MOST_ORGANISATIONS - len(ORGANISATION_KINDS) // 2)}
    for kind, word in enumerate(ORGANISATION_KINDS):
        of_kind = {key for key in counts if key[0] == kind}
        # A line for one other organisation has room for its name.
        own = of_kind if len(of_kind - named) == 1 else of_kind & named
        for _, _, name, colour in sorted(own):
            yield LegendEntry(calm_name(name) or "No organisation given", SymbolMark(word, colour))
        rest = len(of_kind - own)
        if rest:
            label = KIND_WORDS.label_of(word)
            yield LegendEntry(f"{label}, {rest} {'other ' if own else ''}organisations", SymbolMark(word))


def _states(markers: MarkerLayer, rows: Sequence[int], overlay: Overlay) -> Iterator[LegendEntry]:
    counts = Counter((markers.kind(row), markers.state(row)) for row in rows)
    shared = Counter(markers.kind(row) for row in rows if markers.shared[row])
    words = {"vacant": "Vacant or surplus", "leaving": overlay.leaving}
    for state in SYMBOL_STATES[1:]:
        kinds = {kind: count for (kind, each), count in counts.items() if each == state}
        if kinds:
            kind = max(kinds, key=lambda key: (kinds[key], -ORGANISATION_KINDS.index(key)))
            yield LegendEntry(words[state], SymbolMark(kind, state=state))
    if shared:
        yield LegendEntry("Several on one site", SymbolMark(shared.most_common(1)[0][0], shared=True))


def _overlay_entries(overlay: Overlay) -> Iterator[LegendEntry]:
    if overlay.number is not None:
        yield LegendEntry("Number in schedule", NumberMark(overlay.number))
    if overlay.certain:
        yield LegendEntry("Could move to", ArrowMark(dashed=False))
    if overlay.asked:
        yield LegendEntry("Could move to: ask first", ArrowMark(dashed=True))
    if overlay.aside:
        yield LegendEntry("True position", AsideMark())


class _Ground:
    """Finds out what of the layers shows in the frame."""

    def __init__(self, frame: MapFrame, metrics: PageMetrics) -> None:
        self._frame = frame
        self._metrics = metrics
        self._window = shapely.box(*frame.extent)
        shapely.prepare(self._window)

    def place_entries(self, name: str) -> Iterator[LegendEntry]:
        for layer in self._frame.scene.layers:
            if isinstance(layer, LineLayer) and layer.key == PLACE_KEY:
                edges = shapely.boundary(layer.geometries)
                if shapely.intersects(self._window, edges).any():
                    yield LegendEntry(f"{name} boundary", LineSample("place_edge"))

    def layer_entries(self, layer: LayerFeatures) -> Iterator[LegendEntry]:
        kind = KINDS[layer.kind]
        label = kind.legend or layer.name
        for drawn in self._frame.scene.layers:
            if drawn.key != layer.key:
                continue
            shown = self._metrics.shows(drawn, self._frame.resolution)
            if shown:
                yield from self._entries(drawn, layer, label, shown)

    def _entries(
        self, drawn: SceneLayer, layer: LayerFeatures, label: str, shown: frozenset[int]
    ) -> Iterator[LegendEntry]:
        if isinstance(drawn, FillLayer):
            inside = self._inside(drawn.geometries)
            if drawn.classes is not None and inside.any():
                yield from self._classes(drawn, layer, set(drawn.classes[inside].tolist()))
            elif inside.any():
                yield LegendEntry(label, FillSample(drawn.role, drawn.opacity))
        elif isinstance(drawn, LineLayer):
            inside = self._inside(drawn.geometries)
            if drawn.classes is not None:
                seen = sorted(set(drawn.classes[inside].tolist()) & shown)
                names = dict.fromkeys(_MAIN_ROADS[each] for each in seen)
                for name in names:
                    first = next(each for each in seen if _MAIN_ROADS[each] == name)
                    yield LegendEntry(name, LineSample("road", first))
            elif inside.any():
                yield LegendEntry(label, LineSample(drawn.role))
        elif isinstance(drawn, PointLayer):
            extent = self._frame.extent
            inside = (drawn.x >= extent.xmin) & (drawn.x <= extent.xmax)
            inside &= (drawn.y >= extent.ymin) & (drawn.y <= extent.ymax)
            if inside.any():
                yield LegendEntry(label, PointSample(drawn.role))

    def _inside(
        self, shapes: np.ndarray[tuple[int], np.dtype[np.object_]]
    ) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        return np.asarray(shapely.intersects(self._window, shapes), dtype=bool)

    def _classes(self, drawn: FillLayer, layer: LayerFeatures, seen: set[int]) -> Iterator[LegendEntry]:
        found = classify(layer, layer.style)
        if found is None or drawn.ramp is None:
            return
        yield LegendEntry(layer.name, HeadingMark())
        count = len(found.upper)
        for number, (low, high) in enumerate(zip(found.lower, found.upper, strict=True)):
            index = count - 1 - number if found.reversed else number
            if index in seen:
                words = f"{low:,g}" if low == high else f"{low:,g} to {high:,g}"
                yield LegendEntry(
                    words, FillSample("zone", drawn.opacity, drawn.ramp, index, drawn.class_count)
                )
        if NO_CLASS in seen:
            yield LegendEntry("No figure", FillSample("zone", drawn.opacity, drawn.ramp))
