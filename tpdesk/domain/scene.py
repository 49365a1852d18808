"""What a map shows, without saying how it is painted: positions in map units, meanings instead of colours.

Positions are metres in EPSG:27700. Sizes of symbols and text are left to the painter, which knows pixels or
millimetres. No value holds a colour: a role, a kind or a class stands for it, and the theme resolves it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

import numpy as np

from tpdesk.domain.look import COLOUR_KEYS, ORGANISATION_KINDS, SYMBOL_STATES, Decision, SymbolState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

FillRole = Literal[
    "land", "built", "green", "green2", "water", "flood", "conservation", "zone", "area", "footprint"
]
"""What a surface is. ``zone`` carries classes; ``area`` is any other surface a person added."""

LineRole = Literal[
    "road", "rail", "tram", "waterline", "river", "place_edge", "neighbour", "ward", "zone_edge", "line"
]
"""What a line is. ``line`` is any line a person added."""

PointRole = Literal["stop", "station", "listed", "point"]
"""What a small point is. ``point`` is any point a person added."""

LabelRole = Literal["town", "suburb", "road", "water", "green", "ward", "asset"]
"""What a name names."""

Ramp = Literal["sequential", "diverging"]
"""Which row of colours a surface's classes take: dark is worst, or better against worse."""

ROAD_CLASSES = ("motorway", "main", "other", "local")
"""Classes of roads from the widest to the narrowest; a line layer of roads holds indices into it."""

DECISIONS: tuple[Decision, ...] = ("keep", "close", "receive")
"""What a scenario does with a building; a marker layer holds indices into it."""

NO_CLASS = -1
"""Class of a surface whose value is unknown, and decision of a building about which none was taken."""


