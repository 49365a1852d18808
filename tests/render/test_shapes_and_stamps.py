import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QTransform
from PySide6.QtWidgets import QApplication
from shapely import LineString, MultiPolygon, Point, Polygon, box

from tests.render.map_samples import objects, pixels
from tpdesk.domain.scene import Extent
from tpdesk.render.shape_paths import path_of_parts
from tpdesk.render.shape_store import LOT_SIZE, ShapeStore, detail_level
from tpdesk.render.stamping import draw_stamps, image_pixels, stamp_array
from tpdesk.render.symbols import symbol_image


def test_a_path_is_made_of_its_parts() -> None:
    path = path_of_parts(np.array([[0, 0], [1, 0], [1, 1], [5, 5], [6.5, 5.25]]), np.array([0, 0, 0, 1, 1]))
    assert [path.elementAt(each).isMoveTo() for each in range(5)] == [True, False, False, True, False]
    assert (path.elementAt(4).x, path.elementAt(4).y) == (6.5, 5.25)
    assert path.fillRule() == Qt.FillRule.WindingFill
    assert path_of_parts(np.zeros((0, 2)), np.zeros(0, np.intp)).isEmpty()


def test_holes_stay_open_and_overlaps_join() -> None:
    ring = Polygon(box(0, 0, 10, 10).exterior, [box(4, 4, 6, 6).exterior])
    store = ShapeStore(objects(ring, box(8, 0, 14, 10)))
    path = QTransform.fromTranslate(*store.origin(0)).map(store.path(0, 0.1))
    assert path.contains(QPointF(2, 2))
    assert not path.contains(QPointF(5, 5))
    assert path.contains(QPointF(9, 5))


def test_shapes_are_cut_into_lots_of_one_class_that_lie_together() -> None:
    count = 400
    shapes = objects(*[box(x, y, x + 5, y + 5) for x in range(0, 200, 10) for y in range(0, 200, 10)])
    classes = np.arange(count) % 2
    store = ShapeStore(shapes, classes)
    sizes = np.bincount(np.repeat(store.groups, 1))
    assert sizes.tolist() == [4, 4]
    assert sorted(store.rows.tolist()) == list(range(count))
    near = store.lots_in(Extent(0, 0, 20, 20))
    assert 0 < len(near) < 8
    assert len(store.lots_in(Extent(-100, -100, -50, -50))) == 0
    assert LOT_SIZE == 64


def test_far_views_need_fewer_corners_and_leave_out_what_cannot_be_seen() -> None:
    circle = Point(0, 0).buffer(100, quad_segs=64)
    store = ShapeStore(objects(circle, box(300, 300, 301, 301)))
    assert store.path(0, 0.25).elementCount() > 250
    coarse = store.path(0, 16.0)
    assert 3 < coarse.elementCount() < 30
    assert store.path(0, 17.0) is coarse
    assert detail_level(17.0) == detail_level(16.0) == 4


def test_missing_and_empty_shapes_are_passed_over() -> None:
    store = ShapeStore(
        objects(None, Polygon(), MultiPolygon([box(0, 0, 1, 1)]), LineString([(0, 0), (5, 5)]))
    )
    assert store.rows.tolist() == [2, 3]
    assert store.path(0, 0.1).elementCount() == 7
    assert len(ShapeStore(objects()).lots_in(Extent(0, 0, 1, 1))) == 0


@pytest.mark.parametrize("ratio", [1.0, 2.0])
@pytest.mark.parametrize("size", [9, 12])
def test_stamping_by_arrays_is_drawing_one_by_one(qapp: QApplication, ratio: float, size: int) -> None:
    assert qapp is not None
    stamp = symbol_image("nhs", "in_use", QColor("#1B74D8"), QColor("#FFFFFF"), size, ratio)
    x = np.array([20.0, 50.3, 63.9, -3.0, 120.0, 20.0])
    y = np.array([20.0, 31.7, 0.2, 40.0, 40.0, 20.0])
    images = []
    for _ in range(2):
        image = QImage(round(64 * ratio), round(64 * ratio), QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(ratio)
        image.fill(QColor("#E2DED4"))
        images.append(image)
    painter = QPainter(images[0])
    draw_stamps(painter, stamp, x[:5], y[:5])
    painter.end()
    stamp_array(image_pixels(images[1]), stamp, x, y)
    assert np.abs(pixels(images[0]) - pixels(images[1])).max() <= 1
