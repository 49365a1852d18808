"""GeoPackage binary: shapes to the bytes that the format keeps, and back.

A blob is ``GP``, version 0, flags, the SRS as int32, an envelope for all but points, and WKB
(OGC 12-128, 2.1.3). Everything is little-endian and two-dimensional.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, TypeGuard

import numpy as np
import shapely

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

GRID_SRS = 27700
"""EPSG code of the British National Grid, in which a register keeps every shape."""

_PLAIN = struct.pack("<2sBBi", b"GP", 0, 0b00001, GRID_SRS)
_ENVELOPED = struct.pack("<2sBBi", b"GP", 0, 0b00011, GRID_SRS)
_EMPTY = struct.pack("<2sBBi", b"GP", 0, 0b10001, GRID_SRS)
_POINT_WKB = b"\x01\x01\x00\x00\x00"
_POINT_LENGTH = len(_PLAIN) + len(_POINT_WKB) + 16
_ENVELOPE_BYTES = (0, 32, 48, 48, 64)
_EMPTY_FLAG = 0b10000
_DOUBLES = (struct.Struct(">2d"), struct.Struct("<2d"))
_ENVELOPE = (struct.Struct(">4d"), struct.Struct("<4d"))

Bounds = tuple[float, float, float, float]
"""min x, min y, max x, max y in metres."""

_MULTI = {
    "POINT": (shapely.GeometryType.POINT,),
    "MULTIPOLYGON": (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON),
}


def encode_shapes(shapes: Sequence[object] | NDArray[np.object_], kind: str) -> list[bytes | None]:
    """Turn shapely geometries into blobs for a column of this kind; None stays None.

    A polygon for a column of multipolygons becomes one; a third dimension is left out.

    Raises:
        TypeError: A shape does not belong in such a column.
    """
    array = np.asarray(shapes, dtype=object)
    present = np.flatnonzero(~shapely.is_missing(array))
    blobs: list[bytes | None] = [None] * len(array)
    if not len(present):
        return blobs
    given = _fitted(array[present], kind)
    encoded = _encode_points(given) if kind == "POINT" else _encode_any(given)
    for index, blob in zip(present.tolist(), encoded, strict=True):
        blobs[index] = blob
    return blobs


def _fitted(shapes: NDArray[np.object_], kind: str) -> NDArray[np.object_]:
    allowed = _MULTI.get(kind)
    if allowed is None:
        return shapes
    types = shapely.get_type_id(shapes)
    if not np.isin(types, allowed).all():
        raise TypeError(f"a column of {kind} cannot hold {shapes[~np.isin(types, allowed)][0].geom_type}")
    if kind != "MULTIPOLYGON":
        return shapes
    fitted = shapes.copy()
    single = types == shapely.GeometryType.POLYGON
    fitted[single] = [_multi(polygon) for polygon in shapes[single]]
    return fitted


def _multi(polygon: shapely.Polygon) -> shapely.MultiPolygon:
    return shapely.MultiPolygon([] if polygon.is_empty else [polygon])


def _encode_points(points: NDArray[np.object_]) -> list[bytes]:
    raw = np.empty((len(points), _POINT_LENGTH), dtype=np.uint8)
    raw[:, : len(_PLAIN)] = np.frombuffer(_PLAIN, dtype=np.uint8)
    raw[:, len(_PLAIN) : len(_PLAIN) + 5] = np.frombuffer(_POINT_WKB, dtype=np.uint8)
    raw[shapely.is_empty(points), 3] |= _EMPTY_FLAG
    raw[:, len(_PLAIN) + 5 :] = _xy(points).astype("<f8").view(np.uint8)
    whole = raw.tobytes()
    return [whole[start : start + _POINT_LENGTH] for start in range(0, len(whole), _POINT_LENGTH)]


def _encode_any(shapes: NDArray[np.object_]) -> list[bytes]:
    wkb = shapely.to_wkb(shapes, byte_order=1, output_dimension=2, flavor="iso")
    bounds = shapely.bounds(shapes)
    envelopes = bounds[:, [0, 2, 1, 3]].astype("<f8").tobytes()
    points = _is_point(shapes)
    blobs = []
    for index, (body, point, empty) in enumerate(
        zip(wkb, points.tolist(), shapely.is_empty(shapes).tolist(), strict=True)
    ):
        if empty:
            blobs.append(_EMPTY + body)
        elif point:
            blobs.append(_PLAIN + body)
        else:
            blobs.append(_ENVELOPED + envelopes[32 * index : 32 * index + 32] + body)
    return blobs


def _xy(points: NDArray[np.object_]) -> NDArray[np.float64]:
    # The bounds of an empty point are NaN; asking for its x would be an error.
    return np.ascontiguousarray(shapely.bounds(points)[:, :2])


def _is_point(shapes: NDArray[np.object_]) -> NDArray[np.bool_]:
    return np.asarray(shapely.get_type_id(shapes) == shapely.GeometryType.POINT)


def decode_shapes(blobs: Sequence[bytes | None]) -> NDArray[np.object_]:
    """Turn blobs into shapely geometries; None, and what is no GeoPackage binary, becomes None."""
    found: NDArray[np.object_] = shapely.from_wkb(
        np.array([_wkb(blob) for blob in blobs], dtype=object), on_invalid="ignore"
    )
    return found


def _wkb(blob: bytes | None) -> bytes | None:
    if not is_shape(blob):
        return None
    return blob[8 + _ENVELOPE_BYTES[(blob[3] >> 1) & 7] :]


def is_shape(blob: object) -> TypeGuard[bytes]:
    """Whether a value has the header of a GeoPackage binary and room for what it announces."""
    if not isinstance(blob, bytes) or len(blob) < 13 or blob[:2] != b"GP":
        return False
    envelope = (blob[3] >> 1) & 7
    return envelope < len(_ENVELOPE_BYTES) and len(blob) >= 13 + _ENVELOPE_BYTES[envelope]


def point_positions(
    blobs: Sequence[bytes | None],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give eastings and northings of blobs of points, NaN where there is none."""
    positions = np.full((len(blobs), 2), np.nan)
    plain = np.array([blob is not None and len(blob) == _POINT_LENGTH for blob in blobs], dtype=bool)
    if plain.any():
        joined = b"".join(blob for blob, use in zip(blobs, plain.tolist(), strict=True) if blob and use)
        raw = np.frombuffer(joined, dtype=np.uint8).reshape(-1, _POINT_LENGTH)
        ours = (raw[:, 8:13] == np.frombuffer(_POINT_WKB, dtype=np.uint8)).all(axis=1)
        plain[plain] = ours
        positions[plain] = np.ascontiguousarray(raw[ours, 13:]).view("<f8")
    rest = [index for index, blob in enumerate(blobs) if blob is not None and not plain[index]]
    if rest:
        shapes = decode_shapes([blobs[index] for index in rest])
        positions[rest] = np.where(_is_point(shapes)[:, np.newaxis], _xy(shapes), np.nan)
    return positions[:, 0].copy(), positions[:, 1].copy()


