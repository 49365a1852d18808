import re
import zlib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMarginsF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter
from shapely import LineString, box

from tests.render.map_samples import make_markers, make_town, near, objects, pixels
from tpdesk.domain.look import Tokens
from tpdesk.domain.scene import (
    Arc,
    Extent,
    FillLayer,
    LineLayer,
    PointLayer,
    RadiusCircle,
    Scene,
    SceneLayer,
    VeilLayer,
)
from tpdesk.render.bubbles import bubble_image
from tpdesk.render.label_sprites import label_image
from tpdesk.render.map_look import MapLook
from tpdesk.render.map_view import PAPER_UNIT_MM, MapView
from tpdesk.render.markers import symbol_size
from tpdesk.render.pictures import render_view
from tpdesk.render.scene_painting import PainterCache, ScenePainter

WHOLE = Extent(0, 0, 100, 100)


def picture(look: MapLook, *layers: SceneLayer, ratio: float = 1.0, **more: object) -> QImage:
    """A hundred metres square at a metre in a pixel."""
    scene = replace(Scene(WHOLE, layers), **more)  # type: ignore[arg-type]
    return render_view(scene, WHOLE, (100, 100), look, ratio)


def ground(scene: Scene, look: MapLook, view: MapView) -> QImage:
    side = round(view.width * view.device_pixel_ratio)
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(view.device_pixel_ratio)
    painter = QPainter(image)
    ScenePainter(scene, look).paint_ground(painter, replace(view, sheet=image))
    painter.end()
    return image


def test_an_empty_scene_is_land(look: MapLook) -> None:
    assert near(picture(look), 50, 50, look["land"], 0)


@pytest.mark.parametrize("role", ["built", "green", "green2", "water"])
def test_a_surface_wears_the_colour_of_its_role(look: MapLook, role: str) -> None:
    layer = FillLayer("layer", objects(box(20, 20, 80, 80)), role)  # type: ignore[arg-type]
    image = picture(look, layer)
    assert near(image, 50, 50, look[role], 0)
    assert near(image, 10, 10, look["land"], 0)


def test_classes_wear_their_ramp_and_the_unknown_is_hatched(look: MapLook) -> None:
    cells = objects(box(0, 0, 30, 100), box(30, 0, 60, 100), box(60, 0, 100, 100))
    image = picture(look, FillLayer("zones", cells, "zone", "sequential", np.array([0, 4, -1]), 5))
    assert near(image, 15, 50, look.ramps["sequential"][0], 0)
    assert near(image, 45, 50, look.ramps["sequential"][4], 0)
    unknown = pixels(image)[20:80, 65:95].reshape(-1, 3)
    assert unknown.max() == 255
    assert unknown.min() < 190


def test_the_middle_of_better_and_worse_is_left_unpainted(look: MapLook) -> None:
    cells = objects(box(0, 0, 50, 100), box(50, 0, 100, 100))
    image = picture(look, FillLayer("change", cells, "zone", "diverging", np.array([1, 2]), 3))
    assert near(image, 25, 50, look["land"], 0)
    assert near(image, 75, 50, look.ramps["diverging"][-1], 0)
    assert look.class_colour("diverging", 0, 1) == look.ramps["diverging"][-1]


def test_a_translucent_layer_is_even_where_its_lots_meet(look: MapLook) -> None:
    cells = objects(*[box(x, 10, x + 10, 90) for x in range(10, 90, 10)])
    image = picture(look, FillLayer("zones", cells, "zone", "sequential", np.full(8, 4), 5, 0.5))
    row = pixels(image)[50, 12:88]
    assert np.abs(row - row[0]).max() == 0
    assert not near(image, 50, 50, look.ramps["sequential"][4], 20)


def test_the_veil_lies_outside_the_place_and_not_within(look: MapLook) -> None:
    built = FillLayer("built", objects(box(0, 0, 100, 100)), "built")
    image = picture(look, built, VeilLayer("place", box(30, 30, 70, 70)))
    assert near(image, 50, 50, look["built"], 0)
    assert not near(image, 10, 10, look["built"], 2)


def test_a_main_road_is_wider_than_a_local_one_and_lies_above_it(look: MapLook) -> None:
    roads = objects(LineString([(0, 30), (100, 30)]), LineString([(0, 70), (100, 70)]))
    land = pixels(picture(look))[0, 0]
    image = pixels(picture(look, LineLayer("roads", roads, "road", np.array([1, 3]))))
    widths = [
        int((np.abs(image[rows, 50] - land).max(axis=1) > 4).sum()) for rows in (slice(60, 80), slice(20, 40))
    ]
    assert widths[0] in (8, 9, 10)
    assert widths[1] in (4, 5, 6)


def test_small_roads_disappear_in_wide_views(look: MapLook) -> None:
    local = LineLayer("roads", objects(LineString([(0, 1000), (4000, 1000)])), "road", np.array([3]))
    scene = Scene(Extent(0, 0, 2000, 2000), (local,))
    image = render_view(scene, scene.extent, (100, 100), look)
    assert np.abs(pixels(image) - pixels(image)[0, 0]).max() == 0


