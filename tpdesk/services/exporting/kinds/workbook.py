"""A workbook: all fields, a sheet for each group of fields, and one for each kind of rows of an asset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpdesk.domain.fields.catalogue import GROUPS
from tpdesk.domain.wording import date_words
from tpdesk.files.workbook_writing import ColumnType, SheetContent, write_workbook
from tpdesk.services.exporting.child_tables import CHILD_TABLES, child_rows
from tpdesk.services.exporting.columns import export_columns
from tpdesk.services.exporting.kinds.exporter import Exporter

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tpdesk.domain.disclosure import Disclosed, Extract
    from tpdesk.services.exporting.columns import ExportColumn
    from tpdesk.services.exporting.kinds.exporter import ExportOptions

_NAMING = ("organisation", "reference", "name")
_WIDE = {"name": 34.0, "organisation": 26.0, "notes": 60.0, "address": 40.0, "uprn": 16.0, "postcode": 12.0}


def _write(disclosed: Disclosed[Extract], path: Path, options: ExportOptions) -> int:
    extract = disclosed.value
    columns = export_columns(extract.assets, options.fields)
    if not options.fields:
        columns = [column for column in columns if column.known or column.field.key in _NAMING]
    made = f"Made {date_words(options.on)} for {disclosed.audience}"
    lines = (made, disclosed.notice) if disclosed.notice else (made,)
    sheets = [_sheet("Assets", columns, (f"{options.place}: assets", *lines))]
    if not options.fields:
        sheets += _group_sheets(columns, options.place, lines)
        sheets += _child_sheets(extract, options.place, lines)
    write_workbook(path, sheets)
    return len(extract.assets)


def _sheet(title: str, columns: Sequence[ExportColumn], notes: Sequence[str]) -> SheetContent:
    return SheetContent(
        title,
        [column.field.label for column in columns],
        [column.values for column in columns],
        [column.column_type for column in columns],
        [_WIDE.get(column.field.key, 0.0) for column in columns],
        notes,
    )


def _group_sheets(columns: Sequence[ExportColumn], place: str, lines: Sequence[str]) -> list[SheetContent]:
    """Give a sheet for each group of which anything is known, each beginning with what names the asset."""
    by_key = {column.field.key: column for column in columns}
    naming = [by_key[key] for key in _NAMING if key in by_key]
    sheets = []
    for group in GROUPS:
        of_group = [column for column in columns if column.field.group == group.key]
        own = [column for column in of_group if column.field.key not in _NAMING]
        if own:
            notes = (f"{place}: {group.label.lower()}", *lines)
            sheets.append(_sheet(group.label, [*naming, *own], notes))
    return sheets


def _child_sheets(extract: Extract, place: str, lines: Sequence[str]) -> list[SheetContent]:
    sheets = []
    for table in CHILD_TABLES:
        rows = child_rows(extract, table)
        if rows.columns[0]:
            widths = (_WIDE["organisation"], 0.0, _WIDE["name"], *(0.0 for _ in table.columns))
            notes = (f"{place}: {table.title.lower()}", *lines)
            types: list[ColumnType] = list(rows.types)
            sheets.append(SheetContent(table.title, rows.headings, rows.columns, types, widths, notes))
    return sheets


EXPORTER = Exporter("workbook", "assets", ".xlsx", "Excel workbook", _write)
