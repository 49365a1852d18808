"""A small register and layers to put into it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import shapely

from tpdesk.services.workspace import create_register

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from tpdesk.store.register import Register


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with create_register(tmp_path / "place.gpkg", "Quillmere") as made:
        yield made


def write_geojson(path: Path, features: Sequence[tuple[shapely.Geometry, Mapping[str, object]]]) -> Path:
    """Write shapes in EPSG:27700 with their facts."""
    content = {
        "type": "FeatureCollection",
        "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}},
        "features": [
            {"type": "Feature", "properties": facts, "geometry": json.loads(shapely.to_geojson(shape))}
            for shape, facts in features
        ],
    }
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


@pytest.fixture
def zones_file(tmp_path: Path) -> Path:
    squares = [
        (
            shapely.box(380_000 + 1000 * i, 390_000, 381_000 + 1000 * i, 391_000),
            {"code": f"Z{i}", "decile": value},
        )
        for i, value in enumerate([1, 4, 7, 10, None])
    ]
    return write_geojson(tmp_path / "zones.geojson", squares)