def test_points_are_drawn_where_they_are(look: MapLook) -> None:
    for role in ("stop", "station", "listed", "point"):
        layer = PointLayer("points", np.array([50.0]), np.array([50.0]), role)
        image = pixels(picture(look, layer))
        changed = np.argwhere(np.abs(image - image[0, 0]).max(axis=2) > 4)
        assert np.abs(changed.mean(axis=0) - 50).max() < 1


@pytest.mark.parametrize("shared", [False, True])
def test_many_symbols_are_stamped_as_few_are_drawn(look: MapLook, shared: bool) -> None:
    places = [(x + 10.0, y + 10.0) for x in range(0, 600, 24) for y in range(0, 600, 24)]
    count = len(places)
    kinds = (np.arange(count) % 9).astype(np.int8)
    states = (np.arange(count) % 3).astype(np.int8)
    layer = make_markers(
        places, bubbles=False, kinds=kinds, colours=kinds, states=states, shared=np.full(count, shared)
    )
    points = PointLayer("points", layer.x + 12, layer.y + 12, "point")
    scene = Scene(Extent(0, 0, 600, 600), (points, layer))
    view = MapView(0, 600, 5.0 / 3, 360, 360)
    image = QImage(360, 360, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    ScenePainter(scene, look).paint_ground(painter, view)
    painter.end()
    assert np.abs(pixels(image) - pixels(ground(scene, look, view))).max() <= 1


@pytest.mark.parametrize("resolution", [0.5, 6.0, 30.0])
def test_a_building_stands_where_it_is_in_its_colour(look: MapLook, resolution: float) -> None:
    layer = make_markers([(5000.0, 5000.0)], colours=np.array([1], np.int8), kinds=np.array([1], np.int8))
    extent = Extent(5000, 5000, 5000, 5000).grown(50 * resolution)
    image = render_view(Scene(extent, (layer,)), extent, (100, 100), look)
    assert near(image, 50, 50, look.organisation[1], 2)
    assert near(image, 50, 50 + symbol_size(resolution), look["land"], 2)


def test_nhs_lies_on_top_of_a_school(look: MapLook) -> None:
    kinds = np.array([1, 6], dtype=np.int8)
    layer = make_markers([(50, 50), (50, 50)], kinds=kinds, colours=kinds)
    assert near(picture(look, layer), 50, 50, look.organisation[1], 2)


def test_a_vacant_building_is_hollow_and_one_to_be_left_is_not_solid(look: MapLook) -> None:
    layer = make_markers([(25, 50), (50, 50), (75, 50)], states=np.array([0, 1, 2], np.int8))
    image = picture(look, layer)
    assert near(image, 25, 50, look.organisation[0], 2)
    assert near(image, 50, 50, look["paper"], 2)
    inside = pixels(image)[46:55, 71:80].reshape(-1, 3)
    assert len(np.unique(inside, axis=0)) > 4


def test_a_shared_site_has_a_ring(look: MapLook) -> None:
    plain = pixels(picture(look, make_markers([(50, 50)])))
    ringed = pixels(picture(look, make_markers([(50, 50)], shared=np.array([True]))))
    ring = np.argwhere(np.abs(plain - ringed).max(axis=2) > 40) - 50
    assert 9 < np.hypot(*ring.T).max() < 15


def test_the_greys_keep_shape_and_state_apart(tokens: Tokens, look: MapLook) -> None:
    grey = MapLook.of(tokens, "light", greys=True)
    assert look.greys is False
    layer = make_markers([(30, 50), (70, 50)], states=np.array([0, 1], np.int8))
    image = picture(grey, layer)
    colours = pixels(image)
    assert np.abs(colours[..., 0] - colours[..., 1]).max() == 0
    one_bit = pixels(image.convertToFormat(QImage.Format.Format_Mono, Qt.ImageConversionFlag.ThresholdDither))
    assert one_bit[46:55, 26:35].max() == 0
    assert one_bit[48:53, 68:73].min() == 255


def test_crowds_are_bubbles_on_screen_and_symbols_when_asked(look: MapLook) -> None:
    places = [(48.0 + step, 50.0) for step in range(5)]
    bubble = picture(look, make_markers(places))
    assert near(bubble, 50 + 13.4, 50, look.organisation[0], 20)
    assert near(picture(look, make_markers(places, bubbles=False)), 50 + 16, 50, look["land"], 2)


def test_the_selection_is_yellow_and_bubbles_give_way_to_it(look: MapLook) -> None:
    places = [(48.0 + step, 50.0) for step in range(5)] + [(50.0, 50.0)]
    image = picture(look, make_markers(places), highlight=frozenset({"u5"}))
    assert near(image, 50, 50 - 12, look.selection, 2)
    assert near(image, 50, 50, look.organisation_light[0], 2)
    assert not near(picture(look, make_markers(places)), 50, 50 - 12, look.selection, 40)


def test_a_selected_surface_has_a_yellow_edge(look: MapLook) -> None:
    layer = FillLayer("areas", objects(box(20, 20, 80, 80)), "area", uids=objects("a1"))
    assert near(picture(look, layer, highlight=frozenset({"a1"})), 50, 20, look.selection, 40)
    assert not near(picture(look, layer), 50, 20, look.selection, 40)


def test_decisions_are_marked_about_their_buildings(look: MapLook) -> None:
    decided = make_markers([(50, 50)], decisions=np.array([0], np.int8))
    free = make_markers([(50, 50)], decisions=np.array([-1], np.int8))
    changed = np.abs(pixels(picture(look, decided)) - pixels(picture(look, free))).max(axis=2) > 40
    assert np.hypot(*(np.argwhere(changed) - 50).T).min() > 9


def test_proposals_and_the_circle_of_a_search_are_drawn(look: MapLook) -> None:
    layer = make_markers([(10, 50), (90, 50)])
    arcs = (Arc("u0", "u1", (10, 50), (90, 50), 3, selected=True),)
    circle = RadiusCircle(50, 50, 45)
    image = picture(look, layer, arcs=arcs, circle=circle, highlight=frozenset({"u0", "u1"}))
    rows = pixels(image)
    yellow = np.array([look.selection.red(), look.selection.green(), look.selection.blue()])
    assert (np.abs(rows[:48, 30:70] - yellow).max(axis=2) < 10).any()
    assert np.abs(rows - pixels(picture(look, layer))).max(axis=2)[95, 40:60].max() > 40


@pytest.mark.parametrize("ratio", [1.0, 2.0])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_four_tiles_are_one_picture(tokens: Tokens, look: MapLook, ratio: float, scheme: str) -> None:
    assert look.scheme == "light"
    themed = MapLook.of(tokens, "dark" if scheme == "dark" else "light")
    scene = make_town()
    whole = pixels(ground(scene, themed, MapView(0, 1000, 5.0, 200, 200, ratio)))
    parts = [
        [pixels(ground(scene, themed, MapView(x, y, 5.0, 100, 100, ratio))) for x in (0.0, 500.0)]
        for y in (1000.0, 500.0)
    ]
    joined = np.vstack([np.hstack(row) for row in parts])
    different = np.abs(whole - joined).max(axis=2)
    assert (different > 24).mean() < 0.001
    assert different[:, round(99 * ratio) : round(101 * ratio)].mean() < 2.0


def test_a_picture_of_a_town_has_everything_in_it(look: MapLook) -> None:
    scene = make_town()
    cache = PainterCache()
    image = render_view(scene, scene.extent, (400, 300), look, 2.0, cache)
    assert (image.width(), image.height(), image.devicePixelRatio()) == (800, 600, 2.0)
    assert len(np.unique(pixels(image).reshape(-1, 3), axis=0)) > 200
    again = render_view(scene.with_highlight(["z0"]), scene.extent, (400, 300), look, 2.0, cache)
    assert np.abs(pixels(image) - pixels(again)).max() > 100


def test_paper_is_lines_and_letters(look: MapLook, tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    writer = QPdfWriter(str(path))
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QSizeF(100, 100), QPageSize.Unit.Millimeter),
            QPageLayout.Orientation.Portrait,
            QMarginsF(),
        )
    )
    painter = QPainter(writer)
    painter.scale(*[PAPER_UNIT_MM * writer.logicalDpiX() / 25.4] * 2)
    view = MapView(0, 1000, 2.5, 400, 400, on_paper=True)
    ScenePainter(make_town(bubbles=False), look).paint(painter, view)
    painter.end()
    written = path.read_bytes()
    assert b"/FontFile2" in written
    assert b"/Subtype /Image" not in written
    streams = re.findall(rb"stream\r?\n(.*?)endstream", written, re.DOTALL)
    content = b"".join(_unpacked(stream) for stream in streams)
    assert content.count(b"Tj") + content.count(b"TJ") >= 4


def _unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""


def test_a_look_is_found_by_name(look: MapLook) -> None:
    assert look["halo"] == QColor("#F7F5F0")
    assert look.translucent("veil", 0.5).alpha() in (127, 128)


def test_names_and_bubbles_are_images_of_their_own(look: MapLook) -> None:
    level = label_image("River Quill", "water", 0.0, look, 1.0)
    upright = label_image("River Quill", "water", 90.0, look, 2.0)
    assert level.width() > 2 * level.height()
    assert upright.height() > 2 * upright.width()
    assert upright.devicePixelRatio() == 2.0
    shares = np.array([3, 2] + [0] * 10)
    bubble = bubble_image(shares, look, 2.0)
    assert bubble.width() == bubble.height() == 72
    chosen = bubble_image(shares, look, 2.0, selected=True)
    assert near(chosen, 36, 24, look.selection, 4)
    assert near(bubble, 36, 24, look["paper"], 4)
