"""Opening and making registers, with what has to happen before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from tpdesk.domain.errors import InputError
from tpdesk.domain.organisation import Place
from tpdesk.files.geodata import read_layer_file
from tpdesk.store.register import Register

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from tpdesk.files.geodata import GeoTable


def open_register(path: Path, *, read_only: bool = False) -> Register:
    """Open a register that exists; a path without one is never created.

    Raises:
        InputError: There is no file, or it is no register.
        OutsideError: It cannot be read or written.
        VersionError: A newer tpdesk made it.
    """
    return Register.open(path, read_only=read_only)


def create_register(
    path: Path,
    place_name: str,
    boundary_file: Path | None = None,
    tell: Callable[[str], None] | None = None,
) -> Register:
    """Make an empty register for a place and give it open.

    Args:
        path: Where the register is to lie; a file that is there already is never overwritten.
        place_name: What the place is called.
        boundary_file: GeoJSON, GeoPackage or shapefile whose polygons together bound the place, or that of
            the place's name does.
        tell: Told which of several polygons were taken.

    Raises:
        InputError: The name is empty, or the boundary holds no polygon.
        ConflictError: There is a file already.
    """
    if not place_name.strip():
        raise InputError("place_unnamed", "The place has no name.", "Give the name the partnership uses.")
    boundary = read_boundary(boundary_file, place_name, tell) if boundary_file else None
    return Register.create(path, Place(place_name.strip(), boundary))


def read_boundary(
    path: Path, place_name: str = "", tell: Callable[[str], None] | None = None
) -> BaseGeometry:
    """Read the polygons of a file as one boundary in EPSG:27700: those of the place's name, else all.

    Raises:
        InputError: The file holds no polygon.
    """
    table = read_layer_file(path)
    is_area = shapely.get_dimensions(table.geometry) == 2
    areas = table.geometry[is_area]
    if not len(areas):
        raise InputError(
            "boundary_empty",
            f"{path.name} holds no area, so it cannot bound a place.",
            "Choose a file with the outline of the place as a polygon.",
        )
    if len(areas) > 1:
        named = areas[_is_called(table, place_name)[is_area]]
        if tell is not None:
            tell(_taken_words(path.name, len(areas), place_name.strip() if len(named) else ""))
        areas = named if len(named) else areas
    boundary: BaseGeometry = shapely.union_all(areas)
    return boundary


def _is_called(table: GeoTable, name: str) -> NDArray[np.bool_]:
    """Tell which features have a text that is the name."""
    wanted = name.strip().casefold()
    called = np.zeros(len(table), dtype=bool)
    for cells in table.cells if wanted else ():
        called |= np.array([isinstance(each, str) and each.strip().casefold() == wanted for each in cells])
    return called


def _taken_words(file: str, areas: int, name: str) -> str:
    if name:
        return f"The boundary is the area called “{name}”, one of {areas:,} in {file}."
    return f"The boundary is {areas:,} areas of {file} joined: none is called as the place."
