import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QImage

from tests.render.map_samples import make_markers, make_town
from tpdesk.domain.scene import Extent, Scene
from tpdesk.gui.canvas.map_index import MapIndex
from tpdesk.gui.canvas.measures import area_text, length_text, polygon_area, polyline_length, scale_bar
from tpdesk.gui.canvas.tiles import Tile, TileGrid, TileKey, TileStore
from tpdesk.gui.canvas.viewport import (
    COARSEST_LEVEL,
    FINEST_LEVEL,
    Viewport,
    enclosing_level,
    level_resolution,
    nearest_level,
)
from tpdesk.render.map_view import no_pause

levels = st.integers(FINEST_LEVEL, COARSEST_LEVEL)
pixels = st.floats(0, 800)
viewports = st.builds(
    lambda x, y, level, ratio: Viewport(x, y, level_resolution(level), 800, 600, ratio),
    st.floats(0, 700_000),
    st.floats(0, 1_200_000),
    levels,
    st.sampled_from([1.0, 1.5, 2.0]),
)


@given(viewports, pixels, pixels)
def test_map_and_widget_positions_are_each_others_reverse(view: Viewport, x: float, y: float) -> None:
    back = view.to_widget(*view.to_map(x, y))
    assert math.dist(back, (x, y)) < 1e-3


@given(viewports, pixels, pixels, levels)
def test_zooming_keeps_what_is_under_the_pointer(view: Viewport, x: float, y: float, level: int) -> None:
    zoomed = view.zoomed(level_resolution(level), x, y)
    before, after = view.to_map(x, y), zoomed.to_map(x, y)
    assert math.dist(before, after) <= 2 * (view.resolution + zoomed.resolution)


@given(viewports, st.floats(-300, 300), st.floats(-300, 300))
def test_dragging_moves_the_content_with_the_pointer(view: Viewport, columns: float, rows: float) -> None:
    place = view.to_map(400, 300)
    moved = view.moved(columns, rows).to_widget(*place)
    assert math.dist(moved, (400 + columns, 300 + rows)) < 2.1


@given(viewports)
def test_the_corner_lies_on_a_whole_device_pixel(view: Viewport) -> None:
    pixel = view.resolution / view.ratio
    assert abs(view.left / pixel - round(view.left / pixel)) < 1e-6
    assert abs(view.top / pixel - round(view.top / pixel)) < 1e-6


@given(st.floats(10, 90_000), st.floats(10, 90_000))
def test_fitting_shows_all_of_an_extent_and_not_much_more(width: float, height: float) -> None:
    extent = Extent(400_000, 300_000, 400_000 + width, 300_000 + height)
    view = Viewport(0, 0, 1.0, 800, 600).fitted(extent)
    assert view.extent.grown(view.resolution).united(extent) == view.extent.grown(view.resolution)
    fullness = max(extent.width / view.extent.width, extent.height / view.extent.height)
    assert fullness > 0.7 or view.level == FINEST_LEVEL


def test_levels_double_every_second() -> None:
    assert level_resolution(6) == 8.0
    assert nearest_level(8.1) == 6
    assert enclosing_level(8.1) == 7
    assert enclosing_level(8.0) == 6
    assert nearest_level(1e9) == COARSEST_LEVEL
    assert round(Viewport(0, 0, 6.35, 800, 600).scale) == 24_000


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_tiles_cover_a_view_without_gap_nearest_first(ratio: float) -> None:
    grid = TileGrid(ratio)
    extent = Extent(1000, 2000, 5000, 4500)
    keys = grid.covering(extent, 5)
    united = grid.extent(keys[0])
    for key in keys:
        assert grid.extent(key).meets(extent)
        united = united.united(grid.extent(key))
    assert united.united(extent) == united
    area = sum(grid.extent(key).width * grid.extent(key).height for key in keys)
    assert area == pytest.approx(united.width * united.height)
    distances = [math.dist(grid.extent(key).centre, extent.centre) for key in keys]
    assert distances == sorted(distances)
    assert grid.side(4) == 512 / ratio * 4.0


def tile(edition: int = 1) -> Tile:
    return Tile(QImage(), (), edition)


def test_the_store_forgets_what_was_unseen_longest() -> None:
    store = TileStore(most=2)
    first, second, third = (TileKey(0, number, 0) for number in range(3))
    store.put(first, tile())
    store.put(second, tile())
    assert store.get(first) is not None
    store.put(third, tile())
    assert store.get(second) is None
    assert len(store) == 2
    store.clear()
    assert len(store) == 0


