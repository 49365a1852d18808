"""What frames every page: title, markings, licences, date; and on the map its scale, grid and north point."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tpdesk.domain.page import Box, Polygon, Rect, Rule, Text
from tpdesk.domain.page_flow import fitting_size, shorten, wrap_words
from tpdesk.services.printing.request import DRAFT_NOTICE, NOT_FOR_PUBLICATION
from tpdesk.services.printing.scales import grid_of, scale_bar

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from tpdesk.domain.page import Element, MapFrame, PageMetrics
    from tpdesk.services.printing.scales import Grid, ScaleBar
    from tpdesk.services.printing.sheets import Sheet

_FOOTER_SHARE = 0.66


@dataclass(frozen=True, slots=True)
class PageWords:
    """What stands on every page.

    Attributes:
        title, subtitle: At the upper left.
        marking: How the page is to be handled.
        draft: Whether it says that nothing is decided.
        notice: That premises may be omitted; empty for the full audience.
        not_for_publication: Whether it carries the line of Schedule 12A.
        licences: Of the data used.
        made: Date and author.
        as_at: What day the register is of; may be empty.
    """

    title: str
    subtitle: str
    marking: str
    draft: bool
    notice: str
    not_for_publication: bool
    licences: tuple[str, ...]
    made: str
    as_at: str


def licence_lines(words: PageWords, sheet: Sheet, metrics: PageMetrics) -> tuple[str, ...]:
    """Break the licences into lines of the foot of the page."""
    text = " ".join(each if each.endswith(".") else f"{each}." for each in words.licences)
    if not text:
        return ()
    width = (sheet.content_right - sheet.content_left) * _FOOTER_SHARE
    return wrap_words(text, width, sheet.pt(7), metrics)


def head(words: PageWords, sheet: Sheet, metrics: PageMetrics) -> Iterator[Element]:
    """Title and subtitle at the left, markings at the right."""
    top = 0.62 * sheet.margin
    marks = list(_markings(words, sheet, metrics))
    reserved = sheet.content_right - min(_left_of(each) for each in marks if isinstance(each, Box))
    width = sheet.content_right - sheet.content_left - reserved - sheet.mm(6)
    size = fitting_size(words.title, width, sheet.title, sheet.title.size * 0.62, metrics)
    face = sheet.pt(1, 700)
    title = shorten(words.title, width, type(face)(size, 700), metrics)
    baseline = top + sheet.title.size * 0.76
    yield Text(sheet.content_left, baseline, title, size, 700)
    small = sheet.pt(10.5)
    subtitle = shorten(words.subtitle, width, small, metrics)
    yield Text(sheet.content_left, baseline + small.size * 1.55, subtitle, small.size, ink="second")
    yield from marks


def _left_of(box: Box) -> float:
    return box.rect.left


def _markings(words: PageWords, sheet: Sheet, metrics: PageMetrics) -> Iterator[Element]:
    face, small = sheet.pt(10, 700), sheet.pt(8)
    top, height = 0.66 * sheet.margin, sheet.mm(6.9)
    right = sheet.content_right
    for text in (words.marking, *((DRAFT_NOTICE,) if words.draft else ())):
        width = metrics.width(text, face.size, face.weight) + sheet.mm(6.0)
        box = Rect(right - width, top, width, height)
        yield Box(box, sheet.mm(0.35))
        baseline = box.centre[1] + face.size * 0.36
        yield Text(box.centre[0], baseline, text, face.size, face.weight, "centre")
        right = box.left - sheet.mm(2.5)
    lines = [words.notice] if words.notice else []
    lines += [NOT_FOR_PUBLICATION] if words.not_for_publication else []
    for number, text in enumerate(lines):
        baseline = top + height + sheet.mm(4.0) + number * small.line
        yield Text(sheet.content_right, baseline, text, small.size, align="right", ink="second")


def foot(words: PageWords, sheet: Sheet, metrics: PageMetrics, page: tuple[int, int]) -> Iterator[Element]:
    """Licences at the left; date, author, register and number of the page at the right."""
    face = sheet.pt(7)
    last = sheet.size.height - 0.55 * sheet.margin
    lines = licence_lines(words, sheet, metrics)
    rows = max(len(lines), 2)
    for number, text in enumerate(lines):
        y = last - (rows - 1 - number) * face.line
        yield Text(sheet.content_left, y, text, face.size, ink="second")
    counted = f"Page {page[0]} of {page[1]}"
    right = [words.made, f"{words.as_at} · {counted}" if words.as_at else counted]
    width = (sheet.content_right - sheet.content_left) * (1 - _FOOTER_SHARE) - sheet.mm(4)
    for number, text in enumerate(right):
        y = last - (rows - 1 - number) * face.line
        words_shown = shorten(text, width, face, metrics)
        yield Text(sheet.content_right, y, words_shown, face.size, align="right", ink="second")


# --- on the map ---------------------------------------------------------------------------------------


def scale_box_size(sheet: Sheet) -> tuple[float, float]:
    """Width and height of the box with scale and north point."""
    return (sheet.mm(58.0), sheet.mm(21.0)) if sheet.is_small else (sheet.mm(72.0), sheet.mm(23.5))


def scale_box(rect: Rect, sheet: Sheet, scale: int, metrics: PageMetrics) -> Iterator[Element]:
    """The bar, the stated scale, the grid and the north point."""
    yield Box(rect, sheet.mm(0.3), fill="paper")
    left, pad = rect.left + sheet.mm(4.0), sheet.mm(4.0)
    bar = scale_bar(scale, rect.width - 2 * pad - sheet.mm(13.0))
    yield from _bar(bar, (left, rect.top + sheet.mm(7.3)), sheet, metrics)
    face = sheet.pt(8)
    bottom = rect.bottom - sheet.mm(3.2)
    stated = f"Scale 1:{scale:,} at {sheet.size.name}"
    yield Text(left, bottom - face.line * 1.12, stated, face.size)
    yield Text(left, bottom, "British National Grid, km", face.size)
    yield from _north_point(rect.right - sheet.mm(8.0), rect.top + sheet.mm(3.6), sheet)


def _bar(bar: ScaleBar, corner: tuple[float, float], sheet: Sheet, metrics: PageMetrics) -> Iterator[Element]:
    (left, top), face, height = corner, sheet.pt(8), sheet.mm(1.1)
    for part in range(bar.parts):
        rect = Rect(left + part * bar.part_mm, top, bar.part_mm, height)
        yield Box(rect, sheet.mm(0.25), fill="ink" if part % 2 == 0 else "paper")
    for number, text in enumerate(bar.figures):
        x = left + number * bar.part_mm
        figure, _, unit = text.partition(" ")
        yield Text(x, top - sheet.mm(1.0), figure, face.size, align="centre" if number else "left")
        if unit:
            aside = metrics.width(figure, face.size) / 2 + face.size * 0.3
            yield Text(x + aside, top - sheet.mm(1.0), unit, face.size)


def _north_point(x: float, top: float, sheet: Sheet) -> Iterator[Element]:
    half, height, notch = sheet.mm(3.0), sheet.mm(11.0), sheet.mm(9.0)
    line = sheet.mm(0.25)
    yield Polygon(((x, top), (x + half, top + height), (x, top + notch)), "ink", line)
    yield Polygon(((x, top), (x, top + notch), (x - half, top + height)), "paper", line)
    face = sheet.pt(9, 700)
    yield Text(x, top + height + face.size * 1.05, "N", face.size, face.weight, "centre")


def map_grid(frame: MapFrame, scale: int, sheet: Sheet) -> Grid:
    """The lines of the grid that the frame shows."""
    return grid_of(frame.extent, scale, sheet.mm(26.0))


def grid_ticks(frame: MapFrame, grid: Grid, sheet: Sheet) -> Iterator[Element]:
    """Ticks inside the frame and figures in kilometres outside it, above and at the left."""
    rect, tick, line = frame.rect, sheet.mm(1.8), sheet.mm(0.2)
    face = sheet.pt(7)
    for easting in grid.eastings:
        x, _ = frame.at(easting, frame.extent.ymax)
        yield Rule(x, rect.top, x, rect.top + tick, line)
        yield Rule(x, rect.bottom - tick, x, rect.bottom, line)
        if rect.left + tick < x < rect.right - tick:
            figure = grid.figure(easting)
            yield Text(x, rect.top - sheet.mm(1.2), figure, face.size, align="centre", ink="second")
    for northing in grid.northings:
        _, y = frame.at(frame.extent.xmin, northing)
        yield Rule(rect.left, y, rect.left + tick, y, line)
        yield Rule(rect.right - tick, y, rect.right, y, line)
        figure = grid.figure(northing)
        baseline = y + face.size * 0.36
        yield Text(rect.left - sheet.mm(1.2), baseline, figure, face.size, align="right", ink="second")


def grid_crosses(
    frame: MapFrame, grid: Grid, sheet: Sheet, symbols: NDArray[np.float64], boxes: tuple[Rect, ...]
) -> Iterator[tuple[Rect, tuple[Element, Element]]]:
    """Small crosses where lines of the grid meet, off symbols and boxes.

    Args:
        frame: the map.
        grid: its lines.
        sheet: the paper.
        symbols: middles of symbols on the page, float64 (n, 2).
        boxes: what stands on the map.
    """
    arm, line = sheet.mm(1.2), sheet.mm(0.13)
    for easting in grid.eastings:
        for northing in grid.northings:
            x, y = frame.at(easting, northing)
            rect = Rect.about(x, y, 2 * arm, 2 * arm)
            if not frame.rect.grown(-2 * arm).holds(rect) or any(rect.meets(box) for box in boxes):
                continue
            near = abs(symbols - (x, y)).max(axis=1, initial=0.0) < 2.2 * arm
            if not near.any():
                yield (
                    rect,
                    (
                        Rule(x - arm, y, x + arm, y, line, "grid"),
                        Rule(x, y - arm, x, y + arm, line, "grid"),
                    ),
                )
