"""Shapes as the format keeps them: there and back, beside shapely's own reading of the bytes."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from tpdesk.store.gpkg import blob_bounds, decode_shapes, encode_shapes, is_shape, point_positions

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

_metres = st.floats(-1e6, 2e6, allow_nan=False)
_points = st.builds(shapely.Point, _metres, _metres)
_boxes = st.builds(lambda x, y, w, h: shapely.box(x, y, x + w, y + h), *[st.floats(1, 1e6)] * 4)
_lines = st.lists(st.tuples(_metres, _metres), min_size=2, max_size=6).map(shapely.LineString)
_any = st.one_of(
    st.none(),
    _points,
    _boxes,
    _lines,
    st.lists(_boxes, min_size=1, max_size=3).map(shapely.MultiPolygon),
    st.sampled_from(
        [shapely.Point(), shapely.Polygon(), shapely.MultiPolygon(), shapely.GeometryCollection()]
    ),
)


def _same(first: BaseGeometry | None, second: BaseGeometry | None) -> bool:
    if first is None or second is None:
        return first is second
    return shapely.to_wkb(first) == shapely.to_wkb(second)


@given(st.lists(_any, max_size=8))
def test_any_shape_comes_back_as_it_was(shapes: list[BaseGeometry | None]) -> None:
    back = decode_shapes(encode_shapes(shapes, "GEOMETRY"))
    assert all(_same(given, found) for given, found in zip(shapes, back, strict=True))


@given(st.lists(st.one_of(st.none(), _points, st.just(shapely.Point())), max_size=8))
def test_points_come_back_and_give_their_positions(shapes: list[BaseGeometry | None]) -> None:
    blobs = encode_shapes(shapes, "POINT")
    assert all(_same(a, b) for a, b in zip(shapes, decode_shapes(blobs), strict=True))
    east, north = point_positions(blobs)
    for shape, x, y in zip(shapes, east, north, strict=True):
        if shape is None or shape.is_empty:
            assert np.isnan(x)
            assert np.isnan(y)
        else:
            assert [x, y] == shapely.get_coordinates(shape)[0].tolist()


@given(st.lists(st.one_of(st.none(), _boxes), max_size=5))
def test_polygons_become_multipolygons_of_the_same_outline(shapes: list[BaseGeometry | None]) -> None:
    for given_shape, found in zip(shapes, decode_shapes(encode_shapes(shapes, "MULTIPOLYGON")), strict=True):
        if given_shape is None:
            assert found is None
        else:
            assert found.geom_type == "MultiPolygon"
            assert shapely.equals_exact(found.geoms[0], given_shape)


@given(_any)
def test_bounds_are_those_of_the_shape(shape: BaseGeometry | None) -> None:
    (blob,) = encode_shapes([shape], "GEOMETRY")
    bounds = blob_bounds(blob)
    if shape is None or shape.is_empty:
        assert bounds is None
    else:
        assert bounds == shape.bounds


def test_the_header_says_grid_envelope_and_emptiness() -> None:
    point, box, empty = encode_shapes(
        [shapely.Point(1, 2), shapely.box(0, 1, 2, 3), shapely.Polygon()], "GEOMETRY"
    )
    assert point is not None
    assert box is not None
    assert empty is not None
    assert (point[:4], struct.unpack("<i", point[4:8])[0]) == (b"GP\x00\x01", 27700)
    assert len(point) == 29
    assert (box[3], struct.unpack("<4d", box[8:40])) == (0b00011, (0, 2, 1, 3))
    assert empty[3] == 0b10001


def test_a_third_dimension_is_left_out() -> None:
    (blob,) = encode_shapes([shapely.Point(1, 2, 3)], "POINT")
    assert not decode_shapes([blob])[0].has_z
    (blob,) = encode_shapes([shapely.LineString([(0, 0, 1), (1, 1, 1)])], "GEOMETRY")
    assert not decode_shapes([blob])[0].has_z


@pytest.mark.parametrize(
    ("shape", "kind"), [(shapely.Point(1, 2), "MULTIPOLYGON"), (shapely.box(0, 0, 1, 1), "POINT")]
)
def test_a_shape_of_another_kind_is_refused(shape: BaseGeometry, kind: str) -> None:
    with pytest.raises(TypeError, match=kind):
        encode_shapes([shape], kind)


@pytest.mark.parametrize(
    "blob",
    [None, b"", b"GP", b"XX" + bytes(30), "text", 3, b"GP\x00\x0f" + bytes(40), b"GP\x00\x03" + bytes(20)],
)
def test_what_is_no_shape_is_none(blob: object) -> None:
    assert not is_shape(blob)
    assert decode_shapes([blob])[0] is None  # type: ignore[list-item]
    assert blob_bounds(blob) is None  # type: ignore[arg-type]


def test_other_programs_write_big_endian_and_more_envelope() -> None:
    wkb = shapely.to_wkb(shapely.Point(7, 8), byte_order=0)
    big = struct.pack(">2sBBi", b"GP", 0, 0, 27700) + wkb
    assert blob_bounds(big) == (7, 8, 7, 8)
    assert [each[0] for each in point_positions([big])] == [7, 8]
    deep = struct.pack("<2sBBi6d", b"GP", 0, 0b00101, 27700, 7, 7, 8, 8, 0, 0) + shapely.to_wkb(
        shapely.Point(7, 8)
    )
    assert blob_bounds(deep) == (7, 8, 7, 8)
    assert [each[0] for each in point_positions([deep])] == [7, 8]
    line = struct.pack("<2sBBi", b"GP", 0, 1, 27700) + shapely.to_wkb(shapely.LineString([(0, 1), (2, 3)]))
    assert blob_bounds(line) == (0, 1, 2, 3)
    hidden = struct.pack("<2sBBi", b"GP", 0, 1, 27700) + shapely.to_wkb(shapely.LineString())
    assert blob_bounds(hidden) is None
    torn = struct.pack("<2sBBi", b"GP", 0, 1, 27700) + b"\x01\x09\x09\x00\x00" + bytes(16)
    assert np.isnan(point_positions([torn])[0][0])
