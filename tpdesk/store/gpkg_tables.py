"""The format's own tables: reference systems, contents, geometry columns, titles, extensions, styles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpdesk.domain.vocabularies.catalogue import VOCABULARIES
from tpdesk.store.gpkg import GRID_SRS
from tpdesk.store.schema.tables import FEATURES, METADATA, SHARED

if TYPE_CHECKING:
    import sqlalchemy as sa

APPLICATION_ID = 0x47504B47
"""``GPKG``; belongs to the format."""

USER_VERSION = 10400
"""GeoPackage 1.4; belongs to the format."""

_GRID_WKT = (
    'PROJCS["OSGB36 / British National Grid",GEOGCS["OSGB36",DATUM["Ordnance_Survey_of_Great_Britain_1936",'
    'SPHEROID["Airy 1830",6377563.396,299.3249646,AUTHORITY["EPSG","7001"]],AUTHORITY["EPSG","6277"]],'
    'PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,'
    'AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4277"]],PROJECTION["Transverse_Mercator"],'
    'PARAMETER["latitude_of_origin",49],PARAMETER["central_meridian",-2],'
    'PARAMETER["scale_factor",0.9996012717],PARAMETER["false_easting",400000],'
    'PARAMETER["false_northing",-100000],UNIT["metre",1,AUTHORITY["EPSG","9001"]],'
    'AXIS["Easting",EAST],AXIS["Northing",NORTH],AUTHORITY["EPSG","27700"]]'
)
_WGS84_WKT = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],'
    'AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],'
    'UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],'
    'AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]'
)

REFERENCE_SYSTEMS = (
    (
        "Undefined Cartesian SRS",
        -1,
        "NONE",
        -1,
        "undefined",
        "undefined Cartesian coordinates",
    ),
    (
        "Undefined geographic SRS",
        0,
        "NONE",
        0,
        "undefined",
        "undefined geographic coordinates",
    ),
    ("WGS 84 geodetic", 4326, "EPSG", 4326, _WGS84_WKT, "longitude and latitude in decimal degrees"),
    ("OSGB36 / British National Grid", GRID_SRS, "EPSG", GRID_SRS, _GRID_WKT, "metres east and north"),
)

_NOW = "strftime('%Y-%m-%dT%H:%M:%fZ','now')"

FORMAT_TABLES = (
    "CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY,"
    " organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL,"
    " description TEXT)",
    "CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL,"
    " identifier TEXT UNIQUE, description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT"
    f" ({_NOW}), min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,"
    " CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id))",
    "CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,"
    " geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,"
    " CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),"
    " CONSTRAINT uk_gc_table_name UNIQUE (table_name),"
    " CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),"
    " CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id))",
    "CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL,"
    " definition TEXT NOT NULL, scope TEXT NOT NULL,"
    " CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name))",
    "CREATE TABLE gpkg_data_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT,"
    " title TEXT, description TEXT, mime_type TEXT, constraint_name TEXT,"
    " CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name), CONSTRAINT gdc_tn UNIQUE (table_name, name))",
    "CREATE TABLE gpkg_data_column_constraints (constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL,"
    " value TEXT, min NUMERIC, min_is_inclusive BOOLEAN, max NUMERIC, max_is_inclusive BOOLEAN,"
    " description TEXT, CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value))",
    "CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256),"
    " f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30),"
    " styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30),"
    f" update_time DATETIME DEFAULT ({_NOW}))",
)

_SPEC = "http://www.geopackage.org/spec140/"
OWN_EXTENSION = "tpdesk_register"
OWN_DEFINITION = (
    "Extension Title: tpdesk register. Book-keeping tables of tpdesk; other programs leave them alone."
)


def create_format_tables(connection: sa.Connection) -> None:
    """Make the format's tables and say in them what an empty register contains."""
    for statement in FORMAT_TABLES:
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(
        "INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)", list(REFERENCE_SYSTEMS)
    )
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {USER_VERSION}")


def describe_contents(connection: sa.Connection) -> None:
    """Say in the format's tables what the register's tables are; what was said before is replaced."""
    _describe_tables(connection)
    _describe_extensions(connection)
    _describe_columns(connection)


def _describe_tables(connection: sa.Connection) -> None:
    rows: list[tuple[str, str, str, int | None]] = [("layer_styles", "attributes", "layer_styles", None)]
    for table in SHARED:
        kind, srs = ("features", GRID_SRS) if table in FEATURES else ("attributes", None)
        rows.append((table.name, kind, str(table.info["title"]), srs))
    connection.exec_driver_sql(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (table_name) DO UPDATE SET identifier = excluded.identifier",
        rows,
    )
    connection.exec_driver_sql(
        "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?, 0, 0) ON CONFLICT DO NOTHING",
        [(table.name, str(table.c.geom.type.compile()), GRID_SRS) for table in FEATURES],
    )


def _describe_extensions(connection: sa.Connection) -> None:
    connection.exec_driver_sql("DELETE FROM gpkg_extensions")
    own = [name for name in (*METADATA.tables, "alembic_version") if name not in {t.name for t in SHARED}]
    schema = ("gpkg_schema", f"{_SPEC}#extension_schema", "read-write")
    connection.exec_driver_sql(
        "INSERT INTO gpkg_extensions VALUES (?, ?, ?, ?, ?)",
        [
            *(
                (table.name, "geom", "gpkg_rtree_index", f"{_SPEC}#extension_rtree", "write-only")
                for table in FEATURES
            ),
            ("gpkg_data_columns", None, *schema),
            ("gpkg_data_column_constraints", None, *schema),
            *((name, None, OWN_EXTENSION, OWN_DEFINITION, "write-only") for name in own),
        ],
    )


def _describe_columns(connection: sa.Connection) -> None:
    connection.exec_driver_sql("DELETE FROM gpkg_data_columns")
    connection.exec_driver_sql("DELETE FROM gpkg_data_column_constraints")
    columns = [
        (
            table.name,
            column.name,
            column.name,
            column.info["title"],
            column.info.get("description") or None,
            column.info.get("vocabulary") or None,
        )
        for table in SHARED
        for column in table.c
        if column.name != "fid"
    ]
    connection.exec_driver_sql("INSERT INTO gpkg_data_columns VALUES (?, ?, ?, ?, ?, NULL, ?)", columns)
    used = sorted({str(each[5]) for each in columns if each[5]})
    connection.exec_driver_sql(
        "INSERT INTO gpkg_data_column_constraints VALUES (?, 'enum', ?, NULL, NULL, NULL, NULL, ?)",
        [(name, term.key, term.label) for name in used for term in VOCABULARIES[name].terms],
    )


def note_changes(connection: sa.Connection, tables: frozenset[str]) -> None:
    """Keep the time of the last change, and the extent of tables with a shape, after a change of them."""
    features = {table.name for table in FEATURES}
    for name in sorted(tables & {table.name for table in SHARED}):
        connection.exec_driver_sql(
            f"UPDATE gpkg_contents SET last_change = {_NOW} WHERE table_name = ?", (name,)
        )
        if name in features:
            connection.exec_driver_sql(
                "UPDATE gpkg_contents SET (min_x, min_y, max_x, max_y) ="
                f" (SELECT min(minx), min(miny), max(maxx), max(maxy) FROM rtree_{name}_geom)"
                " WHERE table_name = ?",
                (name,),
            )
