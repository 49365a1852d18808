from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.render.map_samples import make_markers, make_town, near, pixels
from tpdesk.domain.scene import Arc, Extent, RadiusCircle, Scene
from tpdesk.gui.canvas.map_canvas import MapCanvas
from tpdesk.gui.canvas.tile_painting import TilePainter
from tpdesk.gui.canvas.tiles import TileGrid, TileKey
from tpdesk.gui.theme import Theme
from tpdesk.render.map_look import MapLook
from tpdesk.render.scene_painting import ScenePainter

WIDTH, HEIGHT = 640, 480
LONE, PAIR = (2000.0, 2000.0), (2300.0, 2000.0)
CROWD = [(2600.0 + step, 2400.0) for step in range(6)]
NONE = Qt.KeyboardModifier.NoModifier
LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton


def small_scene() -> Scene:
    return Scene(
        Extent(1500, 1500, 3000, 2800), (make_markers([LONE, PAIR, *CROWD]),), attribution=("Made up",)
    )


@pytest.fixture
def canvas(qtbot: QtBot, theme: Theme) -> Iterator[MapCanvas]:
    made = MapCanvas(theme)
    qtbot.addWidget(made)
    made.resize(WIDTH, HEIGHT)
    made.show()
    qtbot.waitExposed(made)
    show(qtbot, made, small_scene())
    yield made
    made.close()


def show(qtbot: QtBot, canvas: MapCanvas, scene: Scene) -> None:
    canvas.set_scene(scene)
    settle(qtbot, canvas)
    qtbot.waitUntil(lambda: len(canvas.index.layers) == len(scene.markers), timeout=5000)


def settle(qtbot: QtBot, canvas: MapCanvas) -> None:
    qtbot.waitUntil(
        lambda: not canvas.zoom.running and canvas.feed.is_complete(canvas.viewport), timeout=10_000
    )


def at(canvas: MapCanvas, place: tuple[float, float]) -> QPoint:
    x, y = canvas.viewport.to_widget(*place)
    return QPoint(round(x), round(y))


def wheel(canvas: MapCanvas, place: QPoint, delta: int) -> None:
    event = QWheelEvent(
        QPointF(place),
        QPointF(canvas.mapToGlobal(place)),
        QPoint(),
        QPoint(0, delta),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas, event)


def drag(canvas: MapCanvas, places: list[QPoint], button: Qt.MouseButton = LEFT) -> None:
    QTest.mousePress(canvas, button, NONE, places[0])
    for place in places[1:]:
        QTest.mouseMove(canvas, place)
    QTest.mouseRelease(canvas, button, NONE, places[-1])


def test_the_first_scene_is_shown_as_a_whole(canvas: MapCanvas) -> None:
    seen = canvas.viewport.extent
    assert seen.united(small_scene().extent) == seen
    assert canvas.accessibleName() == "Map"
    assert canvas.accessibleDescription() == "8 assets in view"
    assert canvas.scale_text.startswith("1:")


def test_a_click_selects_a_building_and_the_ground_selects_nothing(qtbot: QtBot, canvas: MapCanvas) -> None:
    with qtbot.waitSignal(canvas.selection_changed) as told:
        QTest.mouseClick(canvas, LEFT, NONE, at(canvas, LONE))
    assert told.args == [frozenset({"u0"})]
    assert canvas.selection == {"u0"}
    assert canvas.accessibleDescription() == "8 assets in view, 1 selected"
    with qtbot.waitSignal(canvas.selection_changed):
        QTest.mouseClick(canvas, LEFT, NONE, at(canvas, (1700, 2600)))
    assert canvas.selection == frozenset()


def test_with_control_a_click_takes_in_and_out(canvas: MapCanvas) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    QTest.mouseClick(canvas, LEFT, NONE, at(canvas, LONE))
    QTest.mouseClick(canvas, LEFT, control, at(canvas, PAIR))
    assert canvas.selection == {"u0", "u1"}
    QTest.mouseClick(canvas, LEFT, control, at(canvas, LONE))
    assert canvas.selection == {"u1"}
    QTest.mouseClick(canvas, LEFT, control, at(canvas, (1700, 2600)))
    assert canvas.selection == {"u1"}


def test_what_others_select_is_shown_without_a_signal(qtbot: QtBot, canvas: MapCanvas, theme: Theme) -> None:
    with qtbot.assertNotEmitted(canvas.selection_changed):
        canvas.set_selection(["u0"])
    place = at(canvas, LONE)
    yellow = QColor(theme.colours.sel)
    assert near(canvas.grab().toImage(), place.x(), place.y() - 12, yellow)


