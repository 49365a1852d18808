"""Where a painter stands: which rectangle of the map lies on which rectangle of units."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QTransform

from tpdesk.domain.scene import Extent

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray
    from PySide6.QtGui import QImage

PAPER_UNIT_MM = 0.25
"""One unit on paper: the sizes of the look, given in pixels, come out right in print at this length."""


def no_pause() -> None:
    """Go on at once: for painting that nobody waits beside."""


@dataclass(frozen=True, slots=True)
class MapView:
    """A window onto the map for a painter whose unit is a logical pixel, or PAPER_UNIT_MM on a page.

    Attributes:
        left, top: Map position of the upper left corner, metres.
        resolution: Metres in one unit.
        width, height: Size in units.
        device_pixel_ratio: Device pixels in one unit; 1 on paper.
        on_paper: Everything as lines and letters that stay sharp, no pixels.
        sheet: The image under the painter, when there is one whose unit is a logical pixel.
        pause: Called between pieces of work, so that other threads come through; may raise to give up.
    """

    left: float
    top: float
    resolution: float
    width: float
    height: float
    device_pixel_ratio: float = 1.0
    on_paper: bool = False
    sheet: QImage | None = None
    pause: Callable[[], None] = no_pause

    @classmethod
    def around(cls, extent: Extent, width: float, height: float, device_pixel_ratio: float = 1.0) -> MapView:
        """A view of a size in units that shows all of an extent, in its middle."""
        resolution = max(extent.width / width, extent.height / height)
        x, y = extent.centre
        return cls(
            x - width * resolution / 2,
            y + height * resolution / 2,
            resolution,
            width,
            height,
            device_pixel_ratio,
        )

    @property
    def extent(self) -> Extent:
        """The rectangle of the map that is seen."""
        return Extent(
            self.left,
            self.top - self.height * self.resolution,
            self.left + self.width * self.resolution,
            self.top,
        )

    def seen_with(self, margin: float) -> Extent:
        """The rectangle that is seen and so many units more on each side."""
        return self.extent.grown(margin * self.resolution)

    def columns(self, x: NDArray[np.float64]) -> NDArray[np.float64]:
        """Units from the left edge."""
        return (x - self.left) / self.resolution

    def rows(self, y: NDArray[np.float64]) -> NDArray[np.float64]:
        """Units from the upper edge."""
        return (self.top - y) / self.resolution

    def transform(self, x: float, y: float) -> QTransform:
        """From metres about a position to units."""
        scale = 1 / self.resolution
        return QTransform(
            scale, 0, 0, -scale, (x - self.left) / self.resolution, (self.top - y) / self.resolution
        )
