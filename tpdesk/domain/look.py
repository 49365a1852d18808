"""The look as values: colours, type, sizes, and which organisation wears which colour.

The numbers themselves stand in one file of the resources; nothing else in the program writes a colour.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Scheme = Literal["light", "dark"]
"""The two palettes."""

SymbolState = Literal["in_use", "vacant", "leaving"]
"""How a symbol is filled: solid, hollow or hatched."""

Decision = Literal["keep", "close", "receive"]
"""What a scenario does with a building."""

SYMBOL_STATES: tuple[SymbolState, ...] = ("in_use", "vacant", "leaving")

ORGANISATION_KINDS = (
    "council",
    "nhs",
    "police",
    "fire",
    "ambulance",
    "central_government",
    "education",
    "voluntary",
    "other",
)
"""Every kind of organisation, in the order in which colours and legends list them."""

SPARE_COLOURS = ("spare1", "spare2", "spare3")

COLOUR_KEYS = ORGANISATION_KINDS + SPARE_COLOURS

PILE_ORDER = (
    "education",
    "other",
    "voluntary",
    "central_government",
    "council",
    "police",
    "fire",
    "ambulance",
    "nhs",
)
"""Kinds from the bottom of a pile of symbols to its top."""


@dataclass(frozen=True, slots=True)
class WindowColours:
    """The colours of the window in one palette, each as #RRGGBB."""

    window: str
    panel: str
    sunken: str
    hover: str
    line: str
    line2: str
    border: str
    text: str
    text2: str
    text3: str
    accent: str
    accent_hover: str
    accent_soft: str
    on_accent: str
    sel: str
    sel_row: str
    hatch: str
    ok: str
    ok_bg: str
    warn: str
    warn_bg: str
    bad: str
    bad_bg: str
    info: str
    info_bg: str


@dataclass(frozen=True, slots=True)
class MapColours:
    """The colours of the map in one palette, each as #RRGGBB; `a`, `b`, `c` are main, other, local roads."""

    land: str
    built: str
    green: str
    green2: str
    water: str
    waterline: str
    road_a: str
    case_a: str
    road_b: str
    case_b: str
    road_c: str
    case_c: str
    tram: str
    place: str
    ward: str
    lab: str
    lab2: str
    labw: str
    labg: str
    halo: str
    veil: str
    paper: str
    ink: str
    motorway: str
    motorway_case: str


@dataclass(frozen=True, slots=True)
class TypeRole:
    """One size of type: its pixels, the height of its line, and its weight as designed."""

    px: float
    line_px: float
    weight: int


@dataclass(frozen=True, slots=True)
class TypeScale:
    """Every size of type there is."""

    display: TypeRole
    title: TypeRole
    object: TypeRole
    heading: TypeRole
    body: TypeRole
    table: TypeRole
    small: TypeRole
    map: TypeRole


@dataclass(frozen=True, slots=True)
class Radii:
    """How round the corners are, in pixels."""

    check: int
    control: int
    card: int
    pill: int


@dataclass(frozen=True, slots=True)
class Sizes:
    """The fixed heights and widths of the window's parts, in pixels."""

    menu_row: int
    status: int
    message: int
    rail_width: int
    rail_item: int
    tabs: int
    table_header: int
    table_row: int
    facet_row: int
    button: int
    button_small: int
    field: int
    check: int
    map_tool: tuple[int, int]
    icon: int
    rail_icon: int


@dataclass(frozen=True, slots=True)
class Palette:
    """All colours of one scheme: window, map, organisations by colour key, and the two ramps."""

    window: WindowColours
    map: MapColours
    organisation: Mapping[str, str]
    sequential: tuple[str, ...]
    diverging: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tokens:
    """The whole look: two palettes and the measures they share."""

    light: Palette
    dark: Palette
    space: tuple[int, ...]
    radius: Radii
    type: TypeScale
    size: Sizes

    def palette(self, scheme: Scheme) -> Palette:
        """All colours of a scheme."""
        return self.dark if scheme == "dark" else self.light

    def window(self, scheme: Scheme) -> WindowColours:
        """The window's colours in a scheme."""
        return self.palette(scheme).window

    def map(self, scheme: Scheme) -> MapColours:
        """The map's colours in a scheme."""
        return self.palette(scheme).map

    def organisation(self, scheme: Scheme) -> Mapping[str, str]:
        """The organisations' colours in a scheme, by colour key."""
        return self.palette(scheme).organisation


def assign_colours(kinds: Sequence[str]) -> list[str]:
    """Give each organisation a colour key, so that as few as possible look alike.

    The first organisation of each kind wears the colour of its kind. Those that follow take the three
    spares, then the colours of kinds that nobody is of. From the thirteenth on colours repeat, first where
    the shape still tells the two apart.

    Args:
        kinds: the organisations' kinds, in the order in which the register lists them; a kind that is not
            known counts as other.

    Returns:
        As many keys of COLOUR_KEYS, in the same order.
    """
    known = [kind if kind in ORGANISATION_KINDS else "other" for kind in kinds]
    worn: Counter[str] = Counter(dict.fromkeys(known, 1))
    worn_by_kind: Counter[tuple[str, str]] = Counter({(kind, kind): 1 for kind in worn})
    order = SPARE_COLOURS + ORGANISATION_KINDS
    seen: set[str] = set()
    keys: list[str] = []
    for kind in known:
        if kind not in seen:
            seen.add(kind)
            keys.append(kind)
            continue
        ranked = [(worn_by_kind[kind, key], worn[key], place, key) for place, key in enumerate(order)]
        key = min(ranked)[-1]
        worn[key] += 1
        worn_by_kind[kind, key] += 1
        keys.append(key)
    return keys