class Extent(NamedTuple):
    """A rectangle of the map in metres."""

    xmin: float
    ymin: float
    xmax: float
    ymax: float

    @property
    def width(self) -> float:
        """Metres from west to east."""
        return self.xmax - self.xmin

    @property
    def height(self) -> float:
        """Metres from south to north."""
        return self.ymax - self.ymin

    @property
    def centre(self) -> tuple[float, float]:
        """The middle."""
        return (self.xmin + self.xmax) / 2, (self.ymin + self.ymax) / 2

    def grown(self, margin: float) -> Extent:
        """The rectangle with so many metres more on every side."""
        return Extent(self.xmin - margin, self.ymin - margin, self.xmax + margin, self.ymax + margin)

    def united(self, other: Extent) -> Extent:
        """The least rectangle that holds both."""
        return Extent(
            min(self.xmin, other.xmin),
            min(self.ymin, other.ymin),
            max(self.xmax, other.xmax),
            max(self.ymax, other.ymax),
        )

    def meets(self, other: Extent) -> bool:
        """Whether the two share at least a point."""
        return (
            self.xmin <= other.xmax
            and other.xmin <= self.xmax
            and self.ymin <= other.ymax
            and other.ymin <= self.ymax
        )

    def holds(self, x: float, y: float) -> bool:
        """Whether a position lies within."""
        return self.xmin <= x <= self.xmax and self.ymin <= y <= self.ymax


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class FillLayer:
    """Surfaces.

    Attributes:
        key: Which layer it is, as the register and the legend call it.
        geometries: Polygons and multipolygons, object (n,).
        role: What they are.
        ramp: Row of colours for ``classes``; None paints all in the colour of the role.
        classes: Class of each surface, int (n,), 0 the best or least; NO_CLASS is hatched.
        class_count: How many classes there are, also when some are empty.
        opacity: 0 to 1.
        outlined: Whether each surface has an edge of its own.
        uids: Identity of each surface, object (n,), None where nobody can select it.
    """

    key: str
    geometries: NDArray[np.object_]
    role: FillRole
    ramp: Ramp | None = None
    classes: NDArray[np.integer] | None = None
    class_count: int = 1
    opacity: float = 1.0
    outlined: bool = False
    uids: NDArray[np.object_] | None = None

    def __post_init__(self) -> None:
        """Refuse columns of unlike length and classes without a row of colours."""
        _same_length(self.geometries, self.classes, self.uids)
        if (self.ramp is None) != (self.classes is None):
            raise ValueError("classes need a ramp, and a ramp needs classes")


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class LineLayer:
    """Lines.

    Attributes:
        key: Which layer it is.
        geometries: Lines, multilines, or polygons whose rings are drawn, object (n,).
        role: What they are.
        classes: Index into ROAD_CLASSES, int (n,); for roads alone.
        uids: Identity of each line, object (n,), None where nobody can select it.
    """

    key: str
    geometries: NDArray[np.object_]
    role: LineRole
    classes: NDArray[np.integer] | None = None
    uids: NDArray[np.object_] | None = None

    def __post_init__(self) -> None:
        """Refuse columns of unlike length and roads without classes."""
        _same_length(self.geometries, self.classes, self.uids)
        if (self.role == "road") != (self.classes is not None):
            raise ValueError("roads, and they alone, have classes")


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class PointLayer:
    """Small points below the buildings: stops, stations, listed buildings."""

    key: str
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    role: PointRole
    uids: NDArray[np.object_] | None = None

    def __post_init__(self) -> None:
        """Refuse columns of unlike length."""
        _same_length(self.x, self.y, self.uids)


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class VeilLayer:
    """The pale cover over everything beneath it that lies outside the place."""

    key: str
    place: BaseGeometry


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class MarkerLayer:
    """The buildings: one symbol each, or a bubble with their number where they crowd.

    Attributes:
        key: Which layer it is.
        x, y: Metres, float64 (n,), never NaN.
        uids: Identity of each asset, object (n,).
        kinds: Index into ORGANISATION_KINDS, int8 (n,): the shape.
        colours: Index into COLOUR_KEYS, int8 (n,): the colour.
        states: Index into SYMBOL_STATES, int8 (n,): solid, hollow or hatched.
        shared: bool (n,), True where several assets are on one site.
        names: What each asset is called, object (n,) of str.
        owners: Index into ``organisations``, int32 (n,), -1 when none.
        organisations: Names of the partners.
        decisions: Index into DECISIONS or NO_CLASS, int8 (n,), None without a scenario.
        numbers: Number in the schedule or 0, int32 (n,), None without a schedule.
        bubbles: Whether a crowd is shown as its number; never on paper.
    """

    key: str
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    uids: NDArray[np.object_]
    kinds: NDArray[np.int8]
    colours: NDArray[np.int8]
    states: NDArray[np.int8]
    shared: NDArray[np.bool_]
    names: NDArray[np.object_]
    owners: NDArray[np.int32]
    organisations: tuple[str, ...]
    decisions: NDArray[np.int8] | None = None
    numbers: NDArray[np.int32] | None = None
    bubbles: bool = True

    def __post_init__(self) -> None:
        """Refuse columns of unlike length."""
        _same_length(
            self.x,
            self.y,
            self.uids,
            self.kinds,
            self.colours,
            self.states,
            self.shared,
            self.names,
            self.owners,
            self.decisions,
            self.numbers,
        )

    def __len__(self) -> int:
        """Count the buildings."""
        return len(self.x)

    def kind(self, row: int) -> str:
        """The kind of organisation of a building, a key of ORGANISATION_KINDS."""
        return ORGANISATION_KINDS[int(self.kinds[row])]

    def colour(self, row: int) -> str:
        """The colour key of a building."""
        return COLOUR_KEYS[int(self.colours[row])]

    def state(self, row: int) -> SymbolState:
        """Whether a building is in use, vacant or to be left."""
        return SYMBOL_STATES[int(self.states[row])]

    def owner(self, row: int) -> str:
        """The name of the organisation that reports a building, empty when it has none."""
        index = int(self.owners[row])
        return self.organisations[index] if index >= 0 else ""

    def rows_of(self, uids: frozenset[str]) -> NDArray[np.intp]:
        """Rows of the named assets that are on the map."""
        return np.flatnonzero(np.fromiter((uid in uids for uid in self.uids), bool, len(self.uids)))


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class LabelLayer:
    """Names set at a point.

    Attributes:
        key: Which layer it is.
        x, y: Metres, float64 (n,).
        texts: The names, object (n,) of str.
        role: What they name.
        priorities: The higher, the sooner placed, float64 (n,). For green, water and ward the area in m²:
            a name that has no room on its surface is left out.
        centred: Whether a name stands on its point (a town) or beside it (a building).
    """

    key: str
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    texts: NDArray[np.object_]
    role: LabelRole
    priorities: NDArray[np.float64]
    centred: bool = True

    def __post_init__(self) -> None:
        """Refuse columns of unlike length."""
        _same_length(self.x, self.y, self.texts, self.priorities)


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class LineLabelLayer:
    """Names set along lines: roads, rivers, canals.

    Attributes:
        key: Which layer it is.
        geometries: One line or multiline for each name, object (n,).
        texts: The names, object (n,) of str.
        role: What they name.
        priorities: The higher, the sooner placed, float64 (n,).
    """

    key: str
    geometries: NDArray[np.object_]
    texts: NDArray[np.object_]
    role: LabelRole
    priorities: NDArray[np.float64]

    def __post_init__(self) -> None:
        """Refuse columns of unlike length."""
        _same_length(self.geometries, self.texts, self.priorities)