def blob_bounds(blob: bytes | None) -> Bounds | None:
    """Give the bounds of one blob; None for nothing, an empty shape, or what is none."""
    if blob is None or not is_shape(blob) or blob[3] & _EMPTY_FLAG:
        return None
    if blob[3] & 0b1110:
        min_x, max_x, min_y, max_y = _ENVELOPE[blob[3] & 1].unpack_from(blob, 8)
        return min_x, min_y, max_x, max_y
    if len(blob) == _POINT_LENGTH and blob[8] in (0, 1):
        x, y = _DOUBLES[blob[8]].unpack_from(blob, 13)
        return None if x != x else (x, y, x, y)
    bounds = shapely.bounds(decode_shapes([blob]))[0].tolist()
    return None if bounds[0] != bounds[0] else (bounds[0], bounds[1], bounds[2], bounds[3])


def add_spatial_functions(connection: sqlite3.Connection) -> None:
    """Give a connection the functions that the format's index triggers call."""

    def bound(index: int) -> Callable[[bytes | None], float | None]:
        def give(blob: bytes | None) -> float | None:
            bounds = blob_bounds(blob)
            return None if bounds is None else bounds[index]

        return give

    def is_empty(blob: bytes | None) -> int | None:
        return None if blob is None else int(blob_bounds(blob) is None)

    for index, name in enumerate(("ST_MinX", "ST_MinY", "ST_MaxX", "ST_MaxY")):
        connection.create_function(name, 1, bound(index), deterministic=True)
    connection.create_function("ST_IsEmpty", 1, is_empty, deterministic=True)
