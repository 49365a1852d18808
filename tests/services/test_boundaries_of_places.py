"""Which areas of a file bound the place of a new register."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import shapely

from tpdesk.services.workspace import create_register

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def boroughs(tmp_path: Path) -> Path:
    """Three squares of a kilometre side by side."""
    path = tmp_path / "boroughs.geojson"
    features = [
        {
            "type": "Feature",
            "properties": {"code": number, "LAD23NM": name},
            "geometry": shapely.geometry.mapping(
                shapely.box(377_000 + number * 1000, 392_000, 378_000 + number * 1000, 393_000)
            ),
        }
        for number, name in enumerate(("Salford", " stockport ", None))
    ]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}
    path.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": features}))
    return path


def test_the_area_called_as_the_place_is_its_boundary(tmp_path: Path, boroughs: Path) -> None:
    told: list[str] = []
    with create_register(tmp_path / "a.gpkg", "Stockport", boroughs, told.append) as made:
        assert made.place.boundary is not None
        assert made.place.boundary.bounds == pytest.approx((378_000, 392_000, 379_000, 393_000))
    assert told == ["The boundary is the area called “Stockport”, one of 3 in boroughs.geojson."]


def test_all_areas_are_joined_and_that_is_told_when_none_is(tmp_path: Path, boroughs: Path) -> None:
    told: list[str] = []
    with create_register(tmp_path / "a.gpkg", "Quillmere", boroughs, told.append) as made:
        assert made.place.boundary is not None
        assert shapely.area(made.place.boundary) == pytest.approx(3e6)
    assert told == ["The boundary is 3 areas of boroughs.geojson joined: none is called as the place."]
    with create_register(tmp_path / "b.gpkg", "Quillmere", boroughs) as made:
        assert made.place.boundary is not None
