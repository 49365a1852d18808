"""A GeoPackage for QGIS and the like: the assets as points, their many rows as tables. It is no register."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tpdesk.domain.fields.field import FieldType
from tpdesk.domain.wording import date_words
from tpdesk.files.geopackage_writing import TableContent, write_geopackage
from tpdesk.files.workbook_writing import ColumnType
from tpdesk.services.exporting.child_tables import CHILD_TABLES, child_rows
from tpdesk.services.exporting.columns import export_columns
from tpdesk.services.exporting.kinds.exporter import Exporter

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from tpdesk.domain.disclosure import Disclosed, Extract
    from tpdesk.services.exporting.child_tables import ChildTable
    from tpdesk.services.exporting.columns import ExportColumn
    from tpdesk.services.exporting.kinds.exporter import ExportOptions


def _write(disclosed: Disclosed[Extract], path: Path, options: ExportOptions) -> int:
    extract = disclosed.value
    assets = extract.assets
    about = f"{options.place}, made {date_words(options.on)} for {disclosed.audience}. {disclosed.notice}"
    columns = {"uid": assets.uids} | {
        column.field.key: _asset_values(column) for column in export_columns(assets, options.fields)
    }
    tables = [TableContent("assets", about.rstrip(), columns, assets.easting, assets.northing)]
    if not options.fields:
        every = (_child_content(extract, table, about.rstrip()) for table in CHILD_TABLES)
        tables += [content for content in every if content is not None]
    write_geopackage(path, tables)
    return len(assets)


def _asset_values(column: ExportColumn) -> NDArray[Any]:
    if column.field.numeric:
        return _numbers(column.values)
    return _days(column.values) if column.field.type is FieldType.DATE else _words(column.values)


def _child_content(extract: Extract, table: ChildTable, about: str) -> TableContent | None:
    """Give the rows of a child table under the names that the register stores; None when there are none."""
    rows = child_rows(extract, table)
    if not rows.columns[0]:
        return None
    names = ["organisation", "reference", "asset"]
    names += [column.name.replace("_pence", "_gbp") for column in table.columns]
    columns = {}
    for name, kind, values in zip(names, rows.types, rows.columns, strict=True):
        if kind is ColumnType.DATE:
            columns[name] = _days(values)
        else:
            columns[name] = _words(values) if kind is ColumnType.TEXT else _numbers(values)
    return TableContent(rows.table.title.casefold().replace(" ", "_"), about, columns)


def _numbers(values: Sequence[Any]) -> NDArray[Any]:
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)


def _days(values: Sequence[Any]) -> NDArray[Any]:
    return np.array(values, dtype="datetime64[D]")


def _words(values: Sequence[Any]) -> NDArray[Any]:
    return np.array([None if value is None else str(value) for value in values], dtype=object)


EXPORTER = Exporter("geopackage", "assets", ".gpkg", "GeoPackage", _write)