@dataclass(frozen=True, slots=True)
class Arc:
    """A proposal: a guest moves to a host.

    Attributes:
        guest, host: Uids of the two assets.
        start, end: Where they are, metres.
        rank: Place in the list of proposals, from 1; 0 shows none.
        selected: Solid and with yellow rank when it is the one that is looked at.
    """

    guest: str
    host: str
    start: tuple[float, float]
    end: tuple[float, float]
    rank: int = 0
    selected: bool = False


@dataclass(frozen=True, slots=True)
class RadiusCircle:
    """A dashed circle: what lies within so many metres."""

    x: float
    y: float
    radius_m: float


SceneLayer: TypeAlias = (
    FillLayer | LineLayer | PointLayer | VeilLayer | MarkerLayer | LabelLayer | LineLabelLayer
)
"""Anything that can stand in the drawing order of a scene."""


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Scene:
    """Everything a map shows.

    Labels are painted above all else and kept off the symbols, wherever their layers stand.

    Attributes:
        extent: All of it: where "show everything" goes.
        layers: From the bottom to the top.
        arcs: Proposals, painted above the layers.
        circle: The circle of a search, if there is one.
        highlight: Uids of selected assets and surfaces.
        attribution: Whom the data come from; lines of the licences.
    """

    extent: Extent
    layers: tuple[SceneLayer, ...] = ()
    arcs: tuple[Arc, ...] = ()
    circle: RadiusCircle | None = None
    highlight: frozenset[str] = field(default_factory=frozenset)
    attribution: tuple[str, ...] = ()

    @property
    def markers(self) -> tuple[MarkerLayer, ...]:
        """The layers of buildings, from the bottom to the top."""
        return tuple(layer for layer in self.layers if isinstance(layer, MarkerLayer))

    def with_highlight(self, uids: Sequence[str] | frozenset[str]) -> Scene:
        """The same scene with other assets selected."""
        return replace(self, highlight=frozenset(uids))

    def with_arcs(self, arcs: Sequence[Arc], circle: RadiusCircle | None = None) -> Scene:
        """The same scene with other proposals and another circle."""
        return replace(self, arcs=tuple(arcs), circle=circle)


def _same_length(*columns: NDArray[np.generic] | NDArray[np.object_] | None) -> None:
    lengths = {len(column) for column in columns if column is not None}
    if len(lengths) > 1:
        raise ValueError(f"columns of unlike length: {sorted(lengths)}")
