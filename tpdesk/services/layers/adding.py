"""How a vector file becomes a layer of the register."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

import msgspec
import numpy as np
import shapely

from tpdesk.domain.errors import InputError
from tpdesk.domain.identity import new_uid
from tpdesk.files.fingerprints import sha256_of_file
from tpdesk.files.geodata import read_layer_file
from tpdesk.services.commands.layers import AddLayer, NewLayer
from tpdesk.services.layers.classes import numeric_fields
from tpdesk.services.layers.features import LayerFeatures, LayerStyle, write_style
from tpdesk.services.layers.kinds.catalogue import KINDS, recognise_kind
from tpdesk.store.reads import read_layers

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tpdesk.domain.issues import Issue
    from tpdesk.domain.progress import Progress
    from tpdesk.files.geodata import GeoTable
    from tpdesk.store.register import Register

_GEOMETRY_TYPES = ("POINT", "LINESTRING", "POLYGON")
_TAKEN = "Choose GeoJSON (.geojson), GeoPackage (.gpkg), a shapefile (.shp), or a list with coordinates."
_TELLING_WORDS = ("decile", "score", "rate", "index", "imd", "population")
"""Columns that a layer of figures is coloured by at first, the most telling first."""


@dataclass(frozen=True, slots=True)
class AddedLayer:
    """What came of adding a layer.

    Attributes:
        uid: The layer's uid.
        name: As given, with a number behind it when another layer was called so.
        kind: Kind recognised.
        features: How many were added.
        crs: Coordinate system of the file.
        repaired: How many shapes had to be repaired.
        issues: Doubts about the file.
    """

    uid: str
    name: str
    kind: str
    features: int
    crs: str
    repaired: int
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class LayerRequest:
    """A layer to add.

    Attributes:
        path: GeoJSON, GeoPackage or shapefile.
        name: What it is to be called.
        within: Name of the layer inside the file, empty for its only one.
        kind: Key of a layer kind, empty to recognise it.
        licence: Line of the licence.
        visible: Whether it is shown at first.
    """

    path: Path
    name: str
    within: str = ""
    kind: str = ""
    licence: str = ""
    visible: bool = True


def add_layer_file(register: Register, request: LayerRequest, progress: Progress) -> AddedLayer:
    """Read a vector file and copy it into the register as one undoable step.

    Raises:
        InputError: The name is empty, the file is no vector file or holds no shape.
    """
    if not request.name.strip():
        raise InputError("layer_unnamed", "The layer has no name.", "Give it the name officers will see.")
    progress.step(0, 3, f"Reading {request.path.name}")
    table = _read(request)
    progress.step(1, 3, "Adding the layer")
    there = read_layers(register)
    free = replace(request, name=_free_name(request.name.strip(), [layer.name for layer in there]))
    taken = frozenset(layer.position for layer in there)
    command = plan_layer(table, free, sha256_of_file(request.path), taken)
    register.execute(command, progress)
    progress.step(3, 3, "Adding the layer")
    layer = command.layer
    return AddedLayer(
        layer.uid,
        layer.name,
        layer.kind,
        len(command.properties),
        layer.crs,
        table.repaired,
        tuple(table.issues),
    )


def plan_layer(table: GeoTable, request: LayerRequest, sha256: str, taken: frozenset[int]) -> AddLayer:
    """Give the command that adds a table of shapes; features without a shape are left out.

    Args:
        table: The file as read, shapes in EPSG:27700.
        request: What was asked for.
        sha256: Of the file.
        taken: Positions in the drawing order that other layers hold.
    """
    shaped = ~(shapely.is_missing(table.geometry) | shapely.is_empty(table.geometry))
    if not shaped.any():
        raise InputError(
            "layer_empty",
            f"{request.path.name} holds no shape.",
            "Choose a file with areas, lines or points.",
        )
    shapes = table.geometry[shaped]
    columns = {name: cells[shaped] for name, cells in zip(table.columns, table.cells, strict=True)}
    dimension = int(shapely.get_dimensions(shapes).max())
    kind = (
        KINDS[request.kind] if request.kind else recognise_kind(f"{request.name} {request.within}", dimension)
    )
    uid = new_uid()
    features = LayerFeatures(
        uid,
        request.name,
        kind.key,
        shapes,
        np.empty(len(shapes), dtype=object),
        columns,
        LayerStyle(),
        True,
        "",
    )
    layer = NewLayer(
        uid=uid,
        name=request.name.strip(),
        kind=kind.key,
        position=_free_position(kind.position, taken),
        style=write_style(first_style(features)),
        licence=request.licence,
        visible=request.visible and not is_at_one_position(table.issues),
        source_file=request.path.name,
        sha256=sha256,
        crs=f"EPSG:{table.crs}" if table.crs else "",
        geometry_type=_GEOMETRY_TYPES[dimension],
    )
    return AddLayer(layer, shapes, tuple(_facts(columns, row) for row in range(len(shapes))))


def is_at_one_position(issues: Sequence[Issue]) -> bool:
    """Tell whether all of a layer lies on one spot, so that it would only hide what is there."""
    return any(each.code == "same_position" for each in issues)


def first_style(layer: LayerFeatures) -> LayerStyle:
    """Colour a layer of figures by its most telling column at first; anything else is shown plainly."""
    if layer.kind != "zones":
        return LayerStyle()
    fields = numeric_fields(layer)
    for word in _TELLING_WORDS:
        for name in fields:
            if word in name.casefold():
                # The first decile is the most deprived, and dark is worst.
                return LayerStyle(field=name, opacity=0.9, reversed=word in ("decile", "imd"))
    return LayerStyle(field=fields[0], opacity=0.9) if fields else LayerStyle()


def _facts(columns: dict[str, np.ndarray[tuple[int], np.dtype[np.object_]]], row: int) -> str:
    facts = {name: plain_fact(cells[row]) for name, cells in columns.items()}
    return msgspec.json.encode(facts).decode()


def plain_fact(value: object) -> str | int | float | bool | None:
    """Give a cell as JSON can hold it; what is not a number is text, NaN is unknown."""
    if isinstance(value, np.generic):
        value = value.item()
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, float):
        return None if not np.isfinite(value) else value
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return str(value)


def _read(request: LayerRequest) -> GeoTable:
    try:
        return read_layer_file(request.path, request.within or None)
    except InputError as error:
        if error.code != "not_a_spreadsheet":
            raise
        message = error.message.replace("not a list that can be read", "not a layer that can be read")
        raise InputError(error.code, message, _TAKEN) from error


def _free_name(wanted: str, taken: Sequence[str]) -> str:
    """Give the name, with a number behind it when another layer is called so."""
    called = {name.casefold() for name in taken}
    name, number = wanted, 1
    while name.casefold() in called:
        number += 1
        name = f"{wanted} ({number})"
    return name


def _free_position(wanted: int, taken: frozenset[int]) -> int:
    """Give a position at or above the one wanted; positions of kinds lie a hundred apart."""
    position = wanted * 100
    while position in taken:
        position += 1
    return position
