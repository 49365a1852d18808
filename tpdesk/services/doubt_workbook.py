"""The workbook of a register's doubts, for the organisation that keeps the records, or in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpdesk.domain.disclosure import AudienceKind
from tpdesk.domain.errors import InputError
from tpdesk.domain.fields.catalogue import FIELD_BY_KEY
from tpdesk.files.fingerprints import sha256_of_file
from tpdesk.files.replacing import replaced
from tpdesk.files.workbook_writing import ColumnType, SheetContent, write_workbook
from tpdesk.store.export_log import ExportEntry

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tpdesk.services.checking_facts import CheckedFacts, Doubt
    from tpdesk.store.register import Register

_TEXT, _INTEGER, _PERCENT = ColumnType.TEXT, ColumnType.INTEGER, ColumnType.PERCENT
_DOUBTS = (
    ("Organisation", _TEXT, 28),
    ("Reference", _TEXT, 18),
    ("Building", _TEXT, 34),
    ("What is wrong", _TEXT, 32),
    ("What was found", _TEXT, 70),
    ("Field", _TEXT, 24),
    ("Value", _TEXT, 22),
    ("Fix", _TEXT, 26),
    ("Accepted because", _TEXT, 34),
    ("Weight", _TEXT, 10),
    ("Code", _TEXT, 26),
)
_COUNTS = (
    ("What is wrong", _TEXT, 40),
    ("Open", _INTEGER, 10),
    ("Accepted", _INTEGER, 10),
    ("Code", _TEXT, 26),
)
_KNOWN = (
    ("Organisation", _TEXT, 34),
    ("Fact", _TEXT, 24),
    ("Known of", _INTEGER, 10),
    ("Could be known of", _INTEGER, 18),
    ("Share", _PERCENT, 10),
)


def check_workbook_audience(checked: CheckedFacts) -> None:
    """Refuse a workbook for a wide audience: it goes to who keeps the records.

    Raises:
        InputError: The audience is neither full nor one organisation.
    """
    if checked.shown.audience.kind not in (AudienceKind.FULL, AudienceKind.ORGANISATION):
        raise InputError(
            "audience_too_wide",
            "A workbook of issues goes to the organisation that keeps the records. Nothing was written.",
            "Add --audience organisation:NAME, or --audience full for your own use.",
        )


def write_doubt_workbook(checked: CheckedFacts, path: Path) -> None:
    """Write doubts and completeness as a workbook of three sheets.

    Args:
        checked: The register, looked over for an organisation or in full.
        path: Where to; its folder must exist.

    Raises:
        InputError: The audience is neither full nor one organisation.
        OutsideError: It cannot be written; a file that was there is as it was.
    """
    check_workbook_audience(checked)
    notes = tuple(note for note in ("What is doubted in the register", checked.shown.notice) if note)
    share = [
        (each.organisation, each.fact, each.known, each.of, each.percent) for each in checked.completeness
    ]
    listed = [_row(checked, each) for each in checked.doubts]
    sheets = (
        _sheet("To put right", _DOUBTS, listed, notes),
        _sheet("Counts", _COUNTS, _counts(checked), notes),
        _sheet("Completeness", _KNOWN, share, notes),
    )
    write_workbook(path, sheets)


def give_doubt_workbook(register: Register, checked: CheckedFacts, out: Path) -> None:
    """Write the workbook, and note in the register that it was given out; nothing leaves unseen.

    Raises:
        InputError: The audience is neither full nor one organisation.
        OutsideError: It cannot be written, or the register cannot note it; neither has changed.
    """
    check_workbook_audience(checked)
    with replaced(out) as written:
        write_doubt_workbook(checked, written)
        audience = str(checked.shown.audience)
        register.log_export(ExportEntry(out.name, sha256_of_file(written), audience, "Issues"))


def _row(checked: CheckedFacts, doubt: Doubt) -> tuple[object, ...]:
    field = FIELD_BY_KEY.get(doubt.field)
    about: tuple[object, ...] = (None, None, "The whole list")
    if doubt.row is not None:
        frame = checked.shown.value
        facts = (frame.value(doubt.row, key) for key in ("organisation", "reference"))
        about = (*facts, frame.label(doubt.row))
    return (
        *about,
        doubt.label,
        doubt.message,
        field.label if field else doubt.field,
        None if doubt.value is None else str(doubt.value),
        doubt.fix.words if doubt.fix else None,
        doubt.accepted,
        doubt.severity.value.capitalize(),
        doubt.code,
    )


def _counts(checked: CheckedFacts) -> list[tuple[object, ...]]:
    counts: dict[str, list[object]] = {}
    opened = checked.counts()
    for each in checked.doubts:
        counts.setdefault(each.code, [each.label, opened.get(each.code, 0), 0, each.code])
    for code, row in counts.items():
        row[2] = sum(each.code == code and each.accepted is not None for each in checked.doubts)
    return [tuple(row) for row in counts.values()]


def _sheet(
    title: str,
    columns: Sequence[tuple[str, ColumnType, int]],
    rows: Sequence[tuple[object, ...]],
    notes: tuple[str, ...],
) -> SheetContent:
    headings, types, widths = zip(*columns, strict=True)
    values = list(zip(*rows, strict=True)) or [() for _ in columns]
    return SheetContent(title, headings, values, types, widths, notes)
