"""The legend as a box on the map, or as a panel under the schedule."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tpdesk.domain.page import (
    Arrow,
    Box,
    Dot,
    FillSample,
    LineSample,
    PointSample,
    Rect,
    Rule,
    Swatch,
    Symbol,
    Text,
)
from tpdesk.domain.page_flow import wrap_words
from tpdesk.services.printing.legend import (
    ArrowMark,
    AsideMark,
    HeadingMark,
    LegendEntry,
    Mark,
    NumberMark,
    SymbolMark,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tpdesk.domain.page import Element, PageMetrics
    from tpdesk.services.printing.legend import Legend
    from tpdesk.services.printing.sheets import Sheet

_MOST_LABEL_MM = 40.0


@dataclass(frozen=True, slots=True)
class _LaidEntry:
    """A line of the legend with its label broken into lines."""

    entry: LegendEntry
    lines: tuple[str, ...]


class LegendBox:
    """Lays a legend out in columns.

    Args:
        legend: its lines.
        sheet: the paper.
        resolution: of the map, metres in a unit: lines are as wide as there.
        metrics: of the typeface.
        label_mm: Widest label, as on A3.
        columns: How many there are.
    """

    def __init__(
        self,
        legend: Legend,
        sheet: Sheet,
        resolution: float,
        metrics: PageMetrics,
        label_mm: float = _MOST_LABEL_MM,
        columns: int = 2,
    ) -> None:
        """Break the labels and share the lines out among the columns."""
        self._sheet, self._resolution, self._metrics = sheet, resolution, metrics
        self._face, self._title = sheet.pt(sheet.legend_pt), sheet.pt(9, 600)
        self._pad, self._mark = sheet.mm(3.2), sheet.mm(10.5)
        self._row = sheet.mm(sheet.legend_pt * 0.59)
        self._columns = self._shared_out(legend, label_mm, columns)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height with its padding."""
        sheet = self._sheet
        width = 2 * self._pad + sum(self._width(each) for each in self._columns)
        width += sheet.mm(5.0) * (len(self._columns) - 1)
        height = max(self._height(each) for each in self._columns)
        return width, 2 * self._pad + self._title.line + sheet.mm(1.2) + height

    def draw(self, rect: Rect, *, boxed: bool) -> Iterator[Element]:
        """Give the elements of the legend in a rectangle of its size.

        Args:
            rect: upper left corner counts.
            boxed: With an edge and paper beneath, as on the map.
        """
        sheet, pad = self._sheet, self._pad if boxed else 0.0
        if boxed:
            yield Box(rect, sheet.mm(0.3), fill="paper")
        title = self._title
        baseline = rect.top + pad + title.size * 0.85
        yield Text(rect.left + pad, baseline, "Legend", title.size, title.weight)
        left = rect.left + pad
        for column in self._columns:
            top = rect.top + pad + title.line + sheet.mm(1.2)
            for laid in column:
                height = self._entry_height(laid)
                yield from self._entry(laid, Rect(left, top, self._width(column), height))
                top += height
            left += self._width(column) + sheet.mm(5.0)

    # --- layout ---------------------------------------------------------------------------------------

    def _shared_out(self, legend: Legend, label_mm: float, columns: int) -> list[list[_LaidEntry]]:
        width = self._sheet.mm(label_mm)
        laid = [
            _LaidEntry(entry, wrap_words(entry.label, width, self._face, self._metrics, 3))
            for entry in legend.entries
        ]
        if columns == 2:
            cut = self._best_cut(laid, len(legend.buildings))
            shared = [laid[:cut], laid[cut:]]
        else:
            shared = self._filled(laid, columns)
        return [column for column in shared if column] or [[]]

    def _best_cut(self, laid: Sequence[_LaidEntry], buildings: int) -> int:
        total = self._height(laid)
        best, cut = math.inf, len(laid)
        for place in range(len(laid) + 1):
            height = self._height(laid[:place])
            # Buildings and ground each have a column of their own where that costs little height.
            cost = max(height, total - height) - (self._row * 1.6 if place == buildings else 0.0)
            after_heading = place > 0 and isinstance(laid[place - 1].entry.mark, HeadingMark)
            if cost < best - 1e-9 and not after_heading:
                best, cut = cost, place
        return cut

    def _filled(self, laid: Sequence[_LaidEntry], columns: int) -> list[list[_LaidEntry]]:
        """Fill column after column, at the least height at which there are no more of them."""
        height = self._height(laid) / columns
        while True:
            shared: list[list[_LaidEntry]] = [[]]
            for each in laid:
                if shared[-1] and self._height([*shared[-1], each]) > height + 1e-9:
                    ends_in_heading = isinstance(shared[-1][-1].entry.mark, HeadingMark)
                    shared.append([shared[-1].pop()] if ends_in_heading else [])
                shared[-1].append(each)
            if len(shared) <= columns:
                return shared
            height += self._row / 4

    def _entry_height(self, laid: _LaidEntry) -> float:
        return max(self._row, self._face.line * len(laid.lines) + self._row - self._face.line)

    def _height(self, column: Sequence[_LaidEntry]) -> float:
        return sum(map(self._entry_height, column))

    def _width(self, column: Sequence[_LaidEntry]) -> float:
        face = self._face
        widths = [
            self._metrics.width(line, face.size, face.weight)
            + (0.0 if isinstance(each.entry.mark, HeadingMark) else self._mark)
            for each in column
            for line in each.lines
        ]
        return max(widths, default=self._sheet.mm(20.0))

    # --- drawing --------------------------------------------------------------------------------------

    def _entry(self, laid: _LaidEntry, rect: Rect) -> Iterator[Element]:
        face = self._face
        middle = rect.centre[1]
        heading = isinstance(laid.entry.mark, HeadingMark)
        left = rect.left if heading else rect.left + self._mark
        top = middle - face.line * len(laid.lines) / 2
        for number, line in enumerate(laid.lines):
            y = top + (number + 0.5) * face.line + face.size * 0.36
            yield Text(left, y, line, face.size, 500 if heading else 400)
        yield from self._draw_mark(
            laid.entry.mark, Rect(rect.left, middle - self._row / 2, self._mark, self._row)
        )

    def _draw_mark(self, mark: Mark, cell: Rect) -> Iterator[Element]:
        sheet = self._sheet
        x, y = cell.left + sheet.mm(3.7), cell.centre[1]
        if isinstance(mark, SymbolMark):
            yield Symbol(x, y, sheet.mm(2.5), mark.kind, mark.colour, mark.state, mark.shared)
        elif isinstance(mark, NumberMark):
            yield from number_box(Rect.about(x, y, sheet.mm(4.6), sheet.mm(4.0)), mark.number, sheet)
        elif isinstance(mark, ArrowMark):
            half = sheet.mm(3.7)
            yield Arrow((x - half, y), (x + half, y), sheet.mm(0.4), mark.dashed)
        elif isinstance(mark, AsideMark):
            yield Rule(x - sheet.mm(2.2), y, x + sheet.mm(3.0), y, sheet.mm(0.2))
            yield Dot(x - sheet.mm(2.2), y, sheet.mm(0.6))
        elif isinstance(mark, (FillSample, LineSample, PointSample)):
            height = sheet.mm(3.0)
            swatch = Rect(cell.left, y - height / 2, sheet.mm(7.4), height)
            yield Swatch(swatch, mark, self._resolution, sheet.unit_mm)


def number_box(rect: Rect, number: int, sheet: Sheet) -> Iterator[Element]:
    """The box of a number, as on the map."""
    face = sheet.pt(8.5, 700)
    yield Box(rect, sheet.mm(0.3), fill="paper", radius=sheet.mm(0.5))
    x, y = rect.centre
    yield Text(x, y + face.size * 0.36, str(number), face.size, face.weight, "centre")
