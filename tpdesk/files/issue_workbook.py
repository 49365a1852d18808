"""The workbook of doubts that goes back to the sender of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpdesk.domain.issues import ISSUE_KINDS, Severity
from tpdesk.files.workbook_writing import ColumnType, SheetContent, write_workbook

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from tpdesk.domain.issues import Issue

HEADINGS = ("code", "severity", "file", "sheet", "row", "column", "value", "message", "suggestion")
"""The sheet that scripts read."""
SENDER_HEADINGS = (
    "Row", "Reference", "Building", "Column", "In the list", "What was found", "What to do", "Kind",
    "Weight", "Code",
)  # fmt: skip
"""The sheet that people read."""
_WIDTHS = (26, 10, 30, 18, 8, 26, 30, 60, 40)
_SENDER_WIDTHS = (8, 18, 34, 26, 30, 60, 44, 36, 10, 26)
_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTICE: 2}
_FOR_SENDER = 1
"""Place of the sheet on which the workbook opens."""

Subject = tuple[str, str]
"""Reference and name of the building that a row is about; either may be empty."""


def write_issue_workbook(
    path: Path,
    issues: Sequence[Issue],
    notes: Sequence[str] = (),
    subjects: Mapping[int, Subject] | None = None,
) -> None:
    """Write issues into a workbook: a sheet for scripts, one for the sender, one that counts them by kind.

    Args:
        path: Where to.
        issues: In any order; the sheets have errors first, then by row. Row and column are as Excel counts.
        notes: Lines above the lists, the first is their title.
        subjects: What each row is about, by its number.

    Raises:
        OutsideError: It cannot be written (see write_workbook).
    """
    ordered = sorted(issues, key=lambda each: (_WEIGHT[each.severity], each.file, each.sheet, each.row))
    sheets = [_listed(ordered, notes), _for_sender(ordered, notes, subjects or {}), _summary(ordered)]
    write_workbook(path, sheets, opens_on=_FOR_SENDER)


def _listed(issues: Sequence[Issue], notes: Sequence[str]) -> SheetContent:
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
        for each in issues
    ]
    types = [ColumnType.INTEGER if heading == "row" else ColumnType.TEXT for heading in HEADINGS]
    return SheetContent("Issues", HEADINGS, _columns(rows, HEADINGS), types, _WIDTHS, notes)


def _for_sender(
    issues: Sequence[Issue], notes: Sequence[str], subjects: Mapping[int, Subject]
) -> SheetContent:
    rows = []
    for each in issues:
        reference, name = subjects.get(each.row, ("", ""))
        kind = ISSUE_KINDS[each.code]
        rows.append(
            (
                each.row or None,
                reference,
                name or ("" if each.row else "The whole list"),
                each.column,
                each.value,
                each.message,
                each.suggestion,
                kind.title,
                kind.severity.value.capitalize(),
                each.code,
            )
        )
    types = [ColumnType.INTEGER if heading == "Row" else ColumnType.TEXT for heading in SENDER_HEADINGS]
    columns = _columns(rows, SENDER_HEADINGS)
    return SheetContent("For the sender", SENDER_HEADINGS, columns, types, _SENDER_WIDTHS, notes)


def _columns(rows: Sequence[tuple[object, ...]], headings: Sequence[str]) -> list[list[object]]:
    return [list(column) for column in zip(*rows, strict=True)] or [[] for _ in headings]


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
