"""Where the window stands on the map: pure arithmetic, no widget."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from tpdesk.domain.scene import Extent
from tpdesk.render.map_view import MapView

FINEST_LEVEL = -6
COARSEST_LEVEL = 24
PIXEL_MM = 25.4 / 96
"""Size of a logical pixel, by which a scale is stated."""


def level_resolution(level: int) -> float:
    """Metres in a logical pixel at a level; two levels double it."""
    return math.pow(2.0, level / 2)


def nearest_level(resolution: float) -> int:
    """The level whose resolution is nearest."""
    return min(max(round(2 * math.log2(resolution)), FINEST_LEVEL), COARSEST_LEVEL)


def enclosing_level(resolution: float) -> int:
    """The finest level that shows at least as much."""
    return min(max(math.ceil(2 * math.log2(resolution) - 1e-9), FINEST_LEVEL), COARSEST_LEVEL)


@dataclass(frozen=True, slots=True)
class Viewport:
    """A widget's window onto the map.

    Attributes:
        x, y: Map position of the middle, metres.
        resolution: Metres in a logical pixel.
        width, height: Of the widget, logical pixels.
        ratio: Device pixels in a logical one.
    """

    x: float
    y: float
    resolution: float
    width: int
    height: int
    ratio: float = 1.0

    @property
    def left(self) -> float:
        """Easting of the left edge, on a whole device pixel of the map so that tiles stay sharp."""
        return self._snapped(self.x - self.width * self.resolution / 2)

    @property
    def top(self) -> float:
        """Northing of the upper edge, on a whole device pixel of the map."""
        return self._snapped(self.y + self.height * self.resolution / 2)

    @property
    def extent(self) -> Extent:
        """The rectangle that is seen."""
        return Extent(
            self.left,
            self.top - self.height * self.resolution,
            self.left + self.width * self.resolution,
            self.top,
        )

    @property
    def level(self) -> int:
        """The nearest level."""
        return nearest_level(self.resolution)

    @property
    def scale(self) -> float:
        """n of the scale 1:n on a screen of 96 dots to the inch."""
        return self.resolution * 1000 / PIXEL_MM

    def view(self) -> MapView:
        """The same for a painter."""
        return MapView(
            self.left, self.top, self.resolution, float(self.width), float(self.height), self.ratio
        )

    def to_map(self, column: float, row: float) -> tuple[float, float]:
        """Map position of a place in the widget."""
        return self.left + column * self.resolution, self.top - row * self.resolution

    def to_widget(self, x: float, y: float) -> tuple[float, float]:
        """Place in the widget of a map position."""
        return (x - self.left) / self.resolution, (self.top - y) / self.resolution

    def moved(self, columns: float, rows: float) -> Viewport:
        """The view after its content was dragged so many pixels to the right and down."""
        return replace(self, x=self.x - columns * self.resolution, y=self.y + rows * self.resolution)

    def zoomed(self, resolution: float, column: float, row: float) -> Viewport:
        """The view at another resolution, what is under a place in the widget staying there."""
        x, y = (
            self.x + (column - self.width / 2) * self.resolution,
            self.y - (row - self.height / 2) * self.resolution,
        )
        return replace(
            self,
            x=x - (column - self.width / 2) * resolution,
            y=y + (row - self.height / 2) * resolution,
            resolution=resolution,
        )

    def resized(self, width: int, height: int, ratio: float) -> Viewport:
        """The view in a widget of another size, its middle staying."""
        return replace(self, width=width, height=height, ratio=ratio)

    def fitted(self, extent: Extent) -> Viewport:
        """The nearest view at a level that shows all of an extent."""
        need = max(extent.width / max(self.width, 1), extent.height / max(self.height, 1), 1e-6)
        x, y = extent.centre
        return replace(self, x=x, y=y, resolution=level_resolution(enclosing_level(need)))

    def _snapped(self, metres: float) -> float:
        pixel = self.resolution / self.ratio
        return round(metres / pixel) * pixel