def test_a_click_on_a_bubble_selects_all_in_it_and_a_double_click_splits_it(
    qtbot: QtBot, canvas: MapCanvas
) -> None:
    place = at(canvas, CROWD[2])
    assert near(canvas.grab().toImage(), place.x() + 6, place.y() - 6, QColor("#FFFFFF"), 40)
    QTest.mouseClick(canvas, LEFT, NONE, place)
    assert canvas.selection == {f"u{number}" for number in range(2, 8)}
    canvas.set_selection(())
    before = canvas.viewport.resolution
    QTest.mouseDClick(canvas, LEFT, NONE, place)
    settle(qtbot, canvas)
    assert canvas.viewport.resolution < before / 8
    assert canvas.viewport.extent.holds(*CROWD[0])
    QTest.mouseClick(canvas, LEFT, NONE, at(canvas, CROWD[5]))
    assert canvas.selection == {"u7"}


def test_a_whole_crowd_of_many_turns_yellow(qtbot: QtBot, canvas: MapCanvas, theme: Theme) -> None:
    many = make_markers([(2600.0 + step / 10, 2400.0) for step in range(60)])
    show(qtbot, canvas, replace(small_scene(), layers=(many,)))
    canvas.set_selection(many.uids.tolist())
    place = at(canvas, (2603, 2400))
    assert near(canvas.grab().toImage(), place.x(), place.y() - 10, QColor(theme.colours.sel), 20)


def test_a_double_click_opens_a_building(qtbot: QtBot, canvas: MapCanvas) -> None:
    with qtbot.waitSignal(canvas.opened) as told:
        QTest.mouseDClick(canvas, LEFT, NONE, at(canvas, PAIR))
    assert told.args == ["u1"]


def test_the_wheel_zooms_at_the_pointer_and_keeps_the_place_under_it(qtbot: QtBot, canvas: MapCanvas) -> None:
    place = at(canvas, PAIR)
    before = canvas.viewport
    with qtbot.waitSignal(canvas.view_changed, timeout=2000):
        wheel(canvas, place, 240)
    assert canvas.viewport.resolution == pytest.approx(before.resolution / 2)
    after = canvas.viewport.to_widget(*PAIR)
    assert abs(after[0] - place.x()) < 3
    assert abs(after[1] - place.y()) < 3
    wheel(canvas, place, -240)
    settle(qtbot, canvas)
    assert canvas.viewport.resolution == pytest.approx(before.resolution)


def test_small_turns_of_a_wheel_add_up(qtbot: QtBot, canvas: MapCanvas) -> None:
    before = canvas.viewport.level
    for _ in range(6):
        wheel(canvas, QPoint(300, 200), 20)
    settle(qtbot, canvas)
    assert canvas.viewport.level == before - 1


@pytest.mark.parametrize("button", [MIDDLE, LEFT])
def test_the_middle_button_and_the_hand_drag_the_map(
    qtbot: QtBot, canvas: MapCanvas, button: Qt.MouseButton
) -> None:
    if button == LEFT:
        QTest.mouseClick(canvas.tool_column.button("pan"), LEFT)
    before = canvas.viewport.to_widget(*LONE)
    with qtbot.waitSignal(canvas.view_changed):
        drag(canvas, [QPoint(300, 200), QPoint(320, 230), QPoint(350, 260)], button)
    after = canvas.viewport.to_widget(*LONE)
    assert (round(after[0] - before[0]), round(after[1] - before[1])) == (50, 60)
    assert canvas.selection == frozenset()


def test_space_takes_the_hand_as_long_as_it_is_held(canvas: MapCanvas) -> None:
    before = canvas.viewport.to_widget(*LONE)
    QTest.keyPress(canvas, Qt.Key.Key_Space)
    drag(canvas, [QPoint(300, 200), QPoint(340, 200)])
    QTest.keyRelease(canvas, Qt.Key.Key_Space)
    assert round(canvas.viewport.to_widget(*LONE)[0] - before[0]) == 40
    drag(canvas, [QPoint(300, 200), QPoint(340, 200)])
    assert round(canvas.viewport.to_widget(*LONE)[0] - before[0]) == 40


