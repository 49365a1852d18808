"""Vector files as lists and as layers."""

from __future__ import annotations

import json
import zipfile
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pyogrio.raw  # type: ignore[import-untyped]
import pytest
import shapely

from tpdesk.domain.errors import InputError
from tpdesk.files.coordinates import bring_to_grid, crs_of_values
from tpdesk.files.geodata import read_layer_file, read_layer_names
from tpdesk.files.point_tables import find_coordinate_columns
from tpdesk.files.sources import open_source
from tpdesk.files.vector_files import cells_of_field, epsg_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    Fields = dict[str, NDArray[Any]]
    Shape = dict[str, Any] | None

SALE = (-2.3217, 53.4249)
SALE_ON_GRID = (378_720, 392_060)


def geojson(path: Path, *shapes: Shape, crs: str = "", **properties: object) -> Path:
    features = [
        {"type": "Feature", "geometry": shape, "properties": {"name": f"N{index}", **properties}}
        for index, shape in enumerate(shapes)
    ]
    written: dict[str, Any] = {"type": "FeatureCollection", "features": features}
    if crs:
        written["crs"] = {"type": "name", "properties": {"name": crs}}
    path.write_text(json.dumps(written))
    return path


def point(x: float, y: float) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [x, y]}


def layer(
    path: Path, shapes: Sequence[Any], fields: Fields, crs: str = "EPSG:27700", name: str = "sites"
) -> Path:
    kind = shapely.get_type_id(np.array(shapes, dtype=object)).max()
    pyogrio.raw.write(
        str(path),
        shapely.to_wkb(np.array(shapes, dtype=object)),
        list(fields.values()),
        list(fields),
        layer=name,
        crs=crs,
        geometry_type="Polygon" if kind == 3 else "Point",
        append=path.exists(),
        driver="GPKG" if path.suffix == ".gpkg" else "ESRI Shapefile",
    )
    return path


def refusal(path: Path, name: str | None = None) -> str:
    with pytest.raises(InputError) as refused:
        read_layer_file(path, name)
    assert refused.value.hint
    return refused.value.code


# --- as a list --------------------------------------------------------------------------------------


def test_geojson_is_a_list_with_shapes(tmp_path: Path) -> None:
    path = geojson(
        tmp_path / "stations.geojson",
        point(*SALE),
        None,
        opened="2024-05-01",
        code="007",
        beds=3,
        open=True,
        tags=["a", "b"],
    )
    source = open_source(path)
    table = source.read()
    assert source.sheets == ("stations",)
    assert table.columns == ("name", "opened", "code", "beds", "open", "tags")
    assert [column[0] for column in table.cells][:5] == ["N0", "2024-05-01", "007", 3, True]
    assert table.crs == 4326
    assert table.header_row == 0
    assert table.rows.tolist() == [1, 2]
    assert table.geometry is not None
    assert table.geometry[1] is None
    assert (table.geometry[0].x, table.geometry[0].y) == SALE


def test_geojson_in_grid_metres_is_told_by_its_values(tmp_path: Path) -> None:
    path = geojson(tmp_path / "a.geojson", point(*SALE_ON_GRID), point(380_000, 390_000))
    table = open_source(path).read()
    assert table.crs == 27700
    assert "coordinate system" in table.facts


def test_the_layer_whose_attributes_are_recognised(tmp_path: Path) -> None:
    path = tmp_path / "two.gpkg"
    words = np.array(["a", "b"], dtype=object)
    shapes = [shapely.Point(*SALE_ON_GRID), shapely.Point(380_000, 390_000)]
    layer(path, shapes, {"x": words}, name="first")
    layer(path, shapes, {"name": words}, name="second")
    source = open_source(path)
    assert source.sheets == ("first", "second")
    assert source.read().sheet == "first"
    table = source.read(score=lambda names: float("name" in names))
    assert (table.sheet, table.other_sheets) == ("second", ("first",))
    with pytest.raises(InputError) as refused:
        source.read("third")
    assert refused.value.code == "sheet_missing"


