"""Comma-separated text: one row for each asset, for Excel and scripts."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from tpdesk.files.formula_guard import guard_text
from tpdesk.files.replacing import replaced
from tpdesk.services.exporting.columns import export_columns
from tpdesk.services.exporting.kinds.exporter import Exporter

if TYPE_CHECKING:
    from pathlib import Path

    from tpdesk.domain.disclosure import Disclosed, Extract
    from tpdesk.services.exporting.columns import Plain
    from tpdesk.services.exporting.kinds.exporter import ExportOptions


def _write(disclosed: Disclosed[Extract], path: Path, options: ExportOptions) -> int:
    assets = disclosed.value.assets
    columns = export_columns(assets, options.fields)
    with replaced(path) as temporary, temporary.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file)
        if disclosed.notice:
            rows.writerow([disclosed.notice])
        rows.writerow([column.field.label for column in columns])
        rows.writerows(zip(*(map(_cell, column.values) for column in columns), strict=True))
    return len(assets)


def _cell(value: Plain) -> object:
    return guard_text(value) if isinstance(value, str) else value


EXPORTER = Exporter("csv", "assets", ".csv", "Comma-separated text", _write)