def test_a_rectangle_selects_what_is_within(canvas: MapCanvas) -> None:
    QTest.mouseClick(canvas.tool_column.button("rectangle"), LEFT)
    corner, other = at(canvas, (1900, 2100)), at(canvas, (2400, 1900))
    drag(canvas, [corner, QPoint((corner.x() + other.x()) // 2, corner.y()), other])
    assert canvas.selection == {"u0", "u1"}
    QTest.mouseClick(canvas, LEFT, NONE, at(canvas, LONE))
    assert canvas.selection == {"u0"}


def test_escape_gives_up_what_is_begun(canvas: MapCanvas) -> None:
    canvas.set_tool("rectangle")
    QTest.mousePress(canvas, LEFT, NONE, at(canvas, (1900, 2100)))
    QTest.mouseMove(canvas, at(canvas, (2400, 1900)))
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    QTest.mouseRelease(canvas, LEFT, NONE, at(canvas, (2400, 1900)))
    assert canvas.selection == frozenset()


def test_a_lasso_selects_what_is_within(canvas: MapCanvas) -> None:
    QTest.mouseClick(canvas.tool_column.button("lasso"), LEFT)
    corners = [(1900, 1900), (2100, 1900), (2100, 2100), (1900, 2100)]
    drag(canvas, [at(canvas, corner) for corner in corners])
    assert canvas.selection == {"u0"}
    QTest.mouseClick(canvas, LEFT, NONE, at(canvas, PAIR))
    assert canvas.selection == {"u1"}


def test_the_circle_selects_what_is_within_800_metres(canvas: MapCanvas) -> None:
    QTest.mouseClick(canvas.tool_column.button("radius"), LEFT)
    QTest.mouseClick(canvas, LEFT, NONE, at(canvas, (1800, 2000)))
    assert canvas.selection == {"u0", "u1"}
    circle = canvas.overlay.circle
    assert circle is not None
    assert circle.radius_m == 800.0


def test_a_way_is_measured_and_its_area(canvas: MapCanvas) -> None:
    QTest.mouseClick(canvas.tool_column.button("measure"), LEFT)
    said: list[str] = []
    canvas.measured.connect(said.append)
    step = round(100 / canvas.viewport.resolution)
    for place in (QPoint(200, 200), QPoint(200 + step, 200), QPoint(200 + step, 200 + step)):
        QTest.mouseClick(canvas, LEFT, NONE, place)
        QTest.mouseMove(canvas, place + QPoint(1, 1))
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    metres = 2 * step * canvas.viewport.resolution
    assert said[-1].startswith(f"{metres:.0f} m · ")
    assert said[-1].endswith("m²")
    painted = pixels(canvas.grab().toImage())
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert said[-1] == ""
    assert np.abs(painted - pixels(canvas.grab().toImage())).max() > 40


def test_the_keyboard_moves_and_zooms(qtbot: QtBot, canvas: MapCanvas) -> None:
    start = canvas.viewport
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas.viewport.x > start.x
    QTest.keyClick(canvas, Qt.Key.Key_Up)
    assert canvas.viewport.y > start.y
    QTest.keyClick(canvas, Qt.Key.Key_Plus)
    settle(qtbot, canvas)
    assert canvas.viewport.resolution == pytest.approx(start.resolution / 2)
    QTest.keyClick(canvas, Qt.Key.Key_Minus)
    settle(qtbot, canvas)
    assert canvas.viewport.resolution == pytest.approx(start.resolution)
    QTest.keyClick(canvas, Qt.Key.Key_Home)
    assert (canvas.viewport.x, canvas.viewport.y) == small_scene().extent.centre


def test_the_buttons_zoom(qtbot: QtBot, canvas: MapCanvas) -> None:
    start = canvas.viewport.resolution
    QTest.mouseClick(canvas.zoom_column.button("in"), LEFT)
    settle(qtbot, canvas)
    assert canvas.viewport.resolution == pytest.approx(start / 2)
    QTest.mouseClick(canvas.zoom_column.button("out"), LEFT)
    settle(qtbot, canvas)
    QTest.mouseClick(canvas.zoom_column.button("fit"), LEFT)
    assert canvas.viewport.resolution == pytest.approx(start)
    assert canvas.zoom_column.geometry().right() < WIDTH
    assert canvas.tool_column.button("select").size().toTuple() == (32, 31)


def test_hovering_names_the_building_and_the_grid_square(qtbot: QtBot, canvas: MapCanvas) -> None:
    squares: list[str] = []
    canvas.pointer_moved.connect(squares.append)
    with qtbot.waitSignal(canvas.hovered) as told:
        QTest.mouseMove(canvas, at(canvas, LONE))
    assert told.args == ["u0"]
    assert squares[-1].startswith(("SV 0199", "SV 0200"))
    with qtbot.waitSignal(canvas.hovered) as told:
        QApplication.sendEvent(canvas, QEvent(QEvent.Type.Leave))
    assert told.args == [None]
    assert squares[-1] == ""


def test_a_right_click_asks_for_a_menu_about_the_building(qtbot: QtBot, canvas: MapCanvas) -> None:
    place = at(canvas, PAIR)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, canvas.mapToGlobal(place))
    with qtbot.waitSignal(canvas.menu_requested) as told:
        QApplication.sendEvent(canvas, event)
    assert told.args == [canvas.mapToGlobal(place), "u1"]


def test_proposals_are_painted_with_the_names_of_both(qtbot: QtBot, canvas: MapCanvas) -> None:
    before = pixels(canvas.grab().toImage())
    canvas.set_candidates([Arc("u0", "u1", LONE, PAIR, 1, selected=True)], RadiusCircle(*LONE, 400))
    canvas.set_selection(["u0", "u1"])
    settle(qtbot, canvas)
    after = pixels(canvas.grab().toImage())
    assert (np.abs(before - after).max(axis=2) > 30).mean() > 0.005
    canvas.centre_on(*LONE)
    assert canvas.viewport.x == pytest.approx(LONE[0], abs=canvas.viewport.resolution)


def test_the_theme_changes_the_map(qtbot: QtBot, canvas: MapCanvas, theme: Theme) -> None:
    theme.set_mode("dark")
    settle(qtbot, canvas)
    assert near(canvas.grab().toImage(), 320, 20, QColor(theme.map_colours.land))
    theme.set_mode("light")
    settle(qtbot, canvas)
    assert near(canvas.grab().toImage(), 320, 20, QColor(theme.map_colours.land))


def test_another_filter_keeps_the_view_and_replaces_the_tiles(qtbot: QtBot, canvas: MapCanvas) -> None:
    wheel(canvas, at(canvas, LONE), 240)
    settle(qtbot, canvas)
    view = canvas.viewport
    show(qtbot, canvas, replace(small_scene(), layers=(make_markers([LONE]),)))
    assert canvas.viewport == view
    assert canvas.index.count_in(Extent(0, 0, 9000, 9000)) == 1
    place = at(canvas, PAIR)
    assert canvas.building_at(QPointF(place)) is None


def test_bubbles_of_wider_views_do_not_linger(qtbot: QtBot, canvas: MapCanvas) -> None:
    for _ in range(6):
        wheel(canvas, at(canvas, CROWD[2]), 120)
        settle(qtbot, canvas)
        level = canvas.viewport.level
        counts = [int(each.counts.sum()) for each in canvas.feed.crowds(level)]
        shown = canvas.feed.bubbles(canvas.viewport)
        inside = [canvas.viewport.extent.holds(x, y) for x, y in zip(shown.x, shown.y, strict=True)]
        assert sum(inside) == (1 if counts[0] else 0)


def test_a_town_shows_names_surfaces_and_a_selected_zone(qtbot: QtBot, canvas: MapCanvas) -> None:
    show(qtbot, canvas, make_town())
    assert len(canvas.feed.names(canvas.viewport)) > 0
    QTest.mouseClick(canvas, LEFT, NONE, at(canvas, (250, 950)))
    assert canvas.selection == {"z0"}


def test_resizing_keeps_the_middle(qtbot: QtBot, canvas: MapCanvas) -> None:
    middle = (canvas.viewport.x, canvas.viewport.y)
    canvas.resize(500, 400)
    qtbot.waitUntil(lambda: canvas.viewport.width == 500)
    assert (canvas.viewport.x, canvas.viewport.y) == pytest.approx(middle)
    assert canvas.zoom_column.geometry().right() < 500


def test_closing_ends_the_worker(qtbot: QtBot, theme: Theme) -> None:
    made = MapCanvas(theme)
    qtbot.addWidget(made)
    made.show()
    made.set_scene(make_town())
    worker = made.feed.worker
    assert worker.isRunning()
    made.close()
    assert worker.isFinished()
    made.drag_by(10, 10)
    assert not worker.isRunning()


def test_a_map_that_is_deleted_leaves_no_thread(qtbot: QtBot, theme: Theme) -> None:
    made = MapCanvas(theme)
    made.show()
    made.set_scene(make_town())
    worker = made.feed.worker
    assert worker.isRunning()
    made.deleteLater()
    del made
    # Qt ends the whole program when a thread is deleted that still runs.
    qtbot.waitUntil(lambda: not isValid(worker), timeout=3000)


def test_tiles_are_painted_with_their_bubbles_and_names(theme: Theme) -> None:
    look = MapLook.of(theme.tokens, "light")
    paused: list[int] = []
    painter = TilePainter(ScenePainter(make_town(), look), TileGrid(2.0), 7, lambda: paused.append(1))
    key = TileKey(4, 0, 0)
    tile = painter.ground(key)
    assert (tile.ground.width(), tile.edition, tile.names) == (512, 7, None)
    assert {sprite.crowd for sprite in tile.bubbles} == {(0, number) for number in range(len(tile.bubbles))}
    named = painter.with_names(key, tile)
    assert named.ground is tile.ground
    assert named.names
    assert all(0 <= name.x < 1024 and 0 <= name.y < 1024 for name in named.names)
    assert paused
