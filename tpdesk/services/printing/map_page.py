"""The map on its page: frame, numbers, arrows, legend, scale."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import shapely

from tpdesk.domain.page import Box, MapFrame, Rect
from tpdesk.domain.scene import Extent
from tpdesk.domain.wording import date_words
from tpdesk.services.mapping.markers import MarkerOptions, build_markers
from tpdesk.services.mapping.scenes import build_scene, scene_extent
from tpdesk.services.printing.framing import Framing, Furniture, Ground, frame_map, main_extent
from tpdesk.services.printing.furniture import (
    grid_crosses,
    grid_ticks,
    map_grid,
    scale_box,
    scale_box_size,
)
from tpdesk.services.printing.legend import Overlay, build_legend
from tpdesk.services.printing.legend_box import LegendBox
from tpdesk.services.printing.number_overlay import NumberOverlay
from tpdesk.services.printing.schedule_rows import appearances

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from tpdesk.domain.frame import AssetFrame
    from tpdesk.domain.page import Element, PageMetrics
    from tpdesk.domain.scene import MarkerLayer, Scene
    from tpdesk.services.printing.content import PrintContent
    from tpdesk.services.printing.legend import Legend
    from tpdesk.services.printing.number_overlay import SpreadNumbers
    from tpdesk.services.printing.numbering import NumberedBuilding
    from tpdesk.services.printing.request import PrintRequest
    from tpdesk.services.printing.schedule_rows import Appearance
    from tpdesk.services.printing.sheets import Sheet

_LEGEND_COLUMNS = (2, 1, 3, 4)
"""The shapes a legend may have on the map, the usual one first."""

HORIZON_YEARS = 3
"""A lease that ends or breaks within so many years shows its building as leaving."""


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
        assets = content.assets
        options = MarkerOptions(today=request.on, leaving_by=self._leaving_by, bubbles=False)
        self._markers: MarkerLayer = build_markers(assets, options)
        plain = np.array([uid not in numbered for uid in assets.value.uids], dtype=bool)
        # What has a number is drawn above the map, and nowhere twice.
        self._scene: Scene = build_scene(assets, content.place, content.layers, replace(options, mask=plain))
        self._symbols = appearances(content.assets.value, self._markers)
        self._overlay = NumberOverlay(numbered, content.candidates, self._symbols, sheet, metrics)
        self._positions = _positions(content.assets.value, numbered)

    def compose(self) -> ComposedMap:
        sheet = self._sheet
        frame, legend_box, legend_at, scale_at, scale = self._framed()
        schedule = sheet.schedule
        if legend_at is None:
            width, height = legend_box.size
            legend_rect = Rect(schedule.left, schedule.bottom - height, width, height)
            schedule = Rect(
                schedule.left, schedule.top, schedule.width, schedule.height - height - sheet.mm(4)
            )
        else:
            legend_rect = legend_at
        blocked = tuple(box for box in (legend_at, scale_at) if box is not None)
        numbers = self._spread(frame, blocked)
        others = self._marker_places(frame)
        overlay = tuple(self._overlay.draw(frame.rect, numbers, blocked, others))
        taken = (*blocked, *self._overlay.covered(overlay))
        grid = map_grid(frame, scale, sheet)
        crosses = list(grid_crosses(frame, grid, sheet, others, taken))
        clear = (*taken, *(rect for rect, _ in crosses), *_edges(frame.rect, sheet.mm(1.0)))
        elements: list[Element] = [replace(frame, keep_clear=clear)]
        for _, pair in crosses:
            elements.extend(pair)
        elements.extend(overlay)
        elements.extend(scale_box(scale_at, sheet, scale, self._metrics))
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
            _within(boundary, self._markers),
            None if boundary is None else shapely.simplify(boundary, bounds.width / 400),
        )
        rect = sheet.map
        frame = _frame_of(rect, bounds, self._scene, sheet)
        sizes = tuple(self._legend_box(frame, columns).size for columns in _LEGEND_COLUMNS)
        # Sliding the map may change what is in the frame, and so the legend: at last it goes beside the map.
        for left in (2, 1, 0):
            framing = self._framing(ground, sizes)
            frame = MapFrame(rect, self._scene, framing.extent, sheet.unit_mm)
            columns = None if framing.legend is None else _LEGEND_COLUMNS[framing.shape]
            box = self._legend_box(frame, columns)
            if framing.legend is None or box.size == sizes[framing.shape]:
                break
            again = tuple(self._legend_box(frame, columns).size for columns in _LEGEND_COLUMNS)
            sizes = again if left > 1 else ()
        return frame, box, framing.legend, framing.scale_box, framing.scale

    def _framing(self, ground: Ground, legends: tuple[tuple[float, float], ...]) -> Framing:
        sheet = self._sheet
        sizes = scale_box_size(sheet)
        return frame_map(ground, Furniture(sheet.map, legends, sizes, sheet.mm(4.0), sheet.mm(5.0)))

    def _place_extent(self) -> Extent:
        boundary = self._content.place.boundary
        if boundary is not None and not boundary.is_empty:
            return Extent(*boundary.bounds)
        if len(self._markers):
            return main_extent(self._markers.x, self._markers.y)
        return scene_extent(self._content.place, self._markers, self._content.layers)

    def _legend_box(self, frame: MapFrame, columns: int | None) -> LegendBox:
        """Lay the legend out in columns on the map, or beside it when no number of columns is given."""
        sheet = self._sheet
        legend = self._legend(frame)
        if columns is not None:
            return LegendBox(legend, sheet, frame.resolution, self._metrics, columns=columns)
        label_mm = (sheet.schedule.width / sheet.growth - 26.0) / 2
        return LegendBox(legend, sheet, frame.resolution, self._metrics, label_mm)

    def _legend(self, frame: MapFrame) -> Legend:
        numbers = self._spread(frame, ())
        on_map = numbers.uids
        seen = set(on_map)
        shown = [
            each for each in self._content.candidates if each.guest.uid in seen and each.host.uid in seen
        ]
        overlay = Overlay(
            number=self._numbered[on_map[0]].number if on_map else None,
            certain=any(each.rank is not None for each in shown),
            asked=any(each.rank is None for each in shown),
            aside=self._overlay.drawn_aside(numbers),
            leaving=f"Lease ends or breaks by {date_words(self._leaving_by)[2:].strip()}",
        )
        return build_legend(frame, self._markers, self._content, overlay, self._metrics)

    def _spread(self, frame: MapFrame, blocked: tuple[Rect, ...]) -> SpreadNumbers:
        places = {
            uid: frame.at(*position)
            for uid, position in self._positions.items()
            if frame.extent.holds(*position)
        }
        return self._overlay.spread(places, frame.rect, blocked)

    # --- the other buildings --------------------------------------------------------------------------

    def _marker_places(self, frame: MapFrame) -> NDArray[np.float64]:
        extent, rect = frame.extent, frame.rect
        scale = rect.width / extent.width
        others = self._scene.markers[0]
        x = rect.left + (others.x - extent.xmin) * scale
        y = rect.top + (extent.ymax - others.y) * scale
        inside = (x > rect.left) & (x < rect.right) & (y > rect.top) & (y < rect.bottom)
        places: NDArray[np.float64] = np.column_stack((x[inside], y[inside]))
        return places

    def _rows_on_map(self, extent: Extent) -> list[int]:
        frame = self._content.assets.value
        inside = frame.placed & (frame.easting >= extent.xmin) & (frame.easting <= extent.xmax)
        inside &= (frame.northing >= extent.ymin) & (frame.northing <= extent.ymax)
        rows: list[int] = np.flatnonzero(inside).tolist()
        return rows


def _positions(
    assets: AssetFrame, numbered: Mapping[str, NumberedBuilding]
) -> dict[str, tuple[float, float]]:
    """Where the numbered buildings are, in the order of their numbers; unplaced ones are left out."""
    row_of = {str(uid): row for row, uid in enumerate(assets.uids)}
    rows = {uid: row_of[uid] for uid in numbered}
    return {
        uid: (float(assets.easting[row]), float(assets.northing[row]))
        for uid, row in rows.items()
        if assets.placed[row]
    }


def _within(boundary: BaseGeometry | None, markers: MarkerLayer) -> NDArray[np.bool_]:
    if boundary is None:
        return np.ones(len(markers), dtype=bool)
    return np.asarray(shapely.contains_xy(boundary, markers.x, markers.y), dtype=bool)


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
