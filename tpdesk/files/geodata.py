"""Layers for the map: any file with shapes or coordinates, brought to the National Grid and mended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from tpdesk.domain.errors import InputError
from tpdesk.domain.issues import Issue
from tpdesk.files.coordinates import bring_to_grid, crs_of_values
from tpdesk.files.point_tables import read_points
from tpdesk.files.sniffing import sniff
from tpdesk.files.source_file import no_data_rows, sheet_missing
from tpdesk.files.sources import open_source, refuse_register, shapefile_of
from tpdesk.files.vector_files import VectorLayer, VectorSource, layer_names

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class GeoTable:
    """A layer's features.

    Attributes:
        geometry: Shapely geometries (n,) in EPSG:27700, valid; None where the feature has no shape.
        columns: Names of the attributes, unique.
        cells: One object array of Cell per attribute.
        name: The layer's own name in the file.
        crs: EPSG code that the file's coordinates were taken for; None for a system without a code.
        crs_given: EPSG code that the file states, None when it states none or the values contradict it.
        repaired: How many shapes were repaired.
        issues: Doubts about the features.
    """

    geometry: NDArray[np.object_]
    columns: tuple[str, ...]
    cells: tuple[NDArray[np.object_], ...]
    name: str
    crs: int | None
    crs_given: int | None
    repaired: int
    issues: tuple[Issue, ...]

    def __len__(self) -> int:
        """Count the features."""
        return len(self.geometry)


def read_layer_names(path: Path) -> tuple[str, ...]:
    """Give the names of the layers or sheets in a file.

    Raises:
        InputError: It is missing, damaged or holds no layer.
        OutsideError: It cannot be read.
    """
    path = shapefile_of(path)
    form = sniff(path)
    return layer_names(path, form) if form.spatial else open_source(path).sheets


def read_layer_file(
    path: Path, layer: str | None = None, *, refuse: Collection[tuple[int, int]] = ()
) -> GeoTable:
    """Read a layer: GeoJSON, GeoPackage, shapefile, or a list with coordinates.

    Args:
        path: The file.
        layer: The layer's or sheet's own name; without it, the first that has shapes.
        refuse: (device, inode) of files that must not be touched: the registers that are open.

    Raises:
        InputError: ``no_coordinates``, ``crs_unknown``, ``no_data_rows``, ``sheet_missing`` and what
            open_source refuses.
        OutsideError: It cannot be read.
    """
    refuse_register(path, refuse)
    path = shapefile_of(path)
    form = sniff(path)
    if form.spatial:
        source = VectorSource(path, form)
        read = _first_with_shapes(source) if layer is None else _named(source, layer)
    else:
        read = read_points(open_source(path), layer)
    if not len(read.geometry):
        raise no_data_rows(path.name, read.name)
    return _finished(read, path.name)


def _named(source: VectorSource, layer: str) -> VectorLayer:
    if layer not in source.sheets:
        raise sheet_missing(source.file, layer, source.sheets)
    return source.read_layer(layer)


def _first_with_shapes(source: VectorSource) -> VectorLayer:
    for name in source.sheets:
        layer = source.read_layer(name)
        if not shapely.is_missing(layer.geometry).all():
            return layer
    raise InputError(
        "no_coordinates",
        f"“{source.file}” has no shape in it.",
        "Choose a file with points, lines or areas.",
    )


def _finished(layer: VectorLayer, file: str) -> GeoTable:
    """Bring a layer to the grid, mend its shapes and note what is doubtful."""
    stated = layer.epsg
    system, given = _system(layer, file)
    moved = bring_to_grid(layer.geometry, system)
    issues = _missing(moved, file, layer.name)
    mended, repaired = _mended(moved)
    issues += [_issue("geometry_invalid", file, layer.name, row) for row in np.flatnonzero(repaired).tolist()]
    if _at_one_position(mended):
        issues.append(
            Issue(
                "same_position",
                f"All {len(mended):,} features lie at one position.",
                file,
                layer.name,
                suggestion="Ask for the file again, or for the same layer in another format.",
            )
        )
    crs = system if isinstance(system, int) else stated
    return GeoTable(
        mended, layer.columns, layer.cells, layer.name, crs, given, int(repaired.sum()), tuple(issues)
    )


def _system(layer: VectorLayer, file: str) -> tuple[int | str, int | None]:
    """Give the coordinate system to take the layer for, and the one that it states credibly."""
    stated = layer.epsg
    bounds = shapely.bounds(layer.geometry[~shapely.is_missing(layer.geometry)])
    told = crs_of_values(bounds[:, 0], bounds[:, 1])
    beyond_degrees = bool(len(bounds)) and float(np.nanmax(np.abs(bounds))) > 360
    if layer.crs and not (stated == 4326 and beyond_degrees):
        return (stated if stated is not None else layer.crs), stated
    if told is None:
        raise InputError(
            "crs_unknown",
            f"“{file}” does not say which coordinate system it uses, and its values fit none of ours.",
            "Ask for the layer in British National Grid (EPSG:27700) or in longitude and latitude.",
        )
    return told, None


def _issue(code: str, file: str, layer: str, row: int) -> Issue:
    messages = {
        "geometry_invalid": "The outline crosses itself or is not closed; it was repaired.",
        "geometry_missing": "The feature has no shape, or one that lies beyond the map.",
    }
    return Issue(code, messages[code], file, layer, row + 1)


def _missing(geometry: NDArray[np.object_], file: str, layer: str) -> list[Issue]:
    missing = shapely.is_missing(geometry) | shapely.is_empty(geometry)
    return [_issue("geometry_missing", file, layer, row) for row in np.flatnonzero(missing).tolist()]


def _mended(geometry: NDArray[np.object_]) -> tuple[NDArray[np.object_], NDArray[np.bool_]]:
    """Make every shape valid; areas stay areas."""
    invalid = ~(shapely.is_valid(geometry) | shapely.is_missing(geometry))
    if not invalid.any():
        return geometry, invalid
    mended = geometry.copy()
    mended[invalid] = shapely.make_valid(geometry[invalid], method="structure", keep_collapsed=False)
    return mended, invalid


def _at_one_position(geometry: NDArray[np.object_]) -> bool:
    shapes = geometry[~(shapely.is_missing(geometry) | shapely.is_empty(geometry))]
    if len(shapes) < 2 or shapely.get_dimensions(shapes).max() > 0:
        return False
    bounds = shapely.bounds(shapes)
    return bool((bounds == bounds[0]).all())
