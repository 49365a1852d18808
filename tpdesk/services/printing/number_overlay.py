"""What is drawn above the map: numbered buildings set apart, their numbers, arrows from guest to host."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tpdesk.domain.page import Arrow, Box, Dot, Rect, Rule, Symbol
from tpdesk.services.printing.legend_box import number_box
from tpdesk.services.printing.spreading import Surroundings, place_numbers, set_apart

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from tpdesk.domain.candidates import Candidate
    from tpdesk.domain.page import Element, PageMetrics
    from tpdesk.services.printing.numbering import NumberedBuilding
    from tpdesk.services.printing.schedule_rows import Appearance
    from tpdesk.services.printing.sheets import Sheet

Point = tuple[float, float]

_SYMBOL_MM = 3.1
_APART_MM = 7.0
_NUMBER_MM = 4.3
_ASIDE_MM = 0.9
_BORDER_MM = 8.0


@dataclass(frozen=True, slots=True)
class SpreadNumbers:
    """The numbered buildings that lie in the frame, in millimetres of the page.

    Attributes:
        uids: In the order of their numbers.
        true: Where they are.
        drawn: Where they are drawn, so that none lies on another.
    """

    uids: tuple[str, ...]
    true: tuple[Point, ...]
    drawn: tuple[Point, ...]


class NumberOverlay:
    """Draws the numbered buildings of one map.

    Args:
        numbered: the buildings, by uid.
        candidates: who could move to whom.
        symbols: of the buildings, by uid.
        sheet: the paper.
        metrics: of the typeface.
    """

    def __init__(
        self,
        numbered: Mapping[str, NumberedBuilding],
        candidates: Sequence[Candidate],
        symbols: Mapping[str, Appearance],
        sheet: Sheet,
        metrics: PageMetrics,
    ) -> None:
        """Take what is to be drawn."""
        self._numbered, self._candidates, self._symbols = numbered, candidates, symbols
        self._sheet, self._metrics = sheet, metrics
        self._symbol = sheet.mm(_SYMBOL_MM)

    def spread(self, places: Mapping[str, Point], frame: Rect, blocked: tuple[Rect, ...]) -> SpreadNumbers:
        """Set the buildings apart within the map's frame, off what stands on the map."""
        sheet, true = self._sheet, tuple(places.values())
        walls = [box.grown(sheet.mm(3.0)) for box in blocked]
        drawn = set_apart(true, sheet.mm(_APART_MM), frame.grown(-sheet.mm(_BORDER_MM)), walls)
        return SpreadNumbers(tuple(places), true, tuple(drawn))

    def drawn_aside(self, numbers: SpreadNumbers) -> bool:
        """Whether any building is drawn elsewhere than it is."""
        return any(self._is_aside(*pair) for pair in zip(numbers.true, numbers.drawn, strict=True))

    def _is_aside(self, true: Point, drawn: Point) -> bool:
        return math.dist(true, drawn) > self._sheet.mm(_ASIDE_MM)

    def covered(self, elements: Sequence[Element]) -> tuple[Rect, ...]:
        """What the symbols and numbers cover: names keep off it."""
        boxes = [each.rect for each in elements if isinstance(each, Box)]
        symbols = [each for each in elements if isinstance(each, Symbol)]
        return (*boxes, *(Rect.about(each.x, each.y, each.size, each.size) for each in symbols))

    def draw(
        self, frame: Rect, numbers: SpreadNumbers, blocked: tuple[Rect, ...], others: NDArray[np.float64]
    ) -> Iterator[Element]:
        """Give the elements from the bottom to the top.

        Args:
            frame: of the map.
            numbers: the buildings.
            blocked: what stands on the map.
            others: middles of the symbols without a number, float64 (n, 2).
        """
        sheet = self._sheet
        arrows = list(self._arrows(dict(zip(numbers.uids, numbers.drawn, strict=True))))
        face = sheet.pt(8.5, 700)
        labels = [str(self._numbered[uid].number) for uid in numbers.uids]
        widths = [
            max(self._metrics.width(each, face.size, face.weight) + sheet.mm(2.0), sheet.mm(4.9))
            for each in labels
        ]
        around = Surroundings(
            frame.grown(-sheet.mm(1.0)),
            tuple(box.grown(sheet.mm(0.8)) for box in blocked),
            self._symbol,
            others,
            tuple((arrow.start, arrow.end) for arrow in arrows),
        )
        places = place_numbers(numbers.drawn, widths, sheet.mm(_NUMBER_MM), around)
        for true, drawn in zip(numbers.true, numbers.drawn, strict=True):
            if self._is_aside(true, drawn):
                yield Rule(*true, *drawn, sheet.mm(0.2))
                yield Dot(*true, sheet.mm(0.6))
        for drawn, place in zip(numbers.drawn, places, strict=True):
            if place.led:
                yield Rule(*drawn, *place.box.centre, sheet.mm(0.25))
        yield from arrows
        for uid, (x, y) in zip(numbers.uids, numbers.drawn, strict=True):
            shape = self._symbols[uid]
            yield Symbol(x, y, self._symbol, shape.kind, shape.colour, shape.state, shape.shared)
        for uid, place in zip(numbers.uids, places, strict=True):
            yield from number_box(place.box, self._numbered[uid].number, sheet)

    def _arrows(self, where: Mapping[str, Point]) -> Iterator[Arrow]:
        clear, least = self._symbol * 0.5 + self._sheet.mm(0.7), self._sheet.mm(0.8)
        for candidate in self._candidates:
            start, end = where.get(candidate.guest.uid), where.get(candidate.host.uid)
            if start is None or end is None:
                continue
            length = math.dist(start, end)
            if length > 2 * clear + least:
                across, down = (end[0] - start[0]) / length * clear, (end[1] - start[1]) / length * clear
                yield Arrow(
                    (start[0] + across, start[1] + down),
                    (end[0] - across, end[1] - down),
                    self._sheet.mm(0.4),
                    candidate.rank is None,
                )
