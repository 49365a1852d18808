"""The ground plan of a sheet: margins, map frame, schedule, and how large the type is on each paper."""

from __future__ import annotations

import math
from dataclasses import dataclass

from tpdesk.domain.page import PageSize, Rect, points
from tpdesk.domain.page_flow import Face

UNIT_MM = 0.25
"""Length on A3 and A4 of one unit of the sizes of symbols and names on the map."""

_GROWTH = {"A4": 1.0, "A3": 1.0, "A2": 1.2, "A1": 1.5, "A0": 1.9}
_MARGIN = {"A4": 11.0, "A3": 14.0, "A2": 18.0, "A1": 24.0, "A0": 32.0}
_TITLE_PT = {"A4": 18.0, "A3": 24.0, "A2": 28.0, "A1": 36.0, "A0": 46.0}
_SCHEDULE_MM = {"A4": 106.0, "A3": 120.0, "A2": 144.0, "A1": 180.0, "A0": 228.0}


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where things stand on a paper of a size, in millimetres.

    Attributes:
        size: The paper.
        footer_lines: Lines at the foot of the page.
    """

    size: PageSize
    footer_lines: int = 2

    @property
    def growth(self) -> float:
        """How much larger type, symbols and gaps are than on A3: a wall is read from farther away."""
        return _GROWTH[self.size.name]

    @property
    def margin(self) -> float:
        """White on the left and the right."""
        return _MARGIN[self.size.name]

    @property
    def unit_mm(self) -> float:
        """Length of a unit of the sizes on the map."""
        return UNIT_MM * self.growth

    @property
    def gutter(self) -> float:
        """Between map and schedule, and between columns of the schedule."""
        return 6.0 * self.growth

    def pt(self, size: float, weight: int = 400) -> Face:
        """A size of type as on A3."""
        return Face(points(size) * self.growth, weight)

    def mm(self, length: float) -> float:
        """A length as on A3."""
        return length * self.growth

    @property
    def is_small(self) -> bool:
        """Whether paper is scarce."""
        return self.size.name == "A4"

    @property
    def legend_pt(self) -> float:
        """Size of the legend's type: the least there is where paper is scarce."""
        return 7.0 if self.is_small else 8.0

    @property
    def title(self) -> Face:
        """Type of the title."""
        return Face(points(_TITLE_PT[self.size.name]), 700)

    @property
    def content_left(self) -> float:
        """Left edge of everything."""
        return self.margin

    @property
    def content_right(self) -> float:
        """Right edge of everything."""
        return self.size.width - self.margin

    @property
    def content_top(self) -> float:
        """Where map and schedule begin, below title and markings."""
        return 0.62 * self.margin + self.title.size * 1.0 + self.mm(13.0)

    @property
    def content_bottom(self) -> float:
        """Where map and schedule end, above licences and date."""
        foot = self.pt(7).line * self.footer_lines
        return self.size.height - 0.55 * self.margin - foot - self.mm(5.0)

    @property
    def schedule(self) -> Rect:
        """The schedule beside the map."""
        width = _SCHEDULE_MM[self.size.name]
        return Rect(
            self.content_right - width, self.content_top, width, self.content_bottom - self.content_top
        )

    @property
    def map(self) -> Rect:
        """The map's frame beside the schedule; figures of the grid stand outside it."""
        figures = self.mm(1.5)
        width = self.schedule.left - self.gutter - self.content_left
        return Rect(
            self.content_left,
            self.content_top + figures,
            width,
            self.content_bottom - self.content_top - figures,
        )

    @property
    def columns(self) -> tuple[Rect, ...]:
        """The columns of the schedule on following pages."""
        width, gap = self.content_right - self.content_left, 1.5 * self.gutter
        count = max(math.floor((width + gap) / (0.98 * self.schedule.width + gap)), 1)
        each = (width - gap * (count - 1)) / count
        return tuple(
            Rect(
                self.content_left + number * (each + gap),
                self.content_top,
                each,
                self.content_bottom - self.content_top,
            )
            for number in range(count)
        )
