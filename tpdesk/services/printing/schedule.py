"""The schedule as rows on paper: columns, lines between rows, headings that come again on every page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from tpdesk.domain.page import Hatch, Rect, Rule, Symbol, Text
from tpdesk.domain.page_flow import Block, pour, wrap_words
from tpdesk.services.printing.schedule_rows import Band, Line, ScheduleRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tpdesk.domain.page import Element, PageMetrics
    from tpdesk.domain.page_flow import Face
    from tpdesk.services.printing.sheets import Sheet

_MOST_NAME_LINES = 3
_MOST_LINES = 10
_MOST_BY_LINES = 2


@dataclass(frozen=True, slots=True)
class ScheduleHeadings:
    """The words above the columns."""

    building: str = "Building and reporting organisation"
    area: str = "Area, m²"
    what: str = "Proposal"
    by: str = "By"
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class Notes:
    """Small print at the end of the schedule."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LaidRow:
    """A row with its words broken into lines."""

    row: ScheduleRow
    building: tuple[Line, ...]
    what: tuple[Line, ...]


Content: TypeAlias = LaidRow | Band | Notes


@dataclass(frozen=True, slots=True)
class _Columns:
    """Left and right edges of the columns of a table."""

    number: float
    symbol: float
    building: tuple[float, float]
    area: tuple[float, float]
    what: tuple[float, float]
    by: tuple[float, float]


