"""Reads a list and parts its rows: filtered, refused, subtotals, left out, and those that are kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tpdesk.domain.errors import InputError
from tpdesk.domain.wording import count_words
from tpdesk.files.fingerprints import sha256_of_file
from tpdesk.files.profiles import recognise_profile
from tpdesk.files.sources import open_source
from tpdesk.services.importing.coded import cell_text, code_table, fold_heading
from tpdesk.services.importing.counts import RowCounts
from tpdesk.services.importing.headings import score_headings
from tpdesk.services.importing.refusal import find_refusals

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from tpdesk.domain.table import RawTable, UnreadList
    from tpdesk.files.profiles import Profile
    from tpdesk.services.doubts import DoubtBook
    from tpdesk.services.importing.coded import CodedTable
    from tpdesk.services.importing.request import Decisions, ImportRequest
    from tpdesk.store.register import Register


_PLAIN_ENCODINGS = frozenset(("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"))
"""Encodings that are told by a mark or by what nearly every British program writes."""


@dataclass(frozen=True, slots=True, eq=False)
class ReadList:
    """A list as read, its rows parted.

    Attributes:
        raw: The sheet as read; holds refused rows too, so that nothing of its cells may be shown.
        kept: The rows taken.
        subtotals: The rows that sum others.
        notes: The rows that are no records: sub-headings, remarks, repeated headings.
        refused_rows: Numbers of the rows refused, as Excel counts.
        counts: What became of the rows.
        where: The row filter, the profile's part included.
        suggested_profile: Name of a shipped profile that fits; empty when one is used or none fits.
        sha256: Of the file.
    """

    raw: RawTable
    kept: CodedTable
    subtotals: CodedTable
    notes: CodedTable
    refused_rows: NDArray[np.int32]
    counts: RowCounts
    where: tuple[tuple[str, str], ...]
    suggested_profile: str
    sha256: str

    @property
    def unnamed(self) -> frozenset[str]:
        """The columns that have no heading."""
        return frozenset(self.raw.columns if self._headerless else self.raw.unnamed)

    @property
    def _headerless(self) -> bool:
        return self.raw.facts.get("headings") == "none found"

    def heading_of(self, named: str) -> str:
        """Give the heading a person means; raise InputError when there is none."""
        return _column_named(self.raw, named)

    def refused_cells(self) -> dict[str, int]:
        """Count the refused rows that have a value, by heading; nothing of the values."""
        if not len(self.refused_rows):
            return {}
        refused = np.isin(self.raw.rows, self.refused_rows)
        counts = {
            heading: sum(cell is not None for cell in cells[refused].tolist())
            for heading, cells in zip(self.raw.columns, self.raw.cells, strict=True)
        }
        return {heading: count for heading, count in counts.items() if count}

    def tell(self, book: DoubtBook) -> None:
        """Note the rows refused, by number alone, and those left out: sums of others, and remarks."""
        book.add("row_refused", self.refused_rows, "The row was refused and nothing of it is kept.")
        book.add(
            "subtotal_row",
            self.subtotals.rows,
            "The row adds up other rows, so it is left out.",
            value=_first_words(self.subtotals),
            suggestion="Keep it, if it is a building.",
        )
        book.add(
            "note_row",
            self.notes.rows,
            "The row is a sub-heading or a remark, or repeats the headings, so it is left out.",
            value=_first_words(self.notes),
            suggestion="Keep it, if it is a building.",
        )
        encoding = self.raw.facts.get("encoding", "")
        if encoding and encoding not in _PLAIN_ENCODINGS:
            book.add_file(
                "encoding_guessed",
                f"The text is in neither Unicode nor the encoding of Windows; it is read as {encoding}.",
                suggestion="Look at a name with an accent; if it is wrong, ask for the list as a workbook.",
            )
        if self.raw.unread:
            book.add_file(
                "sheet_unread",
                _unread_words(self.raw.unread),
                suggestion="Import it with "
                + " or ".join(f'--sheet "{each.sheet}"' for each in self.raw.unread)
                + ", or choose that sheet.",
            )
        if self._headerless:
            book.add_file(
                "heading_missing",
                "The list has no row of headings; its columns are called by their letters.",
                suggestion="Say where each column goes, or use a profile that knows its headings.",
            )


def _unread_words(unread: Sequence[UnreadList]) -> str:
    """Say which other sheets hold rows that look like a list."""
    named = [f"“{each.sheet}”" for each in unread]
    rows = [count_words(each.rows, "row") for each in unread]
    if len(unread) == 1:
        looks = "looks" if unread[0].rows == 1 else "look"
        return f"1 more sheet, {named[0]}, holds {rows[0]} that {looks} like a list and was not read."
    each_told = ", ".join(f"{name} ({count})" for name, count in zip(named, rows, strict=True))
    return f"{len(unread)} more sheets look like lists and were not read: {each_told}."


def _first_words(table: CodedTable) -> list[str]:
    """Give the first cell with something in it of each row."""
    words = [""] * len(table)
    for column in table.columns:
        for row, cell in enumerate(column.cells().tolist()):
            words[row] = words[row] or cell_text(cell)
    return words


def read_list(
    request: ImportRequest, register: Register, profile: Profile | None, decisions: Decisions
) -> ReadList:
    """Read the file and part its rows.

    Raises:
        InputError: The file cannot be a list, a column asked for is not there, or no row is left.
        OutsideError: The file cannot be read.
    """
    source = open_source(request.path, password=request.password, refuse=[_identity(register.path)])
    headings = profile.headings if profile and profile.headings else None
    raw = source.read(request.sheet or None, headings=headings, score=score_headings)
    where = (*_filters_of(profile), *request.where)
    fits = rows_where(raw, where)
    if not fits.any():
        raise InputError(
            "no_rows_match",
            f"No row of “{raw.file}” has {_filter_words(where)}. Nothing was imported.",
            "Compare the wording of the filter with the file.",
        )
    coded = code_table(raw if fits.all() else raw.take(fits))
    refusals = find_refusals(coded)
    refused = np.isin(coded.rows, [each.row for each in refusals])
    subtotal = raw.subtotals[fits] & ~np.isin(coded.rows, list(decisions.kept_rows)) & ~refused
    note = _notes_of(raw)[fits] & ~np.isin(coded.rows, list(decisions.kept_rows)) & ~refused & ~subtotal
    left_out = np.isin(coded.rows, list(decisions.left_out_rows)) & ~refused & ~subtotal & ~note
    kept = ~(refused | subtotal | note | left_out)
    counts = RowCounts(
        read=len(raw),
        filtered=int((~fits).sum()),
        refused=int(refused.sum()),
        subtotals=int(subtotal.sum()),
        left_out=int(left_out.sum()),
        kept=int(kept.sum()),
        duplicates=0,
        notes=int(note.sum()),
        refusals=refusals,
    )
    return ReadList(
        raw=raw,
        kept=coded if kept.all() else coded.take(kept),
        subtotals=coded.take(subtotal),
        notes=coded.take(note),
        refused_rows=coded.rows[refused],
        counts=counts,
        where=where,
        suggested_profile="" if profile else _suggest(raw),
        sha256=sha256_of_file(request.path),
    )


def _notes_of(raw: RawTable) -> NDArray[np.bool_]:
    return np.zeros(len(raw), dtype=bool) if raw.notes is None else raw.notes


def _identity(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_dev, status.st_ino


def _suggest(raw: RawTable) -> str:
    first = raw.cells[0][:20].tolist() if raw.cells else []
    found = recognise_profile(raw.columns, first)
    return found.name if found else ""


def _filters_of(profile: Profile | None) -> tuple[tuple[str, str], ...]:
    if profile is None:
        return ()
    parts = (text.partition("=") for text in profile.where)
    return tuple((column.strip(), value.strip()) for column, _, value in parts)


def rows_where(raw: RawTable, where: Sequence[tuple[str, str]]) -> NDArray[np.bool_]:
    """Give the rows whose columns have the values asked for, any case and spacing.

    Raises:
        InputError: There is no such column.
    """
    fits = np.ones(len(raw), dtype=bool)
    for named, value in where:
        cells = raw.column(_column_named(raw, named))
        wanted = fold_heading(value)
        folded: dict[object, bool] = {}
        for cell in set(cells.tolist()):
            folded[cell] = fold_heading(cell_text(cell)) == wanted
        fits &= np.fromiter((folded[cell] for cell in cells.tolist()), bool, len(raw))
    return fits


def _column_named(raw: RawTable, named: str) -> str:
    if named in raw.columns:
        return named
    folded = fold_heading(named)
    found = next((heading for heading in raw.columns if fold_heading(heading) == folded), None)
    if found is None:
        raise InputError(
            "column_unknown",
            f"“{raw.file}” has no column “{named}”. Nothing was imported.",
            "Its columns are: " + ", ".join(raw.columns[:30]) + ".",
        )
    return found


def _filter_words(where: Sequence[tuple[str, str]]) -> str:
    return " and ".join(f"“{value}” in “{column}”" for column, value in where)
