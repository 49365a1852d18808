"""The Transparency Code's list as a workbook, with what it lacks of what the Code asks of every asset."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tpdesk.domain.wording import date_words
from tpdesk.files.workbook_writing import ColumnType, SheetContent, write_workbook
from tpdesk.services.exporting.kinds.exporter import Exporter
from tpdesk.services.exporting.transparency import CODE_COLUMNS, code_list

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tpdesk.domain.disclosure import Disclosed, Extract
    from tpdesk.services.exporting.kinds.exporter import ExportOptions

_TEXT = ColumnType.TEXT


def _write(disclosed: Disclosed[Extract], path: Path, options: ExportOptions) -> int:
    found = code_list(disclosed)
    lines = (f"Made {date_words(options.on)} for {disclosed.audience}", disclosed.notice)
    title = f"{options.place}: land and buildings by the Transparency Code 2015"
    lacking = Counter(fact for _, _, facts in found.gaps for fact in facts.split("; "))
    asked = [column.asked for column in CODE_COLUMNS if column.asked]
    sheets = (
        SheetContent(
            "List",
            [column.heading for column in CODE_COLUMNS],
            _columns(found.rows, len(CODE_COLUMNS)),
            [column.type for column in CODE_COLUMNS],
            notes=(title, *lines),
        ),
        SheetContent(
            "Gaps",
            ("AssetCode", "PropertyName", "The Code asks for"),
            _columns(found.gaps, 3),
            (_TEXT, _TEXT, _TEXT),
            (18, 36, 80),
            (f"{options.place}: what the list lacks", *lines),
        ),
        SheetContent(
            "Gaps by fact",
            ("The Code asks for", "Assets without it"),
            (asked, [lacking[fact] for fact in asked]),
            (_TEXT, ColumnType.INTEGER),
            (40, 18),
            (f"{options.place}: what the list lacks, counted over {len(found.rows):,} assets", *lines),
        ),
    )
    write_workbook(path, sheets)
    return len(found.rows)


def _columns(rows: Sequence[Sequence[object]], count: int) -> list[list[object]]:
    return [list(column) for column in zip(*rows, strict=True)] or [[] for _ in range(count)]


EXPORTER = Exporter(
    "transparency_workbook",
    "transparency_code",
    ".xlsx",
    "Transparency Code list and its gaps",
    _write,
    for_public=True,
)