def test_a_wider_tile_stands_in_for_a_missing_one_and_half_a_cover_does_not() -> None:
    store, grid = TileStore(), TileGrid(1.0)
    missing = TileKey(4, 5, 7)
    assert list(store.stand_ins(missing, grid)) == []
    parent = TileKey(6, 2, 3)
    store.put(parent, tile())
    assert [key for key, _ in store.stand_ins(missing, grid)] == [parent]
    store.clear()
    children = grid.covering(grid.extent(missing).grown(-1), 2)
    assert len(children) == 4
    for child in children[:3]:
        store.put(child, tile())
    assert list(store.stand_ins(missing, grid)) == []
    store.put(children[3], tile())
    assert {key for key, _ in store.stand_ins(missing, grid)} == set(children)


places = st.lists(st.tuples(st.floats(0, 500), st.floats(0, 500)), min_size=1, max_size=40)


def index_of(positions: list[tuple[float, float]]) -> MapIndex:
    return MapIndex.of(Scene(Extent(0, 0, 500, 500), (make_markers(positions),)), no_pause)


@given(places, st.floats(0, 500), st.floats(0, 500))
def test_the_building_under_the_pointer_is_the_nearest(
    positions: list[tuple[float, float]], x: float, y: float
) -> None:
    found = index_of(positions).marker_at(x, y, 1.0)
    apart = [math.dist((x, y), place) for place in positions]
    if found is None:
        assert not any(abs(place[0] - x) <= 10.9 and abs(place[1] - y) <= 10.9 for place in positions)
    else:
        assert apart[int(found[1:])] == min(apart)


@given(places, st.floats(0, 500), st.floats(0, 500), st.floats(1, 400))
def test_a_circle_holds_what_is_near_enough(
    positions: list[tuple[float, float]], x: float, y: float, radius: float
) -> None:
    found = index_of(positions).in_circle(x, y, radius)
    wanted = {f"u{n}" for n, place in enumerate(positions) if np.hypot(place[0] - x, place[1] - y) <= radius}
    assert found == wanted


def test_hidden_buildings_are_not_pointed_at() -> None:
    index = index_of([(100, 100), (300, 300)])
    hidden = [np.array([True, False])]
    assert index.marker_at(100, 100, 1.0) == "u0"
    assert index.marker_at(100, 100, 1.0, hidden) is None
    assert index.marker_at(301, 299, 1.0, hidden) == "u1"


def test_a_lasso_holds_what_lies_within_even_when_it_crosses_itself() -> None:
    index = index_of([(100, 100), (150, 120), (400, 400)])
    assert index.in_lasso([(50, 50), (200, 50), (200, 200), (50, 200)]) == {"u0", "u1"}
    assert index.in_lasso([(50, 50), (200, 200), (200, 50), (50, 200)]) <= {"u0", "u1"}
    assert index.in_lasso([(50, 50), (200, 50)]) == frozenset()
    assert index.in_extent(Extent(0, 0, 120, 120)) == {"u0"}
    assert index.count_in(Extent(0, 0, 200, 200)) == 2


def test_what_is_asked_for_by_uid_is_found() -> None:
    index = index_of([(100, 100), (150, 120)])
    found = index.find("u1")
    assert found is not None
    assert found[1] == 1
    assert index.find("elsewhere") is None
    assert [rows.tolist() for rows in index.rows_of(frozenset({"u1", "elsewhere"}))] == [[1]]


def test_surfaces_with_an_identity_are_found() -> None:
    index = MapIndex.of(make_town(), no_pause)
    assert index.shape_at(250, 250, 1.0) == "z0"
    assert index.shape_at(750, 750, 1.0) == "z2"
    assert index.shape_at(-50, 250, 1.0) is None


@pytest.mark.parametrize(
    ("resolution", "metres", "text"),
    [
        (6.35, 500, "500 m"),
        (22.6, 2000, "2 km"),
        (0.98, 100, "100 m"),
        (0.125, 10, "10 m"),
        (2896.0, 200_000, "200 km"),
    ],
)
def test_the_scale_bar_is_round(resolution: float, metres: float, text: str) -> None:
    assert scale_bar(resolution, 104.0) == (metres, text)


def test_measures_are_said_as_people_say_them() -> None:
    square = [(0.0, 0.0), (30.0, 0.0), (30.0, 40.0), (0.0, 40.0)]
    assert polyline_length(square) == 100
    assert polygon_area(square) == 1200
    assert [length_text(each) for each in (53.4, 2350, 12_340)] == ["53 m", "2.35 km", "12.3 km"]
    assert [area_text(each) for each in (1234, 123_400, 4_560_000)] == ["1,234 m²", "12.3 ha", "4.56 km²"]
