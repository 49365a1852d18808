"""A look, a painter of pages, and a register to print."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import shapely

from tpdesk.domain.progress import SilentProgress
from tpdesk.render.page_painting import PagePainter
from tpdesk.services.layers.adding import LayerRequest, add_layer_file
from tpdesk.services.workspace import create_register

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from tpdesk.domain.look import Tokens
    from tpdesk.store.register import Register


@pytest.fixture
def page_painter(qapp: QApplication, tokens: Tokens) -> PagePainter:  # noqa: ARG001 - it must be running
    return PagePainter(tokens)


def shapes_file(path: Path, shapes: list[shapely.Geometry], names: list[str]) -> Path:
    """Write shapes in EPSG:27700 with a name each."""
    features = [
        {"type": "Feature", "properties": {"name": name}, "geometry": json.loads(shapely.to_geojson(shape))}
        for shape, name in zip(shapes, names, strict=True)
    ]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}
    path.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": features}), "utf-8")
    return path


@pytest.fixture
def place_register(tmp_path: Path) -> Iterator[Register]:
    """A place with a boundary, parks and wards; the parks are shown, the wards are not."""
    outline = shapely.Point(586_000, 475_000).buffer(5000)
    boundary = shapes_file(tmp_path / "boundary.geojson", [outline], ["Quillmere"])
    parks = shapes_file(
        tmp_path / "parks.geojson", [shapely.box(584_000, 474_000, 585_500, 475_500)], ["Moor"]
    )
    with create_register(tmp_path / "place.gpkg", "Quillmere", boundary) as register:
        licence = "Invented data of Quillmere"
        add_layer_file(register, LayerRequest(parks, "Green space", licence=licence), SilentProgress())
        add_layer_file(
            register, LayerRequest(boundary, "Wards", kind="wards", visible=False), SilentProgress()
        )
        yield register
