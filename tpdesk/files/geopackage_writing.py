"""Writes a new GeoPackage for other programs: points and plain tables, nothing of an older file in it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from tpdesk.files.coordinates import BRITISH_GRID
from tpdesk.files.replacing import not_written, replaced

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class TableContent:
    """One table of a GeoPackage.

    Attributes:
        name: Of the table.
        description: Kept in the list of contents, where other programs show it.
        columns: Values by column name: objects of str or None, float64 with NaN, datetime64[D] with NaT.
        easting: Of each row's point on the National Grid, NaN for none; without it the table has no shapes.
        northing: Of each row's point.
    """

    name: str
    description: str
    columns: Mapping[str, NDArray[Any]]
    easting: NDArray[np.float64] | None = None
    northing: NDArray[np.float64] | None = None


def write_geopackage(path: Path, tables: Sequence[TableContent]) -> None:
    """Write tables as a new GeoPackage in place of the file that may be there.

    Raises:
        OutsideError: The folder cannot be written, or the disc is full; the old file is as it was.
    """
    try:
        with TemporaryDirectory(prefix=".part", dir=path.parent) as folder:
            made = Path(folder, "made.gpkg")
            for number, table in enumerate(tables):
                _write_table(made, table, append=number > 0)
            with replaced(path) as temporary:
                shutil.copyfile(made, temporary)
    except OSError as error:
        raise not_written(path, error) from error


def _write_table(path: Path, table: TableContent, *, append: bool) -> None:
    # Large, and needed for this alone.
    from pyogrio.raw import write  # type: ignore[import-untyped]

    shapes = _shapes(table)
    write(
        str(path),
        shapes,
        list(table.columns.values()),
        list(table.columns),
        layer=table.name,
        driver="GPKG",
        geometry_type=None if shapes is None else "Point",
        crs=None if shapes is None else f"EPSG:{BRITISH_GRID}",
        append=append,
        layer_options={"DESCRIPTION": table.description, "IDENTIFIER": table.name},
    )


def _shapes(table: TableContent) -> NDArray[np.object_] | None:
    if table.easting is None or table.northing is None:
        return None
    packed = np.full(len(table.easting), None, dtype=object)
    known = np.isfinite(table.easting) & np.isfinite(table.northing)
    packed[known] = shapely.to_wkb(shapely.points(table.easting[known], table.northing[known]))
    return packed
