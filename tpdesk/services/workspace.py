"""Opening and making registers, with what has to happen before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from tpdesk.domain.errors import InputError
from tpdesk.domain.organisation import Place
from tpdesk.files.geodata import read_layer_file
from tpdesk.store.register import Register

if TYPE_CHECKING:
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry


def open_register(path: Path, *, read_only: bool = False) -> Register:
    """Open a register that exists; a path without one is never created.

    Raises:
        InputError: There is no file, or it is no register.
        OutsideError: It cannot be read or written.
        VersionError: A newer tpdesk made it.
    """
    return Register.open(path, read_only=read_only)


def create_register(path: Path, place_name: str, boundary_file: Path | None = None) -> Register:
    """Make an empty register for a place and give it open.

    Args:
        path: Where the register is to lie; a file that is there already is never overwritten.
        place_name: What the place is called.
        boundary_file: GeoJSON, GeoPackage or shapefile whose polygons together bound the place.

    Raises:
        InputError: The name is empty, or the boundary holds no polygon.
        ConflictError: There is a file already.
    """
    if not place_name.strip():
        raise InputError("place_unnamed", "The place has no name.", "Give the name the partnership uses.")
    boundary = read_boundary(boundary_file) if boundary_file else None
    return Register.create(path, Place(place_name.strip(), boundary))


def read_boundary(path: Path) -> BaseGeometry:
    """Read the polygons of a file as one boundary in EPSG:27700.

    Raises:
        InputError: The file holds no polygon.
    """
    shapes = read_layer_file(path).geometry
    areas = shapes[shapely.get_dimensions(shapes) == 2]
    if not len(areas):
        raise InputError(
            "boundary_empty",
            f"{path.name} holds no area, so it cannot bound a place.",
            "Choose a file with the outline of the place as a polygon.",
        )
    boundary: BaseGeometry = shapely.union_all(areas)
    return boundary
