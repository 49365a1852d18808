"""The theme of a map as Qt colours: where the roles of a scene get their ink."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor

from tpdesk.domain.look import COLOUR_KEYS

if TYPE_CHECKING:
    from tpdesk.domain.look import Scheme, Tokens
    from tpdesk.domain.scene import Ramp

VEIL_OPACITY = 0.68
GLOW_OPACITY = 0.14


@dataclass(frozen=True, slots=True)
class MapLook:
    """All colours a map is painted with, in one scheme, in colour or in greys.

    Attributes:
        scheme: The palette they come from.
        colours: Colours of the map by name, as the tokens name them.
        organisation: Colours of organisations in the order of COLOUR_KEYS.
        organisation_light: The same on the selection's yellow, which is light in both schemes.
        ramps: The rows of colours for classes.
        selection: The one yellow.
        selection_ink, selection_paper: Ink and edge of what stands on the yellow.
    """

    scheme: Scheme
    colours: dict[str, QColor]
    organisation: tuple[QColor, ...]
    organisation_light: tuple[QColor, ...]
    ramps: dict[Ramp, tuple[QColor, ...]]
    selection: QColor
    selection_ink: QColor
    selection_paper: QColor
    greys: bool = field(default=False)

    @classmethod
    def of(cls, tokens: Tokens, scheme: Scheme, *, greys: bool = False) -> MapLook:
        """Read a scheme of the tokens.

        Args:
            tokens: the look.
            scheme: light or dark.
            greys: every colour as its lightness, for a page that will be copied or printed in black.
        """

        def ink(code: str) -> QColor:
            return toned(code, greys=greys)

        palette = tokens.palette(scheme)
        return cls(
            scheme=scheme,
            colours={
                name: _told_apart(name, ink(code)) if greys else ink(code)
                for name, code in asdict(palette.map).items()
            },
            organisation=tuple(ink(palette.organisation[key]) for key in COLOUR_KEYS),
            organisation_light=tuple(ink(tokens.light.organisation[key]) for key in COLOUR_KEYS),
            ramps={
                "sequential": tuple(ink(code) for code in palette.sequential),
                "diverging": tuple(ink(code) for code in palette.diverging),
            },
            selection=ink(palette.window.sel),
            selection_ink=ink(tokens.light.map.ink),
            selection_paper=ink(tokens.light.map.paper),
            greys=greys,
        )

    def __getitem__(self, name: str) -> QColor:
        """The colour of that name."""
        return self.colours[name]

    def toned(self, code: str) -> QColor:
        """Any other colour of the look, #RRGGBB, as this map's theme has it."""
        return toned(code, greys=self.greys)

    def translucent(self, name: str, opacity: float) -> QColor:
        """The colour of that name, seen through."""
        colour = QColor(self.colours[name])
        colour.setAlphaF(opacity)
        return colour

    def class_colour(self, ramp: Ramp, index: int, count: int) -> QColor | None:
        """The colour of one of so many classes; None is left unpainted (the middle of better and worse)."""
        row = self.ramps[ramp]
        if count <= 1:
            return row[-1]
        place = round(index * (len(row) - 1) / (count - 1))
        if ramp == "diverging" and place == len(row) // 2:
            return None
        return row[place]


_SHIFTS = {"built": 7, "green": -5}
"""Built-up land and parks are of one lightness: in greys the one is paler and the other darker."""


def _told_apart(name: str, grey: QColor) -> QColor:
    lightness = min(max(grey.red() + _SHIFTS.get(name, 0), 0), 255)
    return QColor(lightness, lightness, lightness)


def toned(code: str, *, greys: bool) -> QColor:
    """A colour written as #RRGGBB, or the grey of its lightness."""
    colour = QColor(code)
    if not greys:
        return colour
    grey = round(0.299 * colour.red() + 0.587 * colour.green() + 0.114 * colour.blue())
    return QColor(grey, grey, grey)
