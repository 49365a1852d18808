"""The map on its page: frame, numbers, arrows, legend, scale."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import shapely

from tpdesk.domain.page import Arrow, Box, Dot, MapFrame, Rect, Rule, Symbol
from tpdesk.domain.scene import Extent
from tpdesk.domain.wording import date_words
from tpdesk.services.mapping.markers import MarkerOptions
from tpdesk.services.mapping.scenes import build_scene
from tpdesk.services.printing.framing import Furniture, Ground, frame_map
from tpdesk.services.printing.furniture import (
    grid_crosses,
    grid_ticks,
    map_grid,
    scale_box,
    scale_box_size,
)
from tpdesk.services.printing.legend import Overlay, build_legend
from tpdesk.services.printing.legend_box import LegendBox, number_box
from tpdesk.services.printing.schedule_rows import appearances
from tpdesk.services.printing.spreading import Surroundings, place_numbers, set_apart

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tpdesk.domain.page import Element, PageMetrics
    from tpdesk.domain.scene import MarkerLayer, Scene
    from tpdesk.services.printing.content import PrintContent
    from tpdesk.services.printing.legend import Legend
    from tpdesk.services.printing.numbering import NumberedBuilding
    from tpdesk.services.printing.request import PrintRequest
    from tpdesk.services.printing.schedule_rows import Appearance
    from tpdesk.services.printing.sheets import Sheet

HORIZON_YEARS = 3
"""A lease that ends or breaks within so many years shows its building as leaving."""

_SYMBOL_MM = 3.1
_APART_MM = 7.0
_NUMBER_MM = 4.3
_ASIDE_MM = 0.9
_MOST_ASIDE_ROUNDS = 2


@dataclass(frozen=True, slots=True, eq=False)
class ComposedMap:
    """The map's part of the first page.

    Attributes:
        elements: From the bottom to the top.
        scale: Denominator.
        schedule: What room is left beside the map.
        symbols: Of all assets, by uid.
        off_map: Uids of numbered buildings that do not lie in the frame.
        rows_on_map: Rows of the assets that do.
    """

    elements: tuple[Element, ...]
    scale: int
    schedule: Rect
    symbols: Mapping[str, Appearance]
    off_map: frozenset[str]
    rows_on_map: list[int]


def compose_map(
    content: PrintContent,
    request: PrintRequest,
    numbered: Mapping[str, NumberedBuilding],
    sheet: Sheet,
    metrics: PageMetrics,
) -> ComposedMap:
    """Compose the map; see the module."""
    composer = _MapComposer(content, request, numbered, sheet, metrics)
    return composer.compose()


@dataclass(frozen=True, slots=True, eq=False)
class _Numbers:
    """The numbered buildings that lie in the frame: where they are and where they are drawn."""

    uids: list[str]
    true: list[tuple[float, float]]
    drawn: list[tuple[float, float]]


class _MapComposer:
    """Composes one map."""

    def __init__(
        self,
        content: PrintContent,
        request: PrintRequest,
        numbered: Mapping[str, NumberedBuilding],
        sheet: Sheet,
        metrics: PageMetrics,
    ) -> None:
        self._content, self._request, self._numbered = content, request, numbered
        self._sheet, self._metrics = sheet, metrics
        self._leaving_by = _years_on(request.on, HORIZON_YEARS)
        options = MarkerOptions(today=request.on, leaving_by=self._leaving_by, bubbles=False)
        self._scene: Scene = build_scene(content.assets, content.place, content.layers, options)
        self._markers: MarkerLayer = self._scene.markers[0]
        self._symbols = appearances(content.assets.value, self._markers)

    def compose(self) -> ComposedMap:
        sheet = self._sheet
        frame, legend_box, legend_at, scale_at, scale = self._framed()
        schedule = sheet.schedule
        if legend_at is None:
            width, height = legend_box.size
            legend_rect = Rect(schedule.left, schedule.bottom - height, width, height)
            schedule = Rect(schedule.left, schedule.top, schedule.width, schedule.height - height - sheet.mm(4))
        else:
            legend_rect = legend_at
        blocked = tuple(box for box in (legend_at, scale_at) if box is not None)
        numbers = self._numbers(frame, blocked)
        overlay = list(self._overlay(frame, numbers, blocked))
        boxes = tuple(each.rect for each in overlay if isinstance(each, Box))
        large = tuple(Rect.about(x, y, sheet.mm(_SYMBOL_MM), sheet.mm(_SYMBOL_MM)) for x, y in numbers.drawn)
        taken = (*blocked, *boxes, *large)
        grid = map_grid(frame, scale, sheet)
        crosses = list(grid_crosses(frame, grid, sheet, self._marker_places(frame), taken))
        clear = (*taken, *(rect for rect, _ in crosses), *_edges(frame.rect, sheet.mm(1.0)))
        elements: list[Element] = [replace(frame, keep_clear=clear)]
        for _, pair in crosses:
            elements.extend(pair)
        elements.extend(overlay)
        elements.extend(scale_box(scale_at, sheet, scale))
        elements.extend(legend_box.draw(legend_rect, boxed=legend_at is not None))
        elements.append(Box(frame.rect, sheet.mm(0.35)))
        elements.extend(grid_ticks(frame, grid, sheet))
        on_map = set(numbers.uids)
        return ComposedMap(
            tuple(elements),
            scale,
            schedule,
            self._symbols,
            frozenset(uid for uid in self._numbered if uid not in on_map),
            self._rows_on_map(frame.extent),
        )

    # --- framing --------------------------------------------------------------------------------------

    def _framed(self) -> tuple[MapFrame, LegendBox, Rect | None, Rect, int]:
        """Frame the map with a legend of its likely size, then write the legend of what is in the frame."""
        sheet = self._sheet
        numbered = np.array([uid in self._numbered for uid in self._markers.uids], dtype=bool)
        boundary = self._content.place.boundary
        bounds = self._request.extent or self._place_extent()
        ground = Ground(
            bounds,
            self._markers.x,
            self._markers.y,
            numbered,
            None if boundary is None else shapely.simplify(boundary, bounds.width / 400),
        )
        rect = sheet.map
        guess = _frame_of(rect, bounds, self._scene, sheet)
        size = self._legend_box(guess).size
        for _ in range(3):
            furniture = Furniture(rect, size, scale_box_size(sheet), sheet.mm(4.0), sheet.mm(5.0))
            framing = frame_map(ground, furniture)
            frame = MapFrame(rect, self._scene, framing.extent, sheet.unit_mm)
            box = self._legend_box(frame, beside=framing.legend is None)
            if framing.legend is None or box.size == size:
                break
            size = box.size
        return frame, box, framing.legend, framing.scale_box, framing.scale

    def _place_extent(self) -> Extent:
        boundary = self._content.place.boundary
        if boundary is not None and not boundary.is_empty:
            return Extent(*boundary.bounds)
        return self._scene.extent

    def _legend_box(self, frame: MapFrame, *, beside: bool = False) -> LegendBox:
        sheet = self._sheet
        legend = self._legend(frame)
        label = 43.0
        if beside:
            label = (sheet.schedule.width / sheet.growth - 26.0) / 2
        return LegendBox(legend, sheet, frame.resolution, self._metrics, label)

    def _legend(self, frame: MapFrame) -> Legend:
        on_map = [uid for uid in self._numbered if self._place_of(frame, uid) is not None]
        seen = {uid for uid in on_map}
        shown = [
            each
            for each in self._content.candidates
            if each.guest.uid in seen and each.host.uid in seen
        ]
        overlay = Overlay(
            number=self._numbered[on_map[0]].number if on_map else None,
            certain=any(each.rank is not None for each in shown),
            asked=any(each.rank is None for each in shown),
            aside=self._drawn_aside(frame),
            leaving=f"Lease ends or breaks by {date_words(self._leaving_by)[2:].strip()}",
        )
        return build_legend(frame, self._content.place.name, self._content.layers, overlay, self._metrics)

    def _drawn_aside(self, frame: MapFrame) -> bool:
        numbers = self._numbers(frame, ())
        least = self._sheet.mm(_ASIDE_MM)
        return any(
            abs(x - u) + abs(y - v) > least for (x, y), (u, v) in zip(numbers.true, numbers.drawn, strict=True)
        )

    # --- numbers --------------------------------------------------------------------------------------

    def _place_of(self, frame: MapFrame, uid: str) -> tuple[float, float] | None:
        frame_ = self._content.assets.value
        row = self._row_of(uid)
        if row is None or not bool(frame_.placed[row]):
            return None
        position = float(frame_.easting[row]), float(frame_.northing[row])
        return frame.at(*position) if frame.extent.holds(*position) else None

    def _row_of(self, uid: str) -> int | None:
        rows = np.flatnonzero(self._content.assets.value.uids == uid)
        return int(rows[0]) if len(rows) else None

    def _numbers(self, frame: MapFrame, blocked: tuple[Rect, ...]) -> _Numbers:
        sheet = self._sheet
        places = {uid: self._place_of(frame, uid) for uid in self._numbered}
        uids = [uid for uid, place in places.items() if place is not None]
        true = [place for place in places.values() if place is not None]
        room = frame.rect.grown(-sheet.mm(8.0))
        walls = [box.grown(sheet.mm(3.0)) for box in blocked]
        return _Numbers(uids, true, set_apart(true, sheet.mm(_APART_MM), room, walls))

    def _overlay(self, frame: MapFrame, numbers: _Numbers, blocked: tuple[Rect, ...]) -> Iterator[Element]:
        sheet = self._sheet
        where = dict(zip(numbers.uids, numbers.drawn, strict=True))
        arrows = list(self._arrows(where))
        height = sheet.mm(_NUMBER_MM)
        face = sheet.pt(8.5, 700)
        labels = [str(self._numbered[uid].number) for uid in numbers.uids]
        widths = [
            max(self._metrics.width(each, face.size, face.weight) + sheet.mm(2.0), sheet.mm(4.9))
            for each in labels
        ]
        around = Surroundings(
            frame.rect.grown(-sheet.mm(1.0)),
            tuple(box.grown(sheet.mm(0.8)) for box in blocked),
            sheet.mm(_SYMBOL_MM),
            self._marker_places(frame),
            tuple((arrow.start, arrow.end) for arrow in arrows),
        )
        places = place_numbers(numbers.drawn, widths, height, around)
        for (x, y), (u, v) in zip(numbers.true, numbers.drawn, strict=True):
            if abs(x - u) + abs(y - v) > sheet.mm(_ASIDE_MM):
                yield Rule(x, y, u, v, sheet.mm(0.18))
                yield Dot(x, y, sheet.mm(0.5))
        for (x, y), place in zip(numbers.drawn, places, strict=True):
            if place.led:
                u, v = place.box.centre
                yield Rule(x, y, u, v, sheet.mm(0.25))
        yield from arrows
        for uid, (x, y) in zip(numbers.uids, numbers.drawn, strict=True):
            symbol = self._symbols[uid]
            yield Symbol(
                x, y, sheet.mm(_SYMBOL_MM), symbol.kind, symbol.colour, symbol.state, symbol.shared
            )
        for uid, place in zip(numbers.uids, places, strict=True):
            yield from number_box(place.box, self._numbered[uid].number, sheet)

    def _arrows(self, where: Mapping[str, tuple[float, float]]) -> Iterator[Arrow]:
        clear = self._sheet.mm(_SYMBOL_MM * 0.5 + 0.7)
        for candidate in self._content.candidates:
            start, end = where.get(candidate.guest.uid), where.get(candidate.host.uid)
            if start is None or end is None:
                continue
            across, down = end[0] - start[0], end[1] - start[1]
            length = float(np.hypot(across, down))
            if length > 2 * clear + self._sheet.mm(0.8):
                across, down = across / length * clear, down / length * clear
                yield Arrow(
                    (start[0] + across, start[1] + down),
                    (end[0] - across, end[1] - down),
                    self._sheet.mm(0.4),
                    candidate.rank is None,
                )

    # --- the other buildings --------------------------------------------------------------------------

    def _marker_places(self, frame: MapFrame) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
        extent, rect = frame.extent, frame.rect
        scale = rect.width / extent.width
        x = rect.left + (self._markers.x - extent.xmin) * scale
        y = rect.top + (extent.ymax - self._markers.y) * scale
        inside = (x > rect.left) & (x < rect.right) & (y > rect.top) & (y < rect.bottom)
        places: np.ndarray[tuple[int, int], np.dtype[np.float64]] = np.column_stack((x[inside], y[inside]))
        return places

    def _rows_on_map(self, extent: Extent) -> list[int]:
        frame = self._content.assets.value
        inside = frame.placed & (frame.easting >= extent.xmin) & (frame.easting <= extent.xmax)
        inside &= (frame.northing >= extent.ymin) & (frame.northing <= extent.ymax)
        rows: list[int] = np.flatnonzero(inside).tolist()
        return rows


def _frame_of(rect: Rect, bounds: Extent, scene: Scene, sheet: Sheet) -> MapFrame:
    """A frame of the right shape around some bounds, before its scale is known."""
    metres = max(bounds.width / rect.width, bounds.height / rect.height) * 1.1
    x, y = bounds.centre
    half_width, half_height = rect.width * metres / 2, rect.height * metres / 2
    extent = Extent(x - half_width, y - half_height, x + half_width, y + half_height)
    return MapFrame(rect, scene, extent, sheet.unit_mm)


def _edges(rect: Rect, thickness: float) -> tuple[Rect, ...]:
    """The four strips along a frame: a name that crosses one would be cut."""
    return (
        Rect(rect.left, rect.top, rect.width, thickness),
        Rect(rect.left, rect.bottom - thickness, rect.width, thickness),
        Rect(rect.left, rect.top, thickness, rect.height),
        Rect(rect.right - thickness, rect.top, thickness, rect.height),
    )


def _years_on(day: date, years: int) -> date:
    return date(day.year + years, day.month, min(day.day, 28))
