"""The workbook of doubts that goes back to the sender of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpdesk.domain.issues import ISSUE_KINDS, Severity
from tpdesk.files.workbook_writing import ColumnType, SheetContent, write_workbook

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tpdesk.domain.issues import Issue

HEADINGS = ("code", "severity", "file", "sheet", "row", "column", "value", "message", "suggestion")
_WIDTHS = (26, 10, 30, 18, 8, 26, 30, 60, 40)
_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTICE: 2}


def write_issue_workbook(path: Path, issues: Sequence[Issue], notes: Sequence[str] = ()) -> None:
    """Write issues into a workbook: a sheet of all of them, and one that counts them by kind.

    Args:
        path: Where to.
        issues: In any order; the sheet has errors first, then by row. Row and column are as Excel counts.
        notes: Lines above the list, the first is its title.

    Raises:
        OutsideError: It cannot be written (see write_workbook).
    """
    ordered = sorted(issues, key=lambda each: (_WEIGHT[each.severity], each.file, each.sheet, each.row))
    rows = [
        (
            each.code,
            each.severity.value,
            each.file,
            each.sheet,
            each.row or None,
            each.column,
            each.value,
            each.message,
            each.suggestion,
        )
        for each in ordered
    ]
    columns = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in HEADINGS]
    types = [ColumnType.INTEGER if heading == "row" else ColumnType.TEXT for heading in HEADINGS]
    listed = SheetContent("Issues", HEADINGS, columns, types, _WIDTHS, notes)
    write_workbook(path, [listed, _summary(ordered)])


def _summary(issues: Sequence[Issue]) -> SheetContent:
    counts: dict[str, int] = {}
    for each in issues:
        counts[each.code] = counts.get(each.code, 0) + 1
    kinds = [ISSUE_KINDS[code] for code in counts]
    columns = [
        [kind.code for kind in kinds],
        [kind.severity.value for kind in kinds],
        [kind.title for kind in kinds],
        [counts[kind.code] for kind in kinds],
    ]
    types = (ColumnType.TEXT, ColumnType.TEXT, ColumnType.TEXT, ColumnType.INTEGER)
    return SheetContent("Counts", ("code", "severity", "title", "count"), columns, types, (26, 10, 44, 10))
