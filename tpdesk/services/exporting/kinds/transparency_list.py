"""The Transparency Code's list as it is published: under the headings of the national schema."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from tpdesk.files.formula_guard import guard_text
from tpdesk.files.replacing import replaced
from tpdesk.services.exporting.columns import plain_number
from tpdesk.services.exporting.kinds.exporter import Exporter
from tpdesk.services.exporting.transparency import CODE_COLUMNS, code_list

if TYPE_CHECKING:
    from pathlib import Path

    from tpdesk.domain.disclosure import Disclosed, Extract
    from tpdesk.domain.frame import Value
    from tpdesk.services.exporting.kinds.exporter import ExportOptions

_MILLIMETRES = 3


def _write(disclosed: Disclosed[Extract], path: Path, _options: ExportOptions) -> int:
    found = code_list(disclosed)
    # Programs that read the schema want its headings in the first line, so the notice is a heading too.
    headings = [*(column.heading for column in CODE_COLUMNS), disclosed.notice]
    with replaced(path) as temporary, temporary.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(headings)
        rows.writerows([*map(_cell, row), None] for row in found.rows)
    return len(found.rows)


def _cell(value: Value) -> object:
    if isinstance(value, float):
        return plain_number(round(value, _MILLIMETRES))
    return guard_text(value) if isinstance(value, str) else value


EXPORTER = Exporter(
    "transparency_list", "transparency_code", ".csv", "Transparency Code list", _write, for_public=True
)
