"""Reads GeoJSON, GeoPackage and shapefiles as they are: layers, attributes, shapes, coordinate system."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from tpdesk.domain.errors import InputError
from tpdesk.domain.table import RawTable
from tpdesk.files.archives import check_archive, damaged
from tpdesk.files.coordinates import crs_of_values
from tpdesk.files.grid import as_cells, clean_text
from tpdesk.files.headings import unique_names
from tpdesk.files.sniffing import FileFormat, unreadable
from tpdesk.files.source_file import HeadingScore, no_data_rows, sheet_missing

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from tpdesk.domain.table import Cell

_EXACT_INTEGERS = 2.0**53
_GEOJSON_SUFFIXES = (".geojson", ".json")


@dataclass(frozen=True, slots=True, eq=False)
class VectorLayer:
    """A layer of a vector file, as it stands in it.

    Attributes:
        name: The layer's own name.
        columns: Names of its attributes, unique.
        cells: One object array of Cell per attribute.
        geometry: Shapely geometries (n,) without height, None where missing.
        crs: Coordinate system as the file words it, None when it does not say.
    """

    name: str
    columns: tuple[str, ...]
    cells: tuple[NDArray[np.object_], ...]
    geometry: NDArray[np.object_]
    crs: str | None

    @property
    def epsg(self) -> int | None:
        """EPSG code of the coordinate system that the file states."""
        return epsg_of(self.crs)


def epsg_of(crs: str | None) -> int | None:
    """Give the EPSG code of a coordinate system, None when it has none."""
    if not crs:
        return None
    from pyproj import CRS
    from pyproj.exceptions import CRSError

    try:
        code = CRS.from_user_input(crs).to_epsg(min_confidence=60)
    except CRSError:
        return None
    return int(code) if code else None


class VectorSource:
    """A vector file as a list: each layer is a sheet, each attribute a column.

    Args:
        path: The file.
        form: Its format.

    Raises:
        InputError: ``damaged``, ``zip_too_large``, ``shapefile_incomplete``.
    """

    def __init__(self, path: Path, form: FileFormat) -> None:
        """Read the names of its layers."""
        self.file = path.name
        self.format = form
        self._path = path
        self.sheets = layer_names(path, form)

    def read(
        self,
        sheet: str | None = None,
        *,
        header_row: int | None = None,  # noqa: ARG002 - a vector file has no row of headings
        headings: tuple[str, ...] | None = None,  # noqa: ARG002 - its attributes have names
        score: HeadingScore | None = None,
    ) -> RawTable:
        """Read a layer (see SourceFile); rows are counted from 1, for there is no row of headings."""
        if sheet is not None and sheet not in self.sheets:
            raise sheet_missing(self.file, sheet, self.sheets)
        name = sheet if sheet is not None else self._best(score)
        layer = self.read_layer(name)
        count = len(layer.geometry)
        if not count:
            raise no_data_rows(self.file, name)
        epsg, facts = _credible(layer)
        return RawTable(
            self.file,
            name,
            0,
            layer.columns,
            layer.cells,
            np.arange(1, count + 1, dtype=np.int32),
            np.zeros(count, dtype=bool),
            layer.geometry,
            epsg,
            tuple(other for other in self.sheets if other != name),
            facts,
        )

    def read_layer(self, name: str) -> VectorLayer:
        """Read a layer as it stands in the file.

        Raises:
            InputError: ``damaged``.
        """
        return _read_layer(self._path, self.format, name)

    def _best(self, score: HeadingScore | None) -> str:
        if score is None or len(self.sheets) == 1:
            return self.sheets[0]
        place = _place(self._path, self.format)
        return max(self.sheets, key=lambda name: score(_field_names(place, name)))


def _credible(layer: VectorLayer) -> tuple[int | None, dict[str, str]]:
    """Give the coordinate system stated, or the one the values tell when they contradict it."""
    shapes = layer.geometry[~shapely.is_missing(layer.geometry)]
    stated = layer.epsg
    if not len(shapes):
        return stated, {}
    bounds = shapely.bounds(shapes)
    told = crs_of_values(bounds[:, 0], bounds[:, 1])
    if stated is None or (stated == 4326 and told not in (None, 4326)):
        return told, {"coordinate system": "told by the values, for the file does not state it rightly"}
    return stated, {}


def _place(path: Path, form: FileFormat) -> str:
    if form is FileFormat.ZIPPED_SHAPEFILE:
        return f"/vsizip/{path}"
    # Left to itself the reader goes by the suffix, and makes a table of braces of what is called .csv.
    misnamed = form is FileFormat.GEOJSON and path.suffix.lower() not in _GEOJSON_SUFFIXES
    return f"GeoJSON:{path}" if misnamed else str(path)


def layer_names(path: Path, form: FileFormat) -> tuple[str, ...]:
    """Give the names of a vector file's layers.

    Raises:
        InputError: ``damaged``, ``zip_too_large``, ``shapefile_incomplete``, ``no_data_rows``.
    """
    import pyogrio  # type: ignore[import-untyped]

    if form is FileFormat.ZIPPED_SHAPEFILE:
        check_archive(path, path.name)
    if form is FileFormat.SHAPEFILE:
        _check_parts(path)
    try:
        names = tuple(str(name) for name, _ in pyogrio.list_layers(_place(path, form)))
    except pyogrio.errors.DataSourceError as error:
        raise damaged(path.name) from error
    except OSError as error:
        raise unreadable(path.name, error) from error
    if not names:
        raise no_data_rows(path.name, "")
    return names


def _check_parts(path: Path) -> None:
    beside = {each.name.lower() for each in path.parent.iterdir()}
    missing = [part for part in (".shx", ".dbf") if f"{path.stem.lower()}{part}" not in beside]
    if missing:
        raise InputError(
            "shapefile_incomplete",
            f"The shapefile “{path.name}” lacks its part {' and '.join(missing)}.",
            "A shapefile is several files of one name; ask the sender for all of them, best in a zip.",
        )


def _field_names(place: str, name: str) -> list[str]:
    import pyogrio

    return [str(field) for field in pyogrio.read_info(place, layer=name)["fields"]]


def _read_layer(path: Path, form: FileFormat, name: str) -> VectorLayer:
    import pyogrio
    import pyogrio.raw  # type: ignore[import-untyped]

    options: dict[str, Any] = {"DATE_AS_STRING": "YES"} if form is FileFormat.GEOJSON else {}
    try:
        meta, _, shapes, fields = pyogrio.raw.read(_place(path, form), layer=name, **options)
    except (
        pyogrio.errors.DataSourceError,
        pyogrio.errors.DataLayerError,
        pyogrio.errors.FeatureError,
    ) as error:
        raise damaged(path.name) from error
    cells = tuple(cells_of_field(field) for field in fields)
    count = len(shapes) if shapes is not None else (len(cells[0]) if cells else 0)
    geometry = np.full(count, None, dtype=object)
    if shapes is not None:
        geometry[:] = shapely.force_2d(shapely.from_wkb(shapes, on_invalid="ignore"))
    columns = unique_names([str(field) for field in meta["fields"]])
    return VectorLayer(name, columns, cells, geometry, meta["crs"] or None)


def cells_of_field(values: NDArray[Any]) -> NDArray[np.object_]:
    """Make cells of an attribute's array: whole numbers are int, nothing is None, text stays as written."""
    kind = values.dtype.kind
    if kind == "f":
        return as_cells([_number(value) for value in values.tolist()])
    if kind == "M":
        return as_cells([None if value is None else value for value in values.astype(object).tolist()])
    return as_cells([_attribute(value) for value in values.tolist()])


def _number(value: float) -> Cell:
    if value != value:
        return None
    return int(value) if value.is_integer() and abs(value) < _EXACT_INTEGERS else value


def _attribute(value: Any) -> Cell:  # noqa: ANN401 - whatever an attribute holds
    if isinstance(value, str):
        return clean_text(value)
    if value is None or isinstance(value, (int, float, bool)):
        return value
    if isinstance(value, bytes):
        return value.hex()
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple, np.ndarray)) else str(value)