class ScheduleTable:
    """Lays rows out in columns of a sheet.

    Args:
        sheet: the paper.
        headings: of the columns.
        metrics: of the typeface.
    """

    def __init__(self, sheet: Sheet, headings: ScheduleHeadings, metrics: PageMetrics) -> None:
        """Choose the type."""
        self._sheet, self._headings, self._metrics = sheet, headings, metrics
        self._strong, self._plain = sheet.pt(8, 600), sheet.pt(8)
        self._note, self._head = sheet.pt(7), sheet.pt(7.5, 600)
        self._pad = sheet.mm(1.35)

    # --- measuring ------------------------------------------------------------------------------------

    def flow(
        self, rows: Sequence[ScheduleRow | Band], notes: Sequence[str], rects: Sequence[Rect], first: Rect
    ) -> tuple[list[Block[Content]], list[list[Block[Content]]]]:
        """Pour rows and notes into the first column and then into the columns of following pages.

        Args:
            rows: in order.
            notes: paragraphs of small print after the last row.
            rects: the columns of a following page.
            first: the column beside the map.

        Returns:
            The blocks of the first column, and those of each column on following pages.
        """
        beside = self._blocks(rows, notes, first.width)
        head = self.heading_height(first.width)
        taken = pour(beside, lambda number: first.height - head if number == 0 else 1e9)[0]
        rest = self._blocks(rows, notes, rects[0].width)[len(taken) :]
        head = self.heading_height(rects[0].width)
        return taken, _balanced(rest, rects[0].height - head, len(rects))

    def heading_height(self, width: float) -> float:
        """Height of the headings of the columns with the rule beneath."""
        return self._head.line * max(map(len, self._heading_lines(width))) + self._pad + self._sheet.mm(0.6)

    def _blocks(
        self, rows: Sequence[ScheduleRow | Band], notes: Sequence[str], width: float
    ) -> list[Block[Content]]:
        blocks: list[Block[Content]] = []
        for row in rows:
            if isinstance(row, Band):
                blocks.append(Block(row, self._strong.line + 2.2 * self._pad, heads=True))
            else:
                laid = self._laid(row, self._columns(width))
                height = max(self._height(laid.building), self._height(laid.what), self._sheet.mm(5.0))
                blocks.append(Block(laid, height + 2 * self._pad))
        small: list[str] = []
        for note in notes:
            small.extend(wrap_words(note, width, self._note, self._metrics))
        if small:
            blocks.append(Block(Notes(tuple(small)), self._note.line * len(small) + 2 * self._pad))
        return blocks

    def _columns(self, width: float) -> _Columns:
        mm = self._sheet.mm
        left = mm(6.5) if self._headings.numbered else 0.0
        building = left + mm(8.0)
        numbered = self._headings.numbered
        by = width - mm(15.0 if numbered else 18.0)
        what = by - (min(mm(40.0), width * 0.335) if numbered else mm(24.0))
        area = what - mm(15.5)
        return _Columns(
            0.0, left + mm(3.2), (building, area - mm(1.0)), (area, what - mm(2.0)), (what, by - mm(1.5)),
            (by, width),
        )  # fmt: skip

    def _laid(self, row: ScheduleRow, columns: _Columns) -> LaidRow:
        width = columns.building[1] - columns.building[0]
        name = wrap_words(row.name, width, self._strong, self._metrics, _MOST_NAME_LINES)
        owner = wrap_words(row.owner, width, self._note, self._metrics)
        building = (*(Line(each) for each in name), *(Line(each, note=True) for each in owner))
        width = columns.what[1] - columns.what[0]
        what: list[Line] = []
        for line in row.what:
            face = self._note if line.note else self._plain
            what.extend(
                Line(each, line.note)
                for each in wrap_words(line.words, width, face, self._metrics, _MOST_LINES)
            )
        return LaidRow(row, building, tuple(what))

    def _height(self, lines: Sequence[Line]) -> float:
        return sum(self._face(line).line + self._gap(lines, place) for place, line in enumerate(lines))

    def _gap(self, lines: Sequence[Line], place: int) -> float:
        """White before a line that begins something new after a note."""
        begins = place > 0 and lines[place - 1].note and not lines[place].note
        return self._sheet.mm(0.9) if begins else 0.0

    def _face(self, line: Line) -> Face:
        return self._note if line.note else self._plain

    # --- drawing --------------------------------------------------------------------------------------

    def draw(self, column: Rect, blocks: Sequence[Block[Content]]) -> Iterator[Element]:
        """Give the elements of a column of the schedule, headings first."""
        if any(not isinstance(block.content, Notes) for block in blocks):
            yield from self._draw_headings(column)
        top = column.top + self.heading_height(column.width)
        for block in blocks:
            rect = Rect(column.left, top, column.width, block.height)
            content = block.content
            if isinstance(content, LaidRow):
                yield from self._draw_row(content, rect)
            elif isinstance(content, Band):
                yield from self._draw_band(content, rect)
            else:
                yield from self._draw_notes(content, rect)
            top += block.height

    def _heading_lines(self, width: float) -> list[tuple[str, ...]]:
        columns, words = self._columns(width), self._headings
        cells = (
            (words.building, columns.building), (words.area, columns.area),
            (words.what, columns.what), (words.by, columns.by),
        )  # fmt: skip
        return [wrap_words(text, right - left, self._head, self._metrics) for text, (left, right) in cells]

    def _draw_headings(self, column: Rect) -> Iterator[Element]:
        columns, face = self._columns(column.width), self._head
        bottom = column.top + self.heading_height(column.width) - self._sheet.mm(0.6)
        last = bottom - self._pad
        building, area, what, by = self._heading_lines(column.width)
        if self._headings.numbered:
            yield Text(column.left, last, "No.", face.size, face.weight)
        for lines, left in ((building, columns.building[0]), (what, columns.what[0]), (by, columns.by[0])):
            for number, words in enumerate(reversed(lines)):
                yield Text(column.left + left, last - number * face.line, words, face.size, face.weight)
        for number, words in enumerate(reversed(area)):
            x = column.left + columns.area[1]
            yield Text(x, last - number * face.line, words, face.size, face.weight, "right")
        yield Rule(column.left, bottom, column.right, bottom, self._sheet.mm(0.3))

    def _draw_row(self, laid: LaidRow, rect: Rect) -> Iterator[Element]:
        columns, row = self._columns(rect.width), laid.row
        middle = rect.centre[1]
        baseline = middle + self._plain.size * 0.36
        if row.area is None:
            left, right = columns.area
            yield Hatch(
                Rect(
                    rect.left + left + self._sheet.mm(2),
                    rect.top,
                    right - left - self._sheet.mm(2),
                    rect.height,
                )
            )
        if row.by is None:
            left, right = columns.by
            yield Hatch(Rect(rect.left + left, rect.top, right - left, rect.height))
        if row.number is not None:
            yield Text(rect.left, baseline, str(row.number), self._strong.size, 700, tabular=True)
        size = self._sheet.mm(2.9)
        shape = row.symbol
        yield Symbol(
            rect.left + columns.symbol, middle, size, shape.kind, shape.colour, shape.state, shape.shared
        )
        yield from self._draw_lines(laid.building, rect.left + columns.building[0], middle, strong=True)
        if row.area is not None:
            x = rect.left + columns.area[1]
            yield Text(x, baseline, row.area, self._plain.size, align="right", tabular=True)
        yield from self._draw_lines(laid.what, rect.left + columns.what[0], middle, strong=False)
        if row.by:
            width = columns.by[1] - columns.by[0]
            lines = wrap_words(row.by, width, self._plain, self._metrics, _MOST_BY_LINES)
            by = [Line(words) for words in lines]
            yield from self._draw_lines(by, rect.left + columns.by[0], middle, strong=False)
        yield Rule(rect.left, rect.bottom, rect.right, rect.bottom, self._sheet.mm(0.12), "hairline")

    def _draw_lines(
        self, lines: Sequence[Line], left: float, middle: float, *, strong: bool
    ) -> Iterator[Element]:
        top = middle - self._height(lines) / 2
        for place, line in enumerate(lines):
            face = self._face(line)
            top += self._gap(lines, place)
            baseline = top + face.line * 0.5 + face.size * 0.36
            weight = 600 if strong and not line.note else 400
            yield Text(left, baseline, line.words, face.size, weight, ink="second" if line.note else "text")
            top += face.line

    def _draw_band(self, band: Band, rect: Rect) -> Iterator[Element]:
        face = self._strong
        yield Text(rect.left, rect.bottom - self._pad, band.words, face.size, face.weight, ink="second")
        yield Rule(rect.left, rect.bottom, rect.right, rect.bottom, self._sheet.mm(0.12), "hairline")

    def _draw_notes(self, notes: Notes, rect: Rect) -> Iterator[Element]:
        face = self._note
        for number, words in enumerate(notes.lines):
            baseline = rect.top + 1.4 * self._pad + face.size * 0.8 + number * face.line
            yield Text(rect.left, baseline, words, face.size, ink="second")


def _balanced(blocks: list[Block[Content]], height: float, across: int) -> list[list[Block[Content]]]:
    """Pour blocks into full pages, and share the last page's out evenly among its columns."""
    full = _poured(blocks, height)
    kept = (len(full) - 1) // across * across if full else 0
    rest = [block for column in full[kept:] for block in column]
    least = sum(block.height for block in rest) / across
    while least < height:
        even = _poured(rest, least)
        if len(even) <= across:
            return [*full[:kept], *even]
        least += height / 200
    return full


def _poured(blocks: list[Block[Content]], height: float) -> list[list[Block[Content]]]:
    return [column for column in pour(blocks, lambda _: height) if column]
