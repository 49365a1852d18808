"""A printed page without saying how it is painted: words, lines and marks in millimetres from the upper left.

What the page says is settled before anything is painted, so that a preview, a PDF and a test see one page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol, TypeAlias

from tpdesk.domain.text_measure import TextMeasure

if TYPE_CHECKING:
    from tpdesk.domain.look import SymbolState
    from tpdesk.domain.scene import Extent, FillRole, LineRole, PointRole, Ramp, Scene, SceneLayer

MM_PER_POINT = 25.4 / 72
"""Length of a printer's point."""

Ink = Literal["text", "second", "third", "ink", "hairline", "hatch", "grid", "paper"]
"""What a colour is for; the painter resolves it."""

Align = Literal["left", "right", "centre"]

Theme = Literal["colour", "grey"]
"""Colours of the look, or the same page in greys."""


def points(size_pt: float) -> float:
    """Give a size of type in millimetres."""
    return size_pt * MM_PER_POINT


class Rect(NamedTuple):
    """A rectangle on a page in millimetres, downwards from the upper left."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Where it ends on the right."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Where it ends below."""
        return self.top + self.height

    @property
    def centre(self) -> tuple[float, float]:
        """Its middle."""
        return self.left + self.width / 2, self.top + self.height / 2

    def grown(self, margin: float) -> Rect:
        """The rectangle with so much more on every side."""
        return Rect(self.left - margin, self.top - margin, self.width + 2 * margin, self.height + 2 * margin)

    def meets(self, other: Rect) -> bool:
        """Whether the two share more than an edge."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, other: Rect, slack: float = 1e-6) -> bool:
        """Whether another lies wholly within."""
        return (
            other.left >= self.left - slack
            and other.top >= self.top - slack
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )

    def holds_point(self, x: float, y: float) -> bool:
        """Whether a point lies within."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    @classmethod
    def about(cls, x: float, y: float, width: float, height: float) -> Rect:
        """A rectangle around its middle."""
        return cls(x - width / 2, y - height / 2, width, height)


@dataclass(frozen=True, slots=True)
class PageSize:
    """A size of paper on its long side."""

    name: str
    width: float
    height: float

    @property
    def rect(self) -> Rect:
        """The whole paper."""
        return Rect(0.0, 0.0, self.width, self.height)


PAGE_SIZES = {
    size.name: size
    for size in (
        PageSize("A4", 297.0, 210.0),
        PageSize("A3", 420.0, 297.0),
        PageSize("A2", 594.0, 420.0),
        PageSize("A1", 841.0, 594.0),
        PageSize("A0", 1189.0, 841.0),
    )
}


@dataclass(frozen=True, slots=True)
class Text:
    """A line of words.

    Attributes:
        x, y: Where the line begins, ends or has its middle, by ``align``, and its baseline.
        words: The line.
        size: Of the type, in millimetres.
        weight: 400 to 700.
        align: Which end of the line is at ``x``.
        ink: Colour.
        tabular: Figures of one width, for columns of numbers.
    """

    x: float
    y: float
    words: str
    size: float
    weight: int = 400
    align: Align = "left"
    ink: Ink = "text"
    tabular: bool = False

    def rect(self, measure: TextMeasure) -> Rect:
        """What the line covers."""
        width = measure.width(self.words, self.size, self.weight)
        left = {"left": self.x, "right": self.x - width, "centre": self.x - width / 2}[self.align]
        # Capitals and figures without accents reach about as high as the size of the type, less a quarter.
        return Rect(left, self.y - 0.76 * self.size, width, self.size)


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    ink: Ink = "ink"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle with an edge, a fill, or both."""

    rect: Rect
    width: float = 0.0
    ink: Ink = "ink"
    fill: Ink | None = None
    radius: float = 0.0


@dataclass(frozen=True, slots=True)
class Polygon:
    """A small shape of straight edges: the north point."""

    corners: tuple[tuple[float, float], ...]
    fill: Ink
    width: float = 0.0
    ink: Ink = "ink"


@dataclass(frozen=True, slots=True)
class Dot:
    """A round spot with a paper edge: where a symbol that was drawn aside really is."""

    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class Arrow:
    """A straight arrow with a paper edge, dashed while it is only a question."""

    start: tuple[float, float]
    end: tuple[float, float]
    width: float
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Hatch:
    """The light hatch of what is not known."""

    rect: Rect


@dataclass(frozen=True, slots=True)
class Symbol:
    """The symbol of a building.

    Attributes:
        x, y: Its middle.
        size: Side of its square in millimetres.
        kind: A key of ORGANISATION_KINDS.
        colour: A key of COLOUR_KEYS; empty draws it in plain ink.
        state: Solid, hollow or hatched.
        shared: Whether it wears the ring of a shared site.
    """

    x: float
    y: float
    size: float
    kind: str
    colour: str
    state: SymbolState = "in_use"
    shared: bool = False


@dataclass(frozen=True, slots=True)
class FillSample:
    """How surfaces of a layer look: by role, or by one class of a row of colours (None: no value)."""

    role: FillRole
    opacity: float = 1.0
    ramp: Ramp | None = None
    class_index: int | None = None
    class_count: int = 1


@dataclass(frozen=True, slots=True)
class LineSample:
    """How lines of a layer look; roads by their class."""

    role: LineRole
    road_class: int = 0


@dataclass(frozen=True, slots=True)
class PointSample:
    """How small points of a layer look."""

    role: PointRole


Sample: TypeAlias = FillSample | LineSample | PointSample


@dataclass(frozen=True, slots=True)
class Swatch:
    """A sample of a layer in the legend, as the map at that resolution shows it."""

    rect: Rect
    sample: Sample
    resolution: float
    unit_mm: float


@dataclass(frozen=True, slots=True, eq=False)
class MapFrame:
    """The map in its neat line.

    Attributes:
        rect: The frame.
        scene: What the map shows.
        extent: What of it lies in the frame, of the frame's shape.
        unit_mm: Length of one unit of the sizes of symbols and names.
        keep_clear: Rectangles of the page where no name may stand.
    """

    rect: Rect
    scene: Scene
    extent: Extent
    unit_mm: float
    keep_clear: tuple[Rect, ...] = ()

    @property
    def resolution(self) -> float:
        """Metres in a unit."""
        return self.extent.width / self.rect.width * self.unit_mm

    def at(self, easting: float, northing: float) -> tuple[float, float]:
        """Where a position of the map stands on the page."""
        scale = self.rect.width / self.extent.width
        x = self.rect.left + (easting - self.extent.xmin) * scale
        return x, self.rect.top + (self.extent.ymax - northing) * scale


Element: TypeAlias = Text | Rule | Box | Polygon | Dot | Arrow | Hatch | Symbol | Swatch | MapFrame
"""Anything that stands on a page."""


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """One side of paper, its elements from the bottom to the top."""

    size: PageSize
    elements: tuple[Element, ...]
    theme: Theme = "colour"

    def words(self) -> tuple[str, ...]:
        """The lines of words on the page, in the order of painting, without those on the map."""
        return tuple(each.words for each in self.elements if isinstance(each, Text))


class PageMetrics(TextMeasure, Protocol):
    """What a layout asks of the painter: how wide words are, and what of a layer shows at all."""

    def shows(self, layer: SceneLayer, resolution: float) -> frozenset[int]:
        """Which classes of a layer are painted at a resolution (metres in a unit); empty when nothing is.

        Roads are painted by class, as ROAD_CLASSES counts them; any other layer that is painted gives {0}.
        """
        ...