def test_an_empty_geojson(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        open_source(geojson(tmp_path / "a.geojson")).read()
    assert refused.value.code == "no_data_rows"


def test_attributes_become_cells() -> None:
    assert cells_of_field(np.array([1.0, np.nan, 2.5])).tolist() == [1, None, 2.5]
    days = np.array(["2024-01-02", "NaT"], dtype="datetime64[D]")
    assert cells_of_field(days).tolist() == [date(2024, 1, 2), None]
    odd = np.array([" ", b"\1\2", None, "x"], dtype=object)
    assert cells_of_field(odd).tolist() == [None, "0102", None, "x"]
    assert cells_of_field(np.array([True, False])).tolist() == [True, False]


def test_a_damaged_vector_file(tmp_path: Path) -> None:
    path = tmp_path / "a.geojson"
    path.write_text('{"type": "FeatureCollection", "features": [')
    assert refusal(path) == "damaged"


# --- shapefiles -------------------------------------------------------------------------------------


def shapefile(folder: Path) -> Path:
    return layer(
        folder / "wards.shp",
        [shapely.box(378_000, 391_000, 379_000, 392_000)],
        {"NAME": np.array(["Sale"], dtype=object)},
    )


@pytest.mark.parametrize("part", [".shp", ".dbf", ".shx", ".prj"])
def test_any_part_of_a_shapefile(tmp_path: Path, part: str) -> None:
    table = read_layer_file(shapefile(tmp_path).with_suffix(part))
    assert table.columns == ("NAME",)
    assert table.crs == 27700


def test_a_shapefile_without_its_parts(tmp_path: Path) -> None:
    path = shapefile(tmp_path)
    path.with_suffix(".dbf").unlink()
    assert refusal(path) == "shapefile_incomplete"


def test_a_zipped_shapefile(tmp_path: Path) -> None:
    path = shapefile(tmp_path)
    zipped = tmp_path / "wards.zip"
    with zipfile.ZipFile(zipped, "w") as archive:
        for each in tmp_path.glob("wards.*"):
            if each != zipped:
                archive.write(each, each.name)
    assert path.exists()
    assert open_source(zipped).read().column("NAME").tolist() == ["Sale"]
    assert len(read_layer_file(zipped)) == 1
    (tmp_path / "alone.dbf").write_bytes(path.with_suffix(".dbf").read_bytes())
    with pytest.raises(InputError):
        open_source(tmp_path / "alone.dbf")


def test_a_shapefile_without_projection_is_told_by_its_values(tmp_path: Path) -> None:
    path = shapefile(tmp_path)
    path.with_suffix(".prj").unlink()
    table = read_layer_file(path)
    assert (table.crs, table.crs_given) == (27700, None)


# --- as a layer -------------------------------------------------------------------------------------


def test_a_layer_comes_to_the_grid(tmp_path: Path) -> None:
    table = read_layer_file(geojson(tmp_path / "stops.geojson", point(*SALE), point(-2.3, 53.4)))
    assert (table.crs, table.crs_given, table.name) == (4326, 4326, "stops")
    assert abs(table.geometry[0].x - SALE_ON_GRID[0]) < 5
    assert abs(table.geometry[0].y - SALE_ON_GRID[1]) < 5
    assert table.issues == ()


def test_web_mercator_is_told_by_the_file(tmp_path: Path) -> None:
    path = geojson(tmp_path / "a.geojson", point(-258_452, 7_058_000), crs="urn:ogc:def:crs:EPSG::3857")
    table = read_layer_file(path)
    assert table.crs_given == 3857
    assert 370_000 < table.geometry[0].x < 390_000


def test_metres_in_a_geojson_without_system(tmp_path: Path) -> None:
    table = read_layer_file(geojson(tmp_path / "a.geojson", point(*SALE_ON_GRID), point(380_000, 390_000)))
    assert (table.crs, table.crs_given) == (27700, None)
    assert table.geometry[0].x == SALE_ON_GRID[0]


def test_values_that_fit_no_british_system(tmp_path: Path) -> None:
    assert refusal(geojson(tmp_path / "a.geojson", point(9e6, 9e6))) == "crs_unknown"


def test_shapes_are_mended_counted_and_missing_ones_told(tmp_path: Path) -> None:
    bow_tie = {
        "type": "Polygon",
        "coordinates": [[[-2.3, 53.4], [-2.2, 53.5], [-2.2, 53.4], [-2.3, 53.5], [-2.3, 53.4]]],
    }
    square = {"type": "Polygon", "coordinates": [[[-2.3, 53.4], [-2.2, 53.4], [-2.2, 53.5], [-2.3, 53.4]]]}
    table = read_layer_file(geojson(tmp_path / "a.geojson", square, bow_tie, None))
    assert table.repaired == 1
    assert [(issue.code, issue.row) for issue in table.issues] == [
        ("geometry_missing", 3),
        ("geometry_invalid", 2),
    ]
    assert shapely.is_valid(table.geometry[:2]).all()
    assert shapely.get_dimensions(table.geometry[1]) == 2
    assert table.geometry[2] is None


def test_all_features_at_one_position(tmp_path: Path) -> None:
    table = read_layer_file(geojson(tmp_path / "a.geojson", *[point(*SALE)] * 5))
    assert [issue.code for issue in table.issues] == ["same_position"]
    assert not read_layer_file(geojson(tmp_path / "a.geojson", point(*SALE))).issues


def test_the_first_layer_with_shapes_and_a_named_one(tmp_path: Path) -> None:
    path = tmp_path / "two.gpkg"
    words = np.array(["a"], dtype=object)
    layer(path, [None], {"name": words}, name="empty")
    layer(path, [shapely.Point(*SALE_ON_GRID)], {"name": words}, name="stops")
    assert read_layer_names(path) == ("empty", "stops")
    assert read_layer_file(path).name == "stops"
    assert read_layer_file(path, "stops").geometry[0].x == SALE_ON_GRID[0]
    assert refusal(path, "roads") == "sheet_missing"
    assert [issue.code for issue in read_layer_file(path, "empty").issues] == ["geometry_missing"]


def test_a_layer_without_shapes(tmp_path: Path) -> None:
    assert refusal(geojson(tmp_path / "a.geojson", None, None)) == "no_coordinates"


def test_an_open_register_is_no_layer(tmp_path: Path) -> None:
    path = tmp_path / "place.gpkg"
    path.write_bytes(b"SQLite format 3\0")
    with pytest.raises(InputError) as refused:
        read_layer_file(path, refuse={(path.stat().st_dev, path.stat().st_ino)})
    assert refused.value.code == "register_open"


# --- lists with coordinates -------------------------------------------------------------------------


def test_a_list_with_coordinates_is_a_layer(tmp_path: Path) -> None:
    path = tmp_path / "stops.csv"
    path.write_text("name,lon,lat\nA,-2.3217,53.4249\nB,,\nC,0,0\nD,x,53\nE,-2.30,53.40\n")
    table = read_layer_file(path)
    assert [issue.row for issue in table.issues] == [2, 3, 4]
    assert (table.crs, table.crs_given) == (4326, None)
    assert read_layer_names(path) == ("",)


def test_a_list_without_usable_coordinates(tmp_path: Path) -> None:
    path = tmp_path / "stops.csv"
    path.write_text("name,town\nA,Sale\nB,Sale\n")
    assert refusal(path) == "no_coordinates"
    path.write_text("name,Longitude,Latitude\nA,53.42,-2.32\nB,53.43,-2.31\n")
    assert refusal(path) == "crs_unknown"


def test_columns_of_coordinates() -> None:
    assert find_coordinate_columns(["Name", "GeoX", "GeoY"]) == (1, 2)
    assert find_coordinate_columns(["Latitude", "Longitude"]) == (1, 0)
    assert find_coordinate_columns(["X", "Latitude"]) is None


# --- coordinate systems -----------------------------------------------------------------------------


def test_systems_by_value() -> None:
    def told(*positions: tuple[float, float]) -> int | None:
        x, y = np.array(positions, dtype=float).T
        return crs_of_values(x, y)

    assert told(SALE) == 4326
    assert told(SALE_ON_GRID, (0, 0)) == 27700
    assert told((-258_452, 7_058_000)) == 3857
    assert told((0, 0)) is None
    assert told(SALE, (500, 500), (1e7, 1e7)) is None


def test_positions_beyond_the_grid_are_lost() -> None:
    moved = bring_to_grid(
        np.array([shapely.Point(*SALE), shapely.Point(np.inf, 5), None], dtype=object), 4326
    )
    assert moved[0].x > 0
    assert moved[1] is None
    assert moved[2] is None


def test_codes_of_systems() -> None:
    from pyproj import CRS

    assert epsg_of(CRS.from_epsg(27700).to_wkt("WKT1_ESRI")) == 27700
    assert epsg_of("nonsense") is None
    assert epsg_of(None) is None


def test_a_geojson_called_csv_is_read_by_its_content(tmp_path: Path) -> None:
    table = open_source(geojson(tmp_path / "stations.csv", point(*SALE), code="007")).read()
    assert table.columns == ("name", "code")
    assert table.geometry is not None
    assert (table.geometry[0].x, table.geometry[0].y) == SALE
